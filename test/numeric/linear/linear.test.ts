import { EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { Cholesky } from '../../../src/numeric/linear/cholesky.ts';
import { conjugateGradients } from '../../../src/numeric/linear/conjugateGradients.ts';
import { activeAfferents, denseOperator } from '../../../src/numeric/linear/denseOperator.ts';
import {
  denseEigenvalueRange,
  generalisedEigenvalueRange,
} from '../../../src/numeric/linear/generalisedEigenvalues.ts';
import { lanczosEigenvalueRange } from '../../../src/numeric/linear/lanczos.ts';
import { angleBetween, dot, norm } from '../../../src/numeric/linear/vectors.ts';

const random = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  return (size: number) => Float64Array.from({ length: size }, () => 2 * uniformFloat64(generator) - 1);
};

/** X X' + ridge, with rows and columns of silent afferents 0. */
function symmetric(n: number, seed: number, ridge: number, silent: readonly number[] = []): Float64Array {
  const draw = random(seed);
  const rows = Array.from({ length: n }, (_, i) =>
    silent.includes(i) ? new Float64Array(n + 5) : draw(n + 5),
  );
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const diagonal = i === j && !silent.includes(i) ? ridge : 0;
    return dot(rows[i] as Float64Array, rows[j] as Float64Array) + diagonal;
  });
}

const everyone = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
const without = (n: number, silent: readonly number[]) => everyone(n).filter((i) => !silent.includes(i));

describe('angles', () => {
  it('keep their digits where the cosine is 1 or -1', () => {
    const v = Float64Array.of(1, 1e-10);
    expect(angleBetween(Float64Array.of(3, 0), v)).toBeCloseTo((180 / Math.PI) * 1e-10, 22);
    expect(180 - angleBetween(Float64Array.of(-3, 0), v)).toBeCloseTo((180 / Math.PI) * 1e-10, 12);
    expect(angleBetween(Float64Array.of(0, 2e200), Float64Array.of(5e-200, 0))).toBeCloseTo(90, 12);
  });

  it('have lengths that neither overflow nor underflow', () => {
    expect(norm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -186);
    expect(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14);
    expect(norm(new Float64Array(3))).toBe(0);
  });
});

describe('Cholesky', () => {
  it.each([1, 2, 7, 60])('inverts, n = %d', (n) => {
    const A = symmetric(n, n, 1);
    const exact = inverse(Matrix.from1DArray(n, n, A));
    const v = random(99)(n);
    const expected = exact.mmul(Matrix.columnVector(v)).to1DArray();
    const solution = new Cholesky(A, n).solve(v);
    for (const [i, each] of expected.entries()) expect(solution[i]).toBeCloseTo(each, 10);
  });

  it('says where the matrix is singular or indefinite, whatever the units of a row', () => {
    const singular = 'expected a positive definite matrix';
    expect(() => new Cholesky(Float64Array.of(1, 1, 1, 1), 2)).toThrow(singular);
    expect(() => new Cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow(singular);
    expect(() => new Cholesky(Float64Array.of(0), 1)).toThrow(singular);
    expect(() => new Cholesky(Float64Array.of(Number.NaN), 1)).toThrow(singular);
    expect(
      new Cholesky(Float64Array.of(1e-200, 0, 0, 1e200), 2).solve(Float64Array.of(1e-200, 1e200)),
    ).toEqual(Float64Array.of(1, 1));
  });
});

describe('a dense matrix as an operator', () => {
  const silent = [0, 3];
  const n = 6;
  const matrix = symmetric(n, 5, 1, silent);
  const operator = denseOperator(matrix, without(n, silent));

  it('satisfies the four Penrose conditions', () => {
    const G = Matrix.from1DArray(n, n, matrix);
    const unit = (i: number) => Float64Array.from({ length: n }, (_, j) => Number(i === j));
    const X = new Matrix(Array.from({ length: n }, (_, i) => [...operator.solve(unit(i))])).transpose();
    const close = (left: Matrix, right: Matrix) => expect(Matrix.sub(left, right).norm()).toBeLessThan(1e-12);
    close(G.mmul(X).mmul(G), G);
    close(X.mmul(G).mmul(X), X);
    close(G.mmul(X), G.mmul(X).transpose());
    close(X.mmul(G), X.mmul(G).transpose());
  });

  it('multiplies, and gives its matrix away as a copy', () => {
    const v = random(1)(n);
    const expected = Matrix.from1DArray(n, n, matrix).mmul(Matrix.columnVector(v)).to1DArray();
    expect([...operator.apply(v)].map((each) => each.toFixed(12))).toEqual(
      expected.map((x) => x.toFixed(12)),
    );
    operator.dense()[7] = 99;
    expect(operator.dense()).toEqual(matrix);
  });

  it('knows who fires', () => {
    expect(activeAfferents(Float64Array.of(0, 2, 0, 1e-300))).toEqual(Int32Array.of(1, 3));
  });
});

describe('conjugate gradients', () => {
  const n = 40;
  const A = denseOperator(symmetric(n, 3, 0.5), everyone(n));
  const b = random(4)(n);
  const identity = (v: Float64Array) => v.slice();

  it('solve, in one step where the preconditioner is the inverse', async () => {
    const expected = A.solve(b);
    let steps = 0;
    const options = { precondition: identity, tolerance: 1e-12, onStep: (step: number) => (steps = step) };
    const plain = await conjugateGradients(A.apply, b, options);
    expect(Math.max(...plain.map((x, i) => Math.abs(x - (expected[i] as number))))).toBeLessThan(1e-10);
    expect(steps).toBeGreaterThan(5);
    const late = (v: Float64Array) => Promise.resolve(A.apply(v));
    await conjugateGradients(late, b, { ...options, precondition: A.solve });
    expect(steps).toBe(1);
  });

  it('stay in the range of a semidefinite matrix', async () => {
    const partial = denseOperator(symmetric(5, 3, 1, [2]), without(5, [2]));
    const rhs = partial.apply(Float64Array.of(1, 2, 3, 4, 5));
    const x = await conjugateGradients(partial.apply, rhs, { precondition: identity, tolerance: 1e-13 });
    expect([...x].map((each) => each.toFixed(9))).toEqual([1, 2, 0, 4, 5].map((each) => each.toFixed(9)));
  });

  it('answer 0 for 0, and an error rather than their last value', async () => {
    const zero = await conjugateGradients(A.apply, new Float64Array(n), { precondition: identity });
    expect(zero).toEqual(new Float64Array(n));
    const hurried = conjugateGradients(A.apply, b, { precondition: identity, largestNumberOfSteps: 2 });
    await expect(hurried).rejects.toThrow(/residual .* after 2 steps/);
    const negative = (v: Float64Array) => A.apply(v).map((each) => -each);
    await expect(conjugateGradients(negative, b, { precondition: identity })).rejects.toThrow(
      'expected a positive definite matrix',
    );
  });
});

describe('generalised eigenvalues', () => {
  it('are those of B^-1 A', () => {
    const n = 12;
    const [A, B] = [symmetric(n, 1, 0), symmetric(n, 2, 1)];
    const product = inverse(Matrix.from1DArray(n, n, B)).mmul(Matrix.from1DArray(n, n, A));
    const exact = new EigenvalueDecomposition(product).realEigenvalues;
    const { smallest, largest } = denseEigenvalueRange(A, new Cholesky(B, n));
    expect(smallest).toBeCloseTo(Math.min(...exact), 10);
    expect(largest).toBeCloseTo(Math.max(...exact), 10);
  });

  it.each([
    [1, 0.1],
    [3, 0.1],
    [25, 1],
    [120, 0.01],
    [150, 10],
  ])('are found by Lanczos too, n = %d, ridge %d', (n, ridge) => {
    const A = denseOperator(symmetric(n, 7, ridge), everyone(n));
    const B = denseOperator(symmetric(n, 8, 1), everyone(n));
    const dense = generalisedEigenvalueRange(A, B, everyone(n));
    const lanczos = lanczosEigenvalueRange(A.apply, B);
    expect(Math.abs(lanczos.largest / dense.largest - 1)).toBeLessThan(1e-8);
    expect(Math.abs(lanczos.smallest - dense.smallest)).toBeLessThan(1e-8 * dense.largest);
    // The comparison can tell: half of it is not the same.
    expect(Math.abs(lanczos.largest / 2 / dense.largest - 1)).toBeGreaterThan(0.4);
  });

  it('pass over silent afferents', () => {
    const silent = [0, 4, 5];
    const active = without(9, silent);
    const A = denseOperator(symmetric(9, 7, 1, silent), active);
    const B = denseOperator(symmetric(9, 8, 1, silent), active);
    const dense = generalisedEigenvalueRange(A, B, active);
    expect(dense.smallest).toBeGreaterThan(0.01);
    expect(lanczosEigenvalueRange(A.apply, B).smallest).toBeCloseTo(dense.smallest, 9);
    expect(lanczosEigenvalueRange(A.apply, B).largest).toBeCloseTo(dense.largest, 9);
  });

  it('of a multiple are the factor, and may be negative', () => {
    const B = denseOperator(symmetric(30, 8, 1), everyone(30));
    const A = (v: Float64Array) => B.apply(v).map((each) => -3 * each);
    const { smallest, largest } = lanczosEigenvalueRange(A, B);
    expect(smallest).toBeCloseTo(-3, 10);
    expect(largest).toBeCloseTo(-3, 10);
  });

  it('are an error where the steps do not suffice', () => {
    const A = denseOperator(symmetric(60, 7, 0.01), everyone(60));
    const B = denseOperator(symmetric(60, 8, 1), everyone(60));
    expect(() => lanczosEigenvalueRange(A.apply, B, { largestNumberOfSteps: 10 })).toThrow(
      'after 10 steps (expected fewer)',
    );
  });
});
