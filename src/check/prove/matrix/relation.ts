/**
 * Scalar relations as polynomial ones: f = N / (s F1^k1 F2^k2 ...) has the sign of N times the factors of odd exponent, where
 * the factors are not 0. They are not: pointwise forms divide only by what is nonzero wherever the claim speaks.
 */
import { multiplyPolynomials, type Polynomial } from '../../../symbolic/polynomial.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Operator } from '../../problem.ts';
import { and, atom, type Formula } from '../scalar/formula.ts';

/** A polynomial with the sign of f. */
export function clearedRelation(f: RationalFunction): Polynomial {
  let result = f.numerator;
  for (const { polynomial, multiplicity } of f.factors.values())
    if (multiplicity % 2 === 1) result = multiplyPolynomials(result, polynomial);
  return result;
}

/** f operator 0. For == and != the denominator does not matter. */
export const relationFormula = (f: RationalFunction, operator: Operator): Formula =>
  atom(operator === '==' || operator === '!=' ? f.numerator : clearedRelation(f), operator);

/** The denominators of f are not 0. */
export const denominatorFacts = (f: RationalFunction): Formula =>
  and(...[...f.factors.values()].map(({ polynomial }) => atom(polynomial, '!=')));
