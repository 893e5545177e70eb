/** Means and slopes over independent runs, with 95 % confidence intervals (Student's t). */
import { studentQuantile } from '../../numeric/studentQuantile.ts';
import { fitOrder } from '../validity/validityOrder.ts';
import type { GapAt } from './run.ts';

export interface Estimate {
  readonly mean: number;
  /** 95 %. */
  readonly ci: readonly [low: number, high: number];
  readonly standardError: number;
}

/** t of a two-sided 95 % interval. */
export const quantile = (freedom: number): number => studentQuantile(0.975, freedom);

/** @throws RangeError with fewer than two values */
export function estimate(values: readonly number[]): Estimate {
  const count = values.length;
  if (count < 2) throw new RangeError(`estimate: got ${count} values, expected at least 2`);
  const mean = values.reduce((total, value) => total + value, 0) / count;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  const half = quantile(count - 1) * standardError;
  return { mean, ci: [mean - half, mean + half], standardError };
}

export interface SeriesPoint {
  readonly value: number;
  /** Geometric mean over the runs, with a 95 % interval; no interval with one run. */
  readonly gap: number;
  readonly low: number;
  readonly high: number;
}

/** Gap against dt or eta, both on logarithmic axes. */
export interface Series {
  readonly points: readonly SeriesPoint[];
  /** d log gap/d log value: mean of the runs' least-squares slopes. */
  readonly slope: number;
  /** 95 %; with one run, that of its own line. */
  readonly ci: readonly [low: number, high: number];
}

/** A gap of 0 has no logarithm. */
const atLeast = (gap: number): number => Math.max(gap, 1e-30);

/** Runs with one and the same values. @throws RangeError without a run */
export function seriesOver(runs: readonly (readonly GapAt[])[]): Series {
  const [first] = runs;
  if (first === undefined) throw new RangeError('series: got no run, expected at least one');
  const fits = runs.map((points) =>
    fitOrder(points.map(({ value, gap }) => ({ value, error: atLeast(gap) }))),
  );
  const points = first.map(({ value }, k) => {
    const logs = runs.map((run) => Math.log(atLeast((run[k] as GapAt).gap)));
    const { mean, ci } = logs.length < 2 ? alone(logs[0] as number) : estimate(logs);
    return { value, gap: Math.exp(mean), low: Math.exp(ci[0]), high: Math.exp(ci[1]) };
  });
  const [fit] = fits;
  if (fits.length === 1 && fit !== undefined)
    return { points, slope: fit.slope, ci: [fit.slope - fit.halfWidth, fit.slope + fit.halfWidth] };
  const { mean, ci } = estimate(fits.map(({ slope }) => slope));
  return { points, slope: mean, ci };
}

const alone = (value: number): Pick<Estimate, 'mean' | 'ci'> => ({ mean: value, ci: [value, value] });
