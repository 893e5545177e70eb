/**
 * The samples of one batch, block by block: the potentials x of the afferents that fire.
 *
 *   gaussian   x_i ~ N(e0 r_i, r_i/c_eps), independent: the first two moments of the spiking inputs (Equations 29-31)
 *   spiking    x_i = sum of eps(age) over the past spikes of a Poisson process of rate r_i
 *
 * Spiking: the samples of a batch are SPACING slow time constants apart on one time line. The batch starts with the spikes of the
 * HISTORY intervals before its first sample, 40 slow time constants: what is older would add less than exp(-40) = 4e-18 of
 * itself, below half a unit in the last place. So every sample has the stationary law, the first included. Batches are
 * independent; neighbours in a batch are correlated by (a exp(-5) - b exp(-5 a/b))/(a - b), 0.0096 for the paper's kernel. Measured, 100
 * afferents of 20 Hz: the variance of G for a given number of samples is 1 % above that of independent samples (spacing 10:
 * below what could be measured; 3: 4 %; 2: 14 %), at half the spikes of spacing 10.
 */
import { type Kernel, kernelAt, kernelMoment } from '../neuron/kernel.ts';
import type { BlockKernels } from './blockKernels.ts';
import { type KernelTable, kernelTable } from './kernelTable.ts';
import { standardNormal } from './normal.ts';
import { type PoissonSampler, poissonSampler } from './poisson.ts';
import { Random, STREAMS, stateWords } from './random.ts';

export type Inputs = 'gaussian' | 'spiking';

/** Slow time constants from a sample to the next. */
export const SPACING = 5;
/** Intervals before the first sample. */
export const HISTORY = 8;

/** Sets x of the next `samples` samples. */
export type Source = (samples: number) => void;

export const slowTimeConstant = ({ tauM, tauS }: Kernel): number => Math.max(tauM, tauS);

let lastTable: { readonly kernel: Kernel; readonly table: KernelTable } | undefined;

/** The last table is kept: the batches of a run share their kernel. */
export function tableFor(kernel: Kernel): KernelTable {
  const last = lastTable?.kernel;
  if (last?.e0 !== kernel.e0 || last.tauM !== kernel.tauM || last.tauS !== kernel.tauS) {
    lastTable = { kernel, table: kernelTable(kernel, SPACING * slowTimeConstant(kernel)) };
  }
  return (lastTable as NonNullable<typeof lastTable>).table;
}

/** @param rates of the afferents that fire, Hz; > 0. */
export function gaussianSource(
  rates: Float64Array,
  kernel: Kernel,
  kernels: BlockKernels,
  seed: number,
  batch: number,
): Source {
  const random = new Random(seed, batch, STREAMS.normals);
  const { x } = kernels;
  const length = x.length / rates.length;
  const [mean, variance] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  return (samples) => {
    for (let i = 0; i < rates.length; i++) {
      const rate = rates[i] as number;
      const deviation = Math.sqrt(variance * rate);
      for (let k = 0; k < samples; k++) x[i * length + k] = mean * rate + deviation * standardNormal(random);
    }
  };
}

/** A count must fit 32 bits. */
const MOST_SPIKES = 2 ** 30;

/** Poisson samplers of the counts of `intervals` intervals, one a row. */
function countSamplers(rates: Float64Array, kernel: Kernel, intervals: number): PoissonSampler[] {
  const duration = intervals * SPACING * slowTimeConstant(kernel);
  return Array.from(rates, (rate) => {
    if (rate * duration > MOST_SPIKES) {
      throw new RangeError(
        `Monte Carlo of spikes: a rate of ${rate} Hz (expected at most ${(MOST_SPIKES / duration).toPrecision(3)})`,
      );
    }
    return poissonSampler(rate * duration);
  });
}

/**
 * @param rates of the afferents that fire, Hz; > 0.
 * @param history intervals of spikes before the first sample; fewer than HISTORY make a biased start.
 */
export function spikingSource(
  rates: Float64Array,
  kernel: Kernel,
  kernels: BlockKernels,
  seed: number,
  batch: number,
  history: number = HISTORY,
): Source {
  const random = new Random(seed, batch, STREAMS.counts);
  kernels.generators.set(stateWords(seed, batch, STREAMS.ages, 16));
  const { coefficients, span } = tableFor(kernel);
  kernels.coefficients.set(coefficients);
  const [slow, fast] = [slowTimeConstant(kernel), Math.min(kernel.tauM, kernel.tauS)];
  kernels.step.set([Math.exp(-span / slow), Math.exp(-span / fast), kernelAt(span, kernel)]);
  kernels.state.fill(0);
  const samplers = new Map<number, PoissonSampler[]>();
  const draw: Source = (samples) => {
    const counters = samplers.get(samples) ?? countSamplers(rates, kernel, samples);
    samplers.set(samples, counters);
    for (let i = 0; i < rates.length; i++) kernels.counts[i] = (counters[i] as PoissonSampler)(random);
    kernels.spikes(samples);
  };
  if (history > 0) draw(history);
  return draw;
}
