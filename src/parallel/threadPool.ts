/**
 * Tasks of one kind, done by several threads or, with one worker, by this one: no pool then, but the event loop turns between tasks.
 *
 * A task is plain data; the module that a thread runs has a function of it as its default export. Results must not depend on which thread
 * does a task.
 */
import { setImmediate as turn } from 'node:timers/promises';
import Tinypool from 'tinypool';
import { Interruption } from './interruption.ts';

export interface ThreadPool<Task, Result> {
  run(task: Task): Promise<Result>;
  /** Threads. */
  readonly workers: number;
  close(): Promise<void>;
}

export interface ThreadWork<Task, Result> {
  /** How messages call a thread: 'Monte Carlo'. */
  readonly name: string;
  /** What a thread runs. */
  readonly module: URL;
  /** The same in this thread. */
  readonly here: (task: Task) => Result | Promise<Result>;
}

/** @throws RangeError unless `workers` is an integer >= 1. */
export function openThreadPool<Task, Result>(
  work: ThreadWork<Task, Result>,
  workers: number,
): ThreadPool<Task, Result> {
  if (!(Number.isSafeInteger(workers) && workers >= 1))
    throw new RangeError(`workers = ${workers} (expected an integer of at least 1)`);
  return workers === 1 ? thisThread(work) : threads(work, workers);
}

function thisThread<Task, Result>({ here }: ThreadWork<Task, Result>): ThreadPool<Task, Result> {
  return {
    workers: 1,
    async run(task) {
      await turn();
      return here(task);
    },
    async close() {},
  };
}

function threads<Task, Result>(
  { name, module }: ThreadWork<Task, Result>,
  workers: number,
): ThreadPool<Task, Result> {
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
  // A thread that ends unexpectedly, for want of memory say, fails every task, now and later.
  const broken = new Interruption();
  pool.on('error', (error: unknown) => broken.happen(error));
  return {
    workers,
    async run(task) {
      try {
        return (await broken.guard(pool.run(task))) as Result;
      } catch (error) {
        // What a task found wrong with its input is told as it is.
        if (error instanceof RangeError || error instanceof SyntaxError) throw error;
        throw new Error(`a ${name} thread could not run: ${firstLine(error)}`);
      }
    },
    close: () => pool.destroy(),
  };
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const fromSources = import.meta.url.endsWith('.ts');

/** The module of this name beside the caller's, in the sources or built: `besideModule(import.meta.url, './worker')`. */
export const besideModule = (caller: string, name: string): URL =>
  new URL(`${name}${caller.endsWith('.ts') ? '.ts' : '.js'}`, caller);
