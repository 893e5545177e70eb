/**
 * h = 1 above theta and 0 below, the rectified quadratic's, as a sum of exponentials: the trapezoid rule for
 * h(v) = (1/2 pi) int exp(z (v - theta))/z dk, z = shift + i k, shift > 0.
 *
 * The coefficients fall like 1/k only, so it rests on psi, which for many afferents falls fast and for few like k to the power of minus
 * the number of spikes within a time constant. The aliases E[exp(-shift m L) h(V + m L) x x^T] are bounded, above by h <= 1, below by the
 * moment generating function.
 */
import type { Complex } from '../complex.ts';
import { expOf, quotient } from '../complex.ts';
import type { ExponentialSum, LogTiltedNorm } from './exponentialSum.ts';

const MOST_TERMS = 6000;

/** @param logError log of the wanted bound on the aliases, relative to exp(the smallest exp(-a theta) |E[exp(a V) x x^T]|/a) */
export function stepSum(
  theta: number,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
  logError: number,
): ExponentialSum {
  const positive = tilts.filter((p) => p > 0).map((p) => ({ p, log: logNorm(p) - p * theta }));
  const candidates = positive.slice(0, -1);
  const size = ({ p, log }: { readonly p: number; readonly log: number }): number => log - Math.log(p);
  const best = candidates.reduce((least, each) => (size(each) < size(least) ? each : least));
  const shift = best.p;
  const logAlias = (period: number): number => {
    const above = logNorm(0) - shift * period - Math.log(-Math.expm1(-shift * period));
    const below = positive
      .filter(({ p }) => p > shift)
      .map(({ p, log }) => log - (p - shift) * period - Math.log(-Math.expm1(-(p - shift) * period)));
    return Math.max(above, ...[Math.min(...below)]) + Math.LN2;
  };
  let period = 1 / shift;
  while (logAlias(period) > logError + size(best) && period < 1e4 / shift) period *= 1.1;
  const step = (2 * Math.PI) / period;
  const coefficient = (k: number): Complex => {
    const z = { re: shift, im: k * step };
    const C = quotient(expOf({ re: -z.re * theta, im: -z.im * theta }), z);
    const scale = (k === 0 ? 1 : 2) / period;
    return { re: scale * C.re, im: scale * C.im };
  };
  return {
    shift,
    step,
    terms: MOST_TERMS,
    coefficient,
    // The sum of |C_j| over j >= k diverges; times a psi that falls at least like 1/k from here on it is at most this.
    remainder: () => (2 * Math.exp(-shift * theta)) / Math.PI,
    error: Math.exp(logAlias(period)),
  };
}
