/**
 * Parametrizations of all weights of a neuron, w^s = f(w), R^n to R^n, smooth and invertible, with Jacobian J = dw^s/dw.
 *
 * `componentwise` has diagonal J = diag(f'(w)) (Equation 14); any other is an object of the same form (fullMap.ts).
 * Shapes: w, w^s, vectors: n; J: n x n, row by row. No method changes its arguments.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equations 14, 43-48.
 */
import { type ComponentMap, isInside } from './componentMap.ts';
import type { Dual } from './dual.ts';

export interface Parametrization {
  readonly size: number;
  /** w^s_i = f_i(w), a formula for each component. */
  readonly text: readonly string[];
  /** Is w where f is defined? */
  contains(w: Float64Array): boolean;
  /** Does f reach w^s? */
  reaches(somatic: Float64Array): boolean;
  /** f(w). */
  somatic(w: Float64Array): Float64Array;
  /** f^-1(w^s). */
  inverse(somatic: Float64Array): Float64Array;
  jacobian(w: Float64Array): Float64Array;
  /** J v: what a change of w does to w^s. */
  forward(w: Float64Array, change: Float64Array): Float64Array;
  /** J^-1 v. */
  backward(w: Float64Array, somaticChange: Float64Array): Float64Array;
  /** J^T v: the gradient by w from that by w^s. */
  gradient(w: Float64Array, somaticGradient: Float64Array): Float64Array;
  /** f of dual numbers, by another route than the Jacobian. */
  dual(w: readonly Dual[]): readonly Dual[];
}

/** One map for each component. */
export function componentwise(maps: readonly ComponentMap[]): Parametrization {
  const n = maps.length;
  /** A vector from its components; a plain loop, since simulations spend their time here. */
  const vector = (component: (map: ComponentMap, i: number) => number): Float64Array => {
    const result = new Float64Array(n);
    for (let i = 0; i < n; i++) result[i] = component(maps[i] as ComponentMap, i);
    return result;
  };
  const all = (holds: (map: ComponentMap, i: number) => boolean): boolean => {
    for (let i = 0; i < n; i++) if (!holds(maps[i] as ComponentMap, i)) return false;
    return true;
  };
  return {
    size: n,
    text: maps.map(({ text }) => text),
    contains: (w) => all(({ domain }, i) => isInside(domain, w[i] as number)),
    reaches: (somatic) => all(({ range }, i) => isInside(range, somatic[i] as number)),
    somatic: (w) => vector((map, i) => map.value(w[i] as number)),
    inverse: (somatic) => vector((map, i) => map.inverse(somatic[i] as number)),
    jacobian(w) {
      const J = new Float64Array(n * n);
      for (const [i, map] of maps.entries()) J[i * (n + 1)] = map.slope(w[i] as number);
      return J;
    },
    forward: (w, change) => vector((map, i) => (change[i] as number) * map.slope(w[i] as number)),
    backward: (w, change) => vector((map, i) => (change[i] as number) / map.slope(w[i] as number)),
    gradient: (w, gradient) => vector((map, i) => (gradient[i] as number) * map.slope(w[i] as number)),
    dual: (w) => maps.map((map, i) => map.dual(w[i] as Dual)),
  };
}
