/** Run as a program: cancels a long run, and must then end by itself. */
import { monteCarloFisherMatrix } from '../../src/parallel/monteCarloFisherMatrix.ts';
import { afferents } from './neurons.ts';

const controller = new AbortController();
try {
  await monteCarloFisherMatrix(afferents(100), {
    inputs: 'spiking',
    samples: 1e10,
    workers: 2,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
} catch {
  console.log('cancelled');
}
