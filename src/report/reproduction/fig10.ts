/** Figure 10: gamma_s against the mean potential; and gamma_s phi'/phi against 1/phi', which the paper says is about the same. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

const isNarrow = ({ condition }: Row): boolean => String(condition).endsWith('scale-1');

export const drawFig10 = (tables: readonly Table[]): readonly Figure[] => [
  scalingFactor(tableRows(tables, 'weights'), tableRows(tables, 'curve')),
  effectiveScaling(tableRows(tables, 'scaling')),
];

function scalingFactor(samples: readonly Row[], curve: readonly Row[]): Figure {
  const wide = samples.filter((row) => !isNarrow(row));
  const means = wide.map((row) => numberAt(row, 'mean'));
  const values = wide.map((row) => numberAt(row, 'gammaS'));
  const [left, right] = [Math.min(...means) - 2, Math.max(...means) + 2];
  const shown = curve.filter((row) => numberAt(row, 'v') >= left && numberAt(row, 'v') <= right);
  const highest = 2 * Math.max(...values);
  const flat = shown.filter((row) => numberAt(row, 'gammaS') <= highest);
  return drawFigure(
    {
      name: 'fig10',
      title: 'Global scaling factor against the mean membrane potential',
      description:
        "Circles: gamma_s of sampled weight vectors, in the rates and numbers of afferents of Figure 11. Solid line: phi/phi'^2, which gamma_s would be if V did not vary. Dashed line: the transfer function, from 0 to 100 Hz over the height of the picture. gamma_s has a logarithmic axis.",
    },
    {
      width: 560,
      height: 340,
      marginLeft: 56,
      x: { label: 'mean of V, mV', labelArrow: 'none', domain: [left, right], inset: 6 },
      y: {
        type: 'log',
        label: 'gamma_s, mV²/Hz',
        labelArrow: 'none',
        grid: true,
        domain: [0.7 * Math.min(...values, ...flat.map((row) => numberAt(row, 'gammaS'))), highest],
        ticks: 6,
        tickFormat: String,
      },
      marks: [
        Plot.line(flat, { x: 'v', y: 'gammaS', stroke: 'var(--quiet)', strokeWidth: 1.4 }),
        Plot.line(transferLine(shown, values), {
          x: 'v',
          y: 'height',
          stroke: 'var(--corrected)',
          strokeDasharray: '5 3',
        }),
        Plot.dot(wide, {
          x: 'mean',
          y: 'gammaS',
          r: 2.5,
          stroke: 'var(--link)',
          title: (row: Row) =>
            `${row.condition}: mean of V ${shortNumber(numberAt(row, 'mean'))} mV, variance ${shortNumber(numberAt(row, 'variance'))} mV², gamma_s ${shortNumber(numberAt(row, 'gammaS'))} mV²/Hz`,
        }),
      ],
    },
  );
}

/** phi, from the bottom to the top of the logarithmic axis. */
function transferLine(curve: readonly Row[], values: readonly number[]): { v: number; height: number }[] {
  const [bottom, top] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return curve.map((row) => ({
    v: numberAt(row, 'v'),
    height: Math.exp(bottom + ((top - bottom) * numberAt(row, 'phi')) / 100),
  }));
}

function effectiveScaling(potentials: readonly Row[]): Figure {
  const domain = [0.02, 1e4];
  const dots = (rows: readonly Row[], stroke: string, symbol: 'circle' | 'triangle') =>
    Plot.dot(rows, {
      x: 'inverseSlope',
      y: 'scaling',
      r: 2.2,
      stroke,
      symbol,
      title: (row: Row) =>
        `${row.condition}: V ${shortNumber(numberAt(row, 'v'))} mV, gamma_s phi'/phi ${shortNumber(numberAt(row, 'scaling'))}, 1/phi' ${shortNumber(numberAt(row, 'inverseSlope'))} mV/Hz`,
    });
  const inside = potentials.filter((row) =>
    [numberAt(row, 'inverseSlope'), numberAt(row, 'scaling')].every((each) => each >= 0.02 && each <= 1e4),
  );
  return drawFigure(
    {
      name: 'fig10-scaling',
      title: 'Effective scaling of the rule against the inverse slope of the transfer function',
      description:
        "gamma_s phi'/phi against 1/phi' at sampled potentials, both axes logarithmic, from 0.02 to 10000 mV/Hz. Circles: weights U(-1/n, 1/n) as in the learning curves. Triangles: weights U(-5/n, 5/n) as in Figures 10 and 11. On the solid diagonal the two are the same; dashed: a factor of 2.",
    },
    {
      width: 460,
      height: 420,
      marginLeft: 56,
      x: { type: 'log', label: "1/phi', mV/Hz", labelArrow: 'none', domain, ticks: 5, tickFormat: String },
      y: {
        type: 'log',
        label: "gamma_s phi'/phi, mV/Hz",
        labelArrow: 'none',
        domain,
        grid: true,
        ticks: 5,
        tickFormat: String,
      },
      marks: [
        dots(
          inside.filter((row) => !isNarrow(row)),
          'var(--refuted)',
          'triangle',
        ),
        dots(inside.filter(isNarrow), 'var(--link)', 'circle'),
        ...[0.5, 1, 2].map((factor) =>
          Plot.line(
            domain.map((x) => ({ x, y: factor * x })),
            {
              x: 'x',
              y: 'y',
              stroke: 'var(--quiet)',
              clip: true,
              ...(factor === 1 ? {} : { strokeDasharray: '4 3' }),
            },
          ),
        ),
      ],
    },
  );
}
