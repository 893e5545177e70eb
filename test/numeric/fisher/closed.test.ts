/** The closed form as an operator: against the dense matrix of Equation 84, its numerical inverse, and at a million afferents. */
import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { closedFisherMatrix } from '../../../src/numeric/fisher/closed.ts';
import { correctedFisherMatrix } from '../../../src/numeric/fisher/corrected.ts';
import { exactFisherMatrix } from '../../../src/numeric/fisher/exact.ts';
import { lowRankFisher } from '../../../src/numeric/fisher/lowRankFisher.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../../src/numeric/neuron/neuron.ts';
import { defaultTransfers } from '../../../src/transfer/transferSpecification.ts';
import { denseFisherMatrix, inputsOf } from '../coefficients/fisherMatrix.ts';
import { forAll } from '../counterexample.ts';
import { inNotation, relativeDifference, sigmoidNeurons } from './neurons.ts';

const neuronOf = (
  rates: number[],
  weights: number[],
  name: keyof typeof defaultTransfers = 'sigmoid',
): Neuron => ({
  rates: Float64Array.from(rates),
  weights: Float64Array.from(weights),
  kernel: paperKernel,
  transfer: defaultTransfers[name],
});

describe('the closed form', () => {
  it.each(['sigmoid', 'exponential', 'quadratic', 'softplus'] as const)(
    '%s: entries are those of Equation 84',
    (name) => {
      const neuron = neuronOf([20, 5, 80], [0.3, -0.1, 0.2], name);
      const G = closedFisherMatrix(neuron);
      const inputs = inputsOf({
        r: [...neuron.rates],
        w: [...neuron.weights],
        tauM: 0.01,
        tauS: 0.003,
        e0: 1,
      });
      const dense = Float64Array.from(denseFisherMatrix(inputs, G.coefficients).to1DArray());
      expect(relativeDifference(G.dense(), dense)).toBeLessThan(1e-14);
    },
  );

  it('applies and solves as its entries do, for any neuron', () => {
    forAll(sigmoidNeurons(8), inNotation, (neuron) => {
      const G = closedFisherMatrix(neuron);
      const v = neuron.rates.map((rate, i) => (rate > 0 ? Math.cos(i) : 0));
      const n = neuron.rates.length;
      const product = Matrix.from1DArray(n, n, G.dense())
        .mmul(Matrix.columnVector([...v]))
        .to1DArray();
      expect(relativeDifference(G.apply(v), Float64Array.from(product))).toBeLessThan(1e-12);
      expect(relativeDifference(G.apply(G.solve(v)), v)).toBeLessThan(1e-9);
    });
  });

  it('a million afferents', () => {
    const n = 1_000_000;
    const rates = Float64Array.from({ length: n }, (_, i) => (i % 1000 === 7 ? 0 : 5 + (i % 50)));
    const weights = Float64Array.from({ length: n }, (_, i) => Math.sin(i) / n);
    const G = closedFisherMatrix({ rates, weights, kernel: paperKernel, transfer: defaultTransfers.sigmoid });
    const v = rates.map((rate, i) => (rate > 0 ? Math.cos(i) : 0));
    const solution = G.solve(v);
    expect(solution[7]).toBe(0);
    expect(relativeDifference(G.apply(solution), v)).toBeLessThan(1e-9);
  });

  it('says what is wrong with a vector', () => {
    expect(() => closedFisherMatrix(neuronOf([20], [0.1])).solve(Float64Array.of(1, 2))).toThrow(
      'Fisher matrix: got a vector of length 2, expected 1',
    );
  });
});

describe('the next order', () => {
  it('is the closed form where no weight is nonzero', () => {
    const neuron = neuronOf([20, 30], [0, 0]);
    expect(
      relativeDifference(correctedFisherMatrix(neuron).dense(), closedFisherMatrix(neuron).dense()),
    ).toBeLessThan(1e-12);
  });

  it('has an error that falls with the square of the weights, the closed form with the first power', () => {
    const errors = (scale: number): readonly number[] => {
      const neuron = neuronOf([20, 30, 10], [scale, -scale / 2, scale / 3]);
      const exact = exactFisherMatrix(neuron).dense();
      return [closedFisherMatrix, correctedFisherMatrix].map((method) =>
        relativeDifference(method(neuron).dense(), exact),
      );
    };
    const [[closed = 0, corrected = 0], [closedHalf = 1, correctedHalf = 1]] = [errors(0.004), errors(0.002)];
    expect(Math.log2(closed / closedHalf)).toBeCloseTo(1, 1);
    expect(Math.log2(corrected / correctedHalf)).toBeCloseTo(2, 1);
  });

  it('solves what it applies, and says where it is not positive definite', () => {
    const neuron = neuronOf([20, 30], [0.05, -0.02]);
    const G = correctedFisherMatrix(neuron);
    const v = Float64Array.of(1, -2);
    expect(relativeDifference(G.apply(G.solve(v)), v)).toBeLessThan(1e-12);
    expect(() =>
      correctedFisherMatrix(neuronOf([5], [-0.5], 'exponential')).solve(Float64Array.of(1)),
    ).toThrow('not positive definite');
  });
});

describe('diagonal plus low rank', () => {
  it('is solved by Woodbury as densely, singular cores included', () => {
    const form = {
      diagonal: Float64Array.of(2, 3, 1),
      columns: [Float64Array.of(1, 2, 3), Float64Array.of(0, 1, -1)],
      core: Float64Array.of(2, 2, 2, 2),
    };
    const G = lowRankFisher(form);
    const dense = Matrix.from1DArray(3, 3, G.dense());
    const v = Float64Array.of(1, -1, 4);
    const expected = inverse(dense)
      .mmul(Matrix.columnVector([...v]))
      .to1DArray();
    expect(relativeDifference(G.solve(v), Float64Array.from(expected))).toBeLessThan(1e-14);
  });
});
