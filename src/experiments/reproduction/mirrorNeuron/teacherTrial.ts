/**
 * Learning from a teacher's spikes (Figure 3F of Kreutzer et al. with positive weights): all rules, each at all learning rates, see the same
 * spikes; weights are held during an interval of 1 s and then take the interval's step, from which learning step by step differs by O(eta).
 *
 * Weights w(0) are log-normal with mean MEAN/n, w* log-normal or normal with the same mean.
 */
import { learningErrors, testPotentials } from '../../../numeric/learning/errorMeasures.ts';
import type { LearningProblem } from '../../../numeric/learning/problem.ts';
import { spikeSource } from '../../../numeric/learning/spikes.ts';
import { DivergenceError } from '../../../numeric/mirror/divergence.ts';
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import { type Distance, distances } from '../geometry/identification.ts';
import { THREE } from '../geometry/potentials.ts';
import { changeSize } from '../geometry/sortedDistance.ts';
import { positiveWeights, type WeightKind } from './drawnWeights.ts';
import { spikeGradient } from './spikeGradient.ts';
import { mirrorStudent, RULES, type Rule, sigmoid } from './student.ts';

export interface TeacherTask {
  readonly kind: 'teacher';
  /** Of the two halves, Hz. */
  readonly rates: readonly [number, number];
  readonly target: WeightKind;
  readonly trial: number;
  readonly afferents: number;
  readonly intervals: number;
  readonly measureEvery: number;
  readonly testPotentials: number;
  /** Tried for each rule. */
  readonly learningRates: Readonly<Record<Rule, readonly number[]>>;
  readonly seed: number;
}

/** What one rule did at one learning rate. */
export interface Course {
  readonly rule: Rule;
  readonly learningRate: number;
  /** D_KL, nats a step, at 0, measureEvery, ...; null where it diverged. */
  readonly divergence: readonly number[] | null;
  /** At the first measurement with D_KL at most half of that before learning (the end, where there is none), and at the end. */
  readonly stages: Readonly<Record<Stage, Snapshot>> | null;
}

export const STAGES = ['halfway', 'end'] as const;
export type Stage = (typeof STAGES)[number];

export interface Snapshot {
  readonly interval: number;
  readonly weights: readonly number[];
  /** T under p=2, p=3, negative entropy. */
  readonly distances: readonly Distance[];
  /** rms(w - w(0)). */
  readonly change: number;
}

export interface TeacherResult {
  readonly kind: 'teacher';
  readonly initial: readonly number[];
  readonly target: readonly number[];
  readonly courses: readonly Course[];
}

/** Mean weight times n: V* is about 9 mV at 10 and 50 Hz, where the sigmoid is steep. */
export const MEAN = 0.3;
const DT = 0.0005;
const STEPS = 2000;
/** Apart from those of trials, spikes and errors. */
const STREAMS = { initial: 61, target: 62 } as const;

export function teacherProblem({ rates, target, trial, afferents, seed }: TeacherTask): LearningProblem {
  const mean = (MEAN * 60) / (rates[0] + rates[1]) / afferents;
  const drawn = (kind: WeightKind, stream: number): Float64Array =>
    positiveWeights(kind, afferents, mean, new Random(seed, trial, stream));
  return {
    rates: Float64Array.from({ length: afferents }, (_, i) => rates[2 * i < afferents ? 0 : 1]),
    weights: drawn('log-normal', STREAMS.initial),
    teacher: drawn(target, STREAMS.target),
    kernel: paperKernel,
    transfer: sigmoid,
    dt: DT,
    rules: [],
  };
}

export function teacherTrial(task: TeacherTask): TeacherResult {
  const problem = teacherProblem(task);
  const learners = RULES.flatMap((rule) =>
    task.learningRates[rule].map((learningRate) => new Learner(rule, learningRate, problem)),
  );
  const potentials = testPotentials(problem, task.testPotentials, task.seed + task.trial);
  const source = spikeSource({ ...problem, rules: RULE_STUB }, task.seed, task.trial, STEPS);
  const gradient = spikeGradient(problem);
  for (const learner of learners) learner.measure(0, potentials, false);
  for (let interval = 1; interval <= task.intervals; interval++) {
    const chunk = source.next();
    for (const learner of learners) learner.learn((weights) => gradient(chunk, weights));
    source.silence();
    const isLast = interval === task.intervals;
    if (interval % task.measureEvery === 0 || isLast)
      for (const learner of learners) learner.measure(interval, potentials, isLast);
  }
  return {
    kind: 'teacher',
    initial: [...problem.weights],
    target: [...problem.teacher],
    courses: learners.map((learner) => learner.course()),
  };
}

const RULE_STUB = [{ name: 'euclidean', learningRate: 0 }] as const;

class Learner {
  readonly #rule: Rule;
  readonly #learningRate: number;
  readonly #problem: LearningProblem;
  readonly #student;
  #divergence: number[] | undefined = [];
  #stages: Partial<Record<Stage, Snapshot>> = {};

  constructor(rule: Rule, learningRate: number, problem: LearningProblem) {
    [this.#rule, this.#learningRate, this.#problem] = [rule, learningRate, problem];
    this.#student = mirrorStudent(rule, problem.weights, problem.rates);
  }

  learn(gradientAt: (weights: Float64Array) => Float64Array): void {
    if (this.#divergence === undefined) return;
    try {
      this.#student.climb(gradientAt(this.#student.weights), this.#learningRate);
    } catch (error) {
      // Weights may also have gone where the closed form has no coefficients.
      if (!(error instanceof DivergenceError || error instanceof RangeError)) throw error;
      this.#divergence = undefined;
    }
  }

  measure(interval: number, potentials: Float64Array, isLast: boolean): void {
    if (this.#divergence === undefined) return;
    const { divergence } = learningErrors(this.#problem, this.#student.weights, potentials);
    if (!Number.isFinite(divergence)) {
      this.#divergence = undefined;
      return;
    }
    this.#divergence.push(divergence);
    const [first = 0] = this.#divergence;
    if (isLast) this.#stages.end = this.#snapshot(interval);
    if (this.#stages.halfway === undefined && (divergence <= first / 2 || isLast))
      this.#stages.halfway = this.#snapshot(interval);
  }

  #snapshot(interval: number): Snapshot {
    const { weights } = this.#student;
    const before = this.#problem.weights;
    return {
      interval,
      weights: [...weights],
      distances: distances(THREE, before, weights),
      change: changeSize(before, weights),
    };
  }

  course(): Course {
    const { halfway, end } = this.#stages;
    const done = this.#divergence !== undefined && halfway !== undefined && end !== undefined;
    return {
      rule: this.#rule,
      learningRate: this.#learningRate,
      divergence: done ? (this.#divergence ?? null) : null,
      stages: done ? { halfway, end } : null,
    };
  }
}
