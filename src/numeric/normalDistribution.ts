/**
 * The standard normal distribution on [-5, 5] for inner loops, without the branches of a tail.
 *
 *   n(t) density,   N(t) distribution function,   A(t) = t N(t) + n(t), the integral of N from -infinity to t
 *
 * A and N by Taylor polynomials about nodes 1/16 apart, N^(k+1) = (-1)^k He_k n with Hermite's polynomials He_k; the remainder is below
 * 1e-17. Absolute errors are below 2e-15 (rounding).
 */
import { normalDensity, normalTail } from './coefficients/mills.ts';

export const NORMAL_REACH = 5;

const NODES_PER_UNIT = 16;
const TERMS = 10;

/** coefficients[TERMS * node + k] of h^k in A(t_node + h). */
const coefficients = new Float64Array((2 * NORMAL_REACH * NODES_PER_UNIT + 1) * TERMS);
for (let node = 0; node * TERMS < coefficients.length; node++)
  coefficients.set(integralSeries(node / NODES_PER_UNIT - NORMAL_REACH), node * TERMS);

function integralSeries(t: number): Float64Array {
  const series = new Float64Array(TERMS);
  const [density, distribution] = [normalDensity(t), normalTail(-t)];
  series[0] = t * distribution + density;
  series[1] = distribution;
  let [before, hermite, factorial] = [0, 1, 1];
  for (let k = 2; k < TERMS; k++) {
    factorial *= k;
    series[k] = ((k % 2 === 0 ? 1 : -1) * hermite * density) / factorial;
    [before, hermite] = [hermite, t * hermite - (k - 2) * before];
  }
  return series;
}

/** A(t), |t| <= 5. */
export function normalIntegral(t: number): number {
  const node = Math.round((t + NORMAL_REACH) * NODES_PER_UNIT);
  const h = t - (node / NODES_PER_UNIT - NORMAL_REACH);
  const start = node * TERMS;
  let sum = 0;
  for (let k = start + TERMS - 1; k >= start; k--) sum = sum * h + (coefficients[k] as number);
  return sum;
}

/** N(t), |t| <= 5. */
export function normalDistribution(t: number): number {
  const node = Math.round((t + NORMAL_REACH) * NODES_PER_UNIT);
  const h = t - (node / NODES_PER_UNIT - NORMAL_REACH);
  const start = node * TERMS;
  let sum = 0;
  for (let k = TERMS - 1; k >= 1; k--) sum = sum * h + k * (coefficients[start + k] as number);
  return sum;
}

/**
 * t with N(t) = probability, in [-5, 5] (the ends where it lies beyond), by Newton's steps from `start`. From 0 they never overshoot, as N
 * is concave on the right of 0 and convex on the left.
 */
export function normalQuantile(probability: number, start = 0): number {
  let t = start;
  for (let step = 0; step < 100; step++) {
    const change = (probability - normalDistribution(t)) / normalDensity(t);
    const next = Math.min(Math.max(t + change, -NORMAL_REACH), NORMAL_REACH);
    if (Math.abs(next - t) <= 1e-13) return next;
    t = next;
  }
  return t;
}
