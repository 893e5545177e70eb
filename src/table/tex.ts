/** A LaTeX tabular with the rules of the package booktabs and nothing else; 6 significant digits; the provenance is a comment. */
import { heading, isText, rounded, rowCount, rowPieces } from './rows.ts';
import type { Column, Table } from './table.ts';

export function* texPieces(table: Table, provenance: object): Generator<string> {
  const { columns } = table;
  const cells = columns.map((column): ((row: number) => string) => {
    const { values } = column;
    return isText(column)
      ? (row) => escaped(String(values[row]))
      : (row) => numberText(values[row] as number);
  });
  yield `% ${JSON.stringify(provenance)}\n`;
  yield '% Needs \\usepackage{booktabs}.\n';
  yield `\\begin{tabular}{${columns.map((column) => (isText(column) ? 'l' : 'r')).join('')}}\n`;
  yield `\\toprule\n${line(columns.map(title))}\\midrule\n`;
  yield* rowPieces(rowCount(table), (row) => line(cells.map((cell) => cell(row))));
  yield '\\bottomrule\n\\end{tabular}\n';
}

const line = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\\n`;

const title = (column: Column): string =>
  heading(column)
    .split(/(\^-?\d+)/)
    .map((part) => (/^\^-?\d+$/.test(part) ? `$^{${part.slice(1)}}$` : escaped(part)))
    .join('');

function numberText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '--' : `$${value < 0 ? '-' : ''}\\infty$`;
  const { mantissa, exponent } = rounded(value);
  return exponent === 0 ? `$${mantissa}$` : `$${mantissa}\\times10^{${exponent}}$`;
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

const escaped = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\^~<>|]|[#$%&_{}]/g, (character) => commands[character] ?? `\\${character}`);
