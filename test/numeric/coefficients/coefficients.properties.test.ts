import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedFormCoefficients } from '../../../src/numeric/coefficients/closedForm.ts';
import type { Coefficients } from '../../../src/numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { forAll } from '../counterexample.ts';

const { beta } = paperSigmoid;

const finite = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** mu_V, mV; 0 instead of numbers whose square underflows. */
const voltage = finite(-60, 60).map((mean) => (Math.abs(mean) < 1e-100 ? 0 : mean));

/** Realisable moments: variance 1e-9 ... 1e4 (log-uniform), q from equality up to 1e9 above it. */
const realisable: fc.Arbitrary<VoltageMoments> = fc
  .record({ mean: voltage, logVariance: finite(-9, 4), logExcess: fc.option(finite(-6, 9)) })
  .map(({ mean, logVariance, logExcess }) => {
    const variance = 10 ** logVariance;
    return { mean, variance, q: mean ** 2 / variance + (logExcess === null ? 0 : 10 ** logExcess) };
  });

const inNotation = ({ mean, variance, q }: VoltageMoments): string =>
  `mu_V = ${mean} mV, sigma_V^2 = ${variance} mV^2, q = ${q}`;

describe('for all realisable moments, sigmoid', () => {
  test('g2 = g3, c1 = I1 and gammaS = 1/c1, to the last bit', () => {
    forAll(realisable, inNotation, (point) => {
      const { I1, c1, gammaS, g2, g3 } = learningRuleCoefficients(point);
      expect(g2).toBe(g3);
      expect(c1).toBe(I1);
      expect(gammaS).toBe(1 / c1);
    });
  });

  test('c1^2 + delta sigma_V^2 > 0 and D > 0: g1 lies in [-1, 0)', () => {
    // g1 = -(c1^2 + delta variance)/D with D = (c1^2 + delta variance)(1 + q - a^2) + (...)^2 and q >= a^2.
    forAll(realisable, inNotation, (point) => {
      const { g1 } = learningRuleCoefficients(point);
      expect(g1).toBeLessThan(0);
      expect(g1).toBeGreaterThanOrEqual(-1);
    });
  });

  test('the metric is positive definite: I1 I3 > I2^2, I + S M > 0', () => {
    // Cauchy-Schwarz for E[h .]; I1 I3 - I2^2 = c1^2 Var_h(V), lost to rounding where Var_h(V) < eps E_h[V]^2.
    forAll(realisable, inNotation, (point) => {
      const { I1, I2, I3 } = learningRuleCoefficients(point);
      expect(I1 * I3 - I2 * I2).toBeGreaterThan(-8 * 2 ** -53 * I1 * I3);
    });
  });

  test('h is log-concave: delta < 0', () => {
    forAll(realisable, inNotation, (point) => {
      const { c1, c2, c3 } = learningRuleCoefficients(point);
      // delta may be far smaller than its two terms (exp(-21) of them at -60 mV): rounding may turn its sign.
      const delta = (c1 * c3 - c2 * c2) / (c1 * c1);
      expect(delta).toBeLessThan(16 * 2 ** -53 * beta ** 2);
    });
  });

  test('c2 = dc1/dmu, c3 = dc2/dmu', () => {
    // Fourth-order central difference, step d = 0.003/beta: truncation d^4/30 max|h^(5)| <= d^4/30 32 beta^5 h
    // = 9e-11 beta c1 (|h^(k)| <= 2^k beta^k h); rounding 1.5/d times 2e-14 c1 = 1e-11 beta c1.
    // For c3 the bounds are twice as large: |h^(6)| <= 64 beta^6 h.
    const d = 0.003 / beta;
    forAll(realisable, inNotation, ({ mean, variance }) => {
      const at = (shift: number) => learningRuleCoefficients({ mean: mean + shift, variance, q: 1e15 });
      const [a, b, c, e] = [at(-2 * d), at(-d), at(d), at(2 * d)] as const;
      const center = at(0);
      const derivative = (name: 'c1' | 'c2') => (8 * (c[name] - b[name]) - (e[name] - a[name])) / (12 * d);
      expect(Math.abs(derivative('c1') - center.c2) / (beta * center.c1)).toBeLessThan(2e-10);
      expect(Math.abs(derivative('c2') - center.c3) / (beta ** 2 * center.c1)).toBeLessThan(4e-10);
    });
  });

  test('c3 = 2 dc1/dsigma_V^2 (the heat equation)', () => {
    // Second-order difference, step d = 1e-3 variance with variance >= 1e-2 ... 10: c1''' in variance is E h^(6)/8
    // <= 8 beta^6 c1 for narrow Gaussians, truncation d^2/6 of it; rounding 2 * 2e-14 c1/d.
    forAll(
      fc.tuple(finite(-60, 60), finite(-2, 1)),
      ([mean, logVariance]) => `mu_V = ${mean}, log10 sigma_V^2 = ${logVariance}`,
      ([mean, logVariance]) => {
        const variance = 10 ** logVariance;
        const d = 1e-3 * variance;
        const at = (v: number) => learningRuleCoefficients({ mean, variance: v, q: 1e15 });
        const { c1, c3 } = at(variance);
        const slope = (at(variance + d).c1 - at(variance - d).c1) / (2 * d);
        const tolerance = ((2 * d * d * 8 * beta ** 6) / 6 + (2 * 2e-14) / d) * 2 * c1;
        expect(Math.abs(2 * slope - c3)).toBeLessThan(tolerance);
      },
    );
  });

  test("the stable form equals the closed form, up to the latter's cancellation", () => {
    forAll(realisable, inNotation, (point) => {
      const stable = learningRuleCoefficients(point);
      const closed = closedFormCoefficients({ ...stable, ...point });
      const bound = cancellation(stable, point);
      for (const name of ['g1', 'g2', 'g3', 'g4'] as const) {
        expect(Math.abs(closed[name] - stable[name]), name).toBeLessThanOrEqual(bound[name]);
      }
    });
  });
});

/**
 * Rounding error of the closed form: each term of its numerators N and of D is off by at most 100 roundoffs (those of
 * c1, c2, c3 included), so g = -N/D is off by 100 eps (sum |terms of N| + |g| sum |terms of D|) / |D|.
 */
function cancellation(c: Coefficients, { mean, variance, q }: VoltageMoments) {
  const [c1, c2, c3] = [c.c1, Math.abs(c.c2), Math.abs(c.c3)];
  const delta = c1 * c3 + c2 * c2;
  const D = (-1 / c.g1) * (c1 * c1 + (c.c1 * c.c3 - c.c2 * c.c2) * variance);
  const terms =
    c1 * c1 * (1 + q) +
    2 * c1 * c2 * Math.abs(mean) +
    c1 * c3 * variance +
    delta * (q * variance + mean ** 2);
  const numerators = {
    g1: c1 * c1 + delta * variance,
    g2: c1 * c2 + delta * Math.abs(mean),
    g3: c1 * c2 + delta * Math.abs(mean),
    g4: c1 * c3 + delta * q,
  };
  const bound = (name: 'g1' | 'g2' | 'g3' | 'g4') =>
    (100 * 2 ** -53 * (numerators[name] + Math.abs(c[name]) * terms)) / Math.abs(D);
  return { g1: bound('g1'), g2: bound('g2'), g3: bound('g3'), g4: bound('g4') };
}

test("a failing property shows its counterexample in the paper's notation, shrunk, with the seed", () => {
  const impossible = () => forAll(realisable, inNotation, ({ q }) => expect(q).toBeLessThan(-1), { seed: 1 });
  expect(impossible).toThrow(
    /^counterexample: mu_V = 0 mV, sigma_V\^2 = 1 mV\^2, q = \d[\d.e+-]*\n[\s\S]*seed 1, path /,
  );
});
