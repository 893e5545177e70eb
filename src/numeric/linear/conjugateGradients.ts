/**
 * Conjugate gradients for A x = b with A symmetric positive (semi)definite, known by its products only, b in its range.
 *
 * The products may be promises: they can come from threads. Reference: Golub & Van Loan, Matrix Computations, section 11.5.
 */
import { addMultiple, dot, norm } from './vectors.ts';

type Maybe<T> = T | Promise<T>;

export interface ConjugateGradientOptions {
  /** An approximate inverse of A, symmetric positive definite on the range of A. */
  readonly precondition: (vector: Float64Array) => Float64Array;
  /** Largest |b - A x|/|b|, both Euclidean; default 1e-10. */
  readonly tolerance?: number;
  /** Default 1000. */
  readonly largestNumberOfSteps?: number;
  readonly onStep?: (step: number, relativeResidual: number) => void;
}

/** x with |b - A x| <= tolerance |b|. @throws RangeError where A is not positive, or the steps do not suffice. */
export async function conjugateGradients(
  apply: (vector: Float64Array) => Maybe<Float64Array>,
  b: Float64Array,
  { precondition, tolerance = 1e-10, largestNumberOfSteps = 1000, onStep }: ConjugateGradientOptions,
): Promise<Float64Array> {
  const x = new Float64Array(b.length);
  const residual = b.slice();
  const size = norm(b);
  if (size === 0) return x;
  let direction: Float64Array = precondition(residual);
  let energy = dot(residual, direction);
  for (let step = 1; step <= largestNumberOfSteps; step++) {
    const image = await apply(direction);
    const curvature = dot(direction, image);
    if (!(curvature > 0 && energy > 0)) {
      throw new RangeError(
        `conjugate gradients: v.A v = ${curvature} in step ${step} (expected a positive definite matrix)`,
      );
    }
    addMultiple(x, energy / curvature, direction);
    addMultiple(residual, -energy / curvature, image);
    const relative = norm(residual) / size;
    onStep?.(step, relative);
    if (relative <= tolerance) return x;
    const smoothed = precondition(residual);
    const next = dot(residual, smoothed);
    addMultiple(smoothed, next / energy, direction);
    direction = smoothed;
    energy = next;
  }
  throw new RangeError(
    `conjugate gradients: residual ${(norm(residual) / size).toExponential(1)} after ${largestNumberOfSteps} steps (expected ${tolerance})`,
  );
}
