/** The plain loop against the statements it implements. */
import { expect, test } from 'vitest';
import { closedFisherMatrix } from '../../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../../src/numeric/fisher/exact.ts';
import { withoutTable } from '../../../src/numeric/learning/coefficientTable.ts';
import { plainLearning } from '../../../src/numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../../src/numeric/learning/problem.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { kernelAt } from '../../../src/numeric/neuron/kernel.ts';
import { copyOf, problemOf, relativeGap } from './problems.ts';

const STEPS = 60;

/** One step at a time, with x by convolution and the update by a dense solve of the Fisher matrix: no formula of the loop is used. */
function bySolving(
  problem: LearningProblem,
  matrix: typeof closedFisherMatrix | typeof exactFisherMatrix | undefined,
) {
  const chunk = copyOf(spikeSource(problem, 2, 0, STEPS).next());
  chunk.teacher[40] = 1;
  const weights = problem.weights.slice();
  const { dt, kernel, rates, transfer } = problem;
  const eta = problem.rules[0]?.learningRate as number;
  for (let t = 0; t < STEPS; t++) {
    const x = new Float64Array(rates.length);
    for (let u = 0; u <= t; u++) {
      for (let e = chunk.starts[u] as number; e < (chunk.starts[u + 1] as number); e++) {
        const i = chunk.afferents[e] as number;
        x[i] = (x[i] as number) + kernelAt((t - u) * dt, kernel);
      }
    }
    const v = x.reduce((sum, each, i) => sum + each * (weights[i] as number), 0);
    const phi = 100 / (1 + Math.exp(-0.3 * (v - 10)));
    const score = 0.3 * (1 - phi / 100) * ((chunk.teacher[t] as number) - phi * dt);
    const direction =
      matrix === undefined ? x : matrix({ rates, weights: weights.slice(), kernel, transfer }).solve(x);
    direction.forEach((each, i) => {
      weights[i] = (weights[i] as number) + eta * score * each;
    });
  }
  return { chunk, weights };
}

test.each([
  ['euclidean', undefined, 1e-4],
  ['natural', closedFisherMatrix, 0.05],
  ['exact', exactFisherMatrix, 0.05],
] as const)('%s: the update is the Fisher matrix solved for the score', (name, matrix, learningRate) => {
  const full = problemOf(5, 1, { rules: [{ name, learningRate }] });
  const problem = { ...full, rates: full.rates.map((rate) => rate + 10) };
  const { chunk, weights } = bySolving(problem, matrix);
  const run = plainLearning(problem, { table: withoutTable(problem.transfer) });
  run.run(chunk);
  expect(relativeGap(weights, run.weights(0))).toBeLessThan(1e-10);
  expect(relativeGap(weights, problem.weights)).toBeGreaterThan(1e-3);
});

test('a silent afferent: no homosynaptic term, the others as in Equation 20', () => {
  const problem = problemOf(4, 1, { rules: [{ name: 'approximated', learningRate: 0.01, cu: 0, cw: 0 }] });
  const run = plainLearning(problem);
  run.run(spikeSource(problem, 1, 0, 2000).next());
  expect(run.weights(0)[3]).toBe(problem.weights[3]);
  expect(run.weights(0)[0]).not.toBe(problem.weights[0]);
});

test('the exact matrix may be kept for several steps', () => {
  const problem = (refresh: number) =>
    problemOf(3, 1, { rules: [{ name: 'exact', learningRate: 0.01, refresh }] });
  const [every, tenth] = [plainLearning(problem(1)), plainLearning(problem(10))];
  const chunk = copyOf(spikeSource(problem(1), 1, 0, 200).next());
  every.run(chunk);
  tenth.run(chunk);
  const gap = relativeGap(every.weights(0), tenth.weights(0));
  expect(gap).toBeGreaterThan(0);
  expect(gap).toBeLessThan(1e-2);
});
