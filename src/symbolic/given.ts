/**
 * Assumptions that a claim declares, in a form that the engine can use.
 *
 *   positive     a scalar expression is > 0, or every component of a vector symbol is
 *   nonzero      a scalar expression does not vanish
 *   invertible   a matrix symbol has an inverse, or every component of a vector (read as a diagonal) is nonzero
 *   orthogonal   vectors u, v, ... with u^T Sigma v = 0 for each two of them, none of them 0
 *   premise      a modelling assumption in words: it justifies the setting and is not used as an algebraic fact
 */
import type { Expression } from '../expression/expression.ts';

export type Given =
  | { readonly kind: 'positive'; readonly expression: Expression; readonly text: string }
  | { readonly kind: 'nonzero'; readonly expression: Expression; readonly text: string }
  | { readonly kind: 'invertible'; readonly name: string; readonly text: string }
  | { readonly kind: 'orthogonal'; readonly names: readonly string[]; readonly text: string }
  | { readonly kind: 'premise'; readonly text: string };

/** The smallest n at which the assumptions can hold: so many orthogonal nonzero vectors need as many dimensions. */
export const smallestDimension = (givens: readonly Given[]): number =>
  Math.max(1, ...givens.map((given) => (given.kind === 'orthogonal' ? given.names.length : 1)));
