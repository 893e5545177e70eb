/**
 * Maps w^s = f(w) of one weight, smooth and strictly monotone: a component of a reparametrization (Equations 4, 14, 43).
 *
 *   attenuation   alpha w, alpha = exp(-d/lambda)     Equation 16: distance d from the soma, length constant lambda
 *   power         w^p, w > 0
 *   exponential   exp(k w)
 *   logistic      1/(1 + exp(-w))
 *   spline        monotoneSpline.ts
 *   expression    what a user wrote; its functions are made elsewhere, since numeric code never sees a formula
 *
 * Weights have no unit. f' and f'' are derivatives by w.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022.
 */
import { affine, constant, type Dual, exp, log, plus, reciprocal, times } from './dual.ts';

/** Open: its ends do not belong to it. */
export type Interval = readonly [low: number, high: number];

export interface ComponentMap {
  readonly family: 'attenuation' | 'power' | 'exponential' | 'logistic' | 'spline' | 'expression';
  /** f(w) as a formula. */
  readonly text: string;
  /** Where f is defined, and what it reaches from there. */
  readonly domain: Interval;
  readonly range: Interval;
  /** f(w), f'(w), f''(w); only for w of the domain. */
  readonly value: (w: number) => number;
  readonly slope: (w: number) => number;
  readonly curvature: (w: number) => number;
  /** f^-1(w^s); only for w^s of the range. */
  readonly inverse: (somatic: number) => number;
  /** f at a dual number: its slope is f'(w) times that of w, by another route than `slope`. */
  readonly dual: (w: Dual) => Dual;
}

const EVERYTHING: Interval = [-Infinity, Infinity];

export const isInside = (interval: Interval, value: number): boolean =>
  value > interval[0] && value < interval[1];

/** @param distance d/lambda, in length constants; >= 0 */
export function attenuation(distance: number): ComponentMap {
  const alpha = Math.exp(-distance);
  return {
    family: 'attenuation',
    text: `${shortNumber(alpha)} w`,
    domain: EVERYTHING,
    range: EVERYTHING,
    value: (w) => alpha * w,
    slope: () => alpha,
    curvature: () => 0,
    inverse: (somatic) => somatic / alpha,
    dual: (w) => affine(w, alpha),
  };
}

/** @param exponent > 0 */
export function power(exponent: number): ComponentMap {
  return {
    family: 'power',
    text: `w^${shortNumber(exponent)}`,
    domain: [0, Infinity],
    range: [0, Infinity],
    value: (w) => w ** exponent,
    slope: (w) => exponent * w ** (exponent - 1),
    curvature: (w) => exponent * (exponent - 1) * w ** (exponent - 2),
    inverse: (somatic) => somatic ** (1 / exponent),
    dual: (w) => exp(affine(log(w), exponent)),
  };
}

/** @param rate k, not 0 */
export function exponential(rate: number): ComponentMap {
  return {
    family: 'exponential',
    text: `exp(${shortNumber(rate)} w)`,
    domain: EVERYTHING,
    range: [0, Infinity],
    value: (w) => Math.exp(rate * w),
    slope: (w) => rate * Math.exp(rate * w),
    curvature: (w) => rate ** 2 * Math.exp(rate * w),
    inverse: (somatic) => Math.log(somatic) / rate,
    dual: (w) => exp(affine(w, rate)),
  };
}

export function logistic(): ComponentMap {
  const at = (w: number): number => 1 / (1 + Math.exp(-w));
  return {
    family: 'logistic',
    text: '1/(1+exp(-w))',
    domain: EVERYTHING,
    range: [0, 1],
    value: at,
    slope: (w) => at(w) * at(-w),
    curvature: (w) => at(w) * at(-w) * (at(-w) - at(w)),
    inverse: (somatic) => Math.log(somatic) - Math.log1p(-somatic),
    dual: (w) => reciprocal(plus(constant(1), exp(affine(w, -1)))),
  };
}

/**
 * offset + scale f(w), such that the interval `from` of w becomes the interval `onto` of somatic weights; scale > 0 where f rises.
 * Points of `onto` then lie within the range.
 */
export function scaled(map: ComponentMap, from: Interval, onto: Interval): ComponentMap {
  const ends = from.map(map.value) as [number, number];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const scale = (onto[1] - onto[0]) / (high - low);
  const offset = onto[0] - scale * low;
  const moved = (value: number): number => offset + scale * value;
  return {
    ...map,
    text: `${shortNumber(offset)} + ${shortNumber(scale)} ${/^\d/.test(map.text) ? `(${map.text})` : map.text}`,
    range: [moved(map.range[0]), moved(map.range[1])],
    value: (w) => moved(map.value(w)),
    slope: (w) => scale * map.slope(w),
    curvature: (w) => scale * map.curvature(w),
    inverse: (somatic) => map.inverse((somatic - offset) / scale),
    dual: (w) => plus(constant(offset), times(constant(scale), map.dual(w))),
  };
}

/** Four digits, for people. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(4)));
