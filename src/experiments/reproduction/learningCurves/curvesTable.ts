/** Learning curves as tables: what pictures are drawn from. */
import type { Table } from '../../../table/table.ts';
import { ERROR_NAMES, type ErrorName } from '../../learning/errors.ts';
import { type Curves, halfWidth, meanCurve, meansLeavingOneOut } from './convergence.ts';
import type { RunCurves } from './runs.ts';

const UNITS: Readonly<Record<ErrorName, string | undefined>> = {
  rateError: 'Hz',
  divergence: 'nats a step',
  weightDistance: undefined,
};

/** One row a condition, student and time: mean, 99 % interval of the mean, smallest and largest over trials of each error. */
export function curvesTable(name: string, all: readonly RunCurves[]): Table {
  const rows = all.flatMap((curves) =>
    curves.run.students.flatMap((student) => curves.times.map((time, t) => ({ curves, student, time, t }))),
  );
  const errors = ERROR_NAMES.flatMap((error) => {
    const values: number[][] = [[], [], [], [], []];
    for (const { curves, student } of studentsOf(all)) {
      summaryOf(curves.of(student.label, error)).forEach((column, k) => {
        values[k]?.push(...column);
      });
    }
    const unit = UNITS[error];
    return ['', 'Low', 'High', 'Min', 'Max'].map((suffix, k) => ({
      name: `${error}${suffix}`,
      ...(unit !== undefined && { unit }),
      values: values[k] as number[],
    }));
  });
  return {
    name,
    says: 'one row a condition, student and time: mean error over trials, its 99 % interval, smallest and largest error of a trial',
    columns: [
      { name: 'condition', values: rows.map(({ curves }) => curves.run.condition.id) },
      { name: 'student', values: rows.map(({ student }) => student.label) },
      { name: 'learningRate', values: rows.map(({ student }) => student.rule.learningRate) },
      { name: 'trials', values: rows.map(({ curves }) => curves.run.trials) },
      { name: 'time', unit: 's', values: rows.map(({ time }) => time) },
      ...errors,
    ],
  };
}

/** Mean, low, high, min, max: each over times. */
type Summary = readonly (readonly number[])[];

function summaryOf(curves: Curves): Summary {
  const mean = meanCurve(curves);
  const without = meansLeavingOneOut(curves);
  const half = mean.map((_, t) => halfWidth(without.map((curve) => curve[t] as number)));
  const at = (pick: (...values: number[]) => number) =>
    mean.map((_, t) =>
      curves.reduce((most, curve) => pick(most, curve[t] as number), curves[0]?.[t] as number),
    );
  return [
    mean,
    mean.map((value, t) => value - (half[t] as number)),
    mean.map((value, t) => value + (half[t] as number)),
    at(Math.min),
    at(Math.max),
  ];
}

const studentsOf = (all: readonly RunCurves[]) =>
  all.flatMap((curves) => curves.run.students.map((student) => ({ curves, student })));
