/**
 * Gaussian expectations of the derivatives of h from h as a sum of exponentials, V ~ N(mean, variance):
 *
 *   E[h^(m)(V)] = Re sum_k C_k z_k^m exp(z_k mean + z_k^2 variance/2),
 *
 * which loses nothing when the variance is small or 0, as long as the sum's own coefficients fall.
 */
import { type Complex, expOf, modulus, times } from '../complex.ts';
import type { ExponentialSum, LogTiltedNorm } from './exponentialSum.ts';

/** Terms are negligible below this share of the largest. */
const NEGLIGIBLE = 1e-18;

/** log E[exp(p V)]: what a sum of exponentials is made for. */
export const logGaussianNorm =
  (mean: number, variance: number): LogTiltedNorm =>
  (p) =>
    p * mean + 0.5 * p * p * variance;

/**
 * E[h^(m)], m = 0 .. orders - 1; units Hz/mV^(m + 2).
 * @throws RangeError where the terms of a derivative do not become negligible
 */
export function gaussianDerivatives(
  { constant = 0, shift, step, terms, coefficient }: ExponentialSum,
  mean: number,
  variance: number,
  orders: number,
): number[] {
  const totals: number[] = Array(orders).fill(0);
  totals[0] = constant;
  const largest: number[] = Array(orders).fill(0);
  for (let k = 0; k < terms; k++) {
    const z = { re: shift, im: k * step };
    const square = times(z, z);
    const exponent = {
      re: z.re * mean + 0.5 * variance * square.re,
      im: z.im * mean + 0.5 * variance * square.im,
    };
    let term: Complex = times(coefficient(k), expOf(exponent));
    let relevant = false;
    for (let m = 0; m < orders; m++) {
      totals[m] = (totals[m] as number) + term.re;
      const size = modulus(term);
      largest[m] = Math.max(largest[m] as number, size);
      relevant ||= size > NEGLIGIBLE * (largest[m] as number);
      term = times(term, z);
    }
    if (!relevant) return totals;
  }
  if (terms <= 1 || modulus(coefficient(terms - 1)) < 1e-12 * modulus(coefficient(0))) return totals;
  throw new RangeError(
    `corrected: derivatives of phi'^2/phi at mean ${mean} mV, variance ${variance} mV^2 (expected a smooth transfer function, or a larger variance)`,
  );
}
