/**
 * The postsynaptic potential of one spike and integrals over it.
 *
 *   eps(t) = e0/(tau_m - tau_s) (exp(-t/tau_m) - exp(-t/tau_s)),  t >= 0      mV (e0 in mV s, times in s)
 *   kappa_m = int eps^m dt:  kappa_1 = e0,  kappa_2 = 1/c_eps = e0^2/(2 (tau_m + tau_s))
 *
 * Integrals over t by the double-exponential rule for the half line, t = tau_m exp(u - exp(-u)) (Takahasi and Mori 1974): the
 * integrand decays like exp(-t/tau_m) and vanishes at 0. Every second node is the coarse rule that gives the error.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equations 26-31.
 */

/** Times in s, e0 in mV s; tau_m > tau_s > 0. */
export interface Kernel {
  readonly tauM: number;
  readonly tauS: number;
  readonly e0: number;
}

/** The published scripts' kernel. */
export const paperKernel: Kernel = { tauM: 0.01, tauS: 0.003, e0: 1 };

/** eps at the nodes (mV) and the weights of the rule (s): int f(eps(t)) dt = sum_j weight_j f(eps_j) for f(0) = 0. */
export interface KernelRule {
  readonly potential: Float64Array;
  readonly weight: Float64Array;
}

export const psp = ({ tauM, tauS, e0 }: Kernel, t: number): number =>
  (e0 / (tauM - tauS)) * (Math.exp(-t / tauM) - Math.exp(-t / tauS));

const [FIRST, LAST] = [-3.4, 3.8];

/** The rule with `count` intervals; `count` = 96 gives integrals of exp(i a eps) to 1e-14 for |a eps| <= 15. */
export function kernelRule(kernel: Kernel, count = 96): KernelRule {
  const step = (LAST - FIRST) / count;
  const potential = new Float64Array(count + 1);
  const weight = new Float64Array(count + 1);
  for (let j = 0; j <= count; j++) {
    const u = FIRST + j * step;
    const t = kernel.tauM * Math.exp(u - Math.exp(-u));
    potential[j] = psp(kernel, t);
    weight[j] = step * t * (1 + Math.exp(-u));
  }
  return { potential, weight };
}

/** int eps^m dt (mV^m s), by the binomial sum; exact to rounding times 2^m. */
export function kernelMoment({ tauM, tauS, e0 }: Kernel, m: number): number {
  let [total, binomial] = [0, 1];
  for (let j = 0; j <= m; j++) {
    total += ((j % 2 === 0 ? 1 : -1) * binomial) / ((m - j) / tauM + j / tauS);
    binomial = (binomial * (m - j)) / (j + 1);
  }
  return (e0 / (tauM - tauS)) ** m * total;
}
