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
 * Reference: theory of Poisson shot noise; Last & Penrose, Lectures on the Poisson Process, theorem 4.1 (Mecke).
 */
import { UNIT_ROUNDOFF } from '../estimate.ts';
import { type Kernel, kernelAt, kernelMoment, peakTime } from '../neuron/kernel.ts';
import type { ExponentialSum, LogTiltedNorm } from './exponentialSum.ts';
import { type KernelRule, kernelRule } from './kernelRule.ts';
import { type FrequencyBlock, type KernelTransforms, kernelTransforms } from './kernelTransforms.ts';
import { type WeightNodes, weightNodes } from './weightNodes.ts';

/** Active afferents: rates, Hz, > 0 where active. */
export interface ShotNoiseInputs {
  readonly rates: Float64Array;
  readonly weights: Float64Array;
  readonly active: Uint8Array;
  readonly kernel: Kernel;
}

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
/** One spike may move V by about 30 V for the paper's sigmoid. */
const MOST_INTERVALS = 20_000;
/** Complex multiplications, some ten seconds' worth. */
const MOST_OPERATIONS = 3e9;

const peakPotential = (kernel: Kernel): number => kernelAt(peakTime(kernel), kernel);

function extremeWeights({
  weights,
  active,
}: Pick<ShotNoiseInputs, 'weights' | 'active'>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  weights.forEach((w, i) => {
    if (active[i] === 0) return;
    low = Math.min(low, w);
    high = Math.max(high, w);
  });
  return [low, high];
}

const largestWeight = (inputs: ShotNoiseInputs): number => Math.max(...extremeWeights(inputs).map(Math.abs));

/** The largest change of V at one spike, mV; 1 where all weights are 0. */
export const largestJump = (inputs: ShotNoiseInputs): number =>
  largestWeight(inputs) * peakPotential(inputs.kernel) || 1;

/** log |E[exp(p V) x x^T]|_F for |p| <= largest (1/mV). */
export function logTiltedNorm(inputs: ShotNoiseInputs, largest: number): LogTiltedNorm {
  const { rates, weights, active, kernel } = inputs;
  const peak = peakPotential(kernel);
  const nodes = weightNodes(weights, active, largest * peak);
  const rule = accurateRule(kernel, largest * peak * largestWeight(inputs));
  return (p) => {
    const { lRe, aRe, bRe } = kernelTransforms(nodes.nodes, rule, { shift: p, step: 0, first: 0, count: 1 });
    const logPsi = dot(nodes.gather(rates), lRe);
    const [a, b] = [nodes.spread(aRe), nodes.spread(bRe)];
    const log = logPsi + Math.log(frobeniusOfRankOnePlusDiagonal(rates, a, b));
    return Number.isNaN(log) ? Infinity : log;
  };
}

/** |A A^T + diag B| with A = r a, B = r b, all >= 0. */
function frobeniusOfRankOnePlusDiagonal(r: Float64Array, a: Float64Array, b: Float64Array): number {
  let [squares, mixed, diagonal] = [0, 0, 0];
  r.forEach((rate, i) => {
    if (rate === 0) return;
    const A2 = (rate * (a[i] as number)) ** 2;
    const B = rate * (b[i] as number);
    squares += A2;
    mixed += 2 * A2 * B;
    diagonal += B * B;
  });
  return Math.sqrt(squares * squares + mixed + diagonal);
}

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

function binned({ rates, weights, active }: Omit<ShotNoiseInputs, 'kernel'>): {
  rates: Float64Array;
  weights: Float64Array;
} {
  const used = weights.filter((_, i) => active[i] === 1);
  const [low, high] = extremeWeights({ weights, active });
  const count = 64;
  if (used.length <= count || high === low)
    return { rates: rates.filter((_, i) => active[i] === 1), weights: used };
  const width = (high - low) / count;
  const totals = new Float64Array(count);
  weights.forEach((w, i) => {
    const bin = Math.min(count - 1, Math.floor((w - low) / width));
    if (active[i] === 1) totals[bin] = (totals[bin] as number) + (rates[i] as number);
  });
  return { rates: totals, weights: totals.map((_, bin) => low + (bin + 0.5) * width) };
}

/** The sum over frequencies up to `largest`; undefined where psi is not yet negligible there. */
function summedUpTo(
  inputs: ShotNoiseInputs,
  sum: ExponentialSum,
  norm: number,
  largest: number,
): ShotNoiseMatrix | undefined {
  const { rates, weights, active, kernel } = inputs;
  const { constant = 0, shift, step, terms, coefficient, remainder } = sum;
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
    const count = Math.min(BLOCK, end - first);
    const block = { shift, step, first, count };
    const argument = Math.hypot(shift, (first + count - 1) * step) * peak * largestWeight(inputs);
    const rule = accurateRule(kernel, argument);
    const transforms = kernelTransforms(nodes.nodes, rule, block);
    const { re, im, exponent } = weightedPsi(sum, block, rateOfNode, transforms);
    addBlock(core, diagonal, transforms, re, im, p, count);
    let [blockTotal, largestPsi] = [0, 0];
    for (let k = 0; k < count; k++) {
      const size = Math.hypot(re[k] as number, im[k] as number);
      const { re: cRe, im: cIm } = coefficient(first + k);
      const bare = Math.hypot(cRe, cIm);
      blockTotal += size;
      if (bare > 0) largestPsi = Math.max(largestPsi, size / bare);
      // Phases of psi and of C_k (at most pi k if theta lies within a period), the block's recurrence, sums over nodes.
      const roundoffs = (exponent[k] as number) + Math.PI * (first + k) + BLOCK + p;
      rounding += 2 * size * UNIT_ROUNDOFF * roundoffs;
    }
    absolute += blockTotal;
    quadrature += blockTotal * ruleError(kernel, rule, inputs, block);
    const left = RIPPLE * largestPsi * remainder(first + count);
    if (left <= NEGLIGIBLE * absolute || first + count >= terms) {
      const truncation = first + count >= terms ? Math.min(left, psiAtShift * remainder(terms)) : left;
      const error = normOverPsi * (truncation + rounding + quadrature + 1e-16 * absolute) + sum.error;
      return { nodes, core, diagonal, error };
    }
  }
  return undefined;
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

/** C_k psi(z_k) for the k of a block, and |Re log psi| + |Im log psi|. */
function weightedPsi(
  { coefficient }: ExponentialSum,
  { first, count }: { readonly first: number; readonly count: number },
  rateOfNode: Float64Array,
  { lRe, lIm }: KernelTransforms,
): { re: Float64Array; im: Float64Array; exponent: Float64Array } {
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
  re: Float64Array,
  im: Float64Array,
  p: number,
  count: number,
): void {
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

/** Intervals of the kernel's rule for exponents up to |z w| eps = argument. */
function accurateRule(kernel: Kernel, argument: number): KernelRule {
  const intervals = intervalsFor(kernel, argument);
  if (intervals <= MOST_INTERVALS) return kernelRule(kernel, intervals);
  throw new RangeError(
    `shot-noise: ${intervals.toPrecision(3)} nodes for the integrals over the kernel (expected at most ${MOST_INTERVALS}): one spike moves V by too many times the scale on which phi'^2/phi varies`,
  );
}

/** 14 digits: 80 + 2.2 argument for tau_s near tau_m, more where the kernel rises much faster than it decays. */
function intervalsFor({ tauM, tauS }: Kernel, argument: number): number {
  const rise = Math.log(Math.max(tauM, tauS) / Math.min(tauM, tauS));
  return Math.ceil((80 + 2.2 * argument) * (1 + 0.15 * rise));
}

/**
 * Relative error of a term from the kernel's rule: the rule against one of half as many intervals again, at the smallest and largest
 * weight, relative to the transforms on the real axis, which bound those off it.
 */
function ruleError(
  kernel: Kernel,
  rule: KernelRule,
  inputs: ShotNoiseInputs,
  { shift, step, first, count }: FrequencyBlock,
): number {
  const weights = Float64Array.of(...extremeWeights(inputs));
  const last = { shift, step, first: first + count - 1, count: 1 };
  const finer = kernelRule(kernel, Math.ceil(1.5 * rule.intervals));
  const [coarse, fine] = [kernelTransforms(weights, rule, last), kernelTransforms(weights, finer, last)];
  const real = kernelTransforms(weights, rule, { shift, step: 0, first: 0, count: 1 });
  const gap = (name: 'l' | 'a' | 'b', at: number): number =>
    Math.hypot(
      (coarse[`${name}Re`][at] as number) - (fine[`${name}Re`][at] as number),
      (coarse[`${name}Im`][at] as number) - (fine[`${name}Im`][at] as number),
    );
  const totalRate = inputs.rates.reduce((total, rate) => total + rate, 0);
  const relative = [0, 1].map(
    (at) =>
      totalRate * gap('l', at) +
      (2 * gap('a', at)) / (real.aRe[at] as number) +
      gap('b', at) / (real.bRe[at] as number),
  );
  return Math.max(...relative);
}

function dot(x: Float64Array, y: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += (x[i] as number) * (y[i] as number);
  return total;
}
