/**
 * Interval arithmetic: bounds that hold for the value of a formula at every point of an interval of its variable.
 *
 * Every bound is moved outwards by four units of its last place, more than the rounding of + - * / (half a unit) and of the elementary
 * functions (below one unit each in the engine's library, ieee754.cc after fdlibm). Bounds are NaN or infinite where nothing is known:
 * nothing is concluded from them. Reference: Moore, Kearfott & Cloud 2009, Introduction to Interval Analysis.
 */
import { type Expression, integerValue } from '../expression/expression.ts';
import { rationalToNumber } from '../expression/rational.ts';
import { VARIABLE } from './scalarFormula.ts';

export interface Enclosure {
  readonly low: number;
  readonly high: number;
}

const UNKNOWN: Enclosure = { low: Number.NaN, high: Number.NaN };

/** Bounds for a tree in VARIABLE, e and pi; UNKNOWN where the formula is not defined throughout, or not of real functions. */
export function enclose(formula: Expression, box: Enclosure): Enclosure {
  const of = (part: Expression): Enclosure => enclose(part, box);
  switch (formula.kind) {
    case 'number':
      return outwards(rationalToNumber(formula.value), rationalToNumber(formula.value));
    case 'symbol':
      if (formula.name === VARIABLE) return box;
      if (formula.name === 'e') return outwards(Math.E, Math.E);
      return formula.name === 'pi' ? outwards(Math.PI, Math.PI) : UNKNOWN;
    case 'sum':
      return formula.terms.map(of).reduce((a, b) => outwards(a.low + b.low, a.high + b.high));
    case 'product':
      return formula.factors.map(of).reduce(times);
    case 'quotient':
      return times(of(formula.numerator), reciprocal(of(formula.denominator)));
    case 'power': {
      const whole = integerValue(formula.exponent);
      return whole === undefined
        ? realPower(of(formula.base), of(formula.exponent))
        : wholePower(of(formula.base), whole);
    }
    case 'call':
      return formula.primes === 0 ? applied(formula.name, of(formula.argument)) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** 0 stays 0: sums and products of doubles are 0 only exactly, or by underflow, which `times` sees to. */
function outwards(low: number, high: number): Enclosure {
  return { low: low - margin(low), high: high + margin(high) };
}
const margin = (bound: number): number =>
  bound === 0 || !Number.isFinite(bound)
    ? 0
    : Math.max(4 * Number.MIN_VALUE, 4 * Number.EPSILON * Math.abs(bound));

function times(a: Enclosure, b: Enclosure): Enclosure {
  if (isZero(a) || isZero(b)) return { low: 0, high: 0 };
  const corners = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => corner(x, y)));
  return outwards(Math.min(...corners), Math.max(...corners));
}
/** What underflows keeps its sign; a bound 0 times an infinite one, which stands for finite values, is 0. */
function corner(x: number, y: number): number {
  if (x === 0 || y === 0) return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 0;
  const product = x * y;
  return product === 0 ? Math.sign(x) * Math.sign(y) * Number.MIN_VALUE : product;
}
const isZero = ({ low, high }: Enclosure): boolean => low === 0 && high === 0;

function reciprocal({ low, high }: Enclosure): Enclosure {
  if (!(low > 0 || high < 0)) return UNKNOWN;
  return outwards(1 / high, 1 / low);
}

function wholePower(base: Enclosure, exponent: number): Enclosure {
  if (exponent === 0) return { low: 1, high: 1 };
  if (exponent < 0) return reciprocal(wholePower(base, -exponent));
  const { low, high } = base;
  if (exponent % 2 === 1) return outwards(signed(low, exponent), signed(high, exponent));
  const [near, far] = [
    low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)),
    Math.max(-low, high),
  ];
  return outwards(signed(near, exponent), signed(far, exponent));
}
/** x^k, of which underflow keeps the sign. */
const signed = (x: number, exponent: number): number => {
  const value = x ** exponent;
  return value === 0 && x !== 0 ? (exponent % 2 === 1 ? Math.sign(x) : 1) * Number.MIN_VALUE : value;
};

/** b^e = exp(e log b), at the corners: for b > 0 it is monotone in each. */
function realPower(base: Enclosure, exponent: Enclosure): Enclosure {
  if (!(base.low > 0 || (base.low >= 0 && exponent.low > 0))) return UNKNOWN;
  const corners = [base.low, base.high].flatMap((b) => [exponent.low, exponent.high].map((e) => b ** e));
  const { low, high } = outwards(Math.min(...corners), Math.max(...corners));
  return { low: Math.max(0, low), high: Math.max(high, Number.MIN_VALUE) };
}

function applied(name: string, { low, high }: Enclosure): Enclosure {
  const rising = RISING[name];
  if (rising !== undefined) {
    if (!(low > rising.from || (low === rising.from && rising.closed))) return UNKNOWN;
    const found = outwards(rising.value(low), rising.value(high));
    // exp may underflow, and is not 0.
    const upper = name === 'exp' ? Math.max(found.high, Number.MIN_VALUE) : found.high;
    return { low: Math.max(found.low, rising.least ?? -Infinity), high: upper };
  }
  if (name === 'cosh') {
    const near = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
    const found = outwards(Math.cosh(near), Math.cosh(Math.max(-low, high)));
    return { low: Math.max(1, found.low), high: found.high };
  }
  if (name === 'sin' || name === 'cos') {
    // Both change by at most the change of their argument.
    const [centre, radius] = [low / 2 + high / 2, (high - low) / 2];
    const middle = Math[name](centre);
    const slack = radius + 4 * Number.EPSILON * (1 + Math.abs(centre));
    return { low: Math.max(-1, middle - slack), high: Math.min(1, middle + slack) };
  }
  return UNKNOWN;
}

interface Rising {
  readonly value: (x: number) => number;
  /** Defined from here on; here too where closed. */
  readonly from: number;
  readonly closed?: true;
  readonly least?: number;
}
const RISING: Readonly<Record<string, Rising>> = {
  sqrt: { value: Math.sqrt, from: 0, closed: true, least: 0 },
  exp: { value: Math.exp, from: -Infinity, least: 0 },
  log: { value: Math.log, from: 0 },
  log1p: { value: Math.log1p, from: -1 },
  expm1: { value: Math.expm1, from: -Infinity, least: -1 },
  sinh: { value: Math.sinh, from: -Infinity },
  tanh: { value: Math.tanh, from: -Infinity, least: -1 },
  atan: { value: Math.atan, from: -Infinity },
};
