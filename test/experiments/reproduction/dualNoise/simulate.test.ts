import { describe, expect, it } from 'vitest';
import {
  type Condition,
  type Noise,
  simulated,
} from '../../../../src/experiments/reproduction/dualNoise/simulate.ts';
import { Random } from '../../../../src/numeric/monteCarlo/random.ts';
import { readPotential } from '../../../../src/transfer/potentialSpecification.ts';

/** Dual changes over their intended size, of many weights. */
function noise(kind: Noise, truth: string, weights = 20_000): Float64Array {
  const condition: Condition = { truth, initial: 'log-normal', weights, size: 0.1, noise: kind };
  const { before, after } = simulated(condition, new Random(7, 0, 1));
  const { gradient } = readPotential(truth);
  const size = 0.1 * Math.abs(gradient(0.1));
  return after.map((w, i) => (gradient(w) - gradient(before[i] as number)) / size);
}

const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const moment = (values: Float64Array, power: number): number => mean(values.map((each) => each ** power));

describe('dual noise', () => {
  it.each(['p=1.1', 'p=2', 'p=3', 'negative-entropy'])('is standard normal under %s', (truth) => {
    const values = noise({ kind: 'iid' }, truth);
    // Standard errors of mean, second and fourth moment: 0.0071, 0.01, 0.069; four of them.
    expect(Math.abs(mean(values))).toBeLessThan(0.029);
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(0.28);
  });

  it('of sparse inputs has the kurtosis of its cumulants', () => {
    // Given lambda: 3 + 3 (1 - s)/s sum lambda^4/(sum lambda^2)^2, on average over lambda 9 (1 - s)/(s (N + 2)) more than 3.
    const [active, weights] = [10, 1000];
    const samples = Math.floor(weights ** 0.75);
    const share = active / samples;
    const kurtoses = Array.from({ length: 200 }, (_, k) => {
      const condition: Condition = {
        truth: 'p=2',
        initial: 'log-normal',
        weights,
        size: 0.1,
        noise: { kind: 'sparse', active },
      };
      const { before, after } = simulated(condition, new Random(k, 0, 1));
      const change = after.map((w, i) => w - (before[i] as number));
      return moment(change, 4) / moment(change, 2) ** 2;
    });
    const average = mean(Float64Array.from(kurtoses));
    const error = Math.sqrt(
      moment(
        Float64Array.from(kurtoses, (each) => each - average),
        2,
      ) / 200,
    );
    const expected = 3 + (9 * (1 - share)) / (share * (samples + 2));
    // The ratio of moments is biased by O(1/D).
    expect(Math.abs(average - expected)).toBeLessThan(4 * error + 0.03);
    expect(average).toBeGreaterThan(3.5);
  });

  it('over neighbours is correlated as a moving average', () => {
    const values = noise({ kind: 'correlated', length: 4 }, 'p=2');
    const at = (lag: number): number =>
      mean(values.subarray(lag).map((each, i) => each * (values[i] as number)));
    expect(at(0)).toBeCloseTo(1, 9);
    // Standard errors below 0.015.
    [0.75, 0.5, 0.25, 0].forEach((expected, k) => {
      expect(Math.abs(at(k + 1) - expected)).toBeLessThan(0.06);
    });
  });
});
