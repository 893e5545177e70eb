/** Our derivatives against mathjs's, on transfer functions that people use. */
import { derivative as mathjsDerivative } from 'mathjs';
import { expect, it } from 'vitest';
import { compile } from '../../src/expression/compile.ts';
import { derivative } from '../../src/expression/derivative.ts';
import { one } from '../../src/expression/expression.ts';
import { type Notation, SCALAR } from '../../src/expression/notation.ts';
import { parse } from '../../src/expression/parse.ts';

const v = { shape: SCALAR, unit: { mV: 1 }, latex: 'v', meaning: 'membrane potential' };
const notation: Notation = { symbols: { v }, functions: {} };

it.each([
  '100/(1+exp(-0.3*(v-10)))',
  '(v+60)^2/4',
  'log(1+exp(0.3*v))',
  '5*(1+tanh(v/10))',
  'sqrt(1+v^2)',
  '2^v',
  '(1+v^2)^(v/10)',
  'exp(sin(v))*cosh(v/20)',
  'atan(v)/(2+cos(v))',
])('d/dv %s', (text) => {
  const ours = compile(derivative(parse(text), 'v', one, notation));
  const theirs = mathjsDerivative(text, 'v', { simplify: false }).compile();
  for (const at of [-7.25, -1, 0.5, 3, 11.75]) {
    const expected: number = theirs.evaluate({ v: at });
    expect(Math.abs(ours(at) - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
  }
});
