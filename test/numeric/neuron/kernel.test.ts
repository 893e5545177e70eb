/** The kernel in doubles: against closed forms, 40-digit values, and itself where the time constants meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkKernel, kernelAt, kernelIntegral, peakTime } from '../../../src/numeric/neuron/kernel.ts';

const paper = { e0: 1, tauM: 10, tauS: 3 }; // mV ms, ms
const time = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe('kernelAt', () => {
  // e0/(tauM - tauS) (exp(-t/tauM) - exp(-t/tauS)), by Python's decimal module with 40 digits
  it.each([
    [1, 0.02690087249459576],
    [5, 0.05966500812501022],
    [20, 0.01915180706218184],
  ])('at t = %d ms, for the paper', (t, expected) => {
    expect(Math.abs(kernelAt(t, paper) / expected - 1)).toBeLessThan(1e-14);
  });

  it('is the alpha kernel for equal time constants, and close to it for nearly equal ones', () => {
    const alpha = (t: number): number => (t / 100) * Math.exp(-t / 10);
    expect(kernelAt(4, { e0: 1, tauM: 10, tauS: 10 })).toBe((4 / 100) * Math.exp(-0.4));
    for (const gap of [1e-4, 1e-8, 1e-12]) {
      const near = kernelAt(4, { e0: 1, tauM: 10, tauS: 10 + gap });
      expect(Math.abs(near / alpha(4) - 1)).toBeLessThan(gap);
    }
  });

  it('does not know which constant is the membrane', () => {
    fc.assert(
      fc.property(time, time, time, (t, tauM, tauS) => {
        expect(kernelAt(t, { e0: 1, tauM, tauS })).toBe(kernelAt(t, { e0: 1, tauM: tauS, tauS: tauM }));
      }),
    );
  });

  it('is 0 before the spike', () => {
    expect([kernelAt(-1, paper), kernelAt(0, paper)]).toEqual([0, 0]);
  });
});

describe('peakTime', () => {
  it('is where the kernel is largest', () => {
    fc.assert(
      fc.property(time, time, (tauM, tauS) => {
        const at = peakTime({ e0: 1, tauM, tauS });
        const peak = kernelAt(at, { e0: 1, tauM, tauS });
        for (const factor of [0.9, 0.99, 1.01, 1.1])
          expect(kernelAt(at * factor, { e0: 1, tauM, tauS })).toBeLessThan(peak);
      }),
    );
    expect(peakTime({ e0: 1, tauM: 7, tauS: 7 })).toBe(7);
  });
});

describe('kernelIntegral', () => {
  it.each([1, 2] as const)('of the power %d has the closed form, within its stated error', (power) => {
    fc.assert(
      fc.property(time, time, (tauM, tauS) => {
        const { value, error } = kernelIntegral({ e0: 3, tauM, tauS }, power);
        const exact = power === 1 ? 3 : 9 / (2 * (tauM + tauS));
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(error);
        expect(error).toBeLessThan(1e-6 * exact);
      }),
    );
  });

  it('has twelve digits for the paper, and at equal time constants', () => {
    for (const tauS of [3, 10, 10 + 1e-9]) {
      const { value, error } = kernelIntegral({ e0: 1, tauM: 10, tauS }, 2);
      expect(Math.abs(value * 2 * (10 + tauS) - 1)).toBeLessThan(1e-12);
      expect(error).toBeLessThan(1e-12);
    }
  });
});

it('checkKernel says what is wrong', () => {
  expect(() => checkKernel({ e0: 1, tauM: 0, tauS: 3 })).toThrow(
    'kernel: tauM = 0 (expected a finite positive time)',
  );
  expect(() => checkKernel({ e0: Number.NaN, tauM: 10, tauS: 3 })).toThrow(
    'kernel: e0 = NaN (expected a finite number)',
  );
});
