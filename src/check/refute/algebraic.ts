/**
 * Quadratic irrationals near doubles, for points at which sides touch without crossing, such as x = sqrt(2) or the golden ratio.
 */
import { type Rational, rational, rationalToNumber, ZERO } from '../../expression/rational.ts';
import type { Surd } from '../evaluate/second/surds.ts';
import { nearestRational } from './nearest.ts';

export interface SurdPoint {
  readonly d: bigint;
  readonly theta: readonly Surd[];
}

/** How near a double must be: a minimum is known to about the square root of the rounding error. */
const NEAR = 1e-6;

/** The doubles as numbers a + b sqrt(d) of one field, at least one of them irrational; undefined when that is not evident. */
export function surdsNear(values: readonly number[]): SurdPoint | undefined {
  let d: bigint | undefined;
  const theta: Surd[] = [];
  for (const value of values) {
    const simple = nearestRational(value, 24);
    if (simple !== undefined && Math.abs(rationalToNumber(simple) - value) < NEAR) {
      theta.push({ a: simple, b: ZERO });
      continue;
    }
    const found = quadratic(value, d);
    if (found === undefined) return undefined;
    d = found.d;
    theta.push(found.surd);
  }
  return d === undefined ? undefined : { d, theta };
}

/** The root near x of p x^2 + q x + r = 0 with small integers p > 0, q and integer r. */
function quadratic(x: number, field: bigint | undefined): { d: bigint; surd: Surd } | undefined {
  for (let size = 1; size <= 12; size++)
    for (let p = 1; p <= Math.min(size, 6); p++)
      for (const q of p < size ? [size - p, p - size] : [0]) {
        const r = Math.round(-(p * x + q) * x);
        if (Math.abs((p * x + q) * x + r) > NEAR * (1 + Math.abs(2 * p * x + q))) continue;
        const [square, d] = squareFree(q * q - 4 * p * r);
        if (d <= 1n || (field !== undefined && d !== field)) continue;
        const side = 2 * p * x + q > 0 ? 1n : -1n;
        const a: Rational = rational(-q, 2 * p);
        return { d, surd: { a, b: rational(side * square, 2n * BigInt(p)) } };
      }
  return undefined;
}

/** [s, d] with value = s^2 d and d without square factors; [0, 0] for values that are not positive. */
function squareFree(value: number): readonly [bigint, bigint] {
  if (!(value > 0 && value < 1e9)) return [0n, 0n];
  let [square, rest] = [1, value];
  for (let k = 2; k * k <= rest; k++)
    while (rest % (k * k) === 0) {
      rest /= k * k;
      square *= k;
    }
  return [BigInt(square), BigInt(rest)];
}
