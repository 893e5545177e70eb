/**
 * A column of a NumPy array file, any version (numpy.lib.format): a field of a structured array, or all of a plain array with one
 * dimension, whatever it is called. Floats of 4 and 8 bytes and integers of 1 to 8 bytes, either byte order.
 */

/** @throws RangeError (one line) where the bytes are no such array, or the field is missing or of another type */
export function readNpyColumn(bytes: Uint8Array, name: string): Float64Array {
  const { header, start } = headerOf(bytes);
  const [, count] = /'shape': \((\d+),\)/.exec(header) ?? [];
  if (count === undefined) throw refused('an array of other than one dimension');
  const { type, offset, size } = fieldOf(header, name);
  const read = readerOf(type);
  const length = Number(count);
  if (bytes.length < start + length * size) throw refused('a file that ends early');
  const data = new DataView(bytes.buffer, bytes.byteOffset + start + offset);
  return Float64Array.from({ length }, (_, row) => read(data, row * size));
}

function headerOf(bytes: Uint8Array): { readonly header: string; readonly start: number } {
  const magic = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  if (magic !== '\x93NUMPY' || bytes.length < 12) throw refused('another file');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isFirstVersion = bytes[6] === 1;
  const begin = isFirstVersion ? 10 : 12;
  const start = begin + (isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true));
  return { header: new TextDecoder().decode(bytes.subarray(begin, start)), start };
}

interface Place {
  readonly type: string;
  /** Bytes from the beginning of a row, and of a whole row. */
  readonly offset: number;
  readonly size: number;
}

function fieldOf(header: string, name: string): Place {
  const [, plain] = /'descr': '([^']*)'/.exec(header) ?? [];
  if (plain !== undefined) return { type: plain, offset: 0, size: sizeOf(plain) };
  const [, list = ''] = /'descr': \[(.*)\]/.exec(header) ?? [];
  const fields = [...list.matchAll(/\('([^']*)', '([^']*)'\)/g)];
  let [size, place]: [number, Omit<Place, 'size'> | undefined] = [0, undefined];
  for (const [, field, type = ''] of fields) {
    if (field === name) place = { type, offset: size };
    size += sizeOf(type);
  }
  if (place !== undefined) return { ...place, size };
  const names = fields.map(([, field]) => field).join(', ');
  throw new RangeError(`column: got ${JSON.stringify(name)}, expected one of ${names}`);
}

function sizeOf(type: string): number {
  const [, kind = '', digits] = /^[<>|=]([a-zA-Z])(\d+)$/.exec(type) ?? [];
  if (digits === undefined) throw refused(`values of type ${type}`);
  return (kind === 'U' ? 4 : 1) * Number(digits);
}

function readerOf(type: string): (data: DataView, offset: number) => number {
  const little = type[0] !== '>';
  switch (type.slice(1)) {
    case 'f8':
      return (data, offset) => data.getFloat64(offset, little);
    case 'f4':
      return (data, offset) => data.getFloat32(offset, little);
    case 'i8':
      return (data, offset) => Number(data.getBigInt64(offset, little));
    case 'u8':
      return (data, offset) => Number(data.getBigUint64(offset, little));
    case 'i4':
      return (data, offset) => data.getInt32(offset, little);
    case 'u4':
      return (data, offset) => data.getUint32(offset, little);
    case 'i2':
      return (data, offset) => data.getInt16(offset, little);
    case 'u2':
      return (data, offset) => data.getUint16(offset, little);
    case 'i1':
      return (data, offset) => data.getInt8(offset);
    case 'u1':
      return (data, offset) => data.getUint8(offset);
    default:
      throw refused(`values of type ${type}`);
  }
}

const refused = (got: string): RangeError =>
  new RangeError(`npy: got ${got}, expected one array of numbers with one dimension, or of records`);
