/**
 * The learning rule's coefficients of any transfer function, each with an error estimate: the formulas of
 * tiltedMoments.ts in first-order error arithmetic (estimate.ts).
 */

import {
  difference,
  type Estimate,
  exactly,
  negated,
  product,
  quotient,
  square,
  sum,
  UNIT_ROUNDOFF,
} from '../estimate.ts';
import type { TransferFunction } from '../neuron/transferFunction.ts';
import { checkCoefficients } from './checkCoefficients.ts';
import { COEFFICIENT_NAMES, type CoefficientName, type EstimatedCoefficients } from './coefficientNames.ts';
import { type EstimatedMoments, estimatedMoments } from './estimatedMoments.ts';
import { checkRealisable, type VoltageMoments } from './voltageMoments.ts';

/** See learningRuleCoefficients. */
export function estimatedCoefficients(
  point: VoltageMoments,
  transfer: TransferFunction,
): EstimatedCoefficients {
  const { mean, variance, q } = point;
  checkRealisable(mean, variance, q);
  return coefficientsOfMoments(estimatedMoments(transfer, mean, variance), point);
}

/** From tilted moments at a realisable point. @throws RangeError as checkCoefficients does, and where an error is not finite */
export function coefficientsOfMoments(
  moments: EstimatedMoments,
  point: VoltageMoments,
): EstimatedCoefficients {
  const { mean, variance, q } = point;
  const estimates = withErrors(moments, point);
  const values = COEFFICIENT_NAMES.map((name) => estimates[name].value);
  checkCoefficients(Float64Array.from(values), 0, mean, variance, q);
  const unknown = COEFFICIENT_NAMES.find((name) => !Number.isFinite(estimates[name].error));
  if (unknown !== undefined) {
    throw new RangeError(
      `learning rule coefficients: error estimate of ${unknown} = ${estimates[unknown].error} ` +
        `at mean = ${mean}, variance = ${variance}, q = ${q} (expected a finite number)`,
    );
  }
  return { ...collect(estimates, 'value'), errorEstimate: collect(estimates, 'error') };
}

const collect = (
  estimates: Record<CoefficientName, Estimate>,
  part: keyof Estimate,
): Record<CoefficientName, number> =>
  Object.fromEntries(COEFFICIENT_NAMES.map((name) => [name, estimates[name][part]])) as Record<
    CoefficientName,
    number
  >;

function withErrors(moments: EstimatedMoments, point: VoltageMoments): Record<CoefficientName, Estimate> {
  const { c1, slope, curvature, excess, varianceRatio, tiltedMean } = moments;
  const tiltedVariance = product(exactly(point.variance), varianceRatio);
  const D = determinant(moments, point);
  const mixed = negated(quotient(difference(slope, product(excess, exactly(point.mean))), D));
  return {
    I1: c1,
    I2: product(c1, tiltedMean),
    I3: product(c1, sum(tiltedVariance, square(tiltedMean))),
    c1,
    c2: product(c1, slope),
    c3: product(c1, curvature),
    gammaS: quotient(exactly(1), c1),
    g1: negated(quotient(varianceRatio, D)),
    g2: mixed,
    g3: mixed,
    g4: negated(quotient(sum(curvature, product(excess, exactly(point.q))), D)),
  };
}

/** D / c1^2 = Var_h(V)/variance (1 + q - a^2) + (E_h[V]/sd)^2, a = mean / sd. */
function determinant(
  { varianceRatio, tiltedMean }: EstimatedMoments,
  { mean, variance, q }: VoltageMoments,
): Estimate {
  if (variance === 0) return sum(exactly(1), exactly(q));
  const sd = { value: Math.sqrt(variance), error: UNIT_ROUNDOFF * Math.sqrt(variance) };
  const gap = difference(exactly(q), square(quotient(exactly(mean), sd)));
  const nonnegative = gap.value < 0 ? { value: 0, error: gap.error } : gap;
  const first = product(varianceRatio, sum(exactly(1), nonnegative));
  return sum(first, square(quotient(tiltedMean, sd)));
}
