/**
 * Decimal floating-point numbers of any precision (decimal.js, as mathjs exports it).
 */
import { type BigNumber, BigNumberDependencies, create } from 'mathjs';
import type { Rational } from '../../../expression/rational.ts';
import type { ElementaryName } from '../../term.ts';
import { Undecided, Undefined } from '../outcome.ts';
import type { Numbers } from './numbers.ts';

export type Decimal = BigNumber;

const known = new Map<number, Numbers<Decimal>>();

/** Numbers of so many digits. Operations that overflow or leave their domain throw. */
export function decimals(digits: number): Numbers<Decimal> {
  const found = known.get(digits) ?? make(digits);
  known.set(digits, found);
  return found;
}

function make(digits: number): Numbers<Decimal> {
  const { BigNumber: Constructor } = create(BigNumberDependencies ?? {}, {
    precision: digits,
  }) as unknown as {
    BigNumber: new (value: string | number) => Decimal;
  };
  const of = (value: bigint): Decimal => new Constructor(value.toString());
  const one = new Constructor(1);
  const finite = (x: Decimal): Decimal => {
    if (!x.isFinite()) throw new Undecided('a number beyond decimals');
    return x;
  };
  return {
    of: ({ numerator, denominator }: Rational) => of(numerator).div(of(denominator)),
    add: (a, b) => finite(a.plus(b)),
    multiply: (a, b) => finite(a.times(b)),
    divide: (a, b) => {
      if (b.isZero()) throw new Undefined('division by 0');
      return finite(a.div(b));
    },
    sign: (a) => (a.isZero() ? 0 : a.isNegative() ? -1 : 1),
    elementary: (name, a) => finite(elementaryOf(name, a)),
    power: (a, b) => finite(a.pow(b)),
    constant: (name) => (name === 'e' ? one.exp() : one.negated().acos()),
  };
}

/** Beyond, exponentials take long, and the reduction of angles leaves few of 60 digits. */
const FARTHEST: Partial<Record<ElementaryName, number>> = {
  exp: 1e6,
  sinh: 1e6,
  cosh: 1e6,
  tanh: 1e6,
  sin: 1e20,
  cos: 1e20,
  tan: 1e20,
};

function elementaryOf(name: ElementaryName, x: Decimal): Decimal {
  if (name === 'sqrt' && x.isNegative() && !x.isZero()) throw new Undefined('sqrt of a negative number');
  if (name === 'log' && (x.isNegative() || x.isZero())) throw new Undefined('log outside its domain');
  if (x.abs().greaterThan(FARTHEST[name] ?? Number.POSITIVE_INFINITY))
    throw new Undecided('an elementary function far out');
  return name === 'log' ? x.ln() : x[name]();
}
