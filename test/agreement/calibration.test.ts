/**
 * What the error rates of this folder rest on, where it can be measured.
 *
 *   variance       the mean square of a batch mean about G, relative to the exact variance of independent samples: 1 for Gaussian
 *                  inputs, at most the assumed inflation for spiking ones, whose neighbours are correlated
 *                  (normal quantile, with what the measured third moment changes at that point of the tail)
 *   distribution   over many seeds, the estimate divided by its exact standard error against the normal distribution
 *                  (Kolmogorov-Smirnov, level by Massart's inequality P(D > x) <= 2 exp(-2 m x^2))
 *   error rates    over many seeds at error rates large enough to be seen: the test rejects the true mean no more often than falseAlarm,
 *                  and misses the detectable shift no more often than miss
 * Each has a variant that must fail. Every seed is independent of every other.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { meanStatistic, meanTest, rejects } from '../../src/experiments/fisher/agreementTest.ts';
import { normalTail } from '../../src/numeric/coefficients/mills.ts';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { BUDGET, table } from './budget.ts';
import { type Comparison, comparisonsOf, INFLATION, sampled } from './comparison.ts';
import { fixedNeurons } from './fixedNeurons.ts';

const LEVEL = BUDGET.calibration.falseAlarm;

/** The normal quantile: z with Q(z) = tail, by bisection. */
function normalQuantile(tail: number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < 200; step++) {
    const middle = 0.5 * (low + high);
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return low;
}

const methods = { gaussian: closedFisherMatrix, spiking: exactFisherMatrix } as const;

function measured(neuron: Neuron, inputs: Inputs, name: string): Comparison {
  const found = comparisonsOf(neuron, inputs, methods[inputs](neuron)).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no comparison ${name}`);
  return found;
}

interface Ratio {
  readonly value: number;
  readonly standardError: number;
  /** Third standardised moment of the mean, which is what its tail differs from the normal one by. */
  readonly skewness: number;
}

/** Mean and standard error of (batch mean - G)^2/(variance of one sample/size), over independent batches. */
function varianceRatio(
  neuron: Neuron,
  inputs: Inputs,
  comparison: Comparison,
  batches: number,
  size: number,
): Ratio {
  const [values = new Float64Array()] = sampled(neuron, inputs, [comparison], { batches, size, seed: 77 });
  const single = comparison.variance / INFLATION[inputs];
  const ratios = values.map((each) => ((each - comparison.mean) ** 2 * size) / single);
  const value = ratios.reduce((total, each) => total + each, 0) / batches;
  const spread = ratios.reduce((total, each) => total + (each - value) ** 2, 0) / (batches - 1);
  const third = ratios.reduce((total, each) => total + (each - value) ** 3, 0) / batches;
  const skewness = third / spread ** 1.5 / Math.sqrt(batches);
  return { value, standardError: Math.sqrt(spread / batches), skewness };
}

const rows: string[][] = [
  ['neuron', 'inputs', 'variance of batch means, relative to independent samples', 'assumed at most'],
];

const measuredNeurons = Object.entries(fixedNeurons).filter(([name]) => !/n = 10/.test(name));

describe(`variance of batch means, level ${LEVEL} each`, () => {
  // Far in the tail, skewness multiplies the normal probability by about exp(skewness z^3/6) (Cramér): z solves
  // 2 Q(z) exp(|skewness| z^3/6) = LEVEL, for the measured skewness of the mean.
  const quantile = (skewness: number): number => {
    let z = normalQuantile(LEVEL / 2);
    for (let round = 0; round < 30; round++)
      z = normalQuantile((LEVEL / 2) * Math.exp((-Math.abs(skewness) * z ** 3) / 6));
    // Beyond this the correction is not small, and the expansion would need its next term.
    expect(z).toBeLessThan(1.2 * normalQuantile(LEVEL / 2));
    return z;
  };
  test.each(measuredNeurons)('gaussian: %s: as many independent samples', (name, neuron) => {
    const comparison = measured(neuron, 'gaussian', 'trace');
    const { value, standardError, skewness } = varianceRatio(neuron, 'gaussian', comparison, 8_000, 128);
    rows.push([name, 'gaussian', `${value.toFixed(3)} +- ${standardError.toFixed(3)}`, '1']);
    const z = quantile(skewness);
    expect(Math.abs(value - 1)).toBeLessThan(z * standardError);
    // The variant: a variance stated 25 % too small.
    expect(Math.abs(1.25 * value - 1)).toBeGreaterThan(z * standardError);
  });

  test.each(measuredNeurons)('spiking: %s: at most the assumed inflation', (name, neuron) => {
    const comparison = measured(neuron, 'spiking', 'trace');
    const { value, standardError, skewness } = varianceRatio(neuron, 'spiking', comparison, 7_000, 256);
    rows.push([
      name,
      'spiking',
      `${value.toFixed(3)} +- ${standardError.toFixed(3)}`,
      String(INFLATION.spiking),
    ]);
    const z = quantile(skewness);
    expect(value - z * standardError).toBeLessThan(INFLATION.spiking);
    // The variant: variances half as large again are noticed.
    expect(1.5 * (value - z * standardError)).toBeGreaterThan(INFLATION.spiking);
  });
});

const SEEDS = 600;
const BATCHES = 64;
const SIZE = 64;

/** `SEEDS` runs of BATCHES batch means each. */
function runs(neuron: Neuron, inputs: Inputs, comparison: Comparison): Float64Array[] {
  return Array.from({ length: SEEDS }, (_, run) => {
    const plan = { batches: BATCHES, size: SIZE, seed: 10_000 + run };
    return sampled(neuron, inputs, [comparison], plan)[0] as Float64Array;
  });
}

const average = (values: Float64Array): number =>
  values.reduce((total, each) => total + each, 0) / values.length;

/** Largest distance of the empirical distribution function from the normal one. */
function kolmogorovSmirnov(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y);
  return Math.max(
    ...sorted.flatMap((x, k) => {
      const normal = 1 - normalTail(x);
      return [Math.abs(normal - k / sorted.length), Math.abs(normal - (k + 1) / sorted.length)];
    }),
  );
}

const cases = (['gaussian', 'spiking'] as const).flatMap((inputs) =>
  ['sigmoid, n = 3', 'sigmoid, a silent afferent, equal time constants'].map(
    (name) => [inputs, name] as const,
  ),
);

describe(`over ${SEEDS} seeds, level ${LEVEL} each`, () => {
  test.each(cases)('%s, %s: distribution and error rates', (inputs, name) => {
    const neuron = fixedNeurons[name] as Neuron;
    const comparison = measured(neuron, inputs, 'trace');
    const { mean, variance } = comparison;
    const all = runs(neuron, inputs, comparison);

    const single = variance / INFLATION[inputs];
    const scores = all.map((values) => (average(values) - mean) / Math.sqrt(single / (BATCHES * SIZE)));
    const largest = Math.sqrt(Math.log(2 / LEVEL) / (2 * SEEDS));
    expect(kolmogorovSmirnov(scores)).toBeLessThan(largest);
    // The variant: single samples of the heavy-tailed h x^2 are not normal.
    const samples = sampled(neuron, inputs, [comparison], {
      batches: SEEDS,
      size: 1,
      seed: 3,
    })[0] as Float64Array;
    expect(kolmogorovSmirnov([...samples].map((each) => (each - mean) / Math.sqrt(single)))).toBeGreaterThan(
      largest,
    );

    // Hoeffding: a frequency exceeds its probability by `margin` with probability at most LEVEL.
    const margin = Math.sqrt(Math.log(1 / LEVEL) / (2 * SEEDS));
    const rate = 0.1;
    const mean0 = meanTest(BATCHES, { falseAlarm: rate, miss: rate });
    const bound = Math.sqrt(variance / SIZE);
    const rejection = (reference: number, s: number): number =>
      all.filter((values) => rejects(mean0, meanStatistic(mean0, values, reference, s))).length / SEEDS;
    const shift = mean0.detectable * bound;
    expect(rejection(mean, bound)).toBeLessThanOrEqual(rate + margin);
    expect(1 - rejection(mean + shift, bound)).toBeLessThanOrEqual(rate + margin);
    expect(1 - rejection(mean - shift, bound)).toBeLessThanOrEqual(rate + margin);
    // The variants: a standard deviation stated three times too small, a shift three times too small.
    expect(rejection(mean, bound / 3)).toBeGreaterThan(rate + margin);
    expect(1 - rejection(mean + shift / 3, bound)).toBeGreaterThan(rate + margin);
    frequencies.push([
      `${inputs}, ${name}`,
      rejection(mean, bound).toFixed(3),
      (1 - rejection(mean + shift, bound)).toFixed(3),
      kolmogorovSmirnov(scores).toFixed(3),
      largest.toFixed(3),
    ]);
  });
});

test('the budget counts every comparison here', () => {
  const { tests, spoilt } = BUDGET.calibration;
  // A variance for each neuron and kind of inputs; a distribution, false alarms, misses on two sides for each case.
  expect(tests).toBe(2 * measuredNeurons.length + 4 * cases.length);
  expect(spoilt).toBe(2 * measuredNeurons.length + 3 * cases.length);
});

const frequencies: string[][] = [
  ['error rates at most 0.1 (theorem)', 'false alarms', 'misses', 'KS distance from normal', 'critical'],
];

afterAll(() => console.log(`${table(rows)}\n\n${table(frequencies)}`));
