/**
 * What learning changed in the dual weights of a potential: d_i = Phi'(after_i) - Phi'(before_i).
 *
 * On half-lines (potential.ts) a weight keeps its sign, never becomes 0, and stays 0 where it was: weights that do anything else are
 * impossible under the potential, and weights that are 0 before and after have no dual and say nothing about it; they are left out.
 */
import type { Potential } from '../../numeric/mirror/potential.ts';
import { LEAST_VALUES, spreadOf } from './normalDistance.ts';

export type DualChange =
  | {
      readonly kind: 'change';
      /** d of the weights that have a dual, in their order. */
      readonly values: Float64Array;
    }
  /** The potential cannot have led from one to the other. */
  | { readonly kind: 'impossible'; readonly reason: string }
  /** It may have, but d is not a sample that a distribution could be fitted to. */
  | { readonly kind: 'untestable'; readonly reason: string };

/** Dual weights are known to about this many relative rounding errors. */
const ROUNDING = 64 * Number.EPSILON;

/** Both finite and as many. */
export function dualChange(potential: Potential, before: Float64Array, after: Float64Array): DualChange {
  const all = new Float64Array(before.length);
  let [used, crossed, withoutDual, largest] = [0, 0, 0, 0];
  const isSplit = potential.domain === 'half-lines';
  for (let i = 0; i < before.length; i++) {
    const [u, v] = [before[i] as number, after[i] as number];
    if (isSplit && Math.sign(u) !== Math.sign(v)) {
      crossed++;
      continue;
    }
    if (isSplit && u === 0) continue;
    const [from, to] = [potential.gradient(u), potential.gradient(v)];
    if (!Number.isFinite(from) || !Number.isFinite(to)) withoutDual++;
    else all[used++] = to - from;
    largest = Math.max(largest, Math.abs(from), Math.abs(to));
  }
  if (crossed > 0)
    return { kind: 'impossible', reason: `${weights(crossed)} changed sign or became or left 0` };
  if (withoutDual > 0) {
    const reason = `${weights(withoutDual)} without a finite dual`;
    return { kind: isSplit ? 'impossible' : 'untestable', reason };
  }
  if (used < LEAST_VALUES)
    return { kind: 'untestable', reason: `${weights(used)} other than 0, expected at least ${LEAST_VALUES}` };
  const values = all.subarray(0, used);
  if (!(spreadOf(values).deviation > ROUNDING * largest))
    return { kind: 'untestable', reason: 'all dual changes are equal, up to rounding' };
  return { kind: 'change', values };
}

const weights = (count: number): string => `${count} ${count === 1 ? 'weight' : 'weights'}`;
