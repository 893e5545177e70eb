/** One column of numbers from the bytes of a csv, npy or parquet file, natgrad's or another program's. */
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { csvRecords } from './csv.ts';
import { readNpyColumn } from './readNpy.ts';

export const READABLE_EXTENSIONS = ['csv', 'npy', 'parquet'] as const;
export type ReadableExtension = (typeof READABLE_EXTENSIONS)[number];

/**
 * The numbers of the column `name`; NaN and infinities are numbers too.
 * @throws RangeError (one line: what, got, expected) where there is no such column, it holds something else, or the file is none
 */
export async function readColumn(
  bytes: Uint8Array,
  extension: ReadableExtension,
  name: string,
): Promise<Float64Array> {
  switch (extension) {
    case 'csv':
      return csvColumn(bytes, name);
    case 'npy':
      return readNpyColumn(bytes, name);
    case 'parquet':
      return parquetColumn(bytes, name);
  }
}

/** Rows are counted from 1, the header not among them. */
function csvColumn(bytes: Uint8Array, name: string): Float64Array {
  const [header = [], ...records] = csvRecords(new TextDecoder().decode(bytes));
  const index = header.indexOf(name);
  if (index < 0) throw noColumn(name, header);
  return Float64Array.from(records, (record, row) => {
    const text = record[index]?.trim() ?? '';
    const value = text === '' ? Number.NaN : Number(text);
    if (!Number.isNaN(value) || /^nan$/i.test(text)) return value;
    throw new RangeError(`${name}, row ${row + 1}: got ${JSON.stringify(text)}, expected a number`);
  });
}

async function parquetColumn(bytes: Uint8Array, name: string): Promise<Float64Array> {
  const file = bytes.slice().buffer;
  const names = parquetNames(file);
  if (!names.includes(name)) throw noColumn(name, names);
  const rows = await parquetReadObjects({ file, columns: [name] });
  return Float64Array.from(rows, (row, index) => {
    const value: unknown = row[name];
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
    throw new RangeError(`${name}, row ${index + 1}: got a value that is no number, expected a number`);
  });
}

function parquetNames(file: ArrayBuffer): string[] {
  try {
    return parquetMetadata(file)
      .schema.slice(1)
      .map((element) => element.name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(`parquet: got a file that cannot be read (${reason}), expected a parquet file`);
  }
}

/** The columns that there are, as far as a line holds them. */
export function noColumn(name: string, names: readonly string[]): RangeError {
  const list = names.slice(0, 30).join(', ') + (names.length > 30 ? ', ...' : '');
  return new RangeError(`column: got ${JSON.stringify(name)}, expected one of ${list}`);
}
