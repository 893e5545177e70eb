/**
 * Figure 12A-B: angles between the updates of the approximated, the Euclidean and the natural rule, in the Fisher and in the Euclidean metric.
 *
 * 100 weight vectors in each of five input patterns, 100 USPs for each; an angle is averaged over the USPs first. Not in the paper: the exact
 * Fisher matrix of the spiking neuron, the local rule, and the weights U(-1/n, 1/n) of the learning curves. Claims and thresholds:
 * coefficients/fig12abClaims.ts.
 */

import { tiltedPoint } from '../../numeric/learning/tiltedPoint.ts';
import { BATCH, type Condition, drawBatch, paperTransfer } from './coefficients/conditions.ts';
import { fig12abClaims } from './coefficients/fig12abClaims.ts';
import {
  angle,
  byPattern,
  conditions,
  formError,
  ofScale,
  pooledAngles,
  type RowsOf,
  ratios,
  type SCALES,
} from './coefficients/fig12abEstimates.ts';
import { angleTable, meanTable } from './coefficients/fig12abTables.ts';
import { type Compared, METRICS, meanAngles } from './coefficients/updateAngles.ts';
import { type Choices, type Disagreement, type Outcome, reproduction } from './reproduction.ts';
import { withInterval } from './statistics/estimate.ts';
import { smoothEstimate } from './statistics/smoothEstimate.ts';

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

export const fig12ab = reproduction<Parameters, Task, number[][]>({
  id: 'fig12ab',
  title: 'Angles between natural, approximated and Euclidean updates',
  paperShows:
    'Histograms of the angle between natural and approximated updates and between natural and Euclidean updates, in the Fisher metric (A) and in the Euclidean one (B), five input patterns pooled.',
  claims: fig12abClaims,
  parameters,
  tasks,
  run,
  conclude,
});
