/**
 * Numbers of Figure 7 from trials: mean changes over (w_a, w_b), their signs, and where they cross zero.
 *
 * The change of an unstimulated weight is affine in its initial value for every trial, so that its mean over trials is that of the mean factor
 * and offset; with the exact matrix it is -s(w_a, w_b) times the mean drive.
 */
import { meanOf } from '../fewSynapses/intervals.ts';
import type { Change, ColumnResult } from './run.ts';

/** Mean changes at one w_a, of unstimulated synapses for each w_b of a list. */
export interface Profile {
  readonly weight: number;
  readonly stimulated: number;
  readonly unstimulated: readonly number[];
  /** What both changes are in proportion to at this w_a: the mean of the summed eta score sum x with the exact matrix, 1 otherwise. */
  readonly drive: number;
}

export const RULES = ['held', 'following', 'exact', 'other'] as const;
export type MapRule = (typeof RULES)[number];

/** Trials of one w_a. */
export type Column = readonly ColumnResult[];

/** What a map is made from: the trials of each w_a of `weights`, and s(w_a, w_b) for each w_b of `unstimulated`. */
export interface MapData {
  readonly weights: readonly number[];
  readonly unstimulated: readonly number[];
  readonly columns: readonly Column[];
  readonly response: readonly (readonly number[])[];
}

/** @param trials their places; one may come several times. */
export function profilesOf(
  rule: MapRule,
  { weights, unstimulated, columns, response }: MapData,
  trials: readonly number[],
): Profile[] {
  return columns.map((column, k) => {
    const weight = weights[k] as number;
    const average = (read: (result: ColumnResult) => number): number =>
      meanOf(trials.map((p) => read(column[p] as ColumnResult)));
    if (rule === 'exact') {
      const drive = average(({ exact }) => exact.drive);
      return {
        weight,
        stimulated: average(({ exact }) => exact.change),
        unstimulated: (response[k] as readonly number[]).map((s) => -s * drive),
        drive,
      };
    }
    const factor = average((result) => (result[rule] as Change).factor);
    const offset = average((result) => (result[rule] as Change).offset);
    return {
      weight,
      stimulated: average((result) => (result[rule] as Change).change),
      unstimulated: unstimulated.map((w) => (factor - 1) * w + offset),
      drive: 1,
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

/** Points between two stimulated weights, at which changes are interpolated: the shares are to see less than a column. */
const BETWEEN = 10;

/** Shares of the map; between the stimulated weights the drive is linear, and the changes in units of it are. */
export function sharesOf(profiles: readonly Profile[]): Shares {
  const counts = { O1: 0, O2: 0, S: 0, P: 0 };
  let [bottom, cells] = [0, 0];
  profiles.slice(1).forEach((right, k) => {
    const left = profiles[k] as Profile;
    for (let part = 0.5; part < BETWEEN; part++) {
      const share = part / BETWEEN;
      const drive = (1 - share) * left.drive + share * right.drive;
      const between = (from: number, to: number): number =>
        drive * ((1 - share) * (from / left.drive) + share * (to / right.drive));
      const stimulated = between(left.stimulated, right.stimulated);
      left.unstimulated.forEach((from, j) => {
        const regime = regimeOf(stimulated, between(from, right.unstimulated[j] as number));
        counts[regime]++;
        cells++;
        if (j === 0 && regime === 'S') bottom++;
      });
    }
  });
  const last = profiles.at(-1);
  const corner = last === undefined ? 'P' : regimeOf(last.stimulated, last.unstimulated.at(-1) as number);
  return {
    O1: counts.O1 / cells,
    O2: counts.O2 / cells,
    S: counts.S / cells,
    P: counts.P / cells,
    bottomS: bottom / (BETWEEN * (profiles.length - 1)),
    cornerS: corner === 'S' ? 1 : 0,
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

/** y at x, linear between points; x within them. */
export function interpolated(x: readonly number[], y: readonly number[], at: number): number {
  const k = Math.min(x.length - 2, Math.max(0, x.findIndex((each) => each >= at) - 1));
  const [a, b] = [x[k] as number, x[k + 1] as number];
  return (y[k] as number) + ((at - a) / (b - a)) * ((y[k + 1] as number) - (y[k] as number));
}
