/**
 * Exact rational numbers over BigInt: always in lowest terms, denominator positive.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The rational numerator / denominator. Throws RangeError when the denominator is zero. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) throw new RangeError('rational: denominator is 0 (expected a nonzero integer)');
  const divisor = greatestCommonDivisor(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { numerator: (sign * n) / divisor, denominator: (sign * d) / divisor };
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);
export const invert = (a: Rational): Rational => rational(a.denominator, a.numerator);
export const divide = (a: Rational, b: Rational): Rational => multiply(a, invert(b));
export const isZero = (a: Rational): boolean => a.numerator === 0n;
export const equals = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;
export const isInteger = (a: Rational): boolean => a.denominator === 1n;
export const sign = (a: Rational): number => (a.numerator > 0n ? 1 : a.numerator < 0n ? -1 : 0);

/** Prints 3, -1/20. */
export const rationalToString = (a: Rational): string =>
  isInteger(a) ? `${a.numerator}` : `${a.numerator}/${a.denominator}`;

/** A double within 2 ulp (subnormal results within one step), however long numerator and denominator are. */
export function rationalToNumber(a: Rational): number {
  const [top, bottom] = [Number(a.numerator), Number(a.denominator)];
  if (Number.isFinite(top) && Number.isFinite(bottom)) return top / bottom;
  const length = (value: bigint): number => (value < 0n ? -value : value).toString(2).length;
  const shift = 64 - (length(a.numerator) - length(a.denominator)); // the quotient keeps 64 bits or more
  const scaled =
    shift >= 0
      ? (a.numerator << BigInt(shift)) / a.denominator
      : a.numerator / (a.denominator << BigInt(-shift));
  const half = Math.trunc(shift / 2);
  return Number(scaled) * 2 ** -half * 2 ** -(shift - half);
}

/**
 * The exact value of a decimal literal such as `12`, `0.05` or `1e-3`.
 * Throws SyntaxError for anything else and RangeError for exponents beyond 400.
 */
export function rationalFromDecimal(text: string): Rational {
  const match = /^([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (match === null || `${match[1]}${match[2]}` === '') {
    throw new SyntaxError(`number: got "${text}", expected decimal digits`);
  }
  const [, whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > 400)
    throw new RangeError(`number: got "${text}", expected an exponent within +-400`);
  const shift = exponent - fraction.length;
  const digits = BigInt(`${whole}${fraction}`);
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
}
