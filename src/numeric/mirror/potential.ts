/**
 * Potentials of mirror descent, Phi(w) = sum_i Phi(w_i): the geometry of plasticity. All functions are of one component.
 *
 *   dual weight   theta = Phi'(w)           metric   Phi''(w)          Bregman divergence   Phi(u) - Phi(v) - Phi'(v) (u - v) >= 0
 *
 *   p=...              |w|^p / p, 1 < p <= 3      theta = sign(w) |w|^(p-1)          convex on the whole line; p = 2 is Euclidean
 *   negative-entropy   |w| log |w|                theta = sign(w) (log |w| + 1)      convex on each half-line only
 *
 * Signs. A convex Phi on the whole line lets weights cross 0. The entropy is not convex across 0: Phi' falls from +infinity to -infinity
 * there, so that theta tells |w| only once the sign is known. Mirror descent is done on each half-line by itself: signs stay as they were, a
 * weight falls towards 0 and never reaches it, and the weight 0, which has no dual, stays 0.
 *
 * Units: weights have none. Reference: Pogodin et al. 2023, arXiv 2305.19394.
 */
export interface Potential {
  /** As users write it: 'p=2', 'negative-entropy', or a formula. */
  readonly name: string;
  /** 'half-lines' where Phi is convex on each side of 0 only, or defined on one only: signs stay fixed. */
  readonly domain: 'line' | 'half-lines';
  readonly value: (w: number) => number;
  /** theta = Phi'(w); not finite where w has no dual. */
  readonly gradient: (w: number) => number;
  /** Phi''(w) >= 0. */
  readonly curvature: (w: number) => number;
  /** w with Phi'(w) = dual; on half-lines the one of this sign (1 or -1), elsewhere the sign is not used. */
  readonly inverseGradient: (dual: number, sign: number) => number;
  /** Of one component, without the cancellation of the definition: relative errors near those of `u - v`. */
  readonly bregmanDivergence: (u: number, v: number) => number;
}

/** Of all components. @throws RangeError where lengths differ */
export function bregmanDivergence(potential: Potential, u: ArrayLike<number>, v: ArrayLike<number>): number {
  if (u.length !== v.length)
    throw new RangeError(`Bregman divergence: got ${u.length} and ${v.length} weights (expected as many)`);
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += potential.bregmanDivergence(u[i] as number, v[i] as number);
  return sum;
}
