/**
 * The exact value of a term without functions that are not rational, at an assignment: a second reading of the language, for
 * tests. Matrices are arrays of rows; undefined where the term has no value.
 */

import type { Problem, Relation } from '../../../../src/check/problem.ts';
import type { Dimension, Term } from '../../../../src/check/term.ts';
import {
  add,
  equals,
  invert,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  sign,
  subtract,
  ZERO,
} from '../../../../src/expression/rational.ts';

export type Matrix = readonly (readonly Rational[])[];

export interface Values {
  readonly dimensions: ReadonlyMap<string, number>;
  readonly symbols: ReadonlyMap<string, Matrix>;
}

/** Thrown where a term has no value. */
class Undefined extends Error {}

const table = (rows: number, columns: number, entry: (i: number, j: number) => Rational): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => entry(i, j)));
const at = (m: Matrix, i: number, j: number): Rational => m[i]?.[j] ?? ZERO;
const width = (m: Matrix): number => m[0]?.length ?? 0;
const isSingle = (m: Matrix): boolean => m.length === 1 && width(m) === 1;
const scale = (m: Matrix, factor: Rational): Matrix => m.map((row) => row.map((x) => multiply(x, factor)));
const transpose = (m: Matrix): Matrix => table(width(m), m.length, (i, j) => at(m, j, i));
const identity = (size: number): Matrix => table(size, size, (i, j) => (i === j ? ONE : ZERO));

export function times(a: Matrix, b: Matrix): Matrix {
  if (isSingle(a)) return scale(b, at(a, 0, 0));
  if (isSingle(b)) return scale(a, at(b, 0, 0));
  return table(a.length, width(b), (i, j) =>
    b.reduce((sum, _, k) => add(sum, multiply(at(a, i, k), at(b, k, j))), ZERO),
  );
}

/** Leibniz's expansion along the first row. */
export function determinant(m: Matrix): Rational {
  const [top] = m;
  if (top === undefined) return ONE;
  return top.reduce((sum, x, j) => {
    const part = multiply(x, determinant(minor(m, 0, j)));
    return j % 2 === 0 ? add(sum, part) : subtract(sum, part);
  }, ZERO);
}

const minor = (m: Matrix, i: number, j: number): Matrix =>
  m.filter((_, row) => row !== i).map((row) => row.filter((_, column) => column !== j));

function inverse(m: Matrix): Matrix {
  const whole = determinant(m);
  if (isZero(whole)) throw new Undefined();
  return table(m.length, m.length, (i, j) => {
    const cofactor = multiply(determinant(minor(m, j, i)), invert(whole));
    return (i + j) % 2 === 0 ? cofactor : negate(cofactor);
  });
}

function integerPower(m: Matrix, exponent: Rational): Matrix {
  if (exponent.denominator !== 1n) throw new Undefined();
  const count = Number(exponent.numerator);
  const base = count < 0 ? inverse(m) : m;
  return Array.from({ length: Math.abs(count) }).reduce<Matrix>(
    (product) => times(product, base),
    identity(m.length),
  );
}

const entrywise = (a: Matrix, b: Matrix, operation: (x: Rational, y: Rational) => Rational): Matrix => {
  const large = isSingle(a) ? b : a;
  const pick = (m: Matrix, i: number, j: number): Rational => (isSingle(m) ? at(m, 0, 0) : at(m, i, j));
  return table(large.length, width(large), (i, j) => operation(pick(a, i, j), pick(b, i, j)));
};

const divide = (x: Rational, y: Rational): Rational => {
  if (isZero(y)) throw new Undefined();
  return multiply(x, invert(y));
};

function evaluate(term: Term, values: Values): Matrix {
  const value = (each: Term): Matrix => evaluate(each, values);
  const size = (dimension: Dimension): number =>
    typeof dimension === 'number' ? dimension : (values.dimensions.get(dimension) ?? 1);
  switch (term.kind) {
    case 'number':
      return [[term.value]];
    case 'dimension':
      return [[rational(size(term.name))]];
    case 'symbol':
      return values.symbols.get(term.name) ?? [];
    case 'sum':
      return term.terms.map(value).reduce((a, b) => entrywise(a, b, add));
    case 'product':
      return term.factors.map(value).reduce(times);
    case 'quotient':
      return scale(value(term.numerator), divide(ONE, at(value(term.denominator), 0, 0)));
    case 'elementwise': {
      const [a, b] = [value(term.left), value(term.right)];
      if (term.operator === '.^') return entrywise(a, b, (x, y) => at(integerPower([[x]], y), 0, 0));
      return entrywise(a, b, term.operator === '.*' ? multiply : divide);
    }
    case 'power':
      return integerPower(value(term.base), at(value(term.exponent), 0, 0));
    case 'transpose':
      return transpose(value(term.of));
    case 'inverse':
      return inverse(value(term.of));
    case 'determinant':
      return [[determinant(value(term.of))]];
    case 'trace':
      return [[value(term.of).reduce((sum, row, i) => add(sum, row[i] ?? ZERO), ZERO)]];
    case 'diagonal': {
      const column = value(term.of);
      return table(column.length, column.length, (i, j) => (i === j ? at(column, i, 0) : ZERO));
    }
    case 'total':
      return [[value(term.of).flat().reduce(add, ZERO)]];
    case 'ones':
      return table(size(term.shape.rows), 1, () => ONE);
    case 'identity':
      return identity(size(term.shape.rows));
    case 'literal':
      return term.rows.flatMap((row) => {
        const blocks = row.map(value);
        return (blocks[0] ?? []).map((_, i) => blocks.flatMap((block) => block[i] ?? []));
      });
    default:
      throw new Undefined();
  }
}

/** Whether the relation holds; undefined where a side has no value. */
export function holdsAt({ left, operator, right }: Relation, values: Values): boolean | undefined {
  try {
    const [a, b] = [evaluate(left, values), evaluate(right, values)];
    const equal = a.every((row, i) => row.every((x, j) => equals(x, at(b, i, j))));
    if (operator === '==') return equal;
    if (operator === '!=') return !equal;
    const difference = sign(subtract(at(a, 0, 0), at(b, 0, 0)));
    return { '<': difference < 0, '<=': difference <= 0, '>': difference > 0, '>=': difference >= 0 }[
      operator
    ];
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}

/** Random values that the kinds admit; `next(k)` is a random integer from -k to k. */
export function randomValues({ symbols, dimensions }: Problem, next: (bound: number) => number): Values {
  const sizes = new Map(dimensions.map((name) => [name, 1 + Math.abs(next(2))]));
  const size = (dimension: Dimension): number =>
    typeof dimension === 'number' ? dimension : (sizes.get(dimension) ?? 1);
  const matrices = new Map<string, Matrix>();
  for (const [name, kind] of symbols) {
    const [rows, columns] = [size(kind.shape.rows), size(kind.shape.columns)];
    const entry = (): Rational => {
      const value = rational(next(3), 1 + Math.abs(next(1)));
      if (kind.sign === 'real') return value;
      const positive = sign(value) < 0 ? negate(value) : value;
      if (kind.sign === 'nonnegative') return positive;
      return isZero(value) ? ONE : kind.sign === 'positive' ? positive : value;
    };
    let matrix = table(rows, columns, entry);
    if (kind.positiveDefinite && !kind.diagonal)
      matrix = entrywise(times(matrix, rows === 1 ? matrix : transpose(matrix)), identity(rows), add);
    else if (kind.symmetric)
      matrix = table(rows, rows, (i, j) => (i <= j ? at(matrix, i, j) : at(matrix, j, i)));
    if (kind.diagonal)
      matrix = table(rows, rows, (i, j) => {
        const value = at(matrix, i, j);
        if (i !== j) return ZERO;
        return kind.positiveDefinite && sign(value) <= 0 ? add(ONE, multiply(value, value)) : value;
      });
    if (kind.invertible && isZero(determinant(matrix))) matrix = identity(rows);
    matrices.set(name, matrix);
  }
  return { dimensions: sizes, symbols: matrices };
}
