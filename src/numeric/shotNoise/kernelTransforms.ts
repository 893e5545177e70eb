/**
 * What a spike train of 1 Hz with weight w contributes at complex z = shift + i k: integrals over the kernel,
 *
 *   l(z w) = int (exp(z w eps) - 1) dt,   a(z w) = int eps exp(z w eps) dt,   b(z w) = int eps^2 exp(z w eps) dt   (s, mV s, mV^2 s).
 *
 * For equidistant k the factors exp(i k w eps) - 1 follow from one another by a complex multiplication, written so that nothing
 * cancels where the exponent is small; sine and cosine are taken anew at the start of each block.
 * Cost: O(weights x frequencies x nodes of the kernel's rule).
 */
import type { KernelRule } from './kernelRule.ts';

/** Equidistant z: shift + i (first, first + 1, ..., first + count - 1) step, 1/mV. */
export interface FrequencyBlock {
  readonly shift: number;
  readonly step: number;
  readonly first: number;
  readonly count: number;
}

/** Entry (weight a, frequency k) at a count + k. */
export interface KernelTransforms {
  readonly lRe: Float64Array;
  readonly lIm: Float64Array;
  readonly aRe: Float64Array;
  readonly aIm: Float64Array;
  readonly bRe: Float64Array;
  readonly bIm: Float64Array;
}

export function kernelTransforms(
  weights: Float64Array,
  { potential, weight: measure }: KernelRule,
  { shift, step, first, count }: FrequencyBlock,
): KernelTransforms {
  const size = weights.length * count;
  const array = () => new Float64Array(size);
  const result = { lRe: array(), lIm: array(), aRe: array(), aIm: array(), bRe: array(), bIm: array() };
  const rule = potential.length;
  // exp(i k w eps) - 1 at the rule's nodes, and its factor from one k to the next, less 1.
  const [re, im, turnRe, turnIm] = [0, 1, 2, 3].map(() => new Float64Array(rule)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [m0, m1, m2] = [0, 1, 2].map(() => new Float64Array(rule)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let a = 0; a < weights.length; a++) {
    const w = weights[a] as number;
    let [l, first1, first2] = [0, 0, 0];
    for (let j = 0; j < rule; j++) {
      const eps = potential[j] as number;
      const grown = Math.expm1(shift * w * eps);
      m0[j] = (measure[j] as number) * (1 + grown);
      m1[j] = (m0[j] as number) * eps;
      m2[j] = (m1[j] as number) * eps;
      l += (measure[j] as number) * grown;
      first1 += m1[j] as number;
      first2 += m2[j] as number;
      if (step === 0) continue;
      const start = first * step * w * eps;
      const half = Math.sin(0.5 * start);
      re[j] = -2 * half * half;
      im[j] = Math.sin(start);
      const turn = step * w * eps;
      const halfTurn = Math.sin(0.5 * turn);
      turnRe[j] = -2 * halfTurn * halfTurn;
      turnIm[j] = Math.sin(turn);
    }
    for (let k = 0; k < count; k++) {
      let [lRe, lIm, aRe, aIm, bRe, bIm] = [0, 0, 0, 0, 0, 0];
      for (let j = 0; j < rule; j++) {
        const x = re[j] as number;
        const y = im[j] as number;
        const c = turnRe[j] as number;
        const s = turnIm[j] as number;
        lRe += (m0[j] as number) * x;
        lIm += (m0[j] as number) * y;
        aRe += (m1[j] as number) * x;
        aIm += (m1[j] as number) * y;
        bRe += (m2[j] as number) * x;
        bIm += (m2[j] as number) * y;
        re[j] = x + (c * x - s * y + c);
        im[j] = y + (c * y + s * x + s);
      }
      const at = a * count + k;
      result.lRe[at] = l + lRe;
      result.lIm[at] = lIm;
      result.aRe[at] = first1 + aRe;
      result.aIm[at] = aIm;
      result.bRe[at] = first2 + bRe;
      result.bIm[at] = bIm;
    }
  }
  return result;
}
