/**
 * Monte Carlo estimates of the Fisher matrix per unit time, G = E[h(V) x x'] in Hz, on all cores.
 *
 * The same neuron, inputs, samples and seed give the same bits whatever the number of workers: a batch's random numbers depend on
 * (seed, index of the batch) only, and batches are merged in order of their index. Memory: a few n x n arrays a thread, independent of the
 * number of samples; of order n only for `apply`.
 */
import { availableParallelism } from 'node:os';
import { BatchMeans } from '../numeric/monteCarlo/batchMeans.ts';
import { firing } from '../numeric/monteCarlo/fisherBatch.ts';
import type { Inputs } from '../numeric/monteCarlo/inputs.ts';
import { checkNeuron, type Neuron } from '../numeric/neuron/neuron.ts';
import { batchPlan, endsRound } from './batchPlan.ts';
import { type BatchPool, inOrder, openBatchPool } from './batchPool.ts';

export interface MonteCarloProgress {
  /** Samples done. */
  readonly done: number;
  /** Samples at most. */
  readonly total: number;
  /** sqrt(sum SE^2)/|G|_F at the last look; undefined before the first. */
  readonly relativeStandardError: number | undefined;
}

export interface MonteCarloOptions {
  /** Poisson spikes through the kernel, or Gaussian potentials of the same mean and variance. */
  readonly inputs: Inputs;
  /** An integer >= 32. */
  readonly samples: number;
  /** A safe integer; 1 by default. */
  readonly seed?: number;
  /** Threads; all cores by default. Does not change the result. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: MonteCarloProgress) => void;
}

export interface MonteCarloMatrixOptions extends MonteCarloOptions {
  /** Stop after 32, 64, 128, ... batches once sqrt(sum SE^2)/|G|_F is at most this; `samples` is then the most. > 0. */
  readonly tolerance?: number;
  /** Keep the means of this many groups of batches, for a jackknife; 2..32. */
  readonly groups?: number;
}

export interface MonteCarloMatrix {
  /** n x n, row by row, Hz; exactly symmetric; rows and columns of silent afferents are 0. */
  readonly matrix: Float64Array;
  /** Of every entry, from the spread of the batch means. */
  readonly standardError: Float64Array;
  /** What was drawn. */
  readonly samples: number;
  readonly batches: number;
  /** sqrt(sum SE^2)/|G|_F: the expected relative Frobenius error. */
  readonly relativeStandardError: number;
  /** With `groups`: independent estimates, whose mean weighted by `samples` is `matrix`. */
  readonly groups?: readonly MonteCarloGroup[];
}

export interface MonteCarloGroup {
  readonly matrix: Float64Array;
  readonly samples: number;
}

export interface MonteCarloVector {
  /** n-vector. */
  readonly vector: Float64Array;
  readonly standardError: Float64Array;
  readonly samples: number;
}

/**
 * The matrix itself, for at most MOST_ROWS afferents that fire.
 * @throws RangeError (one line) on an option out of range, on phi <= 0 or h not finite at a sampled voltage; the signal's reason
 *   when aborted.
 */
export async function monteCarloFisherMatrix(
  neuron: Neuron,
  options: MonteCarloMatrixOptions,
): Promise<MonteCarloMatrix> {
  const { tolerance, groups = 0 } = options;
  checkNeuron(neuron);
  checkMatrixOptions(tolerance, groups);
  const active = firing(neuron);
  if (active.length > MOST_ROWS)
    throw new RangeError(
      `Monte Carlo matrix: ${active.length} afferents fire (expected at most ${MOST_ROWS})`,
    );
  const estimate = new BatchMeans((active.length * (active.length + 1)) / 2, groups);
  await withPool(neuron, options, (pool) =>
    collect(neuron, options, pool, estimate, {
      relativeStandardError: () => relativeError(estimate, active.length),
      tolerance,
    }),
  );
  const size = neuron.rates.length;
  const dense = (packed: Float64Array): Float64Array => symmetric(packed, active, size);
  return {
    matrix: dense(estimate.mean),
    standardError: dense(estimate.standardError()),
    samples: estimate.samples,
    batches: estimate.batches,
    relativeStandardError: relativeError(estimate, active.length),
    ...(groups === 0
      ? {}
      : { groups: estimate.groups().map(({ mean, samples }) => ({ matrix: dense(mean), samples })) }),
  };
}

/** G as a linear operator that is never stored: the same samples, and so the same matrix, at every call. */
export interface MonteCarloOperator {
  /** Mean of h(V) x (x.v); v an n-vector. */
  apply(vector: Float64Array): Promise<MonteCarloVector>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Keeps its threads from call to call, for conjugate gradients. @throws RangeError as monteCarloFisherMatrix. */
export function openMonteCarloOperator(neuron: Neuron, options: MonteCarloOptions): MonteCarloOperator {
  const pool = openPool(neuron, options);
  const active = firing(neuron);
  const size = neuron.rates.length;
  return {
    async apply(vector) {
      checkVector(vector, size);
      const estimate = new BatchMeans(active.length);
      await collect(neuron, options, pool, estimate, { vector });
      const whole = (part: Float64Array): Float64Array => scattered(part, active, size);
      return {
        vector: whole(estimate.mean),
        standardError: whole(estimate.standardError()),
        samples: estimate.samples,
      };
    },
    close: () => pool.close(),
  };
}

/** G v for one v, any n: O(n) memory. @throws RangeError as monteCarloFisherMatrix, and unless v has n finite numbers. */
export async function monteCarloApply(
  neuron: Neuron,
  vector: Float64Array,
  options: MonteCarloOptions,
): Promise<MonteCarloVector> {
  checkVector(vector, neuron.rates.length);
  const operator = openMonteCarloOperator(neuron, options);
  try {
    return await operator.apply(vector);
  } finally {
    await operator.close();
  }
}

const DEFAULT_SEED = 1;

function openPool(
  neuron: Neuron,
  { samples, seed = DEFAULT_SEED, workers, signal }: MonteCarloOptions,
): BatchPool {
  checkNeuron(neuron);
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`seed = ${seed} (expected an integer of at most 2^53 - 1)`);
  signal?.throwIfAborted();
  const { batches } = batchPlan(samples, neuron.rates.length);
  return openBatchPool(neuron, Math.min(workers ?? availableParallelism(), batches));
}

async function withPool(
  neuron: Neuron,
  options: MonteCarloOptions,
  use: (pool: BatchPool) => Promise<void>,
): Promise<void> {
  const pool = openPool(neuron, options);
  try {
    await use(pool);
  } finally {
    await pool.close();
  }
}

interface Collection {
  readonly vector?: Float64Array;
  readonly tolerance?: number | undefined;
  readonly relativeStandardError?: () => number;
}

/** Adds batch after batch to the estimate, up to the tolerance. */
async function collect(
  neuron: Neuron,
  { inputs, samples, seed = DEFAULT_SEED, signal, onProgress }: MonteCarloOptions,
  pool: BatchPool,
  estimate: BatchMeans,
  { vector, tolerance, relativeStandardError }: Collection,
): Promise<void> {
  const plan = batchPlan(samples, neuron.rates.length);
  const common = { inputs, seed, ...(vector === undefined ? {} : { vector }) };
  const batchOf = (batch: number) => ({ ...common, batch, samples: plan.samplesOf(batch) });
  let error: number | undefined;
  for await (const sums of inOrder(pool, batchOf, plan.batches, signal)) {
    estimate.add(sums, plan.samplesOf(estimate.batches));
    if (endsRound(estimate.batches)) error = relativeStandardError?.();
    onProgress?.({ done: estimate.samples, total: samples, relativeStandardError: error });
    if (tolerance !== undefined && error !== undefined && error <= tolerance) return;
  }
}

/** sqrt(sum SE^2)/|G|_F over the whole matrix; 0 where both are. */
function relativeError(estimate: BatchMeans, rows: number): number {
  const [error, size] = [frobenius(estimate.standardError(), rows), frobenius(estimate.mean, rows)];
  return error === 0 ? 0 : error / size;
}

/** Of the symmetric matrix with this packed lower triangle. */
function frobenius(packed: Float64Array, rows: number): number {
  let total = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++, at++) total += (i === j ? 1 : 2) * (packed[at] as number) ** 2;
  }
  return Math.sqrt(total);
}

function symmetric(packed: Float64Array, active: Int32Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  let at = 0;
  active.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const column = active[j] as number;
      const value = packed[at++] as number;
      matrix[n * row + column] = value;
      matrix[n * column + row] = value;
    }
  });
  return matrix;
}

function scattered(part: Float64Array, active: Int32Array, n: number): Float64Array {
  const whole = new Float64Array(n);
  active.forEach((i, at) => {
    whole[i] = part[at] as number;
  });
  return whole;
}

function checkVector(vector: Float64Array, n: number): void {
  if (vector.length !== n)
    throw new RangeError(`vector: ${vector.length} numbers (expected ${n}, one for each afferent)`);
  vector.forEach((value, i) => {
    if (!Number.isFinite(value)) throw new RangeError(`vector[${i}] = ${value} (expected a finite number)`);
  });
}

const MOST_GROUPS = 32;
/** 200 MB an n x n array. */
const MOST_ROWS = 5000;

function checkMatrixOptions(tolerance: number | undefined, groups: number): void {
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < Infinity))
    throw new RangeError(`tolerance = ${tolerance} (expected a finite positive number)`);
  if (!(groups === 0 || (Number.isSafeInteger(groups) && groups >= 2 && groups <= MOST_GROUPS)))
    throw new RangeError(`groups = ${groups} (expected an integer from 2 to ${MOST_GROUPS})`);
}
