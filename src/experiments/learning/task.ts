/** What a thread is sent, plain data, and how it is done: a trial goes on for a while. */
import { besideModule, openThreadPool, type ThreadPool } from '../../parallel/threadPool.ts';
import type { LearningConfiguration } from './configuration.ts';
import { TrialRunner } from './trial.ts';
import type { TrialState } from './trialState.ts';

export interface TrialTask {
  readonly config: LearningConfiguration;
  /** The trial's state, or its number where it has not begun. */
  readonly from: TrialState | number;
  readonly milliseconds: number;
}

let runner: TrialRunner | undefined;
let key = '';

export async function doTrialTask({ config, from, milliseconds }: TrialTask): Promise<TrialState> {
  const asked = JSON.stringify(config);
  if (runner === undefined || asked !== key) [runner, key] = [await TrialRunner.of(config), asked];
  return typeof from === 'number' ? runner.begin(from) : runner.advance(from, milliseconds);
}

export const openTrialPool = (workers: number): ThreadPool<TrialTask, TrialState> =>
  openThreadPool(
    { name: 'learning', module: besideModule(import.meta.url, './worker'), here: doTrialTask },
    workers,
  );
