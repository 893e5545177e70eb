/**
 * Natural against Euclidean gradient in one condition, each with a learning rate tuned for it.
 *
 * Criterion, stated before any run: the time until the mean rate error over trials is 0.8 Hz, as the paper tunes; there is no contest where it
 * is below twice that before learning. Tuning: the learning rate of a ladder with the smallest such time over the tuning trials. Judging: trials of
 * their own, the Euclidean rate as tuned; natural gradient may take the best of five rates about its tuned one on the very trials that
 * judge, so that it cannot lose by a coarse ladder. It loses where the 99.9 % interval of T natural/T Euclidean lies above 1.05.
 *
 * Ladders: natural gradient relaxes at its learning rate, 1/s; Euclidean descent at that times an eigenvalue of G, of which
 * h (r_max/ce + e0^2 sum r^2), h = phi'^2/phi at the teacher's mean voltage, bounds the largest (closed form, small variance).
 */

import { voltageFunctions } from '../../../numeric/learning/voltageFunctions.ts';
import { kernelMoment, paperKernel } from '../../../numeric/neuron/kernel.ts';
import type { Transfer } from '../../../numeric/neuron/transfer.ts';
import type { RuleSpecification } from '../../learning/configuration.ts';
import { CRITERION } from '../learningCurves/conditions.ts';
import {
  type Convergence,
  convergence,
  firstBelow,
  meanCurve,
  ratioEstimate,
} from '../learningCurves/convergence.ts';
import { type TrialCurves, timesOf, trialCurves } from '../learningCurves/curves.ts';
import type { SearchCondition, WeightRange } from './searchCondition.ts';

export interface ContestSize {
  /** Of one second. */
  readonly intervals: number;
  readonly measureEvery: number;
  readonly tuning: number;
  readonly judging: number;
}

export interface Contest {
  /** Tuned learning rates. */
  readonly natural: number;
  readonly euclidean: number;
  /** On the judging trials, natural gradient at its best; absent where tuning already shows natural gradient ahead, or neither converges. */
  readonly judged?: {
    readonly natural: number;
    readonly euclidean: number;
    readonly ratio: number;
    readonly low: number;
    readonly high: number;
  };
  readonly naturalLoses: boolean;
}

const CONTEST_CONFIDENCE = 0.999;
export const MARGIN = 1.05;

const NATURAL_LADDER = Array.from({ length: 8 }, (_, k) => 0.004 * 2 ** k);
const EUCLIDEAN_LADDER = Array.from({ length: 13 }, (_, k) => 0.002 * 2 ** k);
const REFINED = [0.5, Math.SQRT1_2, 1, Math.SQRT2, 2];

export async function contest(condition: SearchCondition, seed: number, size: ContestSize): Promise<Contest> {
  const [natural, euclidean] = await tuned(condition, seed, size);
  const rates = { natural: natural?.rate ?? 0, euclidean: euclidean?.rate ?? 0 };
  if (euclidean === undefined || (natural !== undefined && natural.time <= euclidean.time))
    return { ...rates, naturalLoses: false };
  const judged = await judge(condition, seed, size, rates);
  return { ...rates, ...(judged && { judged }), naturalLoses: judged !== undefined && judged.low > MARGIN };
}

interface Tuned {
  readonly rate: number;
  readonly time: number;
}

/** Natural, Euclidean; undefined where no rate of the ladder gets there. */
async function tuned(
  condition: SearchCondition,
  seed: number,
  size: ContestSize,
): Promise<readonly (Tuned | undefined)[]> {
  const unit = 1 / largestEigenvalue(condition);
  const naturals = NATURAL_LADDER.map(
    (learningRate): RuleSpecification => ({ name: 'natural', learningRate }),
  );
  const euclideans = EUCLIDEAN_LADDER.map(
    (step): RuleSpecification => ({ name: 'euclidean', learningRate: step * unit }),
  );
  const rules = [...naturals, ...euclideans];
  const curves = await curvesOf(condition, rules, seed, size, 0, size.tuning);
  const times = timesOf(size);
  return [naturals, euclideans].map((some) => {
    const found = some.flatMap((rule) => {
      const own = curves[rules.indexOf(rule)];
      const mean = own && meanCurve(own);
      const time = mean && isContest(mean) ? firstBelow(mean, times, CRITERION) : undefined;
      return time === undefined ? [] : [{ rate: rule.learningRate, time }];
    });
    return found.sort((a, b) => a.time - b.time)[0];
  });
}

async function judge(
  condition: SearchCondition,
  seed: number,
  size: ContestSize,
  rates: { readonly natural: number; readonly euclidean: number },
): Promise<Contest['judged']> {
  const rules: RuleSpecification[] = [
    { name: 'euclidean', learningRate: rates.euclidean },
    ...REFINED.map(
      (factor): RuleSpecification => ({ name: 'natural', learningRate: factor * rates.natural }),
    ),
  ];
  const curves = await curvesOf(condition, rules, seed, size, size.tuning, size.judging);
  const times = timesOf(size);
  const found = curves.map((own): Convergence | undefined => own && convergence(own, times, CRITERION));
  const [euclidean, ...naturals] = found;
  const best = naturals
    .flatMap((each, k) => (each === undefined ? [] : [{ each, rate: rules[k + 1]?.learningRate as number }]))
    .sort((a, b) => a.each.time - b.each.time)[0];
  if (euclidean === undefined || best === undefined) return undefined;
  const { value, low, high } = ratioEstimate(best.each, euclidean, '', CONTEST_CONFIDENCE);
  return { natural: best.rate, euclidean: rates.euclidean, ratio: value, low, high };
}

const isContest = (mean: readonly number[]): boolean => (mean[0] as number) > 2 * CRITERION;

/** Rate errors of each rule, trial x time; undefined where a number left the range of doubles. */
async function curvesOf(
  condition: SearchCondition,
  rules: readonly RuleSpecification[],
  seed: number,
  { intervals, measureEvery }: ContestSize,
  first: number,
  count: number,
): Promise<readonly (readonly (readonly number[])[] | undefined)[]> {
  const { rates, afferents, transfer, initial, target } = condition;
  const setting = {
    afferents,
    transfer,
    initial: weights(condition, initial),
    target: weights(condition, target),
    testPotentials: 200,
  };
  const run = (some: readonly RuleSpecification[], trial: number): Promise<TrialCurves> =>
    trialCurves({ rates, rules: some, intervals, measureEvery, seed, trial: first + trial, setting });
  const trials = Array.from({ length: count }, (_, trial) => trial);
  const together = await unlessOutOfRange(() => inTurn(trials, (trial) => run(rules, trial)));
  if (together !== undefined)
    return rules.map((_, r) => together.map(({ rateError }) => rateError[r] as readonly number[]));
  return inTurn(rules, async (rule) => {
    const alone = await unlessOutOfRange(() => inTurn(trials, (trial) => run([rule], trial)));
    return alone?.map(({ rateError }) => rateError[0] as readonly number[]);
  });
}

async function inTurn<T, R>(all: readonly T[], act: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const each of all) results.push(await act(each));
  return results;
}

async function unlessOutOfRange<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const meanRate = (rates: readonly number[]): number =>
  rates.reduce((sum, rate) => sum + rate, 0) / rates.length;

/** As a configuration has them, in units of 1/n. */
function weights({ rates }: SearchCondition, { mean, spread }: WeightRange): { uniform: [number, number] } {
  const centre = mean / (paperKernel.e0 * meanRate(rates));
  return { uniform: [centre - spread, centre + spread] };
}

function largestEigenvalue({ afferents, rates, target, transfer }: SearchCondition): number {
  const { rate, logSlope } = voltageFunctions(transfer as unknown as Transfer);
  const h = rate(target.mean) * logSlope(target.mean) ** 2;
  const square = meanRate(rates.map((each) => each * each));
  return h * (Math.max(...rates) * kernelMoment(paperKernel, 2) + paperKernel.e0 ** 2 * afferents * square);
}
