/**
 * The exact Fisher matrix of the spiking model, E[h(V) x x^T] for Poisson shot noise x, from h as a sum of exponentials.
 *
 * By the Mecke formula, with z = z_k and the transforms l, a, b of kernelTransforms.ts,
 *   E[exp(z V) x x^T] = psi(z) (A A^T + diag B),  log psi = sum_i r_i l(z w_i),  A_i = r_i a(z w_i),  B_i = r_i b(z w_i).
 * All three are smooth functions of the weight, known at p weight nodes x (weightNodes.ts), so
 *   G = diag(r) [P M P^T] diag(r) + diag(r) diag(P d),
 *   M_ab = Re sum_k C_k psi(z_k) a(z_k x_a) a(z_k x_b),   d_a = Re sum_k C_k psi(z_k) b(z_k x_a):
 * diagonal plus low rank, as the paper's closed form is, which has the nodes' polynomials 1 and w only.
 *
 * Units: G in Hz. Cost: O(p (p + kernel nodes) terms + n p). The error bound adds up: aliases and truncation of the sum of exponentials;
 * terms not summed because psi is negligible there; the kernel's quadrature, from a finer rule; interpolation; rounding.
 * Reference: Last & Penrose, Lectures on the Poisson Process, theorem 4.1 (Mecke).
 */
import { modulus } from '../complex.ts';
import { UNIT_ROUNDOFF } from '../estimate.ts';
import { dot } from '../linear/vectors.ts';
import { kernelMoment } from '../neuron/kernel.ts';
import { accurateRule, intervalsFor, ruleError } from './accurateRule.ts';
import type { ExponentialSum } from './exponentialSum.ts';
import { kernelRule } from './kernelRule.ts';
import { type FrequencyBlock, type KernelTransforms, kernelTransforms } from './kernelTransforms.ts';
import { binned, largestWeight, peakPotential, type ShotNoiseInputs } from './shotNoiseInputs.ts';
import { type WeightNodes, weightNodes } from './weightNodes.ts';

export interface ShotNoiseMatrix {
  readonly nodes: WeightNodes;
  /** M, p x p, row by row. */
  readonly core: Float64Array;
  /** d at the p nodes. */
  readonly diagonal: Float64Array;
  /** Bound on |error|, Frobenius norm, Hz. */
  readonly error: number;
}

const BLOCK = 64;
/** psi is summed until what is left is below this share of the absolute sum so far. */
const NEGLIGIBLE = 1e-17;
/** |psi| falls but for a ripple; what is left is bounded with the largest |psi| of a block times this. */
const RIPPLE = 10;
/** Complex multiplications, some ten seconds' worth. */
const MOST_OPERATIONS = 3e9;

/** The matrix. `norm` is logTiltedNorm at the sum's shift. */
export function shotNoiseMatrix(inputs: ShotNoiseInputs, sum: ExponentialSum, norm: number): ShotNoiseMatrix {
  let largest = relevantFrequency(inputs, sum);
  for (;;) {
    const result = summedUpTo(inputs, sum, norm, largest);
    if (result !== undefined) return result;
    largest *= 1.5;
  }
}

/** Where psi or the coefficients become negligible, roughly: weights in at most 64 bins. */
function relevantFrequency(
  inputs: ShotNoiseInputs,
  { shift, step, terms, remainder }: ExponentialSum,
): number {
  const last = (terms - 1) * step;
  if (terms === 1) return last;
  const bins = binned(inputs);
  const rule = kernelRule(inputs.kernel, 128);
  const logPsi = (k: number): number => {
    const { lRe } = kernelTransforms(bins.weights, rule, { shift, step: k, first: 1, count: 1 });
    return dot(bins.rates, lRe);
  };
  const start = logPsi(0) + Math.log(remainder(0));
  let k = Math.min(last, BLOCK * step);
  while (k < last && logPsi(k) + Math.log(remainder(Math.floor(k / step))) - start > Math.log(NEGLIGIBLE))
    k = Math.min(last, 1.3 * k);
  return k;
}

/** The sum over frequencies up to `largest`; undefined where psi is not yet negligible there. */
function summedUpTo(
  inputs: ShotNoiseInputs,
  sum: ExponentialSum,
  norm: number,
  largest: number,
): ShotNoiseMatrix | undefined {
  const { rates, weights, active, kernel } = inputs;
  const { constant = 0, shift, step, terms, remainder } = sum;
  const peak = peakPotential(kernel);
  const extent = Math.hypot(shift, largest) * peak;
  const nodes = weightNodes(weights, active, extent);
  const p = nodes.nodes.length;
  const rateOfNode = nodes.gather(rates);
  // The constant's part, constant E[x x^T]: the transforms at z = 0, the same at every node.
  const core = new Float64Array(p * p).fill(constant * kernelMoment(kernel, 1) ** 2);
  const diagonal = new Float64Array(p).fill(constant * kernelMoment(kernel, 2));
  const psiAtShift = psiOf(inputs, nodes, rateOfNode, shift);
  // |E[exp(z V) x x^T]| <= |psi(z)| times this.
  const normOverPsi = Math.exp(norm - Math.log(psiAtShift));
  let [absolute, rounding, quadrature] = [0, 0, 0];
  const end = Math.min(terms, Math.floor(largest / (step || 1) + 1e-9) + 1);
  checkOperations(end * p * intervalsFor(kernel, extent * largestWeight(inputs)));
  for (let first = 0; first < end; first += BLOCK) {
    const block = { shift, step, first, count: Math.min(BLOCK, end - first) };
    const next = first + block.count;
    const rule = accurateRule(kernel, Math.hypot(shift, (next - 1) * step) * peak * largestWeight(inputs));
    const transforms = kernelTransforms(nodes.nodes, rule, block);
    const weighted = weightedPsi(sum, block, rateOfNode, transforms);
    addBlock(core, diagonal, transforms, weighted, p);
    const sizes = sizesOf(sum, block, weighted, p);
    absolute += sizes.absolute;
    rounding += sizes.rounding;
    quadrature += sizes.absolute * ruleError(rule, inputs, block);
    const left = RIPPLE * sizes.largestPsi * remainder(next);
    if (left <= NEGLIGIBLE * absolute || next >= terms) {
      const truncation = next >= terms ? Math.min(left, psiAtShift * remainder(terms)) : left;
      const error = normOverPsi * (truncation + rounding + quadrature + 1e-16 * absolute) + sum.error;
      return { nodes, core, diagonal, error };
    }
  }
  return undefined;
}

/** Sums over a block: |C psi|, its rounding error, and the largest |psi|. */
function sizesOf(
  { coefficient }: ExponentialSum,
  { first, count }: FrequencyBlock,
  { re, im, exponent }: WeightedPsi,
  p: number,
): { readonly absolute: number; readonly rounding: number; readonly largestPsi: number } {
  let [absolute, rounding, largestPsi] = [0, 0, 0];
  for (let k = 0; k < count; k++) {
    const size = Math.hypot(re[k] as number, im[k] as number);
    const bare = modulus(coefficient(first + k));
    absolute += size;
    if (bare > 0) largestPsi = Math.max(largestPsi, size / bare);
    // Phases of psi and of C_k (at most pi k if theta lies within a period), the block's recurrence, sums over nodes.
    const roundoffs = (exponent[k] as number) + Math.PI * (first + k) + BLOCK + p;
    rounding += 2 * size * UNIT_ROUNDOFF * roundoffs;
  }
  return { absolute, rounding, largestPsi };
}

function checkOperations(operations: number): void {
  if (operations <= MOST_OPERATIONS) return;
  throw new RangeError(
    `shot-noise: ${operations.toPrecision(2)} operations (expected at most ${MOST_OPERATIONS}): weights too large for the exact matrix`,
  );
}

function psiOf(inputs: ShotNoiseInputs, nodes: WeightNodes, rateOfNode: Float64Array, shift: number): number {
  const rule = accurateRule(
    inputs.kernel,
    Math.abs(shift) * peakPotential(inputs.kernel) * largestWeight(inputs),
  );
  const { lRe } = kernelTransforms(nodes.nodes, rule, { shift, step: 0, first: 0, count: 1 });
  return Math.exp(dot(rateOfNode, lRe));
}

/** C_k psi(z_k) for the k of a block. */
interface WeightedPsi {
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** |Re log psi| + |Im log psi|. */
  readonly exponent: Float64Array;
}

function weightedPsi(
  { coefficient }: ExponentialSum,
  { first, count }: FrequencyBlock,
  rateOfNode: Float64Array,
  { lRe, lIm }: KernelTransforms,
): WeightedPsi {
  const [re, im] = [new Float64Array(count), new Float64Array(count)];
  for (let a = 0; a < rateOfNode.length; a++) {
    const rate = rateOfNode[a] as number;
    for (let k = 0; k < count; k++) {
      re[k] = (re[k] as number) + rate * (lRe[a * count + k] as number);
      im[k] = (im[k] as number) + rate * (lIm[a * count + k] as number);
    }
  }
  const exponent = re.map((real, k) => Math.abs(real) + Math.abs(im[k] as number));
  for (let k = 0; k < count; k++) {
    const size = Math.exp(re[k] as number);
    const [x, y] = [size * Math.cos(im[k] as number), size * Math.sin(im[k] as number)];
    const C = coefficient(first + k);
    re[k] = C.re * x - C.im * y;
    im[k] = C.re * y + C.im * x;
  }
  return { re, im, exponent };
}

/** M += Re sum_k D_k a_k a_k^T, d += Re sum_k D_k b_k. */
function addBlock(
  core: Float64Array,
  diagonal: Float64Array,
  { aRe, aIm, bRe, bIm }: KernelTransforms,
  { re, im }: WeightedPsi,
  p: number,
): void {
  const count = re.length;
  const [left, right] = [new Float64Array(count), new Float64Array(count)];
  for (let a = 0; a < p; a++) {
    let d = 0;
    for (let k = 0; k < count; k++) {
      const [x, y] = [aRe[a * count + k] as number, aIm[a * count + k] as number];
      const [u, v] = [re[k] as number, im[k] as number];
      left[k] = u * x - v * y;
      right[k] = u * y + v * x;
      d += u * (bRe[a * count + k] as number) - v * (bIm[a * count + k] as number);
    }
    diagonal[a] = (diagonal[a] as number) + d;
    for (let b = a; b < p; b++) {
      let total = 0;
      for (let k = 0, at = b * count; k < count; k++, at++)
        total += (left[k] as number) * (aRe[at] as number) - (right[k] as number) * (aIm[at] as number);
      core[a * p + b] = (core[a * p + b] as number) + total;
      if (b > a) core[b * p + a] = core[a * p + b] as number;
    }
  }
}
