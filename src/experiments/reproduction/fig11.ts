/**
 * Figure 11: the coefficients g1 .. g4 against rate and number of afferents, and gamma_u, gamma_w against their approximations.
 *
 * The paper draws 20 weight vectors a condition and 20 USPs for each; tables and pictures show as many, the statistics use more weight
 * vectors, so that no verdict hangs on which 20 were drawn. Claims: coefficients/fig11Claims.ts. The coefficients are those of the Gaussian closed
 * form, as in the paper; the table of conditions has its error against the exact Fisher matrix of the spiking neuron.
 */

import {
  aboutDiagonal,
  CW,
  type Feature,
  featureRow,
  meansOf,
  pooled,
} from './coefficients/coefficientFeatures.ts';
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
  sizeOf,
  sizeSweep,
  totalRateOf,
} from './coefficients/conditions.ts';
import { fig11Claims } from './coefficients/fig11Claims.ts';
import { conditionTable, uspTable, weightTable } from './coefficients/fig11Tables.ts';
import {
  type Choices,
  type Disagreement,
  type Estimate,
  type Outcome,
  reproduction,
} from './reproduction.ts';
import { withInterval } from './statistics/criteria.ts';
import { lineSlope, type Means, type Stratum, shareEstimate, smoothEstimate } from './statistics/smoothEstimate.ts';

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
}

/** What is kept of a weight vector. */
interface Result {
  readonly features: readonly number[];
  /** The samples of batch 0, which tables show. */
  readonly shown?: WeightSample;
}

const BATCHES = { test: 1, quick: 20, paper: 100 } as const;

const parameters = ({ scale, source, seed }: Choices): Parameters => ({
  seed,
  rates: [5, 15, 25, 35, 45, 55],
  usedRates: source === 'article' ? [5, 15, 25, 35, 45, 55] : [5, 15, 25, 35, 45],
  sizes: [10, 50, 100, 200],
  cw: CW[source],
  batches: BATCHES[scale],
  usps: scale === 'test' ? 5 : 20,
});

const conditionsOf = ({ rates, sizes }: Parameters): Condition[] => [
  ...rateSweep(rates),
  ...sizeSweep(sizes),
  ...PATTERNS.map((pattern) => patternCondition(pattern, 5)),
];

const tasks = (given: Parameters): SampleTask[] =>
  sampleTasks(conditionsOf(given), given.batches, { seed: given.seed, usps: given.usps, compare: true });

const run = (task: SampleTask): Result[] =>
  sampleCoefficients(task).map((sample) => ({
    features: featureRow(sample, totalRateOf(task.condition)),
    ...(sample.closedFormError === undefined ? {} : { shown: sample }),
  }));

/** The rows of each condition. */
type Rows = ReadonlyMap<string, Stratum>;

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
    'fig11/gamma-u': diagonalEstimates('uFromInput', 'u', 'gamma_u by s', sweeps, rows),
    'fig11/gamma-w': diagonalEstimates('wFromG4', 'w', 'gamma_w by g4 V', sweeps, rows),
    'fig11/gamma-w-constant': diagonalEstimates(
      constantFeature(given.cw),
      'w',
      `gamma_w by ${given.cw} V`,
      sweeps,
      rows,
    ),
    'fig11/gamma-u-constant': limitEstimates(sweeps, rows),
  };
  return {
    tables: [
      conditionTable(shown, rows),
      weightTable(shown),
      uspTable(shown.filter(({ condition }) => condition.id.startsWith('rate-'))),
    ],
    estimates,
    disagreements: disagreements(rows),
  };
}

interface Sweeps {
  readonly rate: readonly Condition[];
  readonly n: readonly Condition[];
  readonly pattern: readonly Condition[];
}

const rowsOf = (conditions: readonly Condition[], rows: Rows): Stratum[] =>
  conditions.map(({ id }) => rows.get(id) ?? []);

/** What varies in a sweep. */
const variable = { rate: (each: Condition) => totalRateOf(each) / sizeOf(each), n: sizeOf } as const;
const symbol = { rate: 'r', n: 'n' } as const;
type Sweep = keyof typeof variable;

const logs = (sweep: Sweep, sweeps: Sweeps): number[] =>
  sweeps[sweep].map((each) => Math.log(variable[sweep](each)));

const scalingEstimates = (sweeps: Sweeps, rows: Rows): Record<string, Estimate> =>
  Object.fromEntries(
    (['rate', 'n'] as const).flatMap((sweep) =>
      (['1', '2', '3'] as const).map((k) => [
        `g${k}-${sweep}`,
        smoothEstimate(
          rowsOf(sweeps[sweep], rows),
          (means) => lineSlope(logs(sweep, sweeps), meansOf(means, `size${k}`).map(Math.log)),
          { says: `exponent of E|g${k}| against ${symbol[sweep]}` },
        ),
      ]),
    ),
  );

const spread = (means: Means): number[] => {
  const squares = meansOf(means, 'g4Squared');
  return meansOf(means, 'g4').map((mean, k) => Math.sqrt((squares[k] as number) - mean * mean));
};

const g4Estimates = (sweep: Sweep, sweeps: Sweeps, rows: Rows): Record<string, Estimate> => ({
  [`g4-${sweep}`]: smoothEstimate(
    rowsOf(sweeps[sweep], rows),
    (means) => lineSlope(logs(sweep, sweeps), meansOf(means, 'g4')) / pooled(means, 'g4'),
    {
      says: `slope of the mean of g4 against log ${symbol[sweep]}, relative to the mean over the conditions`,
    },
  ),
  [`g4-scatter-${sweep}`]: smoothEstimate(
    rowsOf(sweeps[sweep], rows),
    (means) => lineSlope(logs(sweep, sweeps), spread(means).map(Math.log)),
    { says: `exponent of the standard deviation of g4 against ${symbol[sweep]}` },
  ),
});

/** An estimate for each condition, named `<prefix><condition>`. */
const byCondition = (
  prefix: string,
  conditions: readonly Condition[],
  rows: Rows,
  theta: (means: Means) => number,
  says: string,
  unit?: string,
): Record<string, Estimate> =>
  Object.fromEntries(
    conditions.map((each) => [
      `${prefix}${each.id}`,
      smoothEstimate(rowsOf([each], rows), theta, {
        says: `${says}, ${each.id}`,
        ...(unit === undefined ? {} : { unit }),
      }),
    ]),
  );

const g4ByCondition = ({ rate, n }: Sweeps, rows: Rows): Record<string, Estimate> => ({
  ...byCondition('mean:', [...rate, ...n], rows, (means) => pooled(means, 'g4'), 'mean of g4', '1/mV^2'),
  ...byCondition(
    'sd:',
    [...rate, ...n],
    rows,
    (means) => spread(means)[0] as number,
    'standard deviation of g4',
    '1/mV^2',
  ),
});

const bestConstant = (means: Means): number => pooled(means, 'wV') / pooled(means, 'vSquared');

function constantEstimates(cw: number, { rate }: Sweeps, rows: Rows): Record<string, Estimate> {
  const strata = rowsOf(rate, rows);
  return {
    ratio: smoothEstimate(strata, (means) => cw / pooled(means, 'g4'), { says: `${cw} over the mean of g4` }),
    g4: smoothEstimate(strata, (means) => pooled(means, 'g4'), { says: 'mean of g4', unit: '1/mV^2' }),
    best: smoothEstimate(strata, bestConstant, {
      says: 'c_w with the smallest squared error of gamma_w ~ c_w V',
      unit: '1/mV^2',
    }),
  };
}

function negligibleEstimates({ rate, n, pattern }: Sweeps, rows: Rows): Record<string, Estimate> {
  const all = [...rate, ...n, ...pattern];
  const shares = (name: 'g3' | 'g2', feature: Feature, says: string) => ({
    [name]: smoothEstimate(rowsOf(all, rows), (means) => pooled(means, feature), { says }),
    ...byCondition(`${name}:`, all, rows, (means) => pooled(means, feature), says),
  });
  return {
    ...shares('g3', 'negligibleU', 'share of the cases in which |g3 V| is below a tenth of |ce e0 g1 sum x|'),
    ...shares('g2', 'negligibleW', 'share of the cases in which |ce e0 g2 sum x| is below a tenth of |g4 V|'),
  };
}

function inverseEstimates({ rate, n }: Sweeps, rows: Rows): Record<string, Estimate> {
  const theta = (means: Means): number => pooled(means, 'fromInverse');
  const at = (conditions: readonly Condition[], where: string): Estimate =>
    smoothEstimate(rowsOf(conditions.slice(-1), rows), theta, {
      says: `mean of |g1 q + 1| at the largest ${where}`,
    });
  return {
    rate: at(rate, 'rate'),
    n: at(n, 'number of afferents'),
    ...byCondition('deviation:', [...rate, ...n], rows, theta, 'mean of |g1 q + 1|'),
  };
}

function diagonalEstimates(
  missed: Feature,
  y: 'u' | 'w',
  says: string,
  { rate }: Sweeps,
  rows: Rows,
): Record<string, Estimate> {
  const theta = (means: Means): number => aboutDiagonal(means, missed, y);
  return {
    explained: smoothEstimate(rowsOf(rate, rows), theta, {
      says: `share of the variance explained, ${says}`,
    }),
    ...byCondition('explained:', rate, rows, theta, `share of the variance explained, ${says}`),
  };
}

function limitEstimates({ rate, n }: Sweeps, rows: Rows): Record<string, Estimate> {
  const strata = rowsOf(rate, rows);
  const deviation = (means: Means): number => Math.sqrt(pooled(means, 'uSquared') - pooled(means, 'u') ** 2);
  return {
    ratio: smoothEstimate(
      strata,
      (means) => Math.sqrt(pooled(means, 'uFromArticle') / pooled(means, 'uFromLimit')),
      {
        says: 'error of gamma_u ~ c_u ce with c_u = 0.95 over that with 1',
      },
    ),
    mean: smoothEstimate(strata, (means) => pooled(means, 'u'), { says: 'mean of gamma_u/(ce e0)' }),
    ...byCondition('mean:', [...rate, ...n], rows, (means) => pooled(means, 'u'), 'mean of gamma_u/(ce e0)'),
    ...byCondition('sd:', [...rate, ...n], rows, deviation, 'standard deviation of gamma_u/(ce e0)'),
  };
}

const constantFeature = (cw: number): Feature => (cw === CW.article ? 'wFromArticle' : 'wFromScripts');

function disagreements(rows: Rows): Disagreement[] {
  const [scripts, article] = [
    [5, 15, 25, 35, 45],
    [5, 15, 25, 35, 45, 55],
  ].map((rates) => rowsOf(rateSweep(rates), rows)) as [Stratum[], Stratum[]];
  const g4 = (strata: Stratum[]): string =>
    withInterval(smoothEstimate(strata, (means) => pooled(means, 'g4'), { says: 'mean of g4' }));
  const explained = (feature: Feature): string =>
    withInterval(
      smoothEstimate(article, (means) => aboutDiagonal(means, feature, 'w'), { says: 'explained' }),
    );
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
