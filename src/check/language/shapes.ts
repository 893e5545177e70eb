/**
 * The shape rules: vectors are columns, a 1 x 1 matrix is a scalar, * + - / are those of matrices (with scalar multiples), .* ./ .^
 * go entry by entry. Two dimensions agree when they are the same number or the same name. Each rule throws Fault at `offset`.
 */
import type { Shape, Term } from '../term.ts';
import { Fault } from './fault.ts';

export const SCALAR: Shape = { rows: 1, columns: 1 };

export const isScalarShape = ({ rows, columns }: Shape): boolean => rows === 1 && columns === 1;

export const sameShape = (a: Shape, b: Shape): boolean => a.rows === b.rows && a.columns === b.columns;

/** For messages: "a scalar", "2 x n", "n x 1". */
export const shapeText = (shape: Shape): string =>
  isScalarShape(shape) ? 'a scalar' : `${shape.rows} x ${shape.columns}`;

export function requireScalar(what: string, { shape }: Term, offset: number): void {
  if (!isScalarShape(shape)) throw new Fault(offset, `${what}: got ${shapeText(shape)}, expected a scalar`);
}

export function requireSquare(what: string, { shape }: Term, offset: number): void {
  if (shape.rows !== shape.columns) {
    throw new Fault(offset, `${what}: got ${shapeText(shape)}, expected a square matrix`);
  }
}

export function requireColumn(what: string, { shape }: Term, offset: number): void {
  if (shape.columns !== 1)
    throw new Fault(offset, `${what}: got ${shapeText(shape)}, expected a vector (a column)`);
}

export function requireSame(what: string, left: Term, right: Term, offset: number): void {
  if (sameShape(left.shape, right.shape)) return;
  const got = `${shapeText(left.shape)} and ${shapeText(right.shape)}`;
  throw new Fault(offset, `${what}: got ${got}, expected equal shapes`);
}

export function productShape(left: Shape, right: Shape, offset: number): Shape {
  if (isScalarShape(left)) return right;
  if (isScalarShape(right)) return left;
  if (left.columns === right.rows) return { rows: left.rows, columns: right.columns };
  const got = `${shapeText(left)} times ${shapeText(right)}`;
  const wanted = `as many columns on the left as rows on the right${alternative(left, right)}`;
  throw new Fault(offset, `*: got ${got}, expected ${wanted}`);
}

const alternative = (left: Shape, right: Shape): string =>
  sameShape(left, right) && left.columns === 1 ? ' (or dot(a, b), or .* for entry by entry)' : '';

export function elementwiseShape(operator: string, left: Term, right: Term, offset: number): Shape {
  if (isScalarShape(left.shape)) return right.shape;
  if (!isScalarShape(right.shape)) requireSame(operator, left, right, offset);
  return left.shape;
}
