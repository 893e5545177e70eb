/** Lets a thread of Node 20 run a TypeScript module: `workerData` is its URL. Only where natgrad runs from its sources. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData);
