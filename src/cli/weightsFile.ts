/** Weights as files: one column `w`, csv, npy or parquet by the extension; other columns are not read. */

import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from './atomicFile.ts';
import { UsageError } from './conventions.ts';
import { unreadable } from './inputFile.ts';

const EXTENSIONS = ['csv', 'npy', 'parquet'] as const;
type Extension = (typeof EXTENSIONS)[number];

const COLUMN = 'w';

/** @param least how many weights there must be. @throws UsageError that names the file, and the row where it is one */
export async function readWeights(path: string, least: number): Promise<Float64Array> {
  const extension = extensionOf(JSON.stringify(path), path);
  const bytes = await bytesOf(path);
  // Loaded when it is needed, with the readers of all formats.
  const { readColumn } = await import('../table/readColumn.ts');
  const weights = await readColumn(bytes, extension, COLUMN).catch((error: unknown) => {
    if (error instanceof RangeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  });
  const bad = weights.findIndex((w) => !Number.isFinite(w));
  if (bad >= 0)
    throw new UsageError(`${path}: ${COLUMN}, row ${bad + 1}: got ${weights[bad]}, expected a finite number`);
  if (weights.length < least)
    throw new UsageError(`${path}: got ${weights.length} weights, expected at least ${least}`);
  return weights;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(path)}: got ${unreadable(error)}, expected a file of weights`);
  }
}

/** Before any work. @throws UsageError that names the option */
export function checkWeightsOutput(option: string, path: string): void {
  const got = `${option}: got ${JSON.stringify(path)}`;
  extensionOf(got, path);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${got}, expected a file in a folder that exists`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${got}, a folder, expected a file`);
}

/** Whole or not at all; npy holds a plain array. @throws UsageError where it cannot be written */
export async function writeWeights(
  option: string,
  path: string,
  weights: Float64Array,
  provenance: object,
): Promise<void> {
  const extension = extensionOf(`${option}: got ${JSON.stringify(path)}`, path);
  const [{ tablePieces }, { columnBytes }] = await Promise.all([
    import('../table/tableFile.ts'),
    import('../table/npy.ts'),
  ]);
  const column = { name: COLUMN, values: weights };
  const table = { name: 'weights', says: 'one row a weight', columns: [column] };
  try {
    writeWhole(
      path,
      extension === 'npy' ? [columnBytes(column)] : tablePieces(table, extension, { ...provenance }),
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(
      `${option} ${JSON.stringify(path)}: the file cannot be written (${String(error.code)})`,
    );
  }
}

function extensionOf(got: string, path: string): Extension {
  const extension = EXTENSIONS.find((name) => path.toLowerCase().endsWith(`.${name}`));
  if (extension !== undefined) return extension;
  throw new UsageError(`${got}, expected a name that ends in .${EXTENSIONS.join(' .')}`);
}
