/** A neuron whose h is phi'/phi instead of phi'^2/phi: the misprint that units find. */
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { transferFunctions } from '../../src/numeric/neuron/transfer.ts';

const STEP = 1e-2;

/** The quadratic, for which phi'/phi has a pole at theta, is left as it is. */
export function withoutSquare(neuron: Neuron): Neuron {
  if (neuron.transfer.name === 'quadratic') return neuron;
  const { phi, phiPrime } = transferFunctions(neuron.transfer);
  const h = (v: number): number => phiPrime(v) / phi(v);
  return {
    ...neuron,
    transfer: {
      name: 'expression',
      text: "phi'/phi",
      functions: {
        phi,
        phiPrime,
        h,
        hPrime: (v) => (h(v + STEP) - h(v - STEP)) / (2 * STEP),
        hSecond: (v) => (h(v + STEP) - 2 * h(v) + h(v - STEP)) / STEP ** 2,
      },
    },
  };
}
