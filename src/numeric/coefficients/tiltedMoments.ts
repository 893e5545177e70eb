/**
 * From moments of the voltage under the density tilted by h to the learning rule's coefficients, without cancellation.
 *
 * Notation: V ~ N(mean, variance), h = phi'^2 / phi, E_h[f] = E[h f] / E[h] (the tilted expectation),
 *   I1, I2, I3 = E[h], E[h V], E[h V^2] (Equations 77-79);  c1, c2, c3 = E[h], E[h'], E[h''] (Equation 82, Stein);
 *   gammaS = 1 / c1 (Equation 107);  delta = c1 c3 - c2^2;  a = mean / sd.
 * Stein's lemma turns the printed closed form (closedForm.ts) into
 *   Var_h(V) = variance (1 + variance delta / c1^2),   E_h[V] = mean + variance c2 / c1,
 *   I2 = c1 E_h[V],   I3 = c1 (Var_h(V) + E_h[V]^2),
 *   D / c1^2 = Var_h(V)/variance (1 + q - a^2) + (E_h[V]/sd)^2:
 * a sum of terms that Cauchy-Schwarz (a^2 <= q) makes nonnegative, the first at least Var_h(V)/variance > 0, so D and
 * g1 keep full relative accuracy, and D > 0 holds in floating point too.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equations 77-107.
 */

export interface TiltedMoments {
  /** E[h], Hz/mV^2. */
  c1: number;
  /** c2 / c1 = E_h[(log h)'], 1/mV. */
  slope: number;
  /** c3 / c1, 1/mV^2. */
  curvature: number;
  /** delta / c1^2 = c3/c1 - (c2/c1)^2, 1/mV^2; negative for log-concave h. */
  excess: number;
  /** Var_h(V) / variance = 1 + variance excess, > 0. */
  varianceRatio: number;
  /** E_h[V] = mean + variance slope, mV. */
  tiltedMean: number;
}

export const emptyTiltedMoments = (): TiltedMoments => ({
  c1: 0.5,
  slope: 0.5,
  curvature: 0.5,
  excess: 0.5,
  varianceRatio: 0.5,
  tiltedMean: 0.5,
});

/**
 * Writes the 11 coefficients, in the order of COEFFICIENT_NAMES (coefficientNames.ts), to row[offset ...].
 * Expects realisable moments. Does not check that the results are finite (checkCoefficients does).
 */
export function writeCoefficients(
  tilted: TiltedMoments,
  mean: number,
  variance: number,
  q: number,
  row: Float64Array,
  offset: number,
): void {
  const { c1, slope, curvature, excess, varianceRatio, tiltedMean } = tilted;
  const scaledDeterminant =
    variance === 0 ? 1 + q : determinant(varianceRatio, tiltedMean, mean, variance, q);
  row[offset] = c1;
  row[offset + 1] = c1 * tiltedMean;
  row[offset + 2] = c1 * (variance * varianceRatio + tiltedMean * tiltedMean);
  row[offset + 3] = c1;
  row[offset + 4] = c1 * slope;
  row[offset + 5] = c1 * curvature;
  row[offset + 6] = 1 / c1;
  row[offset + 7] = -varianceRatio / scaledDeterminant;
  const mixed = -(slope - excess * mean) / scaledDeterminant;
  row[offset + 8] = mixed;
  row[offset + 9] = mixed;
  row[offset + 10] = -(curvature + excess * q) / scaledDeterminant;
}

/** D / c1^2 for variance > 0. Rounding may make q - a^2 slightly negative at equality. */
function determinant(ratio: number, tiltedMean: number, mean: number, variance: number, q: number): number {
  const sd = Math.sqrt(variance);
  const a = mean / sd;
  const b = tiltedMean / sd;
  return ratio * (1 + Math.max(0, q - a * a)) + b * b;
}
