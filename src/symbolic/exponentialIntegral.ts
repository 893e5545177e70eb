/**
 * Integrals over [0, infinity) of exponential polynomials, exact:
 *
 *   integral of t^k exp(-a t) = k! / a^(k + 1)   for a > 0.
 *
 * An exponential polynomial is a sum of terms c t^k exp(-a t); coefficients c and rates a are rational functions of
 * parameters that are all positive.
 */
import { constant, constantValue } from './polynomial.ts';
import {
  addFunctions,
  fromPolynomial,
  lowestTerms,
  multiplyFunctions,
  powerFunction,
  type RationalFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

interface ExponentialTerm {
  readonly coefficient: RationalFunction;
  /** k in t^k, >= 0. */
  readonly power: number;
  /** a in exp(-a t). */
  readonly rate: RationalFunction;
}

export type ExponentialPolynomial = readonly ExponentialTerm[];

/** The product, term by term. */
export const multiplyExponentials = (
  f: ExponentialPolynomial,
  g: ExponentialPolynomial,
): ExponentialPolynomial =>
  f.flatMap((a) =>
    g.map((b) => ({
      coefficient: multiplyFunctions(a.coefficient, b.coefficient),
      power: a.power + b.power,
      rate: addFunctions(a.rate, b.rate),
    })),
  );

/** The integral over [0, infinity). Throws TypeError for a rate that is not visibly positive. */
export function integrateExponentials(f: ExponentialPolynomial): RationalFunction {
  const terms = f.map(({ coefficient, power, rate }) => {
    if (!isVisiblyPositive(rate))
      throw new TypeError('exponential integral: got a rate that may not be positive');
    const value = multiplyFunctions(wholeNumber(factorial(power)), powerFunction(rate, -(power + 1)));
    return multiplyFunctions(coefficient, value);
  });
  return lowestTerms(terms.reduce(addFunctions, ZERO_FUNCTION));
}

/** Positive coefficients only, above and below: positive wherever the parameters are. */
const isVisiblyPositive = ({ numerator, factors }: RationalFunction): boolean =>
  constantValue(numerator) !== 0n &&
  [numerator, ...[...factors.values()].map(({ polynomial }) => polynomial)].every((part) =>
    [...part.values()].every((coefficient) => coefficient > 0n),
  );

const wholeNumber = (value: bigint): RationalFunction => fromPolynomial(constant(value));
const factorial = (k: number): bigint => (k <= 1 ? 1n : BigInt(k) * factorial(k - 1));
