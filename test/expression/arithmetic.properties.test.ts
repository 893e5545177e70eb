/** rational.ts, ring.ts, matrix.ts: exact numbers, dual numbers and dense matrices. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMatrices,
  entryOf,
  identityMatrix,
  invertMatrix,
  type Matrix,
  multiplyMatrices,
  transposeMatrix,
} from '../../src/expression/matrix.ts';
import {
  add,
  divide,
  equals,
  greatestCommonDivisor,
  invert,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  rationalToString,
  sign,
  ZERO,
} from '../../src/expression/rational.ts';
import { duals, rationals } from '../../src/expression/ring.ts';
import { forAll } from '../numeric/counterexample.ts';
import { matrixText } from '../symbolic/instances.ts';

const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([p, q]) => rational(p, q));
const texts = (all: readonly Rational[]): string => all.map(rationalToString).join(', ');

describe('rational numbers', () => {
  test('are a field, always in lowest terms with a positive denominator', () => {
    forAll(fc.tuple(numbers, numbers, numbers), texts, ([a, b, c]) => {
      for (const value of [add(a, b), multiply(a, b), negate(a)]) {
        expect(value.denominator > 0n).toBe(true);
        expect(greatestCommonDivisor(value.numerator, value.denominator)).toBe(1n);
      }
      expect(equals(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(true);
      expect(equals(add(a, b), add(b, a))).toBe(true);
      expect(isZero(add(a, negate(a)))).toBe(true);
      if (!isZero(b)) expect(equals(multiply(divide(a, b), b), a)).toBe(true);
      expect(sign(multiply(a, b))).toBe(sign(a) * sign(b) || 0);
    });
  });

  test('0 has no inverse', () => {
    expect(() => invert(ZERO)).toThrow('rational: denominator is 0 (expected a nonzero integer)');
  });

  test('become the double next to them, up to two units in the last place, at any length', () => {
    const exact = (value: number): Rational => {
      // every finite double is m 2^e
      let [m, e] = [value, 0];
      while (!Number.isInteger(m)) [m, e] = [m * 2, e - 1];
      return rational(BigInt(m), 2n ** BigInt(-e));
    };
    forAll(
      fc.tuple(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.bigInt({ min: 1n, max: 10n ** 400n })),
      ([value]) => String(value),
      ([value, factor]) => {
        const { numerator, denominator } = exact(value);
        // the same number with a long numerator and denominator, not in lowest terms
        const long = rationalToNumber({ numerator: numerator * factor, denominator: denominator * factor });
        expect(Math.abs(long / value - 1)).toBeLessThanOrEqual(2 ** -51);
        expect(rationalToNumber({ numerator: -numerator, denominator })).toBe(-value);
      },
    );
    const ten = (k: number): bigint => 10n ** BigInt(k);
    const relative = (p: number, q: number, value: number): number =>
      Math.abs(rationalToNumber(rational(ten(p) + 1n, ten(q))) / value - 1);
    expect(relative(100, 400, 1e-300)).toBeLessThan(1e-15); // was 0
    expect(relative(700, 400, 1e300)).toBeLessThan(1e-15); // was infinite
    expect(rationalToNumber(rational(ten(700), ten(100)))).toBe(Number.POSITIVE_INFINITY);
    expect(rationalToNumber(rational(1n, ten(400)))).toBe(0);
    expect(rationalToNumber(rational(0n))).toBe(0);
  });

  test.each([
    ['12', '12'],
    ['0.05', '1/20'],
    ['.5', '1/2'],
    ['1e-3', '1/1000'],
    ['2.50E2', '250'],
  ])('the literal %s is %s exactly', (text, value) => {
    expect(rationalToString(rationalFromDecimal(text))).toBe(value);
  });

  test.each([
    ['1,5', 'number: got "1,5", expected decimal digits'],
    ['.', 'number: got ".", expected decimal digits'],
    ['1e401', 'number: got "1e401", expected an exponent within +-400'],
  ])('%s is refused', (text, message) => {
    expect(() => rationalFromDecimal(text)).toThrow(message);
  });
});

describe('dual numbers', () => {
  test('carry the derivative of products and inverses', () => {
    const ring = duals(rationals);
    forAll(fc.tuple(numbers, numbers), texts, ([a, s]) => {
      const x = { value: a, slope: s };
      expect(equals(ring.multiply(x, x).slope, multiply(rational(2), multiply(a, s)))).toBe(true);
      if (isZero(a)) {
        expect(() => ring.invert(x)).toThrow(RangeError);
        return;
      }
      const unit = ring.multiply(x, ring.invert(x));
      expect(equals(unit.value, ONE) && isZero(unit.slope)).toBe(true);
    });
  });

  test('of value 0 are no pivots: a matrix that needs a row exchange has a derivative', () => {
    const ring = duals(rationals);
    const dual = (value: number, slope: number) => ({ value: rational(value), slope: rational(slope) });
    const inverse = invertMatrix(
      [
        [dual(0, 1), dual(1, 0)],
        [dual(1, 0), dual(0, 0)],
      ],
      ring,
    );
    // [[t, 1], [1, 0]]^-1 = [[0, 1], [1, -t]]
    expect(
      inverse.map((row) => row.map(({ value, slope }) => `${value.numerator}+${slope.numerator}t`)),
    ).toEqual([
      ['0+0t', '1+0t'],
      ['1+0t', '0+-1t'],
    ]);
  });
});

const small = fc.integer({ min: -3, max: 3 }).map((k) => rational(k));
const square = (n: number): fc.Arbitrary<Matrix<Rational>> =>
  fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });

describe('dense matrices', () => {
  test('A A^-1 = A^-1 A = I, or A is singular: then its rows are dependent', () => {
    forAll(
      fc.integer({ min: 1, max: 5 }).chain((n) => square(n)),
      matrixText,
      (a) => {
        const n = a.length;
        const unit = matrixText(identityMatrix(n, rationals));
        let inverse: Matrix<Rational>;
        try {
          inverse = invertMatrix(a, rationals);
        } catch (error) {
          expect(error).toEqual(new RangeError('inverse: the matrix is singular'));
          expect(isZero(determinant(a))).toBe(true);
          return;
        }
        expect(isZero(determinant(a))).toBe(false);
        expect(matrixText(multiplyMatrices(a, inverse, rationals))).toBe(unit);
        expect(matrixText(multiplyMatrices(inverse, a, rationals))).toBe(unit);
      },
    );
  });

  test('(A B)^T = B^T A^T', () => {
    forAll(
      fc.tuple(square(3), square(3)),
      (all) => all.map(matrixText).join(' | '),
      ([a, b]) => {
        const [product, flipped] = [
          multiplyMatrices(a, b, rationals),
          multiplyMatrices(transposeMatrix(b), transposeMatrix(a), rationals),
        ];
        expect(matrixText(transposeMatrix(product))).toBe(matrixText(flipped));
      },
    );
  });

  test('dimensions are checked', () => {
    const [row, column] = [[[ONE, ONE]], [[ONE], [ONE], [ONE]]];
    expect(() => multiplyMatrices(row, column, rationals)).toThrow(
      'product: got 2 columns and 3 rows, expected equal',
    );
    expect(() => addMatrices(row, column, rationals)).toThrow(
      'sum: got 1 x 2 and 3 x 1, expected equal shapes',
    );
    expect(() => invertMatrix(row, rationals)).toThrow('inverse: got 1 x 2, expected a square matrix');
    expect(() => entryOf(row, 0, 2)).toThrow('entry (0, 2): outside the matrix');
  });
});

/** By expansion along the first row. */
function determinant(a: Matrix<Rational>): Rational {
  const [top, ...rest] = a;
  if (top === undefined) return ONE;
  return top.reduce((total, entry, j) => {
    const minor = rest.map((row) => row.toSpliced(j, 1));
    const term = multiply(entry, determinant(minor));
    return add(total, j % 2 === 0 ? term : negate(term));
  }, ZERO);
}
