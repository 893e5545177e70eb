/** Normal draws against the normal distribution function, tail included. */
import { describe, expect, it } from 'vitest';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random, STREAMS } from '../../../src/numeric/monteCarlo/random.ts';
import { chiSquareScore } from './chiSquare.ts';

const DRAWS = 2_000_000;
const WIDTH = 0.05;
const EDGE = 4.5;

/** The integral of the density over a cell, by Simpson's rule of 40 intervals. */
function probability(from: number): number {
  const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  let sum = 0;
  for (let k = 0; k <= 40; k++)
    sum += (k === 0 || k === 40 ? 1 : k % 2 === 1 ? 4 : 2) * density(from + (WIDTH * k) / 40);
  return (sum * WIDTH) / 120;
}

const CELLS = Math.round((2 * EDGE) / WIDTH);
const inner = Array.from({ length: CELLS }, (_, k) => probability(-EDGE + WIDTH * k));
const beyond = (1 - inner.reduce((a, b) => a + b, 0)) / 2;
const expected = [beyond, ...inner, beyond];

function histogram(scale: number): number[] {
  const random = new Random(11, 0, STREAMS.normals);
  const counts = new Array<number>(CELLS + 2).fill(0);
  for (let k = 0; k < DRAWS; k++) {
    const cell = Math.floor((scale * standardNormal(random) + EDGE) / WIDTH) + 1;
    const at = Math.min(CELLS + 1, Math.max(0, cell));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('normal draws', () => {
  // False alarms below 1e-9: 6.2 standard deviations.
  it('have the normal distribution', () => {
    expect(Math.abs(chiSquareScore(histogram(1), expected))).toBeLessThan(6.2);
  });

  it('the test tells a standard deviation that is 1 % off', () => {
    expect(chiSquareScore(histogram(1.01), expected)).toBeGreaterThan(6.2);
  });
});
