/**
 * The exact Fisher information matrix of the spiking model, read plainly from its formula: every integral where it stands, no contour
 * shift, no interpolation, no error bound. For tests and for the claims about the formula; src/numeric/fisher/exact.ts is what users get.
 *
 * By the Mecke formula and the Fourier transform H(k) = int h(v) exp(-i k v) dv,
 *   G = E[h(V) x x'] = 1/(2 pi) int H(k) psi(k) [A(k) A(k)' + diag B(k)] dk,
 *   log psi(k) = sum_i r_i int (exp(i k w_i eps) - 1) dt,
 *   A_i(k) = r_i int eps exp(i k w_i eps) dt,   B_i(k) = r_i int eps^2 exp(i k w_i eps) dt.
 * The trapezoid rule with step dk gives exactly sum_m E[h(V + 2 pi m/dk) x x'] (aliasing), up to the truncation at the largest
 * k, where H decays like k^2 exp(-pi k/beta): spectral convergence in dk.
 *
 * Units: k in 1/mV, G in Hz. Shapes: r, w n-vectors; G n x n, row by row. Cost: O(n) kernel integrals a node, O(n^2) for G.
 */

import { type Complex, expOf, times } from '../complex.ts';
import type { KernelRule } from '../shotNoise/kernelRule.ts';

export interface Afferents {
  /** Rates, Hz; > 0. */
  readonly r: readonly number[];
  /** Somatic weights. */
  readonly w: readonly number[];
}

/** psi, A and B at one, possibly complex, k. */
export interface ShotNoise {
  readonly psi: Complex;
  readonly A: readonly Complex[];
  readonly B: readonly Complex[];
}

/** One afferent's integrals of exp(i k w eps) - 1, eps exp(i k w eps), eps^2 exp(i k w eps), for rate 1 Hz. */
function kernelIntegrals(
  { potential, weight }: KernelRule,
  kw: Complex,
): readonly [Complex, Complex, Complex] {
  let [logRe, logIm, aRe, aIm, bRe, bIm] = [0, 0, 0, 0, 0, 0];
  for (let j = 0; j < potential.length; j++) {
    const eps = potential[j] as number;
    const scale = weight[j] as number;
    const size = Math.exp(-kw.im * eps);
    const half = Math.sin(0.5 * kw.re * eps);
    const im = size * Math.sin(kw.re * eps);
    const reMinusOne = Math.expm1(-kw.im * eps) - 2 * size * half * half;
    logRe += scale * reMinusOne;
    logIm += scale * im;
    aRe += scale * eps * (reMinusOne + 1);
    aIm += scale * eps * im;
    bRe += scale * eps * eps * (reMinusOne + 1);
    bIm += scale * eps * eps * im;
  }
  return [
    { re: logRe, im: logIm },
    { re: aRe, im: aIm },
    { re: bRe, im: bIm },
  ];
}

/** psi, A, B at k (1/mV). Finite while r int exp(-Im(k) w eps) dt is. */
export function shotNoiseAt({ r, w }: Afferents, rule: KernelRule, k: Complex): ShotNoise {
  const log = { re: 0, im: 0 };
  const [A, B]: [Complex[], Complex[]] = [[], []];
  for (const [i, rate] of r.entries()) {
    const weight = w[i] ?? 0;
    const [l, a, b] = kernelIntegrals(rule, { re: k.re * weight, im: k.im * weight });
    log.re += rate * l.re;
    log.im += rate * l.im;
    A.push({ re: rate * a.re, im: rate * a.im });
    B.push({ re: rate * b.re, im: rate * b.im });
  }
  return { psi: expOf(log), A, B };
}

/** The spectral factor of one k: psi, A, B exact (shotNoiseAt) or approximated. */
export type Spectrum = (k: number) => ShotNoise;

export interface Frequencies {
  /** Distance of the nodes, 1/mV: the aliases lie 2 pi/step mV away. */
  readonly step: number;
  /** Largest k, 1/mV. */
  readonly largest: number;
}

/** 1/(2 pi) int H psi [A A' + diag B] dk by the trapezoid rule; the integrand at -k is the conjugate of that at k. */
export function spectralMatrix(
  transform: (k: number) => Complex,
  spectrum: Spectrum,
  n: number,
  { step, largest }: Frequencies,
): Float64Array {
  const G = new Float64Array(n * n);
  for (let node = 0; node * step <= largest; node++) {
    const k = node * step;
    const { psi, A, B } = spectrum(k);
    const factor = times(transform(k), psi);
    const scale = ((node === 0 ? 1 : 2) * step) / (2 * Math.PI);
    for (let i = 0; i < n; i++) {
      const left = times(factor, A[i] as Complex);
      for (let j = 0; j < n; j++) {
        let real = left.re * (A[j] as Complex).re - left.im * (A[j] as Complex).im;
        if (i === j) real += times(factor, B[i] as Complex).re;
        G[n * i + j] = (G[n * i + j] as number) + scale * real;
      }
    }
  }
  return G;
}
