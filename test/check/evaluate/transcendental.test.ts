import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDyadic, type Dyadic } from '../../../src/check/evaluate/dyadic.ts';
import type { Interval } from '../../../src/check/evaluate/interval.ts';
import { Undecided, Undefined } from '../../../src/check/evaluate/outcome.ts';
import { elementaryReal, enclosure, isExact, realToNumber } from '../../../src/check/evaluate/real.ts';
import { pi } from '../../../src/check/evaluate/transcendental.ts';
import { ELEMENTARY_NAMES, type ElementaryName } from '../../../src/check/term.ts';
import { type Rational, rational, rationalToNumber } from '../../../src/expression/rational.ts';

const fraction = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 9n))
  .map(([top, bottom]) => rational(top, bottom));

/** The argument is enclosed to 216 bits; slopes below are at most max(1, value^2). */
const moderate = fc
  .tuple(fc.bigInt(-(10n ** 8n), 10n ** 8n), fc.bigInt(10n ** 6n, 10n ** 7n))
  .map(([top, bottom]) => rational(top, bottom));

const value = (name: ElementaryName, x: Rational, bits: number): Interval | 'undefined' | 'undecided' => {
  try {
    return enclosure(elementaryReal(name, x, bits), bits);
  } catch (error) {
    if (error instanceof Undefined) return 'undefined';
    if (error instanceof Undecided) return 'undecided';
    throw error;
  }
};

const isInside = (inner: Interval, outer: Interval): boolean =>
  compareDyadic(outer.lower, inner.upper) <= 0 && compareDyadic(inner.lower, outer.upper) <= 0;

describe.each(ELEMENTARY_NAMES)('%s', (name) => {
  const f = name === 'log' ? (x: number): number => (x > 0 ? Math.log(x) : Number.NaN) : Math[name];

  it('encloses what more bits enclose', () => {
    fc.assert(
      fc.property(fraction, fc.integer({ min: 40, max: 200 }), (x, bits) => {
        const [rough, fine] = [value(name, x, bits), value(name, x, bits + 150)];
        if (typeof rough === 'string' || typeof fine === 'string') return;
        expect(isInside(fine, rough)).toBe(true);
      }),
    );
  });

  it('agrees with double precision', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true, minExcluded: true }), (x) => {
        const exact = rational(BigInt(Math.round(x * 2 ** 40)), 1n << 40n);
        const [ours, expected] = [value(name, exact, 100), f(rationalToNumber(exact))];
        if (typeof ours === 'string') {
          expect(ours === 'undecided' || Number.isNaN(expected)).toBe(true);
          return;
        }
        const got = realToNumber(ours);
        expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-13 * Math.abs(expected) + 1e-300);
      }),
    );
  });

  it('is narrow', () => {
    fc.assert(
      fc.property(moderate, (x) => {
        const ours = value(name, x, 200);
        if (typeof ours === 'string') return;
        const width = subtractDyadic(ours.upper, ours.lower);
        expect(width).toBeLessThanOrEqual(2 ** -180 * Math.max(1, realToNumber(ours) ** 2));
      }),
      { numRuns: 50 },
    );
  });

  it('contains the values over an interval', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 100 }),
        (start, width, share) => {
          const at = (x: number): Rational => rational(BigInt(x), 100000n);
          const [low, high] = [at(start * 100), at((start + width) * 100)];
          const middle = at(start * 100 + width * share);
          let over: Interval;
          try {
            const ends = { lower: enclosure(low, 120).lower, upper: enclosure(high, 120).upper };
            over = enclosure(elementaryReal(name, ends, 100), 100);
          } catch {
            return;
          }
          const inside = value(name, middle, 100);
          expect(typeof inside === 'string' || isInside(inside, over)).toBe(true);
        },
      ),
    );
  });
});

/** A double that is at least the difference of two near numbers. */
function subtractDyadic(x: Dyadic, y: Dyadic): number {
  const low = Math.min(x.exponent, y.exponent);
  const difference = (x.mantissa << BigInt(x.exponent - low)) - (y.mantissa << BigInt(y.exponent - low));
  return Number(difference) * 2 ** low;
}

describe('exact values', () => {
  it.each([
    ['sqrt', rational(9, 4), rational(3, 2)],
    ['exp', rational(0), rational(1)],
    ['log', rational(1), rational(0)],
    ['sin', rational(0), rational(0)],
    ['cosh', rational(0), rational(1)],
    ['abs', rational(-3, 7), rational(3, 7)],
  ] as const)('%s', (name, x, expected) => {
    expect(elementaryReal(name, x, 50)).toEqual(expected);
  });

  it('are not claimed elsewhere', () => {
    expect(isExact(elementaryReal('sqrt', rational(2), 50))).toBe(false);
    expect(isExact(elementaryReal('exp', rational(1), 50))).toBe(false);
  });
});

it('pi has its known digits', () => {
  const digits = 314159265358979323846264338327950288419716939937510n;
  const { lower, upper } = pi(300);
  const scaled = (x: Dyadic): bigint => (x.mantissa * 10n ** 50n) >> BigInt(-x.exponent);
  expect(scaled(lower)).toBe(digits);
  expect(scaled(upper)).toBe(digits);
});
