/** Figure 3F: D_KL and rate error of natural and Euclidean gradient over learning, and the rules beside them. */
import type { Table } from '../../table/table.ts';
import type { Figure } from '../figures/svg.ts';
import { curvesPictures } from './learningCurves.ts';
import { tableRows } from './tableRows.ts';

export function drawFig3f(tables: readonly Table[]): readonly Figure[] {
  const rows = tableRows(tables, 'curves');
  return [
    ...curvesPictures(rows, {
      name: 'fig3f-divergence',
      title: 'Learning curves at 10 and 50 Hz: D_KL',
      error: 'divergence',
      label: 'D_KL, nats a step',
    }),
    ...curvesPictures(rows, {
      name: 'fig3f-rate',
      title: 'Learning curves at 10 and 50 Hz: rate error, tuned to reach 0.8 Hz',
      error: 'rateError',
      label: 'rate error, Hz',
      criterion: 0.8,
    }),
  ];
}
