/**
 * The inverse of a full-rank matrix plus rank two, for every n, and its coefficients in a given pair of vectors
 * (Equations 100-106; theory: the inverse in one line).
 *
 *   G^-1 = base^-1 + sum_ij  coefficient_ij  left_i right_j^T
 *
 * The one-shot low-rank inverse (formInverse.ts) is compared with this form word by word, which gives the coefficients.
 */
import { type Expression, inverse, product, sum, symbol, transpose } from '../../expression/expression.ts';
import { type Derivation, DerivationBuilder, solveFor } from '../derivation.ts';
import type { Given } from '../given.ts';
import type { Setting } from '../setting.ts';
import { inNamedScalars, toExpression } from '../toExpression.ts';

export interface TwoVectorForm {
  /** The inverse as scale * [base^-1 + sum of coefficient * left * right^T]. */
  readonly scale: Expression;
  readonly baseInverse: Expression;
  readonly coefficients: readonly {
    readonly name: string;
    readonly left: Expression;
    readonly right: Expression;
  }[];
}

/** The right-hand side of the form, with the coefficients as symbols. */
const twoVectorExpression = ({ scale, baseInverse, coefficients }: TwoVectorForm): Expression =>
  product(
    scale,
    sum(
      baseInverse,
      ...coefficients.map(({ name, left, right }) => product(symbol(name), left, transpose(right))),
    ),
  );

/** Derives matrix^-1 in the given form; the results are the coefficients. Throws Error when a step fails. */
export function woodburyInverse(
  name: string,
  matrix: Expression,
  lines: readonly { readonly rule: string; readonly line: Expression }[],
  form: TwoVectorForm,
  named: readonly string[],
  setting: Setting,
  givens: readonly Given[],
): Derivation {
  const target = twoVectorExpression(form);
  const unknowns = form.coefficients.map((coefficient) => coefficient.name);
  const start = lines.at(-1)?.line ?? inverse(matrix);
  const solution = solveFor(unknowns, start, target, setting);
  const results = new Map(
    [...solution].map(([unknown, f]) => [unknown, toExpression(inNamedScalars(f, named, setting))]),
  );
  const builder = new DerivationBuilder(name, inverse(matrix), setting, givens);
  for (const { rule, line } of lines) builder.step(rule, line);
  return builder.step('collect the coefficients of the four outer products', target, results).done(results);
}
