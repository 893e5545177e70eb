/**
 * Exact points for property tests: random admissible values of every symbol, n = 1 .. 6, drawn from a seed.
 */
import fc from 'fast-check';
import { evaluate } from '../../src/expression/evaluate.ts';
import type { Expression } from '../../src/expression/expression.ts';
import type { Matrix } from '../../src/expression/matrix.ts';
import { equals, type Rational, rationalToString } from '../../src/expression/rational.ts';
import type { Given } from '../../src/symbolic/given.ts';
import { drawFrom, drawInstance, type Instance } from '../../src/symbolic/instance.ts';
import type { Setting } from '../../src/symbolic/setting.ts';

export interface Point {
  readonly n: number;
  readonly seed: number;
}

export const points = (largest = 6): fc.Arbitrary<Point> =>
  fc.record({ n: fc.integer({ min: 1, max: largest }), seed: fc.integer({ min: 0, max: 1e6 }) });

export const pointText = ({ n, seed }: Point): string => `n = ${n}, values of drawFrom(${seed})`;

export function instanceAt({ n, seed }: Point, setting: Setting, givens: readonly Given[]): Instance {
  const instance = drawInstance(n, setting, givens, drawFrom(seed));
  if (instance === undefined) throw new Error(`no admissible values at n = ${n}, seed ${seed}`);
  return instance;
}

/** The value, or undefined where the expression divides by 0. */
export function valueAt(expression: Expression, instance: Instance): Matrix<Rational> | undefined {
  try {
    return evaluate(expression, instance);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const sameMatrix = (a: Matrix<Rational>, b: Matrix<Rational>): boolean =>
  a.length === b.length &&
  a.every(
    (row, i) =>
      row.length === b[i]?.length &&
      row.every((entry, j) => b[i]?.[j] !== undefined && equals(entry, b[i]?.[j] as Rational)),
  );

export const matrixText = (a: Matrix<Rational>): string =>
  a.map((row) => row.map(rationalToString).join(', ')).join('; ');
