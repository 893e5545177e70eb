/**
 * The coefficients of the learning rule for any transfer function that natgrad knows, V ~ N(mean, variance).
 *
 *   sigmoid                  dedicated quadrature (sigmoidCoefficients.ts)
 *   exponential              h = phi0 beta^2 exp(beta v): tilting by h shifts V by beta variance and leaves its variance
 *   quadratic                h = 1 above theta: tilting by h cuts V off below theta; lambda = hazard((theta - mean)/sd)
 *   softplus, expressions    quadrature with error estimates (estimatedCoefficients.ts)
 */

import type { Transfer } from '../neuron/transfer.ts';
import { transferFunctions } from '../neuron/transfer.ts';
import { checkCoefficients } from './checkCoefficients.ts';
import { COEFFICIENT_NAMES, type Coefficients } from './coefficientNames.ts';
import { learningRuleCoefficients } from './coefficients.ts';
import { hazard, normalTail } from './mills.ts';
import { type TiltedMoments, writeCoefficients } from './tiltedMoments.ts';
import { checkRealisable, type VoltageMoments } from './voltageMoments.ts';

type MeanAndVariance = Pick<VoltageMoments, 'mean' | 'variance'>;

/** @throws RangeError (one line) as learningRuleCoefficients does. */
export function transferCoefficients(moments: VoltageMoments, transfer: Transfer): Coefficients {
  switch (transfer.name) {
    case 'sigmoid':
      return learningRuleCoefficients(moments, transfer);
    case 'exponential':
      return fromTilted(moments, exponentialMoments(moments, transfer.phi0, transfer.beta));
    case 'quadratic':
      return fromTilted(moments, quadraticMoments(moments, transfer.theta));
    default:
      return learningRuleCoefficients(moments, transferFunctions(transfer));
  }
}

function fromTilted(moments: VoltageMoments, tilted: TiltedMoments): Coefficients {
  const { mean, variance, q } = moments;
  checkRealisable(mean, variance, q);
  const row = new Float64Array(COEFFICIENT_NAMES.length);
  writeCoefficients(tilted, mean, variance, q, row, 0);
  checkCoefficients(row, 0, mean, variance, q);
  return Object.fromEntries(COEFFICIENT_NAMES.map((name, k) => [name, row[k]])) as Coefficients;
}

/** The exponential's tilted moments. Expects a finite mean and a variance >= 0. */
export function exponentialMoments(
  { mean, variance }: MeanAndVariance,
  phi0: number,
  beta: number,
): TiltedMoments {
  return {
    c1: phi0 * beta ** 2 * Math.exp(beta * mean + 0.5 * beta ** 2 * variance),
    slope: beta,
    curvature: beta ** 2,
    excess: 0,
    varianceRatio: 1,
    tiltedMean: mean + beta * variance,
  };
}

/** The rectified quadratic's. With a = (theta - mean)/sd: E_h[z] = lambda, Var_h(z) = 1 - lambda (lambda - a), c3/c1 = lambda a/variance. */
export function quadraticMoments({ mean, variance }: MeanAndVariance, theta: number): TiltedMoments {
  if (variance === 0) {
    const c1 = mean > theta ? 1 : 0;
    return { c1, slope: 0, curvature: 0, excess: 0, varianceRatio: 1, tiltedMean: mean };
  }
  const sd = Math.sqrt(variance);
  const a = (theta - mean) / sd;
  const lambda = hazard(a);
  const cut = lambda * (lambda - a);
  return {
    c1: normalTail(a),
    slope: lambda / sd,
    curvature: (lambda * a) / variance,
    excess: -cut / variance,
    varianceRatio: 1 - cut,
    tiltedMean: mean + sd * lambda,
  };
}
