import { describe, expect, it } from 'vitest';
import {
  CE,
  E0,
  sampleCoefficients,
} from '../../../../src/experiments/reproduction/coefficients/coefficientSamples.ts';
import {
  BATCH,
  drawBatch,
  patternCondition,
  rateSweep,
  sizeOf,
  sizeSweep,
  totalRateOf,
} from '../../../../src/experiments/reproduction/coefficients/conditions.ts';
import { closedFormCoefficients } from '../../../../src/numeric/coefficients/closedForm.ts';
import { learningRuleCoefficients } from '../../../../src/numeric/coefficients/coefficients.ts';

const [condition] = rateSweep([25]) as [ReturnType<typeof rateSweep>[number]];
const task = { seed: 3, condition, batches: [0], usps: 3, compared: 0 };

describe('conditions', () => {
  it('have the sizes and rates of the paper', () => {
    expect(totalRateOf(condition)).toBe(2500);
    expect(sizeSweep([10, 200]).map((each) => [sizeOf(each), totalRateOf(each), each.scale])).toEqual([
      [10, 200, 5],
      [200, 4000, 5],
    ]);
    const pattern = patternCondition([10, 50], 5);
    const [draw] = drawBatch(1, pattern, 0, 1);
    expect([sizeOf(pattern), totalRateOf(pattern)]).toEqual([100, 3000]);
    expect([draw?.neuron.rates[0], draw?.neuron.rates[49], draw?.neuron.rates[50]]).toEqual([10, 10, 50]);
    expect(Math.max(...(draw?.neuron.weights ?? []).map(Math.abs))).toBeLessThan(0.05);
  });

  /** 20 x 40 x 100 USPs: standard error of their mean 0.35 %, of their variance 0.8 %; six of them. */
  it('draw USPs of mean e0 r and variance r/ce', () => {
    const values = Array.from(drawBatch(7, condition, 0, 40), ({ potentials }) =>
      potentials.flatMap((x) => [...x]),
    ).flat();
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean / (25 * E0) - 1)).toBeLessThan(0.021);
    expect(Math.abs(variance / (25 / CE) - 1)).toBeLessThan(0.05);
  });
});

describe('sampled coefficients', () => {
  it('gamma_u and gamma_w are Equations 108 and 109 of g1 .. g4', () => {
    for (const { g1, g2, g3, g4, usps } of sampleCoefficients(task)) {
      for (const { sumX, v, gammaU, gammaW } of usps) {
        const input = CE * E0 * sumX;
        expect(gammaU).toBeCloseTo(-CE * E0 * (input * g1 + g3 * v), 9);
        expect(gammaW).toBeCloseTo(input * g2 + g4 * v, 11);
      }
    }
  });

  it('g1 .. g4 are those of the printed closed form', () => {
    for (const { mean, variance, q, g1, g2, g3, g4 } of sampleCoefficients(task)) {
      const { c1, c2, c3 } = learningRuleCoefficients({ mean, variance, q });
      const printed = closedFormCoefficients({ c1, c2, c3, mean, variance, q });
      [g1, g2, g3, g4].forEach((each, k) => {
        const other = [printed.g1, printed.g2, printed.g3, printed.g4][k] as number;
        expect(Math.abs(each / other - 1)).toBeLessThan(1e-9);
      });
    }
  });

  it('of a batch do not depend on the batches done with it', () => {
    const together = sampleCoefficients({ ...task, batches: [0, 1, 2] });
    expect(together).toHaveLength(3 * BATCH);
    expect(together.slice(BATCH, 2 * BATCH)).toEqual(sampleCoefficients({ ...task, batches: [1] }));
    expect(together[0]).not.toEqual(together[BATCH]);
  });

  it("tell the closed form's error for the first batch only", () => {
    const small = sizeSweep([10])[0] as typeof condition;
    const errors = sampleCoefficients({
      ...task,
      condition: small,
      batches: [0, 1],
      usps: 1,
      compared: BATCH,
    }).map(({ closedFormError }) => closedFormError);
    expect(errors.slice(BATCH).every((each) => each === undefined)).toBe(true);
    for (const each of errors.slice(0, BATCH)) {
      expect(each).toBeGreaterThan(0.01);
      expect(each).toBeLessThan(10);
    }
  });
});
