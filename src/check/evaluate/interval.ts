/**
 * Intervals [lower, upper] of reals with dyadic ends, rounded outward to `bits`: every operation contains the exact result
 * for all reals in its operands. Operations assume lower <= upper.
 */
import type { Rational } from '../../expression/rational.ts';
import {
  addDyadic,
  compareDyadic,
  DYADIC_ONE,
  DYADIC_ZERO,
  type Dyadic,
  divideDyadic,
  fromRational,
  multiplyDyadic,
  negateDyadic,
  roundTo,
  signOf,
} from './dyadic.ts';
import { Undecided, Undefined } from './outcome.ts';

export interface Interval {
  readonly lower: Dyadic;
  readonly upper: Dyadic;
}

export const ONE_INTERVAL: Interval = { lower: DYADIC_ONE, upper: DYADIC_ONE };

export const intervalOf = (value: Rational, bits: number): Interval => ({
  lower: fromRational(value, bits, -1),
  upper: fromRational(value, bits, 1),
});

export const hull = (a: Interval, b: Interval): Interval => ({
  lower: smaller(a.lower, b.lower),
  upper: larger(a.upper, b.upper),
});

export const smaller = (x: Dyadic, y: Dyadic): Dyadic => (compareDyadic(x, y) <= 0 ? x : y);
export const larger = (x: Dyadic, y: Dyadic): Dyadic => (compareDyadic(x, y) >= 0 ? x : y);

export const addIntervals = (a: Interval, b: Interval, bits: number): Interval => ({
  lower: addDyadic(a.lower, b.lower, bits, -1),
  upper: addDyadic(a.upper, b.upper, bits, 1),
});

export const negateInterval = (a: Interval): Interval => ({
  lower: negateDyadic(a.upper),
  upper: negateDyadic(a.lower),
});

export function multiplyIntervals(a: Interval, b: Interval, bits: number): Interval {
  const products = [
    multiplyDyadic(a.lower, b.lower),
    multiplyDyadic(a.lower, b.upper),
    multiplyDyadic(a.upper, b.lower),
    multiplyDyadic(a.upper, b.upper),
  ];
  return {
    lower: roundTo(products.reduce(smaller), bits, -1),
    upper: roundTo(products.reduce(larger), bits, 1),
  };
}

export const containsZero = (a: Interval): boolean => signOf(a.lower) <= 0 && signOf(a.upper) >= 0;

/** 1 / a. Undefined for [0, 0], undecided where a contains 0. */
export function invertInterval(a: Interval, bits: number): Interval {
  if (containsZero(a)) {
    if (signOf(a.lower) === 0 && signOf(a.upper) === 0) throw new Undefined('division by 0');
    throw new Undecided('division by a number that may be 0');
  }
  return {
    lower: divideDyadic(DYADIC_ONE, a.upper, bits, -1),
    upper: divideDyadic(DYADIC_ONE, a.lower, bits, 1),
  };
}

/** {x^exponent : x in a} for an integer exponent, 0^0 = 1. */
export function powerInterval(a: Interval, exponent: bigint, bits: number): Interval {
  if (exponent < 0n) return powerInterval(invertInterval(a, bits), -exponent, bits);
  if (exponent % 2n === 0n && containsZero(a)) {
    const top = powerOfPoint(larger(a.upper, negateDyadic(a.lower)), exponent, bits);
    return { lower: exponent === 0n ? DYADIC_ONE : DYADIC_ZERO, upper: top.upper };
  }
  return hull(powerOfPoint(a.lower, exponent, bits), powerOfPoint(a.upper, exponent, bits));
}

function powerOfPoint(x: Dyadic, exponent: bigint, bits: number): Interval {
  let [result, square, left] = [ONE_INTERVAL, { lower: x, upper: x } as Interval, exponent];
  while (left > 0n) {
    if (left % 2n === 1n) result = multiplyIntervals(result, square, bits + 32);
    left /= 2n;
    if (left > 0n) square = multiplyIntervals(square, square, bits + 32);
  }
  return roundInterval(result, bits);
}

export const roundInterval = (a: Interval, bits: number): Interval => ({
  lower: roundTo(a.lower, bits, -1),
  upper: roundTo(a.upper, bits, 1),
});

/** {|x| : x in a}. */
export function absoluteInterval(a: Interval): Interval {
  if (signOf(a.lower) >= 0) return a;
  if (signOf(a.upper) <= 0) return negateInterval(a);
  return { lower: DYADIC_ZERO, upper: larger(a.upper, negateDyadic(a.lower)) };
}
