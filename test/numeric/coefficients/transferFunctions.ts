/**
 * Transfer functions as plain closures, for the general quadrature. Rates in Hz, v in mV.
 */
import type { Sigmoid, TransferFunction } from '../../../src/numeric/neuron/transferFunction.ts';

/** 1 / (1 + exp(-u)), without overflow. */
const logistic = (u: number): number => (u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u)));

/** The sigmoid without derivatives of h. */
export function plainSigmoid({ phiMax, beta, theta }: Sigmoid): TransferFunction {
  return {
    phi: (v) => phiMax * logistic(beta * (v - theta)),
    phiPrime: (v) => phiMax * beta * logistic(beta * (v - theta)) * logistic(-beta * (v - theta)),
  };
}

/** The sigmoid with h' = beta h (1 - 3s) and h'' = beta^2 h (1 - 9s + 12 s^2). */
export function smoothSigmoid(sigmoid: Sigmoid): TransferFunction {
  const { phiMax, beta, theta } = sigmoid;
  const s = (v: number): number => logistic(beta * (v - theta));
  // logistic(-u), not 1 - s, which has no digits left far above threshold.
  const h = (v: number): number => phiMax * beta ** 2 * s(v) * logistic(-beta * (v - theta)) ** 2;
  return {
    ...plainSigmoid(sigmoid),
    hPrime: (v) => beta * h(v) * (1 - 3 * s(v)),
    hSecond: (v) => beta ** 2 * h(v) * (1 - 9 * s(v) + 12 * s(v) ** 2),
  };
}

/** phi0 exp(beta v): h = phi0 beta^2 exp(beta v), so c1 = phi0 beta^2 exp(beta mean + beta^2 variance/2), c_k = beta^(k-1) c1. */
export function exponential(phi0: number, beta: number) {
  const derivative = (order: number) => (v: number) => phi0 * beta ** order * Math.exp(beta * v);
  return {
    phi: derivative(0),
    phiPrime: derivative(1),
    h: derivative(2),
    hPrime: derivative(3),
    hSecond: derivative(4),
  };
}

/** (v - theta)^2 / 4: h = 1 Hz/mV^2, so c1 = 1, c2 = c3 = 0. */
export function quadratic(theta: number): TransferFunction {
  return {
    phi: (v) => (v - theta) ** 2 / 4,
    phiPrime: (v) => (v - theta) / 2,
    hPrime: () => 0,
    hSecond: () => 0,
  };
}
