/**
 * What Figure 3B-C shows: a neuron of the learning curves' simulation, before and after learning, and its teacher, on the same inputs.
 *
 * Units: rates Hz, times s. n = 100, half the afferents at 10, half at 50 Hz; w(0), w* ~ U(-1/n, 1/n); natural rule, Table 1's learning rate.
 * Below the full scale there are fewer neurons; the test's learn for a shorter time at a larger learning rate.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 3B-C, Methods 'Supervised learning task'.
 */
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import type { Choices, Scale } from '../reproduction.ts';

export interface PatternParameters {
  readonly seed: number;
  /** What natgrad learn reads. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Of the learning rate that is not `source`'s: the same trial again. */
  readonly otherConfig: Readonly<Record<string, unknown>>;
  readonly otherSays: string;
  readonly trials: number;
  /** Inputs of 250 ms on which student and teacher are compared; the first of trial 0 is shown. */
  readonly inputs: number;
  readonly inputSteps: number;
  /** Steps of a bin of 12.5 ms. */
  readonly binSteps: number;
  /** Rows of the raster. */
  readonly repeats: number;
  /** Neurons whose weights are drawn for the statements about the initial weights, by batches. */
  readonly drawBatches: number;
  readonly draws: number;
}

const SIZES: Readonly<
  Record<
    Scale,
    Pick<PatternParameters, 'trials' | 'inputs' | 'drawBatches' | 'draws'> & { readonly haste: number }
  >
> = {
  test: { trials: 3, inputs: 10, drawBatches: 5, draws: 100, haste: 40 },
  quick: { trials: 5, inputs: 40, drawBatches: 20, draws: 500, haste: 1 },
  medium: { trials: 40, inputs: 40, drawBatches: 20, draws: 500, haste: 1 },
  paper: { trials: 100, inputs: 40, drawBatches: 20, draws: 500, haste: 1 },
};

export function patternParameters({ scale, source, seed }: Choices): PatternParameters {
  const { haste, ...size } = SIZES[scale];
  const config = (factor: number) => ({
    afferents: 100,
    rates: [10, 50],
    intervals: 8000 / haste,
    measureEvery: 8000 / haste,
    rules: [{ name: 'natural', learningRate: 6e-4 * haste * factor }],
    seed,
  });
  // The scripts' updates lack the factor beta of phi'/phi.
  const [article, scripts] = [config(1), config(1 / paperSigmoid.beta)];
  return {
    seed,
    config: source === 'article' ? article : scripts,
    otherConfig: source === 'article' ? scripts : article,
    otherSays: source === 'article' ? 'scripts' : 'article',
    ...size,
    inputSteps: 500,
    binSteps: 25,
    repeats: 20,
  };
}
