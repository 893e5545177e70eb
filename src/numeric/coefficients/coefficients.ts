/**
 * The coefficients of the natural-gradient learning rule at one point (mean, variance, q), for the sigmoid by a dedicated
 * quadrature and for any other transfer function with error estimates.
 *
 *   I1, I2, I3   E[h], E[h V], E[h V^2]         Hz/mV^2, Hz/mV, Hz           Equations 77-79
 *   c1, c2, c3   E[h], E[h'], E[h'']            Hz/mV^2, Hz/mV^3, Hz/mV^4    Equation 82
 *   gammaS       1 / c1                         mV^2/Hz                      Equation 107
 *   g1, g2, g3, g4                              1, 1/mV, 1/mV, 1/mV^2        Equations 102-105; g2 = g3
 *
 * with V ~ N(mean, variance), h = phi'^2 / phi.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022.
 */

import { paperSigmoid, type Sigmoid, type TransferFunction } from '../neuron/transferFunction.ts';
import { COEFFICIENT_NAMES, type Coefficients, type EstimatedCoefficients } from './coefficientNames.ts';
import { estimatedCoefficients } from './estimatedCoefficients.ts';
import { sigmoidCoefficientRows } from './sigmoidCoefficients.ts';
import type { VoltageMoments } from './voltageMoments.ts';

/**
 * Sigmoid (default: the paper's): relative error below 1e-12 for |mean| <= 60 mV, variance 0 or 1e-9 ... 1e4 mV^2 and
 * q <= 1e9, relative to the integral of the absolute integrand where a coefficient crosses zero. No error estimate.
 *
 * Any other transfer function: with `errorEstimate`. c2, c3 and g1 ... g4 lose digits like 1/variance when the variance is
 * small, unless hPrime and hSecond are given; variance 0 requires both.
 *
 * @throws RangeError (one line: what, got, expected) on non-finite or negative moments, on mean^2 > q variance beyond
 *   rounding, where phi is not finite and positive or phi' not finite although the integrals need it, and where a
 *   coefficient is not finite or c1 underflows (for the sigmoid, below about 1e-280 Hz/mV^2).
 */
export function learningRuleCoefficients(moments: VoltageMoments, sigmoid?: Sigmoid): Coefficients;
export function learningRuleCoefficients(
  moments: VoltageMoments,
  transfer: TransferFunction,
): EstimatedCoefficients;
export function learningRuleCoefficients(
  moments: VoltageMoments,
  transfer: Sigmoid | TransferFunction = paperSigmoid,
): Coefficients | EstimatedCoefficients {
  if ('phi' in transfer) return estimatedCoefficients(moments, transfer);
  const { mean, variance, q } = moments;
  const rows = sigmoidCoefficientRows(
    { mean: Float64Array.of(mean), variance: Float64Array.of(variance), q: Float64Array.of(q) },
    transfer,
  );
  return Object.fromEntries(COEFFICIENT_NAMES.map((name, k) => [name, rows[k]])) as Coefficients;
}
