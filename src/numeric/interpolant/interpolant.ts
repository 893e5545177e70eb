/**
 * An interpolant of the learning rule's coefficients over a rectangle of mean (mV) and variance (mV^2), for any q.
 *
 * What depends on phi depends on mean and variance only, V ~ N(mean, variance), h = phi'^2/phi (coefficients/tiltedMoments.ts):
 *   level      log c1                          c1 in Hz/mV^2
 *   slope      c2/c1                           1/mV
 *   narrowing  log(Var_h(V)/variance)/variance 1/mV^2; at variance 0 its limit, c3/c1 - (c2/c1)^2
 * These three are polynomials on patches; everything else follows from them without cancellation (evaluate.ts), q among it, exactly.
 * The plane of mean and standard deviation is halved again and again, where the error asks for it and in the direction that needs it: a
 * binary tree whose leaves are the patches. Two neighbours differ along their common edge by no more than the error.
 */

/** Lowest and highest value, both included. */
export type Interval = readonly [low: number, high: number];

export interface Range {
  /** mV. */
  readonly mean: Interval;
  /** mV^2, >= 0. */
  readonly variance: Interval;
}

export interface Interpolant {
  readonly range: Range;
  /** Total degree n of every polynomial. */
  readonly degree: number;
  /**
   * Two numbers a node, depth first, the lower half first: [0, k] halves the means and [1, k] the standard deviations, the lower half
   * being the next node and the upper half node k; [2, p] is patch p.
   */
  readonly tree: readonly number[];
  /** A patch is its coefficients c_ij, i + j <= n, row by row (i), three numbers each: level, slope, narrowing. */
  readonly patches: readonly (readonly number[])[];
}

/** What a node of the tree is. */
export const NODE = { mean: 0, sd: 1, patch: 2 } as const;

/** level, slope, narrowing. */
export const QUANTITIES = 3;

/** Degree of the polynomials: of 8 to 24, the higher need less memory, the lower less time; beyond 14 little memory is won. */
export const DEGREE = 14;

/** How to evaluate it, for whoever reads the file. */
export const EVALUATION = [
  'Units: mean mV, variance mV^2, q 1. Valid for mean and variance within the range and mean^2 <= q variance.',
  'Start with [a0, b0] = the range of the mean, [a1, b1] = the square roots of the range of the variance, and x = [mean, sqrt(variance)].',
  'Start at node 0 of the tree (two numbers a node). While node k is [t, j] with t < 2: c = 0.5*(at + bt); if xt < c then bt = c and go to' +
    ' node k + 1, else at = c and go to node j. A node [2, p] is patch p.',
  'u = (2 x0 - a0 - b0)/(b0 - a0), v = (2 x1 - a1 - b1)/(b1 - a1), kept within -1 and 1; T0(u) = 1, T1(u) = u, Tk(u) = 2 u Tk-1(u) - Tk-2(u).',
  'A patch lists, for i = 0..degree and for j = 0..degree-i, three numbers; summed with the weights Ti(u) Tj(v) they give level, slope, narrowing.',
  'c1 = exp(level); z = variance*narrowing; r = exp(z); e = expm1(z)/variance, where |z| < 1e-20 e = narrowing; k = e + slope^2; t = mean + variance*slope.',
  'D = r*(1 + max(0, q - mean^2/variance)) + t^2/variance; at variance 0, D = 1 + q.',
  'I1 = c1, I2 = c1*t, I3 = c1*(variance*r + t^2), c2 = c1*slope, c3 = c1*k, gammaS = 1/c1,' +
    ' g1 = -r/D, g2 = g3 = -(slope - e*mean)/D, g4 = -(k + e*q)/D.',
] as const;
