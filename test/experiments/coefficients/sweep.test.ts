import { describe, expect, it } from 'vitest';
import {
  fillSweepRows,
  type Sweep,
  type SweepRows,
  sweepRowCount,
} from '../../../src/experiments/coefficients/sweep.ts';
import { weightDistribution } from '../../../src/experiments/coefficients/weightDistribution.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';

function momentsOf(changes: Partial<Sweep> = {}): SweepRows {
  const sweep: Sweep = {
    rates: [20],
    sizes: [100],
    weights: weightDistribution('uniform(-5/n,5/n)'),
    samples: 4000,
    potentials: 2,
    kernel: paperKernel,
    seed: 1,
    ...changes,
  };
  const column = () => new Float64Array(sweepRowCount(sweep));
  const rows = {
    rate: column(),
    n: column(),
    sample: column(),
    mean: column(),
    variance: column(),
    q: column(),
  };
  let next = 0;
  for (const row of fillSweepRows(sweep, rows)) expect(row).toBe(next++);
  return rows;
}

const average = (values: Float64Array): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

describe('a sweep', () => {
  it('has moments that spread as independent weights make them', () => {
    // w ~ U(-5/n, 5/n): Var mean = e0^2 r^2 n (5/n)^2/3, E variance = r n (5/n)^2/(3 c_e), 1/c_e = 38.46 mV^2 s.
    const { mean, variance } = momentsOf();
    const [r, n] = [20, 100];
    const squares = (25 / n / n / 3) * n;
    const spread = r * r * squares;
    const six = (relative: number) => 6 * relative * Math.sqrt(1 / mean.length);
    expect(Math.abs(average(mean))).toBeLessThan(six(Math.sqrt(spread)));
    expect(Math.abs(average(mean.map((value) => value ** 2)) / spread - 1)).toBeLessThan(six(Math.sqrt(2)));
    const expected = (r * squares) / 0.026;
    // Var w^2 = 4/45 (5/n)^4, so the relative spread of the sum of squares is sqrt(4/5/n).
    expect(Math.abs(average(variance) / expected - 1)).toBeLessThan(six(Math.sqrt(0.8 / n)));
  });

  it('draws other weights for each rate, size and seed', () => {
    const seen = new Set<number>();
    const rates = Array.from({ length: 40 }, (_, k) => 20 + k);
    for (const seed of [1, 2]) {
      const { mean, rate } = momentsOf({ rates, sizes: [3, 5], samples: 2, seed });
      for (const [k, value] of mean.entries()) seen.add(Number((value / (rate[k] ?? 1)).toPrecision(12)));
    }
    expect(seen.size).toBe(2 * 40 * 2 * 2);
  });
});
