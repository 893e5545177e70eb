/**
 * The synaptic response kernel, its peak and its integrals in double precision.
 *
 *   eps(t) = e0 (exp(-t/tm) - exp(-t/ts)) / (tm - ts), t >= 0        (Equation 28)
 *
 * is written, with a >= b the two time constants and delta = 1/b - 1/a, as e0 t/(a b) exp(-t/a) g(t delta),
 * g(z) = (1 - exp(-z))/z: no difference of nearly equal numbers, and at a = b the alpha kernel e0 t/a^2 exp(-t/a).
 * Units: times in one unit, e0 in mV times that unit, eps in mV.
 */
import type { Estimate } from './estimate.ts';

export interface Kernel {
  /** Integral of the kernel, mV x time. */
  readonly e0: number;
  /** Time constants of membrane and synapse, > 0; they may be equal. */
  readonly tm: number;
  readonly ts: number;
}

/** @throws RangeError unless both time constants are positive and everything is finite. */
export function checkKernel({ e0, tm, ts }: Kernel): void {
  for (const [name, value] of [
    ['tm', tm],
    ['ts', ts],
  ] as const) {
    if (!(value > 0 && value < Infinity))
      throw new RangeError(`kernel: ${name} = ${value} (expected a finite positive time)`);
  }
  if (!Number.isFinite(e0)) throw new RangeError(`kernel: e0 = ${e0} (expected a finite number)`);
}

/** eps(t), mV; 0 for t < 0. Relative error of a few units of the last place times (1 + t/tm). */
export function kernelAt(t: number, { e0, tm, ts }: Kernel): number {
  if (t <= 0) return 0;
  const [slow, fast] = [Math.max(tm, ts), Math.min(tm, ts)];
  const z = t * ((slow - fast) / (slow * fast));
  return ((e0 * t) / (slow * fast)) * Math.exp(-t / slow) * (z === 0 ? 1 : -Math.expm1(-z) / z);
}

/** The time of the largest value: tm ts log(tm/ts)/(tm - ts), and tm for equal constants. */
export function peakTime({ tm, ts }: Kernel): number {
  const [slow, fast] = [Math.max(tm, ts), Math.min(tm, ts)];
  const excess = (slow - fast) / fast;
  return excess === 0 ? slow : (slow * Math.log1p(excess)) / excess;
}

/** The integral of eps(t)^power over [0, infinity), by quadrature; the closed forms (28-31) are not used. */
export function kernelIntegral(kernel: Kernel, power: 1 | 2): Estimate {
  checkKernel(kernel);
  const scale = Math.max(kernel.tm, kernel.ts);
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
