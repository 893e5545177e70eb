/** The errors of one neuron as a task: in this thread, or in several. */
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Tinypool from 'tinypool';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { approximationErrors, type NeuronErrors, type Untold } from './approximationError.ts';
import { streamSeed } from './draws.ts';

/** Plain data: the neuron's transfer function is one with a name. */
export interface ErrorTask {
  readonly neuron: Neuron;
  readonly seed: number;
  /** The stream that the USPs are drawn from (draws.ts). */
  readonly usps: string;
}

export type NeuronOutcome = NeuronErrors | Untold;
export type Evaluate = (task: ErrorTask) => Promise<NeuronOutcome>;

export const doErrorTask = ({ neuron, seed, usps }: ErrorTask): NeuronOutcome =>
  approximationErrors(neuron, streamSeed(seed, usps));

/** In this thread; the event loop gets its turn before each task. */
export const evaluateHere: Evaluate = async (task) => {
  await nextTurn();
  return doErrorTask(task);
};

export interface ErrorThreads {
  readonly evaluate: Evaluate;
  close(): Promise<void>;
}

const fromSources = import.meta.url.endsWith('.ts');
const beside = (path: string): string => new URL(path, import.meta.url).href;

/** On all cores. The numbers do not depend on how many there are. */
export function openErrorThreads(workers = availableParallelism()): ErrorThreads {
  const module = beside(fromSources ? './errorWorker.ts' : './errorWorker.js');
  const pool = new Tinypool({
    filename: fromSources ? beside('../parallel/workerFromSources.mjs') : module,
    minThreads: workers,
    maxThreads: workers,
    // A thread that waits for its next task by sleeping cannot be ended at once.
    useAtomics: false,
    execArgv: [],
    isolateWorkers: false,
    workerData: module,
  });
  // A thread that cannot start fails every task, now and later.
  const broken = new Promise<never>((_, reject) => {
    pool.on('error', (error: unknown) => reject(error));
  });
  broken.catch(() => {});
  return {
    evaluate: (task) => Promise.race([pool.run(task) as Promise<NeuronOutcome>, broken]),
    close: () => pool.destroy(),
  };
}
