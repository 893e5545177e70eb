/** Problems and comparisons that the tests of the learning loops share. */
import type { LearningRun } from '../../../src/numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../../src/numeric/learning/problem.ts';
import type { LearningRule } from '../../../src/numeric/learning/rules.ts';
import type { SpikeChunk } from '../../../src/numeric/learning/spikes.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';
import { paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';

export const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;

/** Every rule that is affine in the weights; learning rates about twice the paper's. */
export const affineRules: readonly LearningRule[] = [
  { name: 'natural', learningRate: 3e-3 },
  { name: 'approximated', learningRate: 3e-3 },
  { name: 'local', learningRate: 3e-3 },
  { name: 'local', thirdFactor: 'limit', learningRate: 3e-3 },
  { name: 'quadratic', learningRate: 1e-3 },
  { name: 'euclidean', learningRate: 5e-6 },
];

/** Total rate 2000 Hz times `load`; every fifth afferent from the fourth on is silent; weights U(-1, 1)/sqrt(100 n) times `weight`. */
export function problemOf(n: number, seed: number, changes: Partial<LearningProblem> = {}): LearningProblem {
  const random = new Random(seed, 0, 99);
  const draw = (): Float64Array =>
    Float64Array.from({ length: n }, () => (2 * random.uniform() - 1) / Math.sqrt(100 * n));
  return {
    rates: Float64Array.from({ length: n }, (_, i) => (i % 5 === 3 ? 0 : ((i < n / 2 ? 10 : 30) * 100) / n)),
    weights: draw(),
    teacher: draw(),
    kernel: paperKernel,
    transfer: sigmoid,
    dt: 0.0005,
    rules: affineRules,
    ...changes,
  };
}

export interface Gap {
  readonly rule: string;
  /** Largest difference of the weights at the end, relative to the largest weight, and of V over all steps, relative to the largest |V|. */
  readonly weights: number;
  readonly voltages: number;
}

/** Runs both on the same spikes. */
export function gaps(
  problem: LearningProblem,
  [reference, other]: readonly [LearningRun, LearningRun],
  { steps, seed, chunk = 2000 }: { steps: number; seed: number; chunk?: number },
): Gap[] {
  const source = spikeSource(problem, seed, 0, chunk);
  const difference = problem.rules.map(() => 0);
  const largest = problem.rules.map(() => 0);
  for (let done = 0; done < steps; done += chunk) {
    const spikes = source.next();
    reference.run(spikes);
    other.run(spikes);
    problem.rules.forEach((_, k) => {
      const [v, u] = [reference.voltages[k] as Float64Array, other.voltages[k] as Float64Array];
      for (let t = 0; t < v.length; t++) {
        difference[k] = worse(difference[k] as number, Math.abs((v[t] as number) - (u[t] as number)));
        largest[k] = Math.max(largest[k] as number, Math.abs(v[t] as number));
      }
    });
  }
  return problem.rules.map((rule, k) => ({
    rule: rule.name,
    weights: relativeGap(reference.weights(k), other.weights(k)),
    // V = 0 throughout where no spike has come yet.
    voltages: (difference[k] as number) / Math.max(largest[k] as number, 1e-300),
  }));
}

export function relativeGap(a: Float64Array, b: Float64Array): number {
  let [gap, size] = [0, 0];
  a.forEach((value, i) => {
    gap = worse(gap, Math.abs(value - (b[i] as number)));
    size = Math.max(size, Math.abs(value));
  });
  return gap / size;
}

/** The larger, and NaN if one is. */
const worse = (a: number, b: number): number => (a >= b ? a : b);

export const copyOf = ({ starts, afferents, teacher }: SpikeChunk): SpikeChunk => ({
  starts: starts.slice(),
  afferents: afferents.slice(),
  teacher: teacher.slice(),
});

/** The beginning of a chunk, copied. */
export const firstSteps = ({ starts, afferents, teacher }: SpikeChunk, steps: number): SpikeChunk => ({
  starts: starts.slice(0, steps + 1),
  afferents: afferents.slice(0, starts[steps]),
  teacher: teacher.slice(0, steps),
});

/** Chunks one after the other. */
export function joined(chunks: readonly SpikeChunk[]): SpikeChunk {
  const [starts, afferents, teacher]: [number[], number[], number[]] = [[0], [], []];
  for (const chunk of chunks) {
    for (const start of chunk.starts.subarray(1)) starts.push(afferents.length + start);
    afferents.push(...chunk.afferents);
    teacher.push(...chunk.teacher);
  }
  return {
    starts: Uint32Array.from(starts),
    afferents: Uint32Array.from(afferents),
    teacher: Uint8Array.from(teacher),
  };
}
