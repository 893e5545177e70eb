/**
 * E h'' of the sigmoid for small variance, to 40 digits before it is rounded to a double: a reference for the accuracy of others.
 *
 * Notation: u = beta (mean - theta), s = logistic(u), H = s (1 - s)^2, h = phiMax beta^2 H(u).
 * E h''(V) = sum_k h^(2k+2)(mean) (variance/2)^k/k!; derivatives of H by u are polynomials in s with integer coefficients,
 * since ds/du = s (1 - s). Everything is fixed-point with 160 binary digits; the series is cut after `TERMS` terms, which is
 * exact to 1e-40 for beta^2 variance <= 0.01.
 */
import type { Sigmoid } from '../neuron/transferFunction.ts';

const BITS = 160n;
const ONE = 1n << BITS;
const TERMS = 16;

/** The double x, exactly: its last bit must not lie below 2^-104. */
const fixed = (x: number): bigint => BigInt(x * 2 ** 104) << (BITS - 104n);
const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

function exponential(x: bigint): bigint {
  let [total, term] = [ONE, ONE];
  for (let k = 1n; term !== 0n && k < 400n; k++) {
    term = times(term, x) / k;
    total += term;
  }
  return total;
}

/** The derivative by u of a polynomial in s, coefficients ascending. */
const derivativeByU = (p: readonly bigint[]): bigint[] => {
  const slope = p.slice(1).map((c, k) => c * BigInt(k + 1));
  return [0n, ...slope, 0n].map((c, k) => c - (k >= 2 ? (slope[k - 2] ?? 0n) : 0n));
};

const valueAt = (p: readonly bigint[], s: bigint): bigint =>
  p.reduceRight((total, c) => times(total, s) + c * ONE, 0n);

/** E h''(V), V ~ N(mean, variance), Hz/mV^4. Expects |beta (mean - theta)| <= 30 and beta^2 variance <= 0.01. */
export function referenceC3({ phiMax, beta, theta }: Sigmoid, mean: number, variance: number): number {
  const slope = fixed(beta);
  const u = times(slope, fixed(mean) - fixed(theta));
  const s = over(ONE, ONE + exponential(-u));
  const half = times(times(slope, slope), fixed(variance)) >> 1n;
  let derivative: readonly bigint[] = [0n, 1n, -2n, 1n];
  let [total, power] = [0n, ONE];
  for (let k = 0; k < TERMS; k++) {
    derivative = derivativeByU(derivativeByU(derivative));
    total += times(valueAt(derivative, s), power);
    power = times(power, half) / BigInt(k + 1);
  }
  const scale = times(times(slope, slope), times(slope, slope));
  return (Number(times(total, scale)) / Number(ONE)) * phiMax;
}
