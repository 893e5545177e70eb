/**
 * Measured errors of approximations: how far the right-hand side is from the left one in a named regime.
 *
 * A measurement draws groups of assignments in doubles (one group a weight sample, its members USP samples). The error is
 * the root mean square of left - right relative to that of left. Groups are independent, so their spread gives standard errors.
 */
import { type Assignment, evaluate } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { entryOf } from '../expression/matrix.ts';

export type Groups = readonly (readonly Assignment<number>[])[];

export interface Measurement {
  /** The regime in words, with the numbers that define it. */
  readonly regime: string;
  /** Scalars to compare instead of the printed sides, where those are matrices. */
  readonly compare?: readonly [left: Expression, right: Expression];
  /** Independent groups of assignments; the same seed gives the same numbers. */
  readonly sample: (seed: number) => Groups;
}

/** The groups for a seed, drawn once and shared by a claim and its mutants. */
export function sampleOf(measurement: Measurement, seed: number): Groups {
  const last = drawn.get(measurement);
  if (last?.seed === seed) return last.groups;
  const groups = measurement.sample(seed);
  drawn.set(measurement, { seed, groups });
  return groups;
}
const drawn = new WeakMap<Measurement, { readonly seed: number; readonly groups: Groups }>();

/** Sums of squares for each group of assignments. */
interface GroupedSquares {
  readonly error: readonly number[];
  readonly size: readonly number[];
}

export interface MeasuredError {
  /** Root mean square of left - right, relative to left. */
  readonly relative: number;
  readonly standardError: number;
  readonly groups: GroupedSquares;
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** The quantity that is approximated is the same for all variants of a claim. */
const known = new WeakMap<Assignment<number>, Map<Expression, number>>();
function remembered(side: Expression, assignment: Assignment<number>): number {
  const values = known.get(assignment) ?? new Map<Expression, number>();
  known.set(assignment, values);
  const value = values.get(side) ?? entryOf(evaluate(side, assignment), 0, 0);
  values.set(side, value);
  return value;
}

/** Measures left ~ right on the groups. */
export function measureError(left: Expression, right: Expression, groups: Groups): MeasuredError {
  const [error, size] = [[], []] as [number[], number[]];
  for (const group of groups) {
    let [squares, norm] = [0, 0];
    for (const assignment of group) {
      const a = remembered(left, assignment);
      const b = entryOf(evaluate(right, assignment), 0, 0);
      squares += (a - b) ** 2;
      norm += a ** 2;
    }
    error.push(squares / group.length);
    size.push(norm / group.length);
  }
  return {
    relative: Math.sqrt(total(error) / total(size)),
    standardError: standardErrorOf(error, size),
    groups: { error, size },
  };
}

/** Standard error of sqrt(sum error / sum size) over independent groups, by the delta method. */
function standardErrorOf(error: readonly number[], size: readonly number[]): number {
  const ratio = total(error) / total(size);
  const residuals = error.map((e, k) => e - ratio * (size[k] ?? 0));
  const variance = total(residuals.map((r) => r * r)) / total(size) ** 2;
  return Math.sqrt(variance) / (2 * Math.sqrt(ratio));
}

/**
 * Is the error of a variant larger than that of the original, beyond chance? Paired over the groups, which share their
 * samples: the mean difference must exceed five standard errors (one-sided false-alarm rate 3e-7 for normal differences).
 */
export function isWorse(original: MeasuredError, variant: MeasuredError): boolean {
  const differences = variant.groups.error.map((e, k) => e - (original.groups.error[k] ?? 0));
  if (!differences.every(Number.isFinite)) return true;
  const count = differences.length;
  const mean = total(differences) / count;
  const variance = total(differences.map((d) => (d - mean) ** 2)) / (count - 1);
  return mean > 5 * Math.sqrt(variance / count);
}
