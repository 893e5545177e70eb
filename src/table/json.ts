/** {"rows": [{"name": value, ...}, ...], "provenance": {...}}, one row a line; a number that JSON does not have is null. */
import { isText, rowCount, rowPieces, shortest } from './rows.ts';
import type { Table } from './table.ts';

export function* jsonPieces(table: Table, provenance: object): Generator<string> {
  const count = rowCount(table);
  const members = table.columns.map((column): ((row: number) => string) => {
    const { values } = column;
    const key = JSON.stringify(column.name);
    if (isText(column)) return (row) => `${key}:${JSON.stringify(values[row])}`;
    return (row) => {
      const value = values[row] as number;
      return `${key}:${Number.isFinite(value) ? shortest(value) : 'null'}`;
    };
  });
  const object = (row: number): string => `{${members.map((member) => member(row)).join(',')}}`;
  yield '{"rows":[\n';
  yield* rowPieces(count, (row) => `${object(row)}${row + 1 < count ? ',' : ''}\n`);
  yield `],"provenance":${JSON.stringify(provenance)}}\n`;
}
