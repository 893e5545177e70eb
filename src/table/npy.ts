/**
 * NumPy's array file, version 1.0 (numpy.lib.format): magic, length and text of a header, then the values, little-endian.
 *
 * Numbers are '<f8'; texts '<Uk', k code points of 4 bytes each, zeros behind the shorter ones.
 */
import { isText, rowCount } from './rows.ts';
import type { Column, Table } from './table.ts';

/** One structured array: numpy.load(file)['g1'] is the column g1. */
export function npyBytes(table: Table): Uint8Array {
  const count = rowCount(table);
  const layout = table.columns.map(fieldOf);
  const itemSize = layout.reduce((total, { size }) => total + size, 0);
  const descriptor = table.columns.map(({ name }, k) => `('${name}', '${layout[k]?.type}')`).join(', ');
  const data = new DataView(new ArrayBuffer(count * itemSize));
  let offset = 0;
  for (const { size, write } of layout) {
    for (let row = 0; row < count; row++) write(data, row * itemSize + offset, row);
    offset += size;
  }
  return npyFile(`[${descriptor}]`, `(${count},)`, data);
}

/** One plain array of n values. */
export function columnBytes(column: Column): Uint8Array {
  const { type, size, write } = fieldOf(column);
  const count = column.values.length;
  const data = new DataView(new ArrayBuffer(count * size));
  for (let row = 0; row < count; row++) write(data, row * size, row);
  return npyFile(`'${type}'`, `(${count},)`, data);
}

/** A text as an array without dimensions: numpy.load(file).item() is the text. */
export function textBytes(text: string): Uint8Array {
  const { type, size, write } = fieldOf({ name: '', values: [text] });
  const data = new DataView(new ArrayBuffer(size));
  write(data, 0, 0);
  return npyFile(`'${type}'`, '()', data);
}

interface Field {
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly write: (data: DataView, offset: number, row: number) => void;
}

function fieldOf(column: Column): Field {
  const { values } = column;
  if (!isText(column)) {
    const write: Field['write'] = (data, offset, row) => data.setFloat64(offset, values[row] as number, true);
    return { type: '<f8', size: 8, write };
  }
  const codePoints = column.values.map((text) =>
    Array.from(text, (character) => character.codePointAt(0) ?? 0),
  );
  const longest = codePoints.reduce((most, { length }) => Math.max(most, length), 1);
  return {
    type: `<U${longest}`,
    size: 4 * longest,
    write: (data, offset, row) => {
      for (const [k, code] of (codePoints[row] ?? []).entries()) data.setUint32(offset + 4 * k, code, true);
    },
  };
}

const MAGIC = '\x93NUMPY\x01\x00';
const PREAMBLE = MAGIC.length + 2;

function npyFile(descriptor: string, shape: string, data: DataView): Uint8Array {
  const header = `{'descr': ${descriptor}, 'fortran_order': False, 'shape': ${shape}, }`;
  // Padded with spaces and a newline, so that the values begin at a multiple of 64.
  const length = 64 * Math.ceil((PREAMBLE + header.length + 1) / 64) - PREAMBLE;
  if (length > 0xffff)
    throw new RangeError(`npy: a header of ${length} bytes (expected fewer columns: at most 65535)`);
  const size = Buffer.alloc(2);
  size.writeUInt16LE(length);
  return Buffer.concat([
    Buffer.from(MAGIC, 'latin1'),
    size,
    Buffer.from(`${header.padEnd(length - 1)}\n`, 'latin1'),
    new Uint8Array(data.buffer),
  ]);
}
