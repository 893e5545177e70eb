/**
 * The extreme generalised eigenvalues of A x = lambda B x by Lanczos' method for B^-1 A, which is self-adjoint in the inner
 * product u.B v.
 *
 * Notation: q_j the Lanczos vectors, q_i.B q_j = delta_ij, p_j = B q_j; T the tridiagonal matrix with diagonal alpha, off-diagonal
 * beta. Every new vector is orthogonalised against all before it, twice: what is found is found once. A Ritz value theta with the
 * last component s of its eigenvector of T lies within beta |s| of an eigenvalue.
 * Reference: Parlett, The Symmetric Eigenvalue Problem, chapters 13 and 15.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { FisherOperator } from '../fisher/fisherOperator.ts';
import type { EigenvalueRange } from './generalisedEigenvalues.ts';
import { addMultiple, dot } from './vectors.ts';

export interface LanczosOptions {
  /** Largest residual beta |s| of both ends, relative to the larger of their sizes; default 1e-8. */
  readonly tolerance?: number;
  /** Default 500. */
  readonly largestNumberOfSteps?: number;
}

/** Steps between two looks at the ends. */
const STRIDE = 10;

/** Where B is singular, on its range. @throws RangeError where the steps do not suffice. */
export function lanczosEigenvalueRange(
  apply: (vector: Float64Array) => Float64Array,
  B: Pick<FisherOperator, 'size' | 'apply' | 'solve'>,
  { tolerance = 1e-8, largestNumberOfSteps = 500 }: LanczosOptions = {},
): EigenvalueRange {
  const [alpha, beta]: [number[], number[]] = [[], []];
  const [Q, P]: [Float64Array[], Float64Array[]] = [[], []];
  let next = B.apply(startVector(B.size));
  for (let step = 1; step <= Math.min(largestNumberOfSteps, B.size); step++) {
    const image = B.solve(next);
    const length = Math.sqrt(dot(image, next));
    if (step > 1) beta.push(length);
    const q = image.map((each) => each / length);
    Q.push(q);
    P.push(next.map((each) => each / length));
    next = apply(q);
    alpha.push(dot(q, next));
    for (let pass = 0; pass < 2; pass++) {
      for (const [j, p] of P.entries()) addMultiple(next, -dot(Q[j] as Float64Array, next), p);
    }
    const last = Math.sqrt(Math.max(0, dot(B.solve(next), next)));
    const scale = Math.max(...alpha.map(Math.abs));
    const exhausted = step === B.size || last <= 1e-14 * scale;
    if (!exhausted && step % STRIDE !== 0) continue;
    const { smallest, largest, residual } = ritzRange(alpha, beta, last);
    const size = Math.max(Math.abs(smallest), Math.abs(largest));
    if (exhausted || residual <= tolerance * size) return { smallest, largest };
  }
  throw new RangeError(
    `Lanczos: eigenvalues not found within ${tolerance} after ${largestNumberOfSteps} steps (expected fewer)`,
  );
}

/** The ends of the spectrum of T, and the larger of their residuals. */
function ritzRange(
  alpha: readonly number[],
  beta: readonly number[],
  last: number,
): EigenvalueRange & { readonly residual: number } {
  const T = Matrix.diag([...alpha]);
  for (const [j, each] of beta.entries()) {
    T.set(j, j + 1, each);
    T.set(j + 1, j, each);
  }
  const { realEigenvalues: values, eigenvectorMatrix } = new EigenvalueDecomposition(T, {
    assumeSymmetric: true,
  });
  const end = alpha.length - 1;
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  const residualOf = (value: number): number =>
    last * Math.abs(eigenvectorMatrix.get(end, values.indexOf(value)));
  return { smallest, largest, residual: Math.max(residualOf(smallest), residualOf(largest)) };
}

/** Always the same, with no symmetry that an eigenvector could be orthogonal to. */
function startVector(size: number): Float64Array {
  const generator = xoroshiro128plus(1);
  return Float64Array.from({ length: size }, () => uniformFloat64(generator) - 0.5);
}
