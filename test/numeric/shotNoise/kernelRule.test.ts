/** Integrals over the kernel. */
import { describe, expect, it } from 'vitest';
import {
  type Kernel,
  kernelAt,
  kernelMoment,
  paperKernel,
  peakTime,
} from '../../../src/numeric/neuron/kernel.ts';
import { kernelRule } from '../../../src/numeric/shotNoise/kernelRule.ts';
import { kernelTransforms } from '../../../src/numeric/shotNoise/kernelTransforms.ts';

const kernels: readonly Kernel[] = [
  paperKernel,
  { tauM: 0.02, tauS: 0.02, e0: 0.5 },
  { tauM: 0.002, tauS: 0.03, e0: 2 },
];

describe.each(kernels)('tau_m = $tauM s, tau_s = $tauS s, e0 = $e0 mV s', (kernel) => {
  const rule = kernelRule(kernel, 160);
  const integral = (f: (eps: number) => number): number =>
    rule.potential.reduce((total, eps, j) => total + (rule.weight[j] ?? 0) * f(eps), 0);

  it.each([1, 2, 3, 4])('moment %i by quadrature is the closed form', (m) => {
    expect(integral((eps) => eps ** m) / kernelMoment(kernel, m)).toBeCloseTo(1, 13);
  });

  it('moments 1 and 2 are e0 and 1/c_eps', () => {
    expect(kernelMoment(kernel, 1) / kernel.e0).toBeCloseTo(1, 14);
    expect((kernelMoment(kernel, 2) * 2 * (kernel.tauM + kernel.tauS)) / kernel.e0 ** 2).toBeCloseTo(1, 14);
  });

  it('transforms at consecutive frequencies are those taken one by one, by cosine and sine', () => {
    const peak = kernelAt(peakTime(kernel), kernel);
    const block = { shift: 1 / peak, step: 0.3 / peak, first: 10, count: 40 };
    const weights = Float64Array.of(0.7, 0, -0.4);
    const transforms = kernelTransforms(weights, rule, block);
    const tolerance = 1e-13 * kernel.e0 * Math.E;
    weights.forEach((w, a) => {
      for (let k = 0; k < block.count; k++) {
        const at = a * block.count + k;
        const tilt = (eps: number) => Math.exp(block.shift * w * eps);
        const angle = (eps: number) => (block.first + k) * block.step * w * eps;
        const difference = Math.hypot(
          (transforms.aRe[at] as number) - integral((eps) => eps * tilt(eps) * Math.cos(angle(eps))),
          (transforms.aIm[at] as number) - integral((eps) => eps * tilt(eps) * Math.sin(angle(eps))),
        );
        expect(difference).toBeLessThan(tolerance);
      }
    });
  });
});
