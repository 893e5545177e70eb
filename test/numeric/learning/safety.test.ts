/** Weights that run away, rates that underflow, silence, zeros: defined results or a RangeError that names rule, step and quantity. */
import { describe, expect, test } from 'vitest';
import { fastLearning, typeScriptFactory } from '../../../src/numeric/learning/fastLearning.ts';
import { type LearningRun, plainLearning } from '../../../src/numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../../src/numeric/learning/problem.ts';
import type { SpikeChunk } from '../../../src/numeric/learning/spikes.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { webAssemblyFactory } from '../../../src/numeric/learning/webAssemblyLoop.ts';
import type { Transfer } from '../../../src/numeric/neuron/transfer.ts';
import { compiledModule } from './compiledModule.ts';
import { affineRules, problemOf, sigmoid } from './problems.ts';

const module = compiledModule();
const loops: readonly [string, (problem: LearningProblem) => LearningRun][] = [
  ['plain', (problem) => plainLearning(problem)],
  ['TypeScript', (problem) => fastLearning(problem, { factory: typeScriptFactory })],
  ['WebAssembly', (problem) => fastLearning(problem, { factory: webAssemblyFactory(module) })],
];

/** Every step one spike of afferent 0, and the teacher's as given. */
const chunkOf = (teacher: readonly number[]): SpikeChunk => ({
  starts: Uint32Array.from({ length: teacher.length + 1 }, (_, t) => t),
  afferents: new Uint32Array(teacher.length),
  teacher: Uint8Array.from(teacher),
});

const allFinite = (run: LearningRun, problem: LearningProblem): boolean =>
  problem.rules.every(
    (_, k) => run.weights(k).every(Number.isFinite) && run.voltages[k]?.every(Number.isFinite),
  );

describe.each(loops)('%s', (_, start) => {
  const learnFor = (problem: LearningProblem, chunks: number): LearningRun => {
    const run = start(problem);
    const source = spikeSource(problem, 1, 0, 2000);
    for (let k = 0; k < chunks; k++) run.run(source.next());
    return run;
  };

  test.each(affineRules.filter(({ name }) => name !== 'quadratic'))(
    '$name: weights that run away end with rule, step and quantity',
    (rule) => {
      const problem = problemOf(10, 1, {
        rules: [{ ...rule, learningRate: 1e4 * rule.learningRate }],
        transfer: { name: 'exponential', phi0: 5, beta: 0.3 },
      });
      expect(() => learnFor(problem, 50)).toThrow(
        new RegExp(`^learning, ${rule.name}, step \\d+: .*= .*\\(expected .*\\)$`),
      );
    },
  );

  test('phi underflows: finite updates', () => {
    const problem = problemOf(10, 1, {
      transfer: { ...sigmoid, theta: 3000 },
      rules: [{ name: 'euclidean', learningRate: 1e-5 }],
    });
    const run = start(problem);
    run.run(chunkOf([0, 1, 0, 1]));
    expect(allFinite(run, problem)).toBe(true);
  });

  test('the teacher spikes where the student cannot', () => {
    const transfer: Transfer = { name: 'quadratic', theta: 1 };
    const problem = problemOf(4, 1, { transfer, rules: [{ name: 'quadratic', learningRate: 1e-4 }] });
    const run = start({ ...problem, weights: new Float64Array(4) });
    run.run(chunkOf([0, 0, 0]));
    expect(() => run.run(chunkOf([0, 1]))).toThrow(
      'learning, quadratic, step 4: phi(V) = 0 at V = 0 when the teacher spikes (expected a positive rate)',
    );
  });

  test('no afferent fires', () => {
    const problem = { ...problemOf(4, 1), rates: new Float64Array(4) };
    expect(allFinite(learnFor(problem, 3), problem)).toBe(true);
  });

  test('all weights zero, one afferent', () => {
    const problem = problemOf(1, 1);
    const zero = { ...problem, weights: new Float64Array(1) };
    expect(allFinite(learnFor(zero, 3), zero)).toBe(true);
  });

  test('potentials that decay through subnormal numbers: a long silence', () => {
    // So slow that the rules, which have no input to balance them, go nowhere.
    const rules = affineRules.map((rule) => ({ ...rule, learningRate: 1e-6 * rule.learningRate }));
    const problem = problemOf(4, 1, { rules });
    const run = start(problem);
    run.run(chunkOf([0, 0, 1]));
    const quiet = {
      starts: new Uint32Array(20_001),
      afferents: new Uint32Array(0),
      teacher: new Uint8Array(20_000),
    };
    run.run(quiet);
    expect(allFinite(run, problem)).toBe(true);
    expect(run.voltages[0]?.at(-1)).toBe(0);
  });

  test.each<[string, Partial<LearningProblem>]>([
    ['learning: rates is empty (expected at least one afferent)', { rates: new Float64Array(0) }],
    ['learning: rates[1] = -1 (expected a finite rate >= 0, Hz)', { rates: Float64Array.of(1, -1) }],
    ['learning: 2 rates and 1 weights (expected one for each rate)', { weights: Float64Array.of(1) }],
    ['learning: teacher[0] = NaN (expected a finite number)', { teacher: Float64Array.of(Number.NaN, 1) }],
    [
      'kernel: tauM = tauS = 0.01 (expected different time constants)',
      { kernel: { tauM: 0.01, tauS: 0.01, e0: 1 } },
    ],
    ['learning: dt = 0 (expected a positive time, s)', { dt: 0 }],
    ['learning: rules is empty (expected at least one rule)', { rules: [] }],
    [
      'natural: learningRate = -1 (expected a finite number >= 0)',
      { rules: [{ name: 'natural', learningRate: -1 }] },
    ],
    [
      'approximated: cw = Infinity (expected a finite number)',
      { rules: [{ name: 'approximated', learningRate: 1, cw: Number.POSITIVE_INFINITY }] },
    ],
  ])('%s', (message, changes) => {
    expect(() => start(problemOf(2, 1, changes))).toThrow(message);
  });
});

test('the exact rule is left to the plain loop', () => {
  const problem = problemOf(2, 1, { rules: [{ name: 'exact', learningRate: 1 }] });
  expect(() => fastLearning(problem)).toThrow(
    'exact: rule of the plain loop (expected a rule affine in the weights)',
  );
});
