/**
 * Figure 12A-B: angles between the updates of the approximated, the Euclidean and the natural rule, in the Fisher and in the Euclidean metric.
 *
 * 100 weight vectors in each of five input patterns, 100 USPs for each; an angle is averaged over the USPs first. Not in the paper: the exact
 * Fisher matrix of the spiking neuron, the local rule, and the weights U(-1/n, 1/n) of the learning curves. Thresholds were written before
 * the first run: 'small compared with' is at most half in the mean over all patterns, in both metrics; and the claim is asked of both Fisher matrices.
 */

import { tiltedPoint } from '../../numeric/learning/tiltedPoint.ts';
import type { Table } from '../../table/table.ts';
import {
  BATCH,
  type Condition,
  drawBatch,
  PATTERNS,
  paperTransfer,
  patternCondition,
} from './coefficients/conditions.ts';
import {
  ANGLES,
  angleName,
  type Compared,
  MATRICES,
  type MatrixName,
  METRICS,
  type Metric,
  meanAngles,
  RULES,
} from './coefficients/updateAngles.ts';
import {
  type Choices,
  type Disagreement,
  type Estimate,
  type Estimates,
  type Outcome,
  reproduction,
} from './reproduction.ts';
import { type Criterion, decidedBy, estimateOf, short, withInterval } from './statistics/criteria.ts';
import { type Means, pooledMean, type Stratum, smoothEstimate } from './statistics/smoothEstimate.ts';

/** Of the weights: the figure's, and that of the learning curves. */
const SCALES = [5, 1] as const;

interface Parameters {
  readonly seed: number;
  /** Batches of 20 weight vectors in each pattern, for either scale of the weights. */
  readonly batches: Readonly<Record<(typeof SCALES)[number], number>>;
  /** Of a batch. */
  readonly weights: number;
  readonly usps: number;
  readonly approximated: Compared;
}

interface Task {
  readonly seed: number;
  readonly condition: Condition;
  readonly batch: number;
  readonly weights: number;
  readonly usps: number;
}

const parameters = ({ scale, source, seed }: Choices): Parameters => ({
  seed,
  batches: { 5: scale === 'test' ? 1 : 5, 1: scale === 'paper' ? 5 : 1 },
  weights: scale === 'test' ? 5 : BATCH,
  usps: scale === 'test' ? 4 : scale === 'quick' ? 50 : 100,
  approximated: source === 'article' ? 'approximated' : 'approximated, c_w = 0.04',
});

const conditions: readonly Condition[] = SCALES.flatMap((scale) =>
  PATTERNS.map((pattern) => patternCondition(pattern, scale)),
);

const tasks = ({ seed, batches, weights, usps }: Parameters): Task[] =>
  conditions.flatMap((condition) =>
    Array.from({ length: batches[condition.scale as keyof typeof batches] }, (_, batch) => ({
      seed,
      condition,
      batch,
      weights,
      usps,
    })),
  );

/** Mean angles of each weight vector. */
function run({ seed, condition, batch, weights, usps }: Task): number[][] {
  const tilted = tiltedPoint(paperTransfer);
  return Array.from(drawBatch(seed, condition, batch, usps, weights), (draw) => meanAngles(draw, tilted));
}

/** Rows are weight vectors, columns ANGLES. */
type RowsOf = (condition: Condition) => Stratum;

const angle = (matrix: MatrixName, metric: Metric, rule: Compared): ((means: Means) => number) => {
  const k = ANGLES.indexOf(angleName(matrix, metric, rule));
  return (means) => pooledMean(means, k);
};

const ofScale = (scale: number): Condition[] => conditions.filter((each) => each.scale === scale);

function conclude(given: Parameters, results: readonly number[][][]): Outcome {
  const plan = tasks(given);
  const rowsOf: RowsOf = ({ id }) => results.filter((_, k) => plan[k]?.condition.id === id).flat();
  const { approximated } = given;
  return {
    tables: [angleTable(rowsOf), meanTable(rowsOf)],
    estimates: {
      angles: {
        ...ratios(approximated, 'euclidean', rowsOf),
        ...pooledAngles([approximated, 'euclidean'], rowsOf),
        ...byPattern(approximated, rowsOf),
        ...formError(rowsOf),
      },
      'fig12ab/cu': {
        ...ratios('approximated', 'approximated, c_u = 1', rowsOf),
        ...pooledAngles(['approximated', 'approximated, c_u = 1'], rowsOf),
      },
      'fig12ab/local': {
        ...ratios('local', approximated, rowsOf),
        ...pooledAngles(['local', 'local, limit', approximated], rowsOf),
      },
    },
    disagreements: disagreements(rowsOf),
  };
}

/** `ratio-closed-Fisher` and so on: the mean angle of one rule over that of another, over all patterns. */
const ratios = (above: Compared, below: Compared, rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    MATRICES.flatMap((matrix) =>
      METRICS.map((metric) => [
        `ratio-${matrix}-${metric}`,
        smoothEstimate(
          ofScale(5).map(rowsOf),
          (means) => angle(matrix, metric, above)(means) / angle(matrix, metric, below)(means),
          { says: `mean angle of ${above} over that of ${below}, ${metric} metric, ${matrix} matrix` },
        ),
      ]),
    ),
  );

/** Mean angles over all patterns, for both scales of the weights. */
const pooledAngles = (rules: readonly Compared[], rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    SCALES.flatMap((scale) =>
      rules.flatMap((rule) =>
        MATRICES.flatMap((matrix) =>
          METRICS.map((metric) => [
            `${rule}-${matrix}-${metric}-${scale}`,
            smoothEstimate(ofScale(scale).map(rowsOf), angle(matrix, metric, rule), {
              says: `mean angle between natural and ${rule} update, ${metric} metric, ${matrix} matrix, weights ${weightsOf(scale)}`,
              unit: 'degrees',
            }),
          ]),
        ),
      ),
    ),
  );

/** The ratio in each pattern, with the closed form as in the paper. */
const byPattern = (approximated: Compared, rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    conditions.flatMap((condition) =>
      METRICS.map((metric) => [
        `${metric} ${condition.id}`,
        smoothEstimate(
          [rowsOf(condition)],
          (means) =>
            angle('closed', metric, approximated)(means) / angle('closed', metric, 'euclidean')(means),
          { says: `mean angle of ${approximated} over that of euclidean, ${metric} metric, ${condition.id}` },
        ),
      ]),
    ),
  );

/** How far the closed form's natural gradient is from the exact one. */
const formError = (rowsOf: RowsOf): Record<string, Estimate> =>
  Object.fromEntries(
    SCALES.map((scale) => [
      `form-${scale}`,
      smoothEstimate(ofScale(scale).map(rowsOf), angle('exact', 'Euclidean', 'closed form'), {
        says: `mean angle between the natural gradients of the closed form and of the exact matrix, Euclidean metric, weights ${weightsOf(scale)}`,
        unit: 'degrees',
      }),
    ]),
  );

const weightsOf = (scale: number): string => `U(-${scale}/n, ${scale}/n)`;

/** In the picture. */
const SHOWN: readonly Compared[] = ['euclidean', 'approximated', 'local'];

function angleTable(rowsOf: RowsOf): Table {
  const rows = ofScale(5).flatMap((condition) =>
    rowsOf(condition).map((angles, k) => ({ condition, angles, k })),
  );
  const shown = ANGLES.filter((name) => SHOWN.some((rule) => name.endsWith(`/${rule}`)));
  return {
    name: 'angles',
    says: "one row a weight vector of the figure; angles to the natural gradient, means over its USPs, in columns 'matrix/metric/rule'",
    columns: [
      { name: 'condition', values: rows.map(({ condition }) => condition.id) },
      { name: 'sample', values: rows.map(({ k }) => k) },
      ...shown.map((name) => ({
        name,
        unit: 'degrees',
        values: rows.map(({ angles }) => angles[ANGLES.indexOf(name)] as number),
      })),
    ],
  };
}

function meanTable(rowsOf: RowsOf): Table {
  const rows = conditions.flatMap((condition) =>
    MATRICES.flatMap((matrix) =>
      METRICS.flatMap((metric) =>
        RULES.map((rule) => ({
          condition,
          ...{ matrix, metric, rule },
          ...smoothEstimate([rowsOf(condition)], angle(matrix, metric, rule), { says: 'mean angle' }),
        })),
      ),
    ),
  );
  return {
    name: 'means',
    says: 'one row a condition, matrix, metric and rule: the mean angle to the natural gradient, with its 99 % interval',
    columns: [
      { name: 'condition', values: rows.map(({ condition }) => condition.id) },
      { name: 'scale', values: rows.map(({ condition }) => condition.scale) },
      { name: 'matrix', values: rows.map(({ matrix }) => matrix) },
      { name: 'metric', values: rows.map(({ metric }) => metric) },
      { name: 'rule', values: rows.map(({ rule }) => rule) },
      { name: 'mean', unit: 'degrees', values: rows.map(({ value }) => value) },
      { name: 'low', unit: 'degrees', values: rows.map(({ low }) => low) },
      { name: 'high', unit: 'degrees', values: rows.map(({ high }) => high) },
    ],
  };
}

function disagreements(rowsOf: RowsOf): Disagreement[] {
  const shown = (rule: Compared): string =>
    METRICS.map((metric) => {
      const found = smoothEstimate(ofScale(5).map(rowsOf), angle('closed', metric, rule), { says: 'angle' });
      return `${withInterval(found)} degrees (${metric})`;
    }).join(' and ');
  return [
    {
      about: 'c_w',
      article: '0.05',
      scripts: '0.04',
      effect: `The mean angle between natural and approximated update is ${shown('approximated')} with 0.05, ${shown('approximated, c_w = 0.04')} with 0.04.`,
    },
    {
      about: 'target weights w*',
      article: '0.15/n',
      scripts: 'drawn like w',
      effect:
        'None: target, teacher and output spikes enter all rules through one number, the score, which no angle depends on.',
    },
  ];
}

const everywhere = (part: string, high: number): readonly Criterion[] =>
  MATRICES.flatMap((matrix) =>
    METRICS.map((metric) => ({
      estimate: `ratio-${matrix}-${metric}`,
      part: `${part}, ${metric} metric, ${matrix === 'closed' ? 'closed form' : 'exact matrix'}:`,
      high,
    })),
  );

/** 'approximated 8 and 7 degrees (Fisher, Euclidean)', with the closed form. */
const inDegrees = (estimates: Estimates, rule: Compared, scale: number): string => {
  const [fisher, euclidean] = METRICS.map((metric) =>
    short(estimateOf(estimates, { estimate: `${rule}-closed-${metric}-${scale}` }).value),
  );
  return `${rule} ${fisher} and ${euclidean}`;
};

/** Of the rules that the claim compares. */
const allDegrees = (estimates: Estimates): string =>
  SCALES.map((scale) => {
    const rules = RULES.filter((rule) => `${rule}-closed-Fisher-${scale}` in estimates);
    return `weights ${weightsOf(scale)}: ${rules.map((rule) => inDegrees(estimates, rule, scale)).join(', ')}`;
  }).join('; ');

const patternsIn = (estimates: Estimates, metric: Metric): string =>
  Object.keys(estimates)
    .filter((name) => name.startsWith(`${metric} `))
    .map(
      (name) => `${name.slice(metric.length + 1)} ${short(estimateOf(estimates, { estimate: name }).value)}`,
    )
    .join(', ');

export const fig12ab = reproduction<Parameters, Task, number[][]>({
  id: 'fig12ab',
  title: 'Angles between natural, approximated and Euclidean updates',
  paperShows:
    'Histograms of the angle between natural and approximated updates and between natural and Euclidean updates, in the Fisher metric (A) and in the Euclidean one (B), five input patterns pooled.',
  claims: [
    {
      id: 'angles',
      says: 'the mean angle between natural and approximated updates is small compared with the angle between natural and Euclidean updates, in the Euclidean and in the Fisher metric',
      statistic:
        'the mean angle between natural and approximated updates over that between natural and Euclidean ones, means over five input patterns, weight vectors and USPs, with a 99 % interval, in both metrics, with the Fisher matrix of the closed form and with the exact one; the claim holds if it is at most 1/2',
      ...decidedBy(everywhere('ratio', 0.5), (estimates) =>
        [
          `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
          `Ratio by pattern, Fisher: ${patternsIn(estimates, 'Fisher')}; Euclidean: ${patternsIn(estimates, 'Euclidean')}.`,
          `The closed form's natural gradient is ${withInterval(estimateOf(estimates, { estimate: 'form-5' }))} from the exact one, ${withInterval(estimateOf(estimates, { estimate: 'form-1' }))} with weights U(-1/n, 1/n).`,
        ].join(' '),
      ),
    },
    {
      id: 'fig12ab/cu',
      says: 'c_u = 0.95 is closer to natural gradient than c_u = 1: the angles',
      statistic:
        'the mean angle between natural and approximated updates with c_u = 0.95 over that with c_u = 1, with a 99 % interval, in both metrics and with both matrices; c_u = 0.95 is closer below 1',
      ...decidedBy(
        everywhere('ratio', 1),
        (estimates) => `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
      ),
    },
    {
      id: 'fig12ab/local',
      says: "the local rule, with third factor -(log h)'(V), is closer to natural gradient than the approximation of the paper (not a claim of the paper)",
      statistic:
        'the mean angle between natural and local updates over that between natural and approximated ones, with a 99 % interval, in both metrics and with both matrices; the local rule is closer below 1',
      ...decidedBy(
        everywhere('ratio', 1),
        (estimates) => `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
      ),
    },
  ],
  parameters,
  tasks,
  run,
  conclude,
});
