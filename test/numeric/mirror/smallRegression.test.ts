import { describe, expect, it } from 'vitest';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { MirrorDescent } from '../../../src/numeric/mirror/mirrorDescent.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import {
  distanceFromRowSpace,
  lazyWeights,
  limitWeights,
  pulledBack,
  residual,
  type SmallRegression,
} from '../../../src/numeric/mirror/smallRegression.ts';

const problem: SmallRegression = {
  inputs: [Float64Array.of(1, 2, 0, -1), Float64Array.of(0, 1, 1, 1)],
  targets: Float64Array.of(1.5, -0.4),
  initial: Float64Array.of(0.8, -0.5, 1.2, -0.9),
};
const potentials = [1.5, 2, 3].map(powerPotential).concat(entropyPotential);

describe('a small regression', () => {
  it.each(potentials.map((each) => [each.name, each] as const))(
    'ends where mirror descent does: %s',
    (_, potential) => {
      const found = limitWeights(problem, potential);
      expect(Math.max(...residual(problem, found).map(Math.abs))).toBeLessThan(1e-13);
      const descent = new MirrorDescent(potential, problem.initial);
      for (let step = 0; step < 20_000; step++)
        descent.step(pulledBack(problem.inputs, residual(problem, descent.weights)), 0.02);
      descent.weights.forEach((w, i) => {
        expect(w).toBeCloseTo(found[i] as number, 10);
      });
      const change = found.map(
        (w, i) => potential.gradient(w) - potential.gradient(problem.initial[i] as number),
      );
      expect(distanceFromRowSpace(problem.inputs, change)).toBeLessThan(1e-13);
    },
  );

  it('has a lazy limit that is the limit itself where the metric is constant', () => {
    const lazy = lazyWeights(problem, () => 1);
    limitWeights(problem, powerPotential(2)).forEach((w, i) => {
      expect(lazy[i]).toBeCloseTo(w, 13);
    });
    const other = limitWeights(problem, powerPotential(3));
    expect(Math.abs((lazy[0] as number) - (other[0] as number))).toBeGreaterThan(1e-3);
  });

  it('measures the distance from the row space', () => {
    expect(distanceFromRowSpace(problem.inputs, Float64Array.of(1, 3, 1, 0))).toBeLessThan(1e-15);
    // Orthogonal to both rows.
    expect(distanceFromRowSpace(problem.inputs, Float64Array.of(3, -1, 0, 1))).toBeCloseTo(1, 14);
  });

  it('says where there is no such limit', () => {
    // Weights keep their signs: a positive output of negative weights cannot be reached.
    const impossible = {
      inputs: [Float64Array.of(1, 1)],
      targets: Float64Array.of(1),
      initial: Float64Array.of(-1, -1),
    };
    expect(() => limitWeights(impossible, entropyPotential)).toThrow(/^(limit of mirror descent|Cholesky)/);
  });
});
