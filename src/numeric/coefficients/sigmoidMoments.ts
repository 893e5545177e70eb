/**
 * Tilted moments of the sigmoid phi(v) = phiMax / (1 + exp(-beta (v - theta))) (Equation 24) under V ~ N(mean, variance).
 *
 * Chooses the grid by S = beta sd and restores the units; the quadrature itself is dimensionless.
 */

import type { Sigmoid } from '../neuron/transferFunction.ts';
import { NARROW_LIMIT, narrowSigmoidMoments } from './sigmoidNarrow.ts';
import { wideSigmoidMoments } from './sigmoidWide.ts';
import type { TiltedMoments } from './tiltedMoments.ts';

/** Fills `tilted` (units there). c1 is 0 or below the smallest normal double where h underflows. */
export function sigmoidMoments(
  mean: number,
  variance: number,
  sigmoid: Sigmoid,
  tilted: TiltedMoments,
): void {
  const { phiMax, beta, theta } = sigmoid;
  const M = beta * (mean - theta);
  const S = beta * Math.sqrt(variance);
  if (S <= NARROW_LIMIT) {
    narrowSigmoidMoments(M, S, tilted);
    tilted.tiltedMean = mean + variance * beta * tilted.slope;
  } else {
    tilted.tiltedMean = theta + wideSigmoidMoments(M, S, tilted) / beta;
  }
  tilted.c1 *= phiMax * beta * beta;
  tilted.slope *= beta;
  tilted.curvature *= beta * beta;
  tilted.excess *= beta * beta;
}
