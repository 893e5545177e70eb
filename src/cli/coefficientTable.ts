/** The tables that requests for coefficients are answered with. */
import { POTENTIAL_STATISTICS } from '../experiments/coefficients/potentialStatistics.ts';
import {
  fillPotentialStatistics,
  fillSweepRows,
  type Sweep,
  type SweepRows,
  sweepRowCount,
} from '../experiments/coefficients/sweep.ts';
import { COEFFICIENT_NAMES, type CoefficientName } from '../numeric/coefficients/coefficientNames.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import type { Column, Table } from '../table/table.ts';
import { coefficientColumns, momentColumns } from './coefficientColumns.ts';
import type { Grid } from './coefficientRequest.ts';
import { type CoefficientRows, coefficientRows } from './coefficientRows.ts';
import { UsageError } from './conventions.ts';
import { paced } from './pace.ts';
import type { Points } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';

const WIDTH = COEFFICIENT_NAMES.length;

export interface CoefficientTable {
  readonly table: Table;
  readonly rows: CoefficientRows;
}

/** A row for each rate, n and weight sample. @throws UsageError that names the row where a coefficient underflows */
export async function sweepTable(
  sweep: Sweep,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<CoefficientTable> {
  const count = sweepRowCount(sweep);
  const column = () => new Float64Array(count);
  const set: SweepRows = {
    rate: column(),
    n: column(),
    sample: column(),
    mean: column(),
    variance: column(),
    q: column(),
  };
  await paced(fillSweepRows(sweep, set), (done) => `weights, ${done}/${count} rows`, progress);
  const says = (i: number) => `rate = ${set.rate[i]}, n = ${set.n[i]}, sample = ${set.sample[i]}`;
  const rows = await coefficientRows({ ...set, name: 'table', says }, transfer, progress);
  const [g1, g2, g4] = (['g1', 'g2', 'g4'] as const).map((name) => valuesOf(rows, name)) as [F, F, F];
  const statistics = POTENTIAL_STATISTICS.map(column);
  const steps = fillPotentialStatistics(sweep, { g1, g2, g4 }, statistics);
  await paced(steps, (done) => `potentials, ${done}/${count} rows`, progress);
  const columns: Column[] = [
    { name: 'rate', unit: 'Hz', values: set.rate },
    { name: 'n', unit: '1', values: set.n },
    { name: 'sample', unit: '1', values: set.sample },
    ...columnsOf(rows),
    ...POTENTIAL_STATISTICS.map((name, k) => ({ name, unit: '1/mV', values: statistics[k] ?? column() })),
  ];
  return { table: { name: 'coefficients', says: 'one row a rate, n and weight sample', columns }, rows };
}

type F = Float64Array;

/**
 * A row for each mean, variance and q that a voltage can have: mean^2 <= q variance. The others are left out; `omitted` counts them.
 * @throws UsageError where none is left, and as sweepTable
 */
export async function gridTable(
  grid: Grid,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<CoefficientTable & { readonly omitted: number }> {
  const points = realisableCells(grid);
  const left = points.mean.length;
  if (left === 0)
    throw new UsageError('--mean, --variance and --q: got no cell with mean^2 <= q variance, expected one');
  const omitted = grid.mean.length * grid.variance.length * grid.q.length - left;
  return { ...(await pointsTable(points, transfer, progress)), omitted };
}

/** q innermost. */
function realisableCells(grid: Grid): Points {
  const largest = grid.mean.length * grid.variance.length * grid.q.length;
  const [means, variances, qs] = [0, 1, 2].map(() => new Float64Array(largest)) as [F, F, F];
  let count = 0;
  for (const mean of grid.mean) {
    for (const variance of grid.variance) {
      for (const q of grid.q) {
        if (mean * mean > q * variance) continue;
        means[count] = mean;
        variances[count] = variance;
        qs[count] = q;
        count++;
      }
    }
  }
  return {
    name: 'table',
    mean: means.subarray(0, count),
    variance: variances.subarray(0, count),
    q: qs.subarray(0, count),
  };
}

export async function pointsTable(
  points: Points,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<CoefficientTable> {
  const rows = await coefficientRows(points, transfer, progress);
  return { table: { name: 'coefficients', says: 'one row a point', columns: columnsOf(rows) }, rows };
}

function columnsOf(rows: CoefficientRows): Column[] {
  const { mean, variance, q } = rows.points;
  const moments = [mean, variance, q];
  return [
    ...momentColumns.map((head, k) => ({ ...head, values: moments[k] ?? [] })),
    ...coefficientColumns.map((head) => ({ ...head, values: valuesOf(rows, head.name as CoefficientName) })),
  ];
}

function valuesOf({ values }: CoefficientRows, name: CoefficientName): Float64Array {
  const column = new Float64Array(values.length / WIDTH);
  let at = COEFFICIENT_NAMES.indexOf(name);
  for (let i = 0; i < column.length; i++, at += WIDTH) column[i] = values[at] as number;
  return column;
}
