/** Error measures against what they are defined as. */
import { describe, expect, it } from 'vitest';
import { errorMeasure } from '../../../src/experiments/learning/errors.ts';
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

const coin = (t: number, p: number) => t * Math.log(t / p) + (1 - t) * Math.log((1 - t) / (1 - p));

describe('the errors of a student', () => {
  const phi = (v: number) => 100 / (1 + Math.exp(-0.3 * (v - 10)));

  it('are those of the sum over test USPs', () => {
    const [rate, divergence, distance] = measured([1, 0], [0, 2], [10, 20, 5, 0]);
    const [first, second] = [phi(40) - phi(10), phi(0) - phi(5)];
    expect(rate).toBeCloseTo(Math.sqrt((first ** 2 + second ** 2) / 2), 10);
    const coins = [coin(phi(10) / 2000, phi(40) / 2000), coin(phi(5) / 2000, phi(0) / 2000)];
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
