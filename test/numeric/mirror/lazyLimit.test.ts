import { describe, expect, it } from 'vitest';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { interpolant, lazyLambda } from '../../../src/numeric/mirror/lazyLimit.ts';
import { bregmanDivergence, type Potential } from '../../../src/numeric/mirror/potential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { regression } from '../../../src/numeric/mirror/regression.ts';
import type { RegressionProblem } from '../../../src/numeric/mirror/regressionProblem.ts';
import { plainRegression } from '../../../src/numeric/reference/plainRegression.ts';
import { CASES, difference, length, options, regressionOf } from './problems.ts';

const relative = (u: Float64Array, v: Float64Array): number => length(difference(u, v)) / length(v);

describe.each(CASES)('under %s', (_, potential, rate) => {
  const problem = regressionOf();
  const exact = interpolant(problem, potential);

  it('descent to a loss of 1e-20 ends at the interpolant', () => {
    const descent = regression(problem, { ...options(potential, rate, 1500), targetLoss: 1e-20 });
    expect(descent.converged).toBe(true);
    expect(relative(descent.weights, exact.weights)).toBeLessThan(1e-9);
    expect(relative(descent.lambda, exact.lambda)).toBeLessThan(1e-9);
  });

  it('the interpolant is closer to the start than others, in this divergence', () => {
    // Others: interpolants for other potentials that keep the signs of this one.
    const others = CASES.filter(([, { name, domain }]) => name !== potential.name && domain === 'line');
    for (const [, other] of potential.domain === 'line' ? others : []) {
      const there = interpolant(problem, other).weights;
      expect(bregmanDivergence(potential, exact.weights, problem.weights)).toBeLessThan(
        bregmanDivergence(potential, there, problem.weights),
      );
    }
  });
});

/** Labels that ask for a change of relative size about `size`; weights at least `gap` from 0. */
function nearby(size: number, gap: number): RegressionProblem {
  const problem = regressionOf({ weights: 800, samples: 60 });
  const weights = problem.weights.map((w) => Math.sign(w) * (Math.abs(w) + gap));
  const labels = problem.labels.map((y, i) => {
    const output = problem.inputs.row(i).reduce((sum, x, j) => sum + x * (weights[j] as number), 0);
    return output + size * (y - output);
  });
  return { ...problem, weights, labels };
}

const errorAt = (size: number, gap: number, potential: Potential): number => {
  const problem = nearby(size, gap);
  return relative(lazyLambda(problem, potential), interpolant(problem, potential).lambda);
};

describe('the lazy limit', () => {
  it('is exact under p = 2', () => {
    expect(errorAt(1, 0, powerPotential(2))).toBeLessThan(1e-12);
  });

  it.each(CASES.filter(([name]) => name !== 'p=2'))(
    'has an error of first order under %s, weights away from 0',
    (_, potential) => {
      const [coarse, fine] = [errorAt(1e-3, 0.02, potential), errorAt(1e-4, 0.02, potential)];
      const order = Math.log10(coarse / fine);
      expect(order).toBeGreaterThan(0.95);
      expect(order).toBeLessThan(1.05);
    },
  );

  it('has one of lower order under p = 3 with normal weights, whose mean of 1/|w| is infinite', () => {
    const sizes = [0.1, 0.01, 0.001];
    const errors = sizes.map((size) => errorAt(size, 0, powerPotential(3)));
    const order = Math.log10((errors[0] as number) / (errors[2] as number)) / 2;
    expect(order).toBeLessThan(0.6);
    // A change of 1 in 100 is not lazy:
    expect(errors[1]).toBeGreaterThan(0.1);
    expect(errorAt(0.01, 0, entropyPotential)).toBeLessThan(0.01);
  });
});

describe('the interpolant', () => {
  it('that signs forbid does not exist', () => {
    const { inputs } = regressionOf({ weights: 3, samples: 1 });
    const weights = Float64Array.from(inputs.row(0), (x) => 0.1 * Math.sign(x));
    const problem = { inputs, labels: Float64Array.of(-1), weights };
    expect(() => interpolant(problem, entropyPotential)).toThrow(RangeError);
    const stuck = plainRegression(problem, options(entropyPotential, 0.01, 500));
    expect(stuck.converged).toBe(false);
  });
});
