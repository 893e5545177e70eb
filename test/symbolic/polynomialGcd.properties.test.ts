import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  constant,
  content,
  degreeRange,
  divideExactly,
  isZeroPolynomial,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  variable,
} from '../../src/symbolic/polynomial.ts';
import { polynomialGcd } from '../../src/symbolic/polynomialGcd.ts';
import { PRIME, primeField } from '../../src/symbolic/primeField.ts';
import { forAll } from '../numeric/counterexample.ts';
import {
  NAMES,
  nonzeroPolynomials,
  polynomials,
  polynomialText,
  polynomialValue,
  type Values,
  values,
} from './polynomials.ts';

const texts = (all: readonly Polynomial[]): string => all.map(polynomialText).join(';  ');

describe('the greatest common divisor', () => {
  test('divides both', () => {
    forAll(fc.tuple(polynomials(3), nonzeroPolynomials(3)), texts, ([p, q]) => {
      const gcd = polynomialGcd(p, q);
      expect(divideExactly(p, gcd)).toBeDefined();
      expect(divideExactly(q, gcd)).toBeDefined();
      expect(content(gcd)).toBeGreaterThan(0n);
    });
  });

  test('of p r and q r is divisible by r', () => {
    const factor = nonzeroPolynomials(2);
    forAll(fc.tuple(factor, factor, factor), texts, ([p, q, r]) => {
      const gcd = polynomialGcd(multiplyPolynomials(p, r), multiplyPolynomials(q, r));
      expect(divideExactly(gcd, r)).toBeDefined();
    });
  });

  test('does not depend on the order', () => {
    forAll(fc.tuple(polynomials(3), polynomials(3)), texts, ([p, q]) => {
      expect(polynomialKey(polynomialGcd(p, q))).toBe(polynomialKey(polynomialGcd(q, p)));
    });
  });

  test('leaves cofactors that are coprime on a random line, by Euclid modulo a prime', () => {
    const factor = nonzeroPolynomials(2);
    forAll(
      fc.tuple(factor, factor, factor, values, values),
      ([p, q, r]) => texts([p, q, r]),
      ([p, q, r, at, along]) => {
        const [a, b] = [multiplyPolynomials(p, r), multiplyPolynomials(q, r)];
        const gcd = polynomialGcd(a, b);
        const [u, v] = [divideExactly(a, gcd), divideExactly(b, gcd)];
        if (u === undefined || v === undefined) throw new Error('the gcd does not divide');
        expect(degreeOf(euclid(onLine(u, at, along), onLine(v, at, along)))).toBe(0);
        expect(polynomialKey(polynomialGcd(u, v))).toBe(polynomialKey(constant(1n)));
      },
    );
  });

  test('Euclid modulo a prime sees a common factor that is left in', () => {
    const factor = variable('mu');
    const at: Values = { c1: 3n, mu: 5n, s2: 7n };
    expect(degreeOf(euclid(onLine(factor, at, at), onLine(factor, at, at)))).toBe(1);
  });

  test('of integers and of 0', () => {
    const gcd = (a: bigint, b: bigint) => polynomialGcd(constant(a), constant(b)).get('');
    expect(gcd(12n, -18n)).toBe(6n);
    expect(gcd(0n, -5n)).toBe(5n);
    expect(isZeroPolynomial(polynomialGcd(constant(0n), constant(0n)))).toBe(true);
    expect(polynomialGcd(constant(4n), multiplyPolynomials(constant(6n), variable('c1'))).get('')).toBe(2n);
  });
});

type Univariate = readonly bigint[];

const degreeOf = (p: Univariate): number => p.length - 1;
const reduced = (a: bigint): bigint => ((a % PRIME) + PRIME) % PRIME;

function trimmed(p: Univariate): Univariate {
  let end = p.length;
  while (end > 0 && p[end - 1] === 0n) end--;
  return p.slice(0, end);
}

/** The coefficients of p(at + t along) in t modulo the prime, by interpolation. */
function onLine(p: Polynomial, at: Values, along: Values): Univariate {
  const degree = NAMES.reduce((total, name) => total + degreeRange(p, name)[1], 0);
  const nodes = Array.from({ length: degree + 1 }, (_, k) => BigInt(k));
  const value = (t: bigint): bigint =>
    polynomialValue(
      p,
      Object.fromEntries(NAMES.map((name) => [name, reduced((at[name] ?? 0n) + t * (along[name] ?? 0n))])),
    );
  let sum: bigint[] = nodes.map(() => 0n);
  for (const [i, node] of nodes.entries()) {
    let basis: bigint[] = [value(node)];
    for (const [j, other] of nodes.entries()) {
      if (i === j) continue;
      const scale = primeField.invert(reduced(node - other));
      basis = [...basis, 0n].map((_, k) =>
        reduced(((basis[k - 1] ?? 0n) - other * (basis[k] ?? 0n)) * scale),
      );
    }
    sum = sum.map((c, k) => reduced(c + (basis[k] ?? 0n)));
  }
  return trimmed(sum);
}

function euclid(a: Univariate, b: Univariate): Univariate {
  if (b.length === 0) return a;
  let rest = [...a];
  const scale = primeField.invert(b[b.length - 1] ?? 1n);
  while (rest.length >= b.length) {
    const factor = reduced((rest[rest.length - 1] ?? 0n) * scale);
    const shift = rest.length - b.length;
    rest = [...trimmed(rest.map((c, k) => reduced(c - factor * (b[k - shift] ?? 0n))))];
  }
  return euclid(b, rest);
}
