/** Trials: the same bits however they are cut and by whom they are done; common spikes; defined results at the edges. */
import { describe, expect, it } from 'vitest';
import { readLearningConfiguration } from '../../../src/experiments/learning/configuration.ts';
import { parametrizedLearning } from '../../../src/experiments/learning/parametrizedLearning.ts';
import { runLearning } from '../../../src/experiments/learning/run.ts';
import { learningCurves } from '../../../src/experiments/learning/summary.ts';
import { TrialRunner } from '../../../src/experiments/learning/trial.ts';
import type { TrialState } from '../../../src/experiments/learning/trialState.ts';
import { coefficientTable } from '../../../src/numeric/learning/coefficientTable.ts';
import { ruleFactors } from '../../../src/numeric/learning/factors.ts';
import { plainLearning } from '../../../src/numeric/learning/plainLearning.ts';
import { constantsOf, type LearningProblem } from '../../../src/numeric/learning/problem.ts';
import type { LearningRule } from '../../../src/numeric/learning/rules.ts';
import { type SpikeChunk, spikeSource } from '../../../src/numeric/learning/spikes.ts';
import type { TiltedPoint } from '../../../src/numeric/learning/tiltedPoint.ts';
import { scoreAt, voltageFunctions } from '../../../src/numeric/learning/voltageFunctions.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import {
  attenuation,
  type ComponentMap,
  exponential,
} from '../../../src/numeric/reparametrization/componentMap.ts';
import { componentwise } from '../../../src/numeric/reparametrization/parametrization.ts';

const small = { afferents: 6, intervals: 12, measureEvery: 4, testPotentials: 10 };

/** From beginning to end, in states of at most `milliseconds`; a state is gone on from by the same runner, or by another. */
async function run(
  config: object,
  milliseconds: number,
  { trial = 0, anew = false } = {},
): Promise<TrialState> {
  const read = await readLearningConfiguration(config);
  let runner = await TrialRunner.of(read);
  let state = runner.begin(trial);
  while (state.interval < read.intervals) {
    if (anew) runner = await TrialRunner.of(read);
    state = runner.advance(state, milliseconds);
  }
  return state;
}

const ruleSets: readonly object[] = [
  { rules: ['euclidean', 'natural', 'approximated', 'local', 'quadratic'] },
  { rules: ['exact', 'natural'], afferents: 2, intervals: 3, measureEvery: 3 },
  { rules: [{ name: 'exact', refresh: 700 }], afferents: 2, intervals: 3, measureEvery: 3 },
  { rules: ['natural', 'euclidean'], parametrization: { name: 'power', exponent: 2 } },
  { rules: ['approximated'], parametrization: { name: 'full' } },
  { rules: ['natural'], rates: [0, 20], transfer: 'softplus' },
];

describe('a trial', () => {
  it.each(ruleSets)('has the same bits in one piece and interval by interval: %j', async (rules) => {
    const config = { ...small, ...rules };
    const whole = await run(config, Infinity);
    expect(await run(config, 0)).toEqual(whole);
    expect(await run(config, 0, { anew: true })).toEqual(whole);
    expect(whole.curve.every(Number.isFinite)).toBe(true);
    expect(whole.weights).not.toEqual((await run(config, 0, { trial: 1 })).weights);
  });

  it('has another course with another seed', async () => {
    const [first, second] = [await run(small, 0), await run({ ...small, seed: 2 }, 0)];
    expect(first.weights).not.toEqual(second.weights);
  });

  it('gives a rule the spikes that it has on its own', async () => {
    const together = await run({ ...small, rules: ['euclidean', 'local', 'natural'] }, 0);
    const alone = await run({ ...small, rules: ['natural'] }, 0);
    const difference = (alone.weights[0] as Float64Array).map(
      (w, i) => w - (together.weights[2]?.[i] as number),
    );
    expect(Math.max(...difference.map(Math.abs))).toBeLessThan(1e-13);
  });

  it('measures before, every so often, and at the end', async () => {
    const state = await run({ ...small, intervals: 10 }, 0);
    // 0, 4, 8 and 10 intervals, three rules, three errors.
    expect(state.curve).toHaveLength(4 * 3 * 3);
  });
});

describe('many trials', () => {
  const config = { ...small, trials: 5 };

  it('have the same bits on one thread, on three, and taken up again', async () => {
    const read = await readLearningConfiguration(config);
    const one = await runLearning(read, { workers: 1 });
    const seen: TrialState[] = [];
    expect(await runLearning(read, { workers: 3, onState: (state) => seen.push(state) })).toEqual(one);
    const half = new Map(seen.slice(0, seen.length / 2).map((state) => [state.trial, state] as const));
    expect(await runLearning(read, { workers: 2, states: half })).toEqual(one);
    expect(one.map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4]);
  });

  it('have means and standard errors', async () => {
    const read = await readLearningConfiguration(config);
    const states = await runLearning(read, { workers: 1 });
    const [first] = learningCurves(read, states);
    const values = states.map(({ curve }) => curve[0] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / 5;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    expect(first?.points[0]?.rateError.mean).toBeCloseTo(mean, 12);
    expect(first?.points[0]?.rateError.standardError).toBeCloseTo(Math.sqrt(variance / 5), 12);
    expect(first?.points.map(({ time }) => time)).toEqual([0, 4, 8, 12]);
  });

  it('stop when they are told to', async () => {
    const abort = new AbortController();
    const read = await readLearningConfiguration({ ...config, intervals: 1e6, trials: 2 });
    const running = runLearning(read, {
      workers: 2,
      signal: abort.signal,
      onState: () => abort.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });
});

describe('at the edges', () => {
  const finite = (state: TrialState): boolean =>
    [state.curve, ...state.weights].every((numbers) => numbers.every(Number.isFinite));

  it.each([
    ['silent afferents', { rates: [0, 0, 30] }],
    ['no afferent that fires', { rates: [0] }],
    ['zero weights', { initial: { uniform: [0, 0] }, target: { uniform: [0, 0] } }],
  ])('%s have a defined result', async (_name, change) => {
    expect(finite(await run({ ...small, ...change }, 0))).toBe(true);
  });

  it('a student whose phi underflows has an infinite D_KL, and nothing that is not a number', async () => {
    const change = { initial: { uniform: [-5000, -4999] }, target: { uniform: [-1, -1] } };
    const { curve, weights } = await run({ ...small, ...change, rules: ['euclidean', 'approximated'] }, 0);
    expect(curve).toContain(Infinity);
    expect([curve, ...weights].some((numbers) => numbers.some(Number.isNaN))).toBe(false);
  });

  it.each([
    [{ rules: [{ name: 'natural', learningRate: 1e9 }] }, /^trial 0: natural, step \d+: /],
    [{ rules: [{ name: 'approximated', learningRate: 1e3 }] }, /^trial 0: approximated, step \d+: /],
    [
      { transfer: 'exponential', rules: [{ name: 'euclidean', learningRate: 1e3 }] },
      /^trial 0: euclidean, step \d+: /,
    ],
    [
      {
        parametrization: { name: 'attenuation', distance: 1 },
        rules: [{ name: 'natural', learningRate: 1e9 }],
      },
      /^trial 0: natural, step \d+: /,
    ],
  ])('weights that run away are told with trial, rule, step and quantity: %j', async (change, message) => {
    await expect(run({ ...small, intervals: 400, ...change }, 0)).rejects.toThrow(message);
  });

  it('steps that leave the domain of a map are not taken, and counted', async () => {
    const eager = { name: 'natural', learningRate: 0.3 };
    const state = await run(
      { ...small, parametrization: { name: 'expression', text: 'exp(w)', margin: 1.01 }, rules: [eager] },
      0,
    );
    expect(state.left[0]).toBeGreaterThan(0);
    expect(finite(state)).toBe(true);
  });
});

describe('learning in coordinates', () => {
  const n = 5;
  const problem = (rule: LearningRule): LearningProblem => ({
    rates: Float64Array.of(10, 30, 0, 20, 5),
    weights: Float64Array.of(0.1, -0.1, 0.05, 0.2, -0.15),
    teacher: Float64Array.of(0.2, 0.1, 0, -0.1, 0.3),
    kernel: paperKernel,
    transfer: { name: 'sigmoid', ...paperSigmoid },
    dt: 5e-4,
    rules: [rule],
  });
  const rules: readonly LearningRule[] = [
    { name: 'natural', learningRate: 1e-3 },
    { name: 'approximated', learningRate: 1e-3 },
    { name: 'local', learningRate: 1e-3 },
    { name: 'euclidean', learningRate: 1e-4 },
  ];
  const maps = [attenuation(0.7), exponential(1.5)];

  const initial = Float64Array.of(-1, -1.5, -2, -1.2, -0.8);
  const learned = (rule: LearningRule, map: ComponentMap, steps: number) => {
    const asked = problem(rule);
    const chunk = spikeSource(asked, 1, 0, steps).next();
    const { at: tilted } = coefficientTable(asked.transfer);
    const parametrization = componentwise(new Array(n).fill(map));
    const { w } = parametrizedLearning(asked, rule, { parametrization, w: initial }, chunk, {
      tilted,
      firstStep: 0,
    });
    return { asked, chunk, tilted, w };
  };

  it.each(rules.flatMap((rule) => maps.map((map) => [rule.name, map.family, rule, map] as const)))(
    'of %s by %s follows Equation 13',
    (_rule, _family, rule, map) => {
      const { asked, chunk, tilted, w } = learned(rule, map, 4000);
      const expected = componentwiseLearning(asked, map, initial, chunk, tilted);
      expected.forEach((each, i) => {
        expect(Math.abs((w[i] as number) - each)).toBeLessThan(1e-12 * Math.abs(each));
      });
      expect(w).not.toEqual(initial);
    },
  );

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    'of %s by w^s = alpha w: the somatic weights of the plain loop but for Euclidean descent (Equations 13, 44)',
    (name, rule) => {
      const map = attenuation(0.7);
      const { asked, chunk, w } = learned(rule, map, 4000);
      const plain = plainLearning({ ...asked, weights: initial.map(map.value) });
      plain.run(chunk);
      const somatic = w.map(map.value);
      const gap = Math.max(...plain.weights(0).map((each, i) => Math.abs(each - (somatic[i] as number))));
      if (name === 'euclidean') expect(gap).toBeGreaterThan(1e-6);
      else expect(gap).toBeLessThan(1e-12);
    },
  );
});

/** Equation 13 for w^s_i = f(w_i): the gradient by w gains f', the inverse Fisher matrix 1/f'^2. */
function componentwiseLearning(
  problem: LearningProblem,
  map: ComponentMap,
  initial: Float64Array,
  chunk: SpikeChunk,
  tilted: TiltedPoint,
): Float64Array {
  const { rates, transfer, dt, rules } = problem;
  const rule = rules[0] as LearningRule;
  const constants = constantsOf(problem);
  const { slowDecay, fastDecay, scale, e0, ce } = constants;
  const w = initial.slice();
  const [a, s] = [new Float64Array(w.length), new Float64Array(w.length)];
  const sum = (terms: Float64Array): number => terms.reduce((total, each) => total + each, 0);
  const factors =
    rule.name === 'euclidean' || rule.name === 'exact'
      ? undefined
      : ruleFactors(rule, constants, transfer, tilted);
  const gamma = Float64Array.of(1, 0, 0);
  for (let t = 0; t < chunk.teacher.length; t++) {
    const spikes = chunk.afferents.subarray(chunk.starts[t], chunk.starts[t + 1]);
    const count = w.map((_, i) => spikes.filter((each) => each === i).length);
    a.set(a.map((each, i) => each * slowDecay + (count[i] as number)));
    s.set(s.map((each, i) => each * fastDecay + (count[i] as number)));
    const x = a.map((each, i) => scale * (each - (s[i] as number)));
    const somatic = w.map(map.value);
    const v = sum(somatic.map((each, i) => each * (x[i] as number)));
    const mean = e0 * sum(somatic.map((each, i) => each * (rates[i] as number)));
    const variance = sum(somatic.map((each, i) => each * each * (rates[i] as number))) / ce;
    factors?.(v, sum(x), mean, variance, gamma);
    const [gammaS, gammaU, gammaW] = gamma as unknown as [number, number, number];
    const k =
      rule.learningRate * gammaS * scoreAt(voltageFunctions(transfer), v, chunk.teacher[t] as number, dt);
    w.forEach((each, i) => {
      const [usp, rate] = [x[i] as number, rates[i] as number];
      const homosynaptic = rate > 0 ? (ce * usp) / rate : 0;
      w[i] =
        factors === undefined
          ? each + k * usp * map.slope(each)
          : each + (k * (homosynaptic - gammaU + gammaW * (somatic[i] as number))) / map.slope(each);
    });
  }
  return w;
}
