import { describe, expect, test } from 'vitest';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import { sigmoidCoefficientRows } from '../../../src/numeric/coefficients/sigmoidCoefficients.ts';
import { paperSigmoid, type TransferFunction } from '../../../src/numeric/neuron/transferFunction.ts';
import { exponential, plainSigmoid, quadratic } from './transferFunctions.ts';

const point = { mean: 3, variance: 4, q: 100 };

/** The call throws a RangeError of one line that is, or starts with, the message. */
function complains(call: () => unknown, message: string): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(RangeError);
  const text = (thrown as RangeError).message;
  expect(text).not.toContain('\n');
  expect(text.slice(0, message.length)).toBe(message);
}

describe.each([
  ['sigmoid', paperSigmoid],
  ['general transfer function', plainSigmoid(paperSigmoid)],
])('moments of the voltage, %s', (_, transfer) => {
  const at = (moments: Partial<typeof point>) => () =>
    learningRuleCoefficients({ ...point, ...moments }, transfer as TransferFunction);

  test.each([
    [{ mean: Number.NaN }, 'voltage moments: mean = NaN (expected a finite voltage, mV)'],
    [{ mean: -Infinity }, 'voltage moments: mean = -Infinity (expected a finite voltage, mV)'],
    [{ variance: -1e-9 }, 'voltage moments: variance = -1e-9 (expected a finite number >= 0, mV^2)'],
    [{ variance: Infinity }, 'voltage moments: variance = Infinity (expected a finite number >= 0, mV^2)'],
    [{ variance: Number.NaN }, 'voltage moments: variance = NaN (expected a finite number >= 0, mV^2)'],
    [{ q: -1 }, 'voltage moments: q = -1 (expected a finite number >= 0)'],
    [{ q: Infinity }, 'voltage moments: q = Infinity (expected a finite number >= 0)'],
    [
      { q: 2.24999 },
      'voltage moments: mean = 3, variance = 4, q = 2.24999 are unrealisable (expected mean^2 <= q * variance, Cauchy-Schwarz)',
    ],
    [{ variance: 0 }, 'voltage moments: mean = 3, variance = 0, q = 100 are unrealisable'],
  ])('%j', (moments, message) => {
    complains(at(moments), message);
  });

  test('equality, and a rounding error below it, are realisable', () => {
    expect(at({ q: 2.25 })).not.toThrow();
    expect(at({ q: 2.25 * (1 - 5e-13) })).not.toThrow();
    complains(at({ q: 2.25 * (1 - 2e-12) }), 'voltage moments: mean = 3');
  });
});

describe('results that cannot be represented', () => {
  test.each([
    [
      { mean: -1e4, variance: 1, q: 1e9 },
      'c1 = 0 at mean = -10000, variance = 1, q = 1000000000 (expected a finite number >= 2.2',
    ],
    [{ mean: -2361.3, variance: 1e-2, q: 1e9 }, 'c1 = '], // subnormal: 1 / c1 is still finite,
  ])('sigmoid: %j', (moments, message) => {
    complains(() => learningRuleCoefficients(moments), `learning rule coefficients: ${message}`);
  });

  test('D overflows', () => {
    // D/c1^2 = (1 + q) Var_h(V)/variance, with Var_h(V) > variance for a log-convex h.
    const moments = { mean: 0, variance: 4, q: 1.7e308 };
    expect(learningRuleCoefficients(moments).g1).toBeLessThan(0);
    const convex = { phi: () => 1, phiPrime: () => 1, h: (v: number) => Math.cosh(v / 2) };
    complains(() => learningRuleCoefficients(moments, convex), 'learning rule coefficients: g1 = ');
  });

  test('exponential: E[h] overflows', () => {
    const moments = { mean: 0, variance: 1, q: 1 };
    complains(() => learningRuleCoefficients(moments, exponential(1, 45)), 'transfer function: h(');
    complains(
      () => learningRuleCoefficients(moments, exponential(1e-320, 1)),
      'learning rule coefficients: c1 = ',
    );
  });
});

describe('the transfer function', () => {
  const constant = (phi: number, phiPrime: number): TransferFunction => ({
    phi: () => phi,
    phiPrime: () => phiPrime,
  });
  const coefficients = (transfer: TransferFunction) => () => learningRuleCoefficients(point, transfer);

  test.each([
    [constant(-3, 1), 'transfer function: phi(3) = -3 (expected a finite positive rate)'],
    [constant(Number.NaN, 1), 'transfer function: phi(3) = NaN (expected a finite positive rate)'],
    [constant(Infinity, 1), 'transfer function: phi(3) = Infinity (expected a finite positive rate)'],
    [constant(1, Number.NaN), 'transfer function: phiPrime(3) = NaN (expected a finite number)'],
    [constant(1e-300, 1e10), 'transfer function: h(3) = Infinity (expected a finite number >= 0)'],
    [constant(1, 0), 'transfer function: h = 0 everywhere near 3 +- 48 * 2 (expected h > 0 somewhere)'],
    [{ ...constant(1, 1), h: () => -1 }, 'transfer function: h(3) = -1 (expected a finite number >= 0)'],
    [{ ...constant(1, 1), hPrime: () => Number.NaN }, 'transfer function: hPrime('],
    [{ ...constant(1, 1), hSecond: () => Infinity }, 'transfer function: hSecond('],
    [{ ...constant(1, 1), h: (v: number) => Math.exp(v * v) }, 'transfer function: h('],
    [{ ...constant(1, 1), h: (v: number) => Math.exp(0.125 * (v - 3) ** 2) }, 'transfer function: h('],
  ])('%#', (transfer, message) => {
    complains(coefficients(transfer), message);
  });

  test('a rate that vanishes for a part of the voltages is refused at one of them', () => {
    const rectified = { phi: (v: number) => Math.max(0, v), phiPrime: (v: number) => (v > 0 ? 1 : 0) };
    expect(coefficients(rectified)).toThrow(
      /^transfer function: phi\(-[\d.e-]+\) = 0 \(expected a finite positive rate\)$/,
    );
    // ... but not where the Gaussian does not reach.
    expect(() => learningRuleCoefficients({ mean: 100, variance: 4, q: 2501 }, rectified)).not.toThrow();
  });

  test('variance 0 needs the derivatives of h, and phi > 0 at the mean', () => {
    const zero = { mean: 0, variance: 0, q: 1 };
    complains(
      () => learningRuleCoefficients(zero, plainSigmoid(paperSigmoid)),
      'transfer function: variance = 0 without hPrime and hSecond (expected both derivatives of h)',
    );
    complains(
      () => learningRuleCoefficients(zero, quadratic(0)),
      'transfer function: phi(0) = 0 (expected a finite positive rate)',
    );
  });
});

describe('the sigmoid and the arrays', () => {
  test.each([
    [{ phiMax: 0 }, 'sigmoid: phiMax = 0 (expected a finite positive rate, Hz)'],
    [{ beta: -0.3 }, 'sigmoid: beta = -0.3 (expected a finite positive slope, 1/mV)'],
    [{ beta: Number.NaN }, 'sigmoid: beta = NaN (expected a finite positive slope, 1/mV)'],
    [{ theta: Infinity }, 'sigmoid: theta = Infinity (expected a finite voltage, mV)'],
  ])('%j', (parameters, message) => {
    complains(() => learningRuleCoefficients(point, { ...paperSigmoid, ...parameters }), message);
  });

  test('lengths', () => {
    const arrays = { mean: new Float64Array(2), variance: new Float64Array(3), q: new Float64Array(2) };
    complains(
      () => sigmoidCoefficientRows(arrays),
      'coefficient rows: lengths mean 2, variance 3, q 2, output 22 (expected n, n, n, 11 n)',
    );
  });
});
