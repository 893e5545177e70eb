import { expect, test } from 'vitest';
import {
  learningErrors,
  spikeDivergence,
  testPotentials,
  weightDistance,
} from '../../../src/numeric/learning/errorMeasures.ts';
import { fastLearning } from '../../../src/numeric/learning/fastLearning.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { problemOf } from './problems.ts';

test('a student that is its teacher has no error', () => {
  const problem = problemOf(10, 1);
  const errors = learningErrors(problem, problem.teacher, testPotentials(problem, 50, 1));
  expect(errors).toEqual({ rate: 0, divergence: 0, distance: 0 });
});

test('the divergence is the sum over spike and no spike, and keeps its digits where both nearly agree', () => {
  for (const [target, p] of [
    [0.01, 0.03],
    [0.3, 0.02],
    [0, 0.2],
    [1, 0.9],
  ] as const) {
    const term = (a: number, b: number): number => (a === 0 ? 0 : a * Math.log(a / b));
    expect(spikeDivergence(target, p)).toBeCloseTo(term(target, p) + term(1 - target, 1 - p), 13);
  }
  // D = d^2/(2 p (1 - p)) (1 + O(d)).
  const [p, d] = [0.01, 1e-9];
  expect(spikeDivergence(p, p + d) / (d ** 2 / (2 * p * (1 - p)))).toBeCloseTo(1, 6);
  expect(spikeDivergence(0.1, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(() => spikeDivergence(0.1, 1.5)).toThrow(
    'learning errors: phi dt = 1.5 (expected a probability: a smaller dt)',
  );
});

test('rate error and distance by hand', () => {
  const problem = problemOf(2, 1, { rates: Float64Array.of(5, 5), teacher: Float64Array.of(0, 0) });
  const phi = (v: number): number => 100 / (1 + Math.exp(-0.3 * (v - 10)));
  const errors = learningErrors(problem, Float64Array.of(1, -1), Float64Array.of(3, 1, 1, 5));
  const squares = [(phi(2) - phi(0)) ** 2, (phi(-4) - phi(0)) ** 2];
  expect(errors.rate).toBeCloseTo(Math.sqrt(((squares[0] as number) + (squares[1] as number)) / 2), 12);
  expect(errors.distance).toBeCloseTo(Math.SQRT2, 14);
  expect(weightDistance(Float64Array.of(3, 4), Float64Array.of(0, 0))).toBe(5);
});

test('test USPs have the mean and variance of shot noise', () => {
  const problem = problemOf(5, 1);
  const count = 20_000;
  const potentials = testPotentials(problem, count, 1);
  problem.rates.forEach((rate, i) => {
    let [sum, squares] = [0, 0];
    for (let k = 0; k < count; k++) {
      const x = potentials[5 * k + i] as number;
      sum += x;
      squares += x * x;
    }
    const [mean, variance] = [rate, rate / 0.026];
    expect(Math.abs(sum / count - mean)).toBeLessThanOrEqual(4.9 * Math.sqrt(variance / count));
    expect(squares / count - (sum / count) ** 2 - variance).toBeLessThanOrEqual(0.1 * variance);
  });
});

test('every rule learns: all three errors fall', () => {
  const problem = problemOf(50, 4);
  const run = fastLearning(problem);
  const source = spikeSource(problem, 4, 0, 2000);
  for (let second = 0; second < 200; second++) run.run(source.next());
  const potentials = testPotentials(problem, 200, 4);
  const before = learningErrors(problem, problem.weights, potentials);
  problem.rules.forEach(({ name }, k) => {
    // The quadratic rule's matrix is not the sigmoid's: it only has to stay finite.
    const after = learningErrors(problem, run.weights(k), potentials);
    if (name === 'quadratic') return;
    expect(after.rate, name).toBeLessThan(0.7 * before.rate);
    expect(after.divergence, name).toBeLessThan(0.5 * before.divergence);
  });
});
