/**
 * Random polynomials and rational functions in c1, mu, s2, and their values modulo the prime 2^61 - 1 by plain substitution.
 */
import fc from 'fast-check';
import { toText } from '../../src/expression/print.ts';
import {
  addPolynomials,
  constant,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  powerOf,
  variable,
} from '../../src/symbolic/polynomial.ts';
import { PRIME, primeField } from '../../src/symbolic/primeField.ts';
import {
  denominatorOf,
  fromPolynomial,
  invertFunction,
  multiplyFunctions,
  type RationalFunction,
} from '../../src/symbolic/rationalFunction.ts';
import { toExpression } from '../../src/symbolic/toExpression.ts';

export const NAMES = ['c1', 'mu', 's2'] as const;

const term = fc
  .tuple(fc.integer({ min: -6, max: 6 }), ...NAMES.map(() => fc.constantFrom(0, 0, 1, 2)))
  .map(([coefficient, ...exponents]) =>
    NAMES.reduce(
      (product, name, k) => multiplyPolynomials(product, powerOf(variable(name), exponents[k] ?? 0)),
      constant(BigInt(coefficient)),
    ),
  );

/** Up to `terms` terms, of degree at most 2 in each variable. */
export const polynomials = (terms = 4): fc.Arbitrary<Polynomial> =>
  fc.array(term, { maxLength: terms }).map((all) => all.reduce((a, b) => addPolynomials(a, b), constant(0n)));

export const nonzeroPolynomials = (terms = 4): fc.Arbitrary<Polynomial> =>
  polynomials(terms).filter((p) => p.size > 0);

/** p q^-1 r^-1, so that denominators have several factors. */
export const rationalFunctions: fc.Arbitrary<RationalFunction> = fc
  .tuple(polynomials(3), nonzeroPolynomials(2), nonzeroPolynomials(2))
  .map(([p, q, r]) =>
    [q, r].reduce((f, each) => multiplyFunctions(f, invertFunction(fromPolynomial(each))), fromPolynomial(p)),
  );

export const textOf = (f: RationalFunction): string => toText(toExpression(f));
export const polynomialText = (p: Polynomial): string => textOf(fromPolynomial(p));
export const textsOf = (...all: readonly RationalFunction[]): string => all.map(textOf).join(';  ');

export type Values = Readonly<Record<string, bigint>>;

/** Random residues for c1, mu, s2. */
export const values: fc.Arbitrary<Values> = fc
  .tuple(...NAMES.map(() => fc.bigInt({ min: 2n, max: PRIME - 1n })))
  .map((residues) => Object.fromEntries(NAMES.map((name, k) => [name, residues[k] ?? 0n] as const)));

export function polynomialValue(p: Polynomial, at: Values): bigint {
  let total = 0n;
  for (const [monomial, coefficient] of p) {
    let product = coefficient;
    for (const [name, exponent] of monomialFactors(monomial)) product *= (at[name] ?? 0n) ** BigInt(exponent);
    total += product;
  }
  return ((total % PRIME) + PRIME) % PRIME;
}

/** The value modulo the prime; undefined at a pole. */
export function functionValue(f: RationalFunction, at: Values): bigint | undefined {
  const below = polynomialValue(denominatorOf(f), at);
  return below === 0n
    ? undefined
    : primeField.multiply(polynomialValue(f.numerator, at), primeField.invert(below));
}
