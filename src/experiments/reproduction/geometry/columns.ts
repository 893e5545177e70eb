/** The columns of a table from its rows, which have the same names in one order. */
import type { Column } from '../../../table/table.ts';

type Row = Readonly<Record<string, number | string>>;

/** @param units by column, where there is one */
export function columnsOf(rows: readonly Row[], units: Readonly<Record<string, string>> = {}): Column[] {
  return Object.keys(rows[0] ?? {}).map((name) => {
    const unit = units[name];
    const values = rows.map((row) => row[name]);
    return { name, ...(unit === undefined ? {} : { unit }), values: values as number[] | string[] };
  });
}
