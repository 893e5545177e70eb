/**
 * A Fisher matrix that is diagonal plus low rank: G = diag(d) + U M U^T with p columns in U.
 *
 * The paper's closed form (p = 2), its next order (p = 3) and the exact matrix of the spiking model (p as large as the weights need)
 * are all of this form. Inverse by Woodbury, D^-1 - D^-1 U K U^T D^-1 with K = (1 + M S)^-1 M, S = U^T D^-1 U: no inverse of M, which may
 * be singular. One step of iterative refinement takes away what the core's condition number adds.
 *
 * Shapes: d an n-vector, 0 exactly for silent afferents, whose rows of U are 0 too; U as p columns of length n; M, K, S p x p, row
 * by row. Cost: O(n p) to apply and to solve, O(n p^2 + p^3) once before the first solve, O(n^2 p) for all entries.
 */
import { LuDecomposition, Matrix } from 'ml-matrix';
import type { FisherOperator } from './fisherOperator.ts';

export interface LowRankForm {
  /** d, Hz mV^2; > 0 for active afferents, 0 for silent ones. */
  readonly diagonal: Float64Array;
  /** The columns of U. */
  readonly columns: readonly Float64Array[];
  /** M, symmetric. */
  readonly core: Float64Array;
  /** K, where a form is known that cancels less than Woodbury's; made when it is first needed otherwise. */
  readonly inverseCore?: Float64Array;
}

/** @throws RangeError where an active afferent has no positive diagonal: G is not positive definite there. */
export function lowRankFisher(form: LowRankForm): FisherOperator {
  const { diagonal, columns, core } = form;
  const n = diagonal.length;
  let inverse = form.inverseCore;
  const multiply = (vector: Float64Array): Float64Array => {
    const result = diagonal.map((d, i) => d * (vector[i] as number));
    addCombination(result, columns, coreProduct(core, innerProducts(columns, vector)));
    return result;
  };
  const divide = (vector: Float64Array, K: Float64Array): Float64Array => {
    const scaled = diagonal.map((d, i) => (d === 0 ? 0 : (vector[i] as number) / d));
    const weights = coreProduct(K, innerProducts(columns, scaled));
    const correction = new Float64Array(n);
    addCombination(correction, columns, weights);
    return scaled.map((each, i) =>
      diagonal[i] === 0 ? 0 : each - (correction[i] as number) / (diagonal[i] as number),
    );
  };
  return {
    size: n,
    apply: (vector) => multiply(checkedLength(vector, n)),
    solve(vector) {
      checkedLength(vector, n);
      inverse ??= woodburyCore(form);
      const solution = divide(vector, inverse);
      const image = multiply(solution);
      const correction = divide(
        vector.map((v, i) => v - (image[i] as number)),
        inverse,
      );
      return solution.map((x, i) => x + (correction[i] as number));
    },
    dense: () => denseMatrix(form),
  };
}

function checkedLength(vector: Float64Array, n: number): Float64Array {
  if (vector.length === n) return vector;
  throw new RangeError(`Fisher matrix: got a vector of length ${vector.length}, expected ${n}`);
}

/** U^T v. */
export const innerProducts = (columns: readonly Float64Array[], vector: Float64Array): Float64Array =>
  Float64Array.from(columns, (column) => {
    let total = 0;
    for (let i = 0; i < column.length; i++) total += (column[i] as number) * (vector[i] as number);
    return total;
  });

function coreProduct(core: Float64Array, vector: Float64Array): Float64Array {
  const p = vector.length;
  return vector.map((_, a) => {
    let total = 0;
    for (let b = 0; b < p; b++) total += (core[a * p + b] as number) * (vector[b] as number);
    return total;
  });
}

/** result += U weights. */
function addCombination(result: Float64Array, columns: readonly Float64Array[], weights: Float64Array): void {
  for (const [a, column] of columns.entries()) {
    const weight = weights[a] as number;
    for (let i = 0; i < result.length; i++)
      result[i] = (result[i] as number) + weight * (column[i] as number);
  }
}

/** K = (1 + M S)^-1 M. */
function woodburyCore({ diagonal, columns, core }: LowRankForm): Float64Array {
  const p = columns.length;
  const wrong = diagonal.findIndex((d) => !(d >= 0 && d < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Fisher matrix: diagonal part ${diagonal[wrong]} of afferent ${wrong} (expected a positive number): not positive definite`,
    );
  }
  const scaled = columns.map((column) =>
    column.map((u, i) => (diagonal[i] === 0 ? 0 : u / (diagonal[i] as number))),
  );
  const S = new Matrix(scaled.map((column) => [...innerProducts(columns, column)]));
  const M = Matrix.from1DArray(p, p, core);
  const lu = new LuDecomposition(Matrix.add(Matrix.eye(p), M.mmul(S)));
  if (lu.isSingular()) throw new RangeError('Fisher matrix: singular on the active afferents');
  const K = lu.solve(M).to1DArray();
  return Float64Array.from(K, (k, at) => 0.5 * (k + (K[(at % p) * p + Math.floor(at / p)] as number)));
}

function denseMatrix({ diagonal, columns, core }: LowRankForm): Float64Array {
  const n = diagonal.length;
  const p = columns.length;
  const G = new Float64Array(n * n);
  const rows = new Float64Array(n * p);
  for (const [a, column] of columns.entries()) {
    for (let i = 0; i < n; i++) rows[i * p + a] = column[i] as number;
  }
  const left = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    for (let b = 0; b < p; b++) {
      let total = 0;
      for (let a = 0; a < p; a++) total += (rows[i * p + a] as number) * (core[a * p + b] as number);
      left[b] = total;
    }
    for (let j = i; j < n; j++) {
      let total = i === j ? (diagonal[i] as number) : 0;
      for (let b = 0; b < p; b++) total += (left[b] as number) * (rows[j * p + b] as number);
      G[i * n + j] = total;
      G[j * n + i] = total;
    }
  }
  return G;
}
