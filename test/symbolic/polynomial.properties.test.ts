import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addPolynomials,
  collect,
  constant,
  constantValue,
  content,
  degreeRange,
  divideExactly,
  isZeroPolynomial,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  powerOf,
  scaleDown,
  variable,
  variablesOf,
} from '../../src/symbolic/polynomial.ts';
import { PRIME } from '../../src/symbolic/primeField.ts';
import { forAll } from '../numeric/counterexample.ts';
import { nonzeroPolynomials, polynomials, polynomialText, polynomialValue, values } from './polynomials.ts';

const pair = fc.tuple(polynomials(), polynomials());
const triple = fc.tuple(polynomials(), polynomials(), polynomials());
const texts = (all: readonly Polynomial[]): string => all.map(polynomialText).join(';  ');

const key = polynomialKey;
const [add, multiply] = [(p: Polynomial, q: Polynomial) => addPolynomials(p, q), multiplyPolynomials];
const ZERO = constant(0n);
const ONE = constant(1n);

describe('integer polynomials are a commutative ring', () => {
  test('addition: a + b = b + a, (a + b) + c = a + (b + c), a + 0 = a, a - a = 0', () => {
    forAll(triple, texts, ([a, b, c]) => {
      expect(key(add(a, b))).toBe(key(add(b, a)));
      expect(key(add(add(a, b), c))).toBe(key(add(a, add(b, c))));
      expect(key(add(a, ZERO))).toBe(key(a));
      expect(isZeroPolynomial(addPolynomials(a, a, -1n))).toBe(true);
    });
  });

  test('multiplication: a b = b a, (a b) c = a (b c), 1 a = a, a (b + c) = a b + a c, no divisors of 0', () => {
    forAll(triple, texts, ([a, b, c]) => {
      expect(key(multiply(a, b))).toBe(key(multiply(b, a)));
      expect(key(multiply(multiply(a, b), c))).toBe(key(multiply(a, multiply(b, c))));
      expect(key(multiply(ONE, a))).toBe(key(a));
      expect(key(multiply(a, add(b, c)))).toBe(key(add(multiply(a, b), multiply(a, c))));
      expect(isZeroPolynomial(multiply(a, b))).toBe(isZeroPolynomial(a) || isZeroPolynomial(b));
    });
  });

  test('sums, products and powers have the values of sums, products and powers', () => {
    forAll(
      fc.tuple(pair, values),
      ([polynomials]) => texts(polynomials),
      ([[a, b], at]) => {
        const [x, y] = [polynomialValue(a, at), polynomialValue(b, at)];
        expect(polynomialValue(add(a, b), at)).toBe((x + y) % PRIME);
        expect(polynomialValue(multiply(a, b), at)).toBe((x * y) % PRIME);
        expect(polynomialValue(powerOf(a, 3), at)).toBe((x * x * x) % PRIME);
      },
    );
  });
});

test('equal keys mean equal polynomials', () => {
  forAll(pair, texts, ([a, b]) => {
    expect(key(a) === key(b)).toBe(isZeroPolynomial(addPolynomials(a, b, -1n)));
  });
});

test('keys stay apart when variable indices and exponents are codes of digits and separators', () => {
  const many = Array.from({ length: 130 }, (_, k) => variable(`key${k}`));
  const codes = many.map((p) => [...p.keys()][0]?.charCodeAt(0) ?? 0);
  const bar = many[codes.indexOf('|'.charCodeAt(0))] ?? ONE;
  const [first, last] = [many[0] ?? ONE, many[129] ?? ONE];
  // The old key, coefficient and monomial without lengths, was the same text for these two.
  const sum = add(first, multiply(constant(2n), last));
  const monomial = multiply(multiply(first, powerOf(bar, '2'.charCodeAt(0))), last);
  expect(key(sum)).not.toBe(key(monomial));
});

describe('divideExactly', () => {
  test('(a b) / b = a', () => {
    forAll(fc.tuple(polynomials(), nonzeroPolynomials()), texts, ([a, b]) => {
      const quotient = divideExactly(multiply(a, b), b);
      expect(quotient && key(quotient)).toBe(key(a));
    });
  });

  test('a quotient times the divisor is the dividend, and a remainder is refused', () => {
    forAll(fc.tuple(polynomials(), nonzeroPolynomials(2)), texts, ([a, b]) => {
      const quotient = divideExactly(a, b);
      if (quotient !== undefined) expect(key(multiply(quotient, b))).toBe(key(a));
      if (constantValue(b) !== 1n && constantValue(b) !== -1n)
        expect(divideExactly(add(multiply(a, b), ONE), b)).toBeUndefined();
    });
  });

  test('nothing is divided by 0', () => {
    expect(divideExactly(variable('c1'), ZERO)).toBeUndefined();
  });
});

test('p / content is primitive with a positive leading coefficient', () => {
  forAll(nonzeroPolynomials(), polynomialText, (p) => {
    const primitive = scaleDown(p, content(p));
    expect(content(primitive)).toBe(1n);
    expect(key(multiply(constant(content(p)), primitive))).toBe(key(p));
  });
});

test('collect splits a polynomial into parts that sum to it, each monomial in the selected variables only', () => {
  forAll(polynomials(), polynomialText, (p) => {
    const parts = collect(p, (name) => name === 'mu');
    let total = ZERO;
    for (const [monomial, rest] of parts) {
      expect(variablesOf(rest).has('mu')).toBe(false);
      expect(monomialFactors(monomial).every(([name]) => name === 'mu')).toBe(true);
      total = add(total, multiply(new Map([[monomial, 1n]]), rest));
    }
    expect(key(total)).toBe(key(p));
  });
});

test('degreeRange gives lowest and highest exponent', () => {
  const p = add(powerOf(variable('mu'), 3), multiply(variable('c1'), variable('mu')));
  expect(degreeRange(p, 'mu')).toEqual([1, 3]);
  expect(degreeRange(p, 'c1')).toEqual([0, 1]);
  expect(degreeRange(ZERO, 'c1')).toEqual([0, 0]);
});

test('an exponent that has no character code is refused, not wrapped around', () => {
  let power = variable('c1');
  for (let k = 0; k < 15; k++) power = multiply(power, power);
  expect(degreeRange(power, 'c1')).toEqual([32768, 32768]);
  expect(() => multiply(power, power)).toThrow('polynomial: got exponent 65536, expected at most 65535');
});
