/**
 * One neuron: its afferents, kernel and transfer function, and what a Gaussian approximation knows of its voltage.
 *
 * Shapes: rates and weights are n-vectors. Units: rates Hz, weights 1 (USPs carry the mV), kernel mV and s.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equations 24-36, 85.
 */

import type { VoltageMoments } from '../coefficients/voltageMoments.ts';
import { checkKernel, type Kernel, kernelMoment } from './kernel.ts';
import { checkTransfer, type Transfer } from './transfer.ts';

export interface Neuron {
  /** Firing rates of the afferents, Hz, >= 0; 0 is a silent afferent. */
  readonly rates: Float64Array;
  /** Somatic weights, any sign. */
  readonly weights: Float64Array;
  readonly kernel: Kernel;
  readonly transfer: Transfer;
}

/** @throws RangeError (one line: what, got, expected) on no afferent, unequal lengths, a negative or non-finite number. */
export function checkNeuron({ rates, weights, kernel, transfer }: Neuron): void {
  if (rates.length === 0) throw new RangeError('neuron: rates is empty (expected at least one afferent)');
  if (weights.length !== rates.length) {
    throw new RangeError(
      `neuron: ${rates.length} rates and ${weights.length} weights (expected one weight for each rate)`,
    );
  }
  rates.forEach((rate, i) => {
    if (!(rate >= 0 && rate < Infinity))
      throw new RangeError(`neuron: rates[${i}] = ${rate} (expected a finite rate >= 0, Hz)`);
  });
  weights.forEach((weight, i) => {
    if (!Number.isFinite(weight))
      throw new RangeError(`neuron: weights[${i}] = ${weight} (expected a finite number)`);
  });
  checkKernel(kernel);
  if (!(kernel.e0 > 0)) throw new RangeError(`kernel: e0 = ${kernel.e0} (expected a positive number, mV s)`);
  checkTransfer(transfer);
}

/** Mean (mV) and variance (mV^2) of V, and q = c_eps e0^2 sum r. The first two are exact for Poisson spikes too. */
export function voltageMoments({ rates, weights, kernel }: Omit<Neuron, 'transfer'>): VoltageMoments {
  let [total, first, second] = [0, 0, 0];
  rates.forEach((rate, i) => {
    const weight = weights[i] as number;
    total += rate;
    first += rate * weight;
    second += rate * weight * weight;
  });
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  const variance = inverseCe * second;
  // Where the variance underflows (weights below 1e-160) the mean is 0 as well, for mean^2 <= q variance to hold.
  return { mean: variance === 0 ? 0 : e0 * first, variance, q: (e0 * e0 * total) / inverseCe };
}
