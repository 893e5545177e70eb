/**
 * A parametrization that mixes components: F(w) = A u(w), u(w) = w + S sin(K w).
 *
 * Notation: A invertible, S and K any n x n matrices with |S| |K| < 1 in the row-sum norm, so that u is a contraction away from the
 * identity: u is one to one and onto R^n, and its Jacobian I + S diag(cos K w) K is invertible everywhere.
 */
import { LuDecomposition, Matrix } from 'ml-matrix';
import { affine, constant, type Dual, plus, sin } from './dual.ts';
import type { Parametrization } from './parametrization.ts';

/** n x n matrices, row by row. */
export interface FullMapMatrices {
  readonly linear: Float64Array;
  readonly amplitudes: Float64Array;
  readonly waves: Float64Array;
}

const MOST_STEPS = 200;

/** @throws RangeError where the matrices are not of one size, A is singular, or |S| |K| >= 1 */
export function fullMap({ linear, amplitudes, waves }: FullMapMatrices): Parametrization {
  const n = Math.round(Math.sqrt(linear.length));
  if ([linear, amplitudes, waves].some((each) => each.length !== n * n))
    throw new RangeError(
      `full map: got matrices of ${linear.length}, ${amplitudes.length} and ${waves.length} entries, expected three of ${n} x ${n}`,
    );
  const contraction = rowSumNorm(amplitudes, n) * rowSumNorm(waves, n);
  if (!(contraction < 1))
    throw new RangeError(`full map: got |S| |K| = ${contraction}, expected a number below 1`);
  const A = new LuDecomposition(matrix(linear, n));
  if (A.isSingular()) throw new RangeError('full map: got a singular matrix A, expected an invertible one');

  const mixed = (w: Float64Array): Float64Array => {
    const bent = product(amplitudes, product(waves, w).map(Math.sin));
    return w.map((each, i) => each + (bent[i] as number));
  };
  const jacobian = (w: Float64Array): Float64Array => {
    const cosines = product(waves, w).map(Math.cos);
    const inner = product2(
      amplitudes,
      waves.map((each, at) => each * (cosines[Math.floor(at / n)] as number)),
      n,
    );
    for (let i = 0; i < n; i++) inner[i * (n + 1)] = (inner[i * (n + 1)] as number) + 1;
    return product2(linear, inner, n);
  };
  return {
    size: n,
    text: [
      'F(w) = A (w + S sin(K w))',
      `A = ${shown(linear, n)}`,
      `S = ${shown(amplitudes, n)}`,
      `K = ${shown(waves, n)}`,
    ],
    contains: (w) => w.every(Number.isFinite),
    reaches: (somatic) => somatic.every(Number.isFinite),
    somatic: (w) => product(linear, mixed(w)),
    inverse(somatic) {
      const goal = solve(A, somatic);
      let w: Float64Array = goal;
      // The fixed point of w = goal - S sin(K w).
      for (let step = 0; step < MOST_STEPS; step++) {
        const reached = mixed(w);
        const next = w.map((each, i) => each + ((goal[i] as number) - (reached[i] as number)));
        const moved = next.some((each, i) => Math.abs(each - (w[i] as number)) > 1e-16 * Math.abs(each));
        w = next;
        if (!moved) break;
      }
      return w;
    },
    jacobian,
    forward: (w, change) => product(jacobian(w), change),
    backward: (w, change) => solve(new LuDecomposition(matrix(jacobian(w), n)), change),
    gradient: (w, gradient) => product(transposed(jacobian(w), n), gradient),
    dual(w) {
      const bent = dualProduct(amplitudes, dualProduct(waves, w).map(sin));
      return dualProduct(
        linear,
        w.map((each, i) => plus(each, bent[i] as Dual)),
      );
    },
  };
}

const matrix = (entries: Float64Array, n: number): Matrix => Matrix.from1DArray(n, n, entries);

const solve = (factors: LuDecomposition, vector: Float64Array): Float64Array =>
  Float64Array.from(factors.solve(Matrix.columnVector(vector)).to1DArray());

function product(entries: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return vector.map((_, i) => {
    let total = 0;
    for (let j = 0; j < n; j++) total += (entries[n * i + j] as number) * (vector[j] as number);
    return total;
  });
}

function product2(left: Float64Array, right: Float64Array, n: number): Float64Array {
  return left.map((_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let total = 0;
    for (let k = 0; k < n; k++) total += (left[n * i + k] as number) * (right[n * k + j] as number);
    return total;
  });
}

const dualProduct = (entries: Float64Array, vector: readonly Dual[]): Dual[] =>
  vector.map((_, i) =>
    vector.reduce(
      (total, each, j) => plus(total, affine(each, entries[vector.length * i + j] as number)),
      constant(0),
    ),
  );

const transposed = (entries: Float64Array, n: number): Float64Array =>
  entries.map((_, at) => entries[n * (at % n) + Math.floor(at / n)] as number);

function rowSumNorm(entries: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const row = entries.subarray(n * i, n * (i + 1));
    largest = Math.max(
      largest,
      row.reduce((total, each) => total + Math.abs(each), 0),
    );
  }
  return largest;
}

const shown = (entries: Float64Array, n: number): string =>
  `[${Array.from({ length: n }, (_, i) => [...entries.subarray(n * i, n * (i + 1))].map((each) => Number(each.toPrecision(4))).join(', ')).join('; ')}]`;
