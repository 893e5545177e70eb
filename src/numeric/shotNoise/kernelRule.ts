/**
 * Integrals over the postsynaptic potential eps(t) of one spike, by the double-exponential rule for the half line,
 * t = tau exp(u - exp(-u)) (Takahasi and Mori 1974): the integrand decays like exp(-t/tau) and vanishes at 0.
 */
import { type Kernel, kernelAt } from '../neuron/kernel.ts';

/** eps at the nodes (mV) and the weights of the rule (s): int f(eps(t)) dt = sum_j weight_j f(eps_j) for f(0) = 0. */
export interface KernelRule {
  readonly potential: Float64Array;
  readonly weight: Float64Array;
}

const [FIRST, LAST] = [-3.4, 3.8];

/** The rule with `count` intervals; `count` = 96 gives integrals of exp(i a eps) to 1e-14 for |a eps| <= 15. */
export function kernelRule(kernel: Kernel, count = 96): KernelRule {
  const step = (LAST - FIRST) / count;
  const scale = Math.max(kernel.tauM, kernel.tauS);
  const potential = new Float64Array(count + 1);
  const weight = new Float64Array(count + 1);
  for (let j = 0; j <= count; j++) {
    const u = FIRST + j * step;
    const t = scale * Math.exp(u - Math.exp(-u));
    potential[j] = kernelAt(t, kernel);
    weight[j] = step * t * (1 + Math.exp(-u));
  }
  return { potential, weight };
}
