/** WebAssembly against the TypeScript loops: equal bits. `npm test` builds the module first. */
import { describe, expect, it } from 'vitest';
import { type BlockKernels, blockKernels } from '../../src/numeric/monteCarlo/blockKernels.ts';
import {
  fisherBatch,
  fisherProductBatch,
  type KernelFactory,
} from '../../src/numeric/monteCarlo/fisherBatch.ts';
import { paperKernel } from '../../src/numeric/neuron/kernel.ts';
import { webAssemblyKernels } from '../../src/parallel/webAssemblyKernels.ts';
import { afferents } from './neurons.ts';

const made = webAssemblyKernels();

describe('WebAssembly', () => {
  it('has been built', () => {
    expect(made).toBeDefined();
  });

  const assembly: KernelFactory = made ?? blockKernels;
  const kernels = { paper: paperKernel, alpha: { tauM: 0.01, tauS: 0.01, e0: 1 } };

  it.each([1, 2, 3, 4, 5, 11, 64])('n = %i: the bits of the TypeScript loops', (n) => {
    for (const inputs of ['spiking', 'gaussian'] as const) {
      for (const kernel of Object.values(kernels)) {
        for (const samples of [1, 2, 63, 64, 65, 200]) {
          const neuron = { ...afferents(n), kernel };
          const options = { inputs, seed: -3, batch: 2, samples };
          expect(fisherBatch(neuron, options, assembly)).toEqual(fisherBatch(neuron, options, blockKernels));
          expect(fisherProductBatch(neuron, neuron.weights, options, assembly)).toEqual(
            fisherProductBatch(neuron, neuron.weights, options, blockKernels),
          );
        }
      }
    }
  });

  it('low and high rates too', () => {
    const neuron = { ...afferents(5), rates: Float64Array.of(0.001, 0.5, 200, 1000, 5000) };
    const options = { inputs: 'spiking', seed: 8, batch: 0, samples: 500 } as const;
    expect(fisherBatch(neuron, options, assembly)).toEqual(fisherBatch(neuron, options, blockKernels));
  });

  it('a spoilt table is noticed', () => {
    const spoilt: KernelFactory = (shape, withProducts) => {
      const kernels: BlockKernels = assembly(shape, withProducts);
      const spikes = (samples: number): void => {
        kernels.coefficients[1] = (kernels.coefficients[1] ?? 0) + 1e-9;
        kernels.spikes(samples);
      };
      return { ...kernels, spikes };
    };
    const options = { inputs: 'spiking', seed: 8, batch: 0, samples: 5000 } as const;
    expect(fisherBatch(afferents(5), options, spoilt)).not.toEqual(
      fisherBatch(afferents(5), options, blockKernels),
    );
  });
});
