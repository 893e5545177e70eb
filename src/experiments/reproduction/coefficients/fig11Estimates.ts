/** The estimates of Figure 11's claims (fig11Claims.ts): functions of the features' means (coefficientFeatures.ts) over weight vectors. */
import type { Estimate } from '../reproduction.ts';
import {
  lineSlope,
  type Means,
  type Stratum,
  shareEstimate,
  smoothEstimate,
} from '../statistics/smoothEstimate.ts';
import {
  aboutDiagonal,
  aboutMovedDiagonal,
  CU,
  type Feature,
  type Missed,
  meansOf,
  pooled,
} from './coefficientFeatures.ts';
import { type Condition, sizeOf, totalRateOf } from './conditions.ts';

type Named = Readonly<Record<string, Estimate>>;

/** The feature rows of each condition. */
export type Rows = ReadonlyMap<string, Stratum>;

export interface Sweeps {
  readonly rate: readonly Condition[];
  readonly n: readonly Condition[];
  readonly pattern: readonly Condition[];
}

export const rowsOf = (conditions: readonly Condition[], rows: Rows): Stratum[] =>
  conditions.map(({ id }) => rows.get(id) ?? []);

/** What varies in a sweep. */
const variable = { rate: (each: Condition) => totalRateOf(each) / sizeOf(each), n: sizeOf } as const;
const symbol = { rate: 'r', n: 'n' } as const;
type Sweep = keyof typeof variable;

const logs = (sweep: Sweep, sweeps: Sweeps): number[] =>
  sweeps[sweep].map((each) => Math.log(variable[sweep](each)));

export const scalingEstimates = (sweeps: Sweeps, rows: Rows): Named =>
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

export const g4Estimates = (sweep: Sweep, sweeps: Sweeps, rows: Rows): Named => ({
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

interface Quantity {
  readonly of: (means: Means) => number;
  readonly says: string;
  readonly unit?: string;
}

/** An estimate for each condition, named `<prefix><condition>`. */
const byCondition = (
  prefix: string,
  conditions: readonly Condition[],
  rows: Rows,
  { of, says, ...unit }: Quantity,
  estimate = smoothEstimate,
): Named =>
  Object.fromEntries(
    conditions.map((each) => [
      `${prefix}${each.id}`,
      estimate(rowsOf([each], rows), of, { says: `${says}, ${each.id}`, ...unit }),
    ]),
  );

export function g4ByCondition({ rate, n }: Sweeps, rows: Rows): Named {
  const conditions = [...rate, ...n];
  const unit = '1/mV^2';
  return {
    ...byCondition('mean:', conditions, rows, {
      of: (means) => pooled(means, 'g4'),
      says: 'mean of g4',
      unit,
    }),
    ...byCondition('sd:', conditions, rows, {
      of: (means) => spread(means)[0] as number,
      says: 'standard deviation of g4',
      unit,
    }),
  };
}

const bestConstant = (means: Means): number => pooled(means, 'wV') / pooled(means, 'vSquared');

export function constantEstimates(cw: number, { rate }: Sweeps, rows: Rows): Named {
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

export function negligibleEstimates({ rate, n, pattern }: Sweeps, rows: Rows): Named {
  const all = [...rate, ...n, ...pattern];
  const shares = (name: 'g3' | 'g2', feature: Feature, says: string) => ({
    [name]: shareEstimate(rowsOf(all, rows), (means) => pooled(means, feature), { says }),
    ...byCondition(`${name}:`, all, rows, { of: (means) => pooled(means, feature), says }, shareEstimate),
  });
  const typical = (feature: Feature, what: string): Estimate =>
    smoothEstimate(rowsOf(all, rows), (means) => Math.exp(pooled(means, feature)), {
      says: `geometric mean of ${what}`,
    });
  return {
    'ratio-g3': typical('logRatioU', '|g3 V|/|ce e0 g1 sum x|'),
    'ratio-g2': typical('logRatioW', '|ce e0 g2 sum x|/|g4 V|'),
    ...shares('g3', 'negligibleU', 'share of the cases in which |g3 V| is below a tenth of |ce e0 g1 sum x|'),
    ...shares('g2', 'negligibleW', 'share of the cases in which |ce e0 g2 sum x| is below a tenth of |g4 V|'),
  };
}

export function inverseEstimates({ rate, n }: Sweeps, rows: Rows): Named {
  const theta = (means: Means): number => pooled(means, 'fromInverse');
  const at = (conditions: readonly Condition[], where: string): Estimate =>
    smoothEstimate(rowsOf(conditions.slice(-1), rows), theta, {
      says: `mean of |g1 q + 1| at the largest ${where}`,
    });
  return {
    rate: at(rate, 'rate'),
    n: at(n, 'number of afferents'),
    ...byCondition('deviation:', [...rate, ...n], rows, { of: theta, says: 'mean of |g1 q + 1|' }),
  };
}

export function diagonalEstimates(
  missed: Missed,
  says: string,
  unit: string,
  { rate }: Sweeps,
  rows: Rows,
): Named {
  const strata = rowsOf(rate, rows);
  const of = (means: Means): number => aboutDiagonal(means, missed);
  return {
    explained: smoothEstimate(strata, of, { says: `share of the variance explained, ${says}` }),
    offset: smoothEstimate(strata, (means) => pooled(means, missed), {
      says: `mean deviation, ${says}`,
      unit,
    }),
    moved: smoothEstimate(strata, (means) => aboutMovedDiagonal(means, missed), {
      says: `share of the variance explained where the mean deviation is added, ${says}`,
    }),
    ...byCondition('explained:', rate, rows, { of, says: `share of the variance explained, ${says}` }),
  };
}

export function limitEstimates({ rate, n }: Sweeps, rows: Rows): Named {
  const strata = rowsOf(rate, rows);
  const deviation = (means: Means): number => Math.sqrt(pooled(means, 'uSquared') - pooled(means, 'u') ** 2);
  return {
    ratio: smoothEstimate(
      strata,
      (means) => Math.sqrt(pooled(means, 'uFromArticleSquared') / pooled(means, 'uFromLimitSquared')),
      {
        says: `error of gamma_u ~ c_u ce with c_u = ${CU.article} over that with ${CU.limit}`,
      },
    ),
    mean: smoothEstimate(strata, (means) => pooled(means, 'u'), { says: 'mean of gamma_u/(ce e0)' }),
    ...byCondition('mean:', [...rate, ...n], rows, {
      of: (means) => pooled(means, 'u'),
      says: 'mean of gamma_u/(ce e0)',
    }),
    ...byCondition('sd:', [...rate, ...n], rows, {
      of: deviation,
      says: 'standard deviation of gamma_u/(ce e0)',
    }),
  };
}
