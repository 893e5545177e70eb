import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../src/table/csv.ts';
import { PROVENANCE_KEY } from '../../src/table/parquet.ts';
import { READABLE_EXTENSIONS, readColumn } from '../../src/table/readColumn.ts';
import type { Table } from '../../src/table/table.ts';
import {
  TABLE_EXTENSIONS,
  type TableExtension,
  tableBytes,
  tableExtensionOf,
} from '../../src/table/tableFile.ts';
import { crc32 } from '../../src/table/zip.ts';
import { described, hardNumbers, hardTexts, sampleProvenance, sampleTable } from './sampleTable.ts';

const bytesOf = (extension: TableExtension, table: Table = sampleTable): Uint8Array =>
  tableBytes(table, extension, sampleProvenance);
const textOf = (extension: TableExtension, table?: Table): string =>
  Buffer.from(bytesOf(extension, table)).toString();
const withColumns = (columns: Table['columns']): Table => ({ ...sampleTable, columns });

describe('csv', () => {
  it('gives back every number and every text', () => {
    const [header, ...rows] = csvRecords(textOf('csv'));
    expect(header).toEqual(['rate', 'what', 'g4']);
    expect(rows.map(([rate]) => Number(rate))).toEqual(hardNumbers);
    expect(rows.map(([, what]) => what)).toEqual(hardTexts);
  });

  it('is RFC 4180, character by character', () => {
    const lines = textOf('csv').split('\r\n');
    expect(lines.slice(0, 5)).toEqual([
      'rate,what,g4',
      '0,,-0',
      '-0,plain,0',
      `${1 / 3},"a,b",${-1 / 3}`,
      '-1e-310,"say ""no""",1e-310',
    ]);
    expect(lines.at(-1)).toBe('');
  });

  it.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\r\n\r\n1\r\n', [['a'], [''], ['1']]],
    [
      '"a""b","c\nd"\r\n,',
      [
        ['a"b', 'c\nd'],
        ['', ''],
      ],
    ],
    ['', []],
  ])('reads %j', (text, records) => expect(csvRecords(text)).toEqual(records));
});

describe('json', () => {
  it('is rows and provenance, the doubles exactly', () => {
    const { rows, provenance } = JSON.parse(textOf('json'));
    expect(provenance).toEqual(described);
    expect(rows).toEqual(hardNumbers.map((rate, k) => ({ rate, what: hardTexts[k], g4: -rate })));
  });

  it('has null where JSON has no number', () => {
    const table = withColumns([{ name: 'g', values: [Number.NaN, Number.POSITIVE_INFINITY, 1] }]);
    expect(JSON.parse(textOf('json', table)).rows).toEqual([{ g: null }, { g: null }, { g: 1 }]);
  });

  it('may have no rows', () => {
    const table = withColumns([{ name: 'g', values: [] }]);
    expect(JSON.parse(textOf('json', table)).rows).toEqual([]);
  });
});

describe('parquet', () => {
  const file = () => bytesOf('parquet').slice().buffer;

  it('gives back every number and every text', async () => {
    const rows = await parquetReadObjects({ file: file() });
    expect(rows).toEqual(hardNumbers.map((rate, k) => ({ rate, what: hardTexts[k], g4: -rate })));
  });

  it('has the provenance and the units among its key-value metadata', () => {
    const entries = parquetMetadata(file()).key_value_metadata ?? [];
    const value = entries.find(({ key }) => key === PROVENANCE_KEY)?.value;
    expect(JSON.parse(value ?? '')).toEqual(described);
  });
});

describe('md', () => {
  it('is a pipe table with units, alignment and 6 digits, and the provenance below it', () => {
    const lines = textOf('md').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '| rate (Hz) | what | g4 (1/mV^2) |',
      '| --: | :-- | --: |',
      '| 0 |  | 0 |',
      '| 0 | plain | 0 |',
      '| 0.333333 | a,b | -0.333333 |',
    ]);
    expect(lines[6]).toBe('| 1.79769e308 | two lines | -1.79769e308 |');
    expect(lines[8]).toBe('| 4.94066e-324 | naïve 𝜎\\|\\\\^~ | -4.94066e-324 |');
    expect(JSON.parse(lines.slice(12, -2).join('\n'))).toEqual(described);
  });
});

describe('NaN and infinities', () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1];
  const table = withColumns([{ name: 'g', values }]);

  it.each(READABLE_EXTENSIONS)('%s keeps them', async (extension) => {
    expect([...(await readColumn(bytesOf(extension, table), extension, 'g'))]).toEqual(values);
  });

  it('tex and md show them', () => {
    expect(textOf('tex', table)).toContain('\\midrule\n-- \\\\\n$\\infty$ \\\\\n$-\\infty$ \\\\\n$1$ \\\\\n');
    expect(textOf('md', table)).toContain('| NaN |\n| Infinity |\n| -Infinity |\n| 1 |\n');
  });
});

describe('every format', () => {
  it.each(TABLE_EXTENSIONS)(
    '%s: the same table, the same bytes; another number, other bytes',
    (extension) => {
      expect(bytesOf(extension)).toEqual(bytesOf(extension));
      const [rate, ...others] = sampleTable.columns;
      const changed = withColumns([
        { name: 'rate', unit: 'Hz', values: [1, ...hardNumbers.slice(1)] },
        ...others,
      ]);
      expect(rate?.name).toBe('rate');
      expect(bytesOf(extension, changed)).not.toEqual(bytesOf(extension));
    },
  );

  it.each(TABLE_EXTENSIONS)('%s: may have no rows', (extension) => {
    expect(bytesOf(extension, withColumns([{ name: 'g1', values: [] }])).length).toBeGreaterThan(0);
  });

  it.each<[string, Table['columns'], string]>([
    [
      'unequal lengths',
      [
        { name: 'a', values: [1] },
        { name: 'b', values: [] },
      ],
      'table sample: b has 0 values (expected 1)',
    ],
    [
      'a name twice',
      [
        { name: 'a', values: [] },
        { name: 'a', values: [] },
      ],
      'table sample: got two columns a, expected one of each name',
    ],
    [
      'a quote',
      [{ name: "a'", values: [] }],
      'table sample: got a column "a\'", expected a name of ASCII characters but quotes and backslashes',
    ],
  ])('refuses %s', (_, columns, message) => {
    for (const extension of TABLE_EXTENSIONS)
      expect(() => bytesOf(extension, withColumns(columns))).toThrow(new RangeError(message));
  });

  it('is found by the end of a path', () => {
    expect(['a.b/c.csv', 'x.json', 'csv', 'x.CSV', 'x.md.txt', '.parquet'].map(tableExtensionOf)).toEqual([
      'csv',
      'json',
      undefined,
      undefined,
      undefined,
      'parquet',
    ]);
  });
});

it('crc32 has the check value of the standard', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
