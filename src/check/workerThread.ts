/**
 * One thread that judges claims, and is ended and replaced when a claim outlives its time, whatever a library does there.
 *
 * Runs worker.js of the built package, or worker.ts by way of workerFromSources.mjs where natgrad runs from its sources.
 */
import { Worker } from 'node:worker_threads';
import type { Problem } from './problem.ts';
import type { Verdict } from './verdict.ts';
import type { WorkerAnswer } from './workerAnswer.ts';

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
/** Then it is replaced, so that no library gathers memory for ever. */
const CLAIMS_OF_A_THREAD = 250;

export class WorkerThread {
  readonly #options: ThreadOptions;
  #worker: Promise<Worker> | undefined;
  #judged = 0;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** The verdict; inconclusive when time or memory ran out or the thread failed. Throws where no thread can be started. */
  async judge(problem: Problem): Promise<Verdict> {
    this.#worker ??= started(this.#options.module ?? workerModule());
    const worker = await this.#worker;
    const began = performance.now();
    const { verdict, trouble } = await this.#ask(worker, problem);
    this.#judged++;
    if (trouble !== undefined || this.#judged % CLAIMS_OF_A_THREAD === 0) await this.close();
    if (trouble === undefined && verdict !== undefined) return verdict;
    const seconds = (performance.now() - began) / 1000;
    if (verdict !== undefined) return { ...verdict, seconds };
    const method = trouble ?? 'nothing was heard of the engine';
    return { id: problem.id, verdict: 'inconclusive', scope: 'nothing', method, seconds };
  }

  async close(): Promise<void> {
    const worker = await this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #ask(worker: Worker, problem: Problem): Promise<Outcome> {
    const { seed, timeout } = this.#options;
    return new Promise((resolve) => {
      let provisional: Verdict | undefined;
      const finish = (outcome: Outcome): void => {
        clearTimeout(timer);
        forget(worker);
        resolve(outcome);
      };
      const fail = (trouble: string): void => finish({ verdict: provisional, trouble });
      const timer = setTimeout(() => fail(`no decision within ${timeout / 1000} s`), timeout);
      worker.on('message', ({ verdict, final }: WorkerAnswer) => {
        if (final) finish({ verdict, trouble: undefined });
        else provisional = verdict;
      });
      worker.once('error', (error) => fail(`the engine failed: ${failureText(error)}`));
      worker.once('exit', () => fail('the engine ended unexpectedly'));
      const task: WorkerTask = { problem, seed, timeout: SOFT_SHARE * timeout };
      worker.postMessage(task);
    });
  }
}

/** The final verdict, or the provisional one and why there is no other. */
interface Outcome {
  readonly verdict: Verdict | undefined;
  readonly trouble: string | undefined;
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
    // What a library prints there is not natgrad's answer.
    stdout: true,
    stderr: true,
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
