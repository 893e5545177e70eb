import { describe, expect, it } from 'vitest';
import {
  isResponsive,
  mistakes,
  type RuleCase,
  rulesOfThumb,
} from '../../../src/experiments/validity/ruleOfThumb.ts';
import { fitOrder, scalings } from '../../../src/experiments/validity/validityOrder.ts';

const line = (slope: number, scatter: readonly number[]) =>
  [1, 2, 4, 8, 16, 32].map((value, k) => ({
    value,
    error: 3 * value ** slope * Math.exp(scatter[k % scatter.length] ?? 0),
  }));

describe('the fitted order', () => {
  it('of a power is the power, with no uncertainty', () => {
    const { slope, halfWidth, intercept } = fitOrder(line(-1.5, [0]));
    expect(slope).toBeCloseTo(-1.5, 12);
    expect(Math.exp(intercept)).toBeCloseTo(3, 12);
    expect(halfWidth).toBeLessThan(1e-7);
  });

  it('has the interval of Student', () => {
    // Residuals +-0.1 in log error: by hand, residual variance and spread of log value.
    const { halfWidth } = fitOrder(line(-1, [0.1, -0.1]));
    expect(halfWidth).toBeGreaterThan(0.05);
    expect(halfWidth).toBeLessThan(0.15);
    expect(fitOrder(line(-1, [0.2, -0.2])).halfWidth).toBeCloseTo(2 * halfWidth, 10);
  });

  it('needs four points, all positive', () => {
    expect(() => fitOrder(line(-1, [0]).slice(0, 3))).toThrow('order: got 3 points, expected at least 4');
    expect(() => fitOrder([...line(-1, [0]), { value: 64, error: 0 }])).toThrow(
      'order: got the error 0, expected a positive number',
    );
  });

  it('is asked for both scalings of the weights, and in the rate', () => {
    expect(scalings.map(({ id }) => id)).toEqual([
      'n-equal',
      'n-random',
      'n-root',
      'rate-mean',
      'rate-variance',
    ]);
  });
});

describe('the rule of thumb', () => {
  const given = (jump: number, error: number, mean = 0): RuleCase => ({
    shape: { mean, sd: 1, skewness: 0.5, jump, spikes: 1 },
    beta: 1,
    theta: 10,
    error,
  });
  const ordered = Array.from({ length: 40 }, (_, k) => given(k, k / 100));

  it('finds the limit of what is in order, and makes no mistake with it', () => {
    const [best] = rulesOfThumb(ordered, [], [0.1]);
    expect(best?.criterion).toMatch(/^jump/);
    expect(best?.limit).toBe(10);
    expect(best?.unseen).toEqual({ cases: 20, promised: 5, falselyTrusted: 0, falselyRefused: 0 });
  });

  it('tells its mistakes where there is no order', () => {
    const disorder = ordered.map(({ shape }, k) => given(shape.jump, k % 4 < 2 ? 0.05 : 0.5));
    for (const { unseen } of rulesOfThumb(disorder, [], [0.1])) expect(mistakes(unseen)).toBeGreaterThan(0);
  });

  it('is tried on the smaller maps', () => {
    const wrong = Array.from({ length: 7 }, () => given(1, 0.9));
    const [best] = rulesOfThumb(ordered, wrong, [0.1]);
    expect(best?.elsewhere).toEqual({ cases: 7, promised: 7, falselyTrusted: 7, falselyRefused: 0 });
  });

  it('leaves out neurons that fire at nearly their largest rate', () => {
    expect(isResponsive(given(1, 1, 13))).toBe(true);
    expect(isResponsive(given(1, 1, 13.1))).toBe(false);
  });
});
