/**
 * The inverse of A + u v^T by undetermined coefficients, for every n (Equations 86-90).
 *
 * Ansatz: A^-1 - kappa A^-1 u v^T A^-1. Multiplying by A + u v^T leaves one word besides the identity, whose coefficient is
 * linear in kappa; its zero is kappa = 1/(1 + v^T A^-1 u).
 */
import {
  type Expression,
  inverse,
  minus,
  one,
  product,
  quotient,
  sum,
  symbol,
  transpose,
} from '../../expression/expression.ts';
import { type Derivation, DerivationBuilder, solveFor } from '../derivation.ts';
import type { Given } from '../given.ts';
import type { Setting } from '../setting.ts';
import { inNamedScalars, toExpression } from '../toExpression.ts';

export interface RankOneUpdate {
  /** A, with its inverse as an expression where that is known already. */
  readonly base: Expression;
  readonly baseInverse: Expression;
  readonly u: Expression;
  readonly v: Expression;
}

/**
 * Derives (A + u v^T)^-1. The result `kappa` is the scale of the update, in the named scalars where it can be.
 * Throws Error when a step fails.
 */
export function shermanMorrisonInverse(
  { base, baseInverse, u, v }: RankOneUpdate,
  kappa: string,
  named: readonly string[],
  setting: Setting,
  givens: readonly Given[],
): Derivation {
  const update = sum(base, product(u, transpose(v)));
  const direction = product(baseInverse, u, transpose(v), baseInverse);
  const ansatz = minus(baseInverse, product(symbol(kappa), direction));
  const value = solveFor([kappa], product(update, ansatz), product(base, baseInverse), setting).get(kappa);
  if (value === undefined) throw new Error('shermanMorrisonInverse: no scale found');
  const scale = quotient(one, sum(one, product(transpose(v), baseInverse, u)));
  const inNames = toExpressionOrKeep(inNamedScalars(value, named, setting), scale);
  const results = new Map([[kappa, inNames]]);
  return new DerivationBuilder('shermanMorrisonInverse', inverse(update), setting, givens)
    .step('ansatz A^-1 - kappa A^-1 u v^T A^-1, kappa solved from (A + u v^T)(ansatz) = I', ansatz, results)
    .step('kappa = 1/(1 + v^T A^-1 u)', minus(baseInverse, product(scale, direction)), results)
    .done(results);
}

/** A scalar that still holds contractions without a name stays as the formula that it came from. */
const toExpressionOrKeep = (f: ReturnType<typeof inNamedScalars>, formula: Expression): Expression => {
  const tree = toExpression(f);
  return JSON.stringify(tree, (_, value) => (typeof value === 'bigint' ? `${value}` : value)).includes('"(')
    ? formula
    : tree;
};
