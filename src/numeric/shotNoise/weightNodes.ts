/**
 * Interpolation of functions of the synaptic weight, so that a quantity is computed at p weights instead of n.
 *
 * The spiking model's transforms (kernelTransforms.ts) are integrals of exp(z w eps) over the kernel: entire functions of w. With
 * Chebyshev points x_1 .. x_p on the weights' range [c - b, c + b], the interpolant f(w_i) = sum_a P_ia f(x_a) of f(w) = exp(z w eps), |z| eps <= y,
 * is off by at most 4 exp(b y (rho + 1/rho)/2) rho^-p/(rho - 1) relative to exp(Re z c eps), for any rho > 1 (Bernstein's ellipse; Trefethen,
 * Approximation Theory and Approximation Practice, theorem 8.2). Where that needs more points than there are different weights, the
 * weights themselves are the nodes, and nothing is interpolated.
 *
 * Shapes: P is n x p; rows of silent afferents are never asked for.
 */

export interface WeightNodes {
  /** x, the p nodes. */
  readonly nodes: Float64Array;
  /** P^T v: p numbers from one for each afferent. */
  gather(values: Float64Array): Float64Array;
  /** P f: one number for each afferent from p. */
  spread(values: Float64Array): Float64Array;
  /** The columns of diag(scale) P. */
  columns(scale: Float64Array): Float64Array[];
}

const ACCURACY = 1e-17;

/**
 * Nodes for the weights of the active afferents.
 * @param largest |z| eps, the largest factor of w in the exponent (1)
 */
export function weightNodes(weights: Float64Array, active: Uint8Array, largest: number): WeightNodes {
  const different = new Map<number, number>();
  let [low, high] = [Infinity, -Infinity];
  weights.forEach((weight, i) => {
    if (active[i] === 0) return;
    // Adding 0 makes -0 the same weight as 0.
    if (!different.has(weight + 0)) different.set(weight + 0, different.size);
    low = Math.min(low, weight);
    high = Math.max(high, weight);
  });
  const needed = pointsNeeded(0.5 * (high - low) * largest);
  return needed < different.size
    ? chebyshevNodes(weights, low, high, needed)
    : selectedNodes(weights, active, different);
}

/** The smallest p whose bound, at its best rho, is below ACCURACY. */
function pointsNeeded(x: number): number {
  for (let p = 2; ; p += 2) {
    const rho = Math.max(2, (2 * p) / Math.max(x, 1e-3));
    const logBound = Math.log(4 / (rho - 1)) + 0.5 * x * (rho + 1 / rho) - p * Math.log(rho);
    if (logBound < Math.log(ACCURACY)) return p;
  }
}

function selectedNodes(
  weights: Float64Array,
  active: Uint8Array,
  different: ReadonlyMap<number, number>,
): WeightNodes {
  const nodes = Float64Array.from(different.keys());
  const index = Int32Array.from(weights, (weight, i) =>
    active[i] === 0 ? 0 : (different.get(weight + 0) as number),
  );
  return {
    nodes,
    gather(values) {
      const result = new Float64Array(nodes.length);
      values.forEach((value, i) => {
        if (active[i] === 1) result[index[i] as number] = (result[index[i] as number] as number) + value;
      });
      return result;
    },
    spread: (values) => Float64Array.from(index, (a) => values[a] as number),
    columns: (scale) =>
      Array.from(nodes, (_, a) => scale.map((each, i) => (index[i] === a && active[i] === 1 ? each : 0))),
  };
}

function chebyshevNodes(weights: Float64Array, low: number, high: number, count: number): WeightNodes {
  const angle = (a: number): number => ((2 * a + 1) * Math.PI) / (2 * count);
  const nodes = Float64Array.from(
    { length: count },
    (_, a) => 0.5 * (low + high) + 0.5 * (high - low) * Math.cos(angle(a)),
  );
  const barycentric = nodes.map((_, a) => (a % 2 === 0 ? 1 : -1) * Math.sin(angle(a)));
  const rows = new Float64Array(weights.length * count);
  weights.forEach((weight, i) => {
    writeInterpolation(rows, i * count, weight, nodes, barycentric);
  });
  return {
    nodes,
    gather(values) {
      const result = new Float64Array(count);
      values.forEach((value, i) => {
        for (let a = 0; a < count; a++)
          result[a] = (result[a] as number) + value * (rows[i * count + a] as number);
      });
      return result;
    },
    spread: (values) =>
      Float64Array.from(weights, (_, i) => {
        let total = 0;
        for (let a = 0; a < count; a++) total += (rows[i * count + a] as number) * (values[a] as number);
        return total;
      }),
    columns: (scale) =>
      Array.from(nodes, (_, a) => scale.map((each, i) => each * (rows[i * count + a] as number))),
  };
}

/** The barycentric formula; at a node itself the row is a unit vector. */
function writeInterpolation(
  rows: Float64Array,
  offset: number,
  weight: number,
  nodes: Float64Array,
  barycentric: Float64Array,
): void {
  let total = 0;
  for (let a = 0; a < nodes.length; a++) {
    const gap = weight - (nodes[a] as number);
    if (gap === 0) {
      rows.fill(0, offset, offset + nodes.length);
      rows[offset + a] = 1;
      return;
    }
    rows[offset + a] = (barycentric[a] as number) / gap;
    total += rows[offset + a] as number;
  }
  for (let a = 0; a < nodes.length; a++) rows[offset + a] = (rows[offset + a] as number) / total;
}
