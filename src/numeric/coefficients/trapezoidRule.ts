/**
 * The trapezoid rule for E[f(V) moment(w)], V = mean + sd z, w = z - peak, z ~ N(0, 1), with its rounding error.
 *
 * Rounding error: some units of the last place of each term, and V's own rounding times |df/dV|, taken from adjacent nodes.
 * It supposes that f(V) is accurate to a few units of the last place for the V it is given.
 */
import { UNIT_ROUNDOFF } from '../estimate.ts';
import type { Interval } from './integrandInterval.ts';
import type { Rate } from './integrandRate.ts';

/** Keeps the nodes off round z, where a transfer function may have an isolated 0/0. */
const OFFSET = 0.3819;
/** Units of the last place by which a user's function, at a given argument, may be wrong. */
const FUNCTION_ROUNDOFFS = 8;

export interface Gaussian {
  readonly mean: number;
  readonly sd: number;
}

/** One integral by one rule: the sum and its rounding error. */
export interface WeightedSum {
  readonly value: number;
  readonly rounding: number;
}

/** Values of f at V = mean + sd z, z = start + j step. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly peak: number;
  readonly values: Float64Array;
}

export type Moment = (w: number) => number;

/** `count` equidistant nodes on the interval. */
export function equidistantGrid(
  f: Rate,
  { mean, sd }: Gaussian,
  { low, peak, high }: Interval,
  count: number,
): Grid {
  const step = (high - low) / count;
  const start = low + OFFSET * step;
  const values = new Float64Array(count);
  for (let j = 0; j < count; j++) values[j] = f(mean + sd * (start + j * step));
  return { start, step, peak, values };
}

/** The grid of half the step: the old nodes at even j, new ones between and after. */
export function halvedGrid(f: Rate, { mean, sd }: Gaussian, { start, step, peak, values: old }: Grid): Grid {
  const values = new Float64Array(2 * old.length);
  for (let j = 0; j < old.length; j++) {
    values[2 * j] = old[j] as number;
    values[2 * j + 1] = f(mean + sd * (start + (j + 0.5) * step));
  }
  return { start, step: step / 2, peak, values };
}

/** step sum_j f(V_j) moment(z_j - peak) N(z_j). */
export function weightedSum(
  { start, step, peak, values }: Grid,
  moment: Moment,
  { mean, sd }: Gaussian,
): WeightedSum {
  let total = 0;
  let absolute = 0;
  let argument = 0;
  for (let j = 0; j < values.length; j++) {
    const z = start + j * step;
    const weight = (moment(z - peak) * Math.exp(-0.5 * z * z) * step) / Math.sqrt(2 * Math.PI);
    const term = weight * (values[j] as number);
    total += term;
    absolute += Math.abs(term) * (1 + 0.5 * z * z);
    argument += Math.abs(weight) * relativeVariation(values, j, mean, sd, z, step);
  }
  const roundoffs = FUNCTION_ROUNDOFFS + Math.sqrt(values.length);
  return { value: total, rounding: UNIT_ROUNDOFF * (roundoffs * absolute + 2 * argument) };
}

/** |V df/dV| at node j from its neighbours: what a relative rounding of V does to f. */
function relativeVariation(
  values: Float64Array,
  j: number,
  mean: number,
  sd: number,
  z: number,
  step: number,
): number {
  if (j === 0 || j === values.length - 1) return 0;
  const slope = Math.abs((values[j + 1] as number) - (values[j - 1] as number)) / (2 * step * sd);
  return slope * (Math.abs(mean) + sd * Math.abs(z));
}
