/**
 * Rational functions over Q in canonical enough form for exact zero tests.
 *
 * numerator / (scale * product of factors^multiplicity): the denominator stays factored into primitive polynomials, so that
 * sums meet at a small common denominator; factors that divide the numerator are cancelled. A rational function is zero iff
 * its numerator is, which decides every identity.
 */
import { greatestCommonDivisor, type Rational } from '../expression/rational.ts';
import {
  addPolynomials,
  constant,
  constantValue,
  content,
  divideExactly,
  isZeroPolynomial,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  powerOf,
  scaleDown,
  variable,
} from './polynomial.ts';
import { polynomialGcd } from './polynomialGcd.ts';

interface Factor {
  readonly polynomial: Polynomial;
  readonly multiplicity: number;
}

export interface RationalFunction {
  readonly numerator: Polynomial;
  /** Positive integer. */
  readonly scale: bigint;
  readonly factors: ReadonlyMap<string, Factor>;
}

const NO_FACTORS: ReadonlyMap<string, Factor> = new Map();

export const fromPolynomial = (numerator: Polynomial): RationalFunction => ({
  numerator,
  scale: 1n,
  factors: NO_FACTORS,
});
export const fromRational = (value: Rational): RationalFunction => ({
  numerator: constant(value.numerator),
  scale: value.denominator,
  factors: NO_FACTORS,
});
export const fromVariable = (name: string): RationalFunction => fromPolynomial(variable(name));
export const ZERO_FUNCTION: RationalFunction = fromPolynomial(constant(0n));
export const ONE_FUNCTION: RationalFunction = fromPolynomial(constant(1n));

export const isZeroFunction = (f: RationalFunction): boolean => isZeroPolynomial(f.numerator);

/** The denominator, multiplied out. */
export function denominatorOf(f: RationalFunction): Polynomial {
  let product = constant(f.scale);
  for (const { polynomial, multiplicity } of f.factors.values()) {
    product = multiplyPolynomials(product, powerOf(polynomial, multiplicity));
  }
  return product;
}

/** Cancels denominator factors that divide the numerator, and the common integer content. */
function reduce(f: RationalFunction): RationalFunction {
  if (isZeroFunction(f)) return ZERO_FUNCTION;
  let { numerator, scale } = f;
  const factors = new Map<string, Factor>();
  for (const [key, { polynomial, multiplicity }] of f.factors) {
    let left = multiplicity;
    while (left > 0) {
      const divided = divideExactly(numerator, polynomial);
      if (divided === undefined) break;
      numerator = divided;
      left--;
    }
    if (left > 0) factors.set(key, { polynomial, multiplicity: left });
  }
  const common = greatestCommonDivisor(content(numerator), scale);
  numerator = scaleDown(numerator, common);
  scale /= common;
  return { numerator, scale, factors };
}

export function addFunctions(a: RationalFunction, b: RationalFunction): RationalFunction {
  if (isZeroFunction(a)) return b;
  if (isZeroFunction(b)) return a;
  const divisor = greatestCommonDivisor(a.scale, b.scale);
  let [left, right] = [a.numerator, b.numerator];
  left = multiplyPolynomials(left, constant(b.scale / divisor));
  right = multiplyPolynomials(right, constant(a.scale / divisor));
  const factors = new Map<string, Factor>(a.factors);
  for (const [key, factor] of b.factors) {
    const own = factors.get(key)?.multiplicity ?? 0;
    const missing = factor.multiplicity - own;
    if (missing > 0) left = multiplyPolynomials(left, powerOf(factor.polynomial, missing));
    if (missing < 0) right = multiplyPolynomials(right, powerOf(factor.polynomial, -missing));
    factors.set(key, { polynomial: factor.polynomial, multiplicity: Math.max(own, factor.multiplicity) });
  }
  for (const [key, factor] of a.factors) {
    if (!b.factors.has(key))
      right = multiplyPolynomials(right, powerOf(factor.polynomial, factor.multiplicity));
  }
  return reduce({ numerator: addPolynomials(left, right), scale: (a.scale / divisor) * b.scale, factors });
}

export function multiplyFunctions(a: RationalFunction, b: RationalFunction): RationalFunction {
  if (isZeroFunction(a) || isZeroFunction(b)) return ZERO_FUNCTION;
  const factors = new Map<string, Factor>(a.factors);
  for (const [key, factor] of b.factors) {
    factors.set(key, {
      polynomial: factor.polynomial,
      multiplicity: factor.multiplicity + (factors.get(key)?.multiplicity ?? 0),
    });
  }
  const numerator = multiplyPolynomials(a.numerator, b.numerator);
  return reduce({ numerator, scale: a.scale * b.scale, factors });
}

export const negateFunction = (f: RationalFunction): RationalFunction => ({
  ...f,
  numerator: multiplyPolynomials(constant(-1n), f.numerator),
});

export const subtractFunctions = (a: RationalFunction, b: RationalFunction): RationalFunction =>
  addFunctions(a, negateFunction(b));

/** 1 / f, with the numerator split into variables and one primitive rest. Throws RangeError for f = 0. */
export function invertFunction(f: RationalFunction): RationalFunction {
  if (isZeroFunction(f)) throw new RangeError('rational function: division by 0');
  const whole = content(f.numerator);
  let rest = scaleDown(f.numerator, whole);
  const factors = new Map<string, Factor>();
  const push = (polynomial: Polynomial, multiplicity: number): void => {
    factors.set(polynomialKey(polynomial), { polynomial, multiplicity });
  };
  for (const [name, exponent] of commonMonomial(rest)) {
    push(variable(name), exponent);
    rest = divideExactly(rest, powerOf(variable(name), exponent)) ?? rest;
  }
  if (constantValue(rest) === undefined) push(rest, 1);
  const negative = whole < 0n;
  const numerator = multiplyPolynomials(denominatorOf(f), constant(negative ? -1n : 1n));
  return reduce({ numerator, scale: negative ? -whole : whole, factors });
}

/** The largest monomial that divides every term. */
function commonMonomial(p: Polynomial): readonly (readonly [string, number])[] {
  let common: Map<string, number> | undefined;
  for (const monomial of p.keys()) {
    const own = new Map(monomialFactors(monomial));
    common =
      common === undefined
        ? own
        : new Map(
            [...common].flatMap(([name, e]) =>
              own.has(name) ? [[name, Math.min(e, own.get(name) ?? 0)]] : [],
            ),
          );
  }
  return [...(common ?? [])];
}

export function powerFunction(f: RationalFunction, exponent: number): RationalFunction {
  const base = exponent < 0 ? invertFunction(f) : f;
  let result = ONE_FUNCTION;
  for (let k = 0; k < Math.abs(exponent); k++) result = multiplyFunctions(result, base);
  return result;
}

/** Replaces variables by rational functions. Throws RangeError when a denominator becomes 0. */
export function substituteFunction(
  f: RationalFunction,
  values: ReadonlyMap<string, RationalFunction>,
): RationalFunction {
  const evaluate = (p: Polynomial): RationalFunction => {
    let total = ZERO_FUNCTION;
    for (const [monomial, coefficient] of p) {
      let term = fromPolynomial(constant(coefficient));
      for (const [name, exponent] of monomialFactors(monomial)) {
        term = multiplyFunctions(term, powerFunction(values.get(name) ?? fromVariable(name), exponent));
      }
      total = addFunctions(total, term);
    }
    return total;
  };
  let result = multiplyFunctions(evaluate(f.numerator), invertFunction(fromPolynomial(constant(f.scale))));
  for (const { polynomial, multiplicity } of f.factors.values()) {
    result = multiplyFunctions(result, powerFunction(evaluate(polynomial), -multiplicity));
  }
  return result;
}

/** Equal functions built from the same factors have equal keys; used to name opaque values such as sqrt(2 pi s2). */
export const functionKey = (f: RationalFunction): string => {
  const reduced = reduce(f);
  return `${polynomialKey(reduced.numerator)} / ${polynomialKey(denominatorOf(reduced))}`;
};

/** The function in lowest terms: numerator and denominator share no factor. Works factor by factor, which keeps them small. */
export function lowestTerms(f: RationalFunction): RationalFunction {
  let { numerator } = f;
  let denominator = fromPolynomial(constant(f.scale));
  for (const { polynomial, multiplicity } of f.factors.values()) {
    for (let k = 0; k < multiplicity; k++) {
      const common = polynomialGcd(numerator, polynomial);
      const [top, bottom] = [divideExactly(numerator, common), divideExactly(polynomial, common)];
      if (top === undefined || bottom === undefined) throw new RangeError('lowest terms: inexact division');
      numerator = top;
      denominator = multiplyFunctions(denominator, fromPolynomial(bottom));
    }
  }
  return multiplyFunctions(fromPolynomial(numerator), invertFunction(denominator));
}
