/**
 * The next order after the paper's closed form: USPs of Poisson spikes have a third cumulant, kappa3 = int eps^3 dt for 1 Hz.
 *
 * Expanding the spiking model's psi, A and B (shotNoiseMatrix.ts) to first order in kappa3, with c_m = E[h^(m-1)(V)] for Gaussian V,
 * rho = r w^2 and s = (sum_i r_i w_i^3) kappa3/6:
 *   G = (c1 + s c4) (Sigma + e0^2 r r^T) + (c2 + s c5) e0 (r (Sigma w)^T + (Sigma w) r^T) + (c3 + s c6) (Sigma w)(Sigma w)^T
 *     + c2 kappa3 diag(r w) + c3 e0 kappa3/2 (r rho^T + rho r^T) + c4 kappa3/2 ((Sigma w) rho^T + rho (Sigma w)^T).
 * Diagonal plus rank three: storage and cost O(n) as for the closed form. Unlike it, it need not be positive definite.
 */
import { kernelMoment } from '../neuron/kernel.ts';
import { checkNeuron, type Neuron, voltageMoments } from '../neuron/neuron.ts';
import { gaussianDerivatives, logGaussianNorm } from '../shotNoise/gaussianDerivatives.ts';
import { transferSum } from '../shotNoise/transferSum.ts';
import { tiltsFor } from '../shotNoise/voltageRange.ts';
import type { FisherOperator } from './fisherOperator.ts';
import { lowRankFisher } from './lowRankFisher.ts';

const ACCURACY = Math.log(1e-14);

/** @throws RangeError (one line: what, got, expected) on a bad neuron and where E[h^(5)] does not exist or cannot be computed. */
export function correctedFisherMatrix(neuron: Neuron): FisherOperator {
  checkNeuron(neuron);
  const { rates, weights, kernel, transfer } = neuron;
  const { mean, variance } = voltageMoments(neuron);
  const logNorm = logGaussianNorm(mean, variance);
  const sum = transferSum(transfer, logNorm, tiltsFor(Math.sqrt(variance) || 1), ACCURACY);
  const [c1, c2, c3, c4, c5, c6] = gaussianDerivatives(sum, mean, variance, 6) as Six;
  const [e0, inverseCe, kappa3] = [1, 2, 3].map((m) => kernelMoment(kernel, m)) as [number, number, number];
  const weighted = (power: number): Float64Array =>
    rates.map((rate, i) => rate * (weights[i] as number) ** power);
  const s = (kappa3 / 6) * weighted(3).reduce((total, each) => total + each, 0);
  if (!([c1, c2, c3, c4, c5, c6, s].every(Number.isFinite) && c1 >= 2 ** -1022)) {
    throw new RangeError(
      `corrected: E[h^(m)] = ${[c1, c2, c3, c4, c5, c6].map((c) => c.toPrecision(3)).join(', ')} at mean ${mean} mV, variance ${variance} mV^2 (expected finite numbers, the first positive)`,
    );
  }
  const first = (c1 + s * c4) * e0 * e0;
  const mixed = (c2 + s * c5) * e0;
  const rateRho = (c3 * e0 * kappa3) / 2;
  const weightRho = (c4 * kappa3) / 2;
  return lowRankFisher({
    diagonal: rates.map(
      (rate, i) => rate * ((c1 + s * c4) * inverseCe + c2 * kappa3 * (weights[i] as number)),
    ),
    columns: [rates, weighted(1).map((each) => inverseCe * each), weighted(2)],
    core: Float64Array.of(first, mixed, rateRho, mixed, c3 + s * c6, weightRho, rateRho, weightRho, 0),
  });
}

type Six = [number, number, number, number, number, number];
