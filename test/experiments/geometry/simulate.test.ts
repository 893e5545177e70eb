/** Weights made with a known potential: what is drawn, and that regressions are learned in the row space of the inputs. */
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../src/experiments/geometry/normalDistance.ts';
import { drawData } from '../../../src/experiments/geometry/regressionInputs.ts';
import {
  defaultNoise,
  drawWeights,
  learnedByNoise,
  learnedByRegression,
} from '../../../src/experiments/geometry/simulate.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';

const weights = (count: number) => drawWeights((random) => 0.1 * standardNormal(random), count, 3);
const potentials = [powerPotential(1.5), powerPotential(2), powerPotential(3), entropyPotential];

describe('weights by normal dual changes', () => {
  it('have dual changes of the size asked for, and keep their signs where they must', () => {
    for (const potential of potentials) {
      const noise = defaultNoise(potential);
      const { before, after } = learnedByNoise(potential, weights(10_000), noise, 1);
      const changes = after.map((w, i) => potential.gradient(w) - potential.gradient(before[i] as number));
      const { mean, deviation } = spreadOf(changes);
      // Standard errors 0.01 and 0.007 of the noise; five of them.
      expect(Math.abs(mean)).toBeLessThan(0.05 * noise);
      expect(Math.abs(deviation / noise - 1)).toBeLessThan(0.036);
      const crossed = after.filter((w, i) => Math.sign(w) !== Math.sign(before[i] as number)).length;
      if (potential.domain === 'half-lines') expect(crossed).toBe(0);
      else expect(crossed).toBeGreaterThan(0);
    }
  });

  it('have the noise of the robustness experiment by default', () => {
    expect(defaultNoise(powerPotential(3))).toBeCloseTo(0.1 * 0.1 ** 2, 15);
    expect(defaultNoise(entropyPotential)).toBeCloseTo(0.1 * (Math.log(10) - 1), 15);
  });

  it('stay the same for more of them, and are others for another seed', () => {
    expect(weights(20).subarray(0, 10)).toEqual(weights(10));
    expect(drawWeights((random) => standardNormal(random), 3, 4)).not.toEqual(
      drawWeights((random) => standardNormal(random), 3, 5),
    );
  });
});

describe('weights by regression', () => {
  const inputs = { samples: 12, active: 0.5, correlation: 1 };

  it('fit all samples', () => {
    for (const potential of potentials) {
      const before = weights(80);
      const { after } = learnedByRegression(potential, before, inputs, 7);
      const { rows, labels } = drawData({ ...inputs, weights: 80 }, 7);
      for (const [i, row] of rows.entries()) {
        const output = row.reduce((sum, x, j) => sum + x * (after[j] as number), 0);
        expect(Math.abs(output - (labels[i] as number))).toBeLessThan(1e-8);
      }
    }
  });

  it('have inputs that are 0 as often as asked for, correlated or not', () => {
    for (const correlation of [undefined, 1]) {
      const setting = {
        weights: 400,
        samples: 200,
        active: 0.3,
        ...(correlation !== undefined && { correlation }),
      };
      const { rows, labels } = drawData(setting, 1);
      const active = rows.reduce((sum, row) => sum + row.filter((x) => x !== 0).length, 0) / 80_000;
      expect(Math.abs(active - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / 80_000));
      expect(new Set(labels)).toEqual(new Set([-1, 1]));
    }
    const neighbours = (correlation?: number) => {
      const { rows } = drawData(
        { weights: 400, samples: 200, active: 1, ...(correlation !== undefined && { correlation }) },
        1,
      );
      const products = rows.flatMap((row) => Array.from(row.subarray(1), (x, j) => x * (row[j] as number)));
      return products.reduce((a, b) => a + b) / products.length;
    };
    // C_12 = -1/2; products have a standard deviation of about 1.2.
    expect(neighbours(1)).toBeCloseTo(-0.5, 1);
    expect(Math.abs(neighbours())).toBeLessThan(0.025);
  });
});
