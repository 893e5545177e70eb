/**
 * What the learning rule knows of the voltage V ~ N(mean, variance) and of the input rates.
 *
 *   mean     = e0 w.r             mV
 *   variance = w.Sigma.w          mV^2       (Sigma = diag(r) / c_eps)
 *   q        = c_eps e0^2 sum r   dimensionless
 *
 * Realisable moments satisfy mean^2 <= q variance (Cauchy-Schwarz; equality iff all weights are equal).
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equation 85.
 */

export interface VoltageMoments {
  readonly mean: number;
  readonly variance: number;
  readonly q: number;
}

/** mean^2 may exceed q variance by this factor: the rounding of q and variance, themselves sums. */
const ROUNDING = 1 + 1e-12;

/** @throws RangeError on a non-finite number, variance < 0, q < 0, or mean^2 > q variance beyond rounding. */
export function checkRealisable(mean: number, variance: number, q: number): void {
  if (!Number.isFinite(mean))
    throw new RangeError(`voltage moments: mean = ${mean} (expected a finite voltage, mV)`);
  if (!(variance >= 0 && variance < Infinity)) {
    throw new RangeError(`voltage moments: variance = ${variance} (expected a finite number >= 0, mV^2)`);
  }
  if (!(q >= 0 && q < Infinity))
    throw new RangeError(`voltage moments: q = ${q} (expected a finite number >= 0)`);
  // Square roots: mean^2 or q variance may overflow or underflow where the inequality is still meaningful.
  if (Math.abs(mean) > Math.sqrt(q) * Math.sqrt(variance) * Math.sqrt(ROUNDING)) {
    throw new RangeError(
      `voltage moments: mean = ${mean}, variance = ${variance}, q = ${q} are unrealisable ` +
        '(expected mean^2 <= q * variance, Cauchy-Schwarz)',
    );
  }
}
