/** A pipe table (GitHub Flavored Markdown), 6 significant digits, and the provenance below it. */
import { heading, isText, rounded, rowCount, rowPieces } from './rows.ts';
import type { Table } from './table.ts';

export function* markdownPieces(table: Table, provenance: object): Generator<string> {
  const { columns } = table;
  const cells = columns.map((column): ((row: number) => string) => {
    const { values } = column;
    return isText(column)
      ? (row) => escaped(String(values[row]))
      : (row) => numberText(values[row] as number);
  });
  yield line(columns.map((column) => escaped(heading(column))));
  yield line(columns.map((column) => (isText(column) ? ':--' : '--:')));
  yield* rowPieces(rowCount(table), (row) => line(cells.map((cell) => cell(row))));
  yield `\n\`\`\`json\n${JSON.stringify(provenance, null, 2)}\n\`\`\`\n`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function numberText(value: number): string {
  const { mantissa, exponent } = rounded(value);
  return exponent === 0 ? mantissa : `${mantissa}e${exponent}`;
}

const escaped = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/[\\|<*_`]/g, '\\$&');
