/**
 * Monte Carlo against a matrix that claims to be exact: a simultaneous test of all entries and of a few functionals, with stated error
 * rates (src/experiments/agreementTest.ts) from exact variances (src/experiments/agreementVariance.ts).
 *
 * A comparison is a symmetric W and the value that tr(W G) must have:
 *   entry (i, j)   every entry on or below the diagonal between active afferents
 *   trace          W = diag(1/G_ii): all diagonal entries together, the most precise
 *   inverse        W = u u^T, u = solve(v): u^T G u must be u.v, which asks the inverse, not the matrix
 * Assumed: batches are independent; Var(mean of N successive samples) <= inflation Var(sample)/N. For Gaussian inputs samples are
 * independent and inflation = 1; spiking samples are correlated, and calibration.test.ts measures that.
 */
import {
  type MeanTest,
  meanStatistic,
  meanTest,
  rejects,
  samplesPerBatch,
} from '../../src/experiments/fisher/agreementTest.ts';
import { type FormEntry, formMoments } from '../../src/experiments/fisher/agreementVariance.ts';
import type { FisherOperator } from '../../src/numeric/fisher/fisherOperator.ts';
import { firing, fisherBatch } from '../../src/numeric/monteCarlo/fisherBatch.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { kernelFactory } from '../../src/parallel/kernelFactory.ts';

export interface Comparison {
  readonly name: string;
  readonly form: readonly FormEntry[];
  readonly reference: number;
  /** tr(W G) of the true G: the same number, unless the matrix is wrong. */
  readonly mean: number;
  /** Of one sample, times the inflation; Hz^2. */
  readonly variance: number;
}

/** The bound on the variance of a mean of successive samples, relative to independent ones; 1.0001 covers the variance's own error. */
export const INFLATION: Readonly<Record<Inputs, number>> = { gaussian: 1.0001, spiking: 1.25 };

/** Every comparison of the operator's matrix and inverse with samples of the neuron. */
export function comparisonsOf(neuron: Neuron, inputs: Inputs, operator: FisherOperator): Comparison[] {
  const G = operator.dense();
  const parts = [...entries(neuron, G), trace(neuron, G), inverse(neuron, G, operator)];
  const moments = formMoments(
    neuron,
    inputs,
    parts.map(({ form }) => form),
  );
  return parts.map((part, at) => ({
    ...part,
    mean: moments[at]?.mean ?? Number.NaN,
    variance: INFLATION[inputs] * (moments[at]?.variance ?? Number.NaN),
  }));
}

type Part = Omit<Comparison, 'mean' | 'variance'>;

function entries(neuron: Neuron, G: Float64Array): Part[] {
  const active = [...firing(neuron)];
  return active.flatMap((i, a) =>
    active.slice(0, a + 1).map((j) => ({
      name: `G[${i + 1},${j + 1}]`,
      form: [{ i: j, j: i, value: i === j ? 1 : 0.5 }],
      reference: G[i * neuron.rates.length + j] as number,
    })),
  );
}

function trace(neuron: Neuron, G: Float64Array): Part {
  const n = neuron.rates.length;
  const form = [...firing(neuron)].map((i) => ({ i, j: i, value: 1 / (G[i * n + i] as number) }));
  return { name: 'trace', form, reference: traceWith(form, G, n) };
}

/** v_i = +-sqrt(G_ii): every afferent counts alike, and neither r nor Sigma w is along v. */
function inverse(neuron: Neuron, G: Float64Array, operator: FisherOperator): Part {
  const n = neuron.rates.length;
  const v = Float64Array.from(
    neuron.rates,
    (_, i) => (i % 3 === 1 ? -1 : 1) * Math.sqrt(G[i * n + i] as number),
  );
  const u = operator.solve(v);
  const active = [...firing(neuron)];
  const form = active.flatMap((j, b) =>
    active.slice(0, b + 1).map((i) => ({ i, j, value: (u[i] as number) * (u[j] as number) })),
  );
  return {
    name: 'inverse',
    form,
    reference: u.reduce((total, each, i) => total + each * (v[i] as number), 0),
  };
}

/** tr(W G). */
export const traceWith = (form: readonly FormEntry[], G: Float64Array, n: number): number =>
  form.reduce((total, { i, j, value }) => total + (i === j ? 1 : 2) * value * (G[i * n + j] as number), 0);

export interface Design {
  readonly test: MeanTest;
  /** Samples of each batch. */
  readonly size: number;
  /** Of one comparison. */
  readonly falseAlarm: number;
}

/**
 * The design for which every `shifts[k]` of comparison k is missed with probability at most `miss`, the false alarms of all
 * comparisons together at most `falseAlarm` (Bonferroni).
 * @param shifts absolute; 0 for a comparison that only takes part in the region
 */
export function designFor(
  comparisons: readonly Comparison[],
  shifts: readonly number[],
  { falseAlarm, miss, batches }: { falseAlarm: number; miss: number; batches: number },
): Design {
  const each = falseAlarm / comparisons.length;
  const test = meanTest(batches, { falseAlarm: each, miss });
  const sizes = comparisons.map(({ variance }, at) => {
    const shift = shifts[at] as number;
    return shift === 0 ? 1 : samplesPerBatch(test, variance, shift);
  });
  return { test, size: Math.max(...sizes), falseAlarm: each };
}

/** The relative error of a comparison that is missed with at most the design's probability. */
export const detectable = ({ test, size }: Design, { variance, reference }: Comparison): number =>
  (test.detectable * Math.sqrt(variance / size)) / Math.abs(reference);

/** One number a batch for every comparison: the batch's mean of h(V) x^T W x. */
export function sampled(
  neuron: Neuron,
  inputs: Inputs,
  comparisons: readonly Pick<Comparison, 'form'>[],
  { batches, size, seed }: { batches: number; size: number; seed: number },
): Float64Array[] {
  const place = new Map([...firing(neuron)].map((afferent, row) => [afferent, row]));
  const packed = (i: number, j: number): number => {
    const [a, b] = [place.get(i) ?? Number.NaN, place.get(j) ?? Number.NaN];
    const row = Math.max(a, b);
    return (row * (row + 1)) / 2 + Math.min(a, b);
  };
  const plans = comparisons.map(({ form }) =>
    form.map(({ i, j, value }) => ({ at: packed(i, j), factor: (i === j ? 1 : 2) * value })),
  );
  const result = comparisons.map(() => new Float64Array(batches));
  for (let batch = 0; batch < batches; batch++) {
    const sums = fisherBatch(neuron, { inputs, seed, batch, samples: size }, kernelFactory());
    for (const [k, plan] of plans.entries()) {
      let total = 0;
      for (const { at, factor } of plan) total += factor * (sums[at] as number);
      (result[k] as Float64Array)[batch] = total / size;
    }
  }
  return result;
}

/** The comparisons that the samples reject, with their statistic relative to its critical value. */
export function rejected(
  comparisons: readonly Comparison[],
  { test, size }: Design,
  values: readonly Float64Array[],
): string[] {
  return comparisons.flatMap(({ name, reference, variance }, at) => {
    const statistic = meanStatistic(test, values[at] as Float64Array, reference, Math.sqrt(variance / size));
    return rejects(test, statistic)
      ? [`${name} (${(statistic / test.critical).toFixed(1)} times the critical value)`]
      : [];
  });
}
