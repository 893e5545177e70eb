/** The normal distribution's tail and hazard, and the coefficients that rest on them. */
import { describe, expect, it } from 'vitest';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import { hazard, normalDensity, normalTail } from '../../../src/numeric/coefficients/mills.ts';
import { transferCoefficients } from '../../../src/numeric/coefficients/transferCoefficients.ts';
import { transferFunctions } from '../../../src/numeric/neuron/transfer.ts';
import { defaultTransfers } from '../../../src/transfer/transferSpecification.ts';

// By Python's mpmath with 30 digits: erfc(a/sqrt 2)/2.
it.each([
  [-6, 0.999999999013412],
  [-1, 0.841344746068543],
  [0.5, 0.308537538725987],
  [2.9, 0.00186581330038404],
  [3.1, 0.000967603213218358],
  [10, 7.61985302416053e-24],
  [30, 4.9067139271482e-198],
])('tail beyond %f', (a, exact) => {
  expect(normalTail(a) / exact).toBeCloseTo(1, 13);
  expect(hazard(a) / (normalDensity(a) / exact)).toBeCloseTo(1, 13);
});

describe('closed forms of c1, c2, c3', () => {
  it('exponential: those of the quadrature', () => {
    const moments = { mean: 2, variance: 30, q: 50 };
    const transfer = defaultTransfers.exponential;
    const closed = transferCoefficients(moments, transfer);
    const quadrature = learningRuleCoefficients(moments, transferFunctions(transfer));
    for (const name of ['c1', 'c2', 'c3', 'g1', 'g2', 'g4'] as const)
      expect(closed[name] / quadrature[name], name).toBeCloseTo(1, 9);
  });

  it.each([
    [12, 30],
    [5, 9],
    [-20, 40],
  ])('quadratic at mean %f mV, variance %f mV^2: derivatives of c1 by the mean', (mean, variance) => {
    const at = (shift: number) =>
      transferCoefficients({ mean: mean + shift, variance, q: 1000 }, defaultTransfers.quadratic);
    const { c1, c2, c3 } = at(0);
    const step = 0.01;
    expect((at(step).c1 - at(-step).c1) / (2 * step) / c2).toBeCloseTo(1, 4);
    expect((at(step).c2 - at(-step).c2) / (2 * step) / c3).toBeCloseTo(1, 3);
    expect(c1).toBeCloseTo(normalTail((10 - mean) / Math.sqrt(variance)), 14);
  });
});
