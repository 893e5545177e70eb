/** What a thread of the pool runs: a batch in, its sums out. */
import Tinypool from 'tinypool';
import { type BatchTask, doBatch, neuronOf } from './batchTask.ts';
import { kernelFactory } from './kernelFactory.ts';

export default async function run(task: BatchTask): Promise<unknown> {
  const neuron = await neuronOf(task.neuron);
  const sums = doBatch({ ...task, neuron }, kernelFactory());
  return Tinypool.move(sums.buffer as ArrayBuffer);
}
