/**
 * A dense symmetric matrix, n x n row by row, as a Fisher matrix: its inverse is the Moore-Penrose inverse on the active afferents.
 *
 * Rows and columns of the other afferents must be 0. The factorization is made when `solve` is first called.
 */
import type { FisherOperator } from '../fisher/fisherOperator.ts';
import { Cholesky } from './cholesky.ts';

/** Afferents that fire, in order. */
export function activeAfferents(rates: Float64Array): Int32Array {
  return Int32Array.from(rates.keys()).filter((i) => (rates[i] as number) > 0);
}

/** Rows and columns `active` of an n x n matrix. */
export function activeBlock(matrix: Float64Array, n: number, active: Int32Array): Float64Array {
  const m = active.length;
  const block = new Float64Array(m * m);
  active.forEach((row, i) => {
    active.forEach((column, j) => {
      block[m * i + j] = matrix[n * row + column] as number;
    });
  });
  return block;
}

/** `solve` throws a RangeError where the matrix is not positive definite on the active afferents. */
export function denseOperator(matrix: Float64Array, active: Int32Array): FisherOperator {
  const n = Math.round(Math.sqrt(matrix.length));
  let factor: Cholesky | undefined;
  return {
    size: n,
    apply(vector) {
      return vector.map((_, i) => {
        let total = 0;
        for (let j = 0; j < n; j++) total += (matrix[n * i + j] as number) * (vector[j] as number);
        return total;
      });
    },
    solve(vector) {
      factor ??= new Cholesky(activeBlock(matrix, n, active), active.length);
      const solution = factor.solve(Float64Array.from(active, (i) => vector[i] as number));
      const answer = new Float64Array(n);
      active.forEach((i, at) => {
        answer[i] = solution[at] as number;
      });
      return answer;
    },
    dense: () => matrix.slice(),
  };
}
