/** Runs as tasks: in this thread, or in several. */
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { besideModule, openThreadPool } from '../../parallel/threadPool.ts';
import { measureRun, type RunResult, type RunTask } from './run.ts';

export type Measure = (task: RunTask) => Promise<RunResult>;

/** In this thread; the event loop gets its turn before each run. */
export const measureHere: Measure = async (task) => {
  await nextTurn();
  return measureRun(task);
};

export interface RunThreads {
  readonly measure: Measure;
  close(): Promise<void>;
}

/** On all cores. The numbers do not depend on how many there are. */
export function openRunThreads(workers = availableParallelism()): RunThreads {
  const module = besideModule(import.meta.url, './runWorker');
  const pool = openThreadPool({ name: 'invariance', module, here: measureRun }, workers);
  return { measure: (task) => pool.run(task), close: () => pool.close() };
}
