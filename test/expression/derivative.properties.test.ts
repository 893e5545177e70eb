/** The rules of calculus on trees against evaluation over dual numbers, which knows none of them but those of + * / and ^. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positive, setting } from '../../proofs/claims.ts';
import { formula, notation } from '../../proofs/notation.ts';
import { derivative } from '../../src/expression/derivative.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { one, symbol } from '../../src/expression/expression.ts';
import type { Matrix } from '../../src/expression/matrix.ts';
import { toText } from '../../src/expression/print.ts';
import { isZero, type Rational } from '../../src/expression/rational.ts';
import { doubles } from '../../src/expression/ring.ts';
import { forAll } from '../numeric/counterexample.ts';
import { instanceAt, matrixText, points, pointText, valueAt } from '../symbolic/instances.ts';
import { trees } from './trees.ts';

const where = setting(new Map(), { definitions: new Map() });
const physical = [positive('r'), positive('ce'), positive('e0')];
const { scalar, column, matrix } = trees({
  scalars: ['ce', 'c1'],
  columns: ['r', 'w', 'b'],
  matrices: ['Sigma', 'A'],
  functions: true,
  depth: 3,
});

/** A derivative of what does not depend on the variable is the bare number 0, whatever its shape. */
const normal = (value: Matrix<Rational>): string => (value.flat().every(isZero) ? '0' : matrixText(value));

describe.each([
  ['w', 'Dw'],
  ['c1', '1'],
])('d/dt at %s + t %s', (by, direction) => {
  test('equals the slope over dual numbers', () => {
    let nonzero = 0;
    forAll(
      fc.tuple(fc.oneof(scalar, column, matrix), points(3)),
      ([tree, point]) => `${toText(tree)} at ${pointText(point)}`,
      ([tree, point]) => {
        const instance = instanceAt(point, where, physical);
        const along = direction === '1' ? one : symbol(direction);
        if (hasSecondDerivative(toText(tree))) return;
        const slopes = valueAt({ kind: 'rate', of: tree, by, direction: along }, instance);
        const ruled = valueAt(derivative(tree, by, along, notation), instance);
        if (slopes === undefined || ruled === undefined) return; // a singular matrix or a division by 0
        nonzero += Number(normal(slopes) !== '0');
        expect(normal(ruled)).toBe(normal(slopes));
      },
      { numRuns: 500 },
    );
    expect(nonzero).toBeGreaterThan(80);
  });
});

/** Cs'(w) has no derivative here: the Hessian of a cost is not supported. */
const hasSecondDerivative = (text: string): boolean => text.includes("Cs'(");

test.each([
  ["Cs'(w)", 'w', 'derivative: second derivatives of Cs are not supported'],
  ['[w, r]', 'w', 'derivative: not defined for columns'],
  ["exp'(c1)", 'c1', "derivative: exp' must be written out"],
])('the derivative of %s by %s throws', (text, by, message) => {
  expect(() => derivative(formula(text), by, symbol('Dw'), notation)).toThrow(message);
});

test('matrices do not commute under the derivative', () => {
  const d = (text: string): string => toText(derivative(formula(text), 'w', symbol('Dw'), notation));
  expect(d("(A+w*w')^2")).toBe("(Dw*w' + w*Dw')*(A + w*w') + (A + w*w')*(Dw*w' + w*Dw')");
  expect(d("inv(A+w*w')")).toBe("-(A + w*w')^(-1)*(Dw*w' + w*Dw')*(A + w*w')^(-1)");
});

test('elementary functions differentiate to their derivatives', () => {
  const at = 0.7;
  const assignment = {
    ring: doubles,
    n: 1,
    notation,
    definitions: new Map(),
    functions: { scalar: never, cost: never },
    expectation: never,
    elementary: (name: string, v: number): number =>
      (Math as unknown as Record<string, (v: number) => number>)[name]?.(v) ?? Number.NaN,
  };
  const value = (text: string | ReturnType<typeof formula>, c1: number): number =>
    evaluate(typeof text === 'string' ? formula(text) : text, {
      ...assignment,
      values: new Map([['c1', [[c1]]]]),
    })[0]?.[0] ?? Number.NaN;
  for (const name of [
    'sqrt',
    'exp',
    'log',
    'log1p',
    'expm1',
    'sin',
    'cos',
    'tan',
    'sinh',
    'cosh',
    'tanh',
    'atan',
  ]) {
    const exact = value(derivative(formula(`${name}(c1^2)`), 'c1', one, notation), at);
    const step = 1e-5; // central difference: truncation 1e-10 f''', rounding 1e-11
    const difference = (value(`${name}(c1^2)`, at + step) - value(`${name}(c1^2)`, at - step)) / (2 * step);
    expect(Math.abs(exact - difference), name).toBeLessThan(1e-7);
  }
});

function never(): never {
  throw new TypeError('not part of this test');
}
