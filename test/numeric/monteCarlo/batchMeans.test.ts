/** Means and standard errors of batches, against the plain formulas. */
import { describe, expect, it } from 'vitest';
import { BatchMeans } from '../../../src/numeric/monteCarlo/batchMeans.ts';

const batches: readonly [number[], number][] = [
  [[4, 2], 2],
  [[9, -3], 3],
  [[1, 0], 2],
  [[6, 6], 3],
];

describe('batch means', () => {
  const estimate = new BatchMeans(2, 2);
  for (const [sums, samples] of batches) estimate.add(Float64Array.from(sums), samples);

  it('the mean is the sum over the samples', () => {
    expect([...estimate.mean]).toEqual([20 / 10, expect.closeTo(5 / 10, 15)]);
    expect([estimate.samples, estimate.batches]).toEqual([10, 4]);
  });

  it('the standard error is the weighted spread of the batches', () => {
    const expected = [0, 1].map((at) => {
      const mean = at === 0 ? 2 : 0.5;
      const spread = batches.reduce((sum, [sums, w]) => sum + w * ((sums[at] ?? 0) / w - mean) ** 2, 0);
      return expect.closeTo(Math.sqrt(spread / (10 * 3)), 14);
    });
    expect([...estimate.standardError()]).toEqual(expected);
  });

  it('groups take every second batch', () => {
    const [even, odd] = estimate.groups();
    expect([even?.samples, ...(even?.mean ?? [])]).toEqual([4, 5 / 4, 2 / 4]);
    expect([odd?.samples, ...(odd?.mean ?? [])]).toEqual([6, 15 / 6, 3 / 6]);
  });

  it('one batch has no standard error', () => {
    const single = new BatchMeans(1);
    single.add(Float64Array.of(3), 1);
    expect([...single.standardError()]).toEqual([Infinity]);
  });
});
