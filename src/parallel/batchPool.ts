/**
 * Batches done by several threads and handed on in the order of their index, so that merging them gives the same bits whatever the
 * number of threads.
 */
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { type BatchTask, doBatch, neuronData } from './batchTask.ts';
import { Interruption } from './interruption.ts';
import { kernelFactory } from './kernelFactory.ts';
import { besideModule, openThreadPool } from './threadPool.ts';

/** A batch of the neuron that the pool was opened for. */
export type Batch = Omit<BatchTask, 'neuron'>;

export interface BatchPool {
  run(batch: Batch): Promise<Float64Array>;
  /** Batches worth having under way at a time. */
  readonly width: number;
  close(): Promise<void>;
}

/** @throws RangeError unless `workers` is an integer >= 1. */
export function openBatchPool(
  neuron: Neuron,
  workers: number,
  module: URL = besideModule(import.meta.url, './worker'),
): BatchPool {
  const data = neuronData(neuron);
  const here = (task: BatchTask): ArrayBuffer =>
    doBatch({ ...task, neuron }, kernelFactory()).buffer as ArrayBuffer;
  const pool = openThreadPool<BatchTask, ArrayBuffer>({ name: 'Monte Carlo', module, here }, workers);
  return {
    width: pool.workers === 1 ? 1 : 2 * pool.workers,
    run: async (batch) => new Float64Array(await pool.run({ ...batch, neuron: data })),
    close: () => pool.close(),
  };
}

/** The sums of batches 0, 1, 2, ... in this order. @throws what a batch throws, and the signal's reason when it is aborted. */
export async function* inOrder(
  pool: BatchPool,
  batchOf: (index: number) => Batch,
  count: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Float64Array> {
  const pending: Promise<Float64Array>[] = [];
  const cancelled = new Interruption();
  const onAbort = (): void => cancelled.happen(signal?.reason);
  const start = (index: number): void => {
    const result = pool.run(batchOf(index));
    result.catch(() => {});
    pending.push(result);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    let next = 0;
    while (next < Math.min(pool.width, count)) start(next++);
    for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
      const sums = await cancelled.guard(first);
      if (next < count) start(next++);
      yield sums;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
