/** Figure 9: learning curves by three measures (A-C), convergence time against the learning rate (D). */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { curvesPictures } from './learningCurves.ts';
import { type Row, tableRows } from './tableRows.ts';
import { timesAgainst } from './timesAgainst.ts';

const PANELS = [
  {
    name: 'fig9a',
    title: 'D_KL: mean, smallest and largest',
    error: 'divergence',
    label: 'D_KL, nats a step',
    extremes: true,
  },
  { name: 'fig9b', title: 'Distance of the weights', error: 'weightDistance', label: '|w - w*|' },
  { name: 'fig9c', title: 'Distance of the firing rates', error: 'rateError', label: 'rate error, Hz' },
] as const;

export function drawFig9(tables: readonly Table[]): readonly Figure[] {
  const curves = tableRows(tables, 'curves');
  return [
    ...PANELS.flatMap((panel) => curvesPictures(curves, panel)),
    robustness(tableRows(tables, 'robustness')),
  ];
}

const robustness = (rows: readonly Row[]): Figure =>
  drawFigure(
    {
      name: 'fig9d',
      title: 'Robustness against the learning rate',
      description:
        'Time until the mean D_KL is first 5e-5 against multiples of the learning rate, both axes logarithmic, bars: 99 % intervals. Full circles: reached; empty circles: not within the run, the time is at least this.',
    },
    {
      width: 460,
      height: 290,
      marginLeft: 58,
      marginRight: 90,
      x: {
        type: 'log',
        label: 'multiple of the learning rate',
        labelArrow: 'none',
        ticks: [0.5, 0.7, 1, 1.4, 2],
        tickFormat: String,
        inset: 10,
      },
      y: {
        type: 'log',
        label: 'time to D_KL = 5e-5, s',
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: 'd',
      },
      marks: [Plot.frame({ stroke: 'var(--line)' }), ...timesAgainst(rows, 'factor')],
    },
  );
