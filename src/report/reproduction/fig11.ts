/** Figure 11: A-D g1 .. g4 against rate, E-H against the number of afferents, I g1 against total rate, J-L gamma_u and gamma_w against approximations. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

const UNITS = { g1: undefined, g2: '1/mV', g3: '1/mV', g4: '1/mV²' } as const;
type Coefficient = keyof typeof UNITS;
const COEFFICIENTS = Object.keys(UNITS) as Coefficient[];

export function drawFig11(tables: readonly Table[]): readonly Figure[] {
  const weights = tableRows(tables, 'weights');
  const usps = tableRows(tables, 'usps');
  const rates = weights.filter(({ condition }) => String(condition).startsWith('rate-'));
  const sizes = weights.filter(({ condition }) => String(condition).startsWith('n-'));
  return [
    ...COEFFICIENTS.map((name, k) => sweep('abcd'.charAt(k), name, rates, 'meanRate')),
    ...COEFFICIENTS.map((name, k) => sweep('efgh'.charAt(k), name, sizes, 'n')),
    inverseOfTotalRate([...rates, ...sizes]),
    diagonal('j', usps, 's', 'gammaU', ['c_e sum x/sum r', 'gamma_u', '1/(mV s)']),
    diagonal('k', usps, 'g4V', 'gammaW', ['g4 V', 'gamma_w', '1/mV']),
    diagonal('l', usps, 'cwV', 'gammaW', ['c_w V', 'gamma_w', '1/mV']),
  ];
}

const SMALL = { width: 300, height: 230, marginLeft: 58, marginBottom: 36 } as const;

/** Samples, and their means joined by a line. */
function sweep(letter: string, name: Coefficient, rows: readonly Row[], along: 'meanRate' | 'n'): Figure {
  const values = [...new Set(rows.map((row) => numberAt(row, along)))];
  const means = values.map((value) => {
    const found = rows.filter((row) => row[along] === value).map((row) => numberAt(row, name));
    return { value, mean: found.reduce((sum, each) => sum + each, 0) / found.length };
  });
  const unit = UNITS[name];
  const label = along === 'n' ? 'afferents n' : 'rate r, Hz';
  return drawFigure(
    {
      name: `fig11${letter}`,
      title: `${name} against ${label}`,
      description: `Circles: ${name} at sampled weight vectors; the line joins their means: ${means.map(({ value, mean }) => `${value}: ${shortNumber(mean)}`).join(', ')}.`,
    },
    {
      ...SMALL,
      x: { label, labelArrow: 'none', ticks: values, tickFormat: 'd', inset: 10 },
      y: { label: unit === undefined ? name : `${name}, ${unit}`, labelArrow: 'none', grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        Plot.line(means, { x: 'value', y: 'mean', stroke: 'var(--corrected)', strokeWidth: 1.4 }),
        Plot.dot(rows, {
          x: along,
          y: name,
          r: 2,
          stroke: 'var(--link)',
          title: (row: Row) => `${row.condition}: ${name} = ${shortNumber(numberAt(row, name))}`,
        }),
      ],
    },
  );
}

function inverseOfTotalRate(rows: readonly Row[]): Figure {
  const points = rows.map((row) => ({
    total: numberAt(row, 'n') * numberAt(row, 'meanRate'),
    size: -numberAt(row, 'g1'),
    inverse: 1 / numberAt(row, 'q'),
    condition: row.condition,
  }));
  const line = [...points].sort((a, b) => a.total - b.total);
  return drawFigure(
    {
      name: 'fig11i',
      title: 'g1 against the total rate, and -1/q',
      description: 'Both axes are logarithmic. Circles: -g1 at sampled weight vectors. Line: 1/q.',
    },
    {
      ...SMALL,
      x: { type: 'log', label: 'total rate, Hz', labelArrow: 'none', ticks: 4, tickFormat: 'd', inset: 8 },
      y: { type: 'log', label: '-g1', labelArrow: 'none', grid: true, ticks: 5, tickFormat: String },
      marks: [
        Plot.line(line, { x: 'total', y: 'inverse', stroke: 'var(--corrected)', strokeWidth: 1.4 }),
        Plot.dot(points, {
          x: 'total',
          y: 'size',
          r: 2,
          stroke: 'var(--link)',
          title: ({ condition, size, inverse }: (typeof points)[number]) =>
            `${condition}: -g1 = ${shortNumber(size)}, 1/q = ${shortNumber(inverse)}`,
        }),
      ],
    },
  );
}

/** Samples y against their approximation x, and the diagonal. */
function diagonal(
  letter: string,
  rows: readonly Row[],
  x: string,
  y: string,
  [approximation, quantity, unit]: readonly [string, string, string],
): Figure {
  const along = rows.map((row) => numberAt(row, x));
  const ends = [Math.min(...along), Math.max(...along)].map((value) => ({ [x]: value, [y]: value }));
  return drawFigure(
    {
      name: `fig11${letter}`,
      title: `${quantity} against ${approximation}`,
      description: `Dots: ${quantity} at sampled weight vectors and USPs at the rates of the figure, larger rates darker. On the line the approximation is exact.`,
    },
    {
      ...SMALL,
      x: { label: `${approximation}, ${unit}`, labelArrow: 'none', ticks: 5 },
      y: { label: `${quantity}, ${unit}`, labelArrow: 'none', grid: true, ticks: 5 },
      marks: [
        Plot.dot(rows, {
          x,
          y,
          r: 1.2,
          fill: 'var(--link)',
          fillOpacity: (row: Row) => 0.25 + numberAt(row, 'meanRate') / 75,
        }),
        Plot.line(ends, { x, y, stroke: 'var(--corrected)', strokeWidth: 1.6 }),
      ],
    },
  );
}
