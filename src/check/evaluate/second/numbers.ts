/**
 * Number systems for the second evaluator: what it needs to know about a kind of numbers.
 */
import {
  add,
  divide,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  sign,
  ZERO,
} from '../../../expression/rational.ts';
import type { ElementaryName } from '../../term.ts';
import { Undecided, Undefined } from '../outcome.ts';

export interface Numbers<T> {
  readonly of: (value: Rational) => T;
  readonly add: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  /** Throws Undefined for b = 0. */
  readonly divide: (a: T, b: T) => T;
  readonly sign: (a: T) => number;
  readonly elementary: (name: ElementaryName, a: T) => T;
  /** a^b for positive a. */
  readonly power: (a: T, b: T) => T;
  readonly constant: (name: 'pi' | 'e') => T;
}

/** Rational numbers; elementary functions only where the value is evidently rational, otherwise Undecided. */
export const RATIONALS: Numbers<Rational> = {
  of: (value) => value,
  add,
  multiply,
  divide: (a, b) => {
    if (isZero(b)) throw new Undefined('division by 0');
    return divide(a, b);
  },
  sign,
  elementary: elementaryOfRational,
  power: powerOfRational,
  constant: () => {
    throw new Undecided('an irrational constant');
  },
};

function elementaryOfRational(name: ElementaryName, x: Rational): Rational {
  if (name === 'abs') return sign(x) < 0 ? multiply(x, rational(-1)) : x;
  if (name === 'sqrt') {
    if (sign(x) < 0) throw new Undefined('sqrt of a negative number');
    return rootOf(x, 2);
  }
  if (name === 'log' && sign(x) <= 0) throw new Undefined('log outside its domain');
  const special = name === 'log' ? ONE : ZERO;
  if (x.numerator !== special.numerator || x.denominator !== 1n) throw new Undecided('an irrational value');
  return ['exp', 'cos', 'cosh'].includes(name) ? ONE : ZERO;
}

function powerOfRational(x: Rational, exponent: Rational): Rational {
  if (exponent.denominator > 64n || exponent.numerator ** 2n > 10000n)
    throw new Undecided('a power of high order');
  const root = rootOf(x, Number(exponent.denominator));
  const [top, bottom] = [root.numerator, root.denominator];
  const times = exponent.numerator;
  return times < 0n ? rational(bottom ** -times, top ** -times) : rational(top ** times, bottom ** times);
}

/** The q-th root by bisection over the integers; Undecided when it is irrational. */
function rootOf(x: Rational, q: number): Rational {
  const root = (value: bigint): bigint => {
    let [low, high] = [0n, value + 1n];
    if (value.toString().length > 400) throw new Undecided('a root of a very long number');
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (middle ** BigInt(q) <= value) low = middle;
      else high = middle;
    }
    if (low ** BigInt(q) !== value) throw new Undecided('an irrational root');
    return low;
  };
  return rational(root(x.numerator), root(x.denominator));
}
