/**
 * Binary floating-point numbers mantissa * 2^exponent with BigInt mantissas, and their rounding to a number of bits towards
 * -infinity or +infinity: the ends of intervals.
 */
import type { Rational } from '../../expression/rational.ts';

export interface Dyadic {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** -1 towards -infinity, +1 towards +infinity. */
export type Direction = -1 | 1;

export const DYADIC_ZERO: Dyadic = { mantissa: 0n, exponent: 0 };
export const DYADIC_ONE: Dyadic = { mantissa: 1n, exponent: 0 };

/** The number of bits of |value|, at most 3 too many. */
export function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  return size < 0x80000000n ? 32 - Math.clz32(Number(size)) : size.toString(16).length * 4;
}

/** floor(value / 2^shift), or its ceiling. */
function shiftDown(value: bigint, shift: number, direction: Direction): bigint {
  const by = BigInt(shift);
  return direction < 0 ? value >> by : -(-value >> by);
}

export function roundTo(x: Dyadic, bits: number, direction: Direction): Dyadic {
  const excess = bitLength(x.mantissa) - bits;
  if (excess <= 0) return x;
  return { mantissa: shiftDown(x.mantissa, excess, direction), exponent: x.exponent + excess };
}

export const negateDyadic = (x: Dyadic): Dyadic => ({ mantissa: -x.mantissa, exponent: x.exponent });

export const multiplyDyadic = (x: Dyadic, y: Dyadic): Dyadic => ({
  mantissa: x.mantissa * y.mantissa,
  exponent: x.exponent + y.exponent,
});

/** x + y, rounded to the bits: a summand far below the last bit only nudges the result outward. */
export function addDyadic(x: Dyadic, y: Dyadic, bits: number, direction: Direction): Dyadic {
  if (x.mantissa === 0n) return roundTo(y, bits, direction);
  if (y.mantissa === 0n) return roundTo(x, bits, direction);
  const [high, low] = x.exponent >= y.exponent ? [x, y] : [y, x];
  const gap = high.exponent - low.exponent;
  if (gap > 4 * bits + bitLength(low.mantissa)) {
    const lift = bits + 4; // low is below one unit of the lifted mantissa
    const nudge = low.mantissa > 0n === direction > 0 ? BigInt(direction) : 0n;
    return roundTo(
      { mantissa: (high.mantissa << BigInt(lift)) + nudge, exponent: high.exponent - lift },
      bits,
      direction,
    );
  }
  return roundTo(
    { mantissa: (high.mantissa << BigInt(gap)) + low.mantissa, exponent: low.exponent },
    bits,
    direction,
  );
}

/** x / y to the bits; y is not 0. */
export function divideDyadic(x: Dyadic, y: Dyadic, bits: number, direction: Direction): Dyadic {
  const [top, bottom] = y.mantissa < 0n ? [-x.mantissa, -y.mantissa] : [x.mantissa, y.mantissa];
  const shift = Math.max(0, bits + 2 + bitLength(bottom) - bitLength(top) + 4);
  const scaled = top << BigInt(shift);
  const quotient = direction < 0 ? floorDivide(scaled, bottom) : -floorDivide(-scaled, bottom);
  return roundTo({ mantissa: quotient, exponent: x.exponent - y.exponent - shift }, bits, direction);
}

/** Floor of a / b for positive b. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

export const fromRational = (value: Rational, bits: number, direction: Direction): Dyadic =>
  divideDyadic(
    { mantissa: value.numerator, exponent: 0 },
    { mantissa: value.denominator, exponent: 0 },
    bits,
    direction,
  );

export const signOf = (x: Dyadic): number => (x.mantissa > 0n ? 1 : x.mantissa < 0n ? -1 : 0);

export function compareDyadic(x: Dyadic, y: Dyadic): number {
  const [sx, sy] = [signOf(x), signOf(y)];
  if (sx !== sy || sx === 0) return sx - sy;
  const [top, other] = [bitLength(x.mantissa) + x.exponent, bitLength(y.mantissa) + y.exponent];
  if (Math.abs(top - other) > 8) return top > other ? sx : -sx;
  const gap = x.exponent - y.exponent;
  const left = gap >= 0 ? x.mantissa << BigInt(gap) : x.mantissa;
  const right = gap >= 0 ? y.mantissa : y.mantissa << BigInt(-gap);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** floor of x; |x| below 2^100000. */
export const floorOf = (x: Dyadic): bigint =>
  x.exponent >= 0 ? x.mantissa << BigInt(x.exponent) : x.mantissa >> BigInt(-x.exponent);

/** An upper bound of log2 |x|; -Infinity for 0. */
export const magnitude = (x: Dyadic): number =>
  x.mantissa === 0n ? Number.NEGATIVE_INFINITY : bitLength(x.mantissa) + x.exponent;
