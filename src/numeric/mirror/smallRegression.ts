/**
 * Linear regression X w = y with N < D, small enough for dense algebra: where mirror descent from w0 ends, exactly and in the lazy limit.
 *
 * Whatever the loss of X w, the dual change lies in the row space: Phi'(w) = Phi'(w0) + X' lambda. With X w = y that makes N equations for
 * lambda, the gradient of a convex function, so that there is one solution at most. To first order in y - X w0, with H = diag Phi''(w0),
 *   w = w0 + H^-1 X' lambda,   lambda = (X H^-1 X')^-1 (y - X w0).
 * Shapes: X N x D, row by row; w D, y and lambda N. Reference: Pogodin et al. 2023, arXiv 2305.19394; Gunasekar et al. 2018, arXiv 1802.08246.
 */
import { Cholesky } from '../linear/cholesky.ts';
import { dot, norm } from '../linear/vectors.ts';
import type { Potential } from './potential.ts';

export interface SmallRegression {
  /** Linearly independent. */
  readonly inputs: readonly Float64Array[];
  readonly targets: Float64Array;
  readonly initial: Float64Array;
}

/** X w - y */
export const residual = ({ inputs, targets }: SmallRegression, w: Float64Array): Float64Array =>
  targets.map((y, k) => dot(inputs[k] as Float64Array, w) - y);

/** X' lambda */
export function pulledBack(inputs: SmallRegression['inputs'], lambda: Float64Array): Float64Array {
  const length = inputs[0]?.length ?? 0;
  return Float64Array.from({ length }, (_, i) =>
    inputs.reduce((sum, row, k) => sum + (row[i] as number) * (lambda[k] as number), 0),
  );
}

/** X diag(d) X', factorized. @throws RangeError where it is singular */
function weightedGram(inputs: SmallRegression['inputs'], d: (i: number) => number): Cholesky {
  const N = inputs.length;
  const gram = new Float64Array(N * N);
  inputs.forEach((a, k) => {
    const weighted = a.map((each, i) => each * d(i));
    inputs.forEach((b, l) => {
      gram[k * N + l] = dot(weighted, b);
    });
  });
  return new Cholesky(gram, N);
}
const solve = (factor: Cholesky, v: Float64Array): Float64Array => factor.solveUpper(factor.solveLower(v));

/** The lazy limit for the metric diag(curvature(w0)). */
export function lazyWeights(problem: SmallRegression, curvature: (w: number) => number): Float64Array {
  const { inputs, initial } = problem;
  const inverse = initial.map((w) => 1 / curvature(w));
  const gram = weightedGram(inputs, (i) => inverse[i] as number);
  const change = pulledBack(inputs, solve(gram, residual(problem, initial)));
  return initial.map((w, i) => w - (inverse[i] as number) * (change[i] as number));
}

const MOST_STEPS = 60;
const SMALL = 1e-14;

/** Where mirror descent ends if it ends at X w = y. @throws RangeError where Newton's method does not find it */
export function limitWeights(problem: SmallRegression, potential: Potential): Float64Array {
  const { inputs, initial, targets } = problem;
  const dual = initial.map(potential.gradient);
  let lambda = new Float64Array(inputs.length);
  let w = initial;
  for (let step = 0; step < MOST_STEPS; step++) {
    const missing = residual(problem, w);
    if (norm(missing) <= SMALL * (norm(targets) + norm(w))) return w;
    const current = w;
    const gram = weightedGram(inputs, (i) => 1 / potential.curvature(current[i] as number));
    const correction = solve(gram, missing);
    lambda = lambda.map((each, k) => each - (correction[k] as number));
    const change = pulledBack(inputs, lambda);
    w = initial.map((w0, i) =>
      potential.inverseGradient((dual[i] as number) + (change[i] as number), Math.sign(w0)),
    );
  }
  throw new RangeError(`limit of mirror descent, ${potential.name}: not found in ${MOST_STEPS} steps`);
}

/** |v - its projection on the span of the inputs| / |v|. */
export function distanceFromRowSpace(inputs: SmallRegression['inputs'], v: Float64Array): number {
  const gram = weightedGram(inputs, () => 1);
  let rest = v;
  // Twice: the second projection removes the rounding of the first.
  for (let pass = 0; pass < 2; pass++) {
    const products = Float64Array.from(inputs, (row) => dot(row, rest));
    const projection = pulledBack(inputs, solve(gram, products));
    rest = rest.map((each, i) => each - (projection[i] as number));
  }
  return norm(rest) / norm(v);
}
