/** The 40-digit reference for E h'' of the sigmoid: against values known in closed form and against the kernel. */
import { describe, expect, it } from 'vitest';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { referenceC3 } from '../../../src/numeric/reference/logisticReference.ts';

describe("E h'' of the sigmoid at small variance", () => {
  it("at threshold and variance 0 it is h'' = -phi_max beta^4/16", () => {
    const sigmoid = { phiMax: 100, beta: 0.5, theta: 10 };
    expect(referenceC3(sigmoid, 10, 0)).toBe(-(100 * 0.5 ** 4) / 16);
  });

  it.each([-5, 3, 12, 20])('agrees with the kernel at mean %d', (mean) => {
    for (const variance of [1e-8, 1e-4, 0.05]) {
      const { c3 } = learningRuleCoefficients({ mean, variance, q: 1e13 });
      expect(Math.abs(c3 / referenceC3(paperSigmoid, mean, variance) - 1)).toBeLessThan(1e-12);
    }
  });
});
