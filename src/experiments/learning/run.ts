/**
 * Many trials on several threads. Each goes on state by state; trials that are under way are as many as threads. What a trial's states are
 * depends on the configuration only, so the result has the same bits whatever the number of threads and however often the run was
 * interrupted and taken up again.
 */
import { availableParallelism } from 'node:os';
import { Interruption } from '../../parallel/interruption.ts';
import type { ThreadPool } from '../../parallel/threadPool.ts';
import type { LearningConfiguration } from './configuration.ts';
import { openTrialPool, type TrialTask } from './task.ts';
import type { TrialState } from './trialState.ts';

export interface LearningRunOptions {
  /** Threads; all cores by default. Does not change the result. */
  readonly workers?: number;
  /** Where trials stand already, by their number: those of an earlier run of the same configuration. */
  readonly states?: ReadonlyMap<number, TrialState>;
  /** Called with every new state of a trial. */
  readonly onState?: (state: TrialState, progress: LearningProgress) => void;
  readonly signal?: AbortSignal;
}

export interface LearningProgress {
  /** Intervals of all trials: done before this run, done, and in all. */
  readonly before: number;
  readonly done: number;
  readonly total: number;
}

/** How long a thread works on a trial before it tells its state, ms. */
const REPORT_EVERY = 250;

/**
 * The last state of every trial, in their order.
 * @throws RangeError (one line) naming trial, rule, step and quantity where a number leaves the range of doubles; the signal's reason when
 *   it is aborted.
 */
export async function runLearning(
  config: LearningConfiguration,
  { workers = availableParallelism(), states = new Map(), onState, signal }: LearningRunOptions = {},
): Promise<TrialState[]> {
  signal?.throwIfAborted();
  const { trials, intervals } = config;
  const reached = Array.from({ length: trials }, (_, trial) => states.get(trial));
  const before = reached.reduce((sum, state) => sum + (state?.interval ?? 0), 0);
  const waiting = reached.flatMap((state, trial) => (state?.interval === intervals ? [] : [trial]));
  let done = before;

  async function finish(trial: number, pool: Stoppable): Promise<void> {
    let state = reached[trial];
    while (state?.interval !== intervals) {
      const next = await pool.run({ config, from: state ?? trial, milliseconds: REPORT_EVERY });
      done += next.interval - (state?.interval ?? 0);
      state = next;
      reached[trial] = state;
      onState?.(state, { before, done, total: trials * intervals });
    }
  }

  if (waiting.length > 0) {
    await withPool(Math.min(workers, waiting.length), signal, async (pool) => {
      const worker = async (): Promise<void> => {
        for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift())
          await finish(trial, pool);
      };
      await Promise.all(Array.from({ length: pool.workers }, worker));
    });
  }
  return reached as TrialState[];
}

type Stoppable = Pick<ThreadPool<TrialTask, TrialState>, 'run' | 'workers'>;

/** The pool ends with `use`, however that ends; no task begins after the first failure. */
async function withPool(
  workers: number,
  signal: AbortSignal | undefined,
  use: (pool: Stoppable) => Promise<void>,
): Promise<void> {
  const pool = openTrialPool(workers);
  const stopped = new Interruption();
  const onAbort = (): void => stopped.happen(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await use({
      workers: pool.workers,
      run: (task) =>
        stopped.guard(pool.run(task)).catch((error: unknown) => {
          stopped.happen(error);
          throw error;
        }),
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await pool.close();
  }
}
