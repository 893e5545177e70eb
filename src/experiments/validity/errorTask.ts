/** The errors of one neuron as a task: in this thread, or in several. */
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { besideModule, openThreadPool } from '../../parallel/threadPool.ts';
import { streamSeed } from '../draws.ts';
import { approximationErrors, type NeuronErrors, type Untold } from './approximationError.ts';

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

/** On all cores. The numbers do not depend on how many there are. */
export function openErrorThreads(workers = availableParallelism()): ErrorThreads {
  const module = besideModule(import.meta.url, './errorWorker');
  const pool = openThreadPool({ name: 'validity', module, here: doErrorTask }, workers);
  return { evaluate: (task) => pool.run(task), close: () => pool.close() };
}
