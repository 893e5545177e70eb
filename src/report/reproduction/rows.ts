/** A table as rows, for pictures. */
import type { Table } from '../../table/table.ts';

export type Row = Readonly<Record<string, number | string>>;

/** @throws RangeError without a table of this name */
export function rowsOf(tables: readonly Table[], name: string): Row[] {
  const table = tables.find((each) => each.name === name);
  if (table === undefined)
    throw new RangeError(
      `tables: got ${tables.map((each) => each.name).join(', ') || 'none'}, expected one named ${name}`,
    );
  const count = table.columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, k) =>
    Object.fromEntries(table.columns.map((column) => [column.name, column.values[k] as number | string])),
  );
}
