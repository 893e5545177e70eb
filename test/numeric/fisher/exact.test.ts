/** The exact Fisher matrix of the spiking model, against 20-digit references and routes that share little with it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { exactFisherMatrix } from '../../../src/numeric/fisher/exact.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../../src/numeric/neuron/neuron.ts';
import { type Transfer, transferFunctions } from '../../../src/numeric/neuron/transfer.ts';
import { exponentialMatrix } from '../../../src/numeric/reference/shotNoiseMoments.ts';
import { defaultTransfers } from '../../../src/transfer/transferSpecification.ts';
import { forAll } from '../counterexample.ts';
import { plainFisherMatrix } from '../reference/plainFisherMatrix.ts';
import { inNotation, relativeDifference, sigmoidNeurons } from './neurons.ts';

interface Reference {
  readonly rates: number[];
  readonly weights: number[];
  readonly tauM: number;
  readonly tauS: number;
  readonly e0: number;
  readonly transfer: Transfer;
  readonly G: string[];
}

const references: readonly Reference[] = JSON.parse(
  readFileSync(new URL('../../references/shotNoise.json', import.meta.url), 'utf8'),
);

const neuronOf = (
  rates: ArrayLike<number>,
  weights: ArrayLike<number>,
  transfer: Transfer = defaultTransfers.sigmoid,
  kernel = paperKernel,
): Neuron => ({ rates: Float64Array.from(rates), weights: Float64Array.from(weights), kernel, transfer });

/** The same h, known only as a function of v. */
const anonymous = (transfer: Transfer): Transfer => ({
  name: 'expression',
  text: transfer.name,
  functions: transferFunctions(transfer),
});

describe('20-digit references', () => {
  test.each(references)('r = $rates Hz, w = $weights, $transfer.name', (reference) => {
    const { rates, weights, tauM, tauS, e0, transfer, G } = reference;
    const exact = Float64Array.from(G, Number);
    const kernel = { tauM, tauS, e0 };
    for (const form of [transfer, anonymous(transfer)]) {
      const computed = exactFisherMatrix(neuronOf(rates, weights, form, kernel));
      const error = relativeDifference(computed.dense(), exact);
      expect(error, form.name).toBeLessThanOrEqual(computed.relativeErrorBound + 2 ** -50);
      expect(computed.relativeErrorBound, form.name).toBeLessThan(1e-11);
    }
  });

  it('a hundred times the bound is noticed', () => {
    const { rates, weights, tauM, tauS, e0, transfer, G } = references[2] as Reference;
    const computed = exactFisherMatrix(
      neuronOf(rates, weights, transfer, { tauM, tauS, e0: e0 * (1 + 1e-10) }),
    );
    const error = relativeDifference(computed.dense(), Float64Array.from(G, Number));
    expect(error).toBeGreaterThan(computed.relativeErrorBound);
  });
});

describe('weights as interpolation nodes, or interpolated', () => {
  it.each([3, 20, 90])('n = %i', (n) => {
    const neuron = neuronOf(
      Float64Array.from({ length: n }, (_, i) => 5 + (i % 7) * 4),
      Float64Array.from({ length: n }, (_, i) => 0.05 * Math.sin(i + 1)),
    );
    const computed = exactFisherMatrix(neuron);
    expect(
      relativeDifference(
        computed.dense(),
        plainFisherMatrix({ r: [...neuron.rates], w: [...neuron.weights] }, paperKernel),
      ),
    ).toBeLessThan(1e-12);
  });
});

describe('other transfer functions', () => {
  it('exponential: the series of moments', () => {
    const [r, w] = [
      [20, 35, 5],
      [0.12, -0.05, 0.2],
    ] as const;
    const transfer = { name: 'exponential', phi0: 2, beta: 0.1 } as const;
    const series = exponentialMatrix({ r, w }, paperKernel, 0.1).map((each) => 2 * 0.1 ** 2 * each);
    for (const form of [transfer, anonymous(transfer)])
      expect(relativeDifference(exactFisherMatrix(neuronOf(r, w, form)).dense(), series)).toBeLessThan(1e-12);
  });

  it('quadratic: E[x x^T] far above threshold, less of it at threshold', () => {
    const n = 40;
    const at = (theta: number) =>
      exactFisherMatrix(
        neuronOf(Array(n).fill(30), Array(n).fill(0.02), { name: 'quadratic', theta }),
      ).dense();
    const moments = Float64Array.from(
      { length: n * n },
      (_, k) => 900 + (k % (n + 1) === 0 ? 30 / 0.026 : 0),
    );
    expect(relativeDifference(at(-1000), moments)).toBeLessThan(1e-12);
    expect(at(24)[0]).toBeLessThan(0.9 * (moments[0] as number));
    // Above and below the mean, 24 mV, the contour lies on different sides of the pole.
    expect(relativeDifference(at(23.999), at(24.001))).toBeLessThan(1e-3);
  });

  it.each<[string, Neuron, string]>([
    [
      'few spikes and a jump of h',
      neuronOf([20], [0.1], defaultTransfers.quadratic),
      'shot-noise: 0.200 spikes in a time constant on average (expected at least 4',
    ],
    [
      'an expectation beyond all doubles',
      neuronOf([20], [9], defaultTransfers.exponential),
      'shot-noise: |G| = ',
    ],
    [
      'a kink in h',
      neuronOf([20], [0.1], {
        name: 'expression',
        text: '1+abs(v-5)',
        functions: { phi: (v) => 1 + Math.abs(v - 5), phiPrime: (v) => Math.sign(v - 5) },
      }),
      'is not negligible after',
    ],
  ])('%s is refused', (_, neuron, message) => {
    expect(() => exactFisherMatrix(neuron)).toThrow(RangeError);
    expect(() => exactFisherMatrix(neuron)).toThrow(message);
  });
});

describe('degenerate neurons', () => {
  it('rows of silent afferents are 0, and so is the natural gradient there', () => {
    const all = exactFisherMatrix(neuronOf([20, 0, 5], [0.1, 3, 0.2]));
    const active = exactFisherMatrix(neuronOf([20, 5], [0.1, 0.2]));
    const [a = 0, b = 0, , d = 0] = active.dense();
    expect([...all.dense()]).toEqual([a, 0, b, 0, 0, 0, b, 0, d]);
    expect(all.solve(Float64Array.of(1, 5, 2))[1]).toBe(0);
  });

  it('no spikes at all: G = 0 and its Moore-Penrose inverse', () => {
    const G = exactFisherMatrix(neuronOf([0, 0], [1, 2]));
    expect([...G.dense(), ...G.solve(Float64Array.of(1, 2))]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('weights of 0: h(0) E[x x^T]', () => {
    const h0 = transferFunctions(defaultTransfers.sigmoid).h?.(0) as number;
    const [G = 0] = exactFisherMatrix(neuronOf([20], [0])).dense();
    expect(G / (h0 * (400 + 20 / 0.026))).toBeCloseTo(1, 13);
    const near = exactFisherMatrix(neuronOf([20], [1e-9])).dense()[0] as number;
    expect(near / G).toBeCloseTo(1, 6);
  });
});

describe('any sigmoid neuron', () => {
  it('is bounded below 1e-9, symmetric, and solved', () => {
    forAll(sigmoidNeurons(12), inNotation, (neuron) => {
      const G = exactFisherMatrix(neuron);
      const v = neuron.rates.map((rate, i) => (rate > 0 ? Math.sin(i + 1) : 0));
      const again = G.apply(G.solve(v));
      expect(G.relativeErrorBound).toBeLessThan(1e-9);
      expect(relativeDifference(again, v)).toBeLessThan(1e-9);
    });
  });
});
