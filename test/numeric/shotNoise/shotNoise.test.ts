/** The exact Fisher matrix of the spiking model, against routes that share nothing with it. */
import { describe, expect, it } from 'vitest';
import { kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { kernelRule } from '../../../src/numeric/shotNoise/kernelRule.ts';
import { shotNoiseAt, shotNoiseFisherMatrix } from '../../../src/numeric/shotNoise/shotNoise.ts';
import { exponentialMatrix, shotNoiseMoments } from '../../../src/numeric/shotNoise/shotNoiseMoments.ts';

const rule = kernelRule(paperKernel);
const integral = (f: (eps: number) => number): number =>
  rule.potential.reduce((total, eps, j) => total + (rule.weight[j] ?? 0) * f(eps), 0);

describe('integrals over the kernel', () => {
  it.each([1, 2, 3, 4])('moment %i is the closed form', (m) => {
    expect(integral((eps) => eps ** m) / kernelMoment(paperKernel, m)).toBeCloseTo(1, 13);
  });

  it('moments 1 and 2 are e0 and 1/c_eps', () => {
    const kernel = { tauM: 0.02, tauS: 0.004, e0: 2.5 };
    expect(kernelMoment(kernel, 1)).toBeCloseTo(kernel.e0, 13);
    expect(kernelMoment(kernel, 2)).toBeCloseTo(kernel.e0 ** 2 / (2 * (kernel.tauM + kernel.tauS)), 11);
  });

  it('keeps 12 digits up to |a eps| = 15', () => {
    const fine = kernelRule(paperKernel, 400);
    for (const a of [0.01, 0.1, 0.25]) {
      const at = (which: typeof rule) => shotNoiseAt({ r: [1], w: [1] }, which, { re: a, im: 0 }).A[0];
      expect(at(rule)?.re).toBeCloseTo(at(fine)?.re ?? Number.NaN, 12);
      expect(at(rule)?.im).toBeCloseTo(at(fine)?.im ?? Number.NaN, 12);
    }
  });
});

describe('moments of shot noise', () => {
  it('mean, variance and third central moment are the first three cumulants', () => {
    const [, m1 = 0, m2 = 0, m3 = 0] = shotNoiseMoments(20, paperKernel, 3);
    expect(m1).toBeCloseTo(20 * kernelMoment(paperKernel, 1), 10);
    expect(m2 - m1 ** 2).toBeCloseTo(20 * kernelMoment(paperKernel, 2), 8);
    expect(m3 - 3 * m1 * m2 + 2 * m1 ** 3).toBeCloseTo(20 * kernelMoment(paperKernel, 3), 5);
  });
});

describe('the Fisher matrix', () => {
  const afferents = { r: [20, 35, 5], w: [0.12, -0.05, 0.2] };
  const { G, error } = shotNoiseFisherMatrix(afferents, paperKernel, paperSigmoid);

  it('is symmetric, positive on the diagonal, and knows its error', () => {
    for (let i = 0; i < 3; i++) {
      expect(G[4 * i]).toBeGreaterThan(0);
      for (let j = 0; j < 3; j++)
        expect(Math.abs((G[3 * i + j] ?? 0) - (G[3 * j + i] ?? 0))).toBeLessThan(1e-9);
    }
    const finer = shotNoiseFisherMatrix(afferents, paperKernel, paperSigmoid, { step: 0.02, largest: 5 }).G;
    const difference = Math.max(...[...G].map((g, at) => Math.abs(g - (finer[at] ?? 0))));
    expect(difference).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-6 * Math.max(...G));
  });

  it('far below threshold it is that of the exponential transfer function', () => {
    // For v << theta the sigmoid is phi_max exp(beta (v - theta)), up to a relative error of 3 exp(beta (v - theta)).
    const sigmoid = { phiMax: 100, beta: 0.1, theta: 300 };
    const exact = shotNoiseFisherMatrix(afferents, paperKernel, sigmoid, { step: 0.005, largest: 1.6 }).G;
    const series = exponentialMatrix(afferents, paperKernel, 0.1);
    const scale = sigmoid.phiMax * sigmoid.beta ** 2 * Math.exp(-sigmoid.beta * sigmoid.theta);
    const ratio = (exact[0] ?? 0) / (scale * (series[0] ?? 1));
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-3);
  });
});
