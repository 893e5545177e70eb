/** A handful of neurons, each of its own kind. */
import { paperKernel } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import type { Transfer } from '../../src/numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';

const sigmoid: Transfer = { name: 'sigmoid', ...paperSigmoid };
const softplus: Transfer = { name: 'softplus', ...paperSigmoid };

const neuron = (
  rates: readonly number[],
  weights: readonly number[],
  transfer: Transfer = sigmoid,
  kernel = paperKernel,
): Neuron => ({ rates: Float64Array.from(rates), weights: Float64Array.from(weights), transfer, kernel });

/** Rates between 20 and 47 Hz, weights of both signs. */
const ten = Array.from({ length: 10 }, (_, i) => i);

export const fixedNeurons: Readonly<Record<string, Neuron>> = {
  'sigmoid, n = 1': neuron([30], [0.3]),
  'sigmoid, n = 3': neuron([20, 35, 15], [0.12, -0.05, 0.1]),
  'sigmoid, n = 10': neuron(
    ten.map((i) => 20 + 3 * i),
    ten.map((i) => 0.05 * Math.cos(2 * i)),
  ),
  'sigmoid, a silent afferent, equal time constants': neuron([15, 0, 25], [0.1, 0.2, -0.1], sigmoid, {
    tauM: 0.01,
    tauS: 0.01,
    e0: 0.7,
  }),
  'sigmoid, 3 Hz': neuron([3], [0.1]),
  'sigmoid, weights 0': neuron([20, 30], [0, 0]),
  'exponential, n = 3': neuron([20, 35, 30], [0.02, -0.015, 0.01], {
    name: 'exponential',
    phi0: 5,
    beta: 0.3,
  }),
  'softplus, n = 3': neuron([25, 20, 30], [0.05, -0.06, 0.08], softplus),
  'quadratic, n = 10': neuron(
    ten.map(() => 80),
    ten.map((i) => (i % 3 === 2 ? -0.01 : 0.015)),
    { name: 'quadratic', theta: 4 },
  ),
};
