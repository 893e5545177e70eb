import { describe, expect, it } from 'vitest';
import {
  lineSlope,
  type Means,
  pooledMean,
  type Stratum,
  shareEstimate,
  smoothEstimate,
} from '../../../../src/experiments/reproduction/statistics/smoothEstimate.ts';
import { standardNormal } from '../../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../../src/numeric/monteCarlo/random.ts';

const says = { says: 'quantity' };
const first = (means: Means): number => means[0]?.[0] as number;

/** Rows (y, y^2) of log-normal y with mean x^exponent, for each x. */
function strata(random: Random, count: number, xs: readonly number[], exponent: number): Stratum[] {
  return xs.map((x) =>
    Array.from({ length: count }, () => {
      const y = x ** exponent * Math.exp(0.5 * standardNormal(random) - 0.125);
      return [y, y * y];
    }),
  );
}

describe('a smooth function of means', () => {
  it('has the textbook interval of a mean', () => {
    const values = [1, 4, 2, 9, 5];
    const { value, low, high } = smoothEstimate([values.map((each) => [each])], first, says);
    const [mean, variance] = [4.2, 9.7];
    expect(value).toBeCloseTo(mean, 12);
    expect(high - value).toBeCloseTo(2.5758293 * Math.sqrt(variance / 5), 5);
    expect(value - low).toBeCloseTo(high - value, 12);
  });

  it('weights strata alike, whatever their size', () => {
    const [small, large] = [
      [[0], [2]],
      [[4], [4], [4], [4], [7], [1]],
    ];
    const { value, high } = smoothEstimate([small, large], (means) => pooledMean(means, 0), says);
    expect(value).toBe(2.5);
    // Standard errors of the two means: 1 and sqrt(3.6/6).
    expect(high - value).toBeCloseTo(2.5758293 * 0.5 * Math.sqrt(1 + 0.6), 5);
  });

  /**
   * 400 repetitions with confidence 0.99: 4 misses on average. More than 16 have probability below 2e-6 at coverage 0.99; an interval of
   * half the width would miss 80 times.
   */
  it('covers an exponent and a standard deviation as often as it says', () => {
    const random = new Random(5, 0, 0);
    const xs = [1, 2, 4, 8];
    const logs = xs.map(Math.log);
    const deviation = Math.sqrt(Math.exp(0.25) - 1);
    const missed = [0, 0];
    for (let k = 0; k < 400; k++) {
      const rows = strata(random, 100, xs, -1);
      const slope = smoothEstimate(
        rows,
        (means) =>
          lineSlope(
            logs,
            means.map((each) => Math.log(each[0] as number)),
          ),
        says,
      );
      const spread = smoothEstimate(
        rows.slice(0, 1),
        ([m]) => Math.sqrt((m?.[1] as number) - (m?.[0] as number) ** 2),
        says,
      );
      if (slope.low > -1 || slope.high < -1) missed[0] = (missed[0] as number) + 1;
      if (spread.low > deviation || spread.high < deviation) missed[1] = (missed[1] as number) + 1;
    }
    expect(missed[0]).toBeLessThanOrEqual(16);
    // The sample deviation of a skewed distribution is itself skewed: normal theory misses more often, some 5 %.
    expect(missed[1]).toBeLessThanOrEqual(48);
    expect((missed[0] as number) + (missed[1] as number)).toBeGreaterThan(0);
  });

  it('refuses what has no interval', () => {
    expect(() => smoothEstimate([[[1]]], first, says)).toThrow(
      'quantity: got 1 rows in stratum 0, expected at least 2',
    );
    expect(() => smoothEstimate([[[1], [1]]], () => Number.NaN, says)).toThrow(
      'quantity: got NaN, expected a finite number',
    );
  });
});

describe('a share', () => {
  it('that was never seen is not known to be 0', () => {
    const never = Array.from({ length: 100 }, () => [0]);
    const { value, low, high } = shareEstimate([never], first, says);
    expect([value, low]).toEqual([0, 0]);
    // (1 - high)^100 = 0.005, nearly.
    expect((1 - high) ** 100).toBeLessThan(0.005);
    expect(high).toBeLessThan(0.06);
    expect(shareEstimate([never.map(() => [1])], first, says).low).toBeCloseTo(1 - high, 12);
  });

  it('lies between 0 and 1', () => {
    const rows = [1, 1, 1, 0].map((each) => [each]);
    const { low, high } = shareEstimate([rows], first, says);
    expect(high).toBe(1);
    expect(low).toBeGreaterThanOrEqual(0);
  });
});
