import { describe, expect, test } from 'vitest';
import {
  COEFFICIENT_NAMES,
  type CoefficientName,
  type EstimatedCoefficients,
} from '../../../src/numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import { paperSigmoid, type TransferFunction } from '../../../src/numeric/neuron/transferFunction.ts';
import { references } from './references.ts';
import { exponential, plainSigmoid, quadratic, smoothSigmoid } from './transferFunctions.ts';

/** A coefficient against its exact value: within the error estimate, and the estimate itself not too large. */
function expectWithin(
  got: EstimatedCoefficients,
  name: CoefficientName,
  exact: number,
  largestEstimate: number,
): void {
  const estimate = got.errorEstimate[name];
  expect(Math.abs(got[name] - exact), `${name} = ${got[name]}, exact ${exact}`).toBeLessThanOrEqual(estimate);
  expect(estimate, `error estimate of ${name}`).toBeLessThanOrEqual(largestEstimate);
}

describe('the sigmoid as plain closures', () => {
  /** Every reference, with the error estimate relative to the integral of the absolute integrand at most `bound`. */
  function agrees(
    transfer: TransferFunction,
    bound: (variance: number, name: CoefficientName) => number,
  ): void {
    for (const point of references) {
      if (point.variance === 0 && transfer.hPrime === undefined) continue;
      const got = learningRuleCoefficients(point, transfer);
      const dedicated = learningRuleCoefficients(point);
      for (const name of COEFFICIENT_NAMES) {
        const estimate = got.errorEstimate[name];
        const scale = point.scales[name];
        const at = `${name} at mean = ${point.mean}, variance = ${point.variance}, q = ${point.q}`;
        expect(Math.abs(got[name] - point.exact[name]), at).toBeLessThanOrEqual(estimate);
        // The dedicated kernel is itself off by up to 2e-14 of the scale.
        expect(Math.abs(got[name] - dedicated[name]), at).toBeLessThanOrEqual(estimate + 2e-14 * scale);
        expect(estimate, `error estimate of ${at}`).toBeLessThanOrEqual(bound(point.variance, name) * scale);
      }
    }
  }

  test('with derivatives of h: 1e-12 everywhere', () => {
    agrees(smoothSigmoid(paperSigmoid), () => 1e-12);
  });

  test('without: c2, c3, g lose digits like 1/variance, and the error estimate says so', () => {
    // c2: eps/sd; c3: eps/variance, in units of 1/beta^2 = 11 mV^2, times some 100 roundoffs.
    agrees(plainSigmoid(paperSigmoid), (variance, name) =>
      /I|c1|gammaS/.test(name) ? 1e-12 : 1e-12 * (1 + 1 / variance),
    );
  });
});

describe('the exponential phi0 exp(beta v)', () => {
  const [phi0, beta] = [2, 0.3];
  test.each([
    [5, 1e-4],
    [5, 1],
    [-30, 100],
    [0, 1600], // the integrand's peak is 12 standard deviations from the mean
  ])('mean %d, variance %d', (mean, variance) => {
    const c1 = phi0 * beta ** 2 * Math.exp(beta * mean + (beta ** 2 * variance) / 2);
    const got = learningRuleCoefficients({ mean, variance, q: 1e9 }, exponential(phi0, beta));
    expectWithin(got, 'c1', c1, 1e-12 * c1);
    expectWithin(got, 'c2', beta * c1, 1e-12 * c1);
    expectWithin(got, 'c3', beta ** 2 * c1, 1e-12 * c1);
    expectWithin(got, 'I2', c1 * (mean + beta * variance), 1e-11 * c1 * (Math.abs(mean) + beta * variance));
    expectWithin(
      got,
      'I3',
      c1 * (variance + (mean + beta * variance) ** 2),
      1e-10 * c1 * (variance + (mean + beta * variance) ** 2),
    );
    const D = 1e9 - mean ** 2 / variance + 1 + (mean + beta * variance) ** 2 / variance;
    expectWithin(got, 'g1', -1 / D, 1e-11 / D);
    expectWithin(got, 'g2', -beta / D, 1e-8 / D);
  });

  test('variance 0', () => {
    const got = learningRuleCoefficients({ mean: 0, variance: 0, q: 3 }, exponential(phi0, beta));
    expectWithin(got, 'c1', phi0 * beta ** 2, 1e-14);
    expectWithin(got, 'c3', phi0 * beta ** 4, 1e-14);
    expectWithin(got, 'g1', -1 / 4, 1e-15);
    expectWithin(got, 'g4', -(beta ** 2) / 4, 1e-15);
  });
});

describe('the quadratic (v - theta)^2 / 4', () => {
  test.each([
    [-1000, 3, 4, 'far from its zero'],
    [10, 3, 4, "around its zero, where phi = phi' = 0"],
    [10, 10, 4, 'centred on its zero'],
  ])('theta = %d, mean %d, variance %d: %s', (theta, mean, variance) => {
    const { phi, phiPrime } = quadratic(theta);
    for (const transfer of [quadratic(theta), { phi, phiPrime }]) {
      const got = learningRuleCoefficients({ mean, variance, q: 100 }, transfer);
      expectWithin(got, 'c1', 1, 1e-13);
      expectWithin(got, 'c2', 0, 1e-13);
      expectWithin(got, 'c3', 0, 1e-13);
      expectWithin(got, 'I2', mean, 1e-11);
      expectWithin(got, 'g1', -1 / 101, 1e-14);
      expectWithin(got, 'g2', 0, 1e-13);
      expectWithin(got, 'g4', 0, 1e-13);
    }
  });
});

describe("h'' as a difference of large terms", () => {
  // h = 1 and h'' = 0, computed with a rounding error of 1e-9.
  const rough = { phi: () => 1, phiPrime: () => 1, hPrime: () => 0, hSecond: () => 1e-9 };

  test.each([0, 1e-4])('variance %d: the error estimate follows from the terms', (variance) => {
    const moments = { mean: 0, variance, q: 1 };
    const terms = { hPrimeTerms: () => 0, hSecondTerms: () => 1e-9 * 2 ** 53 };
    const got = learningRuleCoefficients(moments, { ...rough, ...terms });
    expectWithin(got, 'c3', 0, 1e-7);
    expect(learningRuleCoefficients(moments, rough).errorEstimate.c3).toBeLessThan(1e-9);
  });
});

describe('where the integrand lives', () => {
  const rates = { phi: () => 1, phiPrime: () => 1 };

  test('a peak far narrower than the Gaussian', () => {
    // h is some 10 mV wide, the Gaussian 2000 mV; the dedicated kernel is right to 2e-14 (16 times wider than its references).
    const moments = { mean: 30, variance: 4e6, q: 1 };
    const got = learningRuleCoefficients(moments, smoothSigmoid(paperSigmoid));
    const dedicated = learningRuleCoefficients(moments);
    for (const name of ['c1', 'I2', 'I3', 'g1', 'g4'] as const) {
      expectWithin(got, name, dedicated[name], 1e-11 * Math.abs(dedicated[name]));
    }
  });

  test.each([-3, 3])('two peaks with a deep valley between, the higher at %d', (m) => {
    // E exp(-(v - m)^2 / (2 s^2)) = s / S exp(-m^2 / (2 S^2)) with S^2 = 1 + s^2, for V ~ N(0, 1); tilted mean m / S^2.
    const [s, S] = [0.1, Math.hypot(1, 0.1)];
    const bump = (distance: number) => Math.exp(-(distance ** 2) / (2 * s * s));
    const h = (v: number) => bump(v - m) + 0.5 * bump(v + m);
    const weight = (s / S) * Math.exp(-9 / (2 * S * S));
    const got = learningRuleCoefficients({ mean: 0, variance: 1, q: 1 }, { ...rates, h });
    expectWithin(got, 'c1', 1.5 * weight, 1e-13);
    expectWithin(got, 'I2', (0.5 * weight * m) / S ** 2, 1e-13);
    expectWithin(got, 'I3', 1.5 * weight * ((s / S) ** 2 + 9 / S ** 4), 1e-12);
  });

  test('rounding of V sets the error, and refinement stops there', () => {
    // v near 1e6 has an error of 1e-10: exp(3 (v - 1e6)) one of 3e-10, whatever the step.
    let calls = 0;
    const h = (v: number) => {
      calls++;
      return Math.exp(3 * (v - 1e6));
    };
    const got = learningRuleCoefficients({ mean: 1e6, variance: 1, q: 2e12 }, { ...rates, h });
    expectWithin(got, 'c1', Math.exp(4.5), 1e-6);
    expect(calls).toBeLessThan(1500);
  });
});

describe('functions that are not smooth have a larger, honest error estimate', () => {
  const gaussianDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  /** P(z > 0.15), from a table to 16 digits (mpmath.ncdf(-0.15)). */
  const UPPER_TAIL = 0.4403823076297575;
  const [mean, variance, kink] = [3, 4, 3.3];
  const rates = { phi: () => 1, phiPrime: () => 1 };

  test('h with a jump: c_k by the Gaussian density at the jump', () => {
    const got = learningRuleCoefficients(
      { mean, variance, q: 100 },
      { ...rates, h: (v) => (v > kink ? 1 : 0.5) },
    );
    expectWithin(got, 'c1', 0.5 + 0.5 * UPPER_TAIL, 1e-2);
    expectWithin(got, 'c2', (0.5 * gaussianDensity(0.15)) / 2, 1e-2);
    expectWithin(got, 'c3', (0.5 * 0.15 * gaussianDensity(0.15)) / 4, 1e-2);
    expect(got.errorEstimate.c1).toBeGreaterThan(1e-6);
  });

  test("h with a kink: pointwise h'' = 0 misses it, the moment form does not", () => {
    const absolute = { ...rates, h: (v: number) => 1 + Math.abs(v - kink) };
    const derivatives = { hPrime: (v: number) => Math.sign(v - kink), hSecond: () => 0 };
    for (const transfer of [absolute, { ...absolute, ...derivatives }]) {
      const got = learningRuleCoefficients({ mean, variance, q: 100 }, transfer);
      expectWithin(got, 'c1', 1 + 4 * gaussianDensity(0.15) + 0.3 * (1 - 2 * UPPER_TAIL), 1e-4);
      expectWithin(got, 'c2', 2 * UPPER_TAIL - 1, 1e-4);
      expectWithin(got, 'c3', gaussianDensity(0.15), 1e-4);
    }
  });

  test('every position of a jump or kink between the nodes is within its estimate', () => {
    for (let k = 0; k < 200; k++) {
      const place = mean + 0.00731 * k;
      const z = (place - mean) / 2;
      const step = learningRuleCoefficients(
        { mean, variance, q: 100 },
        { ...rates, h: (v) => (v > place ? 1 : 0.5) },
      );
      expectWithin(step, 'c2', (0.5 * gaussianDensity(z)) / 2, 1e-2);
      const bend = learningRuleCoefficients(
        { mean, variance, q: 100 },
        { ...rates, h: (v) => 1 + Math.abs(v - place) },
      );
      expectWithin(bend, 'c3', gaussianDensity(z), 1e-4);
    }
  });

  test('whatever the function, a point takes less than a second', () => {
    const start = performance.now();
    const wild = {
      phi: (v: number) => 2 + Math.sin(1e7 * v),
      phiPrime: (v: number) => 1e7 * Math.cos(1e7 * v),
    };
    const got = learningRuleCoefficients({ mean, variance, q: 100 }, wild);
    expect(performance.now() - start).toBeLessThan(1000);
    // E over the phase of cos^2 / (2 + sin) = 2 - sqrt(3).
    expectWithin(got, 'c1', 1e14 * (2 - Math.sqrt(3)), 1e13);
  });
});
