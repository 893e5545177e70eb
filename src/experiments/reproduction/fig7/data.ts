/** The results of Figure 7's tasks, put together. */
import type { ExampleResult, Fig7Result } from './run.ts';
import { type Fig7Parameters, gridOf } from './setting.ts';
import type { Column, MapData } from './statistics.ts';

/** Everything the trials gave, in order. */
export interface Fig7Data {
  readonly parameters: Fig7Parameters;
  /** Of the map, and of the other source's. */
  readonly weights: readonly number[];
  readonly otherWeights: readonly number[];
  /** One column a stimulated weight, of one result a trial. */
  readonly columns: readonly Column[];
  /** s(w_a, w_b) of the exact matrix, both of `weights`. */
  readonly response: readonly (readonly number[])[];
  /** One a trial, of one an example each. */
  readonly examples: readonly (readonly ExampleResult[])[];
}

export function collected(parameters: Fig7Parameters, results: readonly Fig7Result[]): Fig7Data {
  const weights = gridOf(parameters.chosen, parameters.points);
  const trials = results.filter((result) => result.kind === 'trial');
  const byTrial = Array.from({ length: parameters.trials }, (_, trial) =>
    trials.filter((result) => result.trial === trial).flatMap(({ columns }) => columns),
  );
  return {
    parameters,
    weights,
    otherWeights: gridOf(parameters.other, parameters.points),
    columns: weights.map((_, k) => byTrial.map((columns) => columns[k] as Column[number])),
    response: results.flatMap((result) => (result.kind === 'response' ? result.rows : [])),
    examples: results.flatMap((result) => (result.kind === 'examples' ? [result.examples] : [])),
  };
}

/** At most `most` values, equally spaced, the first and the last among them. */
function thinned<Value>(values: readonly Value[], most: number): Value[] {
  const last = values.length - 1;
  const count = Math.min(most, values.length);
  return Array.from({ length: count }, (_, k) => values[Math.round((k * last) / (count - 1))] as Value);
}

/** Both groups thinned to the same weights, those of `grid`. */
export function thinnedMap(
  { weights, columns, response }: Fig7Data,
  grid: readonly number[],
  most: number,
): MapData {
  const places = thinned(
    weights.map((_, k) => k),
    most,
  );
  return {
    weights: thinned(grid, most),
    unstimulated: thinned(grid, most),
    columns: places.map((k) => columns[k] as Column),
    response: places.map((k) => thinned(response[k] as readonly number[], most)),
  };
}
