/**
 * When a mean learning curve has converged, with confidence intervals over trials.
 *
 * The curve of a student is the mean over trials of its error, as the paper's figures show it; its convergence time T is when that curve is
 * first at or below the criterion, interpolated between measurements on a logarithmic axis of errors. A curve that does not get there
 * within the run has T at least the run's length: it counts as that, and the interval is open. Trials are paired: all students of a trial
 * have the same weights and spikes. Standard errors are those of the delete-one jackknife on log T, intervals Student's t with K - 1
 * degrees of freedom. The first crossing of a noisy curve is not a smooth function of it: on simulated curves with 5 to 20 trials the
 * intervals miss the ratio of a large sample in 0.3 to 2 % of the runs while the error that learning ends at is below 0.7 of the criterion, in
 * 4 % where it ends at 0.7 to 0.9 of it, in 6 to 12 % at 0.94. Reference: Efron & Stein 1981, The jackknife estimate of variance, Annals of Statistics 9:586.
 */

import { studentQuantile } from '../../../numeric/studentQuantile.ts';
import type { Estimate } from '../reproduction.ts';

/** Two-sided, of all intervals. */
export const CONFIDENCE = 0.99;

/** Where an interval that is open above ends: a ratio of times, written as a number. */
export const OPEN_RATIO = 1000;

/** Errors of one student: trial x time. */
export type Curves = readonly (readonly number[])[];

export interface Convergence {
  /** T of the mean over all trials, s; the run's length where it is not reached. */
  readonly time: number;
  readonly reached: boolean;
  /** log T without each of the trials. */
  readonly leftOut: readonly number[];
}

export function meanCurve(curves: Curves): number[] {
  const sum = sumOf(curves);
  return sum.map((value) => value / curves.length);
}

/** The mean without each of the trials. */
export function meansLeavingOneOut(curves: Curves): number[][] {
  const sum = sumOf(curves);
  return curves.map((curve) => sum.map((value, t) => (value - (curve[t] as number)) / (curves.length - 1)));
}

/** Undefined where the curve stays above. */
export function firstBelow(
  curve: readonly number[],
  times: readonly number[],
  criterion: number,
): number | undefined {
  const t = curve.findIndex((value) => value <= criterion);
  if (t <= 0) return t < 0 ? undefined : (times[0] as number);
  const [before, after] = [curve[t - 1] as number, curve[t] as number];
  const [from, to] = [times[t - 1] as number, times[t] as number];
  if (after <= 0) return to;
  return from + ((to - from) * Math.log(before / criterion)) / Math.log(before / after);
}

export function convergence(curves: Curves, times: readonly number[], criterion: number): Convergence {
  const end = times.at(-1) as number;
  const found = firstBelow(meanCurve(curves), times, criterion);
  const leftOut = meansLeavingOneOut(curves).map((mean) =>
    logTime(firstBelow(mean, times, criterion) ?? end),
  );
  return { time: found ?? end, reached: found !== undefined, leftOut };
}

/** T, s. */
export function timeEstimate(
  { time, reached, leftOut }: Convergence,
  says: string,
  confidence = CONFIDENCE,
): Estimate {
  if (!reached)
    return {
      value: time,
      low: time,
      high: OPEN_RATIO * time,
      unit: 's',
      says: `${says}: not within the run`,
    };
  const half = halfWidth(leftOut, confidence);
  return { value: time, low: time * Math.exp(-half), high: time * Math.exp(half), unit: 's', says };
}

/** T of the one over T of the other, from the same trials. */
export function ratioEstimate(
  one: Convergence,
  other: Convergence,
  says: string,
  confidence = CONFIDENCE,
): Estimate {
  const value = one.time / other.time;
  const half = halfWidth(
    one.leftOut.map((log, k) => log - (other.leftOut[k] as number)),
    confidence,
  );
  if (!one.reached && !other.reached)
    return { value, low: 0, high: OPEN_RATIO, says: `${says}: neither within the run` };
  if (!one.reached)
    return {
      value,
      low: value * Math.exp(-half),
      high: OPEN_RATIO,
      says: `${says}: the first not within the run`,
    };
  if (!other.reached)
    return { value, low: 0, high: value * Math.exp(half), says: `${says}: the second not within the run` };
  return { value, low: value * Math.exp(-half), high: value * Math.exp(half), says };
}

/** Of an estimate, from its values without each of the trials. */
export function halfWidth(leftOut: readonly number[], confidence = CONFIDENCE): number {
  const count = leftOut.length;
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / count;
  const squares = leftOut.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return studentQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(((count - 1) / count) * squares);
}

const logTime = (time: number): number => Math.log(Math.max(time, Number.MIN_VALUE));

function sumOf(curves: Curves): number[] {
  const [first] = curves;
  if (first === undefined || curves.length < 2)
    throw new RangeError(`learning curves: ${curves.length} trials (expected at least 2)`);
  return first.map((_, t) => curves.reduce((sum, curve) => sum + (curve[t] as number), 0));
}
