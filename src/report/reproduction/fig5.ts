/** Figure 5: USPs, their distributions and the weights in three scenarios, and the weight change against the variance of the USP. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

const COLOURS = ['var(--link)', 'var(--corrected)', 'var(--inconclusive)'] as const;
const frame = { width: 460, marginLeft: 56, marginRight: 14, marginBottom: 40 } as const;

export const drawFig5 = (tables: readonly Table[]): readonly Figure[] => [
  potentials(tableRows(tables, 'fig5-potentials')),
  distributions(tableRows(tables, 'fig5-distribution')),
  traces(tableRows(tables, 'fig5-traces')),
  change(tableRows(tables, 'fig5-change')),
];

const scenariosOf = (rows: readonly Row[]): string[] => [...new Set(rows.map((row) => String(row.scenario)))];
const colourIn = (rows: readonly Row[]) => {
  const scenarios = scenariosOf(rows);
  return (row: Row): string => COLOURS[scenarios.indexOf(String(row.scenario)) % COLOURS.length] as string;
};

/** Panels A to C. */
function potentials(rows: readonly Row[]): Figure {
  return drawFigure(
    {
      name: 'fig5-abc',
      title: 'A to C: unweighted synaptic potentials',
      description: `First second of one trial in three scenarios of the same mean: ${scenariosOf(rows).join('; ')}.`,
    },
    {
      ...frame,
      height: 320,
      fy: { domain: scenariosOf(rows), label: null, axis: null },
      x: { label: 'time, s', labelArrow: 'none' },
      y: { label: 'USP, mV', labelArrow: 'none', grid: true, ticks: 3 },
      color: { type: 'identity' },
      marks: [
        Plot.line(rows, { x: 'time', y: 'usp', fy: 'scenario', stroke: colourIn(rows), strokeWidth: 1 }),
        Plot.text(scenariosOf(rows), {
          fy: (scenario: string) => scenario,
          text: (scenario: string) => scenario,
          frameAnchor: 'top-right',
          dy: 2,
        }),
      ],
    },
  );
}

/** Panels D to F. */
function distributions(rows: readonly Row[]): Figure {
  const width = binWidth(rows);
  return drawFigure(
    {
      name: 'fig5-def',
      title: 'D to F: distributions of the potentials',
      description: `Shares of time that the USP spends in bins of ${width} mV in three scenarios, on a scale of square roots: ${scenariosOf(rows).join('; ')}.`,
    },
    {
      ...frame,
      height: 320,
      fy: { domain: scenariosOf(rows), label: null, axis: null },
      x: { label: 'USP, mV', labelArrow: 'none' },
      y: { label: 'share of time', labelArrow: 'none', type: 'sqrt', ticks: [0, 0.05, 0.2, 0.5], grid: true },
      color: { type: 'identity' },
      marks: [
        Plot.rectY(rows, {
          x1: 'usp',
          x2: (row: Row) => numberAt(row, 'usp') + width,
          y: 'share',
          fy: 'scenario',
          fill: colourIn(rows),
          fillOpacity: 0.75,
          title: (row: Row) => `${row.scenario}, from ${row.usp} mV: ${shortNumber(numberAt(row, 'share'))}`,
        }),
        Plot.text(scenariosOf(rows), {
          fy: (scenario: string) => scenario,
          text: (scenario: string) => scenario,
          frameAnchor: 'top-right',
          dy: 2,
        }),
      ],
    },
  );
}

/** The smallest distance of two bins. */
function binWidth(rows: readonly Row[]): number {
  const starts = [...new Set(rows.map((row) => numberAt(row, 'usp')))].sort((a, b) => a - b);
  return Math.min(...starts.slice(1).map((start, k) => start - (starts[k] as number)));
}

/** Panel G. */
function traces(rows: readonly Row[]): Figure {
  const colour = colourIn(rows);
  const ends = scenariosOf(rows).map(
    (scenario) => rows.filter((row) => row.scenario === scenario).at(-1) as Row,
  );
  return drawFigure(
    {
      name: 'fig5-g',
      title: 'G: weights over time',
      description: `Weight in one trial of each scenario: ${scenariosOf(rows).join('; ')}.`,
    },
    {
      ...frame,
      marginRight: 84,
      height: 260,
      x: { label: 'time, s', labelArrow: 'none' },
      y: { label: 'weight', labelArrow: 'none', grid: true },
      color: { type: 'identity' },
      marks: [
        Plot.line(rows, { x: 'time', y: 'weight', z: 'scenario', stroke: colour, strokeWidth: 1.6 }),
        Plot.text(ends, {
          x: 'time',
          y: 'weight',
          text: 'scenario',
          textAnchor: 'start',
          dx: 6,
          fill: colour,
        }),
      ],
    },
  );
}

/** Panel H. */
function change(rows: readonly Row[]): Figure {
  const variances = rows.map((row) => numberAt(row, 'variance'));
  const [least, most] = [Math.min(...variances), Math.max(...variances)];
  const largest = rows.find((row) => row.variance === most) as Row;
  // Both lines through the change at the largest variance.
  const line = (law: (variance: number) => number, name: string) =>
    Array.from({ length: 41 }, (_, k) => least * (most / least) ** (k / 40)).map((variance) => ({
      variance,
      change: (numberAt(largest, name) * law(variance)) / law(most),
    }));
  const series = [
    { name: 'change', says: 'weight change', stroke: 'var(--link)', symbol: 'circle' },
    { name: 'homosynaptic', says: 'homosynaptic component', stroke: 'var(--corrected)', symbol: 'square' },
  ] as const;
  return drawFigure(
    {
      name: 'fig5-h',
      title: 'H: weight change against the variance of the USP',
      description:
        'Mean over the trials with 99 % intervals, both axes logarithmic. Circles: the weight change. Squares: its homosynaptic component alone. Dashed: inverse proportion to the variance, through the points at the largest variance. Dotted: inverse proportion to mean^2 + variance.',
    },
    {
      ...frame,
      height: 300,
      x: {
        type: 'log',
        label: 'variance of the USP, mV^2',
        labelArrow: 'none',
        ticks: [0.3, 0.5, 1, 2, 3, 5],
        tickFormat: String,
        inset: 8,
      },
      y: {
        type: 'log',
        label: 'weight change',
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: '.2~g',
        inset: 6,
      },
      marks: [
        ...series.flatMap(({ name, stroke }) => [
          Plot.line(
            line((variance) => 1 / variance, name),
            { x: 'variance', y: 'change', stroke, strokeDasharray: '6 3' },
          ),
        ]),
        Plot.line(
          line((variance) => 1 / (1 + variance), 'change'),
          {
            x: 'variance',
            y: 'change',
            stroke: 'var(--link)',
            strokeDasharray: '1 3',
            strokeWidth: 2,
          },
        ),
        ...series.flatMap(({ name, says, stroke, symbol }) => [
          Plot.ruleX(rows, { x: 'variance', y1: `${name}Low`, y2: `${name}High`, stroke }),
          Plot.dot(rows, {
            x: 'variance',
            y: name,
            stroke,
            fill: 'var(--page)',
            symbol,
            r: 3.5,
            title: (row: Row) =>
              `${says} at ${row.rate} Hz, tau_s = ${shortNumber(1000 * numberAt(row, 'tauS'))} ms (variance ${shortNumber(numberAt(row, 'variance'))} mV^2): ${shortNumber(numberAt(row, name))}`,
          }),
        ]),
      ],
    },
  );
}
