/** Gauss-Hermite rules: exactness on polynomials up to degree 2 count - 1, and not beyond. */
import { describe, expect, it } from 'vitest';
import { gaussHermite } from '../../../src/numeric/reference/gaussHermite.ts';

const moment = (count: number, power: number): number => {
  const { z, weight } = gaussHermite(count);
  return z.reduce((total, each, k) => total + (weight[k] ?? 0) * each ** power, 0);
};
const doubleFactorial = (k: number): number => (k <= 0 ? 1 : k * doubleFactorial(k - 2));

describe('Gauss-Hermite', () => {
  it.each([1, 2, 5, 10, 40, 150])('%i nodes: moments up to degree 8 or 2n - 1', (count) => {
    for (let power = 0; power <= Math.min(8, 2 * count - 1); power++) {
      const exact = power % 2 === 1 ? 0 : doubleFactorial(power - 1);
      expect(moment(count, power)).toBeCloseTo(exact, 9);
    }
  });

  it('is not exact for degree 2n', () => {
    expect(Math.abs(moment(3, 6) - 15)).toBeGreaterThan(1);
  });

  it('nodes are distinct', () => {
    const { z } = gaussHermite(150);
    expect(new Set(z.map((each) => each.toFixed(6))).size).toBe(150);
  });
});
