/** A worker whose engine does what the claim's id says: loop, allocate, throw, exit; anything else is proved at once. */
import { parentPort } from 'node:worker_threads';
import { type Engines, judge } from '../../../src/check/judge.ts';
import type { Problem, Proof } from '../../../src/check/problem.ts';
import type { WorkerTask } from '../../../src/check/workerThread.ts';

function misbehave({ id }: Problem): Proof {
  for (; id === 'loop'; );
  const hoard: unknown[] = [];
  for (; id === 'allocate'; ) hoard.push(new Array(1e6).fill(id));
  if (id === 'throw') throw new Error('out of ideas\nand of paper');
  if (id === 'exit') process.exit(3);
  return { method: 'said so', scope: 'everything' };
}

const engines: Engines = {
  provers: [{ name: 'misbehaving', prove: misbehave }],
  findCounterexample: async ({ claim }) =>
    claim.right.kind === 'sum' ? { assignment: {}, left: '0', right: '1', exact: true } : undefined,
  support: async () => ({ kind: 'unknown', reason: '' }),
};

parentPort?.on('message', async ({ problem, seed, timeout }: WorkerTask) => {
  parentPort?.postMessage(await judge(problem, engines, { seed, timeout }));
});
parentPort?.postMessage('ready');
