/** p-values where the hypothesis is true, by draws of another seed, and where it is not. */
import { describe, expect, it } from 'vitest';
import { type Centring, NormalDistance } from '../../../src/experiments/geometry/normalDistance.ts';
import {
  LIMIT_COUNT,
  NullDistribution,
  nullDistribution,
} from '../../../src/experiments/geometry/nullDistribution.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

const SEED = 11;
const DRAWS = 10_000;
const LEVELS = [0.01, 0.05, 0.5, 0.9];

/** The p-values of samples drawn by `draw`. */
function pValues(count: number, centring: Centring, samples: number, draw: (random: Random) => number) {
  const expected = nullDistribution(count, centring, DRAWS);
  const distance = new NormalDistance(count);
  const random = new Random(SEED, count, 0);
  return Array.from({ length: samples }, () => {
    const values = Float64Array.from({ length: count }, () => draw(random));
    return expected.pValue(distance.of(values, centring)).pValue;
  });
}

const shareBelow = (values: readonly number[], level: number): number =>
  values.filter((value) => value <= level).length / values.length;

describe('p-values', () => {
  const cases = [3, 10, 100, 1500].flatMap((count) =>
    (['centred', 'uncentred'] as const).map((centring) => [count, centring] as const),
  );
  /** Of both Monte Carlo estimates; five standard errors are exceeded in 6 of 10^7 comparisons, of which there are 32. */
  const allowed = (level: number, samples: number): number =>
    5 * Math.sqrt(level * (1 - level) * (1 / samples + 1 / DRAWS));

  it.each(cases)('are uniform for %i normal values, %s, whatever mean and scale', (count, centring) => {
    const samples = count > 1000 ? 1000 : 4000;
    const mean = centring === 'centred' ? 40 : 0;
    const values = pValues(count, centring, samples, (random) => mean + 7 * standardNormal(random));
    for (const level of LEVELS)
      expect(Math.abs(shareBelow(values, level) - level)).toBeLessThan(allowed(level, samples));
  });

  it('would not be uniform if T of 3 values were taken for that of 512', () => {
    const samples = 4000;
    const distance = new NormalDistance(3);
    const random = new Random(SEED, 3, 0);
    const limit = nullDistribution(LIMIT_COUNT, 'centred', 4000);
    const values = Array.from({ length: samples }, () => {
      const sample = Float64Array.from({ length: 3 }, () => standardNormal(random));
      return limit.pValue(distance.of(sample, 'centred') * Math.sqrt(3 / LIMIT_COUNT)).pValue;
    });
    expect(Math.abs(shareBelow(values, 0.05) - 0.05)).toBeGreaterThan(allowed(0.05, samples));
  });

  it('are small for log-normal values, heavy tails and two points', () => {
    const alternatives: readonly ((random: Random) => number)[] = [
      (random) => Math.exp(standardNormal(random)),
      // Student's t with 2 degrees of freedom.
      (random) => standardNormal(random) / Math.sqrt(-Math.log(random.uniform())),
      (random) => (random.uniform() < 0.5 ? -1 : 1),
    ];
    for (const draw of alternatives)
      expect(shareBelow(pValues(100, 'centred', 200, draw), 0.01)).toBeGreaterThan(0.95);
  });

  it('come from the same draws each time, and state their error', () => {
    const [first, second] = [nullDistribution(20, 'centred', 2000), nullDistribution(20, 'centred', 2000)];
    expect(first.pValue(0.25)).toEqual(second.pValue(0.25));
    const { pValue, standardError } = first.pValue(0.25);
    expect(standardError).toBeCloseTo(Math.sqrt((pValue * (1 - pValue)) / 2001), 12);
  });
});

describe('the critical value', () => {
  const four = new NullDistribution(4, Float64Array.of(0.2, 0.4, 0.6, 0.8));

  it('is the smallest T that is rejected', () => {
    expect(four.pValue(0.1).pValue).toBe(1);
    expect(four.pValue(0.3).pValue).toBe(3 / 5);
    expect(four.pValue(9).pValue).toBe(1 / 5);
    for (const level of [0.2, 0.4, 0.6]) {
      const critical = four.criticalValue(level);
      expect(four.pValue(critical).pValue).toBeLessThanOrEqual(level);
      expect(four.pValue(critical * (1 - 1e-9)).pValue).toBeGreaterThan(level);
    }
  });

  it('is infinite where no number of draws could be that rare', () => {
    expect(four.criticalValue(0.19)).toBe(Infinity);
  });
});
