/**
 * Figure 11: the coefficients g1 .. g4 against rate and number of afferents, and gamma_u, gamma_w against their approximations.
 *
 * The paper draws 20 weight vectors a condition and 20 USPs for each; tables and pictures show as many, the statistics use more weight
 * vectors, so that no verdict hangs on which 20 were drawn (400 at scale 'quick': doubled after a first run that could not tell one
 * claim). Claims and thresholds: coefficients/fig11Claims.ts. The coefficients are those of the Gaussian closed form, as in the paper; the
 * table of conditions has its error against the exact Fisher matrix of the spiking neuron.
 */

import { aboutDiagonal, CW, featureRow, type Missed, pooled } from './coefficients/coefficientFeatures.ts';
import {
  resultsByCondition,
  type SampleTask,
  sampleCoefficients,
  sampleTasks,
  type WeightSample,
} from './coefficients/coefficientSamples.ts';
import {
  BATCH,
  type Condition,
  PATTERNS,
  patternCondition,
  rateSweep,
  sizeSweep,
  totalRateOf,
} from './coefficients/conditions.ts';
import { fig11Claims } from './coefficients/fig11Claims.ts';
import {
  constantEstimates,
  diagonalEstimates,
  g4ByCondition,
  g4Estimates,
  inverseEstimates,
  limitEstimates,
  negligibleEstimates,
  type Rows,
  rowsOf,
  type Sweeps,
  scalingEstimates,
} from './coefficients/fig11Estimates.ts';
import { conditionTable, uspTable, weightTable } from './coefficients/fig11Tables.ts';
import { type Choices, type Disagreement, type Outcome, reproduction } from './reproduction.ts';
import { withInterval } from './statistics/estimate.ts';
import { type Stratum, smoothEstimate } from './statistics/smoothEstimate.ts';

interface Parameters {
  readonly seed: number;
  /** In Hz: those sampled, and those that statistics use. */
  readonly rates: readonly number[];
  readonly usedRates: readonly number[];
  readonly sizes: readonly number[];
  readonly cw: number;
  /** Batches of 20 weight vectors in each condition. */
  readonly batches: number;
  readonly usps: number;
  /** Weight vectors of each condition for which the exact Fisher matrix is computed. */
  readonly compared: number;
}

/** What is kept of a weight vector. */
interface Result {
  readonly features: readonly number[];
  /** The samples of batch 0, which tables show. */
  readonly shown?: WeightSample;
}

const BATCHES = { test: 1, quick: 20, medium: 100, paper: 100 } as const;

const parameters = ({ scale, source, seed }: Choices): Parameters => ({
  seed,
  rates: [5, 15, 25, 35, 45, 55],
  usedRates: source === 'article' ? [5, 15, 25, 35, 45, 55] : [5, 15, 25, 35, 45],
  sizes: [10, 50, 100, 200],
  cw: CW[source],
  batches: BATCHES[scale],
  usps: scale === 'test' ? 5 : 20,
  compared: scale === 'test' ? 1 : BATCH,
});

const conditionsOf = ({ rates, sizes }: Parameters): Condition[] => [
  ...rateSweep(rates),
  ...sizeSweep(sizes),
  ...PATTERNS.map((pattern) => patternCondition(pattern, 5)),
];

const tasks = (given: Parameters): SampleTask[] =>
  sampleTasks(conditionsOf(given), given.batches, {
    seed: given.seed,
    usps: given.usps,
    compared: given.compared,
  });

const run = (task: SampleTask): Result[] =>
  sampleCoefficients(task).map((sample, k) => ({
    features: featureRow(sample, totalRateOf(task.condition)),
    ...(task.batches[0] === 0 && k < BATCH ? { shown: sample } : {}),
  }));

function conclude(given: Parameters, results: readonly (readonly Result[])[]): Outcome {
  const conditions = conditionsOf(given);
  const sampled = resultsByCondition(conditions, tasks(given), results);
  const rows: Rows = new Map([...sampled].map(([id, found]) => [id, found.map(({ features }) => features)]));
  const shown = conditions.map((condition) => ({
    condition,
    samples: (sampled.get(condition.id) ?? []).slice(0, BATCH).flatMap((each) => each.shown ?? []),
  }));
  const sweeps: Sweeps = {
    rate: rateSweep(given.usedRates),
    n: sizeSweep(given.sizes),
    pattern: PATTERNS.map((pattern) => patternCondition(pattern, 5)),
  };
  const estimates = {
    'g-scaling': {
      ...scalingEstimates(sweeps, rows),
      ...g4Estimates('rate', sweeps, rows),
      ...g4ByCondition(sweeps, rows),
    },
    'fig11/g4-n': g4Estimates('n', sweeps, rows),
    'cw-mean': constantEstimates(given.cw, sweeps, rows),
    'g23-small': negligibleEstimates(sweeps, rows),
    'fig11/g1': inverseEstimates(sweeps, rows),
    'fig11/gamma-u': diagonalEstimates('uFromInput', 'gamma_u by s', 'ce e0', sweeps, rows),
    'fig11/gamma-w': diagonalEstimates('wFromG4', 'gamma_w by g4 V', '1/mV', sweeps, rows),
    'fig11/gamma-w-constant': diagonalEstimates(
      constantFeature(given.cw),
      `gamma_w by ${given.cw} V`,
      '1/mV',
      sweeps,
      rows,
    ),
    'fig11/gamma-u-constant': limitEstimates(sweeps, rows),
  };
  return {
    tables: [
      conditionTable(shown, rows),
      weightTable(shown),
      uspTable(
        shown.filter(({ condition }) => condition.id.startsWith('rate-')),
        given.cw,
      ),
    ],
    estimates,
    disagreements: disagreements(rows),
  };
}

const constantFeature = (cw: number): Missed => (cw === CW.article ? 'wFromArticle' : 'wFromScripts');

function disagreements(rows: Rows): Disagreement[] {
  const [scripts, article] = [
    [5, 15, 25, 35, 45],
    [5, 15, 25, 35, 45, 55],
  ].map((rates) => rowsOf(rateSweep(rates), rows)) as [Stratum[], Stratum[]];
  const g4 = (strata: Stratum[]): string =>
    withInterval(smoothEstimate(strata, (means) => pooled(means, 'g4'), { says: 'mean of g4' }));
  const explained = (feature: Missed): string =>
    withInterval(smoothEstimate(article, (means) => aboutDiagonal(means, feature), { says: 'explained' }));
  return [
    {
      about: 'rates of the input, Hz',
      article: '5 to 55',
      scripts: '5, 15, 25, 35, 45',
      effect: `The mean of g4 is ${g4(article)} with 55 Hz and ${g4(scripts)} without.`,
    },
    {
      about: 'c_w',
      article: '0.05',
      scripts: '0.04',
      effect: `Of the variance of gamma_w, 0.05 V explains ${explained('wFromArticle')}, 0.04 V ${explained('wFromScripts')}.`,
    },
  ];
}

export const fig11 = reproduction<Parameters, SampleTask, readonly Result[]>({
  id: 'fig11',
  title: 'Coefficients of the learning rule and their approximations',
  paperShows:
    'g1 .. g4 sampled for several rates and numbers of afferents; g1 against -1/q; gamma_u against ce sum x/sum r; gamma_w against g4 V and against c_w V.',
  claims: fig11Claims,
  parameters,
  tasks,
  run,
  conclude,
});
