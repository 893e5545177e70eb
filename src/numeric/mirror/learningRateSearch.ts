/** The learning rate of a regression: the best of 16, evenly spaced in logarithm over 1e-7 .. 1e-1, on a spare data set (Pogodin et al. 2023). */
import type { Descent } from './descent.ts';
import { DivergenceError } from './divergence.ts';

export const LEARNING_RATES: readonly number[] = Array.from(
  { length: 16 },
  (_, k) => 10 ** (-7 + (6 * k) / 15),
);

export interface Trial {
  readonly learningRate: number;
  /** 'diverged': left the range of doubles, or ended above the loss it began with. */
  readonly outcome: 'converged' | 'out of epochs' | 'diverged';
  /** At the end; Infinity where it left the range. */
  readonly loss: number;
  /** Steps made; Infinity where it left the range. */
  readonly epochs: number;
}

export interface LearningRateSearch {
  /** The best that has not diverged; undefined where all have. */
  readonly best: Trial | undefined;
  readonly trials: readonly Trial[];
}

/** Fewest epochs of those that converge; where none does, the smallest loss. The first of equals. */
export async function searchLearningRate(
  descend: (learningRate: number) => Descent | Promise<Descent>,
  rates: readonly number[] = LEARNING_RATES,
): Promise<LearningRateSearch> {
  const trials: Trial[] = [];
  for (const learningRate of rates) trials.push(await trialOf(descend, learningRate));
  const [best] = trials.filter(({ outcome }) => outcome !== 'diverged').sort(byQuality);
  return { best, trials };
}

async function trialOf(
  descend: (learningRate: number) => Descent | Promise<Descent>,
  learningRate: number,
): Promise<Trial> {
  try {
    const { losses, epochs, converged } = await descend(learningRate);
    const [first, loss] = [losses[0] as number, losses.at(-1) as number];
    const outcome = converged ? 'converged' : loss > first ? 'diverged' : 'out of epochs';
    return { learningRate, outcome, loss, epochs };
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
    return { learningRate, outcome: 'diverged', loss: Infinity, epochs: Infinity };
  }
}

function byQuality(a: Trial, b: Trial): number {
  if (a.outcome !== b.outcome) return a.outcome === 'converged' ? -1 : 1;
  return a.outcome === 'converged' ? a.epochs - b.epochs : a.loss - b.loss;
}
