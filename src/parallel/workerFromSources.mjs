/**
 * Lets a thread of Node 20 run a TypeScript module, given as workerData. Only where natgrad runs from its sources. The module is loaded by
 * the first batch, so that a thread that cannot start fails a batch, with a message, and not the process.
 */
import Tinypool from 'tinypool';
import { register } from 'tsx/esm/api';

register();

export default async function run(task) {
  const { default: run } = await import(Tinypool.workerData).catch((error) => {
    // Errors of the loader do not survive the way to another thread.
    throw new Error(error.message);
  });
  return run(task);
}
