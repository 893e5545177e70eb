/** Estimates with 99 % confidence intervals from independent runs or batches: Student's t, and the jackknife for functions of a mean. */
import { studentQuantile } from '../../numeric/studentQuantile.ts';
import { jackknife } from '../fisher/jackknife.ts';
import type { Estimate } from './reproduction.ts';

export const CONFIDENCE = 0.99;
const QUANTILE = (1 + CONFIDENCE) / 2;

/** Computed, not sampled. */
export const certain = (value: number, says: string, unit?: string): Estimate => around(value, 0, says, unit);

/** The mean of independent values. @throws RangeError with fewer than two */
export function meanEstimate(values: readonly number[], says: string, unit?: string): Estimate {
  atLeastTwo(values.length);
  const mean = average(values);
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
  return around(mean, studentQuantile(QUANTILE, values.length - 1) * standardError, says, unit);
}

/** A smooth function of independent batches of one size, by leaving one out. @throws RangeError with fewer than two */
export function jackknifeEstimate<Batch>(
  batches: readonly Batch[],
  statistic: (batches: readonly Batch[]) => number,
  says: string,
  unit?: string,
): Estimate {
  atLeastTwo(batches.length);
  const all = statistic(batches);
  const groups = batches.map(() => ({ samples: 1, matrix: Float64Array.of() }));
  const without = batches.map((_, left) => Float64Array.of(statistic(batches.filter((_, k) => k !== left))));
  const [variance = 0] = jackknife(groups, Float64Array.of(all), without).variance;
  return around(all, studentQuantile(QUANTILE, batches.length - 1) * Math.sqrt(variance), says, unit);
}

export const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

const around = (value: number, half: number, says: string, unit?: string): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  ...(unit === undefined ? {} : { unit }),
  says,
});

function atLeastTwo(count: number): void {
  if (count < 2) throw new RangeError(`confidence interval: got ${count} values, expected at least 2`);
}
