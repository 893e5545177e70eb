/** How fine the rule for integrals over the kernel has to be, and how far off it is. */
import type { Kernel } from '../neuron/kernel.ts';
import { type KernelRule, kernelRule } from './kernelRule.ts';
import { type FrequencyBlock, kernelTransforms } from './kernelTransforms.ts';
import { extremeWeights, type ShotNoiseInputs } from './shotNoiseInputs.ts';

/** One spike may move V by about 30 V for the paper's sigmoid. */
const MOST_INTERVALS = 20_000;

/** Intervals of the kernel's rule for exponents up to |z w| eps = argument. */
export function accurateRule(kernel: Kernel, argument: number): KernelRule {
  const intervals = intervalsFor(kernel, argument);
  if (intervals <= MOST_INTERVALS) return kernelRule(kernel, intervals);
  throw new RangeError(
    `shot-noise: ${intervals.toPrecision(3)} nodes for the integrals over the kernel (expected at most ${MOST_INTERVALS}): one spike moves V by too many times the scale on which phi'^2/phi varies`,
  );
}

/** 14 digits: 80 + 2.2 argument for tau_s near tau_m, more where the kernel rises much faster than it decays. */
export function intervalsFor({ tauM, tauS }: Kernel, argument: number): number {
  const rise = Math.log(Math.max(tauM, tauS) / Math.min(tauM, tauS));
  return Math.ceil((80 + 2.2 * argument) * (1 + 0.15 * rise));
}

/**
 * Relative error of a term from the kernel's rule: the rule against one of half as many intervals again, at the smallest and largest
 * weight, relative to the transforms on the real axis, which bound those off it.
 */
export function ruleError(
  rule: KernelRule,
  inputs: ShotNoiseInputs,
  { shift, step, first, count }: FrequencyBlock,
): number {
  const weights = Float64Array.of(...extremeWeights(inputs));
  const last = { shift, step, first: first + count - 1, count: 1 };
  const finer = kernelRule(inputs.kernel, Math.ceil(1.5 * rule.intervals));
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
