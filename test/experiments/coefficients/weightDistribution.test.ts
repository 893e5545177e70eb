import { describe, expect, it } from 'vitest';
import { weightDistribution } from '../../../src/experiments/coefficients/weightDistribution.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

const DRAWS = 40_000;

/** Mean and variance of draws, and six standard errors of each (for kurtosis up to that of the lognormal below). */
function drawn(text: string, n: number) {
  const sampler = weightDistribution(text)(n);
  const random = new Random(1, 0, 3);
  const values = Float64Array.from({ length: DRAWS }, () => sampler(random));
  const mean = values.reduce((total, value) => total + value, 0) / DRAWS;
  const squares = values.map((value) => (value - mean) ** 2);
  const variance = squares.reduce((total, value) => total + value, 0) / DRAWS;
  const fourth = squares.reduce((total, value) => total + value ** 2, 0) / DRAWS;
  return {
    values,
    mean,
    variance,
    meanBand: 6 * Math.sqrt(variance / DRAWS),
    varianceBand: 6 * Math.sqrt(fourth / DRAWS),
  };
}

describe('weights', () => {
  it.each([
    ['uniform(-5/n, 5/n)', 10, 0, 1 / 12],
    ['uniform(0, 3)', 7, 1.5, 9 / 12],
    ['normal(1/n, 2*sqrt(n))', 4, 0.25, 16],
    [
      'lognormal(0, log(n)/4)',
      8,
      Math.exp(Math.log(8) ** 2 / 32),
      Math.expm1(Math.log(8) ** 2 / 16) * Math.exp(Math.log(8) ** 2 / 16),
    ],
  ])('%s at n = %d has its mean and variance', (text, n, mean, variance) => {
    const sample = drawn(text, n);
    expect(Math.abs(sample.mean - mean)).toBeLessThan(sample.meanBand);
    expect(Math.abs(sample.variance - variance)).toBeLessThan(sample.varianceBand);
    // Fine enough to tell a spread that is 10 % wrong.
    expect(sample.varianceBand).toBeLessThan(0.2 * variance);
  });

  it('uniform weights stay within their bounds, constant ones are what they are', () => {
    expect(Math.max(...drawn('uniform(-5/n,5/n)', 10).values.map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(new Set(drawn('constant(max(1,2))'.replace('max(1,2)', '2^-n*e^0'), 3).values)).toEqual(
      new Set([0.125]),
    );
  });

  it.each([
    [
      '',
      /^got "", expected one of uniform\(a,b\) normal\(m,s\) lognormal\(m,s\) constant\(c\) with formulas of n$/,
    ],
    ['constructor(1)', /^got "constructor\(1\)", expected one of/],
    ['uniform(1)', /^uniform: got 1 parameters, expected 2$/],
    ['uniform(1,2,3)', /^uniform: got 3 parameters, expected 2$/],
    ['constant(v)', /^symbol: got "v", expected n, pi or e$/],
    ['constant(n n2)', /^symbol: got "n2", expected n, pi or e$/],
    ['constant(n=3)', /^formula: got assignment, expected arithmetic$/],
    ['constant(process.exit(1))', /^formula: got function "exit", which is not one that may be used$/],
    ['uniform(1,2))', /^formula .*$/],
  ])('refuses %j', (text, message) => {
    expect(() => weightDistribution(text)).toThrow(SyntaxError);
    expect(() => weightDistribution(text)).toThrow(message);
  });

  it.each([
    ['uniform(1,0)', 'uniform(1, 0) at n = 5 (expected finite numbers, a <= b)'],
    ['normal(0,-1)', 'normal(0, -1) at n = 5 (expected finite numbers, s >= 0)'],
    ['constant(1/(n-5))', 'constant(Infinity) at n = 5 (expected finite numbers, a number)'],
  ])('refuses %s where its parameters make no distribution', (text, message) => {
    expect(() => weightDistribution(text)(5)).toThrow(new RangeError(message));
  });
});
