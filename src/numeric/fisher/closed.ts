/**
 * The paper's Fisher matrix: exact for Gaussian USPs (Equations 84 and 101-105).
 *
 *   G    = c1 (Sigma + e0^2 r r^T) + c2 e0 (r (Sigma w)^T + (Sigma w) r^T) + c3 (Sigma w)(Sigma w)^T
 *   G^-1 = (1/c1) [Sigma^-1 + (g1 rt + g2 w) rt^T + (g3 rt + g4 w) w^T],   rt = e0 c_eps 1
 *
 * As diagonal plus low rank (lowRankFisher.ts): d = c1 r/c_eps, U = [r, Sigma w], M = [[c1 e0^2, c2 e0], [c2 e0, c3]] and, since
 * D^-1 r = rt/(c1 e0) and D^-1 Sigma w = w/c1,  K = -c1 [[g1 e0^2, g2 e0], [g3 e0, g4]].
 * Storage and cost: O(n). Silent afferents do not enter the coefficients.
 */

import type { Coefficients } from '../coefficients/coefficientNames.ts';
import { transferCoefficients } from '../coefficients/transferCoefficients.ts';
import { kernelMoment } from '../neuron/kernel.ts';
import { checkNeuron, type Neuron, voltageMoments } from '../neuron/neuron.ts';
import type { FisherOperator } from './fisherOperator.ts';
import { lowRankFisher } from './lowRankFisher.ts';

export interface ClosedFisher extends FisherOperator {
  readonly coefficients: Coefficients;
}

/** @throws RangeError (one line: what, got, expected) on a bad neuron and where the coefficients do not exist (coefficients.ts). */
export function closedFisherMatrix(neuron: Neuron): ClosedFisher {
  checkNeuron(neuron);
  const coefficients = transferCoefficients(voltageMoments(neuron), neuron.transfer);
  const { c1, c2, c3, g1, g2, g3, g4 } = coefficients;
  const [e0, inverseCe] = [kernelMoment(neuron.kernel, 1), kernelMoment(neuron.kernel, 2)];
  const sigmaW = neuron.rates.map((rate, i) => inverseCe * rate * (neuron.weights[i] as number));
  const operator = lowRankFisher({
    diagonal: neuron.rates.map((rate) => c1 * inverseCe * rate),
    columns: [neuron.rates, sigmaW],
    core: Float64Array.of(c1 * e0 * e0, c2 * e0, c2 * e0, c3),
    inverseCore: Float64Array.of(-c1 * g1 * e0 * e0, -c1 * g2 * e0, -c1 * g3 * e0, -c1 * g4),
  });
  return { ...operator, coefficients };
}
