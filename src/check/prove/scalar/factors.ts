/**
 * Rational functions as products: a rational number times powers of primitive polynomials, variables and repeated factors
 * split off. Not a full factorization; equal functions may split differently.
 */
import { type Rational, rational } from '../../../expression/rational.ts';
import {
  addPolynomials,
  constantValue,
  content,
  divideExactly,
  monomialFactors,
  type Polynomial,
  polynomialKey,
  scaleDown,
  variable,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import { polynomialGcd } from '../../../symbolic/polynomialGcd.ts';
import { lowestTerms, type RationalFunction } from '../../../symbolic/rationalFunction.ts';

export interface Factored {
  readonly content: Rational;
  /** Primitive, not constant, pairwise different; exponents not 0. */
  readonly powers: readonly { readonly base: Polynomial; readonly exponent: number }[];
}

/** f is not 0. */
export function factorsOf(f: RationalFunction): Factored {
  const { numerator, scale, factors } = lowestTerms(f);
  const found = new Map<string, { base: Polynomial; exponent: number }>();
  const push = (base: Polynomial, exponent: number): void => {
    const key = polynomialKey(base);
    found.set(key, { base, exponent: exponent + (found.get(key)?.exponent ?? 0) });
  };
  const whole = content(numerator);
  for (const part of split(scaleDown(numerator, whole))) push(part, 1);
  let sign = 1n;
  for (const { polynomial, multiplicity } of factors.values()) {
    const own = content(polynomial);
    if (own < 0n && multiplicity % 2 === 1) sign = -sign;
    for (const part of split(scaleDown(polynomial, own < 0n ? -1n : 1n))) push(part, -multiplicity);
  }
  return {
    content: rational(sign * whole, scale),
    powers: [...found.values()].filter(({ exponent }) => exponent !== 0),
  };
}

/** Factors of a primitive polynomial with positive leading coefficient, with repetitions. */
function split(p: Polynomial): readonly Polynomial[] {
  const parts: Polynomial[] = [];
  let rest = p;
  for (const [name, exponent] of commonMonomial(rest)) {
    for (let k = 0; k < exponent; k++) {
      parts.push(variable(name));
      rest = divideExactly(rest, variable(name)) ?? rest;
    }
  }
  return [...parts, ...splitRepeated(rest)];
}

function splitRepeated(p: Polynomial): readonly Polynomial[] {
  if (constantValue(p) !== undefined) return [];
  if (p.size < 60) {
    for (const name of variablesOf(p)) {
      const common = polynomialGcd(p, derivativeOf(p, name));
      if (constantValue(common) !== undefined) continue;
      const other = divideExactly(p, common);
      if (other === undefined) continue;
      const whole = content(other);
      if (whole === 1n) return [...splitRepeated(common), ...splitRepeated(other)];
    }
  }
  return [p];
}

/** The partial derivative of a polynomial. */
export function derivativeOf(p: Polynomial, name: string): Polynomial {
  let total: Polynomial = new Map();
  const v = variable(name);
  for (const [monomial, coefficient] of p) {
    const exponent = monomialFactors(monomial).find(([own]) => own === name)?.[1] ?? 0;
    if (exponent === 0) continue;
    const lowered = divideExactly(new Map([[monomial, coefficient * BigInt(exponent)]]), v);
    if (lowered !== undefined) total = addPolynomials(total, lowered);
  }
  return total;
}

function commonMonomial(p: Polynomial): readonly (readonly [string, number])[] {
  let common: Map<string, number> | undefined;
  for (const monomial of p.keys()) {
    const own = new Map(monomialFactors(monomial));
    if (common === undefined) common = own;
    else
      for (const [name, exponent] of common) {
        const shared = Math.min(exponent, own.get(name) ?? 0);
        if (shared === 0) common.delete(name);
        else common.set(name, shared);
      }
  }
  return [...(common ?? [])];
}

const LARGEST_PRIME = 10000n;

/** Prime factors of a positive integer; what has none below 10000 stays as one factor. */
export function primeFactors(value: bigint): readonly (readonly [bigint, number])[] {
  const found: [bigint, number][] = [];
  let rest = value;
  for (let p = 2n; p <= LARGEST_PRIME && p * p <= rest; p++) {
    let exponent = 0;
    while (rest % p === 0n) {
      rest /= p;
      exponent++;
    }
    if (exponent > 0) found.push([p, exponent]);
  }
  if (rest > 1n) found.push([rest, 1]);
  return found;
}
