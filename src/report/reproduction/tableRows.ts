/** The rows of a table by the names of its columns, for drawing. */
import type { Table } from '../../table/table.ts';

export type Row = Readonly<Record<string, number | string>>;

/** @throws RangeError where no table has this name */
export function tableRows(tables: readonly Table[], name: string): Row[] {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new RangeError(`tables: got no ${name}, expected one`);
  return Array.from({ length: table.columns[0]?.values.length ?? 0 }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, column.values[row] as number | string])),
  );
}

export const numberAt = (row: Row, name: string): number => row[name] as number;

/** Three significant digits. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));
