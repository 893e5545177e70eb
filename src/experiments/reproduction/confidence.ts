/** Estimates with 99 % confidence intervals from independent runs or batches: Student's t, and the jackknife for functions of a mean. */
import { jackknife } from '../fisher/jackknife.ts';
import type { Estimate } from './reproduction.ts';

export const CONFIDENCE = 0.99;

/** Computed, not sampled. */
export const certain = (value: number, says: string, unit?: string): Estimate => around(value, 0, says, unit);

/** The mean of independent values. @throws RangeError with fewer than two */
export function meanEstimate(values: readonly number[], says: string, unit?: string): Estimate {
  atLeastTwo(values.length);
  const mean = average(values);
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
  return around(mean, studentQuantile(values.length - 1) * standardError, says, unit);
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
  return around(all, studentQuantile(batches.length - 1) * Math.sqrt(variance), says, unit);
}

export const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** |t| that Student's t of `freedom` degrees exceeds with probability 1 - CONFIDENCE. */
export function studentQuantile(freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (withinAngle(middle, freedom) < CONFIDENCE) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/** P(|t| <= sqrt(freedom) tan(angle)), a finite sum (Abramowitz & Stegun 26.7.3, 26.7.4). */
function withinAngle(angle: number, freedom: number): number {
  const odd = freedom % 2 === 1;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  let [term, total] = odd ? [cosine, 0] : [1, 0];
  for (let k = odd ? 1 : 0; k <= freedom - 2; k += 2) {
    total += term;
    term *= (cosine * cosine * (k + 1)) / (k + 2);
  }
  return odd ? (2 / Math.PI) * (angle + sine * total) : sine * total;
}

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
