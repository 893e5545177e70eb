import { describe, expect, it } from 'vitest';
import { normalDensity, normalTail } from '../../src/numeric/coefficients/mills.ts';
import { normalDistribution, normalIntegral, normalQuantile } from '../../src/numeric/normalDistribution.ts';

const points = Array.from({ length: 2001 }, (_, k) => -5 + k * 0.005);

describe('the normal distribution by Taylor polynomials', () => {
  it('is that of the series and continued fraction, to 2e-15', () => {
    for (const t of points) {
      expect(Math.abs(normalDistribution(t) - normalTail(-t))).toBeLessThan(2e-15);
      const integral = t * normalTail(-t) + normalDensity(t);
      expect(Math.abs(normalIntegral(t) - integral)).toBeLessThan(2e-15);
    }
  });

  it('has the quantiles as its inverse, from any start at the centre', () => {
    for (const t of points) expect(Math.abs(normalQuantile(normalDistribution(t)) - t)).toBeLessThan(1e-8);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_540_054, 12);
    expect(normalQuantile(1e-12)).toBe(-5);
    expect(normalQuantile(1)).toBe(5);
  });
});
