import { describe, expect, it } from 'vitest';
import {
  jackknife,
  leavingOneOut,
  meanOf,
  squaredDistance,
  squaredStandardError,
} from '../../../src/experiments/fisher/jackknife.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

type Groups = Parameters<typeof meanOf>[0];

/** Groups of unequal size: means of normal samples around `expectation`. */
function groupsOf(seed: number, expectation: readonly number[], count = 20): Groups {
  const random = new Random(seed, 0, 9);
  return Array.from({ length: count }, (_, k) => {
    const samples = 50 + 5 * (k % 3);
    const noise = (): number => standardNormal(random) / Math.sqrt(samples);
    return { samples, matrix: Float64Array.from(expectation, (each) => each + noise()) };
  });
}

const estimate = (groups: Groups, theta: (mean: Float64Array) => Float64Array) =>
  jackknife(
    groups,
    theta(meanOf(groups)),
    leavingOneOut(groups).map((some) => theta(meanOf(some))),
  );

describe('groups of samples', () => {
  it('have the mean of all samples', () => {
    const groups = [
      { samples: 1, matrix: Float64Array.of(1, 0) },
      { samples: 3, matrix: Float64Array.of(5, 4) },
    ];
    expect(meanOf(groups)).toEqual(Float64Array.of(4, 3));
  });

  it('tell the squared standard error of a mean, and the jackknife the same', () => {
    const groups = groupsOf(3, [1, 2, 3]).map(({ matrix }) => ({ samples: 7, matrix }));
    const mean = meanOf(groups);
    const textbook = groups.reduce((sum, { matrix }) => sum + squaredDistance(matrix, mean), 0) / (20 * 19);
    expect(squaredStandardError(groups)).toBeCloseTo(textbook, 14);
    const { variance, bias } = estimate(groups, (each) => each);
    expect(variance.reduce((sum, each) => sum + each, 0)).toBeCloseTo(textbook, 14);
    for (const each of bias) expect(Math.abs(each)).toBeLessThan(1e-14);
  });
});

/**
 * Over 400 seeds: z = (theta - expectation)/error has variance near 1, and the bias is found. With normal z the sum of z^2 is
 * chi-square with 400 degrees of freedom, standard deviation of z^2's mean 0.07 (0.1 with Student's tails of 19): a false alarm
 * beyond 0.6 has probability below 1e-6.
 */
describe('the jackknife', () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, each) => sum + each, 0) / values.length;

  it('has standard errors of the right size, for groups of unequal size and a curved function', () => {
    const zSquares = seeds.map((seed) => {
      const groups = groupsOf(seed, [2, 1]);
      const theta = (m: Float64Array): Float64Array => Float64Array.of((m[0] as number) / (m[1] as number));
      const all = theta(meanOf(groups))[0] as number;
      const { variance, bias } = estimate(groups, theta);
      return (all - (bias[0] as number) - 2) ** 2 / (variance[0] as number);
    });
    expect(mean(zSquares)).toBeGreaterThan(0.6);
    expect(mean(zSquares)).toBeLessThan(1.6);
    // Errors half as large would be seen.
    expect(4 * mean(zSquares)).toBeGreaterThan(1.6);
  });

  it('finds what noise adds to a square', () => {
    const rows = seeds.map((seed) => {
      const groups = groupsOf(seed, [0.1]);
      const square = (m: Float64Array): Float64Array => m.map((each) => each ** 2);
      return {
        square: square(meanOf(groups))[0] as number,
        bias: estimate(groups, square).bias[0] as number,
      };
    });
    const noise = 1 / groupsOf(0, [0]).reduce((sum, { samples }) => sum + samples, 0);
    const plain = mean(rows.map(({ square }) => square)) - 0.01;
    const debiased = mean(rows.map(({ square, bias }) => square - bias)) - 0.01;
    expect(plain / noise).toBeCloseTo(1, 0);
    // The standard error of this mean is 0.33 in these units.
    expect(Math.abs(debiased / noise)).toBeLessThan(1.7);
    expect(mean(rows.map(({ bias }) => bias)) / noise).toBeCloseTo(1, 1);
  });
});
