import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coefficients } from '../../src/numeric/coefficientNames.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients.ts';
import { paperSigmoid } from '../../src/numeric/transferFunction.ts';
import type { VoltageMoments } from '../../src/numeric/voltageMoments.ts';
import { forAll } from './counterexample.ts';
import { type Comparison, compareInverses, type Inputs, inNotation, voltageMoments } from './fisherMatrix.ts';
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
    ce: logUniform(-3, 0),
    e0: logUniform(-2, 0),
  })
  .map(({ afferents, shape, logSd, ce, e0 }) => {
    const r = afferents.map(([rate]) => rate);
    const raw = afferents.map(([, weight]) => (shape === 'zero' ? 0 : shape === 'equal' ? 1 : weight));
    const { mean, variance } = voltageMoments({ r, w: raw, ce, e0 });
    // |mean| <= 60 mV, too.
    const scale =
      variance === 0 ? 0 : Math.min(10 ** logSd / Math.sqrt(variance), 60 / Math.abs(mean || 1e-9));
    return { r, w: raw.map((weight) => weight * scale), ce, e0 };
  });

type Rule = (moments: VoltageMoments) => Coefficients;

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

  const r = [0.001, 0.5, 7, 60, 1000];
  test.each<[string, Inputs]>([
    ['rates over six orders of magnitude', { r, w: [3, -2, 0.8, 0.5, -0.1], ce: 0.02, e0: 0.05 }],
    ['w = 0', { r, w: [0, 0, 0, 0, 0], ce: 0.02, e0: 0.05 }],
    ['all weights equal', { r, w: [0.3, 0.3, 0.3, 0.3, 0.3], ce: 0.02, e0: 0.05 }],
    ['one afferent carries q', { r: [775, 1], w: [0, -1.78], ce: 1, e0: 1 }],
    ['one afferent', { r: [20], w: [0.3], ce: 0.02, e0: 0.05 }],
  ])('%s', (_, example) => {
    for (const [, rule] of rules) expectEqualInverses(example, rule);
  });

  test('a relative change of 1e-9 in g1 ... g4 is noticed', () => {
    const example = { r: [5, 20, 30], w: [0.9, -0.4, 0.5], ce: 0.3, e0: 0.4 };
    const exact = learningRuleCoefficients(voltageMoments(example));
    for (const name of ['g1', 'g2', 'g3', 'g4'] as const) {
      const comparison = compareInverses(example, { ...exact, [name]: exact[name] * (1 + 1e-9) });
      expect(comparison.error, name).toBeGreaterThan(tolerance(3, comparison));
    }
  });

  test('a failure shows r, w, c_eps, e0', () => {
    const wrong: Rule = (moments) => {
      const right = learningRuleCoefficients(moments);
      return { ...right, g1: -right.g1 };
    };
    const failing = () => forAll(inputs, inNotation, (example) => expectEqualInverses(example, wrong));
    expect(failing).toThrow(/^counterexample: r = \[[^\]]*\] Hz, w = \[[^\]]*\] mV, c_eps = \S+, e0 = \S+\n/);
  });
});
