import { describe, expect, it } from 'vitest';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import { InputMatrix } from '../../../src/numeric/mirror/inputMatrix.ts';
import { constantRate, cosineRate } from '../../../src/numeric/mirror/learningRate.ts';
import { LEARNING_RATES, searchLearningRate } from '../../../src/numeric/mirror/learningRateSearch.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { regression } from '../../../src/numeric/mirror/regression.ts';
import { gram, inputRows } from '../../../src/numeric/mirror/rowSpace.ts';
import { plainRegression } from '../../../src/numeric/reference/plainRegression.ts';
import { CASES, difference, length, options, regressionOf } from './problems.ts';

describe.each(CASES)('under %s', (_, potential, rate) => {
  it.each([
    [300, 40],
    // A panel that is not full, and an odd number of samples; more than one chunk.
    [1, 1],
    [37, 5],
    [2100, 11],
  ])('one pass an epoch leads where plain descent does (D = %d, N = %d)', (weights, samples) => {
    const problem = regressionOf({ weights, samples });
    // The steepest direction grows with D/N, up to 25 times that of the cases.
    const given = options(potential, rate / 30, 60);
    const [fast, plain] = [regression(problem, given), plainRegression(problem, given)];
    expect(fast.epochs).toBe(plain.epochs);
    expect(fast.converged).toBe(plain.converged);
    expect(length(difference(fast.weights, plain.weights)) / length(plain.weights)).toBeLessThan(1e-11);
    fast.losses.forEach((loss, step) => {
      expect(Math.abs(loss - (plain.losses[step] as number))).toBeLessThan(1e-11);
    });
  });
});

describe('regression', () => {
  const problem = regressionOf();

  it("under p = 2 is the recursion of the residuals alone, by X X'", () => {
    const { losses } = regression(problem, { ...options(powerPotential(2), 0.01), targetLoss: 0 });
    const n = problem.labels.length;
    const rows = inputRows(problem.inputs);
    const lower = gram(rows, new Float64Array(300).fill(1));
    const kernel = (i: number, k: number) => lower[Math.max(i, k) * n + Math.min(i, k)] as number;
    const rate = cosineRate(0.01, 100);
    const residual = rows.map(
      (row, i) =>
        row.reduce((sum, x, j) => sum + x * (problem.weights[j] as number), 0) -
        (problem.labels[i] as number),
    );
    const velocity = new Float64Array(n);
    losses.forEach((loss, step) => {
      const expected = residual.reduce((sum, r) => sum + r * r, 0) / n;
      expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-9);
      velocity.forEach((v, i) => {
        velocity[i] = 0.9 * v + (2 / n) * (residual[i] as number);
      });
      residual.forEach((r, i) => {
        residual[i] = r - rate(step) * velocity.reduce((sum, v, k) => sum + kernel(i, k) * v, 0);
      });
    });
  });

  it('stops at the first loss of at most the target', () => {
    const { losses, epochs, converged } = regression(problem, options(powerPotential(2), 0.01, 500));
    expect(converged).toBe(true);
    expect(losses.length).toBe(epochs + 1);
    expect(losses.at(-1)).toBeLessThanOrEqual(1e-3);
    expect(losses.at(-2)).toBeGreaterThan(1e-3);
  });

  it('names step and quantity when it diverges', () => {
    const given = { potential: entropyPotential, learningRate: constantRate(1e4), epochs: 100 };
    expect(() => regression(problem, given)).toThrow(
      /^regression, negative-entropy, step \d+: the loss is (NaN|Infinity) \(expected a finite number: a smaller learning rate may help\)$/,
    );
  });

  it('keeps weights without a dual', () => {
    const weights = problem.weights.map((w, j) => (j < 20 ? 0 : w));
    const descent = regression({ ...problem, weights }, options(entropyPotential, 0.05));
    expect([...descent.weights.subarray(0, 20)]).toEqual(new Array(20).fill(0));
  });

  it('says what does not fit', () => {
    const given = options(powerPotential(2), 0.01);
    expect(() => regression({ ...problem, labels: Float64Array.of(1) }, given)).toThrow(
      'regression: got 1 labels (expected 40)',
    );
    expect(() => regression({ ...problem, weights: Float64Array.of(1) }, given)).toThrow(
      'regression: got 1 weights (expected 300)',
    );
    expect(() => regression(problem, { ...given, epochs: 0.5 })).toThrow(
      'regression: got 0.5 epochs (expected an integer of at least 0)',
    );
    expect(() => regressionOf({ samples: 0 })).toThrow(
      'inputs: got 0 rows (expected an integer of at least 1)',
    );
    expect(() => InputMatrix.fromRows([[1, 2], [1]])).toThrow('inputs: got 1 numbers in row 1 (expected 2)');
  });
});

describe('the search for a learning rate', () => {
  const spare = regressionOf({ dataSet: 1 });

  it('has 16 rates from 1e-7 to 1e-1', () => {
    expect(LEARNING_RATES.length).toBe(16);
    expect(LEARNING_RATES[0]).toBeCloseTo(1e-7, 20);
    expect(LEARNING_RATES[15]).toBeCloseTo(1e-1, 15);
    expect((LEARNING_RATES[1] as number) / (LEARNING_RATES[0] as number)).toBeCloseTo(10 ** 0.4, 12);
  });

  it('finds a rate that converges, and counts those that diverge', async () => {
    const search = await searchLearningRate(
      (rate) => regression(spare, options(powerPotential(2), rate, 200)),
      [...LEARNING_RATES, 1, 100],
    );
    expect(search.best?.outcome).toBe('converged');
    const fewest = Math.min(...search.trials.filter((t) => t.outcome === 'converged').map((t) => t.epochs));
    expect(search.best?.epochs).toBe(fewest);
    expect(search.trials.map((t) => t.outcome).slice(-2)).toEqual(['diverged', 'diverged']);
    expect(search.trials[0]?.outcome).toBe('out of epochs');
  });

  it('has no best where all diverge, and passes on other errors', async () => {
    const search = await searchLearningRate(
      (rate) => regression(spare, options(powerPotential(2), rate)),
      [1e9],
    );
    expect(search.best).toBeUndefined();
    const broken = () => regression({ ...spare, labels: Float64Array.of(1) }, options(powerPotential(2), 1));
    await expect(searchLearningRate(broken)).rejects.toThrow('regression: got 1 labels (expected 40)');
  });
});
