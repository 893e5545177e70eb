/**
 * Rows of coefficients as text, in pieces of some thousand rows: a million rows do not fit into one string.
 */
import { COEFFICIENT_NAMES, type Coefficients } from '../numeric/coefficients/coefficientNames.ts';
import type { CoefficientRows } from './coefficientRows.ts';
import { withDigits } from './numberText.ts';

const WIDTH = COEFFICIENT_NAMES.length;
const ROWS_A_PIECE = 1000;

const headings: readonly string[] = [
  'mean (mV)',
  'variance (mV^2)',
  'q (1)',
  'I1 (Hz/mV^2)',
  'I2 (Hz/mV)',
  'I3 (Hz)',
  'c1 (Hz/mV^2)',
  'c2 (Hz/mV^3)',
  'c3 (Hz/mV^4)',
  'gammaS (mV^2/Hz)',
  'g1 (1)',
  'g2 (1/mV)',
  'g3 (1/mV)',
  'g4 (1/mV^2)',
];
const givenColumns = headings.length - WIDTH;

/** A JSON list, one point a line; the numbers are the doubles, exactly. */
export function* jsonPieces({ points, values, errors }: CoefficientRows): Generator<string> {
  const { mean, variance, q } = points;
  const count = mean.length;
  const row = (i: number): string => {
    const answer = { mean: mean[i], variance: variance[i], q: q[i], ...coefficientsAt(values, i) };
    return JSON.stringify(
      errors === undefined ? answer : { ...answer, errorEstimate: coefficientsAt(errors, i) },
    );
  };
  yield count === 0 ? '[' : '[\n';
  yield* pieces(count, (i) => `${row(i)}${i + 1 < count ? ',' : ''}\n`);
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
export function* tablePieces(rows: CoefficientRows): Generator<string> {
  const { points, values, errors } = rows;
  const count = points.mean.length;
  const numbers = (i: number): string[] =>
    [points.mean[i], points.variance[i], points.q[i], ...values.subarray(WIDTH * i, WIDTH * (i + 1))].map(
      (value) => withDigits(value as number, 10),
    );
  const errorCells = (i: number): string[] =>
    errors === undefined
      ? []
      : [
          ...Array.from({ length: givenColumns }, (_, k) => (k === 0 ? '+-' : '')),
          ...Array.from(errors.subarray(WIDTH * i, WIDTH * (i + 1)), (error) => withDigits(error, 2)),
        ];
  const widths = headings.map((heading) => heading.length);
  for (let i = 0; i < count; i++) {
    for (const [k, cell] of numbers(i).entries()) widths[k] = Math.max(widths[k] as number, cell.length);
  }
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, k) => cell.padStart(widths[k] as number)).join('  ')}\n`;
  yield line(headings);
  yield* pieces(count, (i) => line(numbers(i)) + (errors === undefined ? '' : line(errorCells(i))));
}

function* pieces(count: number, row: (i: number) => string): Generator<string> {
  for (let start = 0; start < count; start += ROWS_A_PIECE) {
    const end = Math.min(start + ROWS_A_PIECE, count);
    yield Array.from({ length: end - start }, (_, k) => row(start + k)).join('');
  }
}
