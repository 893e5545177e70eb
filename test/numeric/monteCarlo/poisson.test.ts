/** Counts: their distribution against the probability function, by a chi-square test of many cells. */
import { describe, expect, it } from 'vitest';
import { logFactorial, poissonSampler } from '../../../src/numeric/monteCarlo/poisson.ts';
import { Random, STREAMS } from '../../../src/numeric/monteCarlo/random.ts';
import { chiSquareScore } from './chiSquare.ts';

const DRAWS = 400_000;
/** Standard deviations of Wilson and Hilferty's normal approximation: false alarms below 1e-8 for all tests here together. */
const LIMIT = 6.2;

/** Probabilities of 0, 1, ..., the last cell taking the rest. */
function probabilities(mean: number): number[] {
  const cells = Array.from({ length: Math.ceil(mean + 8 * Math.sqrt(mean) + 8) }, (_, k) =>
    Math.exp(k * Math.log(mean) - mean - logFactorial(k)),
  );
  return [...cells, Math.max(0, 1 - cells.reduce((a, b) => a + b, 0))];
}

function histogram(mean: number, cells: number, seed: number): number[] {
  const random = new Random(seed, 0, STREAMS.counts);
  const draw = poissonSampler(mean);
  const counts = new Array<number>(cells).fill(0);
  for (let k = 0; k < DRAWS; k++) {
    const cell = Math.min(draw(random), cells - 1);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

describe('Poisson counts', () => {
  it.each([0.02, 1.6, 9.99, 10, 11.5, 64, 3200])('of mean %d have the Poisson distribution', (mean) => {
    const expected = probabilities(mean);
    expect(Math.abs(chiSquareScore(histogram(mean, expected.length, 7), expected))).toBeLessThan(LIMIT);
  });

  it('the test tells a mean that is 2 % off', () => {
    const expected = probabilities(64 * 1.02);
    expect(chiSquareScore(histogram(64, expected.length, 7), expected)).toBeGreaterThan(LIMIT);
  });

  it('mean 0 gives no spikes', () => {
    expect(poissonSampler(0)(new Random(1, 0, STREAMS.counts))).toBe(0);
  });

  it('log k! joins its series without a step', () => {
    let exact = 0;
    for (let k = 1; k <= 40; k++) {
      exact += Math.log(k);
      expect(Math.abs(logFactorial(k) - exact)).toBeLessThan(1e-13 * Math.max(1, exact));
    }
  });
});
