/**
 * Small matrices of scalars, written out: determinant, adjugate, product.
 */
import {
  addFunctions,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';

export type Grid = readonly (readonly RationalFunction[])[];

export const gridOf = (
  rows: number,
  columns: number,
  entry: (i: number, j: number) => RationalFunction,
): Grid => Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => entry(i, j)));

const minor = (grid: Grid, i: number, j: number): Grid =>
  grid.filter((_, row) => row !== i).map((row) => row.filter((_, column) => column !== j));

/** By expansion along the first row; 1 for the empty grid. */
export function determinant(grid: Grid): RationalFunction {
  const [top] = grid;
  if (top === undefined) return ONE_FUNCTION;
  return top.reduce(
    (total, entry, j) =>
      addFunctions(total, multiplyFunctions(signed(entry, j), determinant(minor(grid, 0, j)))),
    ZERO_FUNCTION,
  );
}

const signed = (f: RationalFunction, exponent: number): RationalFunction =>
  exponent % 2 === 0 ? f : negateFunction(f);

/** adjugate(M) M = det(M) I. */
export const adjugate = (grid: Grid): Grid =>
  gridOf(grid.length, grid.length, (i, j) => signed(determinant(minor(grid, j, i)), i + j));

export const multiplyGrids = (a: Grid, b: Grid): Grid =>
  gridOf(a.length, b[0]?.length ?? 0, (i, j) =>
    b.reduce(
      (total, row, k) =>
        addFunctions(total, multiplyFunctions(a[i]?.[k] ?? ZERO_FUNCTION, row[j] ?? ZERO_FUNCTION)),
      ZERO_FUNCTION,
    ),
  );

export const scaleGrid = (grid: Grid, factor: RationalFunction): Grid =>
  grid.map((row) => row.map((entry) => multiplyFunctions(entry, factor)));
