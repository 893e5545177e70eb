import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../src/numeric/studentQuantile.ts';

describe("quantiles of Student's t", () => {
  // SciPy 1.17.1: scipy.stats.t.ppf(p, f).
  it.each([
    [0.995, 1, 63.65674116287158],
    [0.995, 4, 4.604094871349993],
    [0.995, 7, 3.4994832973505026],
    [0.9995, 3, 12.923978636687485],
    [0.975, 30, 2.0422724563012373],
    [0.995, 10_000, 2.5763210466685282],
  ])('%f, %i degrees of freedom: %f', (p, freedom, expected) => {
    expect(Math.abs(studentQuantile(p, freedom) / expected - 1)).toBeLessThan(1e-8);
  });

  it('is 0 at the median, and refuses what is no probability or no freedom', () => {
    expect(studentQuantile(0.5, 3)).toBeCloseTo(0, 12);
    expect(() => studentQuantile(1, 3)).toThrow("Student's t: p = 1, freedom = 3 (expected");
    expect(() => studentQuantile(0.9, 0)).toThrow(RangeError);
  });
});
