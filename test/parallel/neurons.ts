/** Neurons of the Monte Carlo tests. */
import { paperKernel } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';

const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;

/** Three afferents; the middle one is silent. */
export const threeAfferents: Neuron = {
  rates: Float64Array.of(20, 0, 35),
  weights: Float64Array.of(0.12, 0.3, -0.05),
  kernel: paperKernel,
  transfer: sigmoid,
};

/** n afferents of 5 to 35 Hz. */
export const afferents = (n: number): Neuron => ({
  rates: Float64Array.from({ length: n }, (_, i) => 5 + (30 * i) / Math.max(1, n - 1)),
  weights: Float64Array.from({ length: n }, (_, i) => (5 / n) * Math.sin(7 * i + 1)),
  kernel: paperKernel,
  transfer: sigmoid,
});
