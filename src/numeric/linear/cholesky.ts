/**
 * The Cholesky factorization A = L L' of a symmetric positive definite matrix, n x n row by row.
 *
 * Written out because ml-matrix's takes twice as long and answers NaN, not an error, where A is singular.
 * Reference: Golub & Van Loan, Matrix Computations, section 4.2.
 */

export class Cholesky {
  readonly size: number;
  /** Row by row; what is above the diagonal is not used. */
  readonly #factor: Float64Array;

  /** @throws RangeError where A is not positive definite to working precision. Only the lower triangle of A is read. */
  constructor(matrix: Float64Array, size: number) {
    this.size = size;
    this.#factor = matrix.slice();
    for (let i = 0; i < size; i++) this.#factorRow(i);
  }

  #row(i: number): Float64Array {
    return this.#factor.subarray(i * this.size, (i + 1) * this.size);
  }

  #factorRow(i: number): void {
    const row = this.#row(i);
    const diagonal = row[i] as number;
    for (let j = 0; j < i; j++) {
      const other = this.#row(j);
      row[j] = ((row[j] as number) - dotOfFirst(j, row, other)) / (other[j] as number);
    }
    const pivot = diagonal - dotOfFirst(i, row, row);
    // Relative to the diagonal, so that the units of single rows and columns do not matter.
    if (!(pivot > this.size * Number.EPSILON * diagonal && pivot < Infinity)) {
      throw new RangeError(
        `Cholesky: pivot ${i + 1} of ${this.size} is ${pivot} of a diagonal entry ${diagonal} (expected a positive definite matrix)`,
      );
    }
    row[i] = Math.sqrt(pivot);
  }

  /** L^-1 v. */
  solveLower(vector: Float64Array): Float64Array {
    const x = vector.slice();
    for (let i = 0; i < this.size; i++) {
      const row = this.#row(i);
      x[i] = ((x[i] as number) - dotOfFirst(i, row, x)) / (row[i] as number);
    }
    return x;
  }

  /** L'^-1 v. */
  solveUpper(vector: Float64Array): Float64Array {
    const x = vector.slice();
    for (let i = this.size - 1; i >= 0; i--) {
      const row = this.#row(i);
      const value = (x[i] as number) / (row[i] as number);
      x[i] = value;
      for (let j = 0; j < i; j++) x[j] = (x[j] as number) - value * (row[j] as number);
    }
    return x;
  }

  /** A^-1 v. */
  solve(vector: Float64Array): Float64Array {
    return this.solveUpper(this.solveLower(vector));
  }
}

/** The product of the first `count` entries; four sums at a time, which the processor adds side by side. */
function dotOfFirst(count: number, u: Float64Array, v: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < count; k += 4) {
    a += (u[k] as number) * (v[k] as number);
    b += (u[k + 1] as number) * (v[k + 1] as number);
    c += (u[k + 2] as number) * (v[k + 2] as number);
    d += (u[k + 3] as number) * (v[k + 3] as number);
  }
  for (; k < count; k++) a += (u[k] as number) * (v[k] as number);
  return a + b + (c + d);
}
