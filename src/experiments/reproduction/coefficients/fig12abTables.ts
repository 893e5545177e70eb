/** The tables of Figure 12A-B: the angles that it shows, and their means in every condition. */
import type { Table } from '../../../table/table.ts';
import { smoothEstimate } from '../statistics/smoothEstimate.ts';
import { angle, conditions, ofScale, type RowsOf } from './fig12abEstimates.ts';
import { ANGLES, type Compared, MATRICES, METRICS, RULES } from './updateAngles.ts';

/** In the picture. */
const SHOWN: readonly Compared[] = ['euclidean', 'approximated', 'local'];

export function angleTable(rowsOf: RowsOf): Table {
  const rows = ofScale(5).flatMap((condition) =>
    rowsOf(condition).map((angles, k) => ({ condition, angles, k })),
  );
  const shown = ANGLES.filter((name) => SHOWN.some((rule) => name.endsWith(`/${rule}`)));
  return {
    name: 'angles',
    says: "one row a weight vector of the figure; angles to the natural gradient, means over its USPs, in columns 'matrix/metric/rule'",
    columns: [
      { name: 'condition', values: rows.map(({ condition }) => condition.id) },
      { name: 'sample', values: rows.map(({ k }) => k) },
      ...shown.map((name) => ({
        name,
        unit: 'degrees',
        values: rows.map(({ angles }) => angles[ANGLES.indexOf(name)] as number),
      })),
    ],
  };
}

export function meanTable(rowsOf: RowsOf): Table {
  const rows = conditions.flatMap((condition) =>
    MATRICES.flatMap((matrix) =>
      METRICS.flatMap((metric) =>
        RULES.map((rule) => ({
          condition,
          ...{ matrix, metric, rule },
          ...smoothEstimate([rowsOf(condition)], angle(matrix, metric, rule), { says: 'mean angle' }),
        })),
      ),
    ),
  );
  return {
    name: 'means',
    says: 'one row a condition, matrix, metric and rule: the mean angle to the natural gradient, with its 99 % interval',
    columns: [
      { name: 'condition', values: rows.map(({ condition }) => condition.id) },
      { name: 'scale', values: rows.map(({ condition }) => condition.scale) },
      { name: 'matrix', values: rows.map(({ matrix }) => matrix) },
      { name: 'metric', values: rows.map(({ metric }) => metric) },
      { name: 'rule', values: rows.map(({ rule }) => rule) },
      { name: 'mean', unit: 'degrees', values: rows.map(({ value }) => value) },
      { name: 'low', unit: 'degrees', values: rows.map(({ low }) => low) },
      { name: 'high', unit: 'degrees', values: rows.map(({ high }) => high) },
    ],
  };
}
