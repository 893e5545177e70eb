/**
 * Figure 7: maps of the weight changes over both groups' initial weights, their regimes, the examples over time, and what the map is made from.
 *
 * Blue is potentiation and red depression, as in the paper; the darker the more. Weights in units of 1/n.
 */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

const SYNAPSES = 10;
const TEACHER = 20;
const EXAMPLES = [1.6, 2.5, 4.5] as const;
const RULES = { held: 'closed form', exact: 'exact Fisher matrix' } as const;
type Rule = keyof typeof RULES;
type Group = 'Stimulated' | 'Unstimulated';
const UP = 'var(--link)';
const DOWN = 'var(--refuted)';

export const drawFig7 = (tables: readonly Table[]): readonly Figure[] => {
  const map = tableRows(tables, 'fig7-overview');
  const profile = tableRows(tables, 'fig7-profile');
  const traces = tableRows(tables, 'fig7-traces');
  const zero = { held: zeroOf(profile, 'held'), exact: zeroOf(profile, 'exact') };
  return [
    changeMap('fig7-b', 'B: change of stimulated synapses', map, 'held', 'Stimulated', zero),
    changeMap('fig7-c', 'C: change of unstimulated synapses', map, 'held', 'Unstimulated', zero),
    changeMap(
      'fig7-c-exact',
      'C, exact: change of unstimulated synapses',
      map,
      'exact',
      'Unstimulated',
      zero,
    ),
    regimeMap('fig7-d', map, 'held', zero),
    regimeMap('fig7-d-exact', map, 'exact', zero),
    ...(Object.keys(RULES) as Rule[]).map((rule) => examples(traces, rule)),
    profiles(profile),
  ];
};

const inUnits = (row: Row, name: string): number => SYNAPSES * numberAt(row, name);
const colourOf = (change: number): string => (change > 0 ? UP : DOWN);

/** The stimulated weight, in 1/n, at which the mean change turns from + to -; undefined where it does not. */
function zeroOf(profile: readonly Row[], rule: Rule): number | undefined {
  const k = profile.findIndex(
    (row, at) => at > 0 && numberAt(row, rule) <= 0 && numberAt(profile[at - 1] as Row, rule) > 0,
  );
  if (k < 1) return undefined;
  const [before, after] = [profile[k - 1] as Row, profile[k] as Row];
  const [a, b] = [numberAt(before, rule), numberAt(after, rule)];
  const [from, to] = [inUnits(before, 'stimulatedWeight'), inUnits(after, 'stimulatedWeight')];
  return from + ((to - from) * a) / (a - b);
}

/** Cells around the weights, and the axes of all maps. */
function mapOptions(map: readonly Row[], zero: number | undefined) {
  const weights = [...new Set(map.map((row) => inUnits(row, 'stimulatedWeight')))].sort((a, b) => a - b);
  const half = ((weights.at(-1) as number) - (weights[0] as number)) / (weights.length - 1) / 2;
  return {
    cell: {
      x1: (row: Row) => inUnits(row, 'stimulatedWeight') - half,
      x2: (row: Row) => inUnits(row, 'stimulatedWeight') + half,
      y1: (row: Row) => inUnits(row, 'unstimulatedWeight') - half,
      y2: (row: Row) => inUnits(row, 'unstimulatedWeight') + half,
      shapeRendering: 'crispEdges',
    },
    above: [
      ...(zero === undefined
        ? []
        : [Plot.ruleX([zero], { stroke: 'var(--text)', strokeDasharray: '5 3', strokeWidth: 1.5 })]),
      Plot.dot(EXAMPLES, {
        x: (each: number) => each,
        y: (each: number) => each,
        symbol: 'times',
        stroke: 'var(--text)',
        strokeWidth: 2,
        r: 5,
      }),
    ],
    axes: {
      width: 400,
      height: 380,
      marginLeft: 46,
      marginBottom: 40,
      x: { label: 'initial weight of stimulated synapses, 1/n', labelArrow: 'none', ticks: 5 },
      y: { label: 'initial weight of unstimulated synapses, 1/n', labelArrow: 'none', ticks: 5 },
      color: { type: 'identity' },
    } satisfies Plot.PlotOptions,
  };
}

const where = (row: Row): string =>
  `stimulated ${shortNumber(inUnits(row, 'stimulatedWeight'))}/n, unstimulated ${shortNumber(inUnits(row, 'unstimulatedWeight'))}/n`;

function changeMap(
  name: string,
  title: string,
  map: readonly Row[],
  rule: Rule,
  group: Group,
  zero: Readonly<Record<Rule, number | undefined>>,
): Figure {
  const { cell, above, axes } = mapOptions(map, zero[rule]);
  const at = (row: Row): number => numberAt(row, `${rule}${group}`);
  const largest = Math.max(...map.map((row) => Math.abs(at(row))));
  return drawFigure(
    {
      name,
      title: `${title} (${RULES[rule]})`,
      description: `Mean change after the run, for each pair of initial weights in units of 1/n. Blue: potentiation. Red: depression. The darker the larger, on a scale of square roots up to ${shortNumber(largest)}. Dashed line: zero of the stimulated synapses' change. Crosses: the examples.`,
    },
    {
      ...axes,
      marks: [
        Plot.rect(map, {
          ...cell,
          fill: (row: Row) => colourOf(at(row)),
          fillOpacity: (row: Row) => 0.08 + 0.92 * Math.sqrt(Math.abs(at(row)) / largest),
          title: (row: Row) => `${where(row)}: ${shortNumber(at(row))}`,
        }),
        ...above,
      ],
    },
  );
}

/** Panel D: opposed where the signs differ. */
function regimeMap(
  name: string,
  map: readonly Row[],
  rule: Rule,
  zero: Readonly<Record<Rule, number | undefined>>,
): Figure {
  const { cell, above, axes } = mapOptions(map, zero[rule]);
  const regime = (row: Row): string => {
    const [own, others] = [numberAt(row, `${rule}Stimulated`) > 0, numberAt(row, `${rule}Unstimulated`) > 0];
    return own ? (others ? 'both potentiated' : 'O1') : others ? 'O2' : 'S';
  };
  const same = (row: Row): boolean => regime(row) === 'S' || regime(row) === 'both potentiated';
  const labels = [...new Set(map.map(regime))].map((label) => {
    const members = map.filter((row) => regime(row) === label);
    const middle = (weight: string): number =>
      members.reduce((sum, row) => sum + inUnits(row, weight), 0) / members.length;
    return { label, x: middle('stimulatedWeight'), y: middle('unstimulatedWeight') };
  });
  return drawFigure(
    {
      name,
      title: `D: regimes (${RULES[rule]})`,
      description: `Light: stimulated and unstimulated synapses change in opposite directions (O1: potentiation of stimulated ones, O2: depression). Dark: in the same (S: depression). Regions: ${labels.map(({ label }) => label).join(', ')}. Dashed line: zero of the stimulated synapses' change. Crosses: the examples.`,
    },
    {
      ...axes,
      marks: [
        Plot.rect(map, {
          ...cell,
          fill: 'var(--proved)',
          fillOpacity: (row: Row) => (same(row) ? 0.75 : 0.22),
          title: (row: Row) => `${where(row)}: ${regime(row)}`,
        }),
        ...above,
        Plot.text(labels, { x: 'x', y: 'y', text: 'label', fontSize: 15, fontWeight: 600, dy: 22 }),
      ],
    },
  );
}

/** Panels E to G. */
function examples(rows: readonly Row[], rule: Rule): Figure {
  const shown = rows.filter((row) => String(row.rule).startsWith(RULES[rule]));
  const names = [...new Set(shown.map((row) => String(row.example)))];
  return drawFigure(
    {
      name: rule === 'held' ? 'fig7-efg' : 'fig7-efg-exact',
      title: `E to G: relative weight changes of the examples (${RULES[rule]})`,
      description: `First trial, both groups at the same initial weight: ${names.join(', ')}. Solid: stimulated synapses. Dashed: unstimulated ones.`,
    },
    {
      width: 640,
      height: 230,
      marginLeft: 52,
      marginBottom: 40,
      marginTop: 30,
      fx: { domain: names, label: null },
      x: { label: 'time, s', labelArrow: 'none', ticks: 4 },
      y: { label: 'relative change', labelArrow: 'none', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--quiet)' }),
        Plot.line(shown, {
          x: 'time',
          y: 'stimulated',
          fx: 'example',
          stroke: 'var(--corrected)',
          strokeWidth: 1.6,
        }),
        Plot.line(shown, {
          x: 'time',
          y: 'unstimulated',
          fx: 'example',
          stroke: 'var(--inconclusive)',
          strokeWidth: 1.6,
          strokeDasharray: '5 3',
        }),
      ],
    },
  );
}

/** Not in the paper: where changes vanish, and where the output matches the teacher. */
function profiles(rows: readonly Row[]): Figure {
  const k = rows.findIndex((row) => numberAt(row, 'rate') >= TEACHER);
  const lines = [
    { name: 'held', says: 'stimulated, closed form', stroke: 'var(--link)', dashes: {} },
    { name: 'exact', says: 'stimulated, exact Fisher matrix', stroke: 'var(--proved)', dashes: {} },
    {
      name: 'heldSmallest',
      says: 'unstimulated of the smallest weight, closed form',
      stroke: 'var(--link)',
      dashes: { strokeDasharray: '5 3' },
    },
    {
      name: 'exactSmallest',
      says: 'unstimulated of the smallest weight, exact Fisher matrix',
      stroke: 'var(--proved)',
      dashes: { strokeDasharray: '5 3' },
    },
  ] as const;
  return drawFigure(
    {
      name: 'fig7-profile',
      title: "Changes against the stimulated weight, and where the output rate is the teacher's",
      description: `Mean changes with 99 % bands. Solid: stimulated synapses; dashed: unstimulated ones of the smallest weight. Blue: closed form; green: exact Fisher matrix. Vertical line: the first weight at which the mean output rate reaches ${TEACHER} Hz.`,
    },
    {
      width: 460,
      height: 300,
      marginLeft: 56,
      marginBottom: 40,
      x: { label: 'initial weight of stimulated synapses, 1/n', labelArrow: 'none' },
      y: { label: 'weight change', labelArrow: 'none', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--quiet)' }),
        ...(k < 0
          ? []
          : [
              Plot.ruleX([inUnits(rows[k] as Row, 'stimulatedWeight')], {
                stroke: 'var(--text)',
                strokeDasharray: '2 3',
                title: () => `mean output rate ${TEACHER} Hz`,
              }),
            ]),
        ...lines.flatMap(({ name, says, stroke, dashes }) => [
          Plot.areaY(rows, {
            x: (row: Row) => inUnits(row, 'stimulatedWeight'),
            y1: `${name}Low`,
            y2: `${name}High`,
            fill: stroke,
            fillOpacity: 0.18,
          }),
          Plot.line(rows, {
            x: (row: Row) => inUnits(row, 'stimulatedWeight'),
            y: name,
            stroke,
            strokeWidth: 1.6,
            ...dashes,
          }),
          Plot.dot(rows, {
            x: (row: Row) => inUnits(row, 'stimulatedWeight'),
            y: name,
            r: 2,
            fill: stroke,
            title: (row: Row) =>
              `${says}, ${shortNumber(inUnits(row, 'stimulatedWeight'))}/n: ${shortNumber(numberAt(row, name))}; output rate ${shortNumber(numberAt(row, 'rate'))} Hz`,
          }),
        ]),
      ],
    },
  );
}
