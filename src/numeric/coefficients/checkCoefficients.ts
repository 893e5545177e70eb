/**
 * No coefficient leaves this package as NaN, infinity, or with digits lost to underflow.
 */
import { COEFFICIENT_NAMES } from './coefficientNames.ts';

/** Smallest normal double: below it c1 has lost digits, and 1 / c1 may overflow. */
const SMALLEST_NORMAL = 2 ** -1022;
const WIDTH = COEFFICIENT_NAMES.length;
const C1 = COEFFICIENT_NAMES.indexOf('c1');
const G1 = COEFFICIENT_NAMES.indexOf('g1');

/**
 * Checks the 11 coefficients at rows[offset ...] that belong to (mean, variance, q).
 * @throws RangeError if one of them is not finite, c1 is below the smallest normal number, or g1 is 0 (D overflows).
 */
export function checkCoefficients(
  rows: Float64Array,
  offset: number,
  mean: number,
  variance: number,
  q: number,
): void {
  let finite = true;
  for (let k = 0; k < WIDTH; k++) finite = finite && Number.isFinite(rows[offset + k]);
  if (finite && (rows[offset + C1] as number) >= SMALLEST_NORMAL && (rows[offset + G1] as number) < 0) return;
  const row = rows.subarray(offset, offset + WIDTH);
  const c1 = row[C1] as number;
  const notFinite = row.findIndex((value) => !Number.isFinite(value));
  const wrong = c1 < SMALLEST_NORMAL ? C1 : notFinite >= 0 ? notFinite : G1;
  const expected =
    wrong === C1
      ? `a finite number >= ${SMALLEST_NORMAL}`
      : wrong === G1
        ? 'a negative number'
        : 'a finite number';
  const at = `at mean = ${mean}, variance = ${variance}, q = ${q}`;
  throw new RangeError(
    `learning rule coefficients: ${COEFFICIENT_NAMES[wrong]} = ${row[wrong]} ${at} (expected ${expected})`,
  );
}
