import { describe, expect, it } from 'vitest';
import type { Descent } from '../../../src/numeric/mirror/descent.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { InputMatrix } from '../../../src/numeric/mirror/inputMatrix.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { regression } from '../../../src/numeric/mirror/regression.ts';
import { dualChange, projectOnRows } from '../../../src/numeric/mirror/rowSpace.ts';
import { plainRegression } from '../../../src/numeric/reference/plainRegression.ts';
import { readPotential } from '../../../src/transfer/potentialSpecification.ts';
import { CASES, difference, length, options, regressionOf, sparse } from './problems.ts';

const formula = readPotential('cosh(w)');

/** From the weights alone, by the route that sums gradients over all D weights. */
describe.each([...CASES, ['cosh(w)', formula, 0.01] as const])('under %s', (_, potential, rate) => {
  it.each([
    ['dense', regressionOf()],
    ['sparse', sparse(regressionOf())],
  ])(
    'the dual change is in the row space of %s inputs, and the multipliers are those of the fast route',
    (_kind, problem) => {
      const { weights, losses } = plainRegression(problem, options(potential, rate));
      expect(losses.at(-1)).toBeLessThan(0.9 * (losses[0] as number));
      const change = dualChange(potential, problem.weights, weights);
      const { lambda, relativeResidual } = projectOnRows(problem.inputs, change);
      expect(relativeResidual).toBeLessThan(1e-12);
      const fast = regression(problem, options(potential, rate)).lambda;
      expect(length(difference(lambda, fast)) / length(fast)).toBeLessThan(1e-11);
    },
  );
});

describe.each(CASES)('epochs in single precision under %s', (_, potential, rate) => {
  const problem = regressionOf();
  const descents = (['double', 'single'] as const).map((precision) =>
    regression(problem, { ...options(potential, rate), precision }),
  );
  const [double, single] = descents as [Descent, Descent];

  it('take another path', () => {
    const apart = length(difference(single.weights, double.weights)) / length(double.weights);
    expect(apart).toBeGreaterThan(1e-10);
    expect(apart).toBeLessThan(1e-4);
  });

  it('end with a dual change in the row space, and the loss of their weights', () => {
    const change = dualChange(potential, problem.weights, single.weights);
    expect(projectOnRows(problem.inputs, change).relativeResidual).toBeLessThan(1e-12);
    const { losses } = regression(
      { ...problem, weights: single.weights },
      { ...options(potential, rate), epochs: 0 },
    );
    expect(Math.abs((losses[0] as number) / (single.losses.at(-1) as number) - 1)).toBeLessThan(1e-12);
  });
});

describe('the residual', () => {
  const problem = regressionOf();

  it('is far from 0 for the change of the weights where the potential is not p=2', () => {
    for (const [name, potential, rate] of CASES.filter(([name]) => name !== 'p=2')) {
      const { weights } = plainRegression(problem, options(potential, rate));
      const change = difference(weights, problem.weights);
      expect([name, projectOnRows(problem.inputs, change).relativeResidual > 0.1]).toEqual([name, true]);
    }
  });

  it('sees a dual change that is outside by 1e-9 of its length', () => {
    const { weights } = plainRegression(problem, options(powerPotential(3), 4e-4));
    const change = dualChange(powerPotential(3), problem.weights, weights);
    change[0] = (change[0] as number) + 1e-9 * length(change);
    const { relativeResidual } = projectOnRows(problem.inputs, change);
    expect(relativeResidual).toBeGreaterThan(5e-10);
    expect(relativeResidual).toBeLessThan(1e-9);
  });

  it('leaves out weights without a dual', () => {
    const start = problem.weights.map((w, j) => (j % 7 === 0 ? 0 : w));
    const { weights } = plainRegression({ ...problem, weights: start }, options(entropyPotential, 0.05));
    expect(weights[7]).toBe(0);
    const change = dualChange(entropyPotential, start, weights);
    expect(change[7]).toBeNaN();
    expect(projectOnRows(problem.inputs, change).relativeResidual).toBeLessThan(1e-12);
    // As if their columns were not there:
    const wrong = change.map((d) => (Number.isNaN(d) ? 0 : d));
    expect(projectOnRows(problem.inputs, wrong).relativeResidual).toBeGreaterThan(0.1);
  });

  it('is 0 for no change, and needs independent rows', () => {
    expect(projectOnRows(problem.inputs, new Float64Array(300)).relativeResidual).toBe(0);
    const dependent = InputMatrix.fromRows([
      [1, 2, 3],
      [2, 4, 6],
    ]);
    expect(() => projectOnRows(dependent, Float64Array.of(1, 2, 3))).toThrow(/positive definite/);
    expect(() => projectOnRows(dependent, Float64Array.of(1))).toThrow(
      'row space: got 1 changes (expected 3)',
    );
  });
});
