/**
 * Independent time bins add: the Fisher matrix of T bins is the sum of those of the bins.
 *
 * In a bin of length dt the neuron spikes with probability phi(V) dt. The covariance of the score of all bins together is taken over
 * all 2^T outputs and over the inputs of all bins (a product of Gauss-Hermite rules), the score by numerical differentiation of the log
 * probability. One bin has E[h/(1 - phi dt) x x^T] dt, exactly: the closed form with h/(1 - phi dt) for h.
 * Tolerance: ten times the error estimates of derivative and rule (fewer nodes).
 */
import { describe, expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { paperKernel } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { transferFunctions } from '../../src/numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';
import { partial } from './differences.ts';
import { gaussianRule } from './gaussianRule.ts';

const dt = 1e-3;
const weights = [0.05, -0.03];
const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;
const { phi, phiPrime, h = () => Number.NaN } = transferFunctions(sigmoid);

const neuronOf = (rates: readonly number[]): Neuron => ({
  rates: Float64Array.from(rates),
  weights: Float64Array.from(weights),
  kernel: paperKernel,
  transfer: sigmoid,
});

/** One bin's matrix per unit time, h/(1 - phi dt) instead of h; `first` order in dt is the library's. */
function oneBin(neuron: Neuron, finite: boolean): Float64Array {
  const functions = { phi, phiPrime, h: (v: number) => h(v) / (1 - phi(v) * dt) };
  const transfer = finite ? { name: 'expression' as const, text: 'h/(1 - phi dt)', functions } : sigmoid;
  return closedFisherMatrix({ ...neuron, transfer }).dense();
}

const dot = (w: readonly number[], x: readonly number[]): number =>
  w.reduce((total, each, i) => total + each * (x[i] ?? 0), 0);

/** Covariance of the score of all bins, divided by dt; 2 x 2, and its error. */
function scoreCovariance(bins: readonly Neuron[], count: number): { matrix: Float64Array; error: number } {
  const matrix = new Float64Array(4);
  let error = 0;
  const paths = bins
    .map((bin) => gaussianRule(bin, count))
    .reduce<{ x: readonly (readonly number[])[]; weight: number }[]>(
      (before, nodes) =>
        before.flatMap((path) =>
          nodes.map(({ x, weight }) => ({ x: [...path.x, x], weight: path.weight * weight })),
        ),
      [{ x: [], weight: 1 }],
    );
  for (const { x, weight } of paths) {
    for (let outputs = 0; outputs < 2 ** bins.length; outputs++) {
      const logProbability = (w: readonly number[]): number =>
        x.reduce((total, each, t) => {
          const p = phi(dot(w, each)) * dt;
          return total + ((outputs >> t) & 1 ? Math.log(p) : Math.log1p(-p));
        }, 0);
      const [a, b] = [
        partial(logProbability, weights, 0, 4e-3),
        partial(logProbability, weights, 1, 4e-3),
      ] as const;
      const probability = (weight * Math.exp(logProbability(weights))) / dt;
      const score = [a.value, b.value];
      for (let at = 0; at < 4; at++)
        matrix[at] =
          (matrix[at] as number) + probability * (score[at >> 1] as number) * (score[at & 1] as number);
      error += 2 * probability * Math.max(a.error, b.error) * Math.max(Math.abs(a.value), Math.abs(b.value));
    }
  }
  return { matrix, error };
}

/** The covariance with the larger rule; the difference from the smaller one is part of the error. */
function measured(bins: readonly Neuron[], [coarse, fine]: readonly [number, number]) {
  const [less, more] = [scoreCovariance(bins, coarse), scoreCovariance(bins, fine)];
  const gap = Math.max(...more.matrix.map((each, at) => Math.abs(each - (less.matrix[at] as number))));
  return { matrix: more.matrix, tolerance: 10 * (more.error + gap) };
}

const sum = (matrices: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: 4 }, (_, at) =>
    matrices.reduce((total, each) => total + (each[at] as number), 0),
  );
const distance = (x: Float64Array, y: Float64Array): number =>
  Math.max(...x.map((each, at) => Math.abs(each - (y[at] as number))));

const [a, b] = [neuronOf([8, 15]), neuronOf([20, 3])];

describe('score covariance of independent bins', () => {
  test.each<[string, Neuron[], readonly [number, number]]>([
    ['one bin', [a], [30, 40]],
    ['two bins of different rates', [a, b], [9, 12]],
    ['three bins of equal rates', [a, a, a], [4, 6]],
  ])('%s: the sum of the bins', (_, bins, counts) => {
    const { matrix, tolerance } = measured(bins, counts);
    const largest = Math.max(...matrix.map(Math.abs));
    expect(tolerance).toBeLessThan(5e-3 * largest);
    expect(distance(matrix, sum(bins.map((bin) => oneBin(bin, true))))).toBeLessThan(tolerance);
    // The variants: dt -> 0 is not dt = 1 ms, and a bin too many.
    expect(distance(matrix, sum(bins.map((bin) => oneBin(bin, false))))).toBeGreaterThan(tolerance);
    expect(distance(matrix, sum([...bins, a].map((bin) => oneBin(bin, true))))).toBeGreaterThan(
      10 * tolerance,
    );
  });

  test('as many equal bins as one likes: T times one bin; not T^2 times', () => {
    const one = oneBin(a, true);
    const { matrix, tolerance } = measured([a, a], [9, 12]);
    expect(
      distance(
        matrix,
        one.map((each) => 2 * each),
      ),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        matrix,
        one.map((each) => 4 * each),
      ),
    ).toBeGreaterThan(100 * tolerance);
  });
});
