/** Learning curves of several conditions as one reproduction's tasks, a trial of a condition each, and their results put together again. */
import type { RuleSpecification } from '../../learning/configuration.ts';
import type { ErrorName } from '../../learning/errors.ts';
import type { InputCondition } from './conditions.ts';
import { type Convergence, type Curves, convergence } from './convergence.ts';
import { type CurvesTask, type TrialCurves, timesOf } from './curves.ts';

export interface Student {
  /** 'natural', 'approximated, c_u = 1': no two of a condition have the same. */
  readonly label: string;
  readonly rule: RuleSpecification;
}

export interface ConditionRun {
  readonly condition: InputCondition;
  readonly students: readonly Student[];
  readonly trials: number;
  /** Of one second. */
  readonly intervals: number;
  readonly measureEvery: number;
}

export interface CurvesParameters {
  readonly seed: number;
  readonly runs: readonly ConditionRun[];
}

/** The same trial of a condition has the same weights and spikes in all figures. */
export const curvesTasks = ({ seed, runs }: CurvesParameters): CurvesTask[] =>
  runs.flatMap(({ condition, students, trials, intervals, measureEvery }) =>
    Array.from({ length: trials }, (_, trial) => ({
      rates: condition.rates,
      rules: students.map(({ rule }) => rule),
      intervals,
      measureEvery,
      seed,
      trial,
    })),
  );

export interface RunCurves {
  readonly run: ConditionRun;
  readonly times: readonly number[];
  /** Of the student with this label: trial x time. */
  readonly of: (label: string, error: ErrorName) => Curves;
  readonly convergence: (label: string, error: ErrorName, criterion: number) => Convergence;
}

/** In the order of `curvesTasks`. */
export function runCurves(
  { runs }: Pick<CurvesParameters, 'runs'>,
  results: readonly TrialCurves[],
): RunCurves[] {
  let first = 0;
  return runs.map((run) => {
    const own = results.slice(first, first + run.trials);
    first += run.trials;
    const times = timesOf(run);
    const of = (label: string, error: ErrorName): Curves => {
      const place = run.students.findIndex((student) => student.label === label);
      if (place < 0) throw new RangeError(`learning curves: no student ${label} (expected one of the run)`);
      return own.map((trial) => trial[error][place] as readonly number[]);
    };
    return {
      run,
      times,
      of,
      convergence: (label, error, criterion) => convergence(of(label, error), times, criterion),
    };
  });
}
