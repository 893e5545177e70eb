/**
 * h = 1 above theta and 0 below, the rectified quadratic's, as a sum of exponentials: the trapezoid rule for
 * (1/2 pi) int exp(z (v - theta))/z dk, z = shift + i k, which is h(v) for shift > 0 and h(v) - 1 for shift < 0.
 *
 * The coefficients fall like 1/k only, so it rests on psi, which for many afferents falls fast and for few like k to the power of minus
 * the number of spikes within a time constant. Of the aliases, L = 2 pi/step apart, those on the side where |h| or |h - 1| is 1 are bounded
 * by exp(-|shift| L), those on the other by the moment generating function at a steeper exponent.
 */
import type { Complex } from '../complex.ts';
import { expOf, quotient } from '../complex.ts';
import type { ExponentialSum, LogTiltedNorm } from './exponentialSum.ts';

const MOST_TERMS = 6000;

/** @param logError log of the wanted bound on the aliases, relative to exp(the smallest exp(-a theta) |E[exp(a V) x x^T]|/|a|) */
export function stepSum(
  theta: number,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
  logError: number,
): ExponentialSum {
  const candidates = tilts.filter((p) => p !== 0).map((p) => ({ p, log: logNorm(p) - p * theta }));
  const size = ({ p, log }: { readonly p: number; readonly log: number }): number =>
    log - Math.log(Math.abs(p));
  const best = candidates.slice(1, -1).reduce((least, each) => (size(each) < size(least) ? each : least));
  const shift = best.p;
  const series = (decay: number): number => -decay - Math.log(-Math.expm1(-decay));
  const steeper = candidates.filter(({ p }) => p / shift > 1);
  const logAlias = (period: number): number => {
    const near = logNorm(0) + series(Math.abs(shift) * period);
    const far = steeper.map(({ p, log }) => log + series(Math.abs(p - shift) * period));
    return Math.max(near, Math.min(...far)) + Math.LN2;
  };
  let period = 1 / Math.abs(shift);
  while (logAlias(period) > logError + size(best) && period < 1e4 / Math.abs(shift)) period *= 1.1;
  const step = (2 * Math.PI) / period;
  const coefficient = (k: number): Complex => {
    const z = { re: shift, im: k * step };
    const C = quotient(expOf({ re: -z.re * theta, im: -z.im * theta }), z);
    const scale = (k === 0 ? 1 : 2) / period;
    return { re: scale * C.re, im: scale * C.im };
  };
  return {
    constant: shift < 0 ? 1 : 0,
    shift,
    step,
    terms: MOST_TERMS,
    coefficient,
    // The sum of |C_j| over j >= k diverges; times a psi that falls at least like 1/k from here on it is at most this.
    remainder: () => (2 * Math.exp(-shift * theta)) / Math.PI,
    error: Math.exp(logAlias(period)),
  };
}
