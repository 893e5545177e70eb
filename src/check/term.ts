/**
 * Terms: what anyone's own claim is made of, typed by shape.
 *
 * Vectors are columns; a 1 x 1 matrix is a scalar and may multiply anything; `*` is the matrix product. Dimensions are positive
 * integers or names of them ('n'). A `let` is unfolded before anybody sees a term, so that equal subterms are one object and
 * may be remembered by identity. The variable of diff, limit and gaussian is a real scalar that its body sees as a symbol: for
 * limit and gaussian it is bound, for diff the derivative is taken at the value that the symbol has.
 *
 * Where a term has no value (division by 0, inverse of a singular matrix, log of a number that is not positive, square root of a
 * negative number, 0 to a negative power, a power of a negative base with an exponent that is not an integer literal or a
 * dimension, tan at a pole, a derivative or two-sided finite limit that does not exist, a Gaussian of negative variance or
 * without that moment) it is undefined. 0^0 = 1 for integer exponents. A Gaussian of variance 0 is the value at the mean.
 */
import type { Rational } from '../expression/rational.ts';

export type Dimension = number | string;

export interface Shape {
  readonly rows: Dimension;
  readonly columns: Dimension;
}

export const ELEMENTARY_NAMES = [
  'sqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'abs',
] as const;
export type ElementaryName = (typeof ELEMENTARY_NAMES)[number];

export type Term = TermNode & { readonly shape: Shape };

export type TermNode =
  /** A decimal is an exact rational. */
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  /** A dimension used as a scalar. */
  | { readonly kind: 'dimension'; readonly name: string }
  /** A declared symbol, or the variable of an enclosing diff, limit or gaussian. */
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  /** Matrix product in this order; scalar factors scale. -a is (-1) * a. */
  | { readonly kind: 'product'; readonly factors: readonly Term[] }
  /** The denominator is a scalar. */
  | { readonly kind: 'quotient'; readonly numerator: Term; readonly denominator: Term }
  /** .* ./ .^ of equal shapes, or with a scalar on one side. */
  | {
      readonly kind: 'elementwise';
      readonly operator: '.*' | './' | '.^';
      readonly left: Term;
      readonly right: Term;
    }
  /** Scalar base: any scalar exponent. Square matrix: an integer literal. */
  | { readonly kind: 'power'; readonly base: Term; readonly exponent: Term }
  | { readonly kind: 'call'; readonly name: ElementaryName; readonly argument: Term }
  | { readonly kind: 'transpose'; readonly of: Term }
  | { readonly kind: 'inverse'; readonly of: Term }
  | { readonly kind: 'determinant'; readonly of: Term }
  | { readonly kind: 'trace'; readonly of: Term }
  /** Square matrix with this vector on its diagonal. */
  | { readonly kind: 'diagonal'; readonly of: Term }
  /** The sum of all entries. */
  | { readonly kind: 'total'; readonly of: Term }
  /** A column of ones; its length is the shape. */
  | { readonly kind: 'ones' }
  | { readonly kind: 'identity' }
  /** Entries may be matrices, joined block by block. */
  | { readonly kind: 'literal'; readonly rows: readonly (readonly Term[])[] }
  | { readonly kind: 'diff'; readonly of: Term; readonly variable: string }
  | { readonly kind: 'limit'; readonly of: Term; readonly variable: string; readonly at: Term }
  | {
      readonly kind: 'gaussian';
      readonly of: Term;
      readonly variable: string;
      readonly mean: Term;
      readonly variance: Term;
    };

export const isScalar = ({ shape }: Term): boolean => shape.rows === 1 && shape.columns === 1;

/** The direct subterms of a term, in order. */
export function partsOf(node: TermNode): readonly Term[] {
  switch (node.kind) {
    case 'number':
    case 'constant':
    case 'dimension':
    case 'symbol':
    case 'ones':
    case 'identity':
      return [];
    case 'sum':
      return node.terms;
    case 'product':
      return node.factors;
    case 'quotient':
      return [node.numerator, node.denominator];
    case 'elementwise':
      return [node.left, node.right];
    case 'power':
      return [node.base, node.exponent];
    case 'call':
      return [node.argument];
    case 'literal':
      return node.rows.flat();
    case 'limit':
      return [node.of, node.at];
    case 'gaussian':
      return [node.of, node.mean, node.variance];
    default:
      return [node.of];
  }
}
