/**
 * Enclosures of the elementary functions over intervals, by power series in fixed point with a counted rounding error.
 *
 * In fixed point with w fraction bits one unit is 2^-w. A truncated product or quotient is wrong by at most one unit; each series
 * below states how many units its sum may be wrong by, the neglected tail included.
 * Ranges: |x| < 2^40 for exp, sin, cos and what is made of them; beyond, the value is undecided.
 */
import {
  bitLength,
  compareDyadic,
  DYADIC_ZERO,
  type Dyadic,
  floorDivide,
  magnitude,
  negateDyadic,
  roundTo,
  signOf,
} from './dyadic.ts';
import {
  absoluteInterval,
  addIntervals,
  hull,
  type Interval,
  invertInterval,
  multiplyIntervals,
  negateInterval,
  ONE_INTERVAL,
  roundInterval,
} from './interval.ts';
import { Undecided, Undefined } from './outcome.ts';

const LARGEST_ARGUMENT = 40;
const MINUS_ONE: Interval = negateInterval(ONE_INTERVAL);

const point = (x: Dyadic): Interval => ({ lower: x, upper: x });

/** [value - units, value + units] * 2^-w. */
const around = (value: bigint, units: bigint, w: number): Interval => ({
  lower: { mantissa: value - units, exponent: -w },
  upper: { mantissa: value + units, exponent: -w },
});

/** floor(x * 2^w). */
const toFixed = (x: Dyadic, w: number): bigint =>
  x.exponent + w >= 0 ? x.mantissa << BigInt(x.exponent + w) : x.mantissa >> BigInt(-x.exponent - w);

/** A function that increases, from its enclosures at points. */
const increasing = (a: Interval, at: (x: Dyadic) => Interval): Interval =>
  compareDyadic(a.lower, a.upper) === 0
    ? at(a.lower)
    : { lower: at(a.lower).lower, upper: at(a.upper).upper };

export function squareRoot(a: Interval, bits: number): Interval {
  if (signOf(a.upper) < 0) throw new Undefined('square root of a negative number');
  if (signOf(a.lower) < 0) throw new Undecided('square root of a number that may be negative');
  return increasing(a, (x) => squareRootOfPoint(x, bits));
}

function squareRootOfPoint(x: Dyadic, bits: number): Interval {
  if (x.mantissa === 0n) return point(DYADIC_ZERO);
  let shift = Math.max(0, 2 * bits + 8 - bitLength(x.mantissa));
  if ((x.exponent - shift) % 2 !== 0) shift++;
  const scaled = x.mantissa << BigInt(shift);
  const root = integerSquareRoot(scaled);
  const exponent = (x.exponent - shift) / 2;
  const upper = root * root === scaled ? root : root + 1n;
  return roundInterval({ lower: { mantissa: root, exponent }, upper: { mantissa: upper, exponent } }, bits);
}

/** floor(sqrt(value)) by Newton's iteration from above. */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((bitLength(value) + 2) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

export const exponential = (a: Interval, bits: number): Interval =>
  increasing(a, (x) => exponentialOfPoint(x, bits));

/** exp(x) = exp(x 2^-j)^(2^j) with |x 2^-j| < 2^-8; squaring doubles the relative error j times. */
function exponentialOfPoint(x: Dyadic, bits: number): Interval {
  if (x.mantissa === 0n) return ONE_INTERVAL;
  const size = magnitude(x);
  if (size > LARGEST_ARGUMENT) throw new Undecided('exp of a number beyond 2^40');
  const halvings = Math.max(0, size + 8);
  const w = bits + halvings + 24;
  const r = toFixed({ mantissa: x.mantissa, exponent: x.exponent - halvings }, w);
  let [term, total, units] = [1n << BigInt(w), 1n << BigInt(w), 4n];
  for (let k = 1n; term > 1n || term < -1n; k++) {
    term = floorDivide((term * r) >> BigInt(w), k);
    total += term;
    units += 3n; // product and quotient; errors of earlier terms shrink by 2^-8 each step
  }
  let result = around(total, units, w);
  for (let k = 0; k < halvings; k++) result = multiplyIntervals(result, result, w);
  return roundInterval(result, bits);
}

export function logarithm(a: Interval, bits: number): Interval {
  if (signOf(a.upper) <= 0) throw new Undefined('log of a number that is not positive');
  if (signOf(a.lower) <= 0) throw new Undecided('log of a number that may not be positive');
  return increasing(a, (x) => logarithmOfPoint(x, bits));
}

/** log(m 2^k) = 2 artanh((m-1)/(m+1)) + k log 2 with m in [1/2, 2). */
function logarithmOfPoint(x: Dyadic, bits: number): Interval {
  const length = x.mantissa.toString(2).length;
  let k = x.exponent + length;
  let m: Dyadic = { mantissa: x.mantissa, exponent: -length };
  if (k === 1 || 3n * x.mantissa < 1n << BigInt(length + 1)) {
    k -= 1; // m in [1, 2): keeps log relatively exact near 1 from above
    m = { mantissa: x.mantissa, exponent: 1 - length };
  }
  const w = bits + 40 + Math.max(length, bits);
  const fixed = toFixed(m, w);
  const unit = 1n << BigInt(w);
  const z = ((fixed - unit) << BigInt(w)) / (fixed + unit);
  const fraction = doubled(artanh(z, w));
  if (k === 0) return roundInterval(fraction, bits);
  const integer = point({ mantissa: BigInt(k), exponent: 0 });
  return addIntervals(fraction, multiplyIntervals(integer, logarithmOfTwo(w), w), bits);
}

/** artanh(z 2^-w), |z 2^-w| <= 1/3, z itself wrong by two units: sum of z^(2k+1)/(2k+1). */
function artanh(z: bigint, w: number): Interval {
  const square = (z * z) >> BigInt(w);
  let [power, total, units] = [z, z, 16n];
  for (let k = 3n; power > 1n || power < -1n; k += 2n) {
    power = (power * square) >> BigInt(w);
    total += floorDivide(power, k);
    units += 3n;
  }
  return around(total, units, w);
}

const doubled = (a: Interval): Interval => ({
  lower: { mantissa: a.lower.mantissa, exponent: a.lower.exponent + 1 },
  upper: { mantissa: a.upper.mantissa, exponent: a.upper.exponent + 1 },
});

const remembered = (make: (w: number) => Interval): ((w: number) => Interval) => {
  const known = new Map<number, Interval>();
  return (w) => {
    const value = known.get(w) ?? make(w);
    known.set(w, value);
    return value;
  };
};

/** log 2 = 2 artanh(1/3). */
const logarithmOfTwo = remembered((w) => doubled(artanh((1n << BigInt(w)) / 3n, w)));

/** pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin). */
export const pi = remembered((w) => {
  const inner = w + 16;
  const value = 16n * arctanOfInverse(5n, inner) - 4n * arctanOfInverse(239n, inner);
  return around(value, BigInt(64 * inner), inner);
});

/** arctan(1/n) 2^w, wrong by at most two units a term. */
function arctanOfInverse(n: bigint, w: number): bigint {
  let [power, total, sign] = [(1n << BigInt(w)) / n, 0n, 1n];
  for (let k = 1n; power > 0n; k += 2n) {
    total += (sign * power) / k;
    power /= n * n;
    sign = -sign;
  }
  return total;
}

export const eulerNumber = remembered((w) => exponential(ONE_INTERVAL, w));

/** sin and cos of every real in a. */
export function sine(a: Interval, bits: number): Interval {
  return wave(a, bits, 1);
}

export function cosine(a: Interval, bits: number): Interval {
  return wave(a, bits, 0);
}

/**
 * cos(x - phase pi/2) for phase 0 or 1: hull of the ends and of the extrema +-1 at x = k pi + phase pi/2 (even k: 1) that may lie between.
 */
function wave(a: Interval, bits: number, phase: 0 | 1): Interval {
  const size = Math.max(magnitude(a.lower), magnitude(a.upper));
  if (size > LARGEST_ARGUMENT) throw new Undecided('sin or cos of a number beyond 2^40');
  const ends = hull(waveOfPoint(a.lower, bits, phase), waveOfPoint(a.upper, bits, phase));
  if (compareDyadic(a.lower, a.upper) === 0) return ends;
  const first = -floorUpper(point(negateDyadic(a.lower)), phase, 1); // ceil of the lower end, in periods
  const last = floorUpper(point(a.upper), phase, -1);
  if (last < first) return ends;
  const both = last > first;
  const even = first % 2n === 0n;
  return {
    lower: both || !even ? MINUS_ONE.lower : ends.lower,
    upper: both || even ? ONE_INTERVAL.upper : ends.upper,
  };
}

/** An upper bound of floor(x/pi + shift phase/2): never too small, so that no extremum is missed. */
function floorUpper(x: Interval, phase: 0 | 1, shift: -1 | 1): bigint {
  const w = 96 + Math.max(0, magnitude(x.upper));
  const turns = multiplyIntervals(x, invertInterval(pi(w), w), w).upper;
  const moved = phase === 0 ? turns : addIntervals(point(turns), half(shift), w).upper;
  return toFixed(moved, 0);
}

const half = (sign: -1 | 1): Interval => point({ mantissa: BigInt(sign), exponent: -1 });

/** Reduces x by the nearest multiple of pi/2 and sums the series of sin or cos. */
function waveOfPoint(x: Dyadic, bits: number, phase: 0 | 1): Interval {
  if (x.mantissa === 0n) return phase === 1 ? point(DYADIC_ZERO) : ONE_INTERVAL;
  const size = magnitude(x);
  const w = bits + 2 * Math.max(0, size) + Math.max(0, Math.min(bits, -size)) + 48;
  const quarter = halve(pi(w));
  const turns = nearestQuarter(x, quarter, w);
  const shifted = multiplyIntervals(point({ mantissa: -turns, exponent: 0 }), quarter, w);
  const r = addIntervals(point(roundTo(x, 4 * w, -1)), shifted, w);
  // a rounded x is within 2^-(4w) |x|, far below the unit added here
  const low = toFixed(r.lower, w) - 2n;
  const high = toFixed(r.upper, w) + 2n;
  const middle = (low + high) >> 1n;
  const error = high - low; // the slope of sin and cos is at most 1
  const quadrant = (((turns + BigInt(4 - phase)) % 4n) + 4n) % 4n; // cos(r + quadrant pi/2)
  const value = quadrant % 2n === 0n ? series(middle, w, 0) : series(middle, w, 1);
  const widened = around(value.total, value.units + error, w);
  return roundInterval(quadrant === 1n || quadrant === 2n ? negateInterval(widened) : widened, bits);
}

const halve = (a: Interval): Interval => ({
  lower: { mantissa: a.lower.mantissa, exponent: a.lower.exponent - 1 },
  upper: { mantissa: a.upper.mantissa, exponent: a.upper.exponent - 1 },
});

function nearestQuarter(x: Dyadic, quarter: Interval, w: number): bigint {
  const turns = multiplyIntervals(point(x), invertInterval(quarter, w), w).lower;
  return (toFixed(turns, 1) + 1n) >> 1n;
}

/** cos (odd = 0) or sin (odd = 1) of r 2^-w, |r 2^-w| < 1. */
function series(r: bigint, w: number, odd: 0 | 1): { total: bigint; units: bigint } {
  const square = (r * r) >> BigInt(w);
  let term = odd === 1 ? r : 1n << BigInt(w);
  let [total, units] = [term, 4n];
  for (let k = BigInt(odd) + 1n; term > 1n || term < -1n; k += 2n) {
    term = -floorDivide((term * square) >> BigInt(w), k * (k + 1n));
    total += term;
    units += 3n;
  }
  return { total, units };
}

export const tangent = (a: Interval, bits: number): Interval => {
  const w = bits + 16;
  const middle = cosine(a, w);
  if (signOf(middle.lower) <= 0 && signOf(middle.upper) >= 0) throw new Undecided('tan near a pole');
  return increasing(a, (x) =>
    multiplyIntervals(sine(point(x), w), invertInterval(cosine(point(x), w), w), bits),
  );
};

export const hyperbolicSine = (a: Interval, bits: number): Interval =>
  increasing(a, (x) => {
    const w = bits + Math.max(0, Math.min(bits, -magnitude(x))) + 16;
    const grown = exponential(point(x), w);
    return roundInterval(halve(addIntervals(grown, negateInterval(invertInterval(grown, w)), w)), bits);
  });

export const hyperbolicCosine = (a: Interval, bits: number): Interval =>
  increasing(absoluteInterval(a), (x) => {
    const grown = exponential(point(x), bits + 8);
    return roundInterval(halve(addIntervals(grown, invertInterval(grown, bits + 8), bits + 8)), bits);
  });

/** tanh x = 1 - 2/(exp(2x) + 1). */
export const hyperbolicTangent = (a: Interval, bits: number): Interval =>
  increasing(a, (x) => {
    const w = bits + Math.max(0, Math.min(bits, -magnitude(x))) + 16;
    const grown = addIntervals(exponential(doubled(point(x)), w), ONE_INTERVAL, w);
    return addIntervals(ONE_INTERVAL, negateInterval(doubled(invertInterval(grown, w))), bits);
  });
