/**
 * h = phi'^2/phi as a sum of exponentials on the voltages that occur:
 *
 *   h(v) = constant + Re sum_k C_k exp(z_k v),   z_k = shift + i k step,   k = 0, 1, ...
 *
 * With it every expectation is a sum of values of the inputs' moment generating function: E[h(V) x x^T] = Re sum_k C_k E[exp(z_k V) x x^T].
 * For the exponential transfer function one term is exact. For the sigmoid it is the trapezoid rule for h's Fourier integral on a
 * shifted contour, which sums E[exp(-shift m L) h(V + m L) x x^T] over the aliases m, L = 2 pi/step; each alias m != 0 is bounded by
 * h(v) <= phiMax beta^2 exp(p (v - theta)), -2 beta <= p <= beta, and the moment generating function at p.
 */
import { type Complex, expOf, quotient, times } from '../complex.ts';
import type { Exponential } from '../neuron/transfer.ts';
import type { Sigmoid } from '../neuron/transferFunction.ts';

export interface ExponentialSum {
  /** Hz/mV^2; 0 where it is left out. */
  readonly constant?: number;
  /** Real part of the exponents, 1/mV. */
  readonly shift: number;
  /** Distance of their imaginary parts, 1/mV. */
  readonly step: number;
  /** Number of terms. */
  readonly terms: number;
  /** C_k, Hz/mV^2. */
  coefficient(k: number): Complex;
  /** Bounds sum_{j >= k} |C_j|, terms that were left out included. */
  remainder(k: number): number;
  /** Bounds (for a sum that was fitted: estimates) |E[(h(V) - sum) x x^T]|, Frobenius norm, Hz. */
  readonly error: number;
}

/** log |E[exp(p V) x x^T]| (Frobenius norm) for real p, 1/mV; Infinity where it overflows. */
export type LogTiltedNorm = (p: number) => number;

export function exponentialSum({ phi0, beta }: Exponential): ExponentialSum {
  const C = phi0 * beta * beta;
  return {
    shift: beta,
    step: 0,
    terms: 1,
    coefficient: () => ({ re: C, im: 0 }),
    remainder: (k) => (k > 0 ? 0 : C),
    error: 0,
  };
}

/** Exponents p/beta at which the moment generating function is asked. */
const TILTS = [-2, -1.98, ...Array.from({ length: 23 }, (_, j) => -1.875 + j / 8), 0.98, 1];
/** Terms are kept until |H| has fallen by exp(-42) from its value at k = 0. */
const DECAY = 42;

/**
 * The sum for the sigmoid.
 * @param logError log of the wanted bound on `error`, relative to exp(the smallest |H(-i a)| E|exp(a V) x x^T|)
 */
export function sigmoidSum(sigmoid: Sigmoid, logNorm: LogTiltedNorm, logError: number): ExponentialSum {
  const { phiMax, beta, theta } = sigmoid;
  const norms = TILTS.map((tilt) => ({ p: tilt * beta, norm: logNorm(tilt * beta) }));
  const envelope = norms.map(({ p, norm }) => ({
    p,
    log: Math.log(phiMax * beta * beta) - p * theta + norm,
  }));
  const { shift, log: size } = bestShift(sigmoid, norms);
  const wanted = logError + size;
  const logAlias = (period: number): number => aliasBound(envelope, shift, period);
  let period = 20 / beta;
  while (logAlias(period) > wanted && period < 1e5 / beta) period *= 1.1;
  const step = (2 * Math.PI) / period;
  const terms = termsNeeded(step / beta);
  const scale = (k: number): number => ((k === 0 ? 1 : 2) * step) / (2 * Math.PI);
  const coefficient = (k: number): Complex => {
    const H = sigmoidTransform(sigmoid, { re: shift, im: k * step });
    return { re: scale(k) * H.re, im: scale(k) * H.im };
  };
  const sizes = Float64Array.from({ length: terms }, (_, k) => {
    const { re, im } = coefficient(k);
    return Math.hypot(re, im);
  });
  // Beyond k/beta = 5, successive |H| fall at least by exp(-(pi - 0.4) step/beta).
  const tail = (sizes[terms - 1] as number) / Math.expm1((Math.PI - 0.4) * (step / beta));
  const remainders = new Float64Array(terms + 1).fill(tail);
  for (let k = terms - 1; k >= 0; k--) remainders[k] = (remainders[k + 1] as number) + (sizes[k] as number);
  return {
    shift,
    step,
    terms,
    coefficient,
    remainder: (k) => remainders[Math.min(k, terms)] as number,
    error: Math.exp(logAlias(period)),
  };
}

/**
 * int h(v) exp(-z v) dv for the sigmoid's h, -2 beta < Re z < beta: with u = z/beta,
 * phiMax beta exp(-z theta) Gamma(1 - u) Gamma(2 + u)/Gamma(3) = phiMax beta exp(-z theta) (1 + u) (pi u/sin(pi u))/2.
 */
export function sigmoidTransform({ phiMax, beta, theta }: Sigmoid, z: Complex): Complex {
  const u = { re: z.re / beta, im: z.im / beta };
  const shifted = expOf({ re: -z.re * theta, im: -z.im * theta });
  const product = times(gammaProduct(u), shifted);
  const scale = 0.5 * phiMax * beta;
  return { re: scale * product.re, im: scale * product.im };
}

/** (1 + u) pi u/sin(pi u), which is 1 at its removable singularities 0 and -1. */
function gammaProduct(u: Complex): Complex {
  if (u.im === 0 && (u.re === 0 || u.re === -1)) return { re: 1, im: 0 };
  const [x, y] = [Math.PI * u.re, Math.PI * u.im];
  const sine = { re: Math.sin(x) * Math.cosh(y), im: Math.cos(x) * Math.sinh(y) };
  return times({ re: 1 + u.re, im: u.im }, quotient({ re: x, im: y }, sine));
}

/** The contour on which the integrand is smallest at k = 0: there the terms cancel least. */
function bestShift(
  sigmoid: Sigmoid,
  norms: readonly { readonly p: number; readonly norm: number }[],
): { readonly shift: number; readonly log: number } {
  let best = { shift: 0, log: Infinity };
  for (const { p, norm } of norms.slice(1, -1)) {
    const log = Math.log(sigmoidTransform(sigmoid, { re: p, im: 0 }).re) + norm;
    if (log < best.log) best = { shift: p, log };
  }
  return best;
}

interface Envelope {
  readonly p: number;
  readonly log: number;
}

/**
 * log of the aliases' bound: those above (m > 0) by an exponent p < shift, whose terms form a geometric series of ratio
 * exp((p - shift) L), those below by p > shift.
 */
function aliasBound(envelope: readonly Envelope[], shift: number, period: number): number {
  const series = ({ p, log }: Envelope): number => {
    const decay = Math.abs(p - shift) * period;
    return log - decay - Math.log(-Math.expm1(-decay));
  };
  const above = Math.min(...envelope.filter(({ p }) => p < shift).map(series));
  const below = Math.min(...envelope.filter(({ p }) => p > shift).map(series));
  return Math.max(above, below) + Math.LN2;
}

/** How many k until (1 + y) y exp(-pi y), y = k step/beta, is exp(-DECAY); at least to y = 5. */
function termsNeeded(step: number): number {
  let y = 5;
  while (Math.log((1 + y) * y) - Math.PI * y > -DECAY) y += 0.1;
  return Math.ceil(y / step) + 1;
}
