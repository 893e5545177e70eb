/**
 * The closed form of g1 ... g4 (Equations 102-105), as printed in the derivation, in double precision.
 *
 * Notation: c1, c2, c3 = E[h], E[h'], E[h''] (Hz/mV^2, /mV^3, /mV^4); mean (mV), variance (mV^2), q (Equation 85);
 *   delta = c1 c3 - c2^2,
 *   D = c1^2 (1 + q) + 2 c1 c2 mean + c1 c3 variance + delta (q variance - mean^2).
 * Cancels for wide Gaussians and large q; learningRuleCoefficients uses the stable form (tiltedMoments.ts). This one
 * is for arbitrary c1, c2, c3: tests, and comparison with the symbolic derivation.
 */

export interface ClosedFormArguments {
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
  readonly q: number;
  readonly mean: number;
  readonly variance: number;
}

/** g1 (dimensionless), g2 = g3 (1/mV), g4 (1/mV^2). */
export interface InverseCoefficients {
  readonly g1: number;
  readonly g2: number;
  readonly g3: number;
  readonly g4: number;
}

/** No checks: D = 0 (impossible for realisable moments) gives infinities. */
export function closedFormCoefficients({
  c1,
  c2,
  c3,
  q,
  mean,
  variance,
}: ClosedFormArguments): InverseCoefficients {
  const delta = c1 * c3 - c2 * c2;
  const D =
    c1 * c1 * (1 + q) + 2 * c1 * c2 * mean + c1 * c3 * variance + delta * (q * variance - mean * mean);
  const g2 = -(c1 * c2 - delta * mean) / D;
  return {
    g1: -(c1 * c1 + delta * variance) / D,
    g2,
    g3: g2,
    g4: -(c1 * c3 + delta * q) / D,
  };
}
