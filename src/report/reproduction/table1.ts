/** Table 1: convergence time against learning rate, a panel a condition and rule family, with the printed rates by both readings. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';
import { timesAgainst } from './timesAgainst.ts';

export function drawTable1(tables: readonly Table[]): readonly Figure[] {
  const rows = tableRows(tables, 'rates');
  const conditions = [...new Set(rows.map(({ condition }) => condition as string))];
  return conditions.map((condition) =>
    panel(
      rows.filter((row) => row.condition === condition),
      condition,
    ),
  );
}

/** Rates as multiples of the printed one, so that all rules share the axis. */
function panel(rows: readonly Row[], condition: string): Figure {
  const printed = new Map(
    rows.filter((row) => row.printed === 1).map((row) => [row.rule, numberAt(row, 'learningRate')]),
  );
  const multiples = rows.map(
    (row): Row => ({
      ...row,
      multiple: numberAt(row, 'learningRate') / (printed.get(row.rule as string) ?? 1),
    }),
  );
  const tuned = multiples.filter((row) => row.tuned === 1);
  const inWords = tuned.map(
    (row) =>
      `${row.rule} ${shortNumber(numberAt(row, 'learningRate'))} (${shortNumber(numberAt(row, 'multiple'))} times the printed one)`,
  );
  const scripts = multiples.filter((row) => row.scripts === 1).slice(0, 1);
  return drawFigure(
    {
      name: `table1-${condition}`,
      title: `Convergence time against learning rate at ${condition.replace('-', ' and ')} Hz`,
      description: `Time until the mean rate error is 0.8 Hz against the multiple of the learning rate in Table 1, both axes logarithmic, bars: 99 % intervals; empty circles: not within the run. Dashed lines: the printed rate as the article (1) and as the scripts read it (1/beta = 3.33). Tuned: ${inWords.join('; ')}.`,
    },
    {
      width: 460,
      height: 290,
      marginLeft: 58,
      marginRight: 90,
      x: {
        type: 'log',
        label: 'multiple of the learning rate of Table 1',
        labelArrow: 'none',
        ticks: [1, 2, 3, 5],
        tickFormat: String,
        inset: 8,
      },
      y: {
        type: 'log',
        label: 'time to a rate error of 0.8 Hz, s',
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: 'd',
        inset: 8,
      },
      marks: [
        Plot.frame({ stroke: 'var(--line)' }),
        Plot.ruleX([1, ...scripts.map((row) => numberAt(row, 'multiple'))], {
          stroke: 'var(--quiet)',
          strokeDasharray: '3 3',
        }),
        ...timesAgainst(multiples, 'multiple'),
        Plot.dot(tuned, { x: 'multiple', y: 'time', r: 7, stroke: 'var(--text)' }),
      ],
    },
  );
}
