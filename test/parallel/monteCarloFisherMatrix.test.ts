/** The estimators: right, reproducible on any number of threads, honest about their errors, and ended when asked. */
import { describe, expect, it } from 'vitest';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import {
  type MonteCarloProgress,
  monteCarloApply,
  monteCarloFisherMatrix,
} from '../../src/parallel/monteCarloFisherMatrix.ts';
import { transferOf } from '../../src/transfer/transferSpecification.ts';
import { LIMIT, POWER_99 } from '../numeric/monteCarlo/score.ts';
import { afferents, threeAfferents } from './neurons.ts';

describe('against the exact matrix of the spiking model', () => {
  const neuron = {
    ...threeAfferents,
    rates: Float64Array.of(20, 5, 35),
    weights: Float64Array.of(0.12, 0.2, -0.05),
  };
  const G = exactFisherMatrix(neuron).dense();
  const scores = (matrix: Float64Array, error: Float64Array, scale: number): number[] =>
    [...matrix].map((got, at) => Math.abs(got - scale * (G[at] ?? 0)) / (error[at] ?? 0));

  // Six different entries: false alarm below 4e-9. Power against an error of 1 % above 0.99, by the standard errors.
  it('spiking inputs agree in every entry, and an error of 1 % is found', async () => {
    const { matrix, standardError } = await monteCarloFisherMatrix(neuron, {
      inputs: 'spiking',
      samples: 20_000_000,
      seed: 4,
    });
    expect(Math.max(...scores(matrix, standardError, 1))).toBeLessThan(LIMIT);
    expect(Math.max(...scores(matrix, standardError, 1.01))).toBeGreaterThan(LIMIT);
    const largest = Math.max(...G);
    const relative = [...standardError].map((error) => error / largest);
    expect(POWER_99 * Math.max(...relative)).toBeLessThan(0.01);
  });

  it('Gaussian inputs do not', async () => {
    const { matrix, standardError } = await monteCarloFisherMatrix(neuron, {
      inputs: 'gaussian',
      samples: 1_000_000,
      seed: 4,
    });
    expect(Math.max(...scores(matrix, standardError, 1))).toBeGreaterThan(LIMIT);
  });
});

describe('any number of threads', () => {
  it.each(['spiking', 'gaussian'] as const)('%s: the same bits for 1, 2 and 3 workers', async (inputs) => {
    const neuron = afferents(31);
    const options = { inputs, samples: 700_001, seed: 9, groups: 20 };
    const results = await Promise.all(
      [1, 2, 3].map((workers) => monteCarloFisherMatrix(neuron, { ...options, workers })),
    );
    expect(results[0]?.batches).toBeGreaterThan(40);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const other = await monteCarloFisherMatrix(neuron, { ...options, seed: 10 });
    expect(other.matrix).not.toEqual(results[0]?.matrix);
  });

  it('a formula reaches the threads', async () => {
    const neuron = { ...threeAfferents, transfer: transferOf({ name: 'expression', text: '2*exp(0.2*v)' }) };
    const options = { inputs: 'spiking', samples: 20_000, seed: 2 } as const;
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => monteCarloFisherMatrix(neuron, { ...options, workers })),
    );
    expect(two).toEqual(one);
  });
});

describe('the matrix', () => {
  it('is symmetric, and 0 for silent afferents', async () => {
    const { matrix, standardError } = await monteCarloFisherMatrix(threeAfferents, {
      inputs: 'spiking',
      samples: 10_000,
      workers: 1,
    });
    expect([1, 3, 4, 5, 7].map((at) => [matrix[at], standardError[at]])).toEqual(Array(5).fill([0, 0]));
    expect(matrix[2]).toBe(matrix[6]);
    expect(matrix[0]).toBeGreaterThan(0);
  });

  it('is 0 where nothing fires', async () => {
    const silent = { ...threeAfferents, rates: new Float64Array(3) };
    const result = await monteCarloFisherMatrix(silent, { inputs: 'spiking', samples: 100, workers: 1 });
    expect([...result.matrix, result.relativeStandardError]).toEqual(Array(10).fill(0));
  });

  it('is the weighted mean of its groups', async () => {
    const { matrix, groups, samples } = await monteCarloFisherMatrix(threeAfferents, {
      inputs: 'spiking',
      samples: 50_000,
      groups: 20,
      workers: 1,
    });
    const mean = groups?.reduce((sum, group) => sum + (group.samples / samples) * (group.matrix[0] ?? 0), 0);
    expect(groups).toHaveLength(20);
    expect(mean).toBeCloseTo(matrix[0] ?? Number.NaN, 9);
  });
});

describe('the matrix times a vector', () => {
  it('is that of the matrix of the same samples', async () => {
    const neuron = afferents(12);
    const options = { inputs: 'spiking', samples: 90_000, seed: 6 } as const;
    const vector = neuron.weights.map((w, i) => w + i / 10);
    const { matrix } = await monteCarloFisherMatrix(neuron, options);
    const { vector: product, standardError } = await monteCarloApply(neuron, vector, options);
    for (let i = 0; i < 12; i++) {
      const expected = vector.reduce((sum, v, j) => sum + v * (matrix[12 * i + j] ?? 0), 0);
      expect(Math.abs((product[i] ?? 0) / expected - 1)).toBeLessThan(1e-11);
      expect(standardError[i]).toBeGreaterThan(0);
    }
  });

  it('needs no n x n array: n = 20,000', async () => {
    const neuron = afferents(20_000);
    const vector = new Float64Array(20_000).fill(1);
    const { vector: product } = await monteCarloApply(neuron, vector, { inputs: 'spiking', samples: 64 });
    expect(product.every((value) => value > 0)).toBe(true);
  });
});

describe('tolerance', () => {
  const run = (tolerance: number, samples: number) =>
    monteCarloFisherMatrix(afferents(10), { inputs: 'spiking', samples, tolerance, seed: 5 });

  it('stops early, at the end of a round', async () => {
    const { relativeStandardError, samples, batches } = await run(0.003, 20_000_000);
    expect(relativeStandardError).toBeLessThanOrEqual(0.003);
    expect(samples).toBeLessThan(20_000_000);
    expect(Math.log2(batches / 32) % 1).toBe(0);
    const fewer = await monteCarloFisherMatrix(afferents(10), {
      inputs: 'spiking',
      samples: samples / 4,
      seed: 5,
    });
    expect(fewer.relativeStandardError).toBeGreaterThan(0.003);
  });

  it('never draws more than asked', async () => {
    const { relativeStandardError, samples } = await run(1e-6, 123_457);
    expect(samples).toBe(123_457);
    expect(relativeStandardError).toBeGreaterThan(1e-6);
  });
});

describe('progress and cancelling', () => {
  it('tells samples done, in order, and the error after each round', async () => {
    const seen: MonteCarloProgress[] = [];
    await monteCarloFisherMatrix(afferents(5), {
      inputs: 'spiking',
      samples: 100_000,
      workers: 1,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen).toHaveLength(32);
    expect(seen.map(({ done }) => done)).toEqual(seen.map((_, k) => 3125 * (k + 1)));
    expect(seen.at(-1)?.relativeStandardError).toBeGreaterThan(0);
    expect(seen[0]?.relativeStandardError).toBeUndefined();
  });

  it.each([1, 2])('%i workers: a signal ends the run', async (workers) => {
    const controller = new AbortController();
    const start = performance.now();
    const run = monteCarloFisherMatrix(afferents(100), {
      inputs: 'spiking',
      samples: 1e9,
      workers,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(run).rejects.toThrow(/abort/i);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('standard errors', () => {
  /** Scores of one entry over many seeds; with 31 degrees of freedom their variance is 31/29. */
  async function variance(shrink: number): Promise<number> {
    const neuron = { ...threeAfferents, rates: Float64Array.of(20, 35), weights: Float64Array.of(0.1, 0.1) };
    const G = exactFisherMatrix(neuron).dense()[1] ?? Number.NaN;
    let squares = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const options = { inputs: 'spiking', samples: 9600, seed, workers: 1 } as const;
      const { matrix, standardError } = await monteCarloFisherMatrix(neuron, options);
      squares += (((matrix[1] ?? 0) - G) / (shrink * (standardError[1] ?? 0))) ** 2;
    }
    return (squares / SEEDS) * (29 / 31);
  }
  // The variance of a squared score is 2.24 times its squared mean: a standard deviation of 0.061 for the mean of 600; 5 of them.
  const SEEDS = 600;
  const [low, high] = [1 - 0.31, 1 + 0.31];

  it('are calibrated: the scores have unit variance over 600 seeds', async () => {
    const got = await variance(1);
    expect(got).toBeGreaterThan(low);
    expect(got).toBeLessThan(high);
  });

  it('errors a quarter too small are rejected', async () => {
    expect(await variance(0.75)).toBeGreaterThan(high);
  });
});

describe('faults', () => {
  const base = { inputs: 'spiking', samples: 1000, workers: 1 } as const;
  it.each([
    [{ ...base, samples: 31 }, 'samples = 31 (expected an integer of at least 32)'],
    [{ ...base, samples: Number.NaN }, 'samples = NaN (expected an integer of at least 32)'],
    [{ ...base, workers: 0 }, 'workers = 0 (expected an integer of at least 1)'],
    [{ ...base, seed: 0.5 }, 'seed = 0.5 (expected an integer of at most 2^53 - 1)'],
    [{ ...base, tolerance: 0 }, 'tolerance = 0 (expected a finite positive number)'],
    [{ ...base, groups: 1 }, 'groups = 1 (expected an integer from 2 to 32)'],
  ])('%o', async (options, message) => {
    await expect(monteCarloFisherMatrix(threeAfferents, options)).rejects.toThrow(new RangeError(message));
  });

  it.each([1, 2])('%i workers: phi that is not positive', async (workers) => {
    const neuron = { ...threeAfferents, transfer: transferOf({ name: 'expression', text: 'v-1000' }) };
    await expect(monteCarloFisherMatrix(neuron, { ...base, workers })).rejects.toThrow(
      /^transfer function: phi\(.*\) = -.* at a sampled voltage \(expected a positive rate, Hz\)$/,
    );
  });

  it('more spikes than can be counted', async () => {
    const neuron = { ...threeAfferents, rates: Float64Array.of(1, 2, 1e12) };
    await expect(monteCarloFisherMatrix(neuron, base)).rejects.toThrow(
      /^Monte Carlo of spikes: a rate of 1000000000000 Hz \(expected at most [\de+.]+\)$/,
    );
  });

  it('a vector of the wrong length', async () => {
    await expect(monteCarloApply(threeAfferents, new Float64Array(2), base)).rejects.toThrow(
      'vector: 2 numbers (expected 3, one for each afferent)',
    );
  });
});
