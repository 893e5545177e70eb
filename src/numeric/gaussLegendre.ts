/** Gauss-Legendre quadrature on (0, 1), exact for polynomials of degree 2 n - 1. Reference: Golub & Welsch 1969; nodes by Newton's method. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  /** Positive, of sum 1. */
  readonly weights: Float64Array;
}

/** @param n 1 <= n <= 100 nodes. @throws RangeError otherwise */
export function gaussLegendre(n: number): QuadratureRule {
  if (!(Number.isInteger(n) && n >= 1 && n <= 100))
    throw new RangeError(`Gauss-Legendre: got ${n} nodes (expected an integer from 1 to 100)`);
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    // Of (-1, 1); the first guess is within a hundredth of the distance to the next.
    let x = -Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    for (let step = 0; step < 10; step++) x -= legendre(n, x).value / legendre(n, x).slope;
    const { slope } = legendre(n, x);
    nodes[k] = (1 + x) / 2;
    weights[k] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** P_n and P_n' by the three-term recurrence. */
function legendre(n: number, x: number): { readonly value: number; readonly slope: number } {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, slope: (n * (x * value - before)) / (x * x - 1) };
}
