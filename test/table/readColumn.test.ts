import { describe, expect, it } from 'vitest';
import { READABLE_EXTENSIONS, readColumn } from '../../src/table/readColumn.ts';
import { tableBytes } from '../../src/table/tableFile.ts';
import { hardNumbers, sampleProvenance, sampleTable } from './sampleTable.ts';

describe('readColumn', () => {
  it.each(READABLE_EXTENSIONS)('%s: gives back the numbers that were written', async (extension) => {
    const bytes = tableBytes(sampleTable, extension, sampleProvenance);
    expect([...(await readColumn(bytes, extension, 'rate'))]).toEqual(hardNumbers);
    expect([...(await readColumn(bytes, extension, 'g4'))]).toEqual(hardNumbers.map((value) => -value));
  });

  it.each(READABLE_EXTENSIONS)('%s: reads from the middle of a larger buffer', async (extension) => {
    const bytes = tableBytes(sampleTable, extension, sampleProvenance);
    const larger = new Uint8Array(bytes.length + 9);
    larger.set(bytes, 5);
    const middle = larger.subarray(5, 5 + bytes.length);
    expect([...(await readColumn(middle, extension, 'rate'))]).toEqual(hardNumbers);
  });

  it.each(READABLE_EXTENSIONS)('%s: names the columns that there are', async (extension) => {
    const bytes = tableBytes(sampleTable, extension, sampleProvenance);
    await expect(readColumn(bytes, extension, 'g5')).rejects.toThrow(
      new RangeError('column: got "g5", expected one of rate, what, g4'),
    );
  });

  it.each([
    ['csv', 'what, row 1: got "", expected a number'],
    ['npy', 'npy: got values of type <U21, expected one array of numbers with one dimension, or of records'],
    ['parquet', 'what, row 1: got a value that is no number, expected a number'],
  ] as const)('%s: refuses texts', async (extension, message) => {
    const bytes = tableBytes(sampleTable, extension, sampleProvenance);
    await expect(readColumn(bytes, extension, 'what')).rejects.toThrow(new RangeError(message));
  });

  it('reads what other programs write into csv', async () => {
    const text = '\uFEFF"time", v\n0, 1\n0.5,nan\n1,-Infinity\n';
    const bytes = new TextEncoder().encode(text);
    expect([...(await readColumn(bytes, 'csv', 'time'))]).toEqual([0, 0.5, 1]);
    expect([...(await readColumn(bytes, 'csv', ' v'))]).toEqual([1, Number.NaN, Number.NEGATIVE_INFINITY]);
  });

  // A csv file has no end of its own: where it is cut off cannot be seen.
  it.each(['npy', 'parquet'] as const)(
    '%s: refuses a file cut short or of another kind',
    async (extension) => {
      const whole = tableBytes(sampleTable, extension, sampleProvenance);
      const parts = [0, 5, 20, whole.length / 2, whole.length - 1].map((length) => whole.subarray(0, length));
      for (const bytes of [...parts, Buffer.from('a text of another kind')])
        await expect(readColumn(bytes, extension, 'g4')).rejects.toThrow(
          /^(npy|parquet): got [^\n]+, expected [^\n]+$/,
        );
    },
  );
});
