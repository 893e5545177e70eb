/**
 * The points of `natgrad coefficients`: a JSON list of {"mean", "variance", "q"} in mV, mV^2 and 1, in any order of keys,
 * with no other key. Every row is checked before anything is computed; rows are counted from 1.
 */
import type { VoltageMomentsArrays } from '../numeric/coefficients/sigmoidCoefficients.ts';
import { checkRealisable } from '../numeric/coefficients/voltageMoments.ts';
import { UsageError } from './conventions.ts';
import { contentName, isObject, parseJson, readInput, shown } from './inputFile.ts';

/** The points and the name that messages call them by. */
export interface Points extends VoltageMomentsArrays {
  readonly name: string;
  /** Also what was set in this row: 'rate = 5, n = 10, sample = 3'. */
  readonly says?: (index: number) => string;
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
  const text = await readInput({ path, input, option: '--points', expected: 'a JSON file' });
  return parsePoints(text, contentName(path));
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
export function rowError(
  { name, says }: Pick<Points, 'name' | 'says'>,
  index: number,
  message: string,
): UsageError {
  const set = says === undefined ? '' : ` (${says(index)})`;
  return new UsageError(`${name} row ${index + 1}${set}: ${message.replace(/^voltage moments: /, '')}`);
}

function parseList(json: string, name: string): readonly unknown[] {
  const value = parseJson(json, name, expectedList);
  if (!Array.isArray(value)) throw new UsageError(`${name}: got ${shown(value)}, expected ${expectedList}`);
  return value;
}

function checkedRow(row: unknown, points: Points, index: number): Record<Field, number> {
  if (!isObject(row)) {
    throw rowError(points, index, `got ${shown(row)}, expected {"mean": mV, "variance": mV^2, "q": 1}`);
  }
  for (const key in row) {
    if (!(fields as readonly string[]).includes(key)) {
      throw rowError(points, index, `got the field ${shown(key)}, expected only mean, variance and q`);
    }
  }
  const number = (field: Field): number => {
    const value = row[field];
    const valid = typeof value === 'number' && Number.isFinite(value) && (field === 'mean' || value >= 0);
    if (valid) return value;
    const got = Object.hasOwn(row, field) ? `${field} = ${shown(value)}` : `${field} is missing`;
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
