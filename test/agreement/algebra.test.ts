/**
 * What every Fisher matrix of the model must satisfy, for drawn neurons: closed form and exact matrix of the spiking model.
 *
 * Tolerances. `bound` is the stated relative error of the matrix, Frobenius norm: relativeErrorBound of the exact matrix, 1e-12 for the
 * closed form (its coefficients have 13 digits). On top, rounding: n^2 units of the last place in a product, n^2 kappa in a solution, kappa the
 * condition number of G scaled to a unit diagonal, which takes the orders of magnitude of the rates out. Factor of safety 16.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import type { FisherOperator } from '../../src/numeric/fisher/fisherOperator.ts';
import { lowRankFisher } from '../../src/numeric/fisher/lowRankFisher.ts';
import { firing } from '../../src/numeric/monteCarlo/fisherBatch.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import { kernelMoment } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { forAll } from '../numeric/counterexample.ts';
import { type DrawnNeuron, drawnNeuron, inNotation, neuronOf, relativeVariance } from './drawnNeurons.ts';

interface Bounded {
  readonly operator: FisherOperator;
  readonly bound: number;
}

type Method = (neuron: Neuron) => Bounded;

const closed: Method = (neuron) => ({ operator: closedFisherMatrix(neuron), bound: 1e-12 });
const exact: Method = (neuron) => {
  const operator = exactFisherMatrix(neuron);
  return { operator, bound: operator.relativeErrorBound };
};
const methods: [Inputs, Method][] = [
  ['gaussian', closed],
  ['spiking', exact],
];

const U = 2 ** -53;
const SAFETY = 16;
const norm = (values: Float64Array): number =>
  Math.sqrt(values.reduce((total, each) => total + each * each, 0));
const product = (u: Float64Array, v: Float64Array): number =>
  u.reduce((total, each, i) => total + each * (v[i] as number), 0);
/** Alternating, of unequal size. */
const someVector = (n: number, k: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Math.cos(3 * i + k) + 0.1);

/** Every drawn neuron whose G is not 0 to double precision. */
function holds(inputs: Inputs, property: (neuron: Neuron, drawn: DrawnNeuron) => void, numRuns = 40): void {
  const worthwhile = drawnNeuron(inputs).filter((drawn) => relativeVariance(neuronOf(drawn), inputs) < 1e3);
  forAll(worthwhile, inNotation, (drawn) => property(neuronOf(drawn), drawn), { numRuns, seed: 7 });
}

const fails = (inputs: Inputs, property: (neuron: Neuron) => void): void =>
  expect(() => holds(inputs, property)).toThrow(/^counterexample: r = [^\n]*\nexpected /);

/** u.Gv = v.Gu, and both are those of the dense matrix, which is symmetric bit by bit. */
function expectSymmetric({ operator, bound }: Bounded): void {
  const n = operator.size;
  const G = operator.dense();
  expect(G).toEqual(G.map((_, at) => G[(at % n) * n + Math.floor(at / n)] as number));
  const [u, v] = [someVector(n, 0), someVector(n, 1)];
  const size = norm(u) * norm(v) * norm(G);
  const tolerance = SAFETY * (bound + n * n * U) * size;
  const [left, right] = [product(u, operator.apply(v)), product(v, operator.apply(u))];
  const dense = product(
    u,
    Float64Array.from(u, (_, i) => product(G.slice(n * i, n * i + n), v)),
  );
  expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(left - dense)).toBeLessThanOrEqual(tolerance);
}

/** G of the active afferents, scaled to a unit diagonal: its extreme eigenvalues, and how far rounding and `bound` may move them. */
function spectrum(
  neuron: Neuron,
  { operator, bound }: Bounded,
): { least: number; most: number; tolerance: number } {
  const n = operator.size;
  const G = operator.dense();
  const active = [...firing(neuron)];
  const diagonal = active.map((i) => G[i * n + i] as number);
  const scaled = active.map((i, a) =>
    active.map(
      (j, b) => (G[i * n + j] as number) / Math.sqrt((diagonal[a] as number) * (diagonal[b] as number)),
    ),
  );
  const values = new EigenvalueDecomposition(new Matrix(scaled), { assumeSymmetric: true }).realEigenvalues;
  const tolerance = SAFETY * ((bound * norm(G)) / Math.min(...diagonal) + n * n * U);
  return { least: Math.min(...values), most: Math.max(...values), tolerance };
}

/** Every eigenvalue above what errors could have made of 0. */
function expectPositiveDefinite(neuron: Neuron, bounded: Bounded): void {
  const { least, tolerance } = spectrum(neuron, bounded);
  expect(least).toBeGreaterThan(tolerance);
}

/** G G+ v = v on active afferents; rows, columns and solutions of silent ones are 0. */
function expectMoorePenrose(neuron: Neuron, bounded: Bounded): void {
  const { operator } = bounded;
  const n = operator.size;
  const G = operator.dense();
  const roots = Float64Array.from({ length: n }, (_, i) => Math.sqrt(G[i * n + i] as number));
  // In the scaled coordinates v has entries of one size.
  const v = someVector(n, 2).map((each, i) => each * (roots[i] as number));
  const silentAsked = v.map((each, i) => (neuron.rates[i] === 0 ? 1 : each));
  const solution = operator.solve(silentAsked);
  const image = operator.apply(solution);
  const { least, most } = spectrum(neuron, bounded);
  const gap = image.map((each, i) =>
    neuron.rates[i] === 0 ? 0 : (each - (v[i] as number)) / (roots[i] as number),
  );
  const size = norm(v.map((each, i) => (neuron.rates[i] === 0 ? 0 : each / (roots[i] as number))));
  expect(norm(gap)).toBeLessThanOrEqual(SAFETY * n * n * U * (most / least) * size);
  neuron.rates.forEach((rate, i) => {
    if (rate > 0) return;
    expect([solution[i], image[i]]).toEqual([0, 0]);
    for (let j = 0; j < n; j++) expect([G[i * n + j], G[j * n + i]]).toEqual([0, 0]);
  });
}

/** |left - right|_F within both errors. */
function expectEqualMatrices(left: Float64Array, right: Float64Array, bound: number): void {
  const gap = norm(left.map((each, at) => each - (right[at] as number)));
  expect(gap).toBeLessThanOrEqual(SAFETY * (bound + left.length * U) * norm(right));
}

const without = (neuron: Neuron, i: number): Neuron => ({
  ...neuron,
  rates: neuron.rates.filter((_, at) => at !== i),
  weights: neuron.weights.filter((_, at) => at !== i),
});

/** A second afferent of the first one's weight, and half its rate. */
const twin = (neuron: Neuron, weightFactor: number): Neuron => ({
  ...neuron,
  rates: Float64Array.of(...neuron.rates, 0.5 * (neuron.rates[0] as number) + 3),
  weights: Float64Array.of(
    ...neuron.weights,
    weightFactor * (neuron.weights[0] as number) + (weightFactor - 1),
  ),
});

/** A G A^T, A adding the last afferent to the first. */
function merged(G: Float64Array, n: number): Float64Array {
  const result = new Float64Array((n - 1) * (n - 1));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const at = (i % (n - 1)) * (n - 1) + (j % (n - 1));
      result[at] = (result[at] as number) + (G[i * n + j] as number);
    }
  }
  return result;
}

function expectMerging(neuron: Neuron, method: Method, weightFactor: number): void {
  const two = twin(neuron, weightFactor);
  const rates = neuron.rates.map((rate, i) => (i === 0 ? rate + (two.rates.at(-1) as number) : rate));
  const [apart, together] = [method(two), method({ ...neuron, rates })];
  const sum = merged(apart.operator.dense(), two.rates.length);
  expectEqualMatrices(sum, together.operator.dense(), apart.bound + together.bound);
}

/** x -> a x, P x: w^s = a P w has the Jacobian a P, and x_w = a P^T x. */
function expectCovariantUnderScaling(neuron: Neuron, method: Method, power: number): void {
  const a = 1.7;
  const n = neuron.rates.length;
  const order = [...neuron.rates.keys()].reverse();
  const permuted = (values: Float64Array): Float64Array =>
    Float64Array.from(order, (i) => values[i] as number);
  const inWeights = method({ ...neuron, kernel: { ...neuron.kernel, e0: a * neuron.kernel.e0 } });
  const somatic = method({
    ...neuron,
    rates: permuted(neuron.rates),
    weights: permuted(neuron.weights).map((w) => a * w),
  });
  const G = somatic.operator.dense();
  const expected = G.map(
    (_, at) =>
      a ** power * (G[(order[Math.floor(at / n)] as number) * n + (order[at % n] as number)] as number),
  );
  expectEqualMatrices(inWeights.operator.dense(), expected, inWeights.bound + somatic.bound);
}

describe.each(methods)('%s', (inputs, method) => {
  test('symmetric', () => holds(inputs, (neuron) => expectSymmetric(method(neuron))));

  test('positive definite on afferents that fire', () =>
    holds(inputs, (neuron) => expectPositiveDefinite(neuron, method(neuron))));

  test('solve is the Moore-Penrose inverse', () =>
    holds(inputs, (neuron) => expectMoorePenrose(neuron, method(neuron))));

  test('a silent afferent changes nothing', () =>
    holds(inputs, (neuron) => {
      const n = neuron.rates.length;
      const rates = Float64Array.of(...neuron.rates, 0);
      const more = method({ ...neuron, rates, weights: Float64Array.of(...neuron.weights, 5) });
      const G = more.operator.dense().filter((_, at) => at % (n + 1) < n && at < n * (n + 1));
      const alone = method(without({ ...neuron, rates, weights: Float64Array.of(...neuron.weights, 5) }, n));
      expectEqualMatrices(G, alone.operator.dense(), more.bound + alone.bound);
    }));

  test('two afferents of equal weight merge into one of summed rate; of unequal weight they do not', () => {
    holds(inputs, (neuron) => expectMerging(neuron, method, 1));
    fails(inputs, (neuron) => expectMerging(neuron, method, 1.001));
  });

  test('covariant under scaling and permutation: J^T G J with J = a P; a once is not enough', () => {
    holds(inputs, (neuron) => expectCovariantUnderScaling(neuron, method, 2));
    fails(inputs, (neuron) => expectCovariantUnderScaling(neuron, method, 1));
  });
});

describe('matrices that must fail', () => {
  /** The closed form's parts, to be put together wrongly. */
  const parts = (neuron: Neuron) => {
    const { c1, c2, c3 } = closedFisherMatrix(neuron).coefficients;
    const [e0, inverseCe] = [kernelMoment(neuron.kernel, 1), kernelMoment(neuron.kernel, 2)];
    const sigmaW = neuron.rates.map((rate, i) => inverseCe * rate * (neuron.weights[i] as number));
    return { c1, c2, c3, e0, inverseCe, sigmaW };
  };

  test('one mixed term of two: not symmetric', () =>
    fails('gaussian', (neuron) => {
      const { c1, c2, c3, e0, inverseCe, sigmaW } = parts(neuron);
      const operator = lowRankFisher({
        diagonal: neuron.rates.map((rate) => c1 * inverseCe * rate),
        columns: [neuron.rates, sigmaW],
        core: Float64Array.of(c1 * e0 * e0, 2 * c2 * e0, 0, c3),
      });
      expectSymmetric({ operator, bound: 1e-12 });
    }));

  test('c3 with the wrong sign: not positive definite', () =>
    fails('gaussian', (neuron) => {
      const { c1, c2, c3, e0, inverseCe, sigmaW } = parts(neuron);
      const operator = lowRankFisher({
        diagonal: neuron.rates.map((rate) => c1 * inverseCe * rate),
        columns: [neuron.rates, sigmaW],
        core: Float64Array.of(c1 * e0 * e0, c2 * e0, c2 * e0, -c3),
      });
      expectPositiveDefinite(neuron, { operator, bound: 1e-12 });
    }));

  test('an inverse 1e-9 off, a silent afferent with a gradient: not the Moore-Penrose inverse', () => {
    const wrong = (change: (x: Float64Array, v: Float64Array) => Float64Array) => (neuron: Neuron) => {
      const right = closedFisherMatrix(neuron);
      const operator = { ...right, solve: (v: Float64Array) => change(right.solve(v), v) };
      expectMoorePenrose(neuron, { operator, bound: 1e-12 });
    };
    fails(
      'gaussian',
      wrong((x) => x.map((each) => each * (1 + 1e-9))),
    );
    fails(
      'gaussian',
      wrong((x, v) => x.map((each, i) => (each === 0 ? (v[i] as number) : each))),
    );
  });
});
