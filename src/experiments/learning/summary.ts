/** Learning curves over trials: mean and standard error of every error, per rule and time. */
import { type LearningConfiguration, measuredAt, type RuleName } from './configuration.ts';
import { ERROR_NAMES, type ErrorName } from './errors.ts';
import type { TrialState } from './trialState.ts';

export interface MeanError {
  /** Infinite where that of a trial is. */
  readonly mean: number;
  /** Of the mean, from the spread over trials; undefined for one trial and where the mean is infinite. */
  readonly standardError: number | undefined;
}

export interface CurvePoint extends Readonly<Record<ErrorName, MeanError>> {
  /** Of learning, s. */
  readonly time: number;
}

export interface RuleCurve {
  readonly rule: RuleName;
  readonly learningRate: number;
  readonly points: readonly CurvePoint[];
  /** Steps not taken, since they would have left the domain of the parametrization, and the trials they belong to. */
  readonly left: { readonly steps: number; readonly trials: number };
}

/** From the last states of all trials, which were merged in their order: the same bits for the same states. */
export function learningCurves(
  config: LearningConfiguration,
  states: readonly TrialState[],
): readonly RuleCurve[] {
  const times = measuredAt(config);
  return config.rules.map(({ name, learningRate }, r) => ({
    rule: name,
    learningRate,
    points: times.map((intervals, t) => pointOf(config, states, intervals * config.interval, t, r)),
    left: {
      steps: states.reduce((sum, { left }) => sum + (left[r] as number), 0),
      trials: states.filter(({ left }) => (left[r] as number) > 0).length,
    },
  }));
}

/** Of one trial, at the t-th measurement. */
export function errorOf(
  config: LearningConfiguration,
  state: TrialState,
  t: number,
  r: number,
  e: number,
): number {
  return state.curve[(t * config.rules.length + r) * ERROR_NAMES.length + e] as number;
}

function pointOf(
  config: LearningConfiguration,
  states: readonly TrialState[],
  time: number,
  t: number,
  r: number,
): CurvePoint {
  const errors = ERROR_NAMES.map((name, e) => {
    return [name, meanOf(states.map((state) => errorOf(config, state, t, r, e)))] as const;
  });
  return { time, ...(Object.fromEntries(errors) as Record<ErrorName, MeanError>) };
}

function meanOf(values: readonly number[]): MeanError {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2 || mean === Infinity) return { mean, standardError: undefined };
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(square / (count - 1) / count) };
}
