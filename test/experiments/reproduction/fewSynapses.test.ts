/**
 * The loop of Figures 4, 5 and 7 against the plain O(n) loop, its rules against Monte Carlo that shares nothing with them but the kernel, and
 * the bootstrap against known intervals.
 */
import { describe, expect, test } from 'vitest';
import { stream } from '../../../src/experiments/draws.ts';
import { episode } from '../../../src/experiments/reproduction/fewSynapses/episode.ts';
import { bootstrap, exponent, within } from '../../../src/experiments/reproduction/fewSynapses/intervals.ts';
import { learn } from '../../../src/experiments/reproduction/fewSynapses/learn.ts';
import {
  closedRule,
  equalInverse,
  euclideanRule,
  exactRule,
} from '../../../src/experiments/reproduction/fewSynapses/rules.ts';
import { response } from '../../../src/experiments/reproduction/fig7/run.ts';
import { neuronOf, transfer } from '../../../src/experiments/reproduction/fig7/setting.ts';
import { plainLearning } from '../../../src/numeric/learning/plainLearning.ts';
import type { LearningRule } from '../../../src/numeric/learning/rules.ts';
import { kernelAt, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { drawPotential } from '../../../src/numeric/neuron/spikingPotential.ts';
import { transferFunctions } from '../../../src/numeric/neuron/transfer.ts';

const RATE = 5;
const spikes = episode(
  { afferents: 5, rate: RATE, teacherRate: 20, kernel: paperKernel, dt: 5e-4, seconds: 5 },
  7,
  3,
);
const close = (actual: number, expected: number, relative = 1e-9): void =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(relative);

function plainly(rule: LearningRule, weight: number, silent: number) {
  const rates = Float64Array.of(RATE, RATE, RATE, RATE, RATE, 0);
  const weights = Float64Array.of(weight, weight, weight, weight, weight, silent);
  const problem = {
    rates,
    weights,
    teacher: weights,
    kernel: paperKernel,
    transfer,
    dt: 5e-4,
    rules: [rule],
  };
  const run = plainLearning(problem);
  run.run(spikes.chunk);
  return run.weights(0);
}

describe('learning of a few synapses', () => {
  test('episode: as many spikes as their rates say', () => {
    const input = spikes.chunk.afferents.length;
    const teacher = spikes.teacher.reduce((sum, y) => sum + y, 0);
    expect(Math.abs(input - 125)).toBeLessThan(5 * Math.sqrt(125));
    expect(Math.abs(teacher - 100)).toBeLessThan(5 * Math.sqrt(100));
  });

  test.each([0.1, 0.25, 0.5])('following the weights, it is the plain loop; w = %d', (weight) => {
    const rule = closedRule(neuronOf(RATE, weight), RATE, 'following');
    const learned = learn(spikes, { rule, transfer, weight, learningRate: 0.01 });
    const plain = plainly({ name: 'natural', learningRate: 0.01 }, weight, 0.3);
    learned.weights.forEach((w, i) => {
      close(w, plain[i] as number);
    });
    close(learned.factor * 0.3 + learned.offset, plain[5] as number);
  });

  test('held coefficients are others than following ones, and the same where nothing is learned', () => {
    const [weight, rules] = [0.25, ['held', 'following'] as const];
    const changes = (learningRate: number) =>
      rules.map(
        (kind) =>
          learn(spikes, {
            rule: closedRule(neuronOf(RATE, weight), RATE, kind),
            transfer,
            weight,
            learningRate,
          }).change,
      ) as [number, number];
    const [held, following] = changes(0.1);
    expect(Math.abs(held / following - 1)).toBeGreaterThan(1e-3);
    const [slow, slowFollowing] = changes(1e-6);
    close(slow, slowFollowing, 1e-4);
  });

  test('the exact matrix held at the start is the plain loop that never refreshes it', () => {
    const weight = 0.4;
    const rule = exactRule(equalInverse(neuronOf(RATE, weight)));
    const learned = learn(spikes, { rule, transfer, weight, learningRate: 0.01 });
    const plain = plainly({ name: 'exact', learningRate: 0.01, refresh: 10 ** 9 }, weight, 0.3);
    learned.weights.forEach((w, i) => {
      close(w, plain[i] as number);
    });
  });

  // With w^s = alpha w the natural update of w^s is that of somatic weights; the Euclidean one is alpha^2 times it (Equations 10, 13).
  test.each(['natural', 'euclidean'] as const)('attenuated synapses: the plain loop, %s', (name) => {
    const [weight, attenuation] = [0.25, 1 / 7];
    const learningRate = name === 'natural' ? 0.01 : 1e-4;
    const rule = name === 'natural' ? closedRule(neuronOf(RATE, weight), RATE, 'following') : euclideanRule;
    const euclidean = name === 'euclidean';
    const learned = learn(spikes, { rule, transfer, weight, learningRate, attenuation, euclidean });
    const share = euclidean ? attenuation ** 2 : 1;
    const plain = plainly({ name, learningRate: learningRate * share }, weight, 0);
    learned.weights.forEach((w, i) => {
      close(attenuation * w, plain[i] as number);
      expect(Math.abs((plain[i] as number) - weight)).toBeGreaterThan(1e-6);
    });
  });

  test('the trace ends where the run ends', () => {
    const rule = closedRule(neuronOf(RATE, 0.2), RATE, 'held');
    const course = { rule, transfer, weight: 0.2, learningRate: 0.01, tracePoints: 7 };
    const { trace, change, factor, offset } = learn(spikes, course);
    expect(trace).toHaveLength(7);
    const [weight, lastFactor, lastOffset] = trace.at(-1) as (typeof trace)[number];
    close(weight, 0.2 + change, 1e-12);
    expect([lastFactor, lastOffset]).toEqual([factor, offset]);
  });

  test('a step size that diverges is refused in one line', () => {
    const rule = closedRule(neuronOf(RATE, 0.2), RATE, 'held');
    expect(() => learn(spikes, { rule, transfer, weight: 0.2, learningRate: 1e200 })).toThrow(
      /^few synapses, step \d+: V = \S+ \(expected a finite voltage, mV\)$/,
    );
  });
});

describe('what an unstimulated synapse gets from the exact Fisher matrix', () => {
  const potentials = (count: number): Float64Array[] => {
    const uniform = stream(11, 'potentials');
    return Array.from({ length: count }, () =>
      Float64Array.from({ length: 5 }, () => drawPotential(RATE, paperKernel, uniform)),
    );
  };
  const { h } = transferFunctions(transfer);
  const ages = Array.from({ length: 400 }, (_, k) => (k + 0.5) * 2.5e-4);
  const epsilon = ages.map((age) => kernelAt(age, paperKernel));

  /** (G_b1/G_bb) (p - 5 u), from draws in batches: mean and standard error. The sums over ages are within 1 % (midpoints, end at 10 tauM). */
  function sampled(weight: number, other: number): { mean: number; error: number } {
    const draws = potentials(40_000);
    const batches = Array.from({ length: 20 }, (_, b) => {
      let [mixed, own, uniform] = [0, 0, 0];
      for (const x of draws.slice(b * 2000, (b + 1) * 2000)) {
        const total = x.reduce((sum, each) => sum + each, 0);
        const v = weight * total;
        uniform += (h?.(v) as number) * total * total;
        epsilon.forEach((eps) => {
          const rate = h?.(v + other * eps) as number;
          mixed += rate * eps * (total / 5);
          own += rate * eps * eps;
        });
      }
      // 1' G 1 = E[h (sum x)^2] = 5 (a + 5 c) for G = a I + c 1 1', whose inverse has p - 5 u = 1/(a + 5 c).
      return (mixed / own) * (5 / (uniform / 2000));
    });
    const mean = batches.reduce((sum, each) => sum + each, 0) / 20;
    const error = Math.sqrt(batches.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 19 / 20);
    return { mean, error };
  }

  test.each([
    [0.16, 0.16],
    [0.45, 0.45],
    [0.5, 0.1],
  ])('weights %d, %d: Monte Carlo from the Mecke formula gives the same', (weight, other) => {
    const [s] = response({ rate: RATE }, weight, [other]) as [number];
    const { mean, error } = sampled(weight, other);
    expect(error / mean).toBeLessThan(0.1);
    expect(Math.abs(s - mean)).toBeLessThan(4 * error + 0.01 * mean);
  });

  test('it is of one sign for all weights, and that of the closed form is not', () => {
    const weights = [0.01, 0.1, 0.25, 0.4, 0.5];
    for (const weight of weights)
      for (const s of response({ rate: RATE }, weight, weights)) expect(s).toBeGreaterThan(0);
    const out = new Float64Array(3);
    closedRule(neuronOf(RATE, 0.5), RATE, 'held')(0.5 * 20, 20, 0, 0, out);
    const [, uniform, proportional] = out as unknown as [number, number, number];
    expect(proportional * 0.1 - uniform).toBeLessThan(0);
    expect(proportional * 0.5 - uniform).toBeGreaterThan(0);
  });
});

describe('intervals', () => {
  test('bootstrap: the interval of a mean is that of the normal distribution', () => {
    const uniform = stream(3, 'values');
    const values = Array.from({ length: 400 }, () => uniform());
    const { mean } = bootstrap(400, 5, (places) => ({
      mean: places.reduce((sum, p) => sum + (values[p] as number), 0) / places.length,
    }));
    const half = 2.5758 * Math.sqrt(1 / 12 / 400);
    expect(mean.high - mean.value).toBeGreaterThan(0.8 * half);
    expect(mean.high - mean.value).toBeLessThan(1.2 * half);
    expect(mean.value - mean.low).toBeGreaterThan(0.8 * half);
    expect(mean.value - mean.low).toBeLessThan(1.2 * half);
  });

  test('within: yes, no, cannot tell', () => {
    expect(within({ low: 0.1, high: 0.2 }, 0, 1)).toBe(true);
    expect(within({ low: 1.1, high: 1.2 }, 0, 1)).toBe(false);
    expect(within({ low: 0.9, high: 1.1 }, 0, 1)).toBe(undefined);
    expect(within({ low: Number.NaN, high: Number.NaN }, 0, 1)).toBe(undefined);
  });

  test('exponent of a power law', () => {
    expect(exponent([1, 2, 5], [3, 0.75, 0.12])).toBeCloseTo(-2, 12);
  });
});
