/**
 * The paper's neuron in exact numbers: the peak of its kernel, its mean potential, its sigmoid.
 *
 * Units: ms, mV, eps0 in mV ms; everything is an exact rational. The peak of the kernel (28) is
 *   (eps0/tau_m) (tau_s/tau_m)^(tau_s/(tau_m - tau_s)),
 * whose exponent p/q is rational, so that "peak < b" is "(tau_s/tau_m)^p < (b tau_m/eps0)^q": decided without rounding.
 */
import {
  add,
  divide,
  multiply,
  ONE,
  type Rational,
  rational,
  rationalToString,
  sign,
  subtract,
} from '../src/expression/rational.ts';

export const whole = (value: number): Rational => rational(value);
export const less = (a: Rational, b: Rational): boolean => sign(subtract(a, b)) < 0;
export const power = (base: Rational, exponent: bigint): Rational =>
  rational(base.numerator ** exponent, base.denominator ** exponent);

export interface Neuron {
  /** Integral of the kernel, mV ms. */
  readonly e0: Rational;
  /** Time constants, ms; tm > ts. */
  readonly tm: Rational;
  readonly ts: Rational;
}
/** Methods: eps0 = 1 mV ms. */
export const asPrinted: Neuron = { e0: ONE, tm: whole(10), ts: whole(3) };
/** eps0 = 1 mV s, as the published scripts have it. */
export const asSimulated: Neuron = { ...asPrinted, e0: whole(1000) };

/** Is the peak of the kernel smaller than the bound (mV, >= 0)? Exact. */
export function peakIsBelow(bound: Rational, { e0, tm, ts }: Neuron): boolean {
  const exponent = divide(ts, subtract(tm, ts));
  const left = power(divide(ts, tm), exponent.numerator);
  return less(left, power(divide(multiply(bound, tm), e0), exponent.denominator));
}

const ONE_PERCENT = rational(1, 100);
const around = (value: Rational, tolerance: Rational): readonly [Rational, Rational] => [
  multiply(value, subtract(ONE, tolerance)),
  multiply(value, add(ONE, tolerance)),
];

/** Is weight times peak the amplitude (mV), to within 1 %? */
export function amplitudeFits(weight: Rational, amplitude: Rational, neuron: Neuron): boolean {
  const [low, high] = around(divide(amplitude, weight), ONE_PERCENT);
  return !peakIsBelow(low, neuron) && peakIsBelow(high, neuron);
}

/** The peak between two multiples of eps0/(10^4 ms), found by the exact comparison. */
export function peakBracket(neuron: Neuron): readonly [Rational, Rational] {
  const step = multiply(neuron.e0, rational(1, 10_000));
  let k = 1;
  while (!peakIsBelow(multiply(step, whole(k)), neuron)) k++;
  return [multiply(step, whole(k - 1)), multiply(step, whole(k))];
}

/** Halves of the afferents at two rates, Hz; weights uniform on [-bound, bound]. */
export interface Inputs {
  readonly rates: readonly [number, number];
  readonly n: number;
  /** n times the largest weight. */
  readonly spread: number;
}
export const figureThree: Inputs = { rates: [10, 50], n: 100, spread: 1 };
export const PER_SECOND = rational(1, 1000); // in 1/ms

/** The total rate of the afferents, 1/ms. */
const sumOfRates = ({ rates, n }: Inputs): Rational =>
  multiply(rational((rates[0] + rates[1]) * n, 2), PER_SECOND);

/** c_eps^-1 in mV^2 ms (31). */
export const inverseOfC = ({ e0, tm, ts }: Neuron): Rational =>
  divide(power(e0, 2n), multiply(whole(2), add(tm, ts)));

/** q of Equation 36: c_eps eps0^2 sum r. */
export const dimensionlessRate = (neuron: Neuron, inputs: Inputs): Rational =>
  multiply(divide(power(neuron.e0, 2n), inverseOfC(neuron)), sumOfRates(inputs));

/** The largest mean potential that the weights allow, mV: eps0 times the largest weight times the total rate. */
export const largestMean = ({ e0 }: Neuron, inputs: Inputs): Rational =>
  multiply(multiply(e0, rational(inputs.spread, inputs.n)), sumOfRates(inputs));

/** The variance of the mean potential over the weights, mV^2: eps0^2 (bound^2/3) times the sum of the squared rates. */
export function varianceOfMean({ e0 }: Neuron, { rates, n, spread }: Inputs): Rational {
  const squares = multiply(rational((rates[0] ** 2 + rates[1] ** 2) * n, 2), power(PER_SECOND, 2n));
  return multiply(multiply(power(e0, 2n), divide(power(rational(spread, n), 2n), whole(3))), squares);
}

/** The variance of V over the USPs at weights that all have the largest size, mV^2: sum of w^2 r/c_eps. */
export const varianceOfVoltage = (neuron: Neuron, inputs: Inputs): Rational =>
  multiply(multiply(inverseOfC(neuron), power(rational(inputs.spread, inputs.n), 2n)), sumOfRates(inputs));

/** The mean of the positive weights of U(-1/n, 1/n): the middle of [0, 1/n]. */
export const meanOfPositive = (n: number): Rational => divide(rational(1, n), whole(2));

/**
 * Is exp(x) > bound? Partial sums of the series bound it from below; with the geometric rest, from above.
 * Throws RangeError for x < 0 and where 60 terms do not decide.
 */
export function expExceeds(x: Rational, bound: Rational): boolean {
  if (sign(x) < 0) throw new RangeError(`exp: got ${rationalToString(x)}, expected 0 or more`);
  let [term, total] = [ONE, ONE];
  for (let k = 1; k <= 60; k++) {
    term = divide(multiply(term, x), whole(k));
    total = add(total, term);
  }
  const ratio = divide(x, whole(61));
  if (less(bound, total)) return true;
  if (!less(ratio, ONE)) throw new RangeError(`exp: got ${rationalToString(x)}, expected less than 61`);
  const above = add(total, divide(multiply(term, ratio), subtract(ONE, ratio)));
  if (!less(bound, above)) return false;
  throw new RangeError(`exp: the bound ${rationalToString(bound)} is too close to decide`);
}

/** phi(V)/phi_max > level is exp(beta (V - theta)) > level/(1 - level), for V > theta. */
export const exceedsLevel = (beta: Rational, aboveThreshold: Rational, level: Rational): boolean =>
  expExceeds(multiply(beta, aboveThreshold), divide(level, subtract(ONE, level)));
