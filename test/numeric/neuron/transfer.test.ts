/** Transfer functions by name: h, h', h'' against phi and differences, and what is refused. */
import { describe, expect, it } from 'vitest';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { checkNeuron } from '../../../src/numeric/neuron/neuron.ts';
import { checkTransfer, transferFunctions } from '../../../src/numeric/neuron/transfer.ts';
import { defaultTransfers } from '../../../src/transfer/transferSpecification.ts';

describe.each(Object.values(defaultTransfers))('$name', (transfer) => {
  const { phi, phiPrime, h, hPrime, hSecond } = transferFunctions(transfer);
  const step = 1e-3;
  const slope = (f: (v: number) => number, v: number): number => (f(v + step) - f(v - step)) / (2 * step);

  it.each([-40, -3, 9, 11.5, 35])('at %f mV', (v) => {
    expect(Math.abs(phiPrime(v) - slope(phi, v))).toBeLessThan(1e-6 * (1 + phi(v)));
    const rate = h as (v: number) => number;
    if (phi(v) > 0) expect(rate(v) / (phiPrime(v) ** 2 / phi(v))).toBeCloseTo(1, 12);
    if (hPrime !== undefined && hSecond !== undefined) {
      expect(hPrime(v) / slope(rate, v)).toBeCloseTo(1, 4);
      expect(hSecond(v) / slope(hPrime, v)).toBeCloseTo(1, 4);
    }
  });
});

it('softplus is finite and right where exp underflows and where it overflows', () => {
  const { h, hPrime, hSecond } = transferFunctions(defaultTransfers.softplus);
  for (const v of [-1e4, -3000, 3000, 1e4])
    for (const f of [h, hPrime, hSecond]) expect(Number.isFinite(f?.(v))).toBe(true);
  expect((h?.(-100) as number) / (100 * 0.09 * Math.exp(-33))).toBeCloseTo(1, 12);
});

describe('what is refused', () => {
  it.each([
    [
      { name: 'sigmoid', phiMax: 100, beta: 0, theta: 1 },
      'sigmoid: beta = 0 (expected a finite positive slope, 1/mV)',
    ],
    [
      { name: 'softplus', phiMax: -1, beta: 1, theta: 1 },
      'softplus: phiMax = -1 (expected a finite positive rate, Hz)',
    ],
    [
      { name: 'exponential', phi0: 0, beta: 1 },
      'exponential: phi0 = 0 (expected a finite positive rate, Hz)',
    ],
    [{ name: 'quadratic', theta: Number.NaN }, 'quadratic: theta = NaN (expected a finite voltage, mV)'],
  ] as const)('%o', (transfer, message) => {
    expect(() => checkTransfer(transfer)).toThrow(message);
  });

  const neuron = { kernel: paperKernel, transfer: defaultTransfers.sigmoid };
  it.each([
    [[], [], 'neuron: rates is empty (expected at least one afferent)'],
    [[1], [1, 2], 'neuron: 1 rates and 2 weights (expected one weight for each rate)'],
    [[-1], [1], 'neuron: rates[0] = -1 (expected a finite rate >= 0, Hz)'],
    [[1], [Number.NaN], 'neuron: weights[0] = NaN (expected a finite number)'],
  ])('rates %o, weights %o', (rates, weights, message) => {
    const given = { ...neuron, rates: Float64Array.from(rates), weights: Float64Array.from(weights) };
    expect(() => checkNeuron(given)).toThrow(message);
  });

  it('a kernel without time or size', () => {
    const one = { rates: Float64Array.of(1), weights: Float64Array.of(1), transfer: neuron.transfer };
    expect(() => checkNeuron({ ...one, kernel: { ...paperKernel, tauS: 0 } })).toThrow('kernel: tauS = 0');
    expect(() => checkNeuron({ ...one, kernel: { ...paperKernel, e0: 0 } })).toThrow('kernel: e0 = 0');
  });
});
