/** A figure done here: its tasks in their order, or backwards. */
import { type Findings, findingsOf } from '../../../src/experiments/reproduction/findings.ts';
import { reproductions } from '../../../src/experiments/reproduction/index.ts';
import type { Choices } from '../../../src/experiments/reproduction/reproduction.ts';

export const small: Choices = { scale: 'test', source: 'article', seed: 1 };

export async function findingsHere(
  id: string,
  choices: Choices = small,
  backwards = false,
): Promise<Findings> {
  const load = reproductions[id];
  if (load === undefined) throw new Error(`no figure ${id}`);
  const figure = await load();
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const parameters = copy(figure.parameters(choices));
  const tasks = copy(figure.tasks(parameters));
  const results: unknown[] = [];
  const places = tasks.map((_, k) => (backwards ? tasks.length - 1 - k : k));
  for (const k of places) results[k] = copy(await figure.run(tasks[k]));
  return findingsOf(figure, figure.conclude(parameters, results));
}
