/**
 * A zip archive of stored (uncompressed) files, all dated 1980-01-01, the earliest that the format has: the same files, the same bytes.
 * Reference: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
 */
export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const VERSION = 20;
const DATE = 0x21;
/** Sizes and offsets are 32 bits wide. */
const LARGEST = 2 ** 32 - 1;

/** @throws RangeError from 4 GiB on */
export function storedZip(entries: readonly ZipEntry[]): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name, 'latin1');
    // From the version needed to the extra field's length, the same in both headers.
    const common = fields([VERSION, 2], [0, 2], [0, 2], [0, 2], [DATE, 2], [crc32(bytes), 4])
      .concat(fields([bytes.length, 4], [bytes.length, 4], [title.length, 2], [0, 2]))
      .flat();
    const local = Buffer.from([...signature(0x04034b50), ...common]);
    directory.push(
      Buffer.from([
        ...signature(0x02014b50),
        ...fields([VERSION, 2]).flat(),
        ...common,
        ...fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]).flat(),
      ]),
      title,
    );
    files.push(local, title, bytes);
    offset += local.length + title.length + bytes.length;
    if (offset > LARGEST) throw new RangeError(`zip: ${offset} bytes (expected at most ${LARGEST})`);
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const count = entries.length;
  const end = [
    ...signature(0x06054b50),
    ...fields([0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]).flat(),
  ];
  return Buffer.concat([...files, ...directory, Buffer.from(end)]);
}

const signature = (value: number): number[] => littleEndian(value, 4);

const fields = (...given: readonly (readonly [value: number, size: 2 | 4])[]): number[][] =>
  given.map(([value, size]) => littleEndian(value, size));

const littleEndian = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, k) => (value >>> (8 * k)) & 0xff);

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let k = 0; k < 8; k++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of zip and PNG (ISO 3309); node:zlib has it only from Node 20.15 on. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (remainders[(value ^ byte) & 0xff] as number);
  return (value ^ 0xffffffff) >>> 0;
}
