/** Courses, learning rates, what the test says of each run, and the weights of the first trial. */
import type { Table } from '../../../table/table.ts';
import { average } from '../confidence.ts';
import { columnsOf } from '../geometry/columns.ts';
import { histogramTable, type Picture } from '../geometry/histograms.ts';
import { THREE } from '../geometry/potentials.ts';
import type { Judged } from './conclude.ts';
import { relativeChange, snapshotOf } from './evaluated.ts';
import { RULES, type Rule } from './student.ts';
import { STAGES } from './teacherTrial.ts';

export const neuronTables = (judged: Judged): Table[] => [
  curves(judged),
  learningRates(judged),
  runs(judged),
  weights(weightRows(judged)),
  histogramTable(pictures(weightRows(judged))),
];

function curves({ conditions }: Judged): Table {
  const rows = conditions.flatMap(({ name, trials }) =>
    RULES.flatMap((rule) => {
      const courses = trials.map(({ courses }) => courses[rule]?.divergence ?? []);
      return (courses[0] ?? []).map((_, k) => ({
        condition: name,
        rule,
        share: k / Math.max(1, (courses[0] ?? []).length - 1),
        divergence: average(courses.map((each) => each[k] as number)),
      }));
    }),
  );
  return {
    name: 'curves',
    says: 'one row a measurement: D_KL, mean over trials, against the share of the run that is done',
    columns: columnsOf(rows, { divergence: 'nats' }),
  };
}

function learningRates({ conditions }: Judged): Table {
  const rows = conditions.flatMap(({ name, tuned }) =>
    RULES.flatMap((rule) =>
      tuned[rule].scores
        .filter(({ score }) => score !== null)
        .map(({ learningRate, score }) => ({
          condition: name,
          rule,
          learningRate,
          score: score as number,
          chosen: learningRate === tuned[rule].learningRate ? 'yes' : 'no',
        })),
    ),
  );
  return {
    name: 'learning-rates',
    says: 'one row a learning rate that does not diverge: D_KL averaged over the run, on spare trials',
    columns: columnsOf(rows, { score: 'nats' }),
  };
}

interface Run {
  readonly setting: string;
  readonly rule: Rule;
  readonly trial: number;
  readonly n: number;
  readonly change: number;
  readonly distances: readonly (number | null)[];
}

function runs({ conditions, losses, nameOf }: Judged): Table {
  const taught = conditions.flatMap(({ name, trials }) =>
    STAGES.flatMap((stage) =>
      RULES.flatMap((rule) =>
        trials.map((each): Run => {
          const { weights, distances } = snapshotOf(each, rule, stage);
          const change = relativeChange(each.initial, weights);
          return {
            setting: `teacher ${name} ${stage}`,
            rule,
            trial: each.trial,
            n: each.initial.length,
            change,
            distances,
          };
        }),
      ),
    ),
  );
  const fitted = losses.flatMap(({ loss, amount, n, trials }) =>
    trials.flatMap(({ initial, runs }, trial) =>
      runs.map(
        ({ rule, weights, distances }): Run => ({
          setting: `${loss} ${amount} ${n}`,
          rule,
          trial,
          n,
          change: relativeChange(initial, weights),
          distances,
        }),
      ),
    ),
  );
  const rows = [...taught, ...fitted].map(({ distances, ...run }) => ({
    ...run,
    ...Object.fromEntries(THREE.map((name, k) => [name, distances[k] ?? -1])),
    identified: nameOf(distances, run.n),
  }));
  return {
    name: 'runs',
    says: 'one row a run: root mean square weight change over that of the weights, T under each potential (-1: excluded, signs changed), what identify says',
    columns: columnsOf(rows),
  };
}

const weights = (rows: readonly WeightRow[]): Table => ({
  name: 'weights',
  isSummarized: true,
  says: 'one row a weight before and after learning; of the losses, the first trial',
  columns: columnsOf(rows.map((row) => ({ ...row }))),
});

interface WeightRow {
  readonly setting: string;
  readonly rule: string;
  readonly trial: number;
  readonly before: number;
  readonly after: number;
}

function weightRows({ conditions, losses }: Judged): WeightRow[] {
  const taught = conditions.flatMap(({ name, trials }) =>
    trials.flatMap((trial) =>
      RULES.flatMap((rule) =>
        STAGES.flatMap((stage) =>
          snapshotOf(trial, rule, stage).weights.map((after, i) => ({
            setting: `teacher ${name} ${stage}`,
            rule,
            trial: trial.trial,
            before: trial.initial[i] as number,
            after,
          })),
        ),
      ),
    ),
  );
  const fitted = losses.flatMap(({ loss, amount, n, trials }) =>
    trials.slice(0, 1).flatMap(({ initial, runs }) =>
      runs.flatMap(({ rule, weights }) =>
        weights.map((after, i) => ({
          setting: `${loss} ${amount} ${n}`,
          rule,
          trial: 0,
          before: initial[i] as number,
          after,
        })),
      ),
    ),
  );
  return [...taught, ...fitted];
}

/** Of each setting: weights, their changes, and those of log |w|. */
function pictures(rows: readonly WeightRow[]): Picture[] {
  const settings = [...new Set(rows.map(({ setting }) => setting))];
  return settings.flatMap((setting) => {
    const own = rows.filter((row) => row.setting === setting);
    const rules = [...new Set(own.map(({ rule }) => rule))];
    const under = (rule: string | undefined): WeightRow[] => own.filter((row) => row.rule === rule);
    const samples = (value: (row: WeightRow) => number) =>
      Object.fromEntries(rules.map((rule) => [rule, under(rule).map(value)]));
    const before = under(rules[0]).map((row) => row.before);
    return [
      { setting, quantity: 'weights', samples: { before, ...samples(({ after }) => after) } },
      { setting, quantity: 'changes', samples: samples(({ before, after }) => after - before) },
      {
        setting,
        quantity: 'changes of log |w|',
        samples: samples(({ before, after }) => Math.log(Math.abs(after / before))),
      },
    ];
  });
}
