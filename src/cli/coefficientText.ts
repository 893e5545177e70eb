/**
 * Rows of coefficients as text, in pieces of some thousand rows: a million rows do not fit into one string.
 */
import { COEFFICIENT_NAMES, type Coefficients } from '../numeric/coefficients/coefficientNames.ts';
import { heading, rowPieces } from '../table/rows.ts';
import type { Table } from '../table/table.ts';
import { coefficientColumns, momentColumns } from './coefficientColumns.ts';
import type { CoefficientRows } from './coefficientRows.ts';
import { withDigits } from './numberText.ts';

const WIDTH = COEFFICIENT_NAMES.length;

const givenColumns = momentColumns.length;

/** A JSON list, one point a line; the numbers are the doubles, exactly. */
export function* pointJsonPieces({ points, values, errors }: CoefficientRows): Generator<string> {
  const { mean, variance, q } = points;
  const count = mean.length;
  const row = (i: number): string => {
    const answer = { mean: mean[i], variance: variance[i], q: q[i], ...coefficientsAt(values, i) };
    return JSON.stringify(
      errors === undefined ? answer : { ...answer, errorEstimate: coefficientsAt(errors, i) },
    );
  };
  yield count === 0 ? '[' : '[\n';
  yield* rowPieces(count, (i) => `${row(i)}${i + 1 < count ? ',' : ''}\n`);
  yield ']\n';
}

/** Spelt out, in the order of COEFFICIENT_NAMES: a million of these are made. */
function coefficientsAt(table: Float64Array, i: number): Coefficients {
  const at = WIDTH * i;
  const value = (k: number): number => table[at + k] as number;
  return {
    I1: value(0),
    I2: value(1),
    I3: value(2),
    c1: value(3),
    c2: value(4),
    c3: value(5),
    gammaS: value(6),
    g1: value(7),
    g2: value(8),
    g3: value(9),
    g4: value(10),
  };
}

/** A table with its units, 10 digits; below each point, where there are any, its errors. */
export function* pointTablePieces(rows: CoefficientRows): Generator<string> {
  const { points, values, errors } = rows;
  const numbers = (i: number): string[] =>
    [points.mean[i], points.variance[i], points.q[i], ...values.subarray(WIDTH * i, WIDTH * (i + 1))].map(
      (value) => withDigits(value as number, 10),
    );
  const below = (i: number): string[] | undefined =>
    errors && [
      ...Array.from({ length: givenColumns }, (_, k) => (k === 0 ? '+-' : '')),
      ...Array.from(errors.subarray(WIDTH * i, WIDTH * (i + 1)), (error) => withDigits(error, 2)),
    ];
  const headings = [...momentColumns, ...coefficientColumns].map(heading);
  yield* alignedPieces(headings, points.mean.length, numbers, below);
}

/** Any table of numbers, with its units, 10 digits. */
export function textPieces({ columns }: Table): Generator<string> {
  const numbers = (i: number): string[] => columns.map(({ values }) => withDigits(Number(values[i]), 10));
  return alignedPieces(columns.map(heading), columns[0]?.values.length ?? 0, numbers, () => undefined);
}

/** Columns end at the right; `below` may add a line to a row. */
function* alignedPieces(
  headings: readonly string[],
  count: number,
  numbers: (row: number) => string[],
  below: (row: number) => string[] | undefined,
): Generator<string> {
  const widths = headings.map((text) => text.length);
  for (let i = 0; i < count; i++) {
    for (const [k, cell] of numbers(i).entries()) widths[k] = Math.max(widths[k] as number, cell.length);
  }
  const line = (cells: readonly string[] | undefined): string =>
    cells === undefined ? '' : `${cells.map((cell, k) => cell.padStart(widths[k] as number)).join('  ')}\n`;
  yield line(headings);
  yield* rowPieces(count, (i) => line(numbers(i)) + line(below(i)));
}
