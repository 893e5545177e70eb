/** Moments of shot noise by their cumulants: the plain routes that others are compared with. */
import { expect, it } from 'vitest';
import { kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { shotNoiseMoments } from '../../../src/numeric/reference/shotNoiseMoments.ts';

it('mean, variance and third central moment of shot noise are its first three cumulants', () => {
  const [, m1 = 0, m2 = 0, m3 = 0] = shotNoiseMoments(20, paperKernel, 3);
  expect(m1).toBeCloseTo(20 * kernelMoment(paperKernel, 1), 10);
  expect(m2 - m1 ** 2).toBeCloseTo(20 * kernelMoment(paperKernel, 2), 8);
  expect(m3 - 3 * m1 * m2 + 2 * m1 ** 3).toBeCloseTo(20 * kernelMoment(paperKernel, 3), 5);
});
