/** Regressions for tests, and potentials of every kind. */
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { InputMatrix } from '../../../src/numeric/mirror/inputMatrix.ts';
import { cosineRate } from '../../../src/numeric/mirror/learningRate.ts';
import type { Potential } from '../../../src/numeric/mirror/potential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import {
  drawRegression,
  type RegressionProblem,
  type RegressionSetting,
} from '../../../src/numeric/mirror/regressionProblem.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

export const regressionOf = (setting: Partial<RegressionSetting> = {}): RegressionProblem =>
  drawRegression({ weights: 300, samples: 40, correlationExponent: 1, seed: 5, ...setting });

/** Inputs that are 0 with probability 0.9. */
export function sparse(problem: RegressionProblem): RegressionProblem {
  const random = new Random(99, 0, 1);
  const rows = Array.from(problem.labels, (_, i) =>
    problem.inputs.row(i).map((x) => (random.uniform() < 0.9 ? 0 : x)),
  );
  return { ...problem, inputs: InputMatrix.fromRows(rows) };
}

/** With a learning rate under which 100 epochs change much, and nothing diverges. */
export const CASES: readonly (readonly [string, Potential, number])[] = [
  ['p=1.2', powerPotential(1.2), 0.05],
  ['p=1.5', powerPotential(1.5), 0.02],
  ['p=2', powerPotential(2), 0.01],
  ['p=2.5', powerPotential(2.5), 0.002],
  ['p=3', powerPotential(3), 4e-4],
  ['negative-entropy', entropyPotential, 0.05],
];

export const options = (potential: Potential, rate: number, epochs = 100) => ({
  potential,
  learningRate: cosineRate(rate, epochs),
  epochs,
});

export const length = (v: ArrayLike<number>): number => Math.hypot(...Array.from(v));

export const difference = (u: Float64Array, v: Float64Array): Float64Array =>
  u.map((each, i) => each - (v[i] as number));
