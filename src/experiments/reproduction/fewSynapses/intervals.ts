/**
 * Confidence intervals over independent trials by the bootstrap (Efron 1979): trials are drawn with replacement, everything is computed
 * again from the drawn ones, and the interval is between two quantiles of the results. All numbers of a figure come from the same draws.
 */
import { stream } from '../../draws.ts';
import type { Estimate } from '../reproduction.ts';

export const CONFIDENCE = 0.99;
const RESAMPLES = 1000;

/** `numbers` makes named numbers from trials, given by their places (a place may come several times). */
export function bootstrap<Name extends string>(
  trials: number,
  seed: number,
  numbers: (places: readonly number[]) => Readonly<Record<Name, number>>,
): Readonly<Record<Name, Omit<Estimate, 'says'>>> {
  const all = Array.from({ length: trials }, (_, k) => k);
  const values = numbers(all);
  const uniform = stream(seed, 'bootstrap');
  const draws = Array.from({ length: RESAMPLES }, () =>
    numbers(all.map(() => Math.floor(trials * uniform()))),
  );
  const entries = (Object.keys(values) as Name[]).map((name) => {
    const sorted = draws.map((draw) => draw[name]).sort((a, b) => a - b);
    const value = values[name];
    const [low, high] = [quantile(sorted, (1 - CONFIDENCE) / 2), quantile(sorted, (1 + CONFIDENCE) / 2)];
    return [name, { value, low: Math.min(low, value), high: Math.max(high, value) }] as const;
  });
  return Object.fromEntries(entries) as Record<Name, Omit<Estimate, 'says'>>;
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [Math.floor(place), Math.ceil(place)];
  const [low, high] = [sorted[below] as number, sorted[above] as number];
  return low === high ? low : low + (place - below) * (high - low);
}

/** Whether the number lies within [least, most]: undefined where its interval straddles an end. */
export function within(
  { low, high }: Pick<Estimate, 'low' | 'high'>,
  least: number,
  most: number,
): boolean | undefined {
  if (low >= least && high <= most) return true;
  return high < least || low > most ? false : undefined;
}

/** True if all are, false if one is, else undefined. */
export const all = (parts: readonly (boolean | undefined)[]): boolean | undefined =>
  parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;

/** '0.123 (0.120 to 0.126)'. */
export function inWords({ value, low, high }: Pick<Estimate, 'value' | 'low' | 'high'>, digits = 3): string {
  const text = (number: number): string => String(Number(number.toPrecision(digits)));
  return low === high ? text(value) : `${text(value)} (${text(low)} to ${text(high)})`;
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** Slope of log y against log x by least squares; NaN where a number is not positive. */
export function exponent(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)];
  const [middle, height] = [meanOf(u), meanOf(v)];
  let [product, square] = [0, 0];
  u.forEach((each, k) => {
    product += (each - middle) * ((v[k] as number) - height);
    square += (each - middle) ** 2;
  });
  return product / square;
}
