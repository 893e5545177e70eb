/**
 * The synaptic response kernel, its peak and its integrals in double precision.
 *
 *   eps(t) = e0 (exp(-t/tauM) - exp(-t/tauS)) / (tauM - tauS), t >= 0        (Equation 28)
 *
 * is written, with a >= b the two time constants and delta = 1/b - 1/a, as e0 t/(a b) exp(-t/a) g(t delta),
 * g(z) = (1 - exp(-z))/z: no difference of nearly equal numbers, and at a = b the alpha kernel e0 t/a^2 exp(-t/a).
 * Units: times in one unit, e0 in mV times that unit, eps in mV.
 */
import type { Estimate } from '../estimate.ts';

export interface Kernel {
  /** Integral of the kernel, mV x time. */
  readonly e0: number;
  /** Time constants of membrane and synapse, > 0; they may be equal. */
  readonly tauM: number;
  readonly tauS: number;
}

/** The kernel of the published scripts: mV, s. */
export const paperKernel: Kernel = { tauM: 0.01, tauS: 0.003, e0: 1 };

/** @throws RangeError unless both time constants are positive and everything is finite. */
export function checkKernel({ e0, tauM, tauS }: Kernel): void {
  for (const [name, value] of [
    ['tauM', tauM],
    ['tauS', tauS],
  ] as const) {
    if (!(value > 0 && value < Infinity))
      throw new RangeError(`kernel: ${name} = ${value} (expected a finite positive time)`);
  }
  if (!Number.isFinite(e0)) throw new RangeError(`kernel: e0 = ${e0} (expected a finite number)`);
}

/** eps(t), mV; 0 for t < 0. Relative error of a few units of the last place times (1 + t/tauM). */
export function kernelAt(t: number, { e0, tauM, tauS }: Kernel): number {
  if (t <= 0) return 0;
  const [slow, fast] = [Math.max(tauM, tauS), Math.min(tauM, tauS)];
  const z = t * ((slow - fast) / (slow * fast));
  return ((e0 * t) / (slow * fast)) * Math.exp(-t / slow) * (z === 0 ? 1 : -Math.expm1(-z) / z);
}

/** The time of the largest value: tauM tauS log(tauM/tauS)/(tauM - tauS), and tauM for equal constants. */
export function peakTime({ tauM, tauS }: Kernel): number {
  const [slow, fast] = [Math.max(tauM, tauS), Math.min(tauM, tauS)];
  const excess = (slow - fast) / fast;
  return excess === 0 ? slow : (slow * Math.log1p(excess)) / excess;
}

/**
 * The cumulant kappa_m = int eps^m dt, mV^m x time: kappa_1 = e0, kappa_2 = 1/c_eps = e0^2/(2 (tauM + tauS)) (Equations 29-31).
 * With x = exp(-t delta) it is a beta function, (e0/(a b))^m m!/prod_{j=0}^m ((m - j)/a + j/b): nothing cancels.
 */
export function kernelMoment({ e0, tauM, tauS }: Kernel, m: number): number {
  let moment = tauM / m;
  for (let j = 1; j <= m; j++) moment *= ((e0 / (tauM * tauS)) * j) / ((m - j) / tauM + j / tauS);
  return moment;
}

/** The integral of eps(t)^power over [0, infinity), by quadrature; the closed forms (28-31) are not used. */
export function kernelIntegral(kernel: Kernel, power: 1 | 2): Estimate {
  checkKernel(kernel);
  const scale = Math.max(kernel.tauM, kernel.tauS);
  const f = (t: number): number => kernelAt(t, kernel) ** power;
  const [coarse, fine] = [halfLineSum(f, scale, 1 / 16), halfLineSum(f, scale, 1 / 32)];
  const rounding = 64 * 2 ** -53 * Math.abs(fine);
  return { value: fine, error: Math.abs(fine - coarse) + rounding };
}

/**
 * The trapezoid rule after t = scale exp(s - exp(-s)), which decays doubly exponentially at both ends and converges faster than
 * any power of the step (Takahasi & Mori 1974).
 */
function halfLineSum(f: (t: number) => number, scale: number, step: number): number {
  let total = 0;
  for (let k = Math.round(-5 / step); k * step <= 5; k++) {
    const s = k * step;
    const t = scale * Math.exp(s - Math.exp(-s));
    total += f(t) * t * (1 + Math.exp(-s));
  }
  return step * total;
}
