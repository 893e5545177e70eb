import { expect, test } from 'vitest';
import { transferCoefficients } from '../../../src/numeric/coefficients/transferCoefficients.ts';
import { coefficientTable } from '../../../src/numeric/learning/coefficientTable.ts';
import { ruleFactors } from '../../../src/numeric/learning/factors.ts';
import { constantsOf } from '../../../src/numeric/learning/problem.ts';
import { tiltedPoint } from '../../../src/numeric/learning/tiltedPoint.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';
import type { Transfer } from '../../../src/numeric/neuron/transfer.ts';
import { problemOf, sigmoid } from './problems.ts';

/** Largest errors at random points: gammaS relatively, slope (1/mV) and excess (1/mV^2) absolutely. */
function errors(
  transfer: Transfer,
  { points, mean, sd }: { points: number; mean: number; sd: number },
  cell?: number,
) {
  const table = coefficientTable(transfer, cell === undefined ? {} : { cell, tolerance: 1 });
  const direct = tiltedPoint(transfer);
  const random = new Random(1, 0, 99);
  const [a, b] = [new Float64Array(3), new Float64Array(3)];
  const worst = [0, 0, 0];
  for (let k = 0; k < points; k++) {
    const [m, s] = [mean * (2 * random.uniform() - 1), sd * random.uniform()];
    table.at(m, s * s, a);
    direct(m, s * s, b);
    worst.forEach((most, j) => {
      const error = Math.abs((a[j] as number) - (b[j] as number)) / (j === 0 ? (b[0] as number) : 1);
      worst[j] = Math.max(most, error);
    });
  }
  return { worst, statistics: table.statistics };
}

test("the stated bounds hold over the whole plane for the paper's sigmoid", { timeout: 120_000 }, () => {
  const { worst } = errors(sigmoid, { points: 20_000, mean: 64, sd: 32 });
  expect(worst[0]).toBeLessThan(1e-6);
  expect(worst[1]).toBeLessThan(1e-7);
  expect(worst[2]).toBeLessThan(1e-7);
});

test('where learning happens, |mean| < 20 mV and sd < 10 mV, the error is below 2e-7 and every cell is tabulated', () => {
  const { worst, statistics } = errors(sigmoid, { points: 20_000, mean: 20, sd: 10 });
  expect(Math.max(...worst)).toBeLessThan(2e-7);
  expect(statistics.direct).toBe(0);
});

test('the error falls with the fourth power of the cell', () => {
  const [coarse, fine] = [1, 0.5].map(
    (cell) => errors(sigmoid, { points: 5000, mean: 10, sd: 5 }, cell).worst[1],
  );
  expect((coarse as number) / (fine as number)).toBeGreaterThan(8);
});

test('outside the plane and at cells that are off the quadrature answers', () => {
  const point = new Float64Array(3);
  const exact = new Float64Array(3);
  const table = coefficientTable(sigmoid, { tolerance: 1e-300 });
  for (const [mean, variance] of [
    [70, 4],
    [0, 2000],
    [1, 4],
  ] as const) {
    table.at(mean, variance, point);
    tiltedPoint(sigmoid)(mean, variance, exact);
    expect([...point]).toEqual([...exact]);
  }
  expect(table.statistics.direct).toBe(1);
});

test.each<Transfer>([
  sigmoid,
  { name: 'exponential', phi0: 5, beta: 0.1 },
  { name: 'softplus', phiMax: 20, beta: 0.3, theta: 2 },
  { name: 'quadratic', theta: -20 },
])(
  '$name: the natural rule has gammaS, gammaU, gammaW of the closed form (Equations 107-109)',
  (transfer) => {
    const problem = problemOf(10, 1, { transfer });
    const constants = constantsOf(problem);
    const { ce, e0, q } = constants;
    const natural = ruleFactors(
      { name: 'natural', learningRate: 1 },
      constants,
      transfer,
      tiltedPoint(transfer),
    );
    const out = new Float64Array(3);
    for (const [mean, variance, v, sumX] of [
      [0.5, 4, 1.2, 2100],
      [-3, 9, -5, 1900],
      [6, 2, 7, 2000],
    ] as const) {
      natural(v, sumX, mean, variance, out);
      const { gammaS, g1, g2, g3, g4 } = transferCoefficients({ mean, variance, q }, transfer);
      expect(out[0]).toBeCloseTo(gammaS, 9);
      expect((out[1] as number) / (-ce * e0 * (ce * e0 * g1 * sumX + g3 * v))).toBeCloseTo(1, 9);
      expect((out[2] as number) / (ce * e0 * g2 * sumX + g4 * v)).toBeCloseTo(1, 6);
    }
  },
);

test('messages', () => {
  expect(() => coefficientTable(sigmoid, { cell: 0 })).toThrow(
    'coefficient table: cell = 0 (expected a finite positive number)',
  );
  expect(() => coefficientTable(sigmoid, { cell: 1e-4 })).toThrow(/cells \(expected at most 2\^24\)/);
  expect(() => coefficientTable(sigmoid).at(Number.NaN, 1, new Float64Array(3))).toThrow(
    /mean = NaN, variance = 1 \(expected/,
  );
  expect(() => coefficientTable(sigmoid).at(-1e5, 1, new Float64Array(3))).toThrow(/under- or overflows/);
});
