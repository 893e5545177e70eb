/** Figure 12C-F: a panel a condition. */
import type { Table } from '../../table/table.ts';
import type { Figure } from '../figures/svg.ts';
import { curvesPictures } from './learningCurves.ts';
import { tableRows } from './tableRows.ts';

const STUDENTS = ['natural', 'approximated', 'approximated, c_u = 1', 'local', 'euclidean'];

export function drawFig12cf(tables: readonly Table[]): readonly Figure[] {
  const rows = tableRows(tables, 'curves');
  const conditions = [...new Set(rows.map(({ condition }) => condition as string))];
  return conditions.flatMap((condition, k) =>
    curvesPictures(
      rows.filter((row) => row.condition === condition),
      {
        name: `fig12${'cdef'[k]}`,
        title: `Learning curves at ${condition.replace('-', ' and ')} Hz`,
        error: 'divergence',
        label: 'D_KL, nats a step',
        students: STUDENTS,
      },
    ),
  );
}
