/**
 * How far one Fisher matrix A is from a reference B, in three ways:
 *
 *   difference   |A - B|_F/|B|_F, without what the noise of either adds to it on average: the sums of the squared standard errors
 *                V_A and V_B are subtracted, sqrt(max(0, |A - B|^2 - V_A - V_B)/(|B|^2 - V_B))
 *   smallest, largest   generalised eigenvalues of (A, B)
 *   angle        mean over gradients x of the angle between A^+ x and B^+ x, degrees
 *
 * The last two are plain functions of A and B: what noise does to them is up to the caller.
 */
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import { generalisedEigenvalueRange } from '../../numeric/linear/generalisedEigenvalues.ts';
import { angleBetween } from '../../numeric/linear/vectors.ts';
import { squaredDistance } from './jackknife.ts';

/** A matrix with the noise in it. */
export interface NoisyMatrix {
  readonly operator: FisherOperator;
  readonly dense: Float64Array;
  /** The sum over all entries of their squared standard errors; 0 for a matrix that is not sampled. */
  readonly squaredError: number;
}

export interface ReferenceMatrix extends NoisyMatrix {
  /** B^+ x for every gradient. */
  readonly naturalGradients: readonly Float64Array[];
}

export interface Distances {
  /** The square of the relative difference, without the noise; it may be negative, which its root may not. */
  readonly squaredDifference: number;
  readonly smallest: number;
  readonly largest: number;
  /** Degrees, one for each gradient. */
  readonly angles: readonly number[];
}

export const squaredNorm = (matrix: Float64Array): number =>
  squaredDistance(matrix, new Float64Array(matrix.length));

export function distances(
  A: NoisyMatrix,
  B: ReferenceMatrix,
  gradients: readonly Float64Array[],
  active: Int32Array,
): Distances {
  const apart = squaredDistance(A.dense, B.dense) - A.squaredError - B.squaredError;
  const { smallest, largest } = generalisedEigenvalueRange(A.operator, B.operator, active);
  return {
    squaredDifference: apart / (squaredNorm(B.dense) - B.squaredError),
    smallest,
    largest,
    angles: gradients.map((x, i) => angleBetween(A.operator.solve(x), B.naturalGradients[i] as Float64Array)),
  };
}

export const withNaturalGradients = (
  matrix: NoisyMatrix,
  gradients: readonly Float64Array[],
): ReferenceMatrix => ({ ...matrix, naturalGradients: gradients.map((x) => matrix.operator.solve(x)) });
