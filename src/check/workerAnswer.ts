/** What a thread sends back for a task: provisional verdicts, which count when it is never heard of again, then the final one. */
import { parentPort } from 'node:worker_threads';
import { type Engines, judge } from './judge.ts';
import type { Verdict } from './verdict.ts';
import type { WorkerTask } from './workerThread.ts';

export interface WorkerAnswer {
  readonly verdict: Verdict;
  readonly final: boolean;
}

export async function answerTask({ problem, seed, timeout }: WorkerTask, engines: Engines): Promise<void> {
  const send = (verdict: Verdict, final: boolean): void => {
    const answer: WorkerAnswer = { verdict, final };
    parentPort?.postMessage(answer);
  };
  const onProvisional = (verdict: Verdict): void => send(verdict, false);
  send(await judge(problem, engines, { seed, timeout, onProvisional }), true);
}
