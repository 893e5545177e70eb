/** Confidence intervals against tables and against each other. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/experiments/draws.ts';
import {
  average,
  jackknifeEstimate,
  meanEstimate,
} from '../../../src/experiments/reproduction/confidence.ts';

describe('99 % intervals', () => {
  it('are the same for a mean by its spread and by leaving one out', () => {
    const values = [1, 4, 2, 8, 5, 7];
    const [plain, jackknifed] = [
      meanEstimate(values, 'mean'),
      jackknifeEstimate(values, (some) => average(some), 'mean'),
    ];
    expect(jackknifed.value).toBeCloseTo(plain.value, 12);
    expect(jackknifed.low).toBeCloseTo(plain.low, 12);
    expect(jackknifed.high).toBeCloseTo(plain.high, 12);
  });

  it('contain the mean of uniform numbers 99 times in 100', () => {
    const uniform = stream(1, 'confidence');
    const runs = 4000;
    let within = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = meanEstimate(Array.from({ length: 12 }, uniform), 'mean');
      if (low <= 0.5 && 0.5 <= high) within++;
    }
    // Four standard errors of a share of 0.99 are 0.0063; uniform numbers are not normal.
    expect(Math.abs(within / runs - 0.99)).toBeLessThan(0.0075);
  });

  it('need two values', () => {
    expect(() => meanEstimate([1], 'mean')).toThrow('confidence interval: got 1 values, expected at least 2');
  });
});
