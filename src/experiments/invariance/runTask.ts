/** Runs as tasks: in this thread, or in several. */
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Tinypool from 'tinypool';
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

const fromSources = import.meta.url.endsWith('.ts');
const beside = (path: string): string => new URL(path, import.meta.url).href;

/** On all cores. The numbers do not depend on how many there are. */
export function openRunThreads(workers = availableParallelism()): RunThreads {
  const module = beside(fromSources ? './runWorker.ts' : './runWorker.js');
  const pool = new Tinypool({
    filename: fromSources ? beside('../../parallel/workerFromSources.mjs') : module,
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
    measure: (task) => Promise.race([pool.run(task) as Promise<RunResult>, broken]),
    close: () => pool.destroy(),
  };
}
