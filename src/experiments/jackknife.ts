/**
 * Standard errors of functions of a Monte Carlo mean, from the groups that its samples fall into: the delete-one-group jackknife.
 *
 * Notation: K groups of n_k samples, N in all; theta of all samples, theta_k of all but group k; h_k = N/n_k, pseudo-values
 * theta~_k = h_k theta - (h_k - 1) theta_k. The groups need not be of one size.
 * Reference: Busing, Meijer & van der Leeden 1999, Delete-m jackknife for unequal m, Statistics and Computing 9:3.
 */
import type { MonteCarloGroup } from '../parallel/monteCarloFisherMatrix.ts';

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

/**
 * The standard error of every component of theta.
 * @param all theta of all groups
 * @param without theta of `leavingOneOut(groups)`, in that order
 */
export function jackknifeError(
  groups: readonly MonteCarloGroup[],
  all: Float64Array,
  without: readonly Float64Array[],
): Float64Array {
  const K = groups.length;
  const total = groups.reduce((sum, { samples }) => sum + samples, 0);
  return all.map((theta, at) => {
    const left = without.map((each) => each[at] as number);
    const share = groups.map(({ samples }) => samples / total);
    const estimate = left.reduce((sum, each, k) => sum - (1 - (share[k] as number)) * each, K * theta);
    const variance = left.reduce((sum, each, k) => {
      const h = 1 / (share[k] as number);
      return sum + (h * theta - (h - 1) * each - estimate) ** 2 / (h - 1);
    }, 0);
    return Math.sqrt(variance / K);
  });
}
