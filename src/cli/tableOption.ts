/** `--out FILE`: a table as a file, whole or not at all, its format by the extension. */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Table } from '../table/table.ts';
import type { Provenance, TableExtension } from '../table/tableFile.ts';
import { writeWhole } from './atomicFile.ts';
import { UsageError } from './conventions.ts';

export interface TableOutput {
  readonly path: string;
  readonly extension: TableExtension;
}

/** Before any work. @throws UsageError on another extension, or where the folder is none */
export async function tableOutput(path: string): Promise<TableOutput> {
  // Loaded when it is needed, with the writers of all formats.
  const { TABLE_EXTENSIONS, tableExtensionOf } = await import('../table/tableFile.ts');
  const extension = tableExtensionOf(path);
  const got = JSON.stringify(path);
  if (extension === undefined)
    throw new UsageError(`--out: got ${got}, expected a name that ends in .${TABLE_EXTENSIONS.join(' .')}`);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--out: got ${got}, expected a file in a folder that exists`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`--out: got ${got}, a folder, expected a file`);
  return { path, extension };
}

/** @throws UsageError where the table does not fit the format, or the file cannot be written */
export async function writeTable(
  { path, extension }: TableOutput,
  table: Table,
  provenance: Provenance,
): Promise<void> {
  const { tablePieces } = await import('../table/tableFile.ts');
  try {
    writeWhole(path, tablePieces(table, extension, provenance));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--out: ${error.message}`);
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`--out ${JSON.stringify(path)}: the file cannot be written (${String(error.code)})`);
  }
}

/** What stdout says of it. */
export function writtenLine(path: string, { columns }: Table): string {
  return `${basename(path)}: ${columns[0]?.values.length ?? 0} rows, ${columns.length} columns\n`;
}
