import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greatestCommonDivisor } from '../../src/expression/rational.ts';
import { constant, content, polynomialKey } from '../../src/symbolic/polynomial.ts';
import { polynomialGcd } from '../../src/symbolic/polynomialGcd.ts';
import { primeField } from '../../src/symbolic/primeField.ts';
import {
  addFunctions,
  fromVariable,
  functionKey,
  invertFunction,
  isZeroFunction,
  lowestTerms,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  substituteFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../src/symbolic/rationalFunction.ts';
import { forAll } from '../numeric/counterexample.ts';
import { functionValue, rationalFunctions, textOf, textsOf, type Values, values } from './polynomials.ts';

const equal = (f: RationalFunction, g: RationalFunction): boolean => isZeroFunction(subtractFunctions(f, g));
const triple = fc.tuple(rationalFunctions, rationalFunctions, rationalFunctions);
const [add, multiply] = [addFunctions, multiplyFunctions];

describe('rational functions are a field', () => {
  test('sums and products commute, associate and distribute', () => {
    forAll(
      triple,
      (all) => textsOf(...all),
      ([f, g, h]) => {
        expect(equal(add(f, g), add(g, f))).toBe(true);
        expect(equal(add(add(f, g), h), add(f, add(g, h)))).toBe(true);
        expect(equal(multiply(multiply(f, g), h), multiply(f, multiply(g, h)))).toBe(true);
        expect(equal(multiply(f, add(g, h)), add(multiply(f, g), multiply(f, h)))).toBe(true);
        expect(equal(add(f, negateFunction(f)), ZERO_FUNCTION)).toBe(true);
      },
      { numRuns: 60 },
    );
  });

  test('f f^-1 = 1, f^-2 f^2 = 1, and 0 has no inverse', () => {
    forAll(rationalFunctions, textOf, (f) => {
      if (isZeroFunction(f)) {
        expect(() => invertFunction(f)).toThrow('rational function: division by 0');
        return;
      }
      expect(equal(multiply(f, invertFunction(f)), ONE_FUNCTION)).toBe(true);
      expect(equal(multiply(powerFunction(f, -2), powerFunction(f, 2)), ONE_FUNCTION)).toBe(true);
    });
  });
});

describe('against values modulo 2^61 - 1', () => {
  test('arithmetic', () => {
    forAll(
      fc.tuple(rationalFunctions, rationalFunctions, values),
      ([f, g]) => textsOf(f, g),
      ([f, g, at]) => {
        const [x, y] = [functionValue(f, at), functionValue(g, at)];
        if (x === undefined || y === undefined) return;
        expect(functionValue(add(f, g), at)).toBe(primeField.add(x, y));
        expect(functionValue(multiply(f, g), at)).toBe(primeField.multiply(x, y));
        if (x !== 0n) expect(functionValue(invertFunction(f), at)).toBe(primeField.invert(x));
      },
    );
  });

  test('a function is zero iff it vanishes at a random point', () => {
    // f g/g - f is zero in disguise; f g/g - f + h is not, unless h is.
    forAll(
      fc.tuple(triple, values),
      ([all]) => textsOf(...all),
      ([[f, g, h], at]) => {
        if (isZeroFunction(g)) return;
        const disguised = subtractFunctions(multiply(multiply(f, g), invertFunction(g)), f);
        expect(isZeroFunction(disguised)).toBe(true);
        const value = functionValue(add(disguised, h), at);
        if (value !== undefined) expect(value === 0n).toBe(isZeroFunction(add(disguised, h)));
      },
    );
  });

  test('substitution and evaluation commute', () => {
    forAll(
      fc.tuple(triple, values),
      ([all]) => textsOf(...all),
      ([[f, g, h], at]) => {
        const [x, y] = [functionValue(g, at), functionValue(h, at)];
        if (x === undefined || y === undefined) return;
        const inner: Values = { ...at, c1: x, mu: y };
        const direct = functionValue(f, inner);
        if (direct === undefined) return; // a pole at this point, or everywhere
        const replaced = substituteFunction(
          f,
          new Map([
            ['c1', g],
            ['mu', h],
          ]),
        );
        expect(functionValue(replaced, at)).toBe(direct);
      },
      { numRuns: 60 },
    );
  });
});

test('substitution throws when a denominator becomes 0', () => {
  const [c1, mu] = [fromVariable('c1'), fromVariable('mu')];
  const pole = invertFunction(subtractFunctions(c1, mu));
  expect(() => substituteFunction(pole, new Map([['c1', mu]]))).toThrow('rational function: division by 0');
});

test('lowestTerms keeps the value and leaves coprime numerator and denominator', () => {
  forAll(
    fc.tuple(rationalFunctions, rationalFunctions),
    (all) => textsOf(...all),
    ([f, g]) => {
      const total = add(f, g);
      const low = lowestTerms(total);
      expect(equal(low, total)).toBe(true);
      if (isZeroFunction(low)) return;
      for (const { polynomial } of low.factors.values())
        expect(polynomialKey(polynomialGcd(low.numerator, polynomial))).toBe(polynomialKey(constant(1n)));
      expect(greatestCommonDivisor(content(low.numerator), low.scale)).toBe(1n);
    },
    { numRuns: 60 },
  );
});

test('functions with equal keys are equal', () => {
  forAll(
    fc.tuple(rationalFunctions, rationalFunctions),
    (all) => textsOf(...all),
    ([f, g]) => {
      if (functionKey(f) === functionKey(g)) expect(equal(f, g)).toBe(true);
      expect(functionKey(add(f, g))).toBe(functionKey(add(g, f)));
    },
  );
});
