/** Tables of Figure 7: the map, the profile of the stimulated synapses, the examples over time. */
import type { Table } from '../../../table/table.ts';
import { bootstrap, meanOf } from '../fewSynapses/intervals.ts';
import { EXAMPLE_NAMES, MEASURED_RULES, ruleInWords } from './claims.ts';
import { type Fig7Data, thinnedMap } from './data.ts';
import type { Change, ColumnResult } from './run.ts';
import { type MapData, type Profile, profilesOf } from './statistics.ts';

export function fig7Tables(data: Fig7Data): Table[] {
  return [...mapTables(data), profileTable(data), traceTable(data)];
}

/** Weights of a group in the overview, at most. */
const OVERVIEW = 25;

function mapTables(data: Fig7Data): Table[] {
  const { parameters, weights, columns, response } = data;
  const whole = { weights, unstimulated: weights, columns, response };
  const says = `mean changes after ${parameters.seconds} s over ${parameters.trials} trials`;
  return [
    mapTable(
      'fig7-overview',
      `one row a pair of initial weights, at most ${OVERVIEW} a group: ${says}`,
      thinnedMap(data, weights, OVERVIEW),
      parameters.trials,
    ),
    mapTable('fig7-map', `one row a pair of initial weights: ${says}`, whole, parameters.trials),
  ];
}

function mapTable(name: string, says: string, map: MapData, count: number): Table {
  const { weights, unstimulated } = map;
  const trials = Array.from({ length: count }, (_, k) => k);
  const cells = weights.flatMap((a, k) => unstimulated.map((b, j) => ({ a, b, k, j })));
  return {
    name,
    says,
    columns: [
      { name: 'stimulatedWeight', values: cells.map(({ a }) => a) },
      { name: 'unstimulatedWeight', values: cells.map(({ b }) => b) },
      ...MEASURED_RULES.flatMap((rule) => {
        const profiles = profilesOf(rule, map, trials);
        return [
          { name: `${rule}Stimulated`, values: cells.map(({ k }) => (profiles[k] as Profile).stimulated) },
          {
            name: `${rule}Unstimulated`,
            values: cells.map(({ k, j }) => (profiles[k] as Profile).unstimulated[j] as number),
          },
        ];
      }),
    ],
  };
}

function profileTable({ parameters, weights, columns, response }: Fig7Data): Table {
  const reads: Readonly<Record<string, (result: ColumnResult, k: number) => number>> = {
    held: (result) => result.held.change,
    following: (result) => result.following.change,
    exact: (result) => result.exact.change,
    rate: (result) => result.rate,
    heldSmallest: (result) => unstimulated(result.held, weights[0] as number),
    followingSmallest: (result) => unstimulated(result.following, weights[0] as number),
    exactSmallest: ({ exact }, k) => -(response[k]?.[0] as number) * exact.drive,
  };
  const intervals = Object.entries(reads).map(([name, read]) => ({
    name,
    values: columns.map(
      (column, k) =>
        bootstrap(parameters.trials, parameters.seed, (places) => ({
          mean: meanOf(places.map((p) => read(column[p] as ColumnResult, k))),
        })).mean,
    ),
  }));
  return {
    name: 'fig7-profile',
    says: `one row a stimulated weight: means over ${parameters.trials} trials with 99 % intervals of its change, of the change of unstimulated synapses of the smallest weight, and of the output rate at the initial weights`,
    columns: [
      { name: 'stimulatedWeight', values: weights },
      ...intervals.flatMap(({ name, values }) => {
        const unit = name === 'rate' ? { unit: 'Hz' } : {};
        return [
          { name, ...unit, values: values.map(({ value }) => value) },
          { name: `${name}Low`, ...unit, values: values.map(({ low }) => low) },
          { name: `${name}High`, ...unit, values: values.map(({ high }) => high) },
        ];
      }),
    ],
  };
}

const unstimulated = ({ factor, offset }: Change, w: number): number => (factor - 1) * w + offset;

function traceTable({ parameters, examples }: Fig7Data): Table {
  const rows = (examples[0] ?? []).flatMap(({ traces }, e) =>
    (['held', 'exact'] as const).flatMap((rule) => {
      const trace = traces?.[rule] ?? [];
      const weight = parameters.examples[e] as number;
      return [[weight, weight] as const, ...trace].map(([a, b], k) => ({
        rule: ruleInWords[rule],
        example: EXAMPLE_NAMES[e] as string,
        time: (parameters.seconds * k) / trace.length,
        stimulated: a / weight - 1,
        unstimulated: b / weight - 1,
      }));
    }),
  );
  return {
    name: 'fig7-traces',
    says: 'one row a time of the first trial, example and rule: relative weight changes',
    columns: [
      { name: 'rule', values: rows.map(({ rule }) => rule) },
      { name: 'example', values: rows.map(({ example }) => example) },
      { name: 'time', unit: 's', values: rows.map(({ time }) => time) },
      { name: 'stimulated', values: rows.map((row) => row.stimulated) },
      { name: 'unstimulated', values: rows.map((row) => row.unstimulated) },
    ],
  };
}
