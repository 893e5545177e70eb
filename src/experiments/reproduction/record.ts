/**
 * A figure as it is kept with natgrad: verdicts with all their estimates, what made them, tables for its pictures (6 digits; long ones
 * 4, and thinned; none that another summarizes), and one small task with its result, so that it shows when the program no longer
 * computes what was recorded.
 */
import type { Column, Table } from '../../table/table.ts';
import type { ClaimFinding } from './claimFinding.ts';
import type { Findings } from './findings.ts';
import { asRead } from './plainJson.ts';
import type { Choices, Disagreement, Reproduction } from './reproduction.ts';

/** What made the numbers: the command without where they go. */
export interface RecordProvenance extends Choices {
  readonly program: string;
  readonly version: string;
  readonly command: string;
  readonly figure: string;
  readonly parameters: unknown;
}

export interface RecordedColumn {
  readonly name: string;
  readonly unit?: string;
  /** null for a number that is not finite. */
  readonly values: readonly (number | null)[] | readonly string[];
}

export interface RecordedTable {
  readonly name: string;
  readonly says: string;
  /** Of the whole table, where it was thinned. */
  readonly rows?: number;
  readonly columns: readonly RecordedColumn[];
}

/** The first task at scale 'test', with the source and seed of the record. */
export interface RecordedCheck {
  readonly task: unknown;
  /** How many numbers the result has, in the order of its JSON; every `stride`-th of them is kept. */
  readonly count: number;
  readonly stride: number;
  readonly numbers: readonly number[];
}

export interface FigureRecord {
  readonly figure: string;
  readonly title: string;
  readonly paperShows: string;
  readonly provenance: RecordProvenance;
  readonly claims: readonly ClaimFinding[];
  readonly disagreements: readonly Disagreement[];
  readonly check: RecordedCheck;
  readonly tables: readonly RecordedTable[];
}

/** @param bytes of all tables together, as JSON: longer tables are thinned until they fit */
export function figureRecord(
  { id, title, paperShows, claims, disagreements, tables }: Findings,
  provenance: RecordProvenance,
  check: RecordedCheck,
  bytes: number,
): FigureRecord {
  const drawn = tables.filter(({ isSummarized }) => isSummarized !== true);
  const recorded = fitting(drawn, bytes);
  return { figure: id, title, paperShows, provenance, claims, disagreements, check, tables: recorded };
}

/** The check of a figure: what its first task at scale 'test' gives. */
export async function checkOf(
  { parameters, tasks, run }: Reproduction,
  { source, seed }: Choices,
): Promise<RecordedCheck> {
  const [task] = asRead(tasks(asRead(parameters({ scale: 'test', source, seed }), 'parameters')), 'tasks');
  const all = numbersIn(asRead(await run(task), 'result'));
  const stride = Math.max(1, Math.ceil(all.length / MOST_CHECKED));
  return { task, count: all.length, stride, numbers: all.filter((_, k) => k % stride === 0) };
}

const MOST_CHECKED = 400;

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** A recorded table as one that is drawn from. */
export const tableOf = ({ name, says, columns }: RecordedTable): Table => ({
  name,
  says,
  columns: columns.map(({ values, ...rest }) => ({
    ...rest,
    values: isTexts(values) ? values : values.map((value) => value ?? Number.NaN),
  })),
});

const isTexts = (values: RecordedColumn['values']): values is readonly string[] =>
  typeof values[0] === 'string';

const DIGITS = 6;
/** Where tables would be too long: a picture does not show more. */
const FEWER_DIGITS = 4;

/** Digits go first, then rows: the longest table is halved until all fit. */
function fitting(tables: readonly Table[], bytes: number): RecordedTable[] {
  const strides = tables.map(() => 1);
  for (let digits = DIGITS; ; digits = FEWER_DIGITS) {
    const recorded = tables.map((table, k) => recordedTable(table, strides[k] as number, digits));
    const sizes = recorded.map((table) => JSON.stringify(table).length);
    if (sizes.reduce((a, b) => a + b, 0) <= bytes) return recorded;
    if (digits === DIGITS) continue;
    const longest = sizes.lastIndexOf(Math.max(...sizes));
    if ((strides[longest] as number) >= rowsOf(tables[longest] as Table)) return recorded;
    strides[longest] = 2 * (strides[longest] as number);
  }
}

const rowsOf = ({ columns }: Table): number => columns[0]?.values.length ?? 0;

function recordedTable(table: Table, stride: number, digits: number): RecordedTable {
  const { name, says, columns } = table;
  const kept = keptRows(table, stride);
  const rounded = (value: number): number | null =>
    Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
  return {
    name,
    says,
    ...(kept.length < rowsOf(table) && { rows: rowsOf(table) }),
    columns: columns.map(({ name, unit, values }) => ({
      name,
      ...(unit !== undefined && { unit }),
      values: kept.map((row) => {
        const value = values[row] as string | number;
        return typeof value === 'number' ? rounded(value) : value;
      }) as RecordedColumn['values'],
    })),
  };
}

/** About one row of so many: of each group of rows with the same texts a coarser grid, or every so many rows and the last one. */
function keptRows(table: Table, stride: number): number[] {
  const [texts, numbers] = [true, false].map((asked) =>
    table.columns.filter(({ values }) => (typeof values[0] === 'string') === asked),
  ) as [Column[], Column[]];
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rowsOf(table); row++) {
    const key = JSON.stringify(texts.map(({ values }) => values[row]));
    const members = groups.get(key) ?? [];
    members.push(row);
    groups.set(key, members);
  }
  return [...groups.values()]
    .flatMap((rows) => coarserGrid(rows, numbers, stride) ?? everySoMany(rows, stride))
    .sort((a, b) => a - b);
}

const everySoMany = <T>(all: readonly T[], stride: number): T[] =>
  all.filter((_, k) => k % stride === 0 || k === all.length - 1);

/** Where the first two columns of numbers are those of a grid: every so many of each. */
function coarserGrid(
  rows: readonly number[],
  [first, second]: readonly Column[],
  stride: number,
): number[] | undefined {
  if (first === undefined || second === undefined) return undefined;
  const [x, y] = [first, second].map(({ values }) => rows.map((row) => values[row] as number)) as [
    number[],
    number[],
  ];
  const [xs, ys] = [x, y].map((each) => [...new Set(each)].sort((a, b) => a - b)) as [number[], number[]];
  if (Math.min(xs.length, ys.length) < 3 || xs.length * ys.length !== rows.length) return undefined;
  const step = 2 ** Math.ceil(Math.log2(stride) / 2);
  const [keptX, keptY] = [new Set(everySoMany(xs, step)), new Set(everySoMany(ys, step))];
  return rows.filter((_, k) => keptX.has(x[k] as number) && keptY.has(y[k] as number));
}
