/** A worker whose engine does what the claim's id says: loop, refuted-then-loop, allocate, throw, exit; anything else is proved at once. */
import { parentPort } from 'node:worker_threads';
import type { Engines } from '../../../src/check/judge.ts';
import type { Problem, Proof } from '../../../src/check/problem.ts';
import { answerTask } from '../../../src/check/workerAnswer.ts';
import type { WorkerTask } from '../../../src/check/workerThread.ts';

function misbehave({ id }: Problem): Proof {
  for (; id === 'loop' || id === 'refuted-then-loop'; );
  const hoard: unknown[] = [];
  for (; id === 'allocate'; ) hoard.push(new Array(1e6).fill(id));
  if (id === 'throw') throw new Error('out of ideas\nand of paper');
  if (id === 'exit') process.exit(3);
  return { method: 'said so', scope: 'everything' };
}

const engines: Engines = {
  provers: [{ name: 'misbehaving', prove: misbehave }],
  findCounterexample: async ({ claim, id }) =>
    claim.right.kind === 'sum' || id === 'refuted-then-loop'
      ? { assignment: {}, left: '0', right: '1', exact: true }
      : undefined,
  support: async () => ({ kind: 'unknown', reason: '' }),
};

parentPort?.on('message', (task: WorkerTask) => answerTask(task, engines));
parentPort?.postMessage('ready');
