/**
 * Figure 10: the global scaling factor gamma_s = 1/E[phi'^2/phi] against the mean membrane potential, in the conditions of Figure 11.
 *
 * The paper draws 20 weight vectors a condition; the statistics use more (parameters), so that no verdict hangs on which 20 were drawn.
 * gamma_s, gamma_s phi'/phi in mV^2/Hz and mV/Hz. Thresholds were written before the first run:
 *   'approximately': within a factor of 2 for nine in ten potentials, since the scaling itself changes over powers of ten.
 */

import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import type { Table } from '../../table/table.ts';
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
  paperTransfer,
  patternCondition,
  rateSweep,
  sizeOf,
  sizeSweep,
  totalRateOf,
} from './coefficients/conditions.ts';
import { type Choices, type Outcome, reproduction } from './reproduction.ts';
import { decidedBy } from './statistics/criteria.ts';
import { estimateOf, withInterval } from './statistics/estimate.ts';
import {
  average,
  type Means,
  pooledMean,
  type Stratum,
  shareEstimate,
  smoothEstimate,
} from './statistics/smoothEstimate.ts';

interface Parameters {
  readonly seed: number;
  /** Those of Figures 10 and 11, weights U(-5/n, 5/n). */
  readonly wide: readonly Condition[];
  /** Those of the learning curves, weights U(-1/n, 1/n). */
  readonly narrow: readonly Condition[];
  /** Batches of 20 weight vectors in each condition. */
  readonly batches: number;
  readonly usps: number;
}

/** USPs of a weight vector that the table and the picture show. */
const SHOWN_USPS = 3;
const BATCHES = { test: 1, quick: 10, medium: 50, paper: 50 } as const;

function parameters({ scale, source, seed }: Choices): Parameters {
  return {
    seed,
    wide: [
      ...rateSweep([5, 15, 25, 35, 45, ...(source === 'article' ? [55] : [])]),
      ...sizeSweep([10, 50, 100, 200]),
    ],
    // Figures 3F, 9 and 12C-F: all patterns but the first.
    narrow: PATTERNS.slice(1).map((pattern) => patternCondition(pattern, 1)),
    batches: BATCHES[scale],
    usps: scale === 'test' ? 5 : 20,
  };
}

/** What is kept of a weight vector. */
interface Result extends Pick<WeightSample, 'mean' | 'variance' | 'gammaS'> {
  /** Means over its USPs (scalingRow). */
  readonly scaling: readonly number[];
  /** The first potentials, mV. */
  readonly potentials: readonly number[];
}

const tasks = ({ wide, narrow, batches, seed, usps }: Parameters): SampleTask[] =>
  sampleTasks([...wide, ...narrow], batches, { seed, usps, compared: 0 });

const { phi, phiPrime } = transferFunctions(paperTransfer);
const h = (v: number): number => phiPrime(v) ** 2 / phi(v);

/** Rows (y, a, b, and the products that a regression of y on a and b needs). */
const regressionRow = (y: number, a: number, b: number): number[] => [
  y,
  a,
  b,
  y * a,
  y * b,
  a * a,
  a * b,
  b * b,
];

/** The coefficients of a and b, all strata weighted alike. */
function regression(means: Means): readonly [number, number] {
  const [y, a, b, ya, yb, aa, ab, bb] = regressionRow(0, 0, 0).map((_, k) =>
    average(means.map((each) => each[k] as number)),
  ) as [number, number, number, number, number, number, number, number];
  const [Sya, Syb, Saa, Sab, Sbb] = [ya - y * a, yb - y * b, aa - a * a, ab - a * b, bb - b * b];
  const determinant = Saa * Sbb - Sab * Sab;
  return [(Sya * Sbb - Syb * Sab) / determinant, (Syb * Saa - Sya * Sab) / determinant];
}

const regressionRows = (samples: readonly Result[]): Stratum =>
  samples.map(({ gammaS, mean }) =>
    regressionRow(Math.log(gammaS), Math.log(phiPrime(mean)), Math.log(phi(mean))),
  );

/**
 * Means over the USPs of one weight vector: 1 where gamma_s phi'/phi is within a factor of 2 of 1/phi' at V; its logarithm y, that
 * of 1/phi', x, and their products.
 */
function scalingRow({ gammaS, usps }: WeightSample): number[] {
  const rows = usps.map(({ v }) => {
    const [x, y] = [-Math.log(phiPrime(v)), Math.log((gammaS * phiPrime(v)) / phi(v))];
    const ratio = gammaS * h(v);
    return [ratio >= 0.5 && ratio <= 2 ? 1 : 0, x, y, x * x, x * y, y * y];
  });
  return [0, 1, 2, 3, 4, 5].map((k) => average(rows.map((row) => row[k] as number)));
}

const covariance = (means: Means, product: number, a: number, b: number): number =>
  pooledMean(means, product) - pooledMean(means, a) * pooledMean(means, b);
const share = (means: Means): number => pooledMean(means, 0);
const slope = (means: Means): number => covariance(means, 4, 1, 2) / covariance(means, 3, 1, 1);
const correlation = (means: Means): number =>
  covariance(means, 4, 1, 2) / Math.sqrt(covariance(means, 3, 1, 1) * covariance(means, 5, 2, 2));

const run = (task: SampleTask): Result[] =>
  sampleCoefficients(task).map((sample) => ({
    mean: sample.mean,
    variance: sample.variance,
    gammaS: sample.gammaS,
    scaling: scalingRow(sample),
    potentials: sample.usps.slice(0, SHOWN_USPS).map(({ v }) => v),
  }));

type Samples = ReadonlyMap<string, readonly Result[]>;

function conclude(given: Parameters, results: readonly (readonly Result[])[]): Outcome {
  const { wide, narrow } = given;
  const all = [...wide, ...narrow];
  const samples = resultsByCondition(all, tasks(given), results);
  const gammaS = wide.map(({ id }) => regressionRows(samples.get(id) ?? []));
  const scaling = (conditions: readonly Condition[]): Stratum[] =>
    conditions.map(({ id }) => (samples.get(id) ?? []).map((each) => each.scaling));
  return {
    tables: [weightTable(all, samples), scalingTable(all, samples), curveTable()],
    estimates: {
      'fig10/flat': {
        slope: smoothEstimate(gammaS, (means) => regression(means)[0], {
          says: "exponent of phi' at the mean potential in gamma_s ~ phi'^a phi^b; -2 where V does not vary",
        }),
        rate: smoothEstimate(gammaS, (means) => regression(means)[1], {
          says: 'exponent of phi; 1 where V does not vary',
        }),
      },
      'eff-scale': {
        ...scalingEstimates('narrow', 'weights U(-1/n, 1/n) (Figures 3F and 12C-F)', scaling(narrow)),
        ...scalingEstimates('wide', 'weights U(-5/n, 5/n) (Figures 10 and 11)', scaling(wide)),
      },
    },
    disagreements: [],
  };
}

const scalingEstimates = (name: string, where: string, rows: readonly Stratum[]) => ({
  [`share-${name}`]: shareEstimate(rows, share, {
    says: `share of the potentials at which gamma_s phi'/phi is within a factor of 2 of 1/phi', ${where}`,
  }),
  [`correlation-${name}`]: smoothEstimate(rows, correlation, {
    says: `correlation of their logarithms, ${where}`,
  }),
  [`slope-${name}`]: smoothEstimate(rows, slope, {
    says: `slope of log(gamma_s phi'/phi) against log(1/phi'), 1 if they are the same, ${where}`,
  }),
});

const forEach = <T>(
  conditions: readonly Condition[],
  samples: Samples,
  row: (condition: Condition, sample: Result, k: number) => readonly T[],
): T[] =>
  conditions.flatMap((condition) =>
    // The first batch: as many as the paper shows.
    (samples.get(condition.id) ?? []).slice(0, BATCH).flatMap((sample, k) => row(condition, sample, k)),
  );

function weightTable(conditions: readonly Condition[], samples: Samples): Table {
  const rows = forEach(conditions, samples, (condition, sample, k) => [{ condition, sample, k }]);
  return {
    name: 'weights',
    says: `one row a weight vector, the first ${BATCH} of each condition`,
    columns: [
      { name: 'condition', values: rows.map(({ condition }) => condition.id) },
      { name: 'n', values: rows.map(({ condition }) => sizeOf(condition)) },
      {
        name: 'meanRate',
        unit: 'Hz',
        values: rows.map(({ condition }) => totalRateOf(condition) / sizeOf(condition)),
      },
      { name: 'sample', values: rows.map(({ k }) => k) },
      { name: 'mean', unit: 'mV', values: rows.map(({ sample }) => sample.mean) },
      { name: 'variance', unit: 'mV^2', values: rows.map(({ sample }) => sample.variance) },
      { name: 'gammaS', unit: 'mV^2/Hz', values: rows.map(({ sample }) => sample.gammaS) },
    ],
  };
}

function scalingTable(conditions: readonly Condition[], samples: Samples): Table {
  const rows = forEach(conditions, samples, ({ id }, { gammaS, potentials }, k) =>
    potentials.map((v) => ({ id, k, v, scaling: (gammaS * phiPrime(v)) / phi(v) })),
  );
  return {
    name: 'scaling',
    says: `one row a potential, the first ${SHOWN_USPS} of each weight vector`,
    columns: [
      { name: 'condition', values: rows.map(({ id }) => id) },
      { name: 'sample', values: rows.map(({ k }) => k) },
      { name: 'v', unit: 'mV', values: rows.map(({ v }) => v) },
      { name: 'scaling', unit: 'mV/Hz', values: rows.map(({ scaling }) => scaling) },
      { name: 'inverseSlope', unit: 'mV/Hz', values: rows.map(({ v }) => 1 / phiPrime(v)) },
    ],
  };
}

/** The transfer function, and gamma_s where V does not vary. */
function curveTable(): Table {
  const v = Array.from({ length: 181 }, (_, k) => k / 2 - 40);
  return {
    name: 'curve',
    says: "the transfer function and 1/(phi'^2/phi), gamma_s of a potential that does not vary",
    columns: [
      { name: 'v', unit: 'mV', values: v },
      { name: 'phi', unit: 'Hz', values: v.map(phi) },
      { name: 'gammaS', unit: 'mV^2/Hz', values: v.map((each) => 1 / h(each)) },
    ],
  };
}

export const fig10 = reproduction<Parameters, SampleTask, readonly Result[]>({
  id: 'fig10',
  title: 'Global learning rate scaling against the mean membrane potential',
  paperShows:
    'gamma_s, sampled for various conditions, is large where the transfer function is flat, and larger where phi is high than where it is low.',
  claims: [
    {
      id: 'fig10/flat',
      says: "gamma_s is boosted where the transfer function is flat, that is, phi' is small; it is additionally increased where the transfer function reaches high values",
      statistic:
        "exponents a and b in gamma_s ~ phi'(mean of V)^a phi(mean of V)^b by least squares of the logarithms over the weight vectors of all conditions, with 99 % intervals; the claim holds if a < 0 and b > 0",
      ...decidedBy([
        { estimate: 'slope', part: "exponent of phi'", high: 0 },
        { estimate: 'rate', part: 'exponent of phi', low: 0 },
      ]),
    },
    {
      id: 'eff-scale',
      says: "the effective scaling of the rule, gamma_s phi'/phi, is approximately 1/phi', larger where the transfer function is flat",
      statistic:
        "over USPs in the conditions of the learning curves and in those of Figures 10 and 11: the share of potentials V at which gamma_s phi'(V)/phi(V) is within a factor of 2 of 1/phi'(V), and the correlation of their logarithms, with 99 % intervals; the claim holds where the share is at least 0.9 and the correlation positive",
      ...decidedBy(
        [
          { estimate: 'share-narrow', part: 'within a factor of 2, weights U(-1/n, 1/n): share', low: 0.9 },
          {
            estimate: 'correlation-narrow',
            part: 'larger where flat, weights U(-1/n, 1/n): correlation',
            low: 0,
          },
          { estimate: 'share-wide', part: 'within a factor of 2, weights U(-5/n, 5/n): share', low: 0.9 },
          {
            estimate: 'correlation-wide',
            part: 'larger where flat, weights U(-5/n, 5/n): correlation',
            low: 0,
          },
        ],
        (estimates) => {
          const of = (estimate: string): string => withInterval(estimateOf(estimates, estimate));
          return `Slope of log(gamma_s phi'/phi) against log(1/phi'), 1 if they were the same: ${of('slope-narrow')} with weights U(-1/n, 1/n), ${of('slope-wide')} with U(-5/n, 5/n).`;
        },
      ),
    },
  ],
  parameters,
  tasks,
  run,
  conclude,
});
