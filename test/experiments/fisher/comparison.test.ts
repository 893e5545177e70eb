import { describe, expect, it } from 'vitest';
import {
  type Comparison,
  compareFisherMatrices,
  type MeasuredRow,
} from '../../../src/experiments/fisher/comparison.ts';
import { FISHER_METHODS } from '../../../src/experiments/fisher/fisherMethods.ts';
import { fisherSources } from '../../../src/experiments/fisher/fisherSources.ts';
import { spikingGradients } from '../../../src/experiments/fisher/gradients.ts';
import type { FisherOperator } from '../../../src/numeric/fisher/fisherOperator.ts';
import { activeAfferents, denseOperator } from '../../../src/numeric/linear/denseOperator.ts';
import { generalisedEigenvalueRange } from '../../../src/numeric/linear/generalisedEigenvalues.ts';
import { angleBetween } from '../../../src/numeric/linear/vectors.ts';
import { kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../../src/numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';

const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;
const neuron: Neuron = {
  rates: Float64Array.of(20, 0, 5, 12),
  weights: Float64Array.of(0.2, 1, -0.1, 0.05),
  kernel: paperKernel,
  transfer: sigmoid,
};
const options = { samples: 20_000, seed: 1, workers: 1 };
const active = activeAfferents(neuron.rates);

const rowOf = ({ rows }: Comparison, method: string): MeasuredRow => {
  const row = rows.find((each) => each.method === method);
  if (row === undefined || 'reason' in row) throw new Error(`${method}: ${row?.reason ?? 'no row'}`);
  return row;
};

const comparison = compareFisherMatrices(neuron, options, fisherSources);
const norm = (matrix: Float64Array): number => Math.hypot(...matrix);

describe('the comparison of all methods', () => {
  it('has a row for each, in order, against shot-noise', async () => {
    const { rows, reference, gradients } = await comparison;
    expect(rows.map(({ method }) => method)).toEqual([...FISHER_METHODS]);
    expect([reference, gradients]).toEqual(['shot-noise', 100]);
    expect(rowOf(await comparison, 'shot-noise')).toMatchObject({
      reference: true,
      difference: { value: 0, error: 0 },
      eigenvalues: { smallest: { value: 1 }, largest: { value: 1 } },
      angle: { value: 0, error: 0, samplingError: 0 },
    });
  });

  it('has the numbers that come of the two matrices', async () => {
    const [G, B] = [fisherSources.closed(neuron), fisherSources.exact(neuron)];
    const { difference, eigenvalues, angle } = rowOf(await comparison, 'closed');
    const apart = norm(G.dense().map((each, at) => each - (B.dense()[at] as number))) / norm(B.dense());
    expect(difference.value).toBeCloseTo(apart, 12);
    const { smallest, largest } = generalisedEigenvalueRange(G, B, active);
    expect(eigenvalues.smallest.value).toBe(smallest);
    expect(eigenvalues.largest.value).toBe(largest);
    const angles = spikingGradients(neuron, 100, 1).map((x) => angleBetween(G.solve(x), B.solve(x)));
    const mean = angles.reduce((sum, each) => sum + each, 0) / 100;
    expect(angle?.value).toBeCloseTo(mean, 10);
    const variance = angles.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 99;
    expect(angle?.samplingError).toBeCloseTo(Math.sqrt(variance / 100), 10);
    for (const { error } of [difference, eigenvalues.smallest, eigenvalues.largest]) {
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(1e-9);
    }
  });

  it('has error bars that hold, for a reference that is off by its error bound', async () => {
    const errorBound = 1e-3;
    const exact = fisherSources.exact(neuron);
    const dense = exact.dense();
    // Off in the worst direction for the smallest eigenvalue, by the whole bound.
    const n = neuron.rates.length;
    const off = dense.slice();
    off[n * 2 + 2] = (off[n * 2 + 2] as number) + errorBound * norm(dense);
    const disturbed = { ...denseOperator(off, active), relativeErrorBound: errorBound };
    const found = await compareFisherMatrices(neuron, options, { ...fisherSources, exact: () => disturbed });
    for (const method of ['closed', 'corrected']) {
      const [truth, row] = [rowOf(await comparison, method), rowOf(found, method)];
      const pairs = [
        [truth.difference, row.difference],
        [truth.eigenvalues.smallest, row.eigenvalues.smallest],
        [truth.eigenvalues.largest, row.eigenvalues.largest],
        [truth.angle, row.angle],
      ] as const;
      for (const [expected, { value, error } = { value: Number.NaN, error: 0 }] of pairs) {
        const apart = Math.abs(value - (expected?.value ?? Number.NaN));
        expect(apart).toBeLessThanOrEqual(error);
        // It moved, and the bar is no wider than it may be.
        expect(apart).toBeGreaterThan(0);
      }
    }
  });

  /** Means of z^2 over 30 seeds: chi-square with 30 degrees of freedom, here beyond 3 with probability below 1e-6. */
  it('has Monte Carlo error bars of the right size', async () => {
    const truth = rowOf(await comparison, 'closed');
    const rows: { estimate: MeasuredRow; closed: MeasuredRow }[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const found = await compareFisherMatrices(neuron, { ...options, samples: 4000, seed }, fisherSources);
      // The closed form is what Gaussian Monte Carlo estimates; both have the same gradients.
      rows.push({ estimate: rowOf(found, 'gaussian-mc'), closed: rowOf(found, 'closed') });
    }
    const meanSquare = (pick: (row: MeasuredRow) => { value: number; error: number }): number =>
      rows.reduce((sum, { estimate, closed }) => {
        const { value, error } = pick(estimate);
        return sum + ((value - pick(closed).value) / error) ** 2 / rows.length;
      }, 0);
    const parts = {
      difference: meanSquare(({ difference }) => difference),
      smallest: meanSquare(({ eigenvalues }) => eigenvalues.smallest),
      largest: meanSquare(({ eigenvalues }) => eigenvalues.largest),
      angle: meanSquare(({ angle }) => angle ?? { value: Number.NaN, error: 1 }),
    };
    for (const [name, z] of Object.entries(parts)) {
      expect(z, name).toBeLessThan(3);
      expect(z, name).toBeGreaterThan(0.15);
    }
    expect(truth.difference.value).toBeGreaterThan(0.1);
  });

  it('subtracts the noise of Monte Carlo from difference and angle', async () => {
    const n = 30;
    const many: Neuron = {
      ...neuron,
      rates: new Float64Array(n).fill(20),
      weights: Float64Array.from({ length: n }, (_, i) => (i - 15) / 100),
    };
    const found = await compareFisherMatrices(many, { ...options, samples: 2000 }, fisherSources);
    const exact = fisherSources.exact(many);
    const { matrix } = await fisherSources.monteCarloMatrix(many, {
      inputs: 'spiking',
      ...options,
      samples: 2000,
    });
    const sampled = denseOperator(matrix, activeAfferents(many.rates));
    const plain = norm(matrix.map((each, at) => each - (exact.dense()[at] as number))) / norm(exact.dense());
    const { difference, angle, eigenvalues } = rowOf(found, 'spiking-mc');
    expect(difference.value).toBeLessThan(0.7 * plain);
    expect(difference.value - 5 * difference.error).toBeLessThanOrEqual(0);
    const angles = spikingGradients(many, 100, 1).map((x) => angleBetween(sampled.solve(x), exact.solve(x)));
    const plainAngle = angles.reduce((sum, each) => sum + each, 0) / 100;
    expect(plainAngle).toBeGreaterThan(5);
    expect(angle?.value).toBeLessThan(0.5 * plainAngle);
    // Noise spreads the eigenvalues, and the bars reach back to 1.
    const { smallest, largest } = eigenvalues;
    expect(smallest.value).toBeLessThan(0.95);
    expect(smallest.value + 3 * smallest.error).toBeGreaterThan(1);
    expect(largest.value - 3 * largest.error).toBeLessThan(1);
  });
});

describe('methods that cannot be done', () => {
  it('have their reason in their row; spiking-mc stands in for shot-noise', async () => {
    const found = await compareFisherMatrices(
      { ...neuron, transfer: { name: 'quadratic', theta: 10 } },
      options,
      fisherSources,
    );
    expect(found.reference).toBe('spiking-mc');
    const row = found.rows.find(({ method }) => method === 'shot-noise');
    expect(row).toEqual({ method: 'shot-noise', reason: found.referenceReason });
    expect(found.referenceReason).toMatch(/expected/);
    expect(rowOf(found, 'spiking-mc').reference).toBe(true);
    // Deterministic against sampled: the noise of the reference is in the error bar.
    expect(rowOf(found, 'closed').difference.error).toBeGreaterThan(1e-4);
  });

  it('may have a matrix without natural gradients', async () => {
    const indefinite: FisherOperator = {
      ...fisherSources.closed(neuron),
      solve: () => {
        throw new RangeError('not positive definite');
      },
    };
    const found = await compareFisherMatrices(neuron, options, {
      ...fisherSources,
      corrected: () => indefinite,
    });
    const { difference, angle, angleReason } = rowOf(found, 'corrected');
    expect(difference.value).toBeGreaterThan(0.1);
    expect([angle, angleReason]).toEqual([undefined, 'not positive definite']);
  });

  it('do not include failures of natgrad itself', async () => {
    const broken = () => {
      throw new TypeError('broken');
    };
    const found = compareFisherMatrices(neuron, options, { ...fisherSources, closed: broken });
    await expect(found).rejects.toThrow(TypeError);
  });

  it('end the comparison where nothing is left to compare with', async () => {
    const refused = (message: string) => () => {
      throw new RangeError(message);
    };
    const none = compareFisherMatrices(neuron, options, {
      ...fisherSources,
      exact: refused('no exact matrix'),
      monteCarloMatrix: refused('no samples'),
    });
    await expect(none).rejects.toThrow('got no reference: no exact matrix; no samples, expected shot-noise');
    const silent = { ...neuron, rates: new Float64Array(4) };
    await expect(compareFisherMatrices(silent, options, fisherSources)).rejects.toThrow(
      'expected an active afferent',
    );
    const many = { ...neuron, rates: new Float64Array(501).fill(1), weights: new Float64Array(501) };
    await expect(compareFisherMatrices(many, options, fisherSources)).rejects.toThrow('expected at most 500');
  });
});

describe('gradients', () => {
  it('are USPs: their means are those of the model, their seeds tell', () => {
    const draws = spikingGradients(neuron, 2000, 5);
    const mean = (i: number): number => draws.reduce((sum, x) => sum + (x[i] as number), 0) / draws.length;
    for (const i of [0, 2, 3]) {
      const rate = neuron.rates[i] as number;
      const error = Math.sqrt((rate * kernelMoment(paperKernel, 2)) / draws.length);
      // Draws without any spike, about 1 in e^-11 of 300 ms of memory, are left out.
      expect(Math.abs(mean(i) - rate)).toBeLessThan(6 * error);
      expect(Math.abs(1.5 * mean(i) - rate)).toBeGreaterThan(6 * error);
    }
    expect(mean(1)).toBe(0);
    expect(spikingGradients(neuron, 3, 5)).toEqual(draws.slice(0, 3));
    expect(spikingGradients(neuron, 3, 6)).not.toEqual(draws.slice(0, 3));
  });

  it('remember spikes for long where the synapse is the slow one', () => {
    const swapped = { ...neuron, kernel: { tauM: 0.003, tauS: 0.01, e0: 1 } };
    expect(spikingGradients(swapped, 5, 1)).toEqual(spikingGradients(neuron, 5, 1));
  });

  it('are refused where their spikes would take forever', () => {
    const busy = { ...neuron, rates: Float64Array.of(1e300, 0, 0, 1) };
    expect(() => spikingGradients(busy, 1, 1)).toThrow(
      /got 1\.?\d*e\+298 spikes in a time constant, expected at most 10000/,
    );
  });

  it('are none where there are no spikes', () => {
    expect(spikingGradients({ ...neuron, rates: Float64Array.of(0, 0, 0, 1e-12) }, 10, 1)).toEqual([]);
  });
});
