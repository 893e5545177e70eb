/** det G = c1^(n-2) det(Sigma) Delta at exact rational assignments, which the ledger proves by way of the 2 x 2 core. */
import { describe, expect, it } from 'vitest';
import { nonzero } from '../../../proofs/claims.ts';
import { formula } from '../../../proofs/notation.ts';
import { theory } from '../../../proofs/theory/notation.ts';
import { fullRank, lowRankParts, physical } from '../../../proofs/values.ts';
import { evaluate } from '../../../src/expression/evaluate.ts';
import { entryOf, type Matrix } from '../../../src/expression/matrix.ts';
import {
  add,
  divide,
  equals,
  isZero,
  multiply,
  ONE,
  type Rational,
  subtract,
  ZERO,
} from '../../../src/expression/rational.ts';
import { drawFrom, drawInstance, type Instance } from '../../../src/symbolic/instance.ts';

/** By elimination; a zero pivot is avoided by adding a later row. */
function determinant(matrix: Matrix<Rational>): Rational {
  const rows = matrix.map((row) => [...row]);
  let result = ONE;
  for (let k = 0; k < rows.length; k++) {
    const at = rows.findIndex((row, i) => i >= k && !isZero(row[k] ?? ZERO));
    if (at < 0) return ZERO;
    if (at > k) rows[k] = (rows[k] ?? []).map((value, j) => add(value, rows[at]?.[j] ?? ZERO));
    const pivot = rows[k]?.[k] ?? ZERO;
    result = multiply(result, pivot);
    for (let i = k + 1; i < rows.length; i++) {
      const factor = divide(rows[i]?.[k] ?? ZERO, pivot);
      rows[i] = (rows[i] ?? []).map((value, j) => subtract(value, multiply(factor, rows[k]?.[j] ?? ZERO)));
    }
  }
  return result;
}

const power = (x: Rational, n: number): Rational =>
  n < 0 ? divide(ONE, power(x, -n)) : n === 0 ? ONE : multiply(x, power(x, n - 1));

const setting = theory(lowRankParts);
const draw = drawFrom(5);
const instances = [1, 2, 3, 4, 5, 6].map((n) => {
  const instance = drawInstance(n, setting, [...physical, fullRank, nonzero('c1-1')], draw);
  if (instance === undefined) throw new Error(`no assignment for n = ${n}`);
  return [n, instance] as const;
});
const value = (text: string, instance: Instance): Matrix<Rational> => evaluate(formula(text), instance);
const scalar = (text: string, instance: Instance): Rational => entryOf(value(text, instance), 0, 0);

describe('the determinant of the Fisher matrix', () => {
  it.each(instances)('n = %i', (n, instance) => {
    const left = determinant(value('G', instance));
    const rest = multiply(determinant(value('Sigma', instance)), scalar('D', instance));
    expect(equals(left, multiply(power(scalar('c1', instance), n - 2), rest))).toBe(true);
    expect(equals(left, multiply(power(scalar('c1', instance), n - 1), rest))).toBe(false);
  });
});
