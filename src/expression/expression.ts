/**
 * The statement tree: what a printed formula says, before anybody reads it.
 *
 * Vectors are columns; a 1 x 1 matrix is a scalar; products keep their order. From this one tree come LaTeX, plain text, an
 * evaluator over any ring (exact rationals, doubles, dual numbers, polynomials), a compiled function and the normal form of
 * the proof engine.
 *
 *   number       exact rational
 *   symbol       looked up in a Notation (sort, unit, LaTeX)
 *   sum, product, quotient, power, transpose      the usual, with matrix product and integer matrix powers
 *   elementwise  componentwise quotient of two vectors, printed as a fraction (x / r)
 *   call         a named function, `primes` times differentiated: phi'(V), f(w) componentwise, a cost C(w) whose first
 *                derivative is its gradient, a column
 *   expectation  E[...] over every random symbol inside
 *   binaryMean   mean over a binary symbol (a spike or none in a time step) that is 1 with the given probability
 *   covariance   Cov(left, right)
 *   integral     over the real line
 *   gradient     column of partial derivatives of a scalar with respect to a vector symbol
 *   rate         derivative along a direction: d/dt of(vector + t direction) at t = 0
 *   component    vector component by index name; indexSum sums over such an index from 1 to n
 *   diagonal     diag(v)
 *   columns      matrix literal, row by row; entries may be vectors (a row of columns)
 */
import { ONE, type Rational, rational } from './rational.ts';

export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly numerator: Expression; readonly denominator: Expression }
  | { readonly kind: 'elementwise'; readonly numerator: Expression; readonly denominator: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'transpose'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly primes: number; readonly argument: Expression }
  | { readonly kind: 'expectation'; readonly of: Expression }
  | {
      readonly kind: 'binaryMean';
      readonly of: Expression;
      readonly output: string;
      readonly probability: Expression;
    }
  | { readonly kind: 'covariance'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'integral'; readonly of: Expression; readonly variable: string }
  | { readonly kind: 'gradient'; readonly of: Expression; readonly by: string }
  | { readonly kind: 'rate'; readonly of: Expression; readonly by: string; readonly direction: Expression }
  | { readonly kind: 'component'; readonly of: Expression; readonly index: string }
  | { readonly kind: 'indexSum'; readonly of: Expression; readonly index: string }
  | { readonly kind: 'diagonal'; readonly of: Expression }
  | { readonly kind: 'columns'; readonly rows: readonly (readonly Expression[])[] };

export const number = (value: Rational | number): Expression => ({
  kind: 'number',
  value: typeof value === 'number' ? rational(value) : value,
});
export const symbol = (name: string): Expression => ({ kind: 'symbol', name });
export const sum = (...terms: Expression[]): Expression =>
  terms.length === 1 && terms[0] ? terms[0] : { kind: 'sum', terms };
export const product = (...factors: Expression[]): Expression =>
  factors.length === 1 && factors[0] ? factors[0] : { kind: 'product', factors };
export const quotient = (numerator: Expression, denominator: Expression): Expression => ({
  kind: 'quotient',
  numerator,
  denominator,
});
export const power = (base: Expression, exponent: Expression | number): Expression => ({
  kind: 'power',
  base,
  exponent: typeof exponent === 'number' ? number(exponent) : exponent,
});
export const inverse = (of: Expression): Expression => power(of, -1);
export const transpose = (of: Expression): Expression => ({ kind: 'transpose', of });
export const negative = (of: Expression): Expression =>
  product(number(-1), ...(of.kind === 'product' ? of.factors : [of]));
export const minus = (left: Expression, right: Expression): Expression => sum(left, negative(right));
export const expectation = (of: Expression): Expression => ({ kind: 'expectation', of });
export const call = (name: string, argument: Expression, primes = 0): Expression => ({
  kind: 'call',
  name,
  primes,
  argument,
});
export const one: Expression = number(ONE);

/** The direct subexpressions, in reading order. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'sum':
      return expression.terms;
    case 'product':
      return expression.factors;
    case 'quotient':
    case 'elementwise':
      return [expression.numerator, expression.denominator];
    case 'power':
      return [expression.base, expression.exponent];
    case 'call':
      return [expression.argument];
    case 'covariance':
      return [expression.left, expression.right];
    case 'binaryMean':
      return [expression.of, expression.probability];
    case 'rate':
      return [expression.of, expression.direction];
    case 'columns':
      return expression.rows.flat();
    default:
      return [expression.of];
  }
}

/** The same node with other children, given in the order of `children`. */
export function withChildren(expression: Expression, parts: readonly Expression[]): Expression {
  const part = (index: number): Expression => {
    const found = parts[index];
    if (found === undefined) throw new RangeError(`withChildren: ${expression.kind} lacks child ${index}`);
    return found;
  };
  switch (expression.kind) {
    case 'number':
    case 'symbol':
      return expression;
    case 'sum':
      return { kind: 'sum', terms: parts };
    case 'product':
      return { kind: 'product', factors: parts };
    case 'quotient':
    case 'elementwise':
      return { kind: expression.kind, numerator: part(0), denominator: part(1) };
    case 'power':
      return { kind: 'power', base: part(0), exponent: part(1) };
    case 'call':
      return { ...expression, argument: part(0) };
    case 'covariance':
      return { kind: 'covariance', left: part(0), right: part(1) };
    case 'binaryMean':
      return { ...expression, of: part(0), probability: part(1) };
    case 'rate':
      return { ...expression, of: part(0), direction: part(1) };
    case 'columns': {
      let next = 0;
      return { kind: 'columns', rows: expression.rows.map((row) => row.map(() => part(next++))) };
    }
    default:
      return { ...expression, of: part(0) };
  }
}

/** Replaces symbols by expressions, everywhere at once; bound integration variables are not touched. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  if (expression.kind === 'symbol') return values.get(expression.name) ?? expression;
  if (expression.kind === 'integral' && values.has(expression.variable)) {
    const inner = new Map(values);
    inner.delete(expression.variable);
    return { ...expression, of: substitute(expression.of, inner) };
  }
  return withChildren(
    expression,
    children(expression).map((child) => substitute(child, values)),
  );
}

/** The value of an integer literal, or undefined. */
export function integerValue(expression: Expression): number | undefined {
  if (expression.kind !== 'number' || expression.value.denominator !== 1n) return undefined;
  const value = Number(expression.value.numerator);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** True when some node satisfies the predicate. */
export function some(expression: Expression, predicate: (node: Expression) => boolean): boolean {
  return predicate(expression) || children(expression).some((child) => some(child, predicate));
}

/** The names of all symbols that occur. */
export function symbolsOf(expression: Expression): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'symbol') names.add(node.name);
    if (node.kind === 'gradient' || node.kind === 'rate') names.add(node.by);
    children(node).forEach(visit);
  };
  visit(expression);
  return names;
}
