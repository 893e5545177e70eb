/**
 * G is the second derivative of the Kullback-Leibler divergence between the outputs of two neurons, in any coordinates of the weights,
 * and the covariance of the score; with w = F(p) both are J^T G J, J = dF/dp.
 *
 * Per unit time, dt -> 0, the divergence of two rates is K(a, b) = a log(a/b) - a + b, averaged over the inputs.
 *   gaussian   E by a product of Gauss-Hermite rules, which knows neither Stein's lemma nor h
 *   spiking    exponential transfer function: E[K] from the moment generating function, one integral over the kernel a weight;
 *              sigmoid, along w: K(phi(v), phi((1 + t) v)) = v^2 g(v), and E[g(V) V^2] = w^T G_g w, G_g the exact matrix with g for h
 * Derivatives by extrapolated differences. Tolerance: ten times their own error estimate and that of the rule (from fewer nodes).
 */
import { describe, expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import { kernelAt, paperKernel } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { type Transfer, transferFunctions } from '../../src/numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';
import { extrapolated, hessianEntry, partial } from './differences.ts';
import { gaussianRule } from './gaussianRule.ts';

/** A curved map with a full Jacobian, near the weights (0.06, -0.03). */
const F = ([p = 0, q = 0]: readonly number[]): number[] => [p + 3 * p * q, 0.5 * q * Math.exp(5 * p)];
const jacobian = ([p = 0, q = 0]: readonly number[]): number[][] => [
  [1 + 3 * q, 3 * p],
  [2.5 * q * Math.exp(5 * p), 0.5 * Math.exp(5 * p)],
];
const point = [0.07, -0.05];

/** J^T G J, 2 x 2. */
const pulledBack = (J: readonly (readonly number[])[], G: Float64Array): Float64Array =>
  Float64Array.from({ length: 4 }, (_, at) => {
    const [a, b] = [Math.floor(at / 2), at % 2];
    let total = 0;
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 2; j++) total += (J[i]?.[a] ?? 0) * (G[2 * i + j] as number) * (J[j]?.[b] ?? 0);
    return total;
  });
const transposed = (J: readonly (readonly number[])[]): number[][] =>
  [0, 1].map((i) => J.map((row) => row[i] ?? 0));
const identity = [
  [1, 0],
  [0, 1],
];

const neuronAt = (p: readonly number[], transfer: Transfer): Neuron => ({
  rates: Float64Array.of(12, 20),
  weights: Float64Array.from(F(p)),
  kernel: paperKernel,
  transfer,
});

const dot = (w: readonly number[], x: readonly number[]): number =>
  w.reduce((total, each, i) => total + each * (x[i] ?? 0), 0);

/** a log(a/b) - a + b with log(b/a) = u: a (expm1(u) - u), by its series where that cancels. */
function rateDivergence(a: number, b: number): number {
  const u = Math.log(b / a);
  if (Math.abs(u) > 0.05) return a * (Math.expm1(u) - u);
  let [term, total] = [0.5 * u * u, 0];
  for (let k = 3; k < 14; k++) {
    total += term;
    term *= u / k;
  }
  return a * total;
}

interface Numerical {
  readonly matrix: Float64Array;
  readonly error: Float64Array;
}

const entries = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** The Hessian of the divergence at p, entry by entry. */
function hessian(divergence: (to: readonly number[]) => number): Numerical {
  const found = entries.map(([i, j]) => hessianEntry(divergence, point, i, j, 8e-3));
  return {
    matrix: Float64Array.from(found, ({ value }) => value),
    error: Float64Array.from(found, ({ error }) => error),
  };
}

/** The largest difference in units of the tolerance: below 1 where they agree. */
const excess = ({ matrix, error }: Numerical, expected: Float64Array): number =>
  Math.max(
    ...matrix.map((each, at) => Math.abs(each - (expected[at] as number)) / (10 * (error[at] as number))),
  );

/** The same with two rules, the difference of which is added to the error. */
function withRuleError(of: (count: number) => Numerical): Numerical {
  const [coarse, fine] = [of(28), of(40)];
  return {
    matrix: fine.matrix,
    error: fine.error.map(
      (each, at) => each + Math.abs((fine.matrix[at] as number) - (coarse.matrix[at] as number)),
    ),
  };
}

const sigmoid: Transfer = { name: 'sigmoid', ...paperSigmoid };
const transfers: Transfer[] = [
  sigmoid,
  { name: 'exponential', phi0: 5, beta: 0.3 },
  { name: 'softplus', ...paperSigmoid },
];

function expectPulledBack(numerical: Numerical, G: Float64Array): void {
  const J = jacobian(point);
  const largest = Math.max(...numerical.matrix.map(Math.abs));
  expect(Math.max(...numerical.error)).toBeLessThan(1e-5 * largest);
  expect(excess(numerical, pulledBack(J, G))).toBeLessThan(1);
  // The variants: no Jacobian, its transpose, a matrix 1 % off.
  expect(excess(numerical, pulledBack(identity, G))).toBeGreaterThan(10);
  expect(excess(numerical, pulledBack(transposed(J), G))).toBeGreaterThan(10);
  expect(
    excess(
      numerical,
      pulledBack(
        J,
        G.map((each) => 1.01 * each),
      ),
    ),
  ).toBeGreaterThan(10);
}

describe.each(transfers)('Gaussian inputs, $name', (transfer) => {
  const { phi } = transferFunctions(transfer);
  const neuron = neuronAt(point, transfer);
  const G = closedFisherMatrix(neuron).dense();

  test('Hessian of the divergence in curved coordinates = J^T G J of the closed form', () => {
    const of = (count: number): Numerical => {
      const nodes = gaussianRule(neuron, count).map(({ x, weight }) => ({
        x,
        weight,
        rate: phi(dot(F(point), x)),
      }));
      return hessian((to) => {
        const w = F(to);
        return nodes.reduce(
          (total, { x, weight, rate }) => total + weight * rateDivergence(rate, phi(dot(w, x))),
          0,
        );
      });
    };
    expectPulledBack(withRuleError(of), G);
  });

  test('covariance of the score in curved coordinates = J^T G J of the closed form', () => {
    // In dt -> 0 a spike has probability phi dt and the score d log phi/dp; no spike adds nothing of first order.
    const of = (count: number): Numerical => {
      const matrix = new Float64Array(4);
      const error = new Float64Array(4);
      for (const { x, weight } of gaussianRule(neuron, count)) {
        const logRate = (p: readonly number[]): number => Math.log(phi(dot(F(p), x)));
        const score = [0, 1].map((i) => partial(logRate, point, i, 8e-3));
        const rate = Math.exp(logRate(point));
        for (const [at, [i, j]] of entries.entries()) {
          const [a, b] = [score[i], score[j]] as [
            { value: number; error: number },
            { value: number; error: number },
          ];
          matrix[at] = (matrix[at] as number) + weight * rate * a.value * b.value;
          error[at] =
            (error[at] as number) +
            weight * rate * (Math.abs(a.value) * b.error + a.error * Math.abs(b.value));
        }
      }
      return { matrix, error };
    };
    expectPulledBack(withRuleError(of), G);
  });
});

describe('spiking inputs', () => {
  /** int f(eps(t)) dt, Simpson's rule on [0, 60 tau_m]. */
  function kernelIntegral(f: (eps: number) => number): number {
    const [count, end] = [6000, 60 * paperKernel.tauM];
    const step = end / count;
    let total = 0;
    for (let k = 0; k <= count; k++) {
      const factor = k === 0 || k === count ? 1 : k % 2 === 1 ? 4 : 2;
      total += factor * f(kernelAt(k * step, paperKernel));
    }
    return (total * step) / 3;
  }

  test('exponential: Hessian of the divergence in curved coordinates = J^T G J of the exact matrix', () => {
    const [phi0, beta] = [5, 0.3];
    const neuron = neuronAt(point, { name: 'exponential', phi0, beta });
    const { rates } = neuron;
    const from = F(point);
    // E[phi(w.x)], and E[x_i phi(w.x)] by the Mecke formula.
    const mean = (w: readonly number[]): number =>
      phi0 *
      Math.exp(
        w.reduce(
          (total, each, i) =>
            total + (rates[i] as number) * kernelIntegral((eps) => Math.expm1(beta * each * eps)),
          0,
        ),
      );
    const atFrom = mean(from);
    const slopes = from.map(
      (each, i) => atFrom * (rates[i] as number) * kernelIntegral((eps) => eps * Math.exp(beta * each * eps)),
    );
    const divergence = (to: readonly number[]): number => {
      const w = F(to);
      return (
        mean(w) -
        atFrom -
        beta * w.reduce((total, each, i) => total + (each - (from[i] as number)) * (slopes[i] as number), 0)
      );
    };
    expectPulledBack(hessian(divergence), exactFisherMatrix(neuron).dense());
  });

  test('sigmoid: second derivative of the divergence along w = w^T G w of the exact matrix', () => {
    const neuron: Neuron = {
      rates: Float64Array.of(12, 20, 5),
      weights: Float64Array.of(0.1, -0.04, 0.2),
      kernel: paperKernel,
      transfer: sigmoid,
    };
    const { phiMax, beta, theta } = paperSigmoid;
    const s = (v: number): number => 1 / (1 + Math.exp(-beta * (v - theta)));
    // d^2 K(phi(v), phi(u))/du^2.
    const second = (v: number, u: number): number =>
      phiMax * beta ** 2 * s(u) * (1 - s(u)) * (s(v) + 1 - 2 * s(u));
    // K(phi(v), phi((1 + t) v))/v^2 = t^2 int_0^1 (1 - y) second(v, (1 + y t) v) dy, Taylor's formula, by Simpson's rule.
    const divided =
      (t: number) =>
      (v: number): number => {
        const count = 64;
        let total = 0;
        for (let k = 0; k <= count; k++) {
          const y = k / count;
          total += (k === 0 || k === count ? 1 : k % 2 === 1 ? 4 : 2) * (1 - y) * second(v, (1 + y * t) * v);
        }
        return (t * t * total) / (3 * count);
      };
    const along = (which: Neuron): number => {
      const { weights } = which;
      const image = exactFisherMatrix(which).apply(weights);
      return image.reduce((total, each, i) => total + each * (weights[i] as number), 0);
    };
    const { phi, phiPrime } = transferFunctions(sigmoid);
    const divergence = (t: number): number =>
      along({
        ...neuron,
        transfer: { name: 'expression', text: 'K/v^2', functions: { phi, phiPrime, h: divided(t) } },
      });
    // The third-order terms of t and -t cancel.
    const { value, error } = extrapolated((t) => (divergence(t) + divergence(-t)) / (t * t), 0.02);
    const G = along(neuron);
    expect(error).toBeLessThan(1e-6 * G);
    expect(Math.abs(value - G)).toBeLessThan(10 * error);
    expect(Math.abs(value - 1.01 * G)).toBeGreaterThan(100 * error);
  });
});
