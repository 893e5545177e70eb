/**
 * The arithmetic that an evaluation runs on: exact rationals, doubles, dual numbers over either, polynomials.
 */
import * as exact from './rational.ts';
import { type Rational, rationalToNumber } from './rational.ts';

export interface Ring<T> {
  readonly fromRational: (value: Rational) => T;
  readonly add: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly negate: (a: T) => T;
  /** Throws RangeError for 0. */
  readonly invert: (a: T) => T;
  readonly isZero: (a: T) => boolean;
  /** Can be inverted; absent where everything but 0 can. */
  readonly isUnit?: (a: T) => boolean;
}

export const rationals: Ring<Rational> = {
  fromRational: (value) => value,
  add: exact.add,
  multiply: exact.multiply,
  negate: exact.negate,
  invert: exact.invert,
  isZero: exact.isZero,
};

export const doubles: Ring<number> = {
  fromRational: rationalToNumber,
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  negate: (a) => -a,
  invert: (a) => {
    if (a === 0) throw new RangeError('division by 0');
    return 1 / a;
  },
  isZero: (a) => a === 0,
};

/** value + slope e with e^2 = 0: carries a derivative along. */
export interface Dual<T> {
  readonly value: T;
  readonly slope: T;
}

export function duals<T>(ring: Ring<T>): Ring<Dual<T>> {
  const zero = ring.fromRational(exact.ZERO);
  return {
    fromRational: (value) => ({ value: ring.fromRational(value), slope: zero }),
    add: (a, b) => ({ value: ring.add(a.value, b.value), slope: ring.add(a.slope, b.slope) }),
    multiply: (a, b) => ({
      value: ring.multiply(a.value, b.value),
      slope: ring.add(ring.multiply(a.value, b.slope), ring.multiply(a.slope, b.value)),
    }),
    negate: (a) => ({ value: ring.negate(a.value), slope: ring.negate(a.slope) }),
    invert: (a) => {
      const value = ring.invert(a.value);
      return { value, slope: ring.negate(ring.multiply(a.slope, ring.multiply(value, value))) };
    },
    isZero: (a) => ring.isZero(a.value) && ring.isZero(a.slope),
    isUnit: (a) => (ring.isUnit ? ring.isUnit(a.value) : !ring.isZero(a.value)),
  };
}
