/**
 * Small dense matrices over any ring, as arrays of rows. Dimensions are checked; inverses by Gauss-Jordan elimination.
 */
import { ONE, ZERO } from './rational.ts';
import type { Ring } from './ring.ts';

export type Matrix<T> = readonly (readonly T[])[];

const rowsOf = <T>(a: Matrix<T>): number => a.length;
export const columnsOf = <T>(a: Matrix<T>): number => a[0]?.length ?? 0;

/** The entry (i, j). Throws RangeError outside the matrix. */
export function entryOf<T>(a: Matrix<T>, i: number, j: number): T {
  const row = a[i];
  if (row === undefined || j < 0 || j >= row.length)
    throw new RangeError(`entry (${i}, ${j}): outside the matrix`);
  return row[j] as T;
}

const isScalar = <T>(a: Matrix<T>): boolean => rowsOf(a) === 1 && columnsOf(a) === 1;
const map = <T, S>(a: Matrix<T>, change: (entry: T) => S): Matrix<S> => a.map((row) => row.map(change));

export const identityMatrix = <T>(n: number, ring: Ring<T>): Matrix<T> =>
  Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => ring.fromRational(i === j ? ONE : ZERO)),
  );

export const transposeMatrix = <T>(a: Matrix<T>): Matrix<T> =>
  Array.from({ length: columnsOf(a) }, (_, j) => a.map((row) => row[j] as T));

export function addMatrices<T>(a: Matrix<T>, b: Matrix<T>, ring: Ring<T>): Matrix<T> {
  if (rowsOf(a) !== rowsOf(b) || columnsOf(a) !== columnsOf(b)) {
    throw new TypeError(
      `sum: got ${rowsOf(a)} x ${columnsOf(a)} and ${rowsOf(b)} x ${columnsOf(b)}, expected equal shapes`,
    );
  }
  return a.map((row, i) => row.map((entry, j) => ring.add(entry, entryOf(b, i, j))));
}

/** Matrix product; a 1 x 1 factor scales. */
export function multiplyMatrices<T>(a: Matrix<T>, b: Matrix<T>, ring: Ring<T>): Matrix<T> {
  if (isScalar(a)) return map(b, (entry) => ring.multiply(entryOf(a, 0, 0), entry));
  if (isScalar(b)) return map(a, (entry) => ring.multiply(entry, entryOf(b, 0, 0)));
  if (columnsOf(a) !== rowsOf(b))
    throw new TypeError(`product: got ${columnsOf(a)} columns and ${rowsOf(b)} rows, expected equal`);
  const right = transposeMatrix(b);
  const dot = (row: readonly T[], column: readonly T[]): T =>
    row.reduce(
      (total, entry, k) => ring.add(total, ring.multiply(entry, column[k] as T)),
      ring.fromRational(ZERO),
    );
  return a.map((row) => right.map((column) => dot(row, column)));
}

/** The inverse. Throws RangeError when the matrix is singular, TypeError when it is not square. */
export function invertMatrix<T>(a: Matrix<T>, ring: Ring<T>): Matrix<T> {
  const n = rowsOf(a);
  if (columnsOf(a) !== n)
    throw new TypeError(`inverse: got ${n} x ${columnsOf(a)}, expected a square matrix`);
  const isUnit = ring.isUnit ?? ((entry: T) => !ring.isZero(entry));
  const unit = identityMatrix(n, ring);
  const work = a.map((row, i) => [...row, ...(unit[i] ?? [])]);
  for (let k = 0; k < n; k++) {
    const pivotRow = work.findIndex((row, i) => i >= k && isUnit(row[k] as T));
    if (pivotRow < 0) throw new RangeError('inverse: the matrix is singular');
    [work[k], work[pivotRow]] = [work[pivotRow] as T[], work[k] as T[]];
    const scale = ring.invert(entryOf(work, k, k));
    const pivot = (work[k] as T[]).map((entry) => ring.multiply(entry, scale));
    work[k] = pivot;
    for (const [i, row] of work.entries()) {
      const factor = row[k] as T;
      if (i === k || ring.isZero(factor)) continue;
      work[i] = row.map((entry, j) => ring.add(entry, ring.negate(ring.multiply(factor, pivot[j] as T))));
    }
  }
  return work.map((row) => row.slice(n));
}
