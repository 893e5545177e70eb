/** The end of mirror descent: against its conditions, its closed form, and descent itself. */
import { describe, expect, it } from 'vitest';
import { bregmanProjection } from '../../../src/numeric/mirror/bregmanProjection.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { MirrorDescent } from '../../../src/numeric/mirror/mirrorDescent.ts';
import { bregmanDivergence } from '../../../src/numeric/mirror/potential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

const potentials = [powerPotential(1.5), powerPotential(2), powerPotential(3), entropyPotential];

function problem(weights: number, samples: number, seed: number) {
  const random = new Random(seed, 0, 0);
  const row = (scale: number) => Float64Array.from({ length: weights }, () => scale * standardNormal(random));
  return {
    rows: Array.from({ length: samples }, () => row(1)),
    labels: Float64Array.from({ length: samples }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    initial: row(1 / Math.sqrt(weights)),
  };
}

const dot = (u: Float64Array, v: Float64Array): number =>
  u.reduce((sum, x, i) => sum + x * (v[i] as number), 0);

describe('the projection', () => {
  it.each(potentials.map((potential) => [potential.name, potential] as const))(
    'fits all samples, with a dual change in the row space of the inputs: %s',
    (_, potential) => {
      for (let seed = 1; seed <= 4; seed++) {
        const { rows, labels, initial } = problem(60, 12, seed);
        const { weights, lambda } = bregmanProjection(potential, rows, labels, initial);
        for (const [i, row] of rows.entries()) expect(dot(row, weights)).toBeCloseTo(labels[i] as number, 8);
        for (const [j, w] of weights.entries()) {
          const change = rows.reduce((sum, row, i) => sum + (lambda[i] as number) * (row[j] as number), 0);
          const dual = potential.gradient(initial[j] as number) + change;
          expect(potential.gradient(w)).toBeCloseTo(dual, 9);
        }
      }
    },
  );

  it('is nearer to the start than other weights that fit', () => {
    const random = new Random(3, 0, 0);
    for (const potential of potentials) {
      const { rows, labels, initial } = problem(20, 3, 5);
      const { weights } = bregmanProjection(potential, rows, labels, initial);
      const nearest = bregmanDivergence(potential, weights, initial);
      for (let draw = 0; draw < 50; draw++) {
        // Moved along the null space of the inputs.
        const direction = weights.map((w) => 0.05 * Math.abs(w) * standardNormal(random));
        const zero = rows.map((row) => -dot(row, direction));
        const back = bregmanProjection(
          powerPotential(2),
          rows,
          Float64Array.from(zero),
          direction.map(() => 0),
        );
        const other = weights.map((w, j) => w + (direction[j] as number) + (back.weights[j] as number));
        expect(bregmanDivergence(potential, other, initial)).toBeGreaterThan(nearest);
      }
    }
  });

  it('is where mirror descent ends', () => {
    for (const potential of potentials) {
      const { rows, labels, initial } = problem(30, 3, 2);
      const { weights } = bregmanProjection(potential, rows, labels, initial);
      const descent = new MirrorDescent(potential, initial);
      for (let step = 0; step < 6000; step++) {
        const gradient = new Float64Array(30);
        for (const [i, row] of rows.entries()) {
          const residual = dot(row, descent.weights) - (labels[i] as number);
          for (let j = 0; j < 30; j++) gradient[j] = (gradient[j] as number) + residual * (row[j] as number);
        }
        descent.step(gradient, 0.003);
      }
      for (const [j, w] of weights.entries()) expect(descent.weights[j]).toBeCloseTo(w, 6);
    }
  });

  it('is refused where signs that stay fixed leave no solution', () => {
    const rows = [Float64Array.of(1, 1)];
    expect(() =>
      bregmanProjection(entropyPotential, rows, Float64Array.of(-1), Float64Array.of(1, 2)),
    ).toThrow('regression, negative-entropy: got no weights that fit all 1 samples');
  });
});
