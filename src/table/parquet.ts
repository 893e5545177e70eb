/** Apache Parquet: columns of 64-bit floats and of texts, none of which is ever null; the provenance under the key `natgrad`. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { isText } from './rows.ts';
import type { Table } from './table.ts';

/** The key of the provenance in the file's metadata. */
export const PROVENANCE_KEY = 'natgrad';

export function parquetBytes({ columns }: Table, provenance: string): Uint8Array {
  const buffer = parquetWriteBuffer({
    columnData: columns.map((column) => ({
      name: column.name,
      data: isText(column) ? [...column.values] : Float64Array.from(column.values as ArrayLike<number>),
      type: isText(column) ? 'STRING' : 'DOUBLE',
      nullable: false,
    })),
    kvMetadata: [{ key: PROVENANCE_KEY, value: provenance }],
  });
  return new Uint8Array(buffer);
}
