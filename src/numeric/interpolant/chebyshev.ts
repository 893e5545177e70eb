/**
 * Polynomials of total degree n in x, y on [-1, 1]^2, in the Chebyshev basis:  p(x, y) = sum over i + j <= n of c_ij T_i(x) T_j(y).
 *
 * The coefficients come from the values at the (n + 1)^2 points of Gauss-Chebyshev, by discrete cosine sums; those with i + j > n are left
 * out: for a smooth function they are as small as the ones that no grid of this size sees.
 * Reference: Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3 and 4.
 */

/** Coefficients c_ij with i + j <= n, row by row (i). */
export const triangleSize = (n: number): number => ((n + 1) * (n + 2)) / 2;

/** cos((2k + 1) pi / (2n + 2)), k = 0 ... n: the zeros of T_{n+1}. */
export const chebyshevNodes = (n: number): Float64Array =>
  Float64Array.from({ length: n + 1 }, (_, k) => Math.cos(((2 * k + 1) * Math.PI) / (2 * n + 2)));

/** cos(k pi / (n + 1)), k = 0 ... n + 1: the extrema of T_{n+1}, as far from the nodes as can be, -1 and 1 among them. */
export const betweenNodes = (n: number): Float64Array =>
  Float64Array.from({ length: n + 2 }, (_, k) => Math.cos((k * Math.PI) / (n + 1)));

/** T_0(x) ... T_n(x), written to `out`; |x| <= 1. */
export function chebyshevValues(x: number, n: number, out: Float64Array): void {
  out[0] = 1;
  out[1] = x;
  for (let k = 2; k <= n; k++) out[k] = 2 * x * (out[k - 1] as number) - (out[k - 2] as number);
}

/** Row i: the weights that turn values at the nodes into the coefficient of T_i. */
function transform(n: number): readonly Float64Array[] {
  const nodes = n + 1;
  return Array.from({ length: nodes }, (_, i) =>
    Float64Array.from(
      { length: nodes },
      (_, k) => ((i === 0 ? 1 : 2) / nodes) * Math.cos((i * (2 * k + 1) * Math.PI) / (2 * nodes)),
    ),
  );
}

/** All (n + 1)^2 coefficients c_ij, row by row (i), of values at (node_k, node_l), row by row (k). */
export function chebyshevCoefficients(values: Float64Array, n: number): Float64Array {
  const weights = transform(n);
  const inY = Float64Array.from(values, (_, at) => {
    const row = at - (at % (n + 1));
    return dot(weights[at % (n + 1)] as Float64Array, (l) => values[row + l] as number);
  });
  return Float64Array.from(values, (_, at) => {
    const column = at % (n + 1);
    return dot(weights[(at - column) / (n + 1)] as Float64Array, (k) => inY[k * (n + 1) + column] as number);
  });
}

const dot = (weights: Float64Array, value: (k: number) => number): number =>
  weights.reduce((total, weight, k) => total + weight * value(k), 0);
