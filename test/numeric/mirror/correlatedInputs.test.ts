import { describe, expect, it } from 'vitest';
import {
  CorrelatedNormals,
  circulantEigenvalues,
  correlation,
} from '../../../src/numeric/mirror/correlatedInputs.ts';
import { drawRegression } from '../../../src/numeric/mirror/regressionProblem.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

const EXPONENTS = [0.5, 1, 2, 3, 8];

describe('circulant embedding', () => {
  it('has no negative eigenvalue, for any length and exponent', () => {
    for (const p of EXPONENTS) {
      for (const length of [1, 2, 3, 4, 5, 17, 64, 100, 1000, 20_000]) {
        const values = circulantEigenvalues(length, p);
        expect(values.length).toBeGreaterThanOrEqual(2 * (length - 1));
        // Rounding of a transform of M numbers: some epsilon log M of the largest.
        const largest = values.reduce((most, each) => Math.max(most, each), 0);
        const least = values.reduce((some, each) => Math.min(some, each), Infinity);
        expect(least).toBeGreaterThan(-1e-14 * largest);
      }
    }
  });

  it('says what is wrong with its arguments', () => {
    expect(() => new CorrelatedNormals(0, 1)).toThrow(
      'correlated inputs: got length 0 (expected an integer of at least 1)',
    );
    expect(() => new CorrelatedNormals(4, 0)).toThrow(
      'correlated inputs: got exponent p = 0 (expected a positive number)',
    );
  });
});

/**
 * Sums over independent vectors of the quadratic forms q_k = sum_i x_i x_(i+k), as standard scores: with x ~ N(0, C) and A_k the symmetric
 * shift, E q = tr(A C) and Var q = 2 tr(A C A C). 8000 vectors: the scores are normal to the accuracy that matters. All scores below 5.5:
 * fails by chance with probability below 30 x 4e-8 = 1.2e-6 a test.
 */
const LENGTH = 24;
const PAIRS = 4000;
const LAGS = [0, 1, 2, 3, 4, 7, 12, 23];
const LIMIT = 5.5;

function scores(vectors: readonly Float64Array[], p: number): number[] {
  return LAGS.map((lag) => {
    const total = vectors.reduce((sum, x) => sum + form(x, lag), 0);
    const { mean, variance } = momentsOfForm(lag, p);
    return (total - vectors.length * mean) / Math.sqrt(vectors.length * variance);
  });
}

function form(x: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < x.length; i++) sum += (x[i] as number) * (x[i + lag] as number);
  return sum;
}

function momentsOfForm(lag: number, p: number): { readonly mean: number; readonly variance: number } {
  const size = LENGTH;
  const c = (i: number, j: number) => correlation(Math.abs(i - j), p);
  // (A C)_ij = (C_(i+lag, j) + C_(i-lag, j))/2, where the rows exist
  const product = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const rows = [i + lag, i - lag].filter((row) => row >= 0 && row < size);
      return rows.reduce((sum, row) => sum + c(row, j) / 2, 0);
    }),
  );
  const entry = (i: number, j: number) => product[i]?.[j] ?? 0;
  let [mean, square] = [0, 0];
  for (let i = 0; i < size; i++) {
    mean += entry(i, i);
    for (let j = 0; j < size; j++) square += entry(i, j) * entry(j, i);
  }
  return { mean, variance: 2 * square };
}

describe('correlated normals', () => {
  const draws = (p: number, seed: number) => {
    const normals = new CorrelatedNormals(LENGTH, p);
    return Array.from({ length: PAIRS }, (_, k) => normals.draw(new Random(seed, k, 1)));
  };

  it.each([1, 2, 3])('have the covariance of exponent %d (seed 11)', (p) => {
    const pairs = draws(p, 11);
    for (const score of scores(pairs.flat(), p)) expect(Math.abs(score)).toBeLessThan(LIMIT);
  });

  // Against p = 1.2 the expected score is about 16: missed with probability below 1e-20.
  it('would be told from other exponents and from positive correlations', () => {
    const vectors = draws(1, 11).flat();
    const worst = (all: readonly number[]) => Math.max(...all.map(Math.abs));
    expect(worst(scores(vectors, 1.2))).toBeGreaterThan(LIMIT);
    const flipped = vectors.map((x) => x.map((value, i) => (i % 2 === 0 ? value : -value)));
    expect(worst(scores(flipped, 1))).toBeGreaterThan(LIMIT);
  });

  it('of one transform are independent of each other (seed 12)', () => {
    const pairs = draws(1, 12);
    // x and y independent: sum_i x_i y_(i+k) has mean 0; its variance is estimated.
    for (const lag of LAGS) {
      const products = pairs.map(([x, y]) => {
        let sum = 0;
        for (let i = 0; i + lag < LENGTH; i++) sum += (x[i] as number) * (y[i + lag] as number);
        return sum;
      });
      const mean = products.reduce((sum, each) => sum + each, 0) / PAIRS;
      const square = products.reduce((sum, each) => sum + each * each, 0) / PAIRS;
      expect(Math.abs(mean) / Math.sqrt(square / PAIRS)).toBeLessThan(LIMIT);
    }
  });
});

describe('the regression', () => {
  const setting = { weights: 200, samples: 41, correlationExponent: 1, seed: 3 };

  it('has the inputs, labels and weights of its setting, the uniform part by itself', () => {
    const { inputs, labels, weights } = drawRegression(setting);
    const normals = new CorrelatedNormals(200, 1);
    const uniforms: number[] = [];
    for (let i = 0; i < 40; i += 2) {
      normals.draw(new Random(3, i, 21)).forEach((row, k) => {
        row.forEach((x, j) => {
          uniforms.push(inputs.at(i + k, j) - x);
        });
      });
    }
    uniforms.sort((a, b) => a - b);
    expect(uniforms[0]).toBeGreaterThan(-0.5 - 1e-6);
    expect(uniforms.at(-1)).toBeLessThan(0.5 + 1e-6);
    // Kolmogorov: sup |F - u| sqrt(n) above 2.8 with probability 3e-7
    const n = uniforms.length;
    const distance = Math.max(...uniforms.map((u, k) => Math.abs(u + 0.5 - (k + 0.5) / n)));
    expect(distance * Math.sqrt(n)).toBeLessThan(2.8);
    expect(new Set(labels)).toEqual(new Set([-1, 1]));
    // |w|^2 ~ chi^2_200/200, standard deviation 0.1
    expect(Math.abs(weights.reduce((sum, w) => sum + w * w, 0) - 1)).toBeLessThan(0.55);
  });

  it('is the same for a seed, row by row, and another for another data set', () => {
    const again = drawRegression(setting);
    expect(drawRegression(setting).inputs.memory.inputs).toEqual(again.inputs.memory.inputs);
    const fewer = drawRegression({ ...setting, samples: 8 });
    expect(fewer.inputs.row(7)).toEqual(again.inputs.row(7));
    const spare = drawRegression({ ...setting, dataSet: 1 });
    expect(spare.inputs.row(0)).not.toEqual(again.inputs.row(0));
    expect(spare.weights).not.toEqual(again.weights);
  });
});
