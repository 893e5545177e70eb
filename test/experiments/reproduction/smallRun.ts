/** A figure done in this process: its tasks one by one, in the order asked for, and concluded. */
import { type Findings, findingsOf } from '../../../src/experiments/reproduction/findings.ts';
import { asRead } from '../../../src/experiments/reproduction/plainJson.ts';
import type { Choices, Reproduction } from '../../../src/experiments/reproduction/reproduction.ts';

export const smallest: Choices = { scale: 'test', source: 'article', seed: 1 };

export async function smallRun(
  figure: Reproduction,
  choices: Choices = smallest,
  backwards = false,
): Promise<Findings> {
  const parameters = figure.parameters(choices);
  const tasks = asRead(figure.tasks(parameters), 'tasks');
  const results = new Array<unknown>(tasks.length);
  const places = tasks.map((_, k) => k);
  if (backwards) places.reverse();
  for (const k of places) results[k] = asRead(await figure.run(tasks[k]), 'result');
  return findingsOf(figure, figure.conclude(parameters, results));
}
