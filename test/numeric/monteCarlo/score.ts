/**
 * Comparison of an estimate with an exact value in standard errors, with stated error rates.
 *
 * A normal score beyond LIMIT has probability 5.6e-10. An error of a given share is found with probability above 0.99 where it is
 * at least LIMIT + 2.33 standard errors.
 */
export const LIMIT = 6.2;
export const POWER_99 = LIMIT + 2.33;

/** Mean, and its standard error from the spread of `values`. */
export function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length * (values.length - 1))) };
}
