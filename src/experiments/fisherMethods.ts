/**
 * The methods by which the Fisher matrix G of a neuron is had, per unit time:
 *
 *   closed       the paper's formula, exact for Gaussian USPs
 *   corrected    its next order, with the third cumulant of the USPs
 *   shot-noise   exact for Poisson spikes through the kernel, with an error bound
 *   gaussian-mc  Monte Carlo over Gaussian USPs
 *   spiking-mc   Monte Carlo over Poisson spikes through the kernel
 */
import type { FisherOperator } from '../numeric/fisher/fisherOperator.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';

export const FISHER_METHODS = ['closed', 'gaussian-mc', 'spiking-mc', 'shot-noise', 'corrected'] as const;

export type FisherMethod = (typeof FISHER_METHODS)[number];

export type MonteCarloMethod = Extract<FisherMethod, 'gaussian-mc' | 'spiking-mc'>;

export const isMonteCarlo = (method: FisherMethod): method is MonteCarloMethod =>
  method === 'gaussian-mc' || method === 'spiking-mc';

/** How far a Monte Carlo run is. */
export interface SamplingProgress {
  readonly done: number;
  readonly total: number;
  /** sqrt(sum of squared standard errors)/|G|_F so far. */
  readonly relativeStandardError?: number;
}

export interface SamplingOptions {
  /** How many, at most. */
  readonly samples: number;
  readonly seed: number;
  /** Stops once the relative standard error is this small. */
  readonly tolerance?: number;
  /** Threads; they change no number. */
  readonly workers?: number;
  readonly onProgress?: (progress: SamplingProgress) => void;
}

/** Samples of a part of a run, independent of its other parts. */
export interface SampleGroup {
  readonly samples: number;
  /** Their mean of h(V) x x', n x n row by row. */
  readonly mean: Float64Array;
}

export interface SampledMatrix {
  /** n x n row by row. */
  readonly matrix: Float64Array;
  /** Of every entry. */
  readonly standardError: Float64Array;
  /** How many there were: fewer than asked for where the tolerance was reached. */
  readonly samples: number;
  readonly groups: readonly SampleGroup[];
}

export interface SampledVector {
  readonly vector: Float64Array;
  readonly standardError: Float64Array;
  readonly samples: number;
}

/** Where the matrices come from. Each throws a RangeError (one line: what, got, expected) where it cannot be done. */
export interface FisherSources {
  closed(neuron: Neuron): FisherOperator;
  corrected(neuron: Neuron): FisherOperator;
  exact(neuron: Neuron): FisherOperator & { readonly relativeErrorBound: number };
  /** With `groups` parts, which may be 0. */
  sampledMatrix(
    neuron: Neuron,
    method: MonteCarloMethod,
    options: SamplingOptions & { readonly groups: number },
  ): Promise<SampledMatrix>;
  /** G v without storing G: the same linear operator for the same options without a tolerance. */
  sampledProduct(
    neuron: Neuron,
    vector: Float64Array,
    method: MonteCarloMethod,
    options: SamplingOptions,
  ): Promise<SampledVector>;
}
