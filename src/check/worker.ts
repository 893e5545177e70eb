/** Judges claims in a thread of its own: one `WorkerTask` a message, answered as workerAnswer.ts says. Says 'ready' once it is loaded. */
import { parentPort } from 'node:worker_threads';
import { engines } from './engines.ts';
import { answerTask } from './workerAnswer.ts';
import type { WorkerTask } from './workerThread.ts';

parentPort?.on('message', (task: WorkerTask) => answerTask(task, engines));
parentPort?.postMessage('ready');
