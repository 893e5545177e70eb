/**
 * The methods by which the Fisher matrix G of a neuron is had, per unit time:
 *
 *   closed       the paper's formula, exact for Gaussian USPs
 *   corrected    its next order, with the third cumulant of the USPs
 *   shot-noise   exact for Poisson spikes through the kernel, with an error bound
 *   gaussian-mc  Monte Carlo over Gaussian USPs
 *   spiking-mc   Monte Carlo over Poisson spikes through the kernel
 */
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import type {
  MonteCarloMatrix,
  MonteCarloMatrixOptions,
  MonteCarloOperator,
  MonteCarloOptions,
  MonteCarloProgress,
} from '../../parallel/monteCarloFisherMatrix.ts';

export const FISHER_METHODS = ['closed', 'gaussian-mc', 'spiking-mc', 'shot-noise', 'corrected'] as const;

export type FisherMethod = (typeof FISHER_METHODS)[number];

export type MonteCarloMethod = Extract<FisherMethod, 'gaussian-mc' | 'spiking-mc'>;

export const isMonteCarlo = (method: FisherMethod): method is MonteCarloMethod =>
  method === 'gaussian-mc' || method === 'spiking-mc';

export interface SamplingOptions {
  /** How many, at most. */
  readonly samples: number;
  readonly seed: number;
  /** Stops once the relative standard error is this small. */
  readonly tolerance?: number;
  /** Threads; they change no number. */
  readonly workers?: number;
  readonly onProgress?: (progress: MonteCarloProgress) => void;
}

export const monteCarloInputs = { 'gaussian-mc': 'gaussian', 'spiking-mc': 'spiking' } as const;

/** Where the matrices come from. Each throws a RangeError (one line: what, got, expected) where it cannot be done. */
export interface FisherSources {
  closed(neuron: Neuron): FisherOperator;
  corrected(neuron: Neuron): FisherOperator;
  exact(neuron: Neuron): FisherOperator & { readonly relativeErrorBound: number };
  monteCarloMatrix(neuron: Neuron, options: MonteCarloMatrixOptions): Promise<MonteCarloMatrix>;
  /** The same linear operator for the same options. */
  monteCarloOperator(neuron: Neuron, options: MonteCarloOptions): MonteCarloOperator;
}
