import { describe, expect, it } from 'vitest';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { testPotential } from './potentialProperties.ts';

for (const potential of [1.1, 1.5, 2, 2.5, 3].map(powerPotential).concat(entropyPotential))
  testPotential(potential, [1e-3, 1e3]);

describe('potentials', () => {
  it('p = 2 is Euclidean', () => {
    expect(powerPotential(2).bregmanDivergence(3, -1)).toBe(8);
    expect(powerPotential(2).gradient(-0.3)).toBe(-0.3);
  });

  it('refuse other exponents', () => {
    for (const p of [1, 0.5, 3.01, Number.NaN])
      expect(() => powerPotential(p)).toThrow(/expected 1 < p <= 3/);
  });

  it('the entropy keeps signs, and does not compare weights across 0', () => {
    expect(entropyPotential.inverseGradient(entropyPotential.gradient(-2) + 100, -1)).toBeLessThan(0);
    expect(entropyPotential.bregmanDivergence(1, -1)).toBe(Infinity);
    expect(entropyPotential.bregmanDivergence(0, 2)).toBe(2);
  });
});
