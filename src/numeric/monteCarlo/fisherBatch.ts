/**
 * One batch of a Monte Carlo estimate of the Fisher matrix per unit time, G = E[h(V) x x'], V = w.x, h = phi'^2/phi.
 *
 * A batch is the unit of work and of randomness: it depends on the neuron, (seed, batch index) and its number of samples only.
 * Shapes: m afferents fire; sums are over the samples of the batch, the m x m one as its packed lower triangle.
 * Units: x, V mV; h Hz/mV^2; G Hz.
 */
import type { Neuron } from '../neuron/neuron.ts';
import { transferFunctions } from '../neuron/transfer.ts';
import type { TransferFunction } from '../neuron/transferFunction.ts';
import type { BlockKernels, BlockShape } from './blockKernels.ts';
import { gaussianSource, type Inputs, type Source, spikingSource, tableFor } from './inputs.ts';

export interface BatchOptions {
  readonly inputs: Inputs;
  /** A safe integer. */
  readonly seed: number;
  readonly batch: number;
  /** >= 1. */
  readonly samples: number;
}

/** Makes or finds the arrays and loops for a shape. */
export type KernelFactory = (shape: BlockShape, withProducts: boolean) => BlockKernels;

/** Samples a block: even; fewer where a block of many afferents would fill the memory. */
export const blockLength = (rows: number): number => (rows <= 16384 ? 64 : 16);

/** The afferents that fire, in order; the others have x = 0 and no part in V. */
export const firing = ({ rates }: Pick<Neuron, 'rates'>): Int32Array =>
  Int32Array.from([...rates.keys()].filter((i) => (rates[i] as number) > 0));

/** Sum over the samples of h(V) x x': the packed lower triangle, row by row, m (m + 1)/2 numbers. */
export function fisherBatch(neuron: Neuron, options: BatchOptions, factory: KernelFactory): Float64Array {
  const batch = prepare(neuron, options, factory, true);
  batch.kernels.takeProducts();
  forEachBlock(batch, options.samples, (samples) => batch.kernels.addProducts(samples));
  return batch.kernels.takeProducts();
}

/** Sum over the samples of h(V) x (x.v), m numbers; v an n-vector. Needs no m x m array. */
export function fisherProductBatch(
  neuron: Neuron,
  vector: Float64Array,
  options: BatchOptions,
  factory: KernelFactory,
): Float64Array {
  const batch = prepare(neuron, options, factory, false);
  const { kernels, active } = batch;
  const along = Float64Array.from(active, (i) => vector[i] as number);
  kernels.total.fill(0);
  forEachBlock(batch, options.samples, (samples) => {
    kernels.weight.set(along);
    kernels.weightedSums(samples);
    for (let k = 0; k < samples; k++)
      kernels.factor[k] = (kernels.factor[k] as number) * (kernels.sum[k] as number);
    kernels.addTotals(samples);
  });
  return kernels.total.slice();
}

interface Batch {
  readonly rows: number;
  readonly active: Int32Array;
  readonly length: number;
  readonly kernels: BlockKernels;
  readonly draw: Source;
  readonly weights: Float64Array;
  readonly h: (v: number) => number;
}

function prepare(
  neuron: Neuron,
  { inputs, seed, batch }: BatchOptions,
  factory: KernelFactory,
  withProducts: boolean,
): Batch {
  const active = firing(neuron);
  const rows = active.length;
  const length = blockLength(rows);
  const tableRows = inputs === 'spiking' ? tableFor(neuron.kernel).rows : 0;
  const kernels = factory({ rows, length, tableRows }, withProducts);
  const rates = Float64Array.from(active, (i) => neuron.rates[i] as number);
  const source = inputs === 'spiking' ? spikingSource : gaussianSource;
  return {
    rows,
    active,
    length,
    kernels,
    draw: source(rates, neuron.kernel, kernels, seed, batch),
    weights: Float64Array.from(active, (i) => neuron.weights[i] as number),
    h: rateOf(transferFunctions(neuron.transfer)),
  };
}

/** Draws the batch block by block; `use` finds x, and h(V) in factor. */
function forEachBlock(
  { rows, length, kernels, draw, weights, h }: Batch,
  total: number,
  use: (samples: number) => void,
): void {
  for (let done = 0; done < total; done += length) {
    const samples = Math.min(length, total - done);
    draw(samples);
    kernels.weight.set(weights);
    kernels.weightedSums(samples);
    for (let k = 0; k < samples; k++) kernels.factor[k] = h(kernels.sum[k] as number);
    if (samples % 2 === 1) {
      kernels.factor[samples] = 0;
      for (let i = 0; i < rows; i++) kernels.x[i * length + samples] = 0;
    }
    use(samples);
  }
}

/** h(v), which must be finite and >= 0 wherever a sample falls. */
function rateOf({ phi, phiPrime, h }: TransferFunction): (v: number) => number {
  const value =
    h ??
    ((v: number) => {
      const rate = phi(v);
      if (!(rate > 0)) {
        throw new RangeError(
          `transfer function: phi(${v}) = ${rate} at a sampled voltage (expected a positive rate, Hz)`,
        );
      }
      return phiPrime(v) ** 2 / rate;
    });
  return (v) => {
    const rate = value(v);
    if (!(rate >= 0 && rate < Infinity)) {
      throw new RangeError(
        `transfer function: phi'^2/phi = ${rate} at the sampled voltage ${v} mV (expected a finite number >= 0)`,
      );
    }
    return rate;
  };
}
