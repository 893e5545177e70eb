/** The measurements of theory 7.1: seeded, and dependent on what they measure. */
import { describe, expect, it } from 'vitest';
import { meanAngles, orderOfLeading } from '../../../proofs/theory/localRule.ts';
import { orderOfTruncation } from '../../../proofs/theory/spikingModel.ts';

describe('mean angles', () => {
  it('are the same for the same seed and others for another', () => {
    const first = meanAngles(3).local.map(({ mean }) => mean);
    expect(meanAngles(4).local.map(({ mean }) => mean)).not.toEqual(first);
    expect(meanAngles(3).local.map(({ mean }) => mean)).toEqual(first);
  });

  it('rank the three rules: the limit, the local rule, the printed approximation', () => {
    const angles = meanAngles(3);
    for (const k of [0, 1, 2, 3]) {
      expect(angles['many afferents'][k]?.mean).toBeLessThan(angles.local[k]?.mean ?? 0);
      expect(angles.local[k]?.mean).toBeLessThan((angles["the paper's"][k]?.mean ?? 0) / 5);
    }
  });
});

describe('orders', () => {
  it('the local factor is right to second order in s, that at the mean to first', () => {
    const [atV, atMean] = [orderOfLeading("-(log h)'(V)"), orderOfLeading("-(log h)'(mu)")];
    expect([Math.round(10 * atV) / 10, Math.round(10 * atMean) / 10]).toEqual([2.1, 1]); // s^2 with a share of s^3
  });

  it('the third cumulant gains half an order', () => {
    expect(orderOfTruncation(0)).toBeCloseTo(0.5, 1);
    expect(orderOfTruncation(1)).toBeCloseTo(1, 1);
  });
});
