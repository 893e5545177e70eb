/**
 * The points of `natgrad coefficients`: a JSON list of {"mean", "variance", "q"} in mV, mV^2 and 1, in any order of keys,
 * with no other key. Every row is checked before anything is computed; rows are counted from 1.
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { VoltageMomentsArrays } from '../numeric/coefficients/sigmoidCoefficients.ts';
import { checkRealisable } from '../numeric/coefficients/voltageMoments.ts';
import { UsageError } from './conventions.ts';

/** The points and the name that messages call them by. */
export interface Points extends VoltageMomentsArrays {
  readonly name: string;
}

const fields = ['mean', 'variance', 'q'] as const;
type Field = (typeof fields)[number];

const expectedOf: Record<Field, string> = {
  mean: 'a finite voltage, mV',
  variance: 'a finite number >= 0, mV^2',
  q: 'a finite number >= 0',
};

const expectedList = 'a JSON list [{"mean": mV, "variance": mV^2, "q": 1}, ...]';

/** `-` stands for all that `input()` gives. */
export async function readPoints(path: string, input: () => NodeJS.ReadableStream): Promise<Points> {
  const name = path === '-' ? 'stdin' : path;
  return parsePoints(await readText(path, input), name);
}

async function readText(path: string, input: () => NodeJS.ReadableStream): Promise<string> {
  try {
    return path === '-' ? await text(input()) : await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const got = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`;
    throw new UsageError(
      `--points ${JSON.stringify(path)}: got ${got}, expected a JSON file, or - for standard input`,
    );
  }
}

/** @throws UsageError that names the row and the field */
export function parsePoints(json: string, name: string): Points {
  const rows = parseList(json, name);
  const column = () => new Float64Array(rows.length);
  const points: Points = { name, mean: column(), variance: column(), q: column() };
  for (const [index, row] of rows.entries()) {
    const { mean, variance, q } = checkedRow(row, points, index);
    points.mean[index] = mean;
    points.variance[index] = variance;
    points.q[index] = q;
  }
  return points;
}

/** Where a row cannot be used. */
export function rowError({ name }: Pick<Points, 'name'>, index: number, message: string): UsageError {
  return new UsageError(`${name} row ${index + 1}: ${message.replace(/^voltage moments: /, '')}`);
}

function parseList(json: string, name: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${name}: got malformed JSON (${reason}), expected ${expectedList}`);
  }
  if (!Array.isArray(value)) throw new UsageError(`${name}: got ${shown(value)}, expected ${expectedList}`);
  return value;
}

function checkedRow(row: unknown, points: Points, index: number): Record<Field, number> {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw rowError(points, index, `got ${shown(row)}, expected {"mean": mV, "variance": mV^2, "q": 1}`);
  }
  const given = row as Record<string, unknown>;
  for (const key in given) {
    if (!(fields as readonly string[]).includes(key)) {
      throw rowError(points, index, `got the field ${shown(key)}, expected only mean, variance and q`);
    }
  }
  const number = (field: Field): number => {
    const value = given[field];
    const valid = typeof value === 'number' && Number.isFinite(value) && (field === 'mean' || value >= 0);
    if (valid) return value;
    const got = Object.hasOwn(given, field) ? `${field} = ${shown(value)}` : `${field} is missing`;
    throw rowError(points, index, `${got} (expected ${expectedOf[field]})`);
  };
  const checked = { mean: number('mean'), variance: number('variance'), q: number('q') };
  try {
    checkRealisable(checked.mean, checked.variance, checked.q);
  } catch (error) {
    if (error instanceof RangeError) throw rowError(points, index, error.message);
    throw error;
  }
  return checked;
}

/** A JSON value in a few words. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value);
  const json = JSON.stringify(value);
  return json.length <= 40 ? json : `${json.slice(0, 40)}...`;
}
