/**
 * Numbers of Figure 7 from trials: mean changes over (w_a, w_b), their signs, and where they cross zero.
 *
 * The change of an unstimulated weight is affine in its initial value for every trial, so that its mean over trials is that of the mean factor
 * and offset; with the exact matrix it is -s(w_a, w_b) times the mean drive.
 */
import { meanOf } from '../fewSynapses/intervals.ts';
import type { Change, ColumnResult } from './run.ts';

/** Mean changes at one w_a. */
export interface Profile {
  readonly weight: number;
  readonly stimulated: number;
  readonly unstimulated: (w: number) => number;
}

export const RULES = ['held', 'following', 'exact', 'other'] as const;
export type MapRule = (typeof RULES)[number];

/** Trials of one w_a. */
export type Column = readonly ColumnResult[];

/** @param response s(w_a, .) at each w_a; for the rule 'exact' only, with `unstimulated` the weights it is at. */
export function profilesOf(
  rule: MapRule,
  columns: readonly Column[],
  places: readonly number[],
  weights: readonly number[],
  response: readonly (readonly number[])[],
  unstimulated: readonly number[],
): Profile[] {
  return columns.map((column, k) => {
    const weight = weights[k] as number;
    const average = (read: (result: ColumnResult) => number): number =>
      meanOf(places.map((p) => read(column[p] as ColumnResult)));
    if (rule === 'exact') {
      const drive = average(({ exact }) => exact.drive);
      const s = response[k] as readonly number[];
      return {
        weight,
        stimulated: average(({ exact }) => exact.change),
        unstimulated: (w) => -(s[unstimulated.indexOf(w)] as number) * drive,
      };
    }
    const factor = average((result) => (result[rule] as Change).factor);
    const offset = average((result) => (result[rule] as Change).offset);
    return {
      weight,
      stimulated: average((result) => (result[rule] as Change).change),
      unstimulated: (w) => (factor - 1) * w + offset,
    };
  });
}

/** By the signs of the changes (stimulated, unstimulated): O1 (+, -), O2 (-, +), S (-, -), and (+, +), which the paper does not have. */
export type Regime = 'O1' | 'O2' | 'S' | 'P';

export const regimeOf = (stimulated: number, unstimulated: number): Regime =>
  stimulated > 0 ? (unstimulated > 0 ? 'P' : 'O1') : unstimulated > 0 ? 'O2' : 'S';

export interface Shares {
  readonly O1: number;
  readonly O2: number;
  readonly S: number;
  readonly P: number;
  /** S among the smallest w_b only. */
  readonly bottomS: number;
  /** 1 where both weights are the largest and S, else 0. */
  readonly cornerS: number;
}

/** Shares of the map. */
export function sharesOf(profiles: readonly Profile[], unstimulated: readonly number[]): Shares {
  const counts = { O1: 0, O2: 0, S: 0, P: 0 };
  let [bottom, corner] = [0, 0];
  profiles.forEach((profile, k) => {
    unstimulated.forEach((w, j) => {
      const regime = regimeOf(profile.stimulated, profile.unstimulated(w));
      counts[regime]++;
      if (regime !== 'S') return;
      if (j === 0) bottom++;
      if (j === unstimulated.length - 1 && k === profiles.length - 1) corner = 1;
    });
  });
  const cells = profiles.length * unstimulated.length;
  return {
    O1: counts.O1 / cells,
    O2: counts.O2 / cells,
    S: counts.S / cells,
    P: counts.P / cells,
    bottomS: bottom / profiles.length,
    cornerS: corner,
  };
}

/**
 * The first x at which y changes its sign from that of `from` to the other, linear between points; the first x where it has the other sign there
 * already, the last where it never changes.
 */
export function crossing(x: readonly number[], y: readonly number[], from: 1 | -1): number {
  const k = y.findIndex((value) => from * value <= 0);
  if (k < 0) return x.at(-1) as number;
  if (k === 0) return x[0] as number;
  const [a, b] = [y[k - 1] as number, y[k] as number];
  return (x[k - 1] as number) + ((x[k] as number) - (x[k - 1] as number)) * (a / (a - b));
}

/** Largest rise from one point to the next over the range of y: 0 or below where y falls throughout. */
export function largestRise(y: readonly number[]): number {
  const rises = y.slice(1).map((value, k) => value - (y[k] as number));
  return Math.max(...rises) / (Math.max(...y) - Math.min(...y));
}
