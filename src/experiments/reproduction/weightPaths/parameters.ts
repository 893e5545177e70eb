/**
 * What Figure 3D-E simulates: two afferents, weights from a start to a target, and how much of it is done at each scale.
 *
 * Units: rates Hz, times s, weights somatic. Below the full scale trials are shortened and the learning rates raised by one factor,
 * `haste`: the mean path stays, its noise grows as the square root of the factor (measured against the mean flow in the tests).
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 3D-E, Methods 'Supervised learning task'.
 */
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import type { Choices, Scale, Source } from '../reproduction.ts';

export const RULES = ['euclidean', 'natural', 'approximated', 'local', 'exact'] as const;
export type RuleName = (typeof RULES)[number];

/** Where learning starts and where the teacher is. */
export interface Version {
  readonly name: string;
  readonly says: string;
  readonly initial: readonly number[];
  readonly target: readonly number[];
}

export interface PathParameters {
  readonly source: Source;
  readonly seed: number;
  readonly rates: readonly number[];
  /** The first is the one that is simulated. */
  readonly versions: readonly Version[];
  /** By rule. The scripts' updates lack the factor beta of phi'/phi: in effect their learning rates are 1/beta times the article's. */
  readonly learningRates: Readonly<Record<RuleName, number>>;
  readonly duration: number;
  readonly haste: number;
  /** Measurements of a path after its start. */
  readonly points: number;
  /** Trials of all rules but `exact`, and of `exact`. */
  readonly trials: number;
  readonly exactTrials: number;
  /** USPs of a batch: the paper's number. */
  readonly samples: number;
  /** Batches of USPs for the field, and for each version's mean flow. */
  readonly fieldBatches: number;
  readonly flowBatches: number;
  readonly flowSamples: number;
  readonly flowSteps: number;
  /** The mean flow of the first version goes on for so many durations. */
  readonly flowSpan: number;
  readonly field: readonly (readonly number[])[];
  /** Grid of D_KL, for both weights. */
  readonly grid: { readonly low: number; readonly high: number; readonly count: number };
  readonly levels: readonly number[];
}

const n = 2;
const over = (first: number, second: number): number[] => [first / n, second / n];

const VERSIONS: Readonly<Record<'details' | 'results' | 'scripts', Version>> = {
  details: {
    name: 'simulation details',
    says: 'w(0) = (-0.3, 0.5)/n, w* = (0.15, 0.15)/n, as in the simulation details',
    initial: over(-0.3, 0.5),
    target: over(0.15, 0.15),
  },
  results: {
    name: 'Results',
    says: 'w* = (-0.3, 0.5)/n, as in Results, from where the simulation details have the target',
    initial: over(0.15, 0.15),
    target: over(-0.3, 0.5),
  },
  scripts: {
    name: 'scripts',
    says: 'w(0) = (0.3, 0.3), as in the scripts, w* = (0.15, 0.15)/n',
    initial: [0.3, 0.3],
    target: over(0.15, 0.15),
  },
};

const SIZES: Readonly<
  Record<
    Scale,
    Pick<
      PathParameters,
      | 'haste'
      | 'trials'
      | 'exactTrials'
      | 'samples'
      | 'fieldBatches'
      | 'flowBatches'
      | 'flowSamples'
      | 'flowSteps'
    > & { readonly gridCount: number }
  >
> = {
  test: {
    haste: 200,
    trials: 3,
    exactTrials: 2,
    samples: 250,
    fieldBatches: 4,
    flowBatches: 2,
    flowSamples: 100,
    flowSteps: 24,
    gridCount: 19,
  },
  quick: {
    haste: 10,
    trials: 12,
    exactTrials: 4,
    samples: 2000,
    fieldBatches: 20,
    flowBatches: 5,
    flowSamples: 800,
    flowSteps: 60,
    gridCount: 37,
  },
  medium: {
    haste: 10,
    trials: 60,
    exactTrials: 8,
    samples: 2000,
    fieldBatches: 60,
    flowBatches: 10,
    flowSamples: 2000,
    flowSteps: 60,
    gridCount: 37,
  },
  paper: {
    haste: 1,
    trials: 500,
    exactTrials: 20,
    samples: 2000,
    fieldBatches: 100,
    flowBatches: 20,
    flowSamples: 2000,
    flowSteps: 120,
    gridCount: 73,
  },
};

export function pathParameters({ scale, source, seed }: Choices): PathParameters {
  const { gridCount, ...size } = SIZES[scale];
  const { details, results, scripts } = VERSIONS;
  const natural = 2.5e-4 * slopeFactor(source);
  const euclidean = 7e-7 * slopeFactor(source);
  return {
    source,
    seed,
    rates: [10, 50],
    versions: source === 'article' ? [details, results, scripts] : [scripts, details, results],
    // The paper gives two; rules that stand for the natural one learn at its rate.
    learningRates: { euclidean, natural, approximated: natural, local: natural, exact: natural },
    duration: 6000,
    points: 60,
    flowSpan: 4,
    ...size,
    field: [-0.28, -0.1, 0.08, 0.26, 0.44].flatMap((first) =>
      [-0.22, -0.02, 0.26, 0.5].map((second) => over(first, second)),
    ),
    grid: { low: -0.4 / n, high: 0.6 / n, count: gridCount },
    levels: [0.001, 0.003, 0.005, 0.009, 0.015, 0.02, 0.03, 0.04],
  };
}

/** The scripts' updates have 1 - phi/phi_max where the article has phi'/phi = beta (1 - phi/phi_max). */
export const slopeFactor = (source: Source): number => (source === 'scripts' ? 1 / paperSigmoid.beta : 1);
