/**
 * A number with an absolute error bound, and first-order propagation of that bound through + - * /.
 *
 * Each operation adds its own rounding. Errors are added, never assumed to cancel, so correlated operands give a bound
 * that is too large rather than too small.
 */

export interface Estimate {
  readonly value: number;
  /** Absolute, >= 0. */
  readonly error: number;
}

/** Unit roundoff of double precision. */
export const UNIT_ROUNDOFF = 2 ** -53;

const rounded = (value: number, error: number): Estimate => ({
  value,
  error: error + UNIT_ROUNDOFF * Math.abs(value),
});

export const exactly = (value: number): Estimate => ({ value, error: 0 });

export const sum = (x: Estimate, y: Estimate): Estimate => rounded(x.value + y.value, x.error + y.error);

export const difference = (x: Estimate, y: Estimate): Estimate =>
  rounded(x.value - y.value, x.error + y.error);

export const product = (x: Estimate, y: Estimate): Estimate =>
  rounded(x.value * y.value, Math.abs(x.value) * y.error + Math.abs(y.value) * x.error + x.error * y.error);

export const quotient = (x: Estimate, y: Estimate): Estimate => {
  const value = x.value / y.value;
  return rounded(value, (x.error + Math.abs(value) * y.error) / Math.abs(y.value));
};

export const negated = (x: Estimate): Estimate => ({ value: -x.value, error: x.error });

export const square = (x: Estimate): Estimate => product(x, x);

/** The estimate with the smaller error. */
export const sharper = (x: Estimate, y: Estimate): Estimate => (y.error < x.error ? y : x);

/** Whether two estimates of one number are compatible; the factor 4 allows for errors that are estimates themselves. */
export const agree = (x: Estimate, y: Estimate): boolean =>
  Math.abs(x.value - y.value) <= 4 * (x.error + y.error);
