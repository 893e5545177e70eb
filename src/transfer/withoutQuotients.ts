/**
 * Rewrites a scalar formula before it is differentiated: a / b as a b^-1, nested products as one, its numbers multiplied.
 *
 * The quotient rule squares the denominator at each differentiation, (1 + exp(...))^8 after three, which leaves the range
 * of doubles long before the function does. The power rule makes it b^-4, in products that `compile` evaluates in range.
 */
import {
  children,
  type Expression,
  integerValue,
  inverse,
  number,
  power,
  product,
  sum,
  withChildren,
} from '../expression/expression.ts';
import { equals, isZero, multiply, ONE } from '../expression/rational.ts';

/** The same function of v, except that a product with the number 0 is 0 even where another factor is undefined. */
export function withoutQuotients(formula: Expression): Expression {
  const parts = children(formula).map(withoutQuotients);
  switch (formula.kind) {
    case 'quotient': {
      const [above, below] = parts as [Expression, Expression];
      return productOf([above, inverseOf(below)]);
    }
    case 'product':
      return productOf(parts);
    case 'sum':
      return sumOf(parts);
    default:
      return withChildren(formula, parts);
  }
}

/** A product's inverse is that of its factors, (b^k)^-1 = b^-k for whole k. */
function inverseOf(formula: Expression): Expression {
  if (formula.kind === 'product') return product(...formula.factors.map(inverseOf));
  const exponent = formula.kind === 'power' ? integerValue(formula.exponent) : undefined;
  return formula.kind === 'power' && exponent !== undefined
    ? power(formula.base, -exponent)
    : inverse(formula);
}

function productOf(parts: readonly Expression[]): Expression {
  const factors = parts.flatMap((part) => (part.kind === 'product' ? part.factors : [part]));
  const value = factors.reduce((so, far) => (far.kind === 'number' ? multiply(so, far.value) : so), ONE);
  const others = factors.filter((factor) => factor.kind !== 'number');
  if (isZero(value) || others.length === 0) return number(value);
  return product(...(equals(value, ONE) ? [] : [number(value)]), ...others);
}

function sumOf(parts: readonly Expression[]): Expression {
  const terms = parts
    .flatMap((part) => (part.kind === 'sum' ? part.terms : [part]))
    .filter((term) => !(term.kind === 'number' && isZero(term.value)));
  return terms.length === 0 ? number(0) : sum(...terms);
}
