/** What is recorded of a figure; and the records that come with natgrad, computed again in part. */
import { describe, expect, it } from 'vitest';
import { reproductions } from '../../../src/experiments/reproduction/index.ts';
import { figureName } from '../../../src/experiments/reproduction/names.ts';
import {
  checkOf,
  figureRecord,
  type RecordedCheck,
  tableOf,
} from '../../../src/experiments/reproduction/record.ts';
import { recordFiles } from '../../../src/experiments/reproduction/recordFiles.ts';
import type { Table } from '../../../src/table/table.ts';
import { fixtureRecord } from '../../report/figures.fixture.ts';

/** 1e-9 of the number, or of a millionth of the largest one. */
const TOLERANCE = 1e-9;

/** The first number that is not as recorded. */
function difference(now: RecordedCheck, then: RecordedCheck): string | undefined {
  if (JSON.stringify(now.task) !== JSON.stringify(then.task)) return 'the task is another';
  if (now.count !== then.count || now.stride !== then.stride)
    return `${now.count} numbers, not ${then.count}`;
  const largest = Math.max(...then.numbers.map(Math.abs));
  const k = then.numbers.findIndex((value, k) => {
    const other = now.numbers[k] as number;
    const size = Math.max(Math.abs(value), Math.abs(other), 1e-6 * largest);
    return Math.abs(value - other) > TOLERANCE * size;
  });
  return k < 0 ? undefined : `number ${k}: ${now.numbers[k]}, not ${then.numbers[k]}`;
}

const records = recordFiles();
const read = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('the records that come with natgrad', () => {
  it('are of figures that can be done again, each once', () => {
    const figures = records.map(({ record }) => record.figure);
    expect(new Set(figures).size).toBe(figures.length);
    expect(figures.filter((figure) => !Object.hasOwn(reproductions, figure))).toEqual([]);
  });

  it('are small', () => {
    const bytes = records.reduce((sum, { record }) => sum + JSON.stringify(record).length, 0);
    expect(bytes).toBeLessThan(1.5e6);
  });

  it.each(records.map(({ record }) => [record.figure, record] as const))(
    '%s gives the same numbers today',
    { timeout: 120_000 },
    async (figure, { check, provenance, claims }) => {
      const current = await reproductions[figure]?.();
      if (current === undefined) throw new Error(`there is no figure ${figure}`);
      expect(difference(read(await checkOf(current, provenance)), check)).toBeUndefined();
      expect(read(current.parameters(provenance))).toEqual(provenance.parameters);
      expect(claims.map(({ id, statistic }) => [id, statistic])).toEqual(
        current.claims.map(({ id, statistic }) => [id, statistic]),
      );
    },
  );
});

describe('a record', () => {
  it('shows when its figure computes other numbers', async () => {
    const { check } = await fixtureRecord('one');
    expect(difference(check, check)).toBeUndefined();
    const spoilt = (by: number) => ({ ...check, numbers: check.numbers.map((value) => value * (1 + by)) });
    expect(difference(spoilt(1e-8), check)).toMatch(/^number 0: /);
    expect(difference(spoilt(1e-12), check)).toBeUndefined();
    const other = await fixtureRecord('one', { scale: 'test', source: 'article', seed: 2 });
    expect(difference(other.check, check)).toBe('the task is another');
  });

  it('keeps every k-th number of a long result', async () => {
    const figure = await import('./fixture.ts').then(({ reproductions }) => reproductions.one?.());
    if (figure === undefined) throw new Error('no figure');
    const long = { ...figure, run: () => ({ a: Array.from({ length: 999 }, (_, k) => [k]), b: 999 }) };
    const check = await checkOf(long, { scale: 'quick', source: 'article', seed: 1 });
    expect(check).toMatchObject({ count: 1000, stride: 3, numbers: expect.any(Array) });
    expect([check.numbers.length, check.numbers[1], check.numbers.at(-1)]).toEqual([334, 3, 999]);
  });

  it('has tables of 6 digits, thinned by series with their ends', () => {
    const rows = 1000;
    const column = (of: (k: number) => number) => Array.from({ length: rows }, (_, k) => of(k));
    const table: Table = {
      name: 'series',
      says: 'one row a time',
      columns: [
        { name: 'rule', values: column(Number).map((k) => (k < rows / 2 ? 'a' : 'b')) },
        { name: 't', unit: 's', values: column((k) => k) },
        { name: 'x', values: column((k) => (k === 0 ? Number.POSITIVE_INFINITY : 1 / 3 + k)) },
      ],
    };
    const findings = { id: 'f', title: '', paperShows: '', claims: [], disagreements: [], tables: [table] };
    const recordOf = (bytes: number) =>
      figureRecord(findings, {} as never, { task: 0, count: 0, stride: 1, numbers: [] }, bytes).tables[0];
    const whole = recordOf(1e6);
    expect(whole).not.toHaveProperty('rows');
    expect(whole?.columns[2]?.values.slice(0, 2)).toEqual([null, 1.33333]);
    const thin = recordOf(4000);
    if (thin === undefined) throw new Error('no table');
    expect(JSON.stringify(thin).length).toBeLessThanOrEqual(4000);
    expect(thin.rows).toBe(rows);
    const times = thin.columns[1]?.values ?? [];
    for (const end of [0, 499, 500, 999]) expect(times).toContain(end);
    const [rule, , x] = tableOf(thin).columns;
    expect([rule?.values[0], x?.values[0]]).toEqual(['a', Number.NaN]);
  });
});

it('a grid becomes a coarser grid', () => {
  const cells = Array.from({ length: 41 }, (_, i) => Array.from({ length: 41 }, (_, j) => [i, j])).flat();
  const column = (of: (cell: number[]) => number) => cells.map((cell) => of(cell));
  const table: Table = {
    name: 'map',
    says: 'one row a cell',
    columns: [
      { name: 'a', values: column(([i = 0]) => i / 7) },
      { name: 'b', values: column(([, j = 0]) => j) },
      { name: 'change', values: column(([i = 0, j = 0]) => Math.sin(i * j)) },
    ],
  };
  const findings = { id: 'f', title: '', paperShows: '', claims: [], disagreements: [], tables: [table] };
  const check = { task: 0, count: 0, stride: 1, numbers: [] };
  const [map] = figureRecord(findings, {} as never, check, 12_000).tables;
  const [a, b] = (map?.columns ?? []).map(({ values }) => new Set(values as readonly number[]));
  expect([a?.size, b?.size]).toEqual([21, 21]);
  expect(map?.columns[0]?.values).toHaveLength(21 * 21);
  expect([...(b ?? [])].at(-1)).toBe(40);
});

it.each([
  ['fig3bc', 'Figure 3B-C'],
  ['fig12cf', 'Figure 12C-F'],
  ['fig10', 'Figure 10'],
  ['table1', 'Table 1'],
  ['pogodin-regression', 'Second paper, regression'],
])('%s is %s', (id, name) => {
  expect(figureName(id)).toBe(name);
});
