/** What this folder samples is what monteCarloFisherMatrix averages: the same seeds give the same matrix and standard error. */
import { expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { batchPlan } from '../../src/parallel/batchPlan.ts';
import { monteCarloFisherMatrix } from '../../src/parallel/monteCarloFisherMatrix.ts';
import { comparisonsOf, sampled } from './comparison.ts';
import { fixedNeurons } from './fixedNeurons.ts';

test.each(['gaussian', 'spiking'] as const)('%s: entries, silent rows, standard errors', async (inputs) => {
  const neuron = fixedNeurons['sigmoid, a silent afferent, equal time constants'] as Neuron;
  const samples = 64_000;
  const { batches, samplesOf } = batchPlan(samples, 3);
  const { matrix, standardError } = await monteCarloFisherMatrix(neuron, {
    inputs,
    samples,
    seed: 5,
    workers: 1,
  });
  const comparisons = comparisonsOf(neuron, inputs, closedFisherMatrix(neuron)).filter(({ name }) =>
    name.startsWith('G['),
  );
  const values = sampled(neuron, inputs, comparisons, { batches, size: samplesOf(0), seed: 5 });
  expect(comparisons.map(({ name }) => name)).toEqual(['G[1,1]', 'G[3,1]', 'G[3,3]']);
  for (const [k, at] of [0, 6, 8].entries()) {
    const each = values[k] as Float64Array;
    const mean = each.reduce((total, value) => total + value, 0) / batches;
    const spread = each.reduce((total, value) => total + (value - mean) ** 2, 0);
    expect((matrix[at] as number) / mean).toBeCloseTo(1, 12);
    expect((standardError[at] as number) / Math.sqrt(spread / (batches * (batches - 1)))).toBeCloseTo(1, 10);
  }
  for (const at of [1, 3, 4, 5, 7]) expect([matrix[at], standardError[at]]).toEqual([0, 0]);
});
