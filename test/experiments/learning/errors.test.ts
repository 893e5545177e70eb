/** Error measures against what they are defined as. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bernoulliDivergence, errorMeasure } from '../../../src/experiments/learning/errors.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';

const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;
const measured = (
  teacher: number[],
  weights: number[],
  potentials: number[],
  transfer: Parameters<typeof errorMeasure>[0]['transfer'] = sigmoid,
) => {
  const out = new Float64Array(3);
  const problem = { teacher: Float64Array.from(teacher), transfer, dt: 0.0005 };
  errorMeasure(problem, Float64Array.from(potentials))(Float64Array.from(weights), out);
  return [...out];
};

describe('D_KL between two coins', () => {
  it('is its definition where that has digits', () => {
    const coin = fc.double({ min: 1e-6, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(coin, coin, (t, p) => {
        const defined = t * Math.log(t / p) + (1 - t) * Math.log((1 - t) / (1 - p));
        expect(Math.abs(bernoulliDivergence(t, p) - defined)).toBeLessThan(1e-15 + 1e-12 * defined);
      }),
    );
  });

  it('has digits where the coins are nearly equal: (t - p)^2/(2 p (1 - p))', () => {
    for (const change of [1e-3, 1e-5, 1e-7]) {
      const [t, p] = [0.01, 0.01 * (1 + change)];
      const leading = (t - p) ** 2 / (2 * p * (1 - p));
      expect(bernoulliDivergence(t, p) / leading).toBeCloseTo(1, change === 1e-3 ? 2 : 4);
    }
    expect(bernoulliDivergence(0.3, 0.3)).toBe(0);
  });

  it('is infinite where what can happen is held impossible, and finite the other way', () => {
    expect(bernoulliDivergence(0.1, 0)).toBe(Infinity);
    expect(bernoulliDivergence(0.1, 1)).toBe(Infinity);
    expect(bernoulliDivergence(0, 0.1)).toBeCloseTo(-Math.log(0.9), 14);
    expect(bernoulliDivergence(1, 0.1)).toBeCloseTo(-Math.log(0.1), 14);
  });
});

describe('the errors of a student', () => {
  const phi = (v: number) => 100 / (1 + Math.exp(-0.3 * (v - 10)));

  it('are those of the sum over test USPs', () => {
    const [rate, divergence, distance] = measured([1, 0], [0, 2], [10, 20, 5, 0]);
    const [first, second] = [phi(40) - phi(10), phi(0) - phi(5)];
    expect(rate).toBeCloseTo(Math.sqrt((first ** 2 + second ** 2) / 2), 10);
    const coins = [
      bernoulliDivergence(phi(10) / 2000, phi(40) / 2000),
      bernoulliDivergence(phi(5) / 2000, phi(0) / 2000),
    ];
    expect(divergence).toBeCloseTo(((coins[0] ?? 0) + (coins[1] ?? 0)) / 2, 12);
    expect(distance).toBeCloseTo(Math.sqrt(5), 12);
  });

  it('are 0 for the teacher itself', () => {
    expect(measured([1, -1], [1, -1], [10, 20, 5, 0])).toEqual([0, 0, 0]);
  });

  it('name a quantity that is not a number', () => {
    const exponential = { name: 'exponential', phi0: 5, beta: 0.3 } as const;
    expect(() => measured([1], [1e4], [10], exponential)).toThrow(
      /^rateError = Infinity \(expected a finite number/,
    );
  });

  it('may be an infinite D_KL', () => {
    expect(measured([1], [-1], [20], { name: 'quadratic', theta: 10 })[1]).toBe(Infinity);
  });
});
