import { describe, expect, test } from 'vitest';
import { COEFFICIENT_NAMES } from '../../../src/numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import {
  SIGMOID_RELATIVE_ERROR,
  sigmoidCoefficientRows,
} from '../../../src/numeric/coefficients/sigmoidCoefficients.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { references, worstError } from './references.ts';

/** The promise of sigmoidCoefficientRows, tighter than the project's 1e-11. */
const BOUND = SIGMOID_RELATIVE_ERROR;
const WIDTH = COEFFICIENT_NAMES.length;

const arrays = {
  mean: Float64Array.from(references, (point) => point.mean),
  variance: Float64Array.from(references, (point) => point.variance),
  q: Float64Array.from(references, (point) => point.q),
};

describe('the sigmoid kernel', () => {
  test('the references cover the promised range', () => {
    const positive = references.filter((point) => point.variance > 0).map((point) => point.variance);
    expect([Math.min(...positive), Math.max(...positive)]).toEqual([1e-9, 1e4]);
    expect([Math.min(...arrays.mean), Math.max(...arrays.mean)]).toEqual([-60, 60]);
    expect(Math.max(...arrays.q)).toBe(1e9);
    expect(references.some((point) => point.variance === 0)).toBe(true);
    expect(references.some(({ mean, variance, q }) => mean !== 0 && mean ** 2 >= q * variance)).toBe(true);
  });

  const rows = sigmoidCoefficientRows(arrays);
  test.each(COEFFICIENT_NAMES.map((name, k) => ({ name, k })))(
    `$name agrees with the references within ${BOUND}`,
    ({ name, k }) => {
      const { error, at } = worstError(name, (index) => rows[WIDTH * index + k] as number);
      console.log(`${name}: worst error ${error.toExponential(1)} at ${at}`);
      expect(error, at).toBeLessThan(BOUND);
    },
  );

  // First-order propagation allows g errors of eps times q: far from threshold delta ~ exp(-beta |mean - theta|) must keep
  // its own digits for these to pass.
  test.each(['g1', 'g2', 'g3', 'g4'] as const)('%s agrees relative to its own size', (name) => {
    const k = COEFFICIENT_NAMES.indexOf(name);
    const { error, at } = worstError(
      name,
      (index) => rows[WIDTH * index + k] as number,
      ({ exact }) => Math.abs(exact[name]),
    );
    expect(error, at).toBeLessThan(BOUND);
  });

  test('one point at a time gives the same numbers, under their names', () => {
    for (const [index, point] of references.entries()) {
      const coefficients = learningRuleCoefficients(point);
      const row = rows.subarray(WIDTH * index, WIDTH * (index + 1));
      expect(COEFFICIENT_NAMES.map((name) => coefficients[name])).toEqual([...row]);
    }
  });

  test('far below threshold h is exponential: c_k = beta^(k-1) c1, and delta keeps its digits', () => {
    const { phiMax, beta, theta } = paperSigmoid;
    const [mean, variance] = [-500, 30];
    const { c1, c2, c3 } = learningRuleCoefficients({ mean, variance, q: 1e5 });
    // exp(-150) loses |u| = 153 roundoffs in the exponent; the corrections are of order exp(-150).
    const tolerance = 1e-13;
    const exact = phiMax * beta ** 2 * Math.exp(beta * (mean - theta) + (beta ** 2 * variance) / 2);
    expect(Math.abs(c1 / exact - 1)).toBeLessThan(tolerance);
    expect(Math.abs(c2 / c1 / beta - 1)).toBeLessThan(tolerance);
    expect(Math.abs(c3 / c1 / beta ** 2 - 1)).toBeLessThan(tolerance);
  });

  test("variance 0: the values of h, h', h'' at the mean", () => {
    const { I1, I2, I3, c1, c2, c3, gammaS, g1, g2, g4 } = learningRuleCoefficients({
      mean: 0,
      variance: 0,
      q: 3,
    });
    const s = 1 / (1 + Math.exp(3));
    const h = 100 * 0.3 ** 2 * s * (1 - s) ** 2;
    const expected = [h, 0, 0, h, 0.3 * h * (1 - 3 * s), 0.09 * h * (1 - 9 * s + 12 * s * s), 1 / h, -1 / 4];
    for (const [k, value] of [I1, I2, I3, c1, c2, c3, gammaS, g1].entries())
      expect(value).toBeCloseTo(expected[k] as number, 14);
    expect(g2).toBeCloseTo(-(0.3 * (1 - 3 * s)) / 4, 15);
    expect(g4).toBeCloseTo(-(c3 / c1 + (c3 / c1 - (c2 / c1) ** 2) * 3) / 4, 15);
  });

  test('other parameters: a change of units', () => {
    // phi(v) = 40 sigma(0.9 (v + 5)): with v' = 3 v + 25, beta' = 0.3, theta' = 10, h = (40/100) 9 h'.
    const other = learningRuleCoefficients(
      { mean: -8, variance: 5, q: 100 },
      { phiMax: 40, beta: 0.9, theta: -5 },
    );
    const paper = learningRuleCoefficients({ mean: 3 * -8 + 25, variance: 45, q: 1e4 });
    expect(other.c1 / (3.6 * paper.c1)).toBeCloseTo(1, 12);
    expect(other.c2 / (3.6 * 3 * paper.c2)).toBeCloseTo(1, 12);
    expect(other.c3 / (3.6 * 9 * paper.c3)).toBeCloseTo(1, 12);
  });
});
