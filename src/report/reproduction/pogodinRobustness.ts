/** Robustness of the test: T against the assumed potential for every true one; then what breaks it. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { colourOf, saysOf } from './geometry/potentialColours.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

export function drawPogodinRobustness(tables: readonly Table[]): readonly Figure[] {
  const grid = tableRows(tables, 'grid');
  const varied = tableRows(tables, 'varied');
  const values = [...new Set(grid.map(({ value }) => String(value)))];
  return [
    ...values.map((value) =>
      statistics(
        value,
        grid.filter((row) => row.value === value),
      ),
    ),
    ...EXTENSIONS.map(({ group, ...words }) =>
      extension(
        group,
        words,
        varied.filter((row) => row.group === group),
      ),
    ),
  ];
}

/** p of 'p=2.5'; negative entropy stands left of all p. */
const ENTROPY = 0.8;
const place = (name: string): number => (name.startsWith('p=') ? Number(name.slice(2)) : ENTROPY);

function statistics(initial: string, rows: readonly Row[]): Figure {
  const truths = [...new Set(rows.map(({ truth }) => String(truth)))];
  const points = rows
    .filter((row) => numberAt(row, 'statistic') > 0)
    .map((row) => ({
      truth: String(row.truth),
      at: place(String(row.assumed)),
      assumed: String(row.assumed),
      statistic: numberAt(row, 'statistic'),
      rejected: numberAt(row, 'rejected'),
      excluded: numberAt(row, 'excluded'),
    }));
  const critical = rows.length === 0 ? 0 : numberAt(rows[0] as Row, 'critical');
  const ends = labelled(
    truths.flatMap((truth) => points.filter((each) => each.truth === truth && each.at !== ENTROPY).slice(-1)),
  );
  return drawFigure(
    {
      name: `pogodin-robustness-${initial}`,
      title: `T against the assumed potential, ${initial} weights before`,
      description: `Mean T of the dual change, one line for each true potential (${truths.map(saysOf).join(', ')}); ringed where the assumed potential is the true one. Dashed line: T that normal dual changes exceed with probability 0.01, ${shortNumber(critical)}. Points are missing where signs exclude negative entropy in all experiments.`,
    },
    {
      width: 520,
      height: 330,
      marginLeft: 52,
      marginRight: 110,
      marginBottom: 38,
      x: {
        label: 'assumed potential: negative entropy (NE), p',
        labelArrow: 'none',
        ticks: [ENTROPY, 1.1, 1.5, 2, 2.5, 3],
        tickFormat: (p: number) => (p === ENTROPY ? 'NE' : String(p)),
        inset: 8,
      },
      y: { type: 'log', label: 'T', labelArrow: 'none', grid: true, ticks: 4, tickFormat: String },
      marks: [
        Plot.ruleY([critical], { stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
        Plot.line(
          points.filter(({ at }) => at !== ENTROPY),
          { x: 'at', y: 'statistic', z: 'truth', stroke: ({ truth }: { truth: string }) => colourOf(truth) },
        ),
        Plot.dot(points, {
          x: 'at',
          y: 'statistic',
          r: ({ truth, assumed }: (typeof points)[number]) => (truth === assumed ? 5 : 2),
          stroke: ({ truth }: { truth: string }) => colourOf(truth),
          fill: 'var(--page)',
          title: ({ truth, assumed, statistic, rejected }: (typeof points)[number]) =>
            `true ${saysOf(truth)}, assumed ${saysOf(assumed)}: T = ${shortNumber(statistic)}, rejected in ${shortNumber(rejected)}`,
        }),
        Plot.text(ends, {
          x: 'at',
          y: 'height',
          text: ({ truth }: { truth: string }) => saysOf(truth),
          fill: ({ truth }: { truth: string }) => colourOf(truth),
          textAnchor: 'start',
          dx: 8,
        }),
      ],
    },
  );
}

/** Labels at the ends of lines, a factor apart at least, from the top. */
function labelled<Point extends { readonly statistic: number }>(
  ends: readonly Point[],
): (Point & { height: number })[] {
  let last = Number.POSITIVE_INFINITY;
  return [...ends]
    .sort((a, b) => b.statistic - a.statistic)
    .map((end) => {
      last = Math.min(end.statistic, last / 1.15);
      return { ...end, height: last };
    });
}

const EXTENSIONS = [
  { group: 'width', title: 'Number of weights', x: 'weights' },
  { group: 'sparse', title: 'Sparse inputs', x: 'samples active at an input, of 177' },
  { group: 'correlated', title: 'Neighbours that change together', x: 'neighbours' },
  { group: 'equal', title: 'Weights of one size before', x: 'change over dual weight' },
  { group: 'size', title: 'Size of the change', x: 'change over dual weight' },
] as const;

/** Shares rejected at 0.01: under the true potential, and the smallest of the wrong ones. */
function extension(group: string, { title, x }: { title: string; x: string }, rows: readonly Row[]): Figure {
  const truths = [...new Set(rows.map(({ truth }) => String(truth)))];
  const values = [...new Set(rows.map(({ value }) => Number(value)))];
  const points = truths.flatMap((truth) =>
    values.flatMap((value) => {
      const own = rows.filter((row) => row.truth === truth && Number(row.value) === value);
      const share = (isTrue: boolean): number =>
        Math.min(
          ...own.filter((row) => (row.assumed === truth) === isTrue).map((row) => numberAt(row, 'rejected')),
        );
      return [
        { truth, value, kind: 'true', share: share(true) },
        { truth, value, kind: 'nearest wrong', share: share(false) },
      ];
    }),
  );
  const lineOf = (kind: string, strokeDasharray: string): Plot.Markish =>
    Plot.line(
      points.filter((point) => point.kind === kind),
      {
        x: 'value',
        y: 'share',
        z: 'truth',
        strokeDasharray,
        stroke: ({ truth }: { truth: string }) => colourOf(truth),
      },
    );
  return drawFigure(
    {
      name: `pogodin-robustness-${group}`,
      title: `${title}: what is rejected`,
      description: `Share of experiments in which a potential is rejected at 0.01, against ${x}. Solid: the true potential (should be 0.01); dashed: the wrong one that is rejected least (should be 1). Colours: true potential, ${truths.map(saysOf).join(', ')}.`,
    },
    {
      width: 340,
      height: 220,
      marginLeft: 46,
      marginBottom: 38,
      x: { type: 'log', label: x, labelArrow: 'none', ticks: values, tickFormat: String, inset: 8 },
      y: { label: 'share rejected', labelArrow: 'none', domain: [0, 1], grid: true, ticks: 4 },
      marks: [
        lineOf('true', 'none'),
        lineOf('nearest wrong', '5 3'),
        Plot.dot(points, {
          x: 'value',
          y: 'share',
          r: 2.5,
          fill: ({ truth }: { truth: string }) => colourOf(truth),
          title: ({ truth, value, kind, share }: (typeof points)[number]) =>
            `${saysOf(truth)} true, ${kind} rejected in ${shortNumber(share)} (${value})`,
        }),
      ],
    },
  );
}
