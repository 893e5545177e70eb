/**
 * A table as the bytes of a file, by the file's extension; the same table and provenance give the same bytes, without time or path.
 *
 *   csv      RFC 4180, a header row of column names; no place for units and provenance
 *   json     {"rows": [...], "provenance": {...}}, the doubles exactly
 *   npy      one NumPy structured array, numpy.load(f)['g1']; no place for units and provenance
 *   npz      one array a column, numpy.load(f)['g1'], and ['provenance'], a JSON text
 *   parquet  64-bit floats and texts; the provenance is the file's key-value metadata
 *   tex      booktabs, a tabular of 6 significant digits; the provenance is a comment
 *   md       a pipe table of 6 significant digits; the provenance stands below it
 *
 * Where there is room for it, the provenance has the columns' units added to it.
 */
import { csvPieces } from './csv.ts';
import { jsonPieces } from './json.ts';
import { markdownPieces } from './markdown.ts';
import { npyBytes } from './npy.ts';
import { npzBytes } from './npz.ts';
import { parquetBytes } from './parquet.ts';
import type { Column, Table } from './table.ts';
import { texPieces } from './tex.ts';

/** What made a table: plain JSON. */
export type Provenance = Readonly<Record<string, unknown>>;

export const TABLE_EXTENSIONS = ['csv', 'json', 'npy', 'npz', 'parquet', 'tex', 'md'] as const;
export type TableExtension = (typeof TABLE_EXTENSIONS)[number];

type Writer = (table: Table, provenance: Provenance) => Iterable<string | Uint8Array>;

const writers: Readonly<Record<TableExtension, Writer>> = {
  csv: csvPieces,
  json: jsonPieces,
  npy: (table) => [npyBytes(table)],
  npz: (table, provenance) => [npzBytes(table, JSON.stringify(provenance))],
  parquet: (table, provenance) => [parquetBytes(table, JSON.stringify(provenance))],
  tex: texPieces,
  md: markdownPieces,
};

/** What a path ends with, where it is one of TABLE_EXTENSIONS. */
export function tableExtensionOf(path: string): TableExtension | undefined {
  return TABLE_EXTENSIONS.find((extension) => path.endsWith(`.${extension}`));
}

/** The file in pieces: a million rows do not fit into one string. @throws RangeError where the table is none (checkTable) */
export function tablePieces(
  table: Table,
  extension: TableExtension,
  provenance: Provenance,
): Iterable<string | Uint8Array> {
  checkTable(table);
  return writers[extension](table, withUnits(table, provenance));
}

/** The whole file. @throws RangeError where the table is none (checkTable) */
export function tableBytes(table: Table, extension: TableExtension, provenance: Provenance): Uint8Array {
  return Buffer.concat([...tablePieces(table, extension, provenance)].map((piece) => Buffer.from(piece)));
}

/** @throws RangeError on columns of unequal length, two of one name, or a name that is not plain ASCII without quotes and backslashes */
export function checkTable({ name, columns }: Table): void {
  const length = columns[0]?.values.length ?? 0;
  const names = new Set<string>();
  for (const column of columns) {
    if (column.values.length !== length)
      throw new RangeError(
        `table ${name}: ${column.name} has ${column.values.length} values (expected ${length})`,
      );
    if (!/^[ -~]+$/.test(column.name) || /["'\\]/.test(column.name))
      throw new RangeError(
        `table ${name}: got a column ${JSON.stringify(column.name)}, expected a name of ASCII characters but quotes and backslashes`,
      );
    if (names.has(column.name))
      throw new RangeError(`table ${name}: got two columns ${column.name}, expected one of each name`);
    names.add(column.name);
  }
}

function withUnits({ columns }: Table, provenance: Provenance): Provenance {
  const hasUnit = (column: Column): column is Column & { unit: string } => column.unit !== undefined;
  const units = columns.filter(hasUnit).map(({ name, unit }) => [name, unit]);
  return units.length === 0 ? provenance : { ...provenance, units: Object.fromEntries(units) };
}
