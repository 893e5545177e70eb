/**
 * The smallest and the largest generalised eigenvalue of a pair of symmetric matrices, A x = lambda B x, B positive definite:
 * how much larger and smaller than B the quadratic form of A can be.
 *
 * Dense: C = L^-1 A L'^-1 with B = L L', and ml-matrix's eigenvalues of C. Above LARGEST_DENSE: Lanczos (lanczos.ts).
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { FisherOperator } from '../fisher/fisherOperator.ts';
import { Cholesky } from './cholesky.ts';
import { activeBlock } from './denseOperator.ts';
import { lanczosEigenvalueRange } from './lanczos.ts';

export interface EigenvalueRange {
  readonly smallest: number;
  readonly largest: number;
}

/** Number of afferents up to which the dense route is taken. */
export const LARGEST_DENSE = 200;

/** On the active afferents, of which there must be one. @throws RangeError where B is singular there. */
export function generalisedEigenvalueRange(
  A: Pick<FisherOperator, 'apply' | 'dense'>,
  B: FisherOperator,
  active: Int32Array,
): EigenvalueRange {
  if (active.length > LARGEST_DENSE) return lanczosEigenvalueRange(A.apply, B);
  const block = (matrix: Float64Array): Float64Array => activeBlock(matrix, B.size, active);
  return denseEigenvalueRange(block(A.dense()), new Cholesky(block(B.dense()), active.length));
}

/** A n x n row by row, symmetric. */
export function denseEigenvalueRange(A: Float64Array, B: Cholesky): EigenvalueRange {
  const n = B.size;
  // Rows of A L'^-1, then of its transpose's: L^-1 A L'^-1.
  const C = solveRows(B, transposed(solveRows(B, A), n));
  const matrix = Matrix.from1DArray(n, n, symmetrised(C, n));
  const values = new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
  return { smallest: Math.min(...values), largest: Math.max(...values) };
}

function solveRows(B: Cholesky, matrix: Float64Array): Float64Array {
  const rows = matrix.slice();
  for (let at = 0; at < rows.length; at += B.size) rows.set(B.solveLower(rows.subarray(at, at + B.size)), at);
  return rows;
}

const transposed = (matrix: Float64Array, n: number): Float64Array =>
  matrix.map((_, at) => matrix[n * (at % n) + Math.floor(at / n)] as number);

const symmetrised = (matrix: Float64Array, n: number): Float64Array =>
  matrix.map((each, at) => (each + (matrix[n * (at % n) + Math.floor(at / n)] as number)) / 2);
