/**
 * A smooth function of means, with its confidence interval by the delta method.
 *
 * Observations are independent rows of features, in strata (the conditions of a figure) of their own size; what depends on each other, such
 * as all USPs of one weight vector, is one row. The estimate is theta(means of the strata). With the derivatives of theta at the means,
 *   variance = sum over strata of (derivatives' covariance derivatives)/rows,
 * which the numbers d_k = derivatives.(row_k - mean) give without the covariance. Valid for many rows: an interval of normal theory.
 * Shares, ratios, variances, slopes and coefficients of determination are all of this form.
 * Reference: van der Vaart 1998, Asymptotic Statistics, chapter 3.
 */
import type { Estimate } from '../reproduction.ts';

/** Rows of equal length. */
export type Stratum = readonly (readonly number[])[];
/** One list of means for each stratum. */
export type Means = readonly (readonly number[])[];

/** The two-sided normal quantile of confidence 0.99. */
const QUANTILE = 2.5758293035489004;
/** The step of the difference quotients, in standard errors of the mean: a variance stays positive when its mean square moves by it. */
const STEP = 1e-4;

/** @throws RangeError with a stratum of fewer than two rows, and where theta is not finite at the means */
export function smoothEstimate(
  strata: readonly Stratum[],
  theta: (means: Means) => number,
  words: Pick<Estimate, 'says' | 'unit'>,
): Estimate {
  const few = strata.findIndex((rows) => rows.length < 2);
  if (few >= 0)
    throw new RangeError(
      `${words.says}: got ${strata[few]?.length} rows in stratum ${few}, expected at least 2`,
    );
  const means = strata.map(meansOf);
  const value = theta(means);
  if (!Number.isFinite(value)) throw new RangeError(`${words.says}: got ${value}, expected a finite number`);
  const variance = strata.reduce(
    (total, rows, s) =>
      total + varianceFrom(rows, means[s] as readonly number[], derivative(theta, means, s, rows)),
    0,
  );
  if (!Number.isFinite(variance))
    throw new RangeError(`${words.says}: got a variance of ${variance}, expected a finite number`);
  const half = QUANTILE * Math.sqrt(variance);
  return { value, low: value - half, high: value + half, ...words };
}

/** -log(0.005): with mean 5.3/N or more, N independent numbers in [0, 1] are all 0 with a probability below 0.005. */
const UNSEEN = 5.298317366548036;

/** The same for a share: an interval within [0, 1] that does not close where all rows are 0, or all 1. */
export function shareEstimate(
  strata: readonly Stratum[],
  share: (means: Means) => number,
  words: Pick<Estimate, 'says' | 'unit'>,
): Estimate {
  const estimate = smoothEstimate(strata, share, words);
  const { value, low, high } = estimate;
  const least = UNSEEN / strata.reduce((total, rows) => total + rows.length, 0);
  return {
    ...estimate,
    low: Math.max(0, Math.min(low, value - least)),
    high: Math.min(1, Math.max(high, value + least)),
  };
}

const meansOf = (rows: Stratum): number[] =>
  (rows[0] ?? []).map((_, k) => rows.reduce((total, row) => total + (row[k] as number), 0) / rows.length);

/** d theta/d mean of stratum s, by central differences; 0 for a feature that does not vary. */
function derivative(theta: (means: Means) => number, means: Means, s: number, rows: Stratum): number[] {
  const own = means[s] as readonly number[];
  return own.map((mean, k) => {
    const squares = rows.reduce((total, row) => total + ((row[k] as number) - mean) ** 2, 0);
    const step = STEP * Math.sqrt(squares / rows.length / rows.length);
    // Below the rounding of the mean a difference is noise.
    if (!(step > 1e-13 * Math.abs(mean))) return 0;
    const moved = (by: number): number =>
      theta(means.map((each, other) => (other === s ? own.map((m, j) => (j === k ? m + by : m)) : each)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

/** The part of one stratum. */
function varianceFrom(rows: Stratum, means: readonly number[], slopes: readonly number[]): number {
  const count = rows.length;
  const squares = rows.reduce(
    (total, row) =>
      total +
      slopes.reduce((sum, slope, k) => sum + slope * ((row[k] as number) - (means[k] as number)), 0) ** 2,
    0,
  );
  return squares / (count - 1) / count;
}

export const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** Feature k's mean over the strata, each with the same weight. */
export const pooledMean = (means: Means, k: number): number =>
  average(means.map((each) => each[k] as number));

/** The slope of the least-squares line through (x_k, y_k). */
export function lineSlope(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [average(x), average(y)];
  const products = x.reduce((total, each, k) => total + (each - meanX) * ((y[k] as number) - meanY), 0);
  return products / x.reduce((total, each) => total + (each - meanX) ** 2, 0);
}
