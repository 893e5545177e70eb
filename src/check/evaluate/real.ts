/**
 * Real numbers as far as they are known: an exact rational, or an interval that certainly contains the number.
 *
 * Arithmetic stays exact on rationals; an elementary function returns a rational where its value is one for an evident reason
 * (perfect squares, exp 0, log 1, ...), otherwise an interval of about `bits` bits.
 */
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  rationalToNumber,
  rationalToString,
  sign,
  ZERO,
} from '../../expression/rational.ts';
import type { ElementaryName } from '../term.ts';
import { bitLength, compareDyadic, type Dyadic, signOf } from './dyadic.ts';
import {
  absoluteInterval,
  addIntervals,
  type Interval,
  intervalOf,
  invertInterval,
  multiplyIntervals,
  negateInterval,
  powerInterval,
} from './interval.ts';
import { Undecided, Undefined } from './outcome.ts';
import {
  cosine,
  eulerNumber,
  exponential,
  hyperbolicCosine,
  hyperbolicSine,
  hyperbolicTangent,
  integerSquareRoot,
  logarithm,
  pi,
  sine,
  squareRoot,
  tangent,
} from './transcendental.ts';

export type Real = Rational | Interval;

/** Beyond so many bits a power of a rational is enclosed instead of written out. */
const LARGEST_EXACT = 40000;

export const isExact = (x: Real): x is Rational => 'numerator' in x;
export const isExactZero = (x: Real): boolean => isExact(x) && isZero(x);

export const enclosure = (x: Real, bits: number): Interval => (isExact(x) ? intervalOf(x, bits) : x);

export function addReals(x: Real, y: Real, bits: number): Real {
  if (isExact(x) && isExact(y)) return add(x, y);
  if (isExactZero(x)) return y;
  if (isExactZero(y)) return x;
  return addIntervals(enclosure(x, bits), enclosure(y, bits), bits);
}

export function multiplyReals(x: Real, y: Real, bits: number): Real {
  if (isExact(x) && isExact(y)) return multiply(x, y);
  if (isExactZero(x) || isExactZero(y)) return ZERO;
  return multiplyIntervals(enclosure(x, bits), enclosure(y, bits), bits);
}

export const negateReal = (x: Real): Real => (isExact(x) ? negate(x) : negateInterval(x));

/** x / y. Throws Undefined for y = 0 and Undecided where y may be 0. */
export function divideReals(x: Real, y: Real, bits: number): Real {
  if (isExact(y)) {
    if (isZero(y)) throw new Undefined('division by 0');
    if (isExact(x)) return divide(x, y);
  }
  const inverse = invertInterval(enclosure(y, bits), bits);
  return isExactZero(x) ? ZERO : multiplyIntervals(enclosure(x, bits), inverse, bits);
}

/** -1, 0, 1, or undefined where the interval does not tell. */
export function signOfReal(x: Real): number | undefined {
  if (isExact(x)) return sign(x);
  const [low, high] = [signOf(x.lower), signOf(x.upper)];
  if (low > 0) return 1;
  if (high < 0) return -1;
  return low === 0 && high === 0 ? 0 : undefined;
}

/** The sign of x - y, or undefined where the enclosures overlap. */
export const compareReals = (x: Real, y: Real, bits: number): number | undefined =>
  signOfReal(addReals(x, negateReal(y), bits));

/** x^exponent for an integer exponent; 0^0 = 1. Throws Undefined for 0 to a negative power. */
export function integerPower(x: Real, exponent: bigint, bits: number): Real {
  if (exponent === 0n) return ONE;
  if (isExact(x)) {
    if (isZero(x) && exponent < 0n) throw new Undefined('0 to a negative power');
    const size = Math.max(bitLength(x.numerator), bitLength(x.denominator));
    const times = exponent < 0n ? -exponent : exponent;
    if (isZero(x) || isUnit(x) || BigInt(size) * times <= BigInt(LARGEST_EXACT)) {
      const steps = isUnit(x) ? times % 2n : times;
      const [top, bottom] = [x.numerator ** steps, x.denominator ** steps];
      return exponent < 0n ? rational(bottom, top) : { numerator: top, denominator: bottom };
    }
  }
  return powerInterval(enclosure(x, bits), exponent, bits);
}

const isUnit = (x: Rational): boolean => x.denominator === 1n && (x.numerator === 1n || x.numerator === -1n);

/** x^(p/q) for x >= 0 and q > 1, or any real exponent for x > 0; x = 0 only to a positive power. */
export function realPower(x: Real, exponent: Real, bits: number): Real {
  const size = signOfReal(x);
  if (size === undefined && isExact(exponent)) return powerFromZero(x, exponent, bits);
  if (size === undefined) throw new Undecided('power of a base that may not be positive');
  if (size < 0) throw new Undefined('power of a negative number whose exponent is not an integer');
  if (size === 0) {
    const direction = signOfReal(exponent);
    if (direction === undefined || direction === 0) throw new Undecided('0 to a power that may be 0');
    if (direction < 0) throw new Undefined('0 to a negative power');
    return ZERO;
  }
  if (isExact(exponent)) {
    if (exponent.denominator === 1n) return integerPower(x, exponent.numerator, bits);
    const root = isExact(x) ? exactRoot(x, exponent.denominator) : undefined;
    if (root !== undefined) return integerPower(root, exponent.numerator, bits);
  }
  const w = bits + 48;
  const scaled = multiplyReals(exponent, elementaryReal('log', x, w), w);
  return elementaryReal('exp', scaled, bits);
}

/** [0, b]^(p/q): increasing for positive exponents. */
function powerFromZero(x: Real, exponent: Rational, bits: number): Real {
  const a = enclosure(x, bits);
  if (signOf(a.lower) !== 0 || sign(exponent) <= 0)
    throw new Undecided('power of a base that may not be positive');
  const top = realPower({ lower: a.upper, upper: a.upper }, exponent, bits);
  return { lower: a.lower, upper: enclosure(top, bits).upper };
}

/** The q-th root of a nonnegative rational when it is rational. */
export function exactRoot(x: Rational, q: bigint): Rational | undefined {
  if (q > 64n) return undefined;
  const [top, bottom] = [integerRoot(x.numerator, q), integerRoot(x.denominator, q)];
  return top === undefined || bottom === undefined ? undefined : { numerator: top, denominator: bottom };
}

function integerRoot(value: bigint, q: bigint): bigint | undefined {
  if (value < 2n) return value;
  let guess = q === 2n ? integerSquareRoot(value) : 1n << (BigInt(bitLength(value)) / q + 1n);
  if (q !== 2n) {
    for (;;) {
      const next = ((q - 1n) * guess + value / guess ** (q - 1n)) / q;
      if (next >= guess) break;
      guess = next;
    }
  }
  return guess ** q === value ? guess : undefined;
}

/** An elementary function. Throws Undefined outside its domain. */
export function elementaryReal(name: ElementaryName, x: Real, bits: number): Real {
  if (isExact(x)) {
    const exact = exactElementary(name, x);
    if (exact !== undefined) return exact;
  }
  return ENCLOSED[name](enclosure(x, bits + 16), bits);
}

const ENCLOSED: Readonly<Record<ElementaryName, (x: Interval, bits: number) => Interval>> = {
  sqrt: squareRoot,
  exp: exponential,
  log: logarithm,
  sin: sine,
  cos: cosine,
  tan: tangent,
  sinh: hyperbolicSine,
  cosh: hyperbolicCosine,
  tanh: hyperbolicTangent,
  abs: (x) => absoluteInterval(x),
};

function exactElementary(name: ElementaryName, x: Rational): Rational | undefined {
  if (name === 'abs') return sign(x) < 0 ? negate(x) : x;
  if (name === 'sqrt') {
    if (sign(x) < 0) throw new Undefined('square root of a negative number');
    return exactRoot(x, 2n);
  }
  if (name === 'log') {
    if (sign(x) <= 0) throw new Undefined('log of a number that is not positive');
    return x.numerator === x.denominator ? ZERO : undefined;
  }
  if (!isZero(x)) return undefined;
  return name === 'exp' || name === 'cos' || name === 'cosh' ? ONE : ZERO;
}

export const constantReal = (name: 'pi' | 'e', bits: number): Real =>
  name === 'pi' ? pi(bits + 8) : eulerNumber(bits + 8);

/** A double near the middle. */
export function realToNumber(x: Real): number {
  if (isExact(x)) return rationalToNumber(x);
  return (dyadicToNumber(x.lower) + dyadicToNumber(x.upper)) / 2;
}

export function dyadicToNumber(x: Dyadic): number {
  const excess = Math.max(0, bitLength(x.mantissa) - 64);
  const shift = x.exponent + excess;
  const half = Math.trunc(shift / 2);
  return Number(x.mantissa >> BigInt(excess)) * 2 ** half * 2 ** (shift - half);
}

const dyadicToRational = (x: Dyadic): Rational =>
  x.exponent >= 0
    ? rational(x.mantissa << BigInt(x.exponent))
    : rational(x.mantissa, 1n << BigInt(-x.exponent));

/** Prints 3/2, or a decimal and its error: 1.41421356 +- 1e-40. */
export function realToString(x: Real): string {
  if (isExact(x)) return rationalToString(x);
  if (compareDyadic(x.lower, x.upper) === 0 && Math.abs(x.lower.exponent) < 64)
    return rationalToString(dyadicToRational(x.lower));
  if (Math.abs(x.lower.exponent) > 4000 || Math.abs(x.upper.exponent) > 4000)
    return `between ${roughly(x.lower)} and ${roughly(x.upper)}`;
  const [low, high] = [dyadicToRational(x.lower), dyadicToRational(x.upper)];
  return decimalWithError(low, high);
}

/** m * 2^e as a power of ten with one digit, for numbers that no double holds. */
function roughly(x: Dyadic): string {
  if (x.mantissa === 0n) return '0';
  const power =
    (Math.log2(Math.abs(dyadicToNumber({ mantissa: x.mantissa, exponent: -bitLength(x.mantissa) }))) +
      bitLength(x.mantissa) +
      x.exponent) *
    Math.log10(2);
  return `${x.mantissa < 0n ? '-' : ''}10^${power.toFixed(3)}`;
}

/** The midpoint to so many digits that its last is of the size of the stated error, at most 40 of them. */
function decimalWithError(low: Rational, high: Rational): string {
  const middle = multiply(add(low, high), { numerator: 1n, denominator: 2n });
  const radius = rationalToNumber(multiply(add(high, negate(low)), { numerator: 1n, denominator: 2n }));
  const size = Math.abs(rationalToNumber(middle));
  if (size <= radius) return `0 +- ${(2 * radius).toExponential(0)}`;
  const tens = size > 0 && Number.isFinite(size) ? Math.floor(Math.log10(size)) : 0;
  const fromError = radius > 0 ? -Math.ceil(Math.log10(radius)) - 1 : 40;
  const places = Math.min(Math.max(fromError, 0), 40 - tens);
  const shown = toPlaces(middle, Math.max(places, 0));
  const error = Math.max(radius * 1.01, 0) + 10 ** -Math.max(places, 0);
  return `${shown} +- ${error.toExponential(0)}`;
}

function toPlaces(x: Rational, places: number): string {
  const scaled = (x.numerator * 10n ** BigInt(places)) / x.denominator;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const prefix = x.numerator < 0n ? '-' : '';
  return places === 0 ? `${prefix}${whole}` : `${prefix}${whole}.${digits.slice(-places)}`;
}
