/** The fast loops against the plain one: same spikes, same weights and voltages to 1e-10. */
import { describe, expect, test } from 'vitest';
import { coefficientTable, withoutTable } from '../../../src/numeric/learning/coefficientTable.ts';
import {
  type FastOptions,
  fastLearning,
  typeScriptFactory,
} from '../../../src/numeric/learning/fastLearning.ts';
import { H } from '../../../src/numeric/learning/fastMemory.ts';
import { plainLearning } from '../../../src/numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../../src/numeric/learning/problem.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { webAssemblyFactory } from '../../../src/numeric/learning/webAssemblyLoop.ts';
import { compiledModule } from './compiledModule.ts';
import { copyOf, firstSteps, type Gap, gaps, joined, problemOf, relativeGap } from './problems.ts';

const TOLERANCE = 1e-10;
const LONG = 1_000_000;
const SHORT = 40_000;
const module = compiledModule();
const factories = { TypeScript: typeScriptFactory, WebAssembly: webAssemblyFactory(module) } as const;

function compared(problem: LearningProblem, steps: number, seed: number, options: FastOptions): Gap[] {
  const table = coefficientTable(problem.transfer);
  const runs = [plainLearning(problem, { table }), fastLearning(problem, { table, ...options })] as const;
  return gaps(problem, runs, { steps, seed });
}

function expectEqual(found: readonly Gap[]): void {
  for (const { rule, weights, voltages } of found) {
    expect(weights, `${rule}: weights`).toBeLessThan(TOLERANCE);
    expect(voltages, `${rule}: voltages`).toBeLessThan(TOLERANCE);
  }
}

describe('a million steps of every rule, silent afferents among them', () => {
  for (const [n, seed] of [
    [1, 1],
    [10, 2],
    [100, 3],
  ] as const) {
    test(`WebAssembly, n = ${n}`, { timeout: 600_000 }, () => {
      expectEqual(compared(problemOf(n, seed), LONG, seed, { factory: factories.WebAssembly }));
    });
  }

  test('TypeScript, n = 10', { timeout: 600_000 }, () => {
    expectEqual(compared(problemOf(10, 2), LONG, 2, { factory: factories.TypeScript }));
  });
});

describe.each(Object.entries(factories))('%s', (_, factory) => {
  test.each([1, 10, 100].flatMap((n) => [11, 12, 13].map((seed) => [n, seed] as const)))(
    'n = %i, seed %i',
    (n, seed) => {
      expectEqual(compared(problemOf(n, seed), SHORT, seed, { factory }));
    },
  );

  test('low rates: a spike comes long after the one before', () => {
    const problem = problemOf(10, 4);
    const rates = problem.rates.map((rate) => rate / 400);
    expectEqual(compared({ ...problem, rates }, SHORT, 4, { factory }));
  });

  test('periods that end within a chunk, between spikes', () => {
    expectEqual(compared(problemOf(10, 5), SHORT, 5, { factory, period: 1000 }));
  });

  test('weights that begin at zero, all of them and some', () => {
    const problem = problemOf(10, 6);
    expectEqual(compared({ ...problem, weights: new Float64Array(10) }, SHORT, 6, { factory }));
    const some = problem.weights.map((w, i) => (i % 2 === 0 ? 0 : w));
    expectEqual(compared({ ...problem, weights: some }, SHORT, 6, { factory }));
  });

  test('learning rates at which A leaves its range', () => {
    expectEqual(compared(contracting(), SHORT, 7, { factory }));
  });

  test('single steps that turn weights around: 1 + k gammaW far from 1', () => {
    const rules = [
      { name: 'local', learningRate: 3 },
      { name: 'approximated', learningRate: 1 },
    ] as const;
    expectEqual(compared(problemOf(10, 7, { rules }), SHORT, 7, { factory }));
  });

  test('a step that leaves nothing of the weights: 1 + k gammaW = 0', () => {
    const { problem, chunk } = erasing();
    const table = withoutTable(problem.transfer);
    const [plain, fast, spoilt] = [
      plainLearning(problem, { table }),
      fastLearning(problem, { table, factory }),
      fastLearning(problem, { table, factory, rebase: false }),
    ];
    plain.run(chunk);
    fast.run(chunk);
    expect(relativeGap(plain.weights(0), fast.weights(0))).toBeLessThan(TOLERANCE);
    expect(() => spoilt.run(chunk)).toThrow(/V = NaN/);
  });

  test('far below threshold, where phi is all but 0', () => {
    const transfer = { name: 'sigmoid', phiMax: 100, beta: 0.3, theta: 160 } as const;
    expectEqual(compared(problemOf(10, 16, { transfer }), SHORT, 16, { factory }));
  });

  test('membrane faster than the synapse', () => {
    const kernel = { tauM: 0.003, tauS: 0.012, e0: 1 };
    expectEqual(compared(problemOf(10, 8, { kernel }), SHORT, 8, { factory }));
  });

  test.each([
    { name: 'exponential', phi0: 5, beta: 0.1 },
    { name: 'softplus', phiMax: 20, beta: 0.3, theta: 2 },
  ] as const)('$name', (transfer) => {
    expectEqual(compared(problemOf(10, 9, { transfer }), SHORT, 9, { factory }));
  });

  test('without a table: the quadrature at every step', () => {
    const problem = problemOf(10, 10);
    const table = withoutTable(problem.transfer);
    const runs = [plainLearning(problem, { table }), fastLearning(problem, { table, factory })] as const;
    expectEqual(gaps(problem, runs, { steps: 4000, seed: 10 }));
  });

  test('silence in between', () => {
    const problem = problemOf(10, 14);
    const table = coefficientTable(problem.transfer);
    const runs = [plainLearning(problem, { table }), fastLearning(problem, { table, factory })] as const;
    for (let interval = 0; interval < 5; interval++) {
      expectEqual(gaps(problem, runs, { steps: 2000, seed: interval }));
      for (const run of runs) run.silence();
    }
  });

  test('chunks of growing length', () => {
    const problem = problemOf(10, 15);
    const table = coefficientTable(problem.transfer);
    const runs = [plainLearning(problem, { table }), fastLearning(problem, { table, factory })] as const;
    for (const chunk of [1, 7, 100, 3000, 20_000]) {
      expectEqual(gaps(problem, runs, { steps: chunk, seed: chunk, chunk }));
    }
  });

  test('a larger memory changes no bit', () => {
    const problem = problemOf(10, 17);
    const [small, roomy] = [fastLearning(problem, { factory }), fastLearning(problem, { factory })];
    const source = spikeSource(problem, 17, 0, 500);
    const chunks = [1, 40, 400, 500].map((steps) => firstSteps(source.next(), steps));
    for (const chunk of chunks) small.run(chunk);
    // All at once: one memory from the beginning.
    roomy.run(joined(chunks));
    problem.rules.forEach((_, k) => {
      expect(small.weights(k)).toEqual(roomy.weights(k));
    });
  });

  test('after silence a run goes on, bit for bit, as one that begins with its weights', () => {
    const problem = problemOf(10, 18);
    const run = fastLearning(problem, { factory });
    const source = spikeSource(problem, 18, 0, 2000);
    for (let k = 0; k < 6; k++) run.run(source.next());
    run.silence();
    const next = copyOf(source.next());
    const starts = problem.rules.map((_, k) => run.weights(k));
    run.run(next);
    problem.rules.forEach((rule, k) => {
      const weights = starts[k] as Float64Array;
      const resumed = fastLearning({ ...problem, weights, rules: [rule] }, { factory });
      resumed.run(next);
      expect(resumed.weights(0)).toEqual(run.weights(k));
    });
  });

  describe('can fail', () => {
    test('without making anew, where A falls by two percent a step', () => {
      const problem = contracting();
      expect(() => compared(problem, SHORT, 7, { factory, rebase: false })).toThrow(/V = NaN/);
    });

    test('a wrong sign in one running sum', () => {
      const spoilt: typeof factory = () => {
        const made = factory();
        return {
          ...made,
          loop(...given) {
            const loop = made.loop(...given);
            const { memory } = given[0];
            return {
              run(steps, first) {
                loop.run(steps, first);
                memory[H.squares + 1] = -(memory[H.squares + 1] as number);
              },
            };
          },
        };
      };
      const found = compared(problemOf(10, 2), SHORT, 2, { factory: spoilt });
      expect(Math.max(...found.map(({ weights }) => weights))).not.toBeLessThan(TOLERANCE);
    });
  });
});

/** A nearly constant score, -0.02 a step, and a third factor that contracts the weights. */
function contracting(): LearningProblem {
  const transfer = { name: 'exponential', phi0: 1e-6, beta: 1e-3 } as const;
  const problem = problemOf(10, 7, {
    transfer,
    rules: [{ name: 'approximated', learningRate: 0.04, cu: 0, cw: -0.5 }],
  });
  return { ...problem, weights: problem.weights.map((w) => -Math.abs(w)) };
}

/**
 * h = phi0 beta^2 exp(beta v) and a teacher spike at V = 0, before any input: with gammaS = 1/(phi0 beta^2) = 8 and gammaW = -beta,
 * k gammaW = -learningRate (1 - phi0 dt)/phi0, which is -1. All but the learning rate are powers of 2.
 */
function erasing() {
  const transfer = { name: 'exponential', phi0: 8, beta: 1 / 8 } as const;
  const rules = [{ name: 'local', learningRate: 8 / (1 - 8 * 2 ** -11) }] as const;
  const problem = problemOf(10, 20, { transfer, rules, dt: 2 ** -11, weights: new Float64Array(10) });
  const { starts, afferents, teacher } = copyOf(spikeSource(problem, 20, 0, 100).next());
  const first = starts[1] as number;
  teacher.fill(0)[0] = 1;
  return {
    problem,
    chunk: {
      starts: starts.map((start) => Math.max(0, start - first)),
      afferents: afferents.slice(first),
      teacher,
    },
  };
}
