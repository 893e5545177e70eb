/** Rows of a table as text, some thousand a piece, and the two ways in which numbers are written. */
import type { Column, Table } from './table.ts';

const ROWS_A_PIECE = 1000;

export const rowCount = ({ columns }: Table): number => columns[0]?.values.length ?? 0;

export const isText = (column: Column): column is Column & { readonly values: readonly string[] } =>
  typeof column.values[0] === 'string';

/** `line(i)` of all rows. */
export function* rowPieces(count: number, line: (row: number) => string): Generator<string> {
  for (let start = 0; start < count; start += ROWS_A_PIECE) {
    const size = Math.min(ROWS_A_PIECE, count - start);
    yield Array.from({ length: size }, (_, k) => line(start + k)).join('');
  }
}

/** The shortest decimal that reads back as the same double; -0 keeps its sign. */
export const shortest = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** A heading for people: 'g2 (1/mV)'. */
export const heading = ({ name, unit }: Column): string => (unit === undefined ? name : `${name} (${unit})`);

/** For people: 6 significant digits, as mantissa and exponent of ten where that is shorter; the exponent is 0 otherwise. */
export function rounded(value: number): { readonly mantissa: string; readonly exponent: number } {
  const text = String(Number(value.toPrecision(6)));
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || (size >= 1e-4 && size < 1e6))
    return { mantissa: text, exponent: 0 };
  const [mantissa = text, exponent = '0'] = Number(text).toExponential().split('e');
  return { mantissa, exponent: Number(exponent) };
}
