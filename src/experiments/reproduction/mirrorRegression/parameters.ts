/**
 * Sizes of the regression (parameters of the authors' published scripts; src/numeric/mirror/regressionProblem.ts has the data): D weights,
 * N = floor(D^a) samples, C_ij = (-1)^|i-j|/(1 + |i-j|^p). Momentum 0.9, cosine schedule, at most so many epochs, end at loss 1e-3; the
 * learning rate is the best of 16 from 1e-7 to 1e-1 on a spare data set: the least loss at the end or, where several get to 1e-3, the
 * fewest epochs.
 *
 * The scripts draw w(0) ~ N(0, 1/D). Beyond them: |w(0)| log-normal or constant, of random signs and the same mean square.
 */
import type { Choices } from '../reproduction.ts';

export const INITIALS = ['normal', 'log-normal', 'constant'] as const;
export type Initial = (typeof INITIALS)[number];

export interface Condition {
  readonly weights: number;
  /** a: 0.5 or 0.75. */
  readonly samplesExponent: number;
  /** p. */
  readonly correlationExponent: number;
  readonly initial: Initial;
}

export const SAMPLES_EXPONENTS = [0.5, 0.75] as const;
export const CORRELATION_EXPONENTS = [1, 2] as const;
export const RATES: readonly number[] = Array.from({ length: 16 }, (_, k) => 10 ** (-7 + (6 * k) / 15));

export interface RegressionParameters {
  readonly seed: number;
  readonly seeds: number;
  readonly epochs: number;
  readonly learningRates: readonly number[];
  readonly conditions: readonly Condition[];
  readonly nullDraws: number;
}

const logSpaced = (least: number, most: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => Math.round(least * (most / least) ** (k / (count - 1))));

export const samplesOf = ({ weights, samplesExponent }: Condition): number =>
  // floor(10000^0.75) must not become 999.
  Math.floor(weights ** samplesExponent + 1e-9);

export function regressionParameters({ scale, seed }: Choices): RegressionParameters {
  const widths = {
    test: [60, 100],
    quick: [100, 316, 1000],
    medium: [100, 316, 1000, 3162],
    paper: logSpaced(100, 20_000, 10),
  }[scale];
  const grid = CORRELATION_EXPONENTS.flatMap((correlationExponent) =>
    SAMPLES_EXPONENTS.flatMap((samplesExponent) =>
      widths.map(
        (weights): Condition => ({ weights, samplesExponent, correlationExponent, initial: 'normal' }),
      ),
    ),
  );
  const others = (['log-normal', 'constant'] as const).flatMap((initial) =>
    SAMPLES_EXPONENTS.map(
      (samplesExponent): Condition => ({
        weights: Math.max(...widths.filter((each) => each <= 2000)),
        samplesExponent,
        correlationExponent: 1,
        initial,
      }),
    ),
  );
  return {
    seed,
    seeds: { test: 3, quick: 20, medium: 30, paper: 30 }[scale],
    epochs: { test: 60, quick: 100, medium: 200, paper: 500 }[scale],
    learningRates: scale === 'test' ? RATES.filter((_, k) => k >= 11 && k % 2 === 1) : RATES,
    conditions: [...grid, ...others],
    nullDraws: { test: 2000, quick: 10_000, medium: 40_000, paper: 40_000 }[scale],
  };
}
