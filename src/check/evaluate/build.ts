/**
 * Constructors of terms that the rules of calculus need, with the simplest simplifications (0 + a, 1 a, 0 a, a/1, a^1).
 *
 * Dropping 0 * a forgets where a is undefined: who uses these on parts of a claim keeps the claim's own sides for that.
 */
import { type Rational, rational } from '../../expression/rational.ts';
import { type ElementaryName, isScalar, type Shape, type Term } from '../term.ts';

export const SCALAR: Shape = { rows: 1, columns: 1 };

export const number = (value: Rational | number | bigint): Term => ({
  kind: 'number',
  value: typeof value === 'object' ? value : rational(value),
  shape: SCALAR,
});

export const symbol = (name: string, shape: Shape = SCALAR): Term => ({ kind: 'symbol', name, shape });

export const isNumber = (term: Term, value: number): boolean =>
  term.kind === 'number' && term.value.denominator === 1n && term.value.numerator === BigInt(value);

/** The integer that a number term is, or undefined. */
export const integerOf = (term: Term): bigint | undefined =>
  term.kind === 'number' && term.value.denominator === 1n ? term.value.numerator : undefined;

/** A sum of equal shapes; no terms need the shape of the zero. */
export function sum(...terms: readonly Term[]): Term {
  const kept = terms.filter((term) => !isNumber(term, 0));
  const [first] = kept;
  if (first === undefined) return number(0);
  return kept.length === 1 ? first : { kind: 'sum', terms: kept, shape: first.shape };
}

export function product(...factors: readonly Term[]): Term {
  if (factors.some((factor) => isNumber(factor, 0))) return number(0);
  const kept = factors.filter((factor) => !isNumber(factor, 1));
  const [first] = kept;
  if (first === undefined) return number(1);
  if (kept.length === 1) return first;
  return { kind: 'product', factors: kept, shape: productShape(kept) };
}

function productShape(factors: readonly Term[]): Shape {
  let shape = SCALAR;
  for (const factor of factors) {
    if (isScalar(factor)) continue;
    const neutral = shape.rows === 1 && shape.columns === 1;
    shape = neutral ? factor.shape : { rows: shape.rows, columns: factor.shape.columns };
  }
  return shape;
}

export const negative = (term: Term): Term => product(number(-1), term);
export const minus = (left: Term, right: Term): Term => sum(left, negative(right));

export const quotient = (numerator: Term, denominator: Term): Term =>
  isNumber(denominator, 1) || isNumber(numerator, 0)
    ? numerator
    : { kind: 'quotient', numerator, denominator, shape: numerator.shape };

export function power(base: Term, exponent: Term | number): Term {
  const top = typeof exponent === 'number' ? number(exponent) : exponent;
  return isNumber(top, 1) ? base : { kind: 'power', base, exponent: top, shape: base.shape };
}

export const call = (name: ElementaryName, argument: Term): Term => ({
  kind: 'call',
  name,
  argument,
  shape: SCALAR,
});

export const inverse = (of: Term): Term => ({ kind: 'inverse', of, shape: of.shape });
export const trace = (of: Term): Term => ({ kind: 'trace', of, shape: SCALAR });
export const transpose = (of: Term): Term => ({
  kind: 'transpose',
  of,
  shape: { rows: of.shape.columns, columns: of.shape.rows },
});
