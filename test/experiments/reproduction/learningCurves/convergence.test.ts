/** Convergence times of curves whose times are known, and how often their intervals hold the truth. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../../../src/experiments/draws.ts';
import {
  convergence,
  firstBelow,
  OPEN_RATIO,
  ratioEstimate,
  timeEstimate,
} from '../../../../src/experiments/reproduction/learningCurves/convergence.ts';

const times = Array.from({ length: 21 }, (_, k) => 50 * k);
const exponential = (start: number, tau: number): number[] =>
  times.map((time) => start * Math.exp(-time / tau));

describe('convergence time', () => {
  it('of an exponential is exact between measurements', () => {
    expect(firstBelow(exponential(4, 300), times, 0.8)).toBeCloseTo(300 * Math.log(5), 9);
  });

  it('is the first measurement of a curve that begins below, and none of one that stays above', () => {
    expect(firstBelow([0.1, 0.2], [0, 50], 0.8)).toBe(0);
    expect(firstBelow(exponential(4, 1e6), times, 0.8)).toBeUndefined();
    expect(firstBelow([1, 0], [0, 50], 0.8)).toBe(50);
  });

  it('that is not reached gives an open interval, on the side where nothing is known', () => {
    const slow = convergence([exponential(4, 1e4), exponential(5, 1e4)], times, 0.8);
    const fast = convergence([exponential(4, 100), exponential(4.1, 100)], times, 0.8);
    expect(timeEstimate(slow, '')).toMatchObject({ value: 1000, low: 1000, high: 1000 * OPEN_RATIO });
    expect(ratioEstimate(fast, slow, '').low).toBe(0);
    expect(ratioEstimate(fast, slow, '').high).toBeLessThan(1);
    expect(ratioEstimate(slow, fast, '')).toMatchObject({ high: OPEN_RATIO });
    expect(ratioEstimate(slow, fast, '').low).toBeGreaterThan(1);
    expect(ratioEstimate(slow, slow, '')).toMatchObject({ low: 0, high: OPEN_RATIO });
  });

  it('needs two trials', () => {
    expect(() => convergence([exponential(4, 100)], times, 0.8)).toThrow('1 trials (expected at least 2)');
  });
});

describe('the interval of a ratio', () => {
  /** Trials differ in their starting errors, which both students share, and a little in speed. */
  const drawn = (run: number, trials: number, ratio: number) => {
    const uniform = stream(run, 'convergence test');
    const [one, other] = [[] as number[][], [] as number[][]];
    for (let k = 0; k < trials; k++) {
      const start = 3 + 4 * uniform();
      one.push(exponential(start, 150 * ratio * (0.8 + 0.4 * uniform())));
      other.push(exponential(start, 150 * (0.8 + 0.4 * uniform())));
    }
    return [one, other] as const;
  };
  const estimateIn = (run: number, trials: number) => {
    const [one, other] = drawn(run, trials, 2);
    return ratioEstimate(convergence(one, times, 0.8), convergence(other, times, 0.8), '');
  };

  it('holds the ratio of a very large sample in about 99 % of the runs', () => {
    const truth = estimateIn(0, 20_000).value;
    const runs = 400;
    const missed = Array.from({ length: runs }, (_, run) => estimateIn(run + 1, 8)).filter(
      ({ low, high }) => truth < low || truth > high,
    ).length;
    // P(Binomial(400, 0.01) > 15) < 1e-5; the jackknife is conservative on average.
    expect(missed).toBeLessThanOrEqual(15);
  });

  it('is narrow enough to tell a ratio of 2 from 1 with eight trials', () => {
    const { low, high, value } = estimateIn(1, 8);
    expect(high / low).toBeLessThan(2);
    expect(low).toBeGreaterThan(1);
    expect(value).toBeGreaterThan(1.5);
  });
});
