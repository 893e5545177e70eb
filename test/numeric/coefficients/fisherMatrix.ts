/**
 * The Fisher information matrix of Gaussian inputs, dense, and its inverse in the paper's low-rank form.
 *
 * Notation: n afferents with rates r (Hz) and weights w (1); c_eps = 2 (tau_m + tau_s)/e0^2; Sigma = diag(r) / c_eps; mu = e0 w.r,
 *   sigma_V^2 = w.Sigma.w, q = c_eps e0^2 sum r; rt = e0 Sigma^-1 r = e0 c_eps 1. Shapes: r, w, rt are n-vectors, G n x n.
 *   G    = c1 (Sigma + e0^2 r r^T) + c2 e0 (r (Sigma w)^T + (Sigma w) r^T) + c3 (Sigma w)(Sigma w)^T
 *   G^-1 = (1/c1) [Sigma^-1 + (g1 rt + g2 w) rt^T + (g3 rt + g4 w) w^T]
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equations 81-105.
 */
import { inverse, Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { Coefficients } from '../../../src/numeric/coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';

/** What the dense matrix and its closed-form inverse are made of. */
export type InverseForm = Pick<Coefficients, 'c1' | 'c2' | 'c3' | 'g1' | 'g2' | 'g3' | 'g4'>;

export interface Inputs {
  readonly r: readonly number[];
  readonly w: readonly number[];
  /** Membrane and synaptic time constant, s; integral of the kernel, mV s. */
  readonly tauM: number;
  readonly tauS: number;
  readonly e0: number;
  /** 2 (tauM + tauS)/e0^2 (Equation 31). */
  readonly ce: number;
}

/** Completes inputs by c_eps. */
export const inputsOf = (given: Omit<Inputs, 'ce'>): Inputs => ({
  ...given,
  ce: (2 * (given.tauM + given.tauS)) / given.e0 ** 2,
});

export const inNotation = ({ r, w, tauM, tauS, e0 }: Inputs): string =>
  `r = [${r.join(', ')}] Hz, w = [${w.join(', ')}], tau_m = ${tauM} s, tau_s = ${tauS} s, e0 = ${e0} mV s`;

const sum = (terms: readonly number[]): number => terms.reduce((total, term) => total + term, 0);
const at = (vector: readonly number[], i: number): number => vector[i] as number;

export const voltageMoments = ({ r, w, ce, e0 }: Inputs): VoltageMoments => ({
  mean: e0 * sum(w.map((wi, i) => wi * at(r, i))),
  variance: sum(w.map((wi, i) => (wi * wi * at(r, i)) / ce)),
  q: ce * e0 * e0 * sum(r),
});

/** n x n, from entries (i, j). */
const matrix = (n: number, entry: (i: number, j: number) => number): Matrix =>
  new Matrix(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j))));

export function denseFisherMatrix({ r, w, ce, e0 }: Inputs, { c1, c2, c3 }: InverseForm): Matrix {
  const sigmaW = w.map((wi, i) => (wi * at(r, i)) / ce);
  return matrix(r.length, (i, j) => {
    const diagonal = i === j ? at(r, i) / ce : 0;
    const mixed = at(r, i) * at(sigmaW, j) + at(sigmaW, i) * at(r, j);
    return (
      c1 * (diagonal + e0 * e0 * at(r, i) * at(r, j)) + c2 * e0 * mixed + c3 * at(sigmaW, i) * at(sigmaW, j)
    );
  });
}

export function closedFormInverse({ r, w, ce, e0 }: Inputs, { c1, g1, g2, g3, g4 }: InverseForm): Matrix {
  const rt = e0 * ce;
  return matrix(r.length, (i, j) => {
    const diagonal = i === j ? ce / at(r, i) : 0;
    return (diagonal + (g1 * rt + g2 * at(w, i)) * rt + (g3 * rt + g4 * at(w, i)) * at(w, j)) / c1;
  });
}

/**
 * What cancels in the closed form: the same sums with every term, those of the g's numerators included, in absolute value.
 * Where an afferent carries most of q, 1/(1 + q) remains of the entry c_eps/r.
 */
function absoluteInverse({ r, w, ce, e0 }: Inputs, c: InverseForm, moments: VoltageMoments): Matrix {
  const rt = e0 * ce;
  const [slope, curvature] = [Math.abs(c.c2 / c.c1), Math.abs(c.c3 / c.c1)];
  const excess = curvature + slope * slope;
  const D = -(1 + (c.c3 / c.c1 - slope * slope) * moments.variance) / c.g1;
  const g2 = (slope + excess * Math.abs(moments.mean)) / D;
  const g4 = (curvature + excess * moments.q) / D;
  return matrix(r.length, (i, j) => {
    const [wi, wj] = [Math.abs(at(w, i)), Math.abs(at(w, j))];
    return (
      ((i === j ? ce / at(r, i) : 0) + Math.abs(c.g1) * rt * rt + g2 * rt * (wi + wj) + g4 * wi * wj) / c.c1
    );
  });
}

export interface Comparison {
  /** Largest difference of the entries, relative to the largest entry, both inverses scaled alike. */
  readonly error: number;
  /** Spectral condition number of the scaled Fisher matrix. */
  readonly condition: number;
  /** Largest entry of absoluteInverse relative to the largest entry of the inverse. */
  readonly cancellation: number;
}

/**
 * Closed form against the numerical inverse of G. Both are scaled by the square roots of G's diagonal, which takes the
 * orders of magnitude of the rates out of the condition number. G is symmetrised first: rounding leaves it asymmetric.
 */
export function compareInverses(inputs: Inputs, coefficients: InverseForm): Comparison {
  const n = inputs.r.length;
  const G = denseFisherMatrix(inputs, coefficients);
  const root = Array.from({ length: n }, (_, i) => Math.sqrt(G.get(i, i)));
  const scaled = matrix(n, (i, j) => (G.get(i, j) + G.get(j, i)) / (2 * at(root, i) * at(root, j)));
  const scaledUp = (X: Matrix): Matrix => matrix(n, (i, j) => X.get(i, j) * at(root, i) * at(root, j));
  const numerical = inverse(scaled);
  const formula = scaledUp(closedFormInverse(inputs, coefficients));
  const absolute = scaledUp(absoluteInverse(inputs, coefficients, voltageMoments(inputs)));
  const size = largestEntry(numerical);
  return {
    error: largestEntry(Matrix.sub(formula, numerical)) / size,
    condition: new SingularValueDecomposition(scaled).condition,
    cancellation: largestEntry(absolute) / size,
  };
}

const largestEntry = (X: Matrix): number => Math.max(...X.to1DArray().map(Math.abs));
