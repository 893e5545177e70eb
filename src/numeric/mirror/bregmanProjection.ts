/**
 * Where mirror descent on least squares ends: the Bregman projection of w_0 onto the solutions of X w = y (N samples, D weights, N < D).
 *
 * All iterates have Phi'(w) = Phi'(w_0) + X' lambda; the one with X w = y minimises the convex function of N numbers
 *
 *   L(lambda) = Phi*(Phi'(w_0) + X' lambda) - y' lambda      gradient X w - y      Hessian X diag(1/Phi''(w)) X'
 *
 * with Phi*(theta) = theta w - Phi(w) the conjugate. Damped Newton steps, each of which makes L smaller. Weights without a dual stay.
 *
 * Reference: Gunasekar et al. 2018, arXiv 1802.08246, Theorem 1.
 */
import { Cholesky } from '../linear/cholesky.ts';
import { addMultiple, dot } from '../linear/vectors.ts';
import type { Potential } from './potential.ts';

export interface Projection {
  readonly weights: Float64Array;
  /** N numbers: the dual change is X' lambda. */
  readonly lambda: Float64Array;
}

const MOST_STEPS = 200;
const ARMIJO = 1e-4;
/** Of residuals, relative to the largest label. */
const TOLERANCE = 1e-9;

/** @throws RangeError where there are no such weights, or they are not found */
export function bregmanProjection(
  potential: Potential,
  rows: readonly Float64Array[],
  labels: Float64Array,
  initial: Float64Array,
): Projection {
  const largest = labels.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  let at = pointAt(potential, rows, labels, initial, new Float64Array(rows.length));
  for (let step = 0; step < MOST_STEPS; step++) {
    if (at.residual.every((r) => Math.abs(r) <= TOLERANCE * largest))
      return { weights: at.weights, lambda: at.lambda };
    const direction = newtonDirection(potential, rows, at);
    const slope = dot(direction, at.residual);
    let next: Point | undefined;
    for (let size = 1; size > 1e-12; size /= 2) {
      const lambda = at.lambda.map((value, i) => value + size * (direction[i] as number));
      const tried = withinRange(() => pointAt(potential, rows, labels, initial, lambda));
      if (tried === undefined) continue;
      // L is convex: where it still falls along the direction it is lower, which near the end L itself no longer tells.
      const isLower = tried.objective <= at.objective + ARMIJO * size * slope;
      if (isLower || dot(direction, tried.residual) <= 0) {
        next = tried;
        break;
      }
    }
    if (next === undefined) break;
    at = next;
  }
  throw new RangeError(
    `regression, ${potential.name}: got no weights that fit all ${rows.length} samples, expected some: fewer samples may help`,
  );
}

/** A potential throws where no weight has the dual. */
function withinRange(point: () => Point): Point | undefined {
  try {
    return point();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Point {
  readonly lambda: Float64Array;
  readonly weights: Float64Array;
  readonly objective: number;
  /** X w - y. */
  readonly residual: Float64Array;
}

/** Of an objective that is not finite where a number leaves the range of doubles. @throws RangeError where it leaves the potential's */
function pointAt(
  potential: Potential,
  rows: readonly Float64Array[],
  labels: Float64Array,
  initial: Float64Array,
  lambda: Float64Array,
): Point {
  const change = new Float64Array(initial.length);
  for (const [i, row] of rows.entries()) addMultiple(change, lambda[i] as number, row);
  let objective = -dot(labels, lambda);
  const weights = initial.map((w, j) => {
    const before = potential.gradient(w);
    if (!Number.isFinite(before)) return w;
    const dual = before + (change[j] as number);
    const moved = potential.inverseGradient(dual, w < 0 ? -1 : 1);
    objective += dual * moved - potential.value(moved);
    return moved;
  });
  return {
    lambda,
    weights,
    objective,
    residual: labels.map((y, i) => dot(rows[i] as Float64Array, weights) - y),
  };
}

/** - Hessian^-1 residual. */
function newtonDirection(
  potential: Potential,
  rows: readonly Float64Array[],
  { weights, residual }: Point,
): Float64Array {
  const count = rows.length;
  const inverse = weights.map((w) => 1 / potential.curvature(w));
  // Phi'' of p > 2 is 0 at 0: the slope of w there is infinite, and bounded by the others'.
  const most = 1e6 * median(inverse);
  const scaled = inverse.map((value) => (Number.isFinite(value) ? Math.min(value, most) : 0));
  const hessian = new Float64Array(count * count);
  for (const [i, row] of rows.entries()) {
    const weighted = row.map((x, j) => x * (scaled[j] as number));
    for (let k = 0; k <= i; k++) {
      const value = dot(weighted, rows[k] as Float64Array);
      hessian[i * count + k] = value;
      hessian[k * count + i] = value;
    }
  }
  return new Cholesky(hessian, count).solve(residual).map((value) => -value);
}

function median(values: Float64Array): number {
  return values.slice().sort()[values.length >>> 1] ?? 0;
}
