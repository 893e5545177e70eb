/**
 * Signs read off a tree: a sum of nonnegative terms is nonnegative, an even power is, v' P v is for a positive definite P, and
 * so is the expectation of what is nonnegative. Nothing is multiplied out: an inequality is shown by an identity whose other
 * side wears its sign (a certificate), and this file reads that side.
 */
import { type Expression, integerValue } from '../expression/expression.ts';
import { toText } from '../expression/print.ts';
import { sign } from '../expression/rational.ts';

export type Sign = 'positive' | 'nonnegative';

export interface SignFacts {
  /** Signs of expressions, by their text. */
  readonly signs: ReadonlyMap<string, Sign>;
  /** Matrices P with v' P v > 0 for v != 0, by their text. */
  readonly definite: ReadonlySet<string>;
  /** Random scalars with a density, by their text: they take no value with positive probability. */
  readonly continuous: ReadonlySet<string>;
}

/** The sign of an expression as far as its form shows it, otherwise undefined. */
export function signOf(expression: Expression, facts: SignFacts): Sign | undefined {
  const known = facts.signs.get(toText(expression));
  if (known !== undefined) return known;
  const of = (part: Expression): Sign | undefined => signOf(part, facts);
  switch (expression.kind) {
    case 'number':
      return sign(expression.value) > 0
        ? 'positive'
        : sign(expression.value) === 0
          ? 'nonnegative'
          : undefined;
    case 'sum':
      return worstOf(expression.terms.map(of), (signs) => signs.includes('positive'));
    case 'product':
      return signOfProduct(expression.factors, facts);
    case 'quotient':
      return of(expression.denominator) === 'positive' ? of(expression.numerator) : undefined;
    case 'power':
      return signOfPower(of(expression.base), integerValue(expression.exponent));
    case 'expectation':
      return signOfExpectation(expression.of, facts);
    default:
      return undefined;
  }
}

/** Undefined when some part has no sign, positive when the parts together are. */
function worstOf(
  signs: readonly (Sign | undefined)[],
  isPositive: (signs: readonly (Sign | undefined)[]) => boolean,
): Sign | undefined {
  if (signs.includes(undefined)) return undefined;
  return isPositive(signs) ? 'positive' : 'nonnegative';
}

function signOfProduct(factors: readonly Expression[], facts: SignFacts): Sign | undefined {
  const at = factors.findIndex((_, k) => isQuadraticForm(factors.slice(k, k + 3), facts));
  const rest = at < 0 ? factors : factors.toSpliced(at, 3);
  const signs = rest.map((factor) => signOf(factor, facts));
  return worstOf(signs, (all) => at < 0 && all.every((each) => each === 'positive'));
}

/** v' P v */
function isQuadraticForm([row, matrix, column]: readonly Expression[], { definite }: SignFacts): boolean {
  return (
    row?.kind === 'transpose' &&
    matrix !== undefined &&
    column !== undefined &&
    definite.has(toText(matrix)) &&
    toText(row.of) === toText(column)
  );
}

function signOfPower(base: Sign | undefined, exponent: number | undefined): Sign | undefined {
  if (exponent === undefined) return undefined;
  if (base === 'positive') return 'positive';
  if (exponent <= 0) return undefined;
  return base === 'nonnegative' || exponent % 2 === 0 ? 'nonnegative' : undefined;
}

/** E[F Y^2] > 0 where F >= 0, E[F] > 0 and Y has a density: F Y^2 vanishes only where F does, but for probability 0. */
function signOfExpectation(of: Expression, facts: SignFacts): Sign | undefined {
  const inside = signOf(of, facts);
  if (inside === undefined || of.kind !== 'product') return inside;
  const square = of.factors.findIndex(
    (factor) =>
      factor.kind === 'power' &&
      integerValue(factor.exponent) === 2 &&
      facts.continuous.has(toText(factor.base)),
  );
  const rest = square < 0 ? [] : of.factors.toSpliced(square, 1);
  const [only, ...more] = rest;
  if (only === undefined || more.length > 0) return inside;
  return signOf({ kind: 'expectation', of: only }, facts) === 'positive' ? 'positive' : inside;
}
