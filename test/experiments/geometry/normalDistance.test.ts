/** T against a fine quadrature of its definition, and by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Centring, NormalDistance } from '../../../src/experiments/geometry/normalDistance.ts';
import { normalDensity, normalTail } from '../../../src/numeric/coefficients/mills.ts';

const CENTRINGS: readonly Centring[] = ['centred', 'uncentred'];

/** The definition, by the midpoint rule with `cells` cells: its error is below (jumps of F + 2) times half a cell at worst. */
function byQuadrature(values: readonly number[], centring: Centring, cells = 100_000): number {
  const count = values.length;
  const mean = values.reduce((a, b) => a + b) / count;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  const z = values.map((value) => (value - (centring === 'centred' ? mean : 0)) / deviation);
  const width = 10 / cells;
  let total = 0;
  for (let k = 0; k < cells; k++) {
    const t = -5 + (k + 0.5) * width;
    const below = z.filter((value) => value <= t).length / count;
    total += Math.abs(below - normalTail(-t)) * width;
  }
  return total;
}

describe('T', () => {
  it('is the integral of its definition, on samples of any shape', () => {
    const sample = fc
      .array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 3, maxLength: 12 })
      .filter((values) => Math.max(...values) - Math.min(...values) > 0.1);
    fc.assert(
      fc.property(sample, fc.constantFrom(...CENTRINGS), (values, centring) => {
        const exact = new NormalDistance(values.length).of(values, centring);
        // A cell with a jump of F errs by at most half a cell times the jump, 1 in total.
        expect(Math.abs(exact - byQuadrature(values, centring, 20_000))).toBeLessThan(0.6 * (10 / 20_000));
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('has the value found by hand for z = -1 and 1 (and 0 between them)', () => {
    // F_z = 0, 1/3, 2/3, 1 with jumps at -s, 0, s, s = sqrt(3/2): by symmetry twice the half line, where N crosses 2/3 at q.
    const s = Math.sqrt(1.5);
    const A = (t: number): number => t * normalTail(-t) + normalDensity(t);
    const q = 0.430_727_299_295_457_44;
    const half = A(0) + A(s) - (2 / 3) * s - 2 * normalDensity(q) + (5 - s - (A(5) - A(s)));
    expect(new NormalDistance(3).of([4, 9, 14], 'centred')).toBeCloseTo(2 * half, 13);
  });

  it('does not depend on location and scale where it is centred, on scale where it is not', () => {
    const values = [0.3, -1.2, 2.5, 0.9, 0.1, -0.4];
    const distance = new NormalDistance(values.length);
    const moved = values.map((value) => 100 * value + 30);
    expect(distance.of(moved, 'centred')).toBeCloseTo(distance.of(values, 'centred'), 12);
    const scaled = values.map((value) => 100 * value);
    expect(distance.of(scaled, 'uncentred')).toBeCloseTo(distance.of(values, 'uncentred'), 12);
    expect(distance.of(moved, 'uncentred')).not.toBeCloseTo(distance.of(values, 'uncentred'), 3);
  });

  it('counts all that lies beyond 5 as lying at 5', () => {
    const values = [...Array.from({ length: 99 }, () => 0), 1];
    // z = -0.1 (99 times) and 9.9: F is 0.99 from -0.1 to 5 and N crosses it.
    expect(new NormalDistance(100).of(values, 'centred')).toBeCloseTo(byQuadrature(values, 'centred'), 4);
  });

  it('falls towards 0 for the quantiles of the normal distribution, and not for those of another', () => {
    const count = 4001;
    const uniform = Array.from({ length: count }, (_, i) => i / count);
    const normal = Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count));
    const distance = new NormalDistance(count);
    expect(distance.of(normal, 'centred')).toBeLessThan(0.001);
    expect(distance.of(uniform, 'centred')).toBeGreaterThan(0.1);
  });

  it('is not a number where all values are equal, and refuses other numbers of values', () => {
    expect(new NormalDistance(3).of([2, 2, 2], 'centred')).toBeNaN();
    expect(() => new NormalDistance(2)).toThrow('distance from normal: got 2 values, expected at least 3');
    expect(() => new NormalDistance(3).of([1, 2], 'centred')).toThrow('got 2 values, expected 3');
  });
});

/** By bisection. */
function quantile(probability: number): number {
  let [low, high] = [-9, 9];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (normalTail(-middle) < probability) low = middle;
    else high = middle;
  }
  return low;
}
