/**
 * Gauss-Hermite nodes and weights for E[g(z)], z standard normal, by Newton's method on the orthonormal Hermite polynomials.
 *
 * Exact for polynomials g of degree below 2 count. Initial guesses as in Stroud and Secrest (1966): good to about 180 nodes.
 */

/** Symmetric nodes z and weights that add to 1. @throws RangeError where Newton's method does not converge. */
export function gaussHermite(count: number): {
  readonly z: readonly number[];
  readonly weight: readonly number[];
} {
  const [z, weight]: [number[], number[]] = [Array(count).fill(0), Array(count).fill(0)];
  let x = 0;
  for (let i = 0; i < Math.ceil(count / 2); i++) {
    x = initialGuess(i, count, x, z);
    const { root, slope } = polish(x, count);
    x = root;
    z[i] = root * Math.SQRT2;
    z[count - 1 - i] = -root * Math.SQRT2;
    weight[i] = 2 / (slope * slope) / Math.sqrt(Math.PI);
    weight[count - 1 - i] = weight[i] as number;
  }
  return { z, weight };
}

function initialGuess(i: number, count: number, last: number, z: readonly number[]): number {
  const at = (k: number): number => (z[k] ?? 0) / Math.SQRT2;
  if (i === 0) return Math.sqrt(2 * count + 1) - 1.85575 * (2 * count + 1) ** (-1 / 6);
  if (i === 1) return last - (1.14 * count ** 0.426) / last;
  if (i === 2) return 1.86 * last - 0.86 * at(0);
  if (i === 3) return 1.91 * last - 0.91 * at(1);
  return 2 * last - at(i - 2);
}

function polish(start: number, count: number): { readonly root: number; readonly slope: number } {
  let root = start;
  for (let iteration = 0; iteration < 50; iteration++) {
    let [p, before] = [Math.PI ** -0.25, 0];
    for (let j = 1; j <= count; j++)
      [p, before] = [root * Math.sqrt(2 / j) * p - Math.sqrt((j - 1) / j) * before, p];
    const slope = Math.sqrt(2 * count) * before;
    const change = p / slope;
    root -= change;
    if (Math.abs(change) <= 3e-14 * (1 + Math.abs(root))) return { root, slope };
  }
  throw new RangeError(
    `Gauss-Hermite: got ${count} nodes, expected a number for which Newton's method converges`,
  );
}
