/** Trained regression against the solution nearest to the initial weights, which is that of p = 2. */
import { Matrix, pseudoInverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  RATES,
  regressionParameters,
  samplesOf,
} from '../../../../src/experiments/reproduction/mirrorRegression/parameters.ts';
import { doRegressionTask } from '../../../../src/experiments/reproduction/mirrorRegression/tasks.ts';
import { drawRegression } from '../../../../src/numeric/mirror/regressionProblem.ts';

const condition: Condition = {
  weights: 100,
  samplesExponent: 0.5,
  correlationExponent: 1,
  initial: 'normal',
};

describe('regression', () => {
  const result = doRegressionTask({ condition, dataSet: 1, seed: 3, epochs: 100, learningRates: RATES });
  const [euclidean] = result.runs;

  it('under p = 2 ends at the nearest weights that fit, as far as its loss says', () => {
    const { inputs, labels, weights } = drawRegression({
      weights: 100,
      samples: 10,
      correlationExponent: 1,
      seed: 3,
      dataSet: 1,
    });
    const x = new Matrix(Array.from({ length: 10 }, (_, i) => [...inputs.row(i)]));
    const start = Matrix.columnVector([...weights]);
    const residual = Matrix.columnVector([...labels]).sub(x.mmul(start));
    const move = pseudoInverse(x).mmul(residual);
    const change = move.norm('frobenius') / start.norm('frobenius');
    expect(euclidean?.converged).toBe(true);
    // A loss of 1e-3 leaves labels to about 3 %.
    expect(Math.abs((euclidean?.change ?? 0) / change - 1)).toBeLessThan(0.05);
  });

  it('has no distance from itself, one from the others, and T under every potential', () => {
    const [p2, p3, entropy] = result.runs.map(({ fromEuclidean }) => fromEuclidean);
    expect(p2).toBe(0);
    expect(p3).toBeGreaterThan(0.05);
    expect(entropy).toBeGreaterThan(0.05);
    for (const { distances, statistics, crossings } of result.runs) {
      expect(statistics.every((each) => each > 0)).toBe(true);
      // Negative entropy is excluded exactly where a sign changed.
      expect(distances[2] === null).toBe(crossings > 0);
      expect(distances.slice(0, 2)).toEqual(statistics.slice(0, 2));
    }
  });
});

describe('sizes', () => {
  it('are those of the paper', () => {
    const { conditions, seeds } = regressionParameters({ scale: 'paper', source: 'article', seed: 1 });
    const widths = [...new Set(conditions.map(({ weights }) => weights))];
    expect([widths.length, Math.min(...widths), Math.max(...widths), seeds]).toEqual([10, 100, 20_000, 30]);
    expect(samplesOf({ ...condition, weights: 20_000, samplesExponent: 0.75 })).toBe(1681);
    expect(samplesOf({ ...condition, weights: 10_000, samplesExponent: 0.75 })).toBe(1000);
    expect([RATES[0], RATES[15]]).toEqual([1e-7, expect.closeTo(0.1, 12)]);
  });
});
