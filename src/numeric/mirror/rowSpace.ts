/**
 * The invariant of linear regression by mirror descent, whatever the rates and the momentum: gradients are in the row space of the inputs X (N x D),
 * so the dual change is,
 *
 *   Phi'(w_t) - Phi'(w_0) = X' lambda      lambda: N numbers
 *
 * Weights without a dual (0 under negative entropy) never change, and are left out on both sides.
 */
import { Cholesky } from '../linear/cholesky.ts';
import { addMultiple, dot, norm } from '../linear/vectors.ts';
import type { InputMatrix } from './inputMatrix.ts';
import type { Potential } from './potential.ts';

/** Phi'(after) - Phi'(before); NaN for weights without a dual. @throws RangeError where lengths differ */
export function dualChange(potential: Potential, before: Float64Array, after: Float64Array): Float64Array {
  if (before.length !== after.length)
    throw new RangeError(`dual change: got ${before.length} and ${after.length} weights (expected as many)`);
  return before.map((w, i) => {
    const change = potential.gradient(after[i] as number) - potential.gradient(w);
    return Number.isFinite(change) ? change : Number.NaN;
  });
}

/** Least squares: lambda with the smallest |change - X' lambda|, and that length relative to |change|, 0 where nothing has changed. */
export interface Projection {
  readonly lambda: Float64Array;
  readonly relativeResidual: number;
}

/**
 * By the normal equations and one step of refinement with the residual itself (Bjorck 1996, Numerical Methods for Least Squares Problems, section
 * 6.6.5), backward stable where the condition of X is below 1e7 or so. O(N^2 D).
 *
 * @throws RangeError on a change of another length, or where the rows of X are not independent to working precision
 */
export function projectOnRows(inputs: InputMatrix, change: Float64Array): Projection {
  if (change.length !== inputs.columns)
    throw new RangeError(`row space: got ${change.length} changes (expected ${inputs.columns})`);
  const known = change.map((d) => (Number.isFinite(d) ? 1 : 0));
  const rows = inputRows(inputs);
  const factor = new Cholesky(gram(rows, known), rows.length);
  const residual = change.map((d) => (Number.isFinite(d) ? d : 0));
  const size = norm(residual);
  const lambda = new Float64Array(rows.length);
  for (let round = 0; round < 2; round++) {
    const more = factor.solve(Float64Array.from(rows, (row) => dot(row, residual)));
    addMultiple(lambda, 1, more);
    rows.forEach((row, i) => {
      addMultiple(residual, -(more[i] as number), row);
    });
    known.forEach((isKnown, j) => {
      if (isKnown === 0) residual[j] = 0;
    });
  }
  return { lambda, relativeResidual: size === 0 ? 0 : norm(residual) / size };
}

/** Copies. */
export const inputRows = (inputs: InputMatrix): Float64Array[] =>
  Array.from({ length: inputs.rows }, (_, i) => inputs.row(i));

/** X diag(scale) X', N x N, the lower triangle. */
export function gram(rows: readonly Float64Array[], scale: Float64Array): Float64Array {
  const size = rows.length;
  const matrix = new Float64Array(size * size);
  rows.forEach((row, i) => {
    const scaled = row.map((x, j) => x * (scale[j] as number));
    for (let k = 0; k <= i; k++) matrix[i * size + k] = dot(scaled, rows[k] as Float64Array);
  });
  return matrix;
}
