/** A matrix of cells, true or trained against assumed: numbers on colour, a mark where a potential is rejected. */
import * as Plot from '@observablehq/plot';
import { drawFigure, type Figure } from '../../figures/svg.ts';
import { shortNumber } from '../tableRows.ts';
import { saysOf } from './potentialColours.ts';

export interface Cell {
  readonly row: string;
  readonly column: string;
  /** Share of experiments, 0 .. 1. */
  readonly share: number;
}

export function shareMatrix(
  { name, title, description }: Omit<Figure, 'svg'>,
  labels: { readonly row: string; readonly column: string },
  cells: readonly Cell[],
): Figure {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  return drawFigure(
    { name, title, description },
    {
      width: 150 + 105 * columns.length,
      height: 60 + 30 * rows.length,
      marginLeft: 130,
      marginTop: 44,
      marginBottom: 6,
      x: {
        type: 'band',
        domain: columns,
        label: labels.column,
        labelArrow: 'none',
        axis: 'top',
        tickSize: 0,
        tickFormat: saysOf,
      },
      y: {
        type: 'band',
        domain: rows,
        label: labels.row,
        labelArrow: 'none',
        tickSize: 0,
        tickFormat: saysOf,
      },
      marks: [
        Plot.cell(cells, {
          x: 'column',
          y: 'row',
          inset: 1,
          fill: 'var(--link)',
          fillOpacity: ({ share }: Cell) => 0.05 + 0.45 * share,
        }),
        Plot.text(cells, {
          x: 'column',
          y: 'row',
          text: ({ share }: Cell) => shortNumber(share),
          fill: 'var(--text)',
          title: ({ row, column, share }: Cell) =>
            `${labels.row} ${saysOf(row)}, ${labels.column} ${saysOf(column)}: ${shortNumber(share)}`,
        }),
      ],
    },
  );
}
