/** RFC 4180: a header row, lines end in CRLF, fields quoted only where they must be; numbers read back as the same doubles. */
import { isText, rowCount, rowPieces, shortest } from './rows.ts';
import type { Table } from './table.ts';

export function* csvPieces(table: Table): Generator<string> {
  const { columns } = table;
  const cells = columns.map((column): ((row: number) => string) => {
    const { values } = column;
    return isText(column) ? (row) => field(String(values[row])) : (row) => shortest(values[row] as number);
  });
  yield `${columns.map(({ name }) => field(name)).join(',')}\r\n`;
  yield* rowPieces(rowCount(table), (row) => `${cells.map((cell) => cell(row)).join(',')}\r\n`);
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The fields of each record. White space is kept, an unclosed quote ends with the text, a last empty line is no record. */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"?|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [, quoted, plain = '', end] = match;
    const isEnd = end === '';
    if (isEnd && record.length === 0 && quoted === undefined && plain === '') break;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      records.push(record);
      record = [];
    }
    if (isEnd) break;
  }
  return records;
}
