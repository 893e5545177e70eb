/** Exact integrals of exponential polynomials over [0, infinity). */
import { describe, expect, it } from 'vitest';
import { rational } from '../../src/expression/rational.ts';
import {
  type ExponentialPolynomial,
  integrateExponentials,
  multiplyExponentials,
} from '../../src/symbolic/exponentialIntegral.ts';
import {
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  powerFunction,
  type RationalFunction,
  subtractFunctions,
} from '../../src/symbolic/rationalFunction.ts';

const [a, b] = [fromVariable('a'), fromVariable('b')];
const whole = (value: number): RationalFunction => fromRational(rational(value));
const term = (
  coefficient: RationalFunction,
  power: number,
  rate: RationalFunction,
): ExponentialPolynomial => [{ coefficient, power, rate }];
const same = (x: RationalFunction, y: RationalFunction): boolean => isZeroFunction(subtractFunctions(x, y));

describe('integrateExponentials', () => {
  it.each([
    [0, 1],
    [1, 1],
    [4, 24],
  ])('t^%d exp(-a t) gives %d/a^(k+1)', (power, factorial) => {
    const value = integrateExponentials(term(whole(1), power, a));
    expect(same(value, multiplyFunctions(whole(factorial), powerFunction(a, -(power + 1))))).toBe(true);
    expect(same(value, powerFunction(a, -(power + 2)))).toBe(false);
  });

  it('cancels a pole that is none: the square of (exp(-a t) - exp(-b t))/(a - b) gives 1/(2ab(a+b))', () => {
    const scale = invertFunction(subtractFunctions(a, b));
    const f = [...term(scale, 0, a), ...term(negateFunction(scale), 0, b)];
    const value = integrateExponentials(multiplyExponentials(f, f));
    const sum = subtractFunctions(a, negateFunction(b));
    const expected = invertFunction(
      multiplyFunctions(multiplyFunctions(whole(2), multiplyFunctions(a, b)), sum),
    );
    expect(same(value, expected)).toBe(true);
    expect(value.factors.size).toBe(expected.factors.size); // no factor a - b is left
  });

  it.each([
    ['0', whole(0)],
    ['-a', negateFunction(a)],
    ['a - b', subtractFunctions(a, b)],
  ])('refuses the rate %s', (_, rate) => {
    expect(() => integrateExponentials(term(whole(1), 0, rate))).toThrow(
      'got a rate that may not be positive',
    );
  });
});
