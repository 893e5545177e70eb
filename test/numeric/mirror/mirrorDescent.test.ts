import { describe, expect, it } from 'vitest';
import { DivergenceError } from '../../../src/numeric/mirror/divergence.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { constantRate, cosineRate } from '../../../src/numeric/mirror/learningRate.ts';
import { MirrorDescent } from '../../../src/numeric/mirror/mirrorDescent.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';

describe('mirror descent', () => {
  it("with p = 2 makes torch's SGD steps", () => {
    // torch.optim.SGD([1.0], lr=0.1, momentum=0.9) on g = w: v = 1, 1.8, 2.34; by hand
    const descent = new MirrorDescent(powerPotential(2), [1], 0.9);
    const path = [0.9, 0.72, 0.486];
    for (const expected of path) {
      descent.step(descent.weights.slice(), 0.1);
      expect(descent.weights[0]).toBeCloseTo(expected, 14);
    }
  });

  it('without momentum makes the exponentiated-gradient step under negative entropy, of either sign', () => {
    const descent = new MirrorDescent(entropyPotential, [0.5, -0.25]);
    descent.step([1, 3], 0.1);
    expect(descent.weights[0]).toBeCloseTo(0.5 * Math.exp(-0.1), 15);
    // theta = -(log |w| + 1) falls by 0.3, so |w| grows.
    expect(descent.weights[1]).toBeCloseTo(-0.25 * Math.exp(0.3), 15);
  });

  it('keeps signs under negative entropy and changes them under p = 3', () => {
    const entropy = new MirrorDescent(entropyPotential, [0.1, -0.1]);
    const cubic = new MirrorDescent(powerPotential(3), [0.1, -0.1]);
    entropy.step([1, -1], 3);
    cubic.step([1, -1], 3);
    expect([...entropy.weights].map(Math.sign)).toEqual([1, -1]);
    expect([...cubic.weights].map(Math.sign)).toEqual([-1, 1]);
  });

  it('leaves a weight without a dual where it is', () => {
    const descent = new MirrorDescent(entropyPotential, [0, 0.5], 0.9);
    for (let k = 0; k < 3; k++) descent.step([1, 1], 0.1);
    expect(descent.weights[0]).toBe(0);
    expect(descent.weights[1]).toBeCloseTo(0.5 * Math.exp(-0.1 * (1 + 1.9 + 2.71)), 14);
  });

  it('names step and quantity when it diverges', () => {
    const descent = new MirrorDescent(entropyPotential, [0.5, 0.5]);
    descent.step([0, 0], 1);
    expect(() => descent.step([0, -1000], 1)).toThrow(
      new DivergenceError(
        'mirror descent, negative-entropy, step 1: weight 1 is Infinity (expected a finite number: a smaller learning rate may help)',
      ),
    );
    const other = new MirrorDescent(powerPotential(3), [0.5]);
    expect(() => other.step([Number.NaN], 1)).toThrow(/p=3, step 0: dual weight 0 is NaN/);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => new MirrorDescent(powerPotential(2), [1], 1)).toThrow(
      'mirror descent: got momentum 1 (expected 0 <= momentum < 1)',
    );
    expect(() => new MirrorDescent(powerPotential(2), [1, Infinity])).toThrow(
      'mirror descent: initial weight 1 is Infinity (expected a finite number)',
    );
    expect(() => new MirrorDescent(powerPotential(2), [1]).step([1, 2], 1)).toThrow(
      'mirror descent: got a gradient of 2 numbers (expected 1)',
    );
  });
});

describe('learning rates', () => {
  it("follow torch's CosineAnnealingLR", () => {
    // torch's recursion, eta_(t+1) = eta_t (1 + cos(pi (t+1)/T))/(1 + cos(pi t/T)), from the PyTorch documentation
    const [eta, steps] = [0.03, 17];
    const rate = cosineRate(eta, steps);
    let recursive = eta;
    for (let t = 0; t < steps; t++) {
      expect(Math.abs(rate(t) - recursive)).toBeLessThan(1e-15);
      recursive *= (1 + Math.cos((Math.PI * (t + 1)) / steps)) / (1 + Math.cos((Math.PI * t) / steps));
    }
    expect(rate(steps)).toBe(0);
    expect(rate(steps + 5)).toBe(0);
    expect(constantRate(0.2)(1000)).toBe(0.2);
  });

  it('are positive numbers', () => {
    expect(() => constantRate(0)).toThrow('learning rate: got 0 (expected a positive number)');
    expect(() => cosineRate(0.1, 0)).toThrow(
      'cosine schedule: got 0 steps (expected an integer of at least 1)',
    );
  });
});
