/** Judges claims in a thread of its own: one `WorkerTask` a message, answered as workerAnswer.ts says. Says 'ready' first. */
import { parentPort } from 'node:worker_threads';
import { engines, warmUp } from './engines.ts';
import { answerTask } from './workerAnswer.ts';
import type { WorkerTask } from './workerThread.ts';

parentPort?.on('message', (task: WorkerTask) => answerTask(task, engines));
parentPort?.postMessage('ready');
// Meanwhile, beside the first claims: loading z3 takes longer than most of them.
void warmUp();
