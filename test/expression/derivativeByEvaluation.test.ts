/** A derivative by dual numbers passes through elementary functions, where the assignment has values for them. */
import { expect, it } from 'vitest';
import { formula, notation } from '../../proofs/notation.ts';
import { elementary } from '../../src/expression/elementary.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { doubles } from '../../src/expression/ring.ts';

const none = (): never => {
  throw new TypeError('not needed');
};
const at = (u: number, text: string): number | undefined =>
  evaluate(formula(text), {
    ring: doubles,
    n: 1,
    notation,
    definitions: new Map(),
    values: new Map([['u', [[u]]]]),
    functions: { scalar: none, cost: none },
    expectation: none,
    elementary: (name, argument) => elementary(name).value(argument),
  })[0]?.[0];

it.each([
  ['exp(-1/u)', Math.exp(-1 / 2) / 4],
  ['sin(u^2)', 4 * Math.cos(4)],
  ['sqrt(1+log(u))', 1 / (4 * Math.sqrt(1 + Math.log(2)))],
])('d/du %s at u = 2', (text, expected) => {
  expect(at(2, `rate(${text}, u, 1)`)).toBeCloseTo(expected, 14);
});
