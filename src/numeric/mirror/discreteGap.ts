/**
 * Steps of size eta for one flow, dw/dt = -Phi''(w)^-1 grad C, by three routes that agree as eta -> 0 only:
 *
 *   mirror       Phi'(w) <- Phi'(w) - eta grad C
 *   natural      w <- w - eta Phi''(w)^-1 grad C
 *   coordinates  u <- u - eta dC/du, where du = sqrt(Phi'') dw
 *   Euclidean    w <- w - eta grad C: of another flow, for comparison
 */
import type { Potential } from './potential.ts';

/** u with du = sqrt(Phi'') dw, and its inverse; odd, one component. */
export interface FlatCoordinate {
  readonly of: (w: number) => number;
  readonly back: (u: number) => number;
  /** du/dw */
  readonly slope: (w: number) => number;
}

/** u = sign(w) (2 sqrt(p - 1)/p) |w|^(p/2). */
export function powerCoordinate(p: number): FlatCoordinate {
  const factor = (2 * Math.sqrt(p - 1)) / p;
  return {
    of: (w) => Math.sign(w) * factor * Math.abs(w) ** (p / 2),
    back: (u) => Math.sign(u) * (Math.abs(u) / factor) ** (2 / p),
    slope: (w) => Math.sqrt(p - 1) * Math.abs(w) ** (p / 2 - 1),
  };
}

/** u = sign(w) 2 sqrt|w|: negative entropy. */
export const entropyCoordinate: FlatCoordinate = {
  of: (w) => Math.sign(w) * 2 * Math.sqrt(Math.abs(w)),
  back: (u) => (Math.sign(u) * u * u) / 4,
  slope: (w) => 1 / Math.sqrt(Math.abs(w)),
};

/** The next value of one weight, from its gradient. */
export type Step = (w: number, gradient: number, eta: number) => number;

export const mirrorStep =
  ({ gradient, inverseGradient }: Potential): Step =>
  (w, g, eta) =>
    inverseGradient(gradient(w) - eta * g, Math.sign(w));
export const naturalStep =
  ({ curvature }: Potential): Step =>
  (w, g, eta) =>
    w - (eta * g) / curvature(w);
export const coordinateStep =
  ({ of, back, slope }: FlatCoordinate): Step =>
  (w, g, eta) =>
    back(of(w) - (eta * g) / slope(w));
export const euclideanStep: Step = (w, g, eta) => w - eta * g;

/** Where `steps` steps lead. */
export function descend(
  step: Step,
  initial: Float64Array,
  gradient: (w: Float64Array) => Float64Array,
  { eta, steps }: { readonly eta: number; readonly steps: number },
): Float64Array {
  let w = initial;
  for (let k = 0; k < steps; k++) {
    const g = gradient(w);
    w = w.map((each, i) => step(each, g[i] as number, eta));
  }
  return w;
}
