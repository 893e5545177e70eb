/**
 * Batches done by several threads and handed on in the order of their index, so that merging them gives the same bits whatever the
 * number of threads. One thread is this one: no pool, but the event loop turns between batches.
 */
import { setImmediate as turn } from 'node:timers/promises';
import Tinypool from 'tinypool';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { type BatchTask, doBatch, neuronData } from './batchTask.ts';
import { Interruption } from './interruption.ts';
import { kernelFactory } from './kernelFactory.ts';

/** A batch of the neuron that the pool was opened for. */
export type Batch = Omit<BatchTask, 'neuron'>;

export interface BatchPool {
  run(batch: Batch): Promise<Float64Array>;
  /** Batches worth having under way at a time. */
  readonly width: number;
  close(): Promise<void>;
}

/** @throws RangeError unless `workers` is an integer >= 1. */
export function openBatchPool(neuron: Neuron, workers: number, module: URL = workerModule()): BatchPool {
  if (!(Number.isSafeInteger(workers) && workers >= 1))
    throw new RangeError(`workers = ${workers} (expected an integer of at least 1)`);
  return workers === 1 ? thisThread(neuron) : threads(neuron, workers, module);
}

function thisThread(neuron: Neuron): BatchPool {
  return {
    width: 1,
    async run(batch) {
      await turn();
      return doBatch({ ...batch, neuron }, kernelFactory());
    },
    async close() {},
  };
}

function threads(neuron: Neuron, workers: number, module: URL): BatchPool {
  const pool = new Tinypool({
    filename: (fromSources ? new URL('./workerFromSources.mjs', import.meta.url) : module).href,
    minThreads: workers,
    maxThreads: workers,
    // A thread that waits for its next task by sleeping cannot be ended at once.
    useAtomics: false,
    execArgv: [],
    isolateWorkers: false,
    workerData: module.href,
  });
  const data = neuronData(neuron);
  // A thread that ends unexpectedly, for want of memory say, fails every batch, now and later.
  const broken = new Interruption();
  pool.on('error', (error: unknown) => broken.happen(error));
  return {
    width: 2 * workers,
    async run(batch) {
      const task: BatchTask = { ...batch, neuron: data };
      try {
        return new Float64Array((await broken.guard(pool.run(task))) as ArrayBuffer);
      } catch (error) {
        // What a batch found wrong with the neuron is told as it is.
        if (error instanceof RangeError || error instanceof SyntaxError) throw error;
        throw new Error(`a Monte Carlo thread could not run: ${firstLine(error)}`);
      }
    },
    close: () => pool.destroy(),
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

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const fromSources = import.meta.url.endsWith('.ts');

const workerModule = (): URL => new URL(fromSources ? './worker.ts' : './worker.js', import.meta.url);
