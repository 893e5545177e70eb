/** NumPy's archive: a zip of arrays, one a column, and `provenance`, a text. numpy.load(file)['g1'], .files lists them. */
import { columnBytes, textBytes } from './npy.ts';
import type { Table } from './table.ts';
import { storedZip } from './zip.ts';

/** @throws RangeError where a column is called provenance */
export function npzBytes({ name, columns }: Table, provenance: string): Uint8Array {
  if (columns.some((column) => column.name === 'provenance'))
    throw new RangeError(`table ${name}: got a column provenance, expected none: npz keeps its own there`);
  return storedZip([
    ...columns.map((column) => ({ name: `${column.name}.npy`, bytes: columnBytes(column) })),
    { name: 'provenance.npy', bytes: textBytes(provenance) },
  ]);
}
