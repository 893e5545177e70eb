/** Regression: T against width for true and assumed potentials; weights and changes before and after. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { histogram } from './geometry/histogram.ts';
import { colourOf, saysOf } from './geometry/potentialColours.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

export function drawPogodinRegression(tables: readonly Table[]): readonly Figure[] {
  const widths = tableRows(tables, 'widths').filter(({ initial }) => initial === 'normal');
  const settings = distinct(widths, (row) => `${row.samplesExponent}/${row.correlationExponent}`);
  const histograms = distinct(tableRows(tables, 'histograms'), ({ setting }) => String(setting));
  return [...settings.map((rows) => againstWidth(rows)), ...histograms.flatMap(distributions)];
}

function distinct(rows: readonly Row[], key: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}

function againstWidth(rows: readonly Row[]): Figure {
  const [{ samplesExponent = 0, correlationExponent = 0 } = {}] = rows;
  const points = rows.map((row) => ({
    width: numberAt(row, 'weights'),
    truth: String(row.truth),
    assumed: String(row.assumed),
    statistic: numberAt(row, 'statistic'),
    excluded: numberAt(row, 'excluded'),
    isTrue: row.truth === row.assumed,
  }));
  const widths = [...new Set(points.map(({ width }) => width))].sort((a, b) => a - b);
  const level = rows.filter((row) => row.truth === row.assumed && row.truth === 'p=2');
  return drawFigure(
    {
      name: `pogodin-regression-${String(samplesExponent).replace('.', '')}-${correlationExponent}`,
      title: `T against the number of weights, N = D^${samplesExponent}, correlations 1/(1 + |i-j|^${correlationExponent})`,
      description:
        'Three panels, one a true potential. T of the dual change under the assumed potentials (colours), mean over data sets; the true one with filled dots. Dashed: T that normal samples exceed with probability 0.01; dotted: their mean.',
    },
    {
      width: 720,
      height: 260,
      marginLeft: 50,
      marginBottom: 38,
      fx: {
        domain: ['p=2', 'p=3', 'negative-entropy'],
        label: null,
        tickFormat: (name: string) => `trained: ${saysOf(name)}`,
      },
      x: {
        type: 'log',
        label: 'weights D',
        labelArrow: 'none',
        ticks: widths.length > 4 ? 3 : widths,
        tickFormat: 'd',
        inset: 6,
      },
      y: { type: 'log', label: 'T', labelArrow: 'none', grid: true, ticks: 4, tickFormat: String },
      marks: [
        Plot.line(level, { x: 'weights', y: 'critical', stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
        Plot.line(level, { x: 'weights', y: 'null', stroke: 'var(--quiet)', strokeDasharray: '1 3' }),
        Plot.line(points, {
          fx: 'truth',
          x: 'width',
          y: 'statistic',
          z: 'assumed',
          stroke: ({ assumed }: { assumed: string }) => colourOf(assumed),
        }),
        Plot.dot(points, {
          fx: 'truth',
          x: 'width',
          y: 'statistic',
          r: 3,
          stroke: ({ assumed }: { assumed: string }) => colourOf(assumed),
          fill: ({ assumed, isTrue }: { assumed: string; isTrue: boolean }) =>
            isTrue ? colourOf(assumed) : 'var(--page)',
          title: ({ truth, assumed, statistic, excluded, width }: (typeof points)[number]) =>
            `${width} weights, trained ${saysOf(truth)}, assumed ${saysOf(assumed)}: T = ${shortNumber(statistic)}${excluded > 0 ? `, excluded by signs in ${shortNumber(excluded)}` : ''}`,
        }),
      ],
    },
  );
}

/** Weights, log-weights, and dual changes under each assumed potential. */
function distributions(rows: readonly Row[]): Figure[] {
  const setting = String(rows[0]?.setting);
  const [initial] = setting.split(' ');
  return distinct(rows, ({ quantity }) => String(quantity)).map((own) => {
    const quantity = String(own[0]?.quantity);
    const truth = quantity.replace('dual change after ', '');
    if (truth !== quantity)
      return histogram(
        {
          name: `pogodin-regression-${initial}-${truth.replace('=', '')}`,
          title: `Dual changes after ${saysOf(truth)}: ${setting}`,
          description: `Histogram of the standardized change of Phi'(w) for assumed potentials (colours); learned under ${saysOf(truth)}.`,
        },
        'dual change, standardized',
        own,
      );
    const isLog = quantity !== 'weights';
    return histogram(
      {
        name: `pogodin-regression-${initial}-${isLog ? 'logarithms' : 'weights'}`,
        title: `${isLog ? 'Logarithms of weights' : 'Weights'}: ${setting}`,
        description: `Histogram of ${isLog ? 'log10 |w|' : 'weights'} before learning and after it under each potential.`,
      },
      isLog ? 'log10 |w|' : 'w',
      own,
    );
  });
}
