/**
 * Tilted moments of the sigmoid for a wide Gaussian: trapezoid rule on a fixed grid of u with tabulated H.
 *
 * Notation as in sigmoidNarrow.ts: u = beta (V - theta) ~ N(M, S^2), H(u) = s t^2, y the smaller of s and t.
 * Method: H and y are tabulated once at u_j = 3j/8. The Gaussian at the nodes comes from a second-order geometric
 *   recurrence started at the node nearest the integrand's peak (relative error j^2 eps/2 at j nodes from it, where the
 *   integrand has decayed). With the tilted mean and variance of u, centred at that node,
 *   c2/c1 = (E_h[u] - M) / S^2,   Var_h(V)/variance = Var_h(u) / S^2,   delta/c1^2 = (Var_h(u)/S^2 - 1) / S^2;
 *   far from threshold, where Var_h -> S^2, delta, c2 and c3 come from E_h[y], E_h[y^2] instead: the form with the
 *   smaller rounding error is taken.
 * Accuracy: the poles of H at |Im u| = pi bound the aliasing error by exp(pi^2/(2 S^2) - 2 pi^2/step), times a factor
 *   below 1e3 (triple pole): 4e-16 at S = 0.7, less for wider Gaussians. The nodes reach down to exp(-38) = 3e-17 of the
 *   peak on either side.
 */
import type { TiltedMoments } from './tiltedMoments.ts';

const STEP = 0.375;
const DROP = 38;

/** H is a normal double for -708 < u < 354. An integrand that reaches beyond belongs to c1 < 1e-280. */
const FIRST = -1888;
const LAST = 944;

const nodes = Array.from({ length: LAST - FIRST + 1 }, (_, j) => (FIRST + j) * STEP);
const LOGISTIC = Float64Array.from(nodes, (u) =>
  u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u)),
);
const COMPLEMENT = Float64Array.from(nodes, (u) =>
  u > 0 ? Math.exp(-u) / (1 + Math.exp(-u)) : 1 / (1 + Math.exp(u)),
);
const H = LOGISTIC.map((s, j) => s * (COMPLEMENT[j] as number) ** 2);

/**
 * Near the maximum of log H - (u - M)^2 / (2 S^2), within about one unit: (log H)' = 1 - 3s replaced by its tangent at
 * s = 1/3, cut off at its limits 1 and -2.
 */
function approximatePeak(M: number, inverseS2: number): number {
  const tangentPeak = (M * inverseS2 - (2 / 3) * Math.LN2) / (inverseS2 + 2 / 3);
  const slope = -(2 / 3) * (tangentPeak + Math.LN2);
  return slope > 1 ? M + 1 / inverseS2 : slope < -2 ? M - 2 / inverseS2 : tangentPeak;
}

/**
 * Distance beyond which the integrand has dropped by exp(-DROP), from log H(u) <= u (<= -2u on the right): the root of
 * L^2 / (2 S^2) + decay L = DROP + 3 softplus.
 */
function reach(decay: number, softplus: number, inverseS2: number): number {
  const drop = DROP + 3 * softplus;
  return (2 * drop) / (decay + Math.sqrt(decay * decay + 2 * drop * inverseS2));
}

/** Sums over the nodes, weighted with the Gaussian relative to its value at the center: 1, y, y^2, w, w^2 times H. */
const sums = new Float64Array(5);

/**
 * Adds the nodes center + side * first, center + side * (first + 1), ..., last to the sums. The Gaussian at the first of
 * them is `gaussian`, the next is smaller by `ratio`, and ratio itself shrinks by `shrink` from node to node.
 */
function addSide(
  center: number,
  side: 1 | -1,
  first: number,
  last: number,
  gaussian: number,
  ratio: number,
  shrink: number,
  y: Float64Array,
): void {
  let [sumH, sumY, sumYY, sumW, sumWW] = [0, 0, 0, 0, 0];
  for (let k = first; k <= last; k++) {
    const node = center + side * k;
    const h = gaussian * (H[node] as number);
    const hy = h * (y[node] as number);
    const hw = h * k;
    sumH += h;
    sumY += hy;
    sumYY += hy * (y[node] as number);
    sumW += hw;
    sumWW += hw * k;
    gaussian *= ratio;
    ratio *= shrink;
  }
  sums[0] = (sums[0] as number) + sumH;
  sums[1] = (sums[1] as number) + sumY;
  sums[2] = (sums[2] as number) + sumYY;
  sums[3] = (sums[3] as number) + side * sumW;
  sums[4] = (sums[4] as number) + sumWW;
}

/** Fills `tilted` for u ~ N(M, S^2), S >= NARROW_LIMIT, in units of beta; c1 = 0 where it underflows. Returns E_h[u]. */
export function wideSigmoidMoments(M: number, S: number, tilted: TiltedMoments): number {
  const inverseS2 = 1 / (S * S);
  const node = Math.round(approximatePeak(M, inverseS2) / STEP);
  const center = node * STEP;
  const pull = (center - M) * inverseS2;
  const nodesLeft = Math.ceil(reach(1 - pull, Math.max(0, center) + Math.LN2, inverseS2) / STEP);
  const nodesRight = Math.ceil(reach(2 + pull, Math.max(0, -center) + Math.LN2, inverseS2) / STEP);
  if (!(node - nodesLeft >= FIRST && node + nodesRight <= LAST)) {
    tilted.c1 = 0;
    return center;
  }
  const left = center < 0;
  sumNodes(node - FIRST, nodesLeft, nodesRight, pull, inverseS2, left ? LOGISTIC : COMPLEMENT);

  const [sumH, sumY, sumYY, sumW, sumWW] = sums as unknown as [number, number, number, number, number];
  const w1 = (sumW / sumH) * STEP;
  const varianceRatio = ((sumWW / sumH) * STEP * STEP - w1 * w1) * inverseS2;
  tilted.c1 = ((sumH * STEP) / (S * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * (center - M) * pull);
  tilted.varianceRatio = varianceRatio;
  const y1 = sumY / sumH;
  const y2 = sumYY / sumH;
  if (12 * y2 + 3 * y1 + 9 * y1 * y1 < (1 + varianceRatio) * inverseS2) {
    tilted.slope = left ? 1 - 3 * y1 : 3 * y1 - 2;
    tilted.curvature = left ? 1 - 9 * y1 + 12 * y2 : 4 - 15 * y1 + 12 * y2;
    tilted.excess = 12 * y2 - 3 * y1 - 9 * y1 * y1;
  } else {
    tilted.slope = (center - M + w1) * inverseS2;
    tilted.excess = (varianceRatio - 1) * inverseS2;
    tilted.curvature = tilted.excess + tilted.slope * tilted.slope;
  }
  return center + w1;
}

/** pull = (u_center - M) / S^2: the Gaussian falls by exp(-STEP pull - STEP^2/(2 S^2)) to the first node on the right. */
function sumNodes(
  center: number,
  nodesLeft: number,
  nodesRight: number,
  pull: number,
  inverseS2: number,
  y: Float64Array,
): void {
  const halfStep = Math.exp(-0.5 * STEP * STEP * inverseS2);
  const shrink = halfStep * halfStep;
  const decay = Math.exp(-STEP * pull);
  sums.fill(0);
  addSide(center, 1, 0, nodesRight, 1, decay * halfStep, shrink, y);
  const firstLeft = halfStep / decay;
  addSide(center, -1, 1, nodesLeft, firstLeft, firstLeft * shrink, shrink, y);
}
