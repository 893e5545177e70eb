/** The potentials' law: exact mean and covariance, from the first sample on. */
import { describe, expect, it } from 'vitest';
import { type BlockKernels, blockKernels } from '../../../src/numeric/monteCarlo/blockKernels.ts';
import {
  gaussianSource,
  HISTORY,
  type Inputs,
  spikingSource,
  tableFor,
} from '../../../src/numeric/monteCarlo/inputs.ts';
import { type Kernel, kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { LIMIT, meanOf, POWER_99 } from './score.ts';

const LENGTH = 64;
const arrays = (rows: number, kernel: Kernel): BlockKernels =>
  blockKernels({ rows, length: LENGTH, tableRows: tableFor(kernel).rows }, false);

/** Block means of x_i and of (x_i - m_i)(x_j - m_j), over `blocks` blocks of one batch. */
function moments(inputs: Inputs, rates: Float64Array, kernel: Kernel, blocks: number) {
  const kernels = arrays(rates.length, kernel);
  const draw = (inputs === 'spiking' ? spikingSource : gaussianSource)(rates, kernel, kernels, 5, 0);
  const mean = rates.map((rate) => rate * kernelMoment(kernel, 1));
  const series: Record<string, number[]> = {};
  const record = (name: string, value: number): void => {
    series[name] = series[name] ?? [];
    series[name].push(value);
  };
  for (let block = 0; block < blocks; block++) {
    draw(LENGTH);
    for (let i = 0; i < rates.length; i++) {
      const deviation = (row: number, k: number): number =>
        (kernels.x[row * LENGTH + k] ?? Number.NaN) - (mean[row] ?? Number.NaN);
      let first = 0;
      for (let k = 0; k < LENGTH; k++) first += deviation(i, k) / LENGTH;
      record(`mean ${i}`, first);
      for (let j = 0; j <= i; j++) {
        let second = 0;
        for (let k = 0; k < LENGTH; k++) second += (deviation(i, k) * deviation(j, k)) / LENGTH;
        record(`covariance ${i} ${j}`, second);
      }
    }
  }
  return { mean, series };
}

/** Name, inputs, rates (Hz), kernel, blocks, and the error, as a share of mean or variance, that is found with probability 0.99. */
const settings: readonly [string, Inputs, number[], Kernel, number, number][] = [
  ['spiking, paper kernel', 'spiking', [20, 35, 5], paperKernel, 40_000, 0.03],
  ['spiking, alpha kernel', 'spiking', [20, 35], { tauM: 0.01, tauS: 0.01, e0: 1 }, 40_000, 0.02],
  ['spiking, synapse slower', 'spiking', [20, 8], { tauM: 0.003, tauS: 0.01, e0: 2 }, 40_000, 0.02],
  ['spiking, far apart', 'spiking', [20], { tauM: 0.01, tauS: 0.00005, e0: 1 }, 40_000, 0.02],
  ['spiking, 0.5 Hz', 'spiking', [0.5, 2], paperKernel, 60_000, 0.06],
  ['spiking, 1000 Hz', 'spiking', [1000], paperKernel, 20_000, 0.02],
  ['gaussian', 'gaussian', [20, 35, 5], paperKernel, 40_000, 0.02],
];

describe('mean and covariance', () => {
  it.each(settings)('%s: the first two cumulants', (_, inputs, rates, kernel, blocks, share) => {
    const { mean, series } = moments(inputs, Float64Array.from(rates), kernel, blocks);
    const variance = (i: number): number => (rates[i] ?? 0) * kernelMoment(kernel, 2);
    for (const [name, values] of Object.entries(series)) {
      const [, i, j] = name.split(' ').map(Number) as [number, number, number | undefined];
      const exact = j === i ? variance(i) : 0;
      const { mean: got, error } = meanOf(values);
      expect(Math.abs(got - exact), name).toBeLessThan(LIMIT * error);
      const scale = j === undefined ? (mean[i] ?? 0) : Math.sqrt(variance(i) * variance(j));
      expect(error * POWER_99, `power of ${name}`).toBeLessThan(share * scale);
    }
  });
});

describe('the first sample of a batch', () => {
  const ROWS = 1000;
  const rates = new Float64Array(ROWS).fill(20);
  const kernels = arrays(ROWS, paperKernel);

  /** Mean of x/(e0 r) - 1 over all afferents in the first sample of 2000 batches, in standard errors. */
  function bias(history: number): { readonly score: number; readonly error: number } {
    const means = Array.from({ length: 2000 }, (_, batch) => {
      spikingSource(rates, paperKernel, kernels, 3, batch, history)(1);
      let sum = 0;
      for (let i = 0; i < ROWS; i++) sum += kernels.x[i * LENGTH] ?? Number.NaN;
      return sum / (ROWS * 20 * paperKernel.e0) - 1;
    });
    const { mean, error } = meanOf(means);
    return { score: mean / error, error };
  }

  it('has the stationary mean', () => {
    const { score, error } = bias(HISTORY);
    expect(Math.abs(score)).toBeLessThan(LIMIT);
    // What a start without history misses, found with probability above 0.99.
    expect(error * POWER_99).toBeLessThan(0.0096);
  });

  it('started from an empty state it is rejected', () => {
    expect(bias(0).score).toBeLessThan(-LIMIT);
  });
});
