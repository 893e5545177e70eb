/** Judges the claims of a document on several threads, and hands the verdicts on in the order of the file. */
import type { Document } from './language/document.ts';
import type { Verdict } from './verdict.ts';
import { WorkerThread } from './workerThread.ts';

export interface RunOptions {
  /** Seconds for a claim; 10 by default. */
  readonly timeout?: number;
  /** Of the random streams; 1 by default. */
  readonly seed?: number;
  /** Threads; 2 by default. */
  readonly threads?: number;
  /** What a thread runs; worker.ts by default. */
  readonly module?: URL;
}

export const DEFAULT_TIMEOUT_SECONDS = 10;
const DEFAULT_SEED = 1;
const DEFAULT_THREADS = 2;

export async function* runDocument(
  { problems }: Pick<Document, 'problems'>,
  {
    timeout = DEFAULT_TIMEOUT_SECONDS,
    seed = DEFAULT_SEED,
    threads: wanted = DEFAULT_THREADS,
    module,
  }: RunOptions = {},
): AsyncGenerator<Verdict> {
  const count = Math.min(wanted, problems.length);
  const settings = { seed, timeout: timeout * 1000, ...(module === undefined ? {} : { module }) };
  const threads = Array.from({ length: count }, () => new WorkerThread(settings));
  const pending: Slot[] = problems.map(() => slot());
  let next = 0;
  const work = async (thread: WorkerThread): Promise<void> => {
    for (let index = next++; index < problems.length; index = next++) {
      const problem = problems[index];
      if (problem !== undefined) pending[index]?.resolve(await thread.judge(problem));
    }
  };
  const failed = Promise.all(threads.map(work)).then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  try {
    for (const { verdict } of pending) yield await Promise.race([verdict, failed]);
  } finally {
    next = problems.length;
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

interface Slot {
  readonly verdict: Promise<Verdict>;
  readonly resolve: (verdict: Verdict) => void;
}

function slot(): Slot {
  let resolve: Slot['resolve'] = () => {};
  const verdict = new Promise<Verdict>((settle) => {
    resolve = settle;
  });
  return { verdict, resolve };
}
