/**
 * Sizes and learning rates. The neuron of Figure 3F (n = 100) has positive weights here, since negative entropy keeps signs.
 *
 * Learning rates are tuned alike: of the same number of rates for every rule, a factor of 2 apart around one found once, the one with the
 * smallest D_KL on average over the whole run, on spare trials.
 */
import type { Choices, Scale } from '../reproduction.ts';
import type { WeightKind } from './drawnWeights.ts';
import type { Rule } from './student.ts';

export interface Condition {
  readonly rates: readonly [number, number];
  readonly target: WeightKind;
}

export const CONDITIONS: readonly Condition[] = [
  { rates: [10, 50], target: 'log-normal' },
  { rates: [20, 20], target: 'log-normal' },
  { rates: [20, 20], target: 'normal' },
];

export const conditionName = ({ rates, target }: Condition): string => `${rates.join('-')}-${target}`;

export interface NeuronParameters {
  readonly seed: number;
  readonly afferents: number;
  readonly intervals: number;
  readonly measureEvery: number;
  readonly testPotentials: number;
  readonly learningRates: Readonly<Record<Rule, readonly number[]>>;
  /** Trials on which learning rates are chosen, and those that are evaluated. */
  readonly spare: number;
  readonly trials: number;
  /** Of the three losses: weights, few patterns and many; weights of the test for few patterns. */
  readonly lossWeights: number;
  readonly testWeights: number;
  readonly lossTrials: number;
  readonly epochs: number;
  /** Normal samples that p-values come from. */
  readonly nullDraws: number;
}

const CENTRES: Readonly<Record<Rule, number>> = {
  'p=2': 3e-6,
  'p=3': 2e-8,
  'negative-entropy': 9e-4,
  natural: 8e-3,
};

const around = (powers: readonly number[]): Record<Rule, number[]> =>
  Object.fromEntries(
    Object.entries(CENTRES).map(([rule, centre]) => [rule, powers.map((k) => centre * 2 ** k)]),
  ) as Record<Rule, number[]>;

type Sizes = Omit<NeuronParameters, 'seed' | 'learningRates' | 'afferents' | 'testPotentials'> & {
  readonly powers: readonly number[];
};

const SIZES: Readonly<Record<Scale, Sizes>> = {
  test: {
    intervals: 20,
    measureEvery: 5,
    spare: 1,
    trials: 2,
    powers: [0, 1],
    lossWeights: 30,
    testWeights: 60,
    lossTrials: 3,
    epochs: 150,
    nullDraws: 2000,
  },
  quick: {
    intervals: 300,
    measureEvery: 15,
    spare: 2,
    trials: 7,
    powers: [-2, -1, 0, 1, 2],
    lossWeights: 100,
    testWeights: 400,
    lossTrials: 7,
    epochs: 800,
    nullDraws: 10_000,
  },
  medium: {
    intervals: 300,
    measureEvery: 15,
    spare: 3,
    trials: 20,
    powers: [-2, -1, 0, 1, 2],
    lossWeights: 100,
    testWeights: 400,
    lossTrials: 20,
    epochs: 1500,
    nullDraws: 40_000,
  },
  paper: {
    intervals: 4000,
    measureEvery: 100,
    spare: 4,
    trials: 20,
    powers: [-4, -3, -2, -1, 0, 1, 2],
    lossWeights: 100,
    testWeights: 1000,
    lossTrials: 30,
    epochs: 3000,
    nullDraws: 40_000,
  },
};

export function neuronParameters({ scale, seed }: Choices): NeuronParameters {
  const { powers, ...sizes } = SIZES[scale];
  return { seed, afferents: 100, testPotentials: 50, learningRates: around(powers), ...sizes };
}
