import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedFormCoefficients } from '../../../src/numeric/coefficients/closedForm.ts';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { forAll } from '../counterexample.ts';
import {
  type Comparison,
  compareInverses,
  type Inputs,
  type InverseForm,
  inNotation,
  inputsOf,
  voltageMoments,
} from './fisherMatrix.ts';
import { exponential, quadratic, smoothSigmoid } from './transferFunctions.ts';

const finite = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const logUniform = (low: number, high: number): fc.Arbitrary<number> => finite(low, high).map((x) => 10 ** x);

/**
 * Random inputs, rates spanning up to six orders of magnitude; w is then scaled to the standard deviation `sd` of V, so
 * that the exponential's E[h] stays finite.
 */
const inputs: fc.Arbitrary<Inputs> = fc
  .record({
    afferents: fc.array(fc.tuple(logUniform(-3, 3), finite(-1, 1)), { minLength: 2, maxLength: 8 }),
    shape: fc.constantFrom('random', 'zero', 'equal'),
    logSd: finite(-3, 0.8),
    tauM: finite(0.001, 0.05),
    tauS: finite(0.001, 0.05),
    e0: logUniform(-2, 0),
  })
  .map(({ afferents, shape, logSd, tauM, tauS, e0 }) => {
    const r = afferents.map(([rate]) => rate);
    const raw = afferents.map(([, weight]) => (shape === 'zero' ? 0 : shape === 'equal' ? 1 : weight));
    const unscaled = inputsOf({ r, w: raw, tauM, tauS, e0 });
    const { mean, variance } = voltageMoments(unscaled);
    // |mean| <= 60 mV, too.
    const scale =
      variance === 0 ? 0 : Math.min(10 ** logSd / Math.sqrt(variance), 60 / Math.abs(mean || 1e-9));
    return { ...unscaled, w: raw.map((weight) => weight * scale) };
  });

type Rule = (moments: VoltageMoments) => InverseForm;

/**
 * c1, c2, c3 from the mean `shift` and the variance `spread` that z = (V - mean)/sd has under the weight h (c2 = c1 shift/sd,
 * c1^2 + delta variance = c1^2 spread); any such c's belong to a positive definite G.
 */
function tilted(
  moments: VoltageMoments,
  tilt: { scale: number; shift: number; spread: number },
): InverseForm {
  const { mean, variance, q } = moments;
  const c1 = tilt.scale;
  const sd = Math.sqrt(variance);
  const [c2, delta] =
    variance === 0
      ? [c1 * tilt.shift, 0]
      : [(c1 * tilt.shift) / sd, (c1 ** 2 * (tilt.spread - 1)) / variance];
  const c3 = (delta + c2 ** 2) / c1;
  return { c1, c2, c3, ...closedFormCoefficients({ c1, c2, c3, q, mean, variance }) };
}

const rules: [string, Rule][] = [
  ['sigmoid', (moments) => learningRuleCoefficients(moments)],
  [
    'sigmoid by the general quadrature',
    (moments) => learningRuleCoefficients(moments, smoothSigmoid(paperSigmoid)),
  ],
  ['exponential', (moments) => learningRuleCoefficients(moments, exponential(2, 0.3))],
  ['quadratic', (moments) => learningRuleCoefficients(moments, quadratic(-1000))],
];

/**
 * The numerical inverse X of an n x n matrix of condition number kappa has |X - X_exact| <= C n eps kappa |X|, with C about
 * 10 for elimination with pivoting; an error of some 10 eps in the entries of G enters as 10 n eps kappa. The closed form is
 * a sum of terms, each right to some 10 eps, whose absolute values add up to `cancellation`. Both with a factor of safety.
 */
const tolerance = (n: number, { condition, cancellation }: Comparison): number =>
  2 ** -53 * (100 * n * condition + 100 * cancellation);

function expectEqualInverses(example: Inputs, rule: Rule): void {
  const comparison = compareInverses(example, rule(voltageMoments(example)));
  const { condition, cancellation, error } = comparison;
  const bound = tolerance(example.r.length, comparison);
  expect(
    error,
    `${inNotation(example)}; condition ${condition}, cancellation ${cancellation}`,
  ).toBeLessThanOrEqual(bound);
}

describe('the closed form of G^-1 equals the dense inverse', () => {
  test.each(rules)('%s', (_, rule) => {
    forAll(inputs, inNotation, (example) => expectEqualInverses(example, rule));
  });

  test('any c1, c2, c3 for which G is positive definite', () => {
    const tilts = fc.record({ scale: logUniform(-2, 2), shift: finite(-2, 2), spread: finite(0.05, 5) });
    forAll(
      fc.tuple(inputs, tilts),
      ([example, tilt]) => `${inNotation(example)}, ${JSON.stringify(tilt)}`,
      ([example, tilt]) => expectEqualInverses(example, (moments) => tilted(moments, tilt)),
    );
  });

  const paper = { tauM: 0.01, tauS: 0.003, e0: 1 };
  const r = [0.001, 0.5, 7, 60, 1000];
  test.each<[string, Omit<Inputs, 'ce'>]>([
    ['rates over six orders of magnitude', { r, w: [3, -2, 0.8, 0.5, -0.1], ...paper }],
    ['w = 0', { r, w: [0, 0, 0, 0, 0], ...paper }],
    ['all weights equal', { r, w: [0.3, 0.3, 0.3, 0.3, 0.3], ...paper }],
    ['one afferent carries q', { r: [775, 1], w: [0, -1.78], tauM: 0.3, tauS: 0.2, e0: 1 }],
    ['one afferent', { r: [20], w: [0.3], ...paper }],
  ])('%s', (_, example) => {
    for (const [, rule] of rules) expectEqualInverses(inputsOf(example), rule);
  });

  test('a relative change of 1e-9 in g1 ... g4 is noticed', () => {
    const example = inputsOf({ r: [5, 20, 30], w: [0.9, -0.4, 0.5], tauM: 0.02, tauS: 0.004, e0: 0.4 });
    const exact = learningRuleCoefficients(voltageMoments(example));
    for (const name of ['g1', 'g2', 'g3', 'g4'] as const) {
      const comparison = compareInverses(example, { ...exact, [name]: exact[name] * (1 + 1e-9) });
      expect(comparison.error, name).toBeGreaterThan(tolerance(3, comparison));
    }
  });

  test('a failure shows r, w, tau, e0', () => {
    const wrong: Rule = (moments) => {
      const right = learningRuleCoefficients(moments);
      return { ...right, g1: -right.g1 };
    };
    const failing = () => forAll(inputs, inNotation, (example) => expectEqualInverses(example, wrong));
    expect(failing).toThrow(
      /^counterexample: r = \[[^\]]*\] Hz, w = \[[^\]]*\], tau_m = \S+ s, tau_s = \S+ s, e0 = \S+ mV s\n/,
    );
  });
});
