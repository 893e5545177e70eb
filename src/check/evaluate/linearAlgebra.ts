/**
 * Matrices of reals (arrays of rows): products, determinants and inverses by elimination with the surest pivot.
 */
import { ONE, ZERO } from '../../expression/rational.ts';
import { compareDyadic } from './dyadic.ts';
import { absoluteInterval } from './interval.ts';
import { Undecided, Undefined } from './outcome.ts';
import {
  addReals,
  divideReals,
  enclosure,
  isExact,
  isExactZero,
  multiplyReals,
  negateReal,
  type Real,
  signOfReal,
} from './real.ts';

export type RealMatrix = readonly (readonly Real[])[];

export const scalarMatrix = (x: Real): RealMatrix => [[x]];
export const entry = (m: RealMatrix, row: number, column: number): Real => m[row]?.[column] ?? ZERO;
export const rowsOf = (m: RealMatrix): number => m.length;
export const columnsOf = (m: RealMatrix): number => m[0]?.length ?? 0;
export const isSingle = (m: RealMatrix): boolean => rowsOf(m) === 1 && columnsOf(m) === 1;

export const build = (rows: number, columns: number, at: (row: number, column: number) => Real): RealMatrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => at(i, j)));

export const mapEntries = (m: RealMatrix, f: (x: Real) => Real): RealMatrix => m.map((row) => row.map(f));

export const identityMatrix = (size: number): RealMatrix =>
  build(size, size, (i, j) => (i === j ? ONE : ZERO));

export const transposed = (m: RealMatrix): RealMatrix =>
  build(columnsOf(m), rowsOf(m), (i, j) => entry(m, j, i));

export const addMatrices = (a: RealMatrix, b: RealMatrix, bits: number): RealMatrix =>
  build(rowsOf(a), columnsOf(a), (i, j) => addReals(entry(a, i, j), entry(b, i, j), bits));

/** The matrix product; a 1 x 1 factor scales when the inner dimensions do not meet. */
export function multiplyMatrices(a: RealMatrix, b: RealMatrix, bits: number): RealMatrix {
  if (isSingle(a)) return mapEntries(b, (x) => multiplyReals(entry(a, 0, 0), x, bits));
  if (isSingle(b)) return mapEntries(a, (x) => multiplyReals(x, entry(b, 0, 0), bits));
  return build(rowsOf(a), columnsOf(b), (i, j) => {
    let total: Real = ZERO;
    for (let k = 0; k < columnsOf(a); k++)
      total = addReals(total, multiplyReals(entry(a, i, k), entry(b, k, j), bits), bits);
    return total;
  });
}

/** The row at or below `from` with the surest nonzero entry in the column; undefined when all are exactly 0. */
function pivotRow(m: readonly Real[][], from: number, column: number, bits: number): number | undefined {
  let best: number | undefined;
  let doubt = false;
  for (let i = from; i < m.length; i++) {
    const x = m[i]?.[column] ?? ZERO;
    const size = signOfReal(x);
    if (size === undefined) doubt = true;
    else if (size !== 0) {
      if (isExact(x)) return i;
      if (best === undefined || isSurer(x, m[best]?.[column] ?? ZERO, bits)) best = i;
    }
  }
  if (best === undefined && doubt) throw new Undecided('a pivot that may be 0');
  return best;
}

const isSurer = (x: Real, y: Real, bits: number): boolean =>
  compareDyadic(absoluteInterval(enclosure(x, bits)).lower, absoluteInterval(enclosure(y, bits)).lower) > 0;

function subtractMultiple(
  target: Real[],
  source: readonly Real[],
  factor: Real,
  from: number,
  bits: number,
): void {
  for (let j = from; j < target.length; j++) {
    const change = multiplyReals(factor, source[j] ?? ZERO, bits);
    target[j] = addReals(target[j] ?? ZERO, negateReal(change), bits);
  }
}

export function determinant(m: RealMatrix, bits: number): Real {
  const work = m.map((row) => [...row]);
  let product: Real = ONE;
  for (let k = 0; k < work.length; k++) {
    const at = pivotRow(work, k, k, bits);
    if (at === undefined) return ZERO;
    if (at !== k) {
      swapRows(work, at, k);
      product = negateReal(product);
    }
    const top = work[k] ?? [];
    const pivot = top[k] ?? ZERO;
    product = multiplyReals(product, pivot, bits);
    for (const row of work.slice(k + 1)) {
      const x = row[k] ?? ZERO;
      if (!isExactZero(x)) subtractMultiple(row, top, divideReals(x, pivot, bits), k, bits);
    }
  }
  return product;
}

function swapRows(m: Real[][], i: number, j: number): void {
  [m[i], m[j]] = [m[j] ?? [], m[i] ?? []];
}

/** Gauss-Jordan on [m | 1]. Throws Undefined for a singular matrix. */
export function inverted(m: RealMatrix, bits: number): RealMatrix {
  const size = rowsOf(m);
  const work = m.map((row, i) => [...row, ...(identityMatrix(size)[i] ?? [])]);
  for (let k = 0; k < size; k++) {
    const at = pivotRow(work, k, k, bits);
    if (at === undefined) throw new Undefined('inverse of a singular matrix');
    swapRows(work, at, k);
    const top = work[k] ?? [];
    const pivot = top[k] ?? ZERO;
    for (let j = k; j < top.length; j++) top[j] = divideReals(top[j] ?? ZERO, pivot, bits);
    work.forEach((row, i) => {
      const x = row[k] ?? ZERO;
      if (i !== k && !isExactZero(x)) subtractMultiple(row, top, x, k, bits);
    });
  }
  return work.map((row) => row.slice(size));
}
