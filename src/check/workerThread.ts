/**
 * One thread that judges claims, and is ended and replaced when a claim outlives its time, whatever a library does there.
 *
 * Runs worker.js of the built package, or worker.ts by way of workerFromSources.mjs where natgrad runs from its sources.
 */
import { Worker } from 'node:worker_threads';
import type { Problem } from './problem.ts';
import type { Verdict } from './verdict.ts';

/** What a thread is sent. */
export interface WorkerTask {
  readonly problem: Problem;
  readonly seed: number;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface ThreadOptions {
  readonly seed: number;
  /** Milliseconds for a claim. */
  readonly timeout: number;
  /** The module that a thread runs; worker.ts by default. */
  readonly module?: URL;
}

/** An engine is asked to stop this share of the time before the thread is ended. */
const SOFT_SHARE = 0.9;
const MEMORY_MEGABYTES = 1024;

export class WorkerThread {
  readonly #options: ThreadOptions;
  #worker: Promise<Worker> | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** The verdict; inconclusive when time or memory ran out or the thread failed. Throws where no thread can be started. */
  async judge(problem: Problem): Promise<Verdict> {
    this.#worker ??= started(this.#options.module ?? workerModule());
    const worker = await this.#worker;
    const began = performance.now();
    const answer = await this.#ask(worker, problem);
    if (typeof answer !== 'string') return answer;
    this.#worker = undefined;
    await worker.terminate();
    const seconds = (performance.now() - began) / 1000;
    return { id: problem.id, verdict: 'inconclusive', scope: 'nothing', method: answer, seconds };
  }

  async close(): Promise<void> {
    const worker = await this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  /** The verdict, or why there is none. */
  #ask(worker: Worker, problem: Problem): Promise<Verdict | string> {
    const { seed, timeout } = this.#options;
    return new Promise((resolve) => {
      const finish = (answer: Verdict | string): void => {
        clearTimeout(timer);
        forget(worker);
        resolve(answer);
      };
      const timer = setTimeout(() => finish(`no decision within ${timeout / 1000} s`), timeout);
      worker.once('message', finish);
      worker.once('error', (error) => finish(`the engine failed: ${failureText(error)}`));
      worker.once('exit', () => finish('the engine ended unexpectedly'));
      const task: WorkerTask = { problem, seed, timeout: SOFT_SHARE * timeout };
      worker.postMessage(task);
    });
  }
}

function failureText(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return `more than ${MEMORY_MEGABYTES} MB needed`;
  }
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

const fromSources = import.meta.url.endsWith('.ts');

const workerModule = (): URL => new URL(fromSources ? './worker.ts' : './worker.js', import.meta.url);

function started(module: URL): Promise<Worker> {
  const bootstrap = new URL('./workerFromSources.mjs', import.meta.url);
  const worker = new Worker(fromSources ? bootstrap : module, {
    workerData: module.href,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      forget(worker);
      resolve(worker);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread that judges claims ended before it began')));
  });
}

/** Not all listeners of all events: node keeps some of its own there. An error that comes too late is of no use to anybody. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
  worker.on('error', () => {});
}
