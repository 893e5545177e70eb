/**
 * One trial of learning curves as a task: all students of a condition learn from the same spikes (src/experiments/learning/trial.ts).
 *
 * The same rule may be given several times, with different learning rates or constants. Errors are kept to six digits.
 */
import {
  type LearningConfiguration,
  measuredAt,
  type RuleSpecification,
  readLearningConfiguration,
} from '../../learning/configuration.ts';
import { ERROR_NAMES, type ErrorName } from '../../learning/errors.ts';
import { doTrialTask } from '../../learning/task.ts';
import type { TrialState } from '../../learning/trialState.ts';

export interface CurvesTask {
  /** Of equal groups of afferents, Hz. */
  readonly rates: readonly number[];
  readonly rules: readonly RuleSpecification[];
  /** Of one second. */
  readonly intervals: number;
  /** Intervals. */
  readonly measureEvery: number;
  readonly seed: number;
  readonly trial: number;
  /** Other fields of a configuration that are not those of Figure 3F. */
  readonly setting?: Readonly<Record<string, unknown>>;
}

/** Of one trial: error x student x time. */
export type TrialCurves = Readonly<Record<ErrorName, readonly (readonly number[])[]>>;

/** @throws RangeError (one line) where a number leaves the range of doubles */
export async function trialCurves(task: CurvesTask): Promise<TrialCurves> {
  const config = await configurationOf(task);
  let state: TrialState | number = task.trial;
  do state = await doTrialTask({ config, from: state, milliseconds: Infinity });
  while (state.interval < config.intervals);
  const { curve } = state;
  const rules = config.rules.length;
  const times = curve.length / (rules * ERROR_NAMES.length);
  const valuesOf = (e: number, r: number): number[] =>
    Array.from({ length: times }, (_, t) =>
      rounded(curve[(t * rules + r) * ERROR_NAMES.length + e] as number),
    );
  return Object.fromEntries(
    ERROR_NAMES.map((name, e) => [name, config.rules.map((_, r) => valuesOf(e, r))]),
  ) as unknown as TrialCurves;
}

/** When errors are measured, s. */
export const timesOf = ({
  intervals,
  measureEvery,
}: Pick<CurvesTask, 'intervals' | 'measureEvery'>): number[] =>
  measuredAt({ intervals, measureEvery } as LearningConfiguration);

/** Rules are put in afterwards: a configuration that is read has each rule once. */
async function configurationOf(task: CurvesTask): Promise<LearningConfiguration> {
  const { rates, rules, intervals, measureEvery, seed, setting } = task;
  const read = await readLearningConfiguration({ ...setting, rates, intervals, measureEvery, seed });
  return { ...read, trials: task.trial + 1, rules };
}

const rounded = (value: number): number => Number(value.toPrecision(6));
