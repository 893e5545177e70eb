/** The exact comparisons behind the paper's numbers, against the kernel and exp in doubles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expExceeds, peakIsBelow } from '../../proofs/paperNeuron.ts';
import { rational } from '../../src/expression/rational.ts';
import { kernelAt, peakTime } from '../../src/numeric/neuron/kernel.ts';

describe('peakIsBelow', () => {
  it('is on the right side of the peak in doubles, for any time constants', () => {
    const milliseconds = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(milliseconds, milliseconds, fc.integer({ min: 1, max: 1000 }), (ts, gap, e0) => {
        const kernel = { e0, tauM: ts + gap, tauS: ts };
        const peak = kernelAt(peakTime(kernel), kernel);
        const neuron = { e0: rational(e0), tm: rational(ts + gap), ts: rational(ts) };
        const bound = (factor: number) => rational(Math.round(peak * factor * 1e6), 1_000_000);
        expect(peakIsBelow(bound(1.01), neuron)).toBe(true);
        expect(peakIsBelow(bound(0.99), neuron)).toBe(false);
      }),
    );
  });
});

describe('expExceeds', () => {
  it.each([
    [3, 20, true],
    [3, 21, false],
    [1, 2, true],
    [1, 3, false],
    [10, 22026, true],
    [10, 22027, false],
  ])('exp(%d) > %d: %s', (x, bound, expected) => {
    expect(expExceeds(rational(x), rational(bound))).toBe(expected);
  });

  it('refuses what its series cannot decide', () => {
    expect(() => expExceeds(rational(-1), rational(1))).toThrow('exp: got -1, expected 0 or more');
    expect(() => expExceeds(rational(61), rational(10n ** 40n))).toThrow(
      'exp: got 61, expected less than 61',
    );
  });
});
