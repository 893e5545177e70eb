/**
 * Where mirror descent from w_0 ends if it reaches the loss 0: the interpolant, X w = y with Phi'(w) = Phi'(w_0) + X' lambda, which is the one
 * that is closest to w_0 in the Bregman divergence (Gunasekar et al. 2018, arXiv 1802.08246), and its lazy limit.
 *
 * lambda is a root of F(lambda) = X w(theta_0 + X' lambda) - y, whose Jacobian is X H^-1 X', H = diag Phi''(w). The lazy limit is one step of Newton from
 * lambda = 0,
 *
 *   lambda = (X H_0^-1 X')^-1 (y - X w_0)
 *
 * so where Phi'' is smooth at the weights its relative error is of first order in the size of the change.
 *
 * Shapes: X is N x D with independent rows, lambda has N numbers. O(N^2 D) a step.
 */
import { Cholesky } from '../linear/cholesky.ts';
import { addMultiple, dot, norm } from '../linear/vectors.ts';
import type { Potential } from './potential.ts';
import { checkProblem, type RegressionProblem } from './regressionProblem.ts';
import { gram, inputRows } from './rowSpace.ts';

export interface Interpolant {
  readonly lambda: Float64Array;
  readonly weights: Float64Array;
  /** Of Newton. */
  readonly steps: number;
}

/** @throws RangeError where X H_0^-1 X' is not positive definite: dependent rows, or Phi'' = 0 at a weight */
export function lazyLambda(problem: RegressionProblem, potential: Potential): Float64Array {
  checkProblem(problem);
  return new System(problem, potential).newtonStep(problem.weights);
}

/**
 * By Newton with halved steps.
 *
 * @param tolerance of |X w - y|/|y|
 * @throws RangeError as lazyLambda does, at any step, and where the steps do not suffice: the signs that a potential keeps may forbid X w = y
 */
export function interpolant(
  problem: RegressionProblem,
  potential: Potential,
  { tolerance = 1e-12, mostSteps = 200 } = {},
): Interpolant {
  checkProblem(problem);
  const system = new System(problem, potential);
  const goal = tolerance * norm(problem.labels);
  const lambda = new Float64Array(problem.labels.length);
  let weights: Float64Array = problem.weights.slice();
  let error = norm(system.missing(weights));
  for (let steps = 0; steps < mostSteps; steps++) {
    if (error <= goal) return { lambda, weights, steps };
    const direction = system.newtonStep(weights);
    let next = { lambda, weights, error };
    for (let size = 1; size > 1e-10 && !(next.error < error); size /= 2) {
      const trial = lambda.slice();
      addMultiple(trial, size, direction);
      const there = system.weightsAt(trial);
      next = { lambda: trial, weights: there, error: norm(system.missing(there)) };
    }
    if (!(next.error < error)) break;
    lambda.set(next.lambda);
    ({ weights, error } = next);
  }
  throw new RangeError(
    `interpolant, ${potential.name}: |X w - y|/|y| = ${(error / norm(problem.labels)).toExponential(1)} after Newton's last step (expected ${tolerance})`,
  );
}

class System {
  readonly #problem: RegressionProblem;
  readonly #potential: Potential;
  readonly #rows: readonly Float64Array[];
  readonly #dual: Float64Array;

  constructor(problem: RegressionProblem, potential: Potential) {
    this.#problem = problem;
    this.#potential = potential;
    this.#rows = inputRows(problem.inputs);
    this.#dual = problem.weights.map(potential.gradient);
  }

  /** y - X w. */
  missing(weights: Float64Array): Float64Array {
    return this.#problem.labels.map((y, i) => y - dot(this.#rows[i] as Float64Array, weights));
  }

  /** w with Phi'(w) = theta_0 + X' lambda; a weight without a dual stays as it is. */
  weightsAt(lambda: Float64Array): Float64Array {
    const theta = this.#dual.slice();
    this.#rows.forEach((row, i) => {
      addMultiple(theta, lambda[i] as number, row);
    });
    return this.#problem.weights.map((w, j) =>
      Number.isFinite(this.#dual[j])
        ? this.#potential.inverseGradient(theta[j] as number, w < 0 ? -1 : 1)
        : w,
    );
  }

  newtonStep(weights: Float64Array): Float64Array {
    const inverseCurvature = weights.map((w) => 1 / this.#potential.curvature(w));
    const factor = new Cholesky(gram(this.#rows, inverseCurvature), this.#rows.length);
    return factor.solve(this.missing(weights));
  }
}
