/**
 * One trial: weights, teacher and test USPs of its own; all rules learn from the same spikes, interval by interval.
 *
 * At the beginning of an interval potentials are 0, so that all there is of a trial between two intervals is its weights: a trial goes on
 * from there with the same bits, in any thread, after any time. Random numbers are those of (seed, trial).
 */
import { type CoefficientTable, coefficientTable } from '../../numeric/learning/coefficientTable.ts';
import { fastLearning } from '../../numeric/learning/fastLearning.ts';
import { plainLearning } from '../../numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../numeric/learning/problem.ts';
import { checkProblem } from '../../numeric/learning/problem.ts';
import type { LearningRule } from '../../numeric/learning/rules.ts';
import { type SpikeChunk, spikeSource } from '../../numeric/learning/spikes.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';
import { drawPotential } from '../../numeric/neuron/spikingPotential.ts';
import type { Transfer } from '../../numeric/neuron/transfer.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { type LearningConfiguration, stepsOf, type WeightsSpecification } from './configuration.ts';
import { ERROR_NAMES, type ErrorMeasure, errorMeasure } from './errors.ts';
import { parametrizationOf } from './parametrization.ts';
import { parametrizedLearning } from './parametrizedLearning.ts';

/** A trial between two intervals: plain data. */
export interface TrialState {
  readonly trial: number;
  /** Intervals done. */
  readonly interval: number;
  /** Of each rule, in the coordinates of the parametrization. */
  readonly weights: readonly Float64Array[];
  /** Errors so far: time x rule x ERROR_NAMES. */
  readonly curve: Float64Array;
  /** Steps of each rule not taken, since they would have left the domain of the parametrization. */
  readonly left: readonly number[];
}

/** Streams of (seed, trial), apart from those of spikes. */
const STREAMS = { initial: 21, target: 22, potentials: 23 } as const;

export class TrialRunner {
  readonly config: LearningConfiguration;
  readonly #transfer: Transfer;
  readonly #parametrization: Parametrization | undefined;
  readonly #table: CoefficientTable;
  #last: TrialSetting | undefined;

  private constructor(
    config: LearningConfiguration,
    transfer: Transfer,
    parametrization: Parametrization | undefined,
  ) {
    this.config = config;
    this.#transfer = transfer;
    this.#parametrization = parametrization;
    this.#table = coefficientTable(transfer);
    checkProblem(this.#setting(0).problem);
  }

  /** @throws RangeError or SyntaxError (one line) on what only shows when the configuration is put to use */
  static async of(config: LearningConfiguration): Promise<TrialRunner> {
    return new TrialRunner(config, await transferOf(config), await parametrizationOf(config));
  }

  begin(trial: number): TrialState {
    const { problem } = this.#setting(trial);
    const initial = this.#parametrization?.inverse(problem.weights) ?? problem.weights;
    const state: TrialState = {
      trial,
      interval: 0,
      weights: problem.rules.map(() => initial.slice()),
      curve: new Float64Array(0),
      left: problem.rules.map(() => 0),
    };
    return naming(trial, () => this.#measured(state));
  }

  /** Initial and target weights, somatic. */
  ends(trial: number): { readonly initial: Float64Array; readonly target: Float64Array } {
    const { problem } = this.#setting(trial);
    return { initial: problem.weights, target: problem.teacher };
  }

  /** Somatic weights of each rule. */
  somatic({ weights }: TrialState): Float64Array[] {
    return weights.map((w) => this.#parametrization?.somatic(w) ?? w);
  }

  /**
   * Goes on, at least an interval, and no further than the next measurement, or than `milliseconds` from now. The states at which it stops
   * do not change those that follow.
   * @throws RangeError (one line) naming trial, rule, step and quantity where a number leaves the range of doubles
   */
  advance(from: TrialState, milliseconds: number): TrialState {
    const { intervals, measureEvery } = this.config;
    const deadline = performance.now() + milliseconds;
    const learn = this.#learner(from);
    return naming(from.trial, () => {
      for (let interval = from.interval + 1; ; interval++) {
        const state = learn();
        const isDue = interval % measureEvery === 0 || interval === intervals;
        if (isDue) return this.#measured(state());
        if (performance.now() >= deadline) return state();
      }
    });
  }

  /** A function that learns for one interval; what it returns tells the state then. */
  #learner(from: TrialState): () => () => TrialState {
    const steps = stepsOf(this.config);
    const { problem } = this.#setting(from.trial);
    const source = spikeSource(problem, this.config.seed, from.trial, steps);
    source.state.chunk = from.interval;
    const students = this.#students(problem, from, steps);
    let interval = from.interval;
    return () => {
      const chunk = source.next();
      for (const { learn } of students) learn(chunk, interval);
      source.silence();
      interval++;
      return () => {
        const [weights, left] = [[...from.weights], [...from.left]];
        for (const student of students) student.tell(weights, left);
        return { ...from, interval, weights, left };
      };
    };
  }

  #students(problem: LearningProblem, from: TrialState, steps: number): Student[] {
    const parametrization = this.#parametrization;
    const tilted = this.#table.at;
    const all = problem.rules.map((rule, place): Placed => ({ rule, place }));
    if (parametrization !== undefined)
      return all.map((placed) => parametrizedStudent(problem, placed, parametrization, tilted, from, steps));
    const plain = all.filter(({ rule }) => rule.name === 'exact');
    // The fast loop has one vector of initial weights for all its rules: they share it only at the beginning.
    const groups = sameWeights(all.filter(({ rule }) => rule.name !== 'exact'), from.weights);
    return [
      ...groups.map((group) => fastStudents(problem, group, tilted, from, steps)),
      ...plain.map((placed) => plainStudent(problem, placed, tilted, from, steps)),
    ];
  }
}
