/**
 * Writes a scalar of the coefficient ring back as a tree, in the Gram scalars q, mu, s2 of the paper.
 */
import { type Expression, number, power, product, quotient, sum, symbol } from '../expression/expression.ts';
import { rational } from '../expression/rational.ts';
import { scalarOf } from './matrixForm.ts';
import { normalize } from './normalize.ts';
import { monomialFactors, type Polynomial, variablesOf } from './polynomial.ts';
import {
  denominatorOf,
  fromVariable,
  invertFunction,
  lowestTerms,
  multiplyFunctions,
  type RationalFunction,
  substituteFunction,
} from './rationalFunction.ts';
import type { Setting } from './setting.ts';

/**
 * Replaces contractions by the named scalars that are multiples of them: with q = ce e0^2 sum r, the contraction sum r
 * becomes q/(ce e0^2). Names whose definition is not a single contraction times other factors are left alone.
 */
export function inNamedScalars(
  f: RationalFunction,
  names: readonly string[],
  setting: Setting,
): RationalFunction {
  const values = new Map<string, RationalFunction>();
  for (const name of names) {
    const value = scalarOf(normalize(symbol(name), setting).form);
    const contraction = [...variablesOf(value.numerator)].find((variable) => variable.startsWith('('));
    if (contraction === undefined || value.numerator.size !== 1) continue;
    const factor = multiplyFunctions(value, invertFunction(fromVariable(contraction)));
    values.set(contraction, multiplyFunctions(fromVariable(name), invertFunction(factor)));
  }
  return lowestTerms(substituteFunction(f, values));
}

/** The tree of a rational function whose variables are symbols. */
export function toExpression(f: RationalFunction): Expression {
  const numerator = polynomialTree(f.numerator);
  const denominator = denominatorOf(f);
  return denominator.size === 1 && denominator.get('') === 1n
    ? numerator
    : quotient(numerator, polynomialTree(denominator));
}

function polynomialTree(p: Polynomial): Expression {
  if (p.size === 0) return number(0);
  const terms = [...p].map(([monomial, coefficient]) => {
    const factors = monomialFactors(monomial).map(([name, exponent]) =>
      exponent === 1 ? symbol(name) : power(symbol(name), exponent),
    );
    const magnitude = coefficient < 0n ? -coefficient : coefficient;
    const parts =
      magnitude === 1n && factors.length > 0 ? factors : [number(rational(magnitude)), ...factors];
    return coefficient < 0n ? product(number(-1), ...parts) : product(...parts);
  });
  return sum(...terms);
}
