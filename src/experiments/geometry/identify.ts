/**
 * Which potential explains the weights before and after learning (Pogodin et al. 2023, arXiv 2305.19394).
 *
 * Hypothesis of each potential: the dual changes of the weights are independent draws of one normal distribution. It is tested by T
 * (normalDistance.ts) with its finite-sample p-value, and rejected at LEVEL/k, k the number of potentials (Bonferroni), so that the true
 * one is rejected, or several of them, with probability LEVEL at most. A potential that cannot have led from one to the other has p = 0.
 *
 * Verdict: the only potential that is not rejected, where every other one is. Where any cannot be tested, there is none.
 */
import type { Potential } from '../../numeric/mirror/potential.ts';
import { Calibration } from './calibration.ts';
import { type DualChange, dualChange } from './dualChange.ts';
import type { Centring } from './normalDistance.ts';
import { type RejectionRate, rejectionRates } from './power.ts';

export const LEVEL = 0.01;
export const CANNOT_TELL = 'cannot tell';

export interface Ranked {
  readonly potential: string;
  /** T; null where d could not be compared with a normal distribution. */
  readonly statistic: number | null;
  /** 0 where the potential is impossible; null where it cannot be tested. */
  readonly pValue: number | null;
  /** Of the p-value, which is estimated by Monte Carlo. */
  readonly standardError: number;
  readonly rejected: boolean;
  /** Weights that were compared. */
  readonly weights: number;
  /** Why there is no statistic. */
  readonly reason?: string;
}

export interface Identification {
  /** Name of a potential, or 'cannot tell'. */
  readonly verdict: string;
  /** The largest p-value first, equal ones by T sqrt(D); then those that cannot be tested, then impossible ones. */
  readonly ranking: readonly Ranked[];
  /** Of p-values: LEVEL over the number of potentials. */
  readonly level: number;
  /**
   * The smallest probability, over the other potentials, of being rejected were the first-ranked one true with a normal dual change of the
   * observed mean and spread; 0 where the first-ranked one could not be tested, null where there is no other.
   */
  readonly power: number | null;
  readonly rejections: readonly RejectionRate[];
}

export interface Identify {
  readonly potentials: readonly Potential[];
  /** Finite, as many, in the same order. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly centring: Centring;
  /** Of the draws behind the power; p-values do not depend on it. */
  readonly seed: number;
  /** Draws of the null distribution. */
  readonly draws?: number;
}

/** Yields what is being done. @throws RangeError where there are not as many weights before and after */
export function* identifySteps(asked: Identify): Generator<string, Identification> {
  const { potentials, before, after, centring, seed, draws } = asked;
  if (before.length !== after.length)
    throw new RangeError(`weights: got ${before.length} before and ${after.length} after (expected as many)`);
  const calibration = new Calibration(centring, draws);
  const level = LEVEL / potentials.length;
  const tests: Test[] = [];
  for (const potential of potentials) {
    const change = dualChange(potential, before, after);
    tests.push({ potential, change, ranked: yield* tested(potential, change, calibration, level) });
  }
  tests.sort((one, other) => order(one.ranked) - order(other.ranked) || scaled(one) - scaled(other));
  const [first, ...others] = tests;
  const rejections =
    first?.change.kind === 'change'
      ? yield* rejectionRates({
          truth: { potential: first.potential, change: first.change.values },
          others: others.map(({ potential }) => potential),
          before,
          level,
          calibration,
          seed,
        })
      : others.map(({ potential }) => ({ potential: potential.name, rate: 0, standardError: 0, draws: 0 }));
  const ranking = tests.map(({ ranked }) => ranked);
  return {
    verdict: verdictOf(ranking),
    ranking,
    level,
    power: rejections.length === 0 ? null : Math.min(...rejections.map(({ rate }) => rate)),
    rejections,
  };
}

export function identify(asked: Identify): Identification {
  const steps = identifySteps(asked);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

interface Test {
  readonly potential: Potential;
  readonly change: DualChange;
  readonly ranked: Ranked;
}

function* tested(
  { name: potential }: Potential,
  change: DualChange,
  calibration: Calibration,
  level: number,
): Generator<string, Ranked> {
  if (change.kind !== 'change') {
    const rejected = change.kind === 'impossible';
    const pValue = rejected ? 0 : null;
    const { reason } = change;
    return { potential, statistic: null, pValue, standardError: 0, rejected, weights: 0, reason };
  }
  const { values } = change;
  const statistic = calibration.statistic(values);
  const expected = yield* saying(calibration.nullSteps(values.length), 'null distribution');
  const { pValue, standardError } = expected.pValue(statistic);
  const rejected = pValue <= level;
  return { potential, statistic, pValue, standardError, rejected, weights: values.length };
}

function* saying<Result>(steps: Generator<number, Result>, what: string): Generator<string, Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield `${what}, ${value} draws`;
  }
}

function order({ pValue, statistic }: Ranked): number {
  if (statistic !== null && pValue !== null) return -pValue;
  return pValue === null ? 1 : 2;
}

const scaled = ({ ranked: { statistic, weights } }: Test): number => (statistic ?? 0) * Math.sqrt(weights);

function verdictOf(ranking: readonly Ranked[]): string {
  const [left, ...more] = ranking.filter(({ rejected }) => !rejected);
  return left === undefined || more.length > 0 || left.pValue === null ? CANNOT_TELL : left.potential;
}
