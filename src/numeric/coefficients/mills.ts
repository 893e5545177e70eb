/**
 * Upper tail of the standard normal distribution and its hazard, with full relative accuracy in both tails.
 *
 *   n(a) = exp(-a^2/2)/sqrt(2 pi),   Q(a) = int_a^infinity n(z) dz,   hazard(a) = n(a)/Q(a)
 *
 * Up to |a| = 3 by the series Q = 1/2 - n(a) (a + a^3/3 + a^5/15 + ...), beyond by Laplace's continued fraction
 * hazard = a + 1/(a + 2/(a + 3/(a + ...))).
 */

const SERIES_LIMIT = 3;

export const normalDensity = (a: number): number => Math.exp(-0.5 * a * a) / Math.sqrt(2 * Math.PI);

/** Q(a); relative error below 4e-13. */
export function normalTail(a: number): number {
  if (a < -SERIES_LIMIT) return 1 - normalTail(-a);
  if (a > SERIES_LIMIT) return normalDensity(a) / continuedFraction(a);
  return 0.5 - normalDensity(a) * series(a);
}

/** n(a)/Q(a), > 0; about a for large a. */
export const hazard = (a: number): number =>
  a > SERIES_LIMIT ? continuedFraction(a) : normalDensity(a) / normalTail(a);

function series(a: number): number {
  let [term, total] = [a, a];
  for (let k = 3; Math.abs(term) > 2 ** -60 * Math.abs(total); k += 2) {
    term *= (a * a) / k;
    total += term;
  }
  return total;
}

/** From below: 100 levels are enough from a = 3 on. */
function continuedFraction(a: number): number {
  let value = a;
  for (let level = 100; level >= 1; level--) value = a + level / value;
  return value;
}
