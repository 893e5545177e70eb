/**
 * psi, A and B of the spiking model expanded in the cumulants of the kernel (plainShotNoise.ts has them exactly).
 *
 *   second cumulant   log psi = i k mu - k^2 s2/2,  A = e0 r + i k Sigma w,  B = diag(Sigma): the Gaussian approximation
 *   third cumulant    log psi gains -i k^3 (sum r w^3) kappa3/6,  A_i gains -k^2 r_i w_i^2 kappa3/2,  B_i gains i k r_i w_i kappa3;
 *                     psi is expanded to first order in kappa3, so that the integral over k converges
 */

import { type Complex, times } from '../complex.ts';
import { type Kernel, kernelMoment } from '../neuron/kernel.ts';
import type { Afferents, Spectrum } from './plainShotNoise.ts';

/** `third` scales the third cumulant: 0 is the Gaussian approximation, 1 the next order. */
export function cumulantSpectrum({ r, w }: Afferents, kernel: Kernel, third: number): Spectrum {
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  const kappa3 = third * kernelMoment(kernel, 3);
  const sum = (power: number): number => r.reduce((total, rate, i) => total + rate * (w[i] ?? 0) ** power, 0);
  const [mu, s2, skew] = [e0 * sum(1), inverseCe * sum(2), kappa3 * sum(3)];
  return (k) => {
    const size = Math.exp((-k * k * s2) / 2);
    const gaussian: Complex = { re: size * Math.cos(k * mu), im: size * Math.sin(k * mu) };
    return {
      psi: times(gaussian, { re: 1, im: (-(k ** 3) * skew) / 6 }),
      A: r.map((rate, i) => {
        const weight = w[i] ?? 0;
        return {
          re: e0 * rate - (k * k * rate * weight * weight * kappa3) / 2,
          im: k * rate * weight * inverseCe,
        };
      }),
      B: r.map((rate, i) => ({ re: rate * inverseCe, im: k * rate * (w[i] ?? 0) * kappa3 })),
    };
  };
}
