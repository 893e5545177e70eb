/**
 * Names and order of the learning rule's coefficients (units and equations: coefficients.ts).
 */

/** The order of the coefficients in a row. */
export const COEFFICIENT_NAMES = [
  'I1',
  'I2',
  'I3',
  'c1',
  'c2',
  'c3',
  'gammaS',
  'g1',
  'g2',
  'g3',
  'g4',
] as const;

export type CoefficientName = (typeof COEFFICIENT_NAMES)[number];

export type Coefficients = Record<CoefficientName, number>;

export interface EstimatedCoefficients extends Coefficients {
  /** Absolute errors, estimated: truncation by refinement, rounding, first-order propagation; not a rigorous bound. */
  errorEstimate: Coefficients;
}
