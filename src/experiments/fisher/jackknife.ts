/**
 * Standard errors of functions of a Monte Carlo mean, from the groups that its samples fall into: the delete-one-group jackknife.
 *
 * Notation: K groups of n_k samples, N in all; theta of all samples, theta_k of all but group k; h_k = N/n_k, pseudo-values
 * theta~_k = h_k theta - (h_k - 1) theta_k. The groups need not be of one size.
 * Reference: Busing, Meijer & van der Leeden 1999, Delete-m jackknife for unequal m, Statistics and Computing 9:3.
 */
import type { MonteCarloGroup } from '../../parallel/monteCarloFisherMatrix.ts';

/** The mean over all samples of the groups. */
export function meanOf(groups: readonly MonteCarloGroup[]): Float64Array {
  const total = groups.reduce((sum, { samples }) => sum + samples, 0);
  const mean = new Float64Array(groups[0]?.matrix.length ?? 0);
  for (const group of groups) {
    const share = group.samples / total;
    for (let at = 0; at < mean.length; at++)
      mean[at] = (mean[at] as number) + share * (group.matrix[at] as number);
  }
  return mean;
}

/** The sum over all entries of their squared standard errors: |mean - expectation|^2 on average. */
export function squaredStandardError(groups: readonly MonteCarloGroup[]): number {
  const mean = meanOf(groups);
  let [total, squares, spread] = [0, 0, 0];
  for (const group of groups) {
    total += group.samples;
    squares += group.samples ** 2;
    spread += group.samples ** 2 * squaredDistance(group.matrix, mean);
  }
  return spread / (total ** 2 - squares);
}

export function squaredDistance(u: Float64Array, v: Float64Array): number {
  let total = 0;
  for (let at = 0; at < u.length; at++) total += ((u[at] as number) - (v[at] as number)) ** 2;
  return total;
}

/** All groups but one, for each. */
export const leavingOneOut = (groups: readonly MonteCarloGroup[]): (readonly MonteCarloGroup[])[] =>
  groups.map((_, left) => groups.filter((_, k) => k !== left));

export interface Jackknife {
  /** Squared standard errors of the components of theta. */
  readonly variance: Float64Array;
  /** What the noise of the mean adds to them on average, where that is proportional to 1/N. */
  readonly bias: Float64Array;
}

/**
 * @param all theta of all groups
 * @param without theta of `leavingOneOut(groups)`, in that order
 */
export function jackknife(
  groups: readonly MonteCarloGroup[],
  all: Float64Array,
  without: readonly Float64Array[],
): Jackknife {
  const total = groups.reduce((sum, { samples }) => sum + samples, 0);
  const shares = groups.map(({ samples }) => samples / total);
  const parts = Array.from(all, (theta, at) =>
    componentOf(
      theta,
      without.map((each) => each[at] as number),
      shares,
    ),
  );
  return {
    variance: Float64Array.from(parts, ({ variance }) => variance),
    bias: Float64Array.from(parts, ({ bias }) => bias),
  };
}

function componentOf(
  theta: number,
  left: readonly number[],
  shares: readonly number[],
): { readonly variance: number; readonly bias: number } {
  const K = left.length;
  const bias = left.reduce((sum, each, k) => sum + (1 - (shares[k] as number)) * (each - theta), 0);
  const variance = left.reduce((sum, each, k) => {
    const h = 1 / (shares[k] as number);
    return sum + (h * theta - (h - 1) * each - (theta - bias)) ** 2 / (h - 1);
  }, 0);
  return { variance: variance / K, bias };
}
