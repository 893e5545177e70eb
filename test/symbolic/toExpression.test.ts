import { expect, test } from 'vitest';
import { setting } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import { toText } from '../../src/expression/print.ts';
import { scalarOf } from '../../src/symbolic/matrixForm.ts';
import { normalize } from '../../src/symbolic/normalize.ts';
import { isZeroFunction, subtractFunctions } from '../../src/symbolic/rationalFunction.ts';
import { inNamedScalars, toExpression } from '../../src/symbolic/toExpression.ts';
import { forAll } from '../numeric/counterexample.ts';
import { rationalFunctions, textOf } from './polynomials.ts';

const free = setting(new Map(), { definitions: new Map() });

test('the tree of a rational function is that function', () => {
  forAll(rationalFunctions, textOf, (f) => {
    const back = scalarOf(normalize(toExpression(f), free).form);
    expect(isZeroFunction(subtractFunctions(back, f))).toBe(true);
  });
});

test.each([
  ['sum(r)', ['q'], 'q/(ce*e0^2)'],
  ['1/(1+ce*e0^2*sum(r))', ['q'], '1/(1 + q)'],
  ["dot(w, r)*e0/ce+w'*diag(r)*w/ce", ['mu', 's2'], '(mu + s2*ce)/ce'],
  ['sum(r)*c1', ['c2'], undefined],
  ["w'*x", ['V'], 'V'],
])('%s in %j is %s', (text, names, expected) => {
  const where = setting();
  const f = inNamedScalars(scalarOf(normalize(formula(text), where).form), names, where);
  const tree = toExpression(f);
  if (expected === undefined) {
    // no name for the contraction: it stays, and is no symbol of the notation
    expect(toText(tree)).toContain('(ones|diag(r)|ones)');
    return;
  }
  // the same function of the named scalars, which are plain symbols here
  const named = scalarOf(normalize(formula(expected), setting(new Map(), { definitions: new Map() })).form);
  expect(isZeroFunction(subtractFunctions(named, f))).toBe(true);
});

test('a name whose definition is a sum names no contraction', () => {
  const where = setting(definitions({ c1: '1+sum(r)' }));
  const f = scalarOf(normalize(formula('sum(r)'), where).form);
  expect(inNamedScalars(f, ['c1'], where).numerator).toEqual(f.numerator);
});
