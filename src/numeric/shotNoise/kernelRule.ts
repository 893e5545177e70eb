/**
 * Integrals over the postsynaptic potential eps(t) of one spike, by the double-exponential rule for the half line,
 * t = tau exp(u - exp(-u)) (Takahasi and Mori 1974): the integrand decays like exp(-t/tau) and vanishes at 0.
 */
import { type Kernel, kernelAt } from '../neuron/kernel.ts';

/** eps at the nodes (mV) and the weights of the rule (s): int f(eps(t)) dt = sum_j weight_j f(eps_j) for f(0) = 0. */
export interface KernelRule {
  /** Of the double-exponential variable u; nodes where eps vanishes are left out. */
  readonly intervals: number;
  readonly potential: Float64Array;
  readonly weight: Float64Array;
}

const [FIRST, LAST] = [-3.4, 3.8];

/** What a node contributes to int eps dt, as a share of e0, below which it is left out. */
const NEGLIGIBLE = 1e-19;

/** The rule with `count` intervals; `count` = 96 gives integrals of exp(i a eps) to 1e-14 for |a eps| <= 15. */
export function kernelRule(kernel: Kernel, count = 96): KernelRule {
  const step = (LAST - FIRST) / count;
  const scale = Math.max(kernel.tauM, kernel.tauS);
  const [potential, weight]: [number[], number[]] = [[], []];
  for (let j = 0; j <= count; j++) {
    const u = FIRST + j * step;
    const t = scale * Math.exp(u - Math.exp(-u));
    const eps = kernelAt(t, kernel);
    const measure = step * t * (1 + Math.exp(-u));
    if (eps * measure < NEGLIGIBLE * kernel.e0) continue;
    potential.push(eps);
    weight.push(measure);
  }
  return { intervals: count, potential: Float64Array.from(potential), weight: Float64Array.from(weight) };
}
