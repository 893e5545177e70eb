/**
 * The map of where the closed form may be trusted: neurons on a grid of sizes, rates and weight scales.
 *
 * A cell: n afferents at one rate, weights all s/n (equal) or independent U(-s/n, s/n) (random, several draws). The draws of one size
 * are the same numbers for every rate, scale, kernel and transfer function, so that neighbours differ by these alone.
 */
import { type Kernel, paperKernel } from '../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import type { Transfer } from '../../numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import { stream, uniformWeights } from '../draws.ts';

export type WeightPattern = 'equal' | 'random';

export interface MapCell {
  /** Which map: 'main', or the axis that a smaller one varies, for example 'softplus' or 'tau_m 20 ms, tau_s 3 ms'. */
  readonly map: string;
  readonly n: number;
  /** Hz, of every afferent. */
  readonly rate: number;
  /** s: weights are s/n, or U(-s/n, s/n). */
  readonly scale: number;
  readonly weights: WeightPattern;
  readonly kernel: Kernel;
  readonly transfer: Transfer;
  readonly draws: number;
}

const sizes = [1, 2, 5, 10, 30, 100, 300, 1000];
const rates = [0.5, 1, 2, 5, 10, 20, 50, 100];
/** 1 is Figure 3's scale, 5 that of Figures 10 and 11. */
const scales = [0.2, 1, 5];
/** Draws of random weights: fewer where a matrix is large, and scatters less. */
const drawsFor = (n: number): number => (n <= 100 ? 5 : 3);

const sigmoid: Transfer = { name: 'sigmoid', ...paperSigmoid };

/** Of the sizes of the main map, with the paper's rates and weight scales: the axes of the smaller maps. */
const few = { sizes: [1, 10, 100, 1000], rates: [1, 10, 100], scales: [1, 5] };

interface Axes {
  readonly map: string;
  readonly sizes: readonly number[];
  readonly rates: readonly number[];
  readonly scales: readonly number[];
  readonly kernel: Kernel;
  readonly transfer: Transfer;
  /** Draws of random weights of n afferents. */
  readonly draws: (n: number) => number;
}

function cellsOf({ map, sizes, rates, scales, kernel, transfer, draws }: Axes): MapCell[] {
  return (['equal', 'random'] as const).flatMap((weights) =>
    scales.flatMap((scale) =>
      sizes.flatMap((n) =>
        rates.map((rate) => ({
          map,
          n,
          rate,
          scale,
          weights,
          kernel,
          transfer,
          draws: weights === 'equal' ? 1 : draws(n),
        })),
      ),
    ),
  );
}

const main = { map: 'main', sizes, rates, scales, kernel: paperKernel, transfer: sigmoid, draws: drawsFor };
const smaller = { ...main, ...few, draws: () => 2 };

/** With the sigmoid's slope: an exponential of 5 Hz at rest, a softplus with the sigmoid's threshold, a logistic of half the slope. */
const otherTransfers: readonly (readonly [string, Transfer])[] = [
  ['exponential', { name: 'exponential', phi0: 5, beta: 0.3 }],
  ['softplus', { name: 'softplus', ...paperSigmoid }],
  ['sigmoid of half the slope', { ...sigmoid, beta: 0.15 }],
];
const otherKernels: readonly (readonly [number, number])[] = [
  [5, 1],
  [10, 1],
  [10, 10],
  [10, 20],
  [20, 3],
];

/** The main map: the paper's sigmoid and kernel. */
export const mainMap: readonly MapCell[] = cellsOf(main);

/** The smaller maps along the other axes. */
export const smallerMaps: readonly MapCell[] = [
  ...otherTransfers.flatMap(([map, transfer]) => cellsOf({ ...smaller, map, transfer })),
  ...otherKernels.flatMap(([tauM, tauS]) =>
    cellsOf({
      ...smaller,
      map: `tau_m ${tauM} ms, tau_s ${tauS} ms`,
      kernel: { ...paperKernel, tauM: tauM / 1000, tauS: tauS / 1000 },
    }),
  ),
];

/** The neurons of a cell, one a draw. */
export function neuronsOf(
  { n, rate, scale, weights, kernel, transfer, draws }: MapCell,
  seed: number,
): Neuron[] {
  const uniform = stream(seed, `weights of ${n} afferents`);
  const rates = new Float64Array(n).fill(rate);
  return Array.from({ length: draws }, () => ({
    rates,
    weights:
      weights === 'equal' ? new Float64Array(n).fill(scale / n) : uniformWeights(n, scale / n, uniform),
    kernel,
    transfer,
  }));
}
