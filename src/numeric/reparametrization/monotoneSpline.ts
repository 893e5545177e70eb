/**
 * Strictly increasing C^2 splines: f' is a quadratic B-spline with positive coefficients, so f is an integrated spline.
 *
 * Notation: m pieces on [0, m] with knots at the integers; on piece j, t = w - j,
 *   f' = (c_{j-1} (1-t)^2 + c_j (1 + 2t - 2t^2) + c_{j+1} t^2)/2,   f(0) = 0,
 * where c_{-1} = c_0 and c_m = c_{m-1}. Outside, f goes on straight: domain and range are the whole line.
 * Reference: Ramsay 1988, Monotone regression splines in action, Statistical Science 3:425.
 */
import type { ComponentMap } from './componentMap.ts';
import { shortNumber } from './componentMap.ts';
import { affine, constant, type Dual, plus, times } from './dual.ts';
import { invertMonotone } from './invertMonotone.ts';

/** c_{j-1}, c_j, c_{j+1}. */
type Piece = readonly [number, number, number];

/** @throws RangeError unless there is a coefficient and all are positive */
export function monotoneSpline(coefficients: readonly number[]): ComponentMap {
  const m = coefficients.length;
  if (m === 0 || !coefficients.every((each) => each > 0 && each < Infinity))
    throw new RangeError(`spline: got the coefficients [${coefficients}], expected positive numbers`);
  const at = (k: number): number => coefficients[Math.min(m - 1, Math.max(0, k))] as number;
  const pieces = Array.from({ length: m }, (_, j): Piece => [at(j - 1), at(j), at(j + 1)]);
  /** f at the knots. */
  const knots = [0];
  for (const [j, [a, b, c]] of pieces.entries()) knots.push((knots[j] as number) + (a + 4 * b + c) / 6);
  const last = knots[m] as number;
  const value = (w: number): number => {
    if (w <= 0) return at(0) * w;
    if (w >= m) return last + at(m - 1) * (w - m);
    const j = Math.floor(w);
    const t = w - j;
    const piece = pieces[j] as Piece;
    const [first, middle, third] = [1 - (1 - t) ** 3, t * (3 + 3 * t - 2 * t * t), t * t * t];
    return (knots[j] as number) + (piece[0] * first + piece[1] * middle + piece[2] * third) / 6;
  };
  const slope = (w: number): number => {
    if (w <= 0) return at(0);
    if (w >= m) return at(m - 1);
    const j = Math.floor(w);
    const t = w - j;
    const piece = pieces[j] as Piece;
    return (piece[0] * (1 - t) * (1 - t) + piece[1] * (1 + 2 * t - 2 * t * t) + piece[2] * t * t) / 2;
  };
  return {
    family: 'spline',
    text: `S(w), S' = sum_k c_k B_k(w), c = (${coefficients.map(shortNumber).join(', ')})`,
    domain: [-Infinity, Infinity],
    range: [-Infinity, Infinity],
    value,
    slope,
    curvature: (w) => {
      if (w <= 0 || w >= m) return 0;
      const j = Math.floor(w);
      const [a, b, c] = pieces[j] as Piece;
      return b - a + (w - j) * (a - 2 * b + c);
    },
    inverse: (somatic) => {
      if (somatic <= 0) return somatic / at(0);
      if (somatic >= last) return m + (somatic - last) / at(m - 1);
      const j = knots.findIndex((_, k) => somatic <= (knots[k + 1] as number));
      return invertMonotone({ value, slope }, somatic, [j, j + 1]);
    },
    dual: (w) => dualValue(w, m, pieces, knots),
  };
}

/** The same cubic in powers of t, over dual numbers. */
function dualValue(w: Dual, m: number, pieces: readonly Piece[], knots: readonly number[]): Dual {
  const [first, end] = [pieces[0]?.[1] as number, pieces[m - 1]?.[1] as number];
  if (w.value <= 0) return affine(w, first);
  if (w.value >= m) return affine(affine(w, 1, -m), end, knots[m] as number);
  const j = Math.floor(w.value);
  const [a, b, c] = pieces[j] as Piece;
  const t = affine(w, 1, -j);
  // f = knot + t ((a + b)/2 + t ((b - a)/2 + t (a - 2b + c)/6)), by Horner's rule.
  const inner = plus(constant((b - a) / 2), affine(t, (a - 2 * b + c) / 6));
  const outer = plus(constant((a + b) / 2), times(t, inner));
  return plus(constant(knots[j] as number), times(t, outer));
}
