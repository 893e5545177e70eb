/** A reproduction run here and now: its findings, with the tasks done in any order. */
import { type Findings, findingsOf } from '../../../src/experiments/reproduction/findings.ts';
import { asRead } from '../../../src/experiments/reproduction/plainJson.ts';
import type { Choices, Reproduction } from '../../../src/experiments/reproduction/reproduction.ts';

const small: Choices = { scale: 'test', source: 'article', seed: 1 };

export async function concluded(
  figure: Reproduction,
  choices: Partial<Choices> = {},
  order: 'forwards' | 'backwards' = 'forwards',
): Promise<Findings> {
  const parameters = asRead(figure.parameters({ ...small, ...choices }), 'parameters');
  const tasks = asRead(figure.tasks(parameters), 'tasks');
  const results = new Array<unknown>(tasks.length);
  const places = tasks.map((_, k) => (order === 'forwards' ? k : tasks.length - 1 - k));
  for (const k of places) results[k] = asRead(await figure.run(tasks[k]), 'result');
  return findingsOf(figure, figure.conclude(parameters, results));
}

/** The findings where the tasks give these results instead. */
export function concludedFrom(figure: Reproduction, resultOf: (task: unknown) => unknown): Findings {
  const parameters = asRead(figure.parameters(small), 'parameters');
  const results = figure.tasks(parameters).map((task) => asRead(resultOf(task), 'result'));
  return findingsOf(figure, figure.conclude(parameters, results));
}
