/**
 * One trial: weights, teacher and test USPs of its own; all rules learn from the same spikes, interval by interval.
 *
 * At the beginning of an interval potentials are 0, so that all there is of a trial between two intervals is its weights: a trial goes on
 * from there with the same bits, in any thread, after any time. Random numbers are those of (seed, trial).
 */
import { type CoefficientTable, coefficientTable } from '../../numeric/learning/coefficientTable.ts';
import { checkProblem } from '../../numeric/learning/problem.ts';
import { type SpikeSource, spikeSource } from '../../numeric/learning/spikes.ts';
import { namingStep } from '../../numeric/learning/stepError.ts';
import type { Transfer } from '../../numeric/neuron/transfer.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { type LearningConfiguration, stepsOf } from './configuration.ts';
import { ERROR_NAMES } from './errors.ts';
import { parametrizationOf } from './parametrization.ts';
import { type Student, studentsOf } from './students.ts';
import { type TrialSetting, trialSetting } from './trialSetting.ts';
import type { TrialState } from './trialState.ts';

export class TrialRunner {
  readonly config: LearningConfiguration;
  readonly #transfer: Transfer;
  readonly #parametrization: Parametrization | undefined;
  readonly #table: CoefficientTable;
  #last: TrialSetting | undefined;
  #course: Course | undefined;

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
    const course = this.#courseFrom(from);
    this.#course = undefined;
    const state = naming(from.trial, () => {
      for (;;) {
        course.learn();
        const isDue = course.interval % measureEvery === 0 || course.interval === intervals;
        if (isDue) return this.#measured(course.tell(from));
        if (performance.now() >= deadline) return course.tell(from);
      }
    });
    this.#course = course;
    return state;
  }

  /** The one that led here, if it was the last; anew, it goes on with the same bits. */
  #courseFrom(from: TrialState): Course {
    const last = this.#course;
    if (last?.trial === from.trial && last.interval === from.interval) return last;
    const steps = stepsOf(this.config);
    const { problem } = this.#setting(from.trial);
    const source = spikeSource(problem, this.config.seed, from.trial, steps);
    source.state.chunk = from.interval;
    const setting = { problem, table: this.#table, from, steps };
    return new Course(from, source, studentsOf(setting, this.#parametrization));
  }

  #measured(state: TrialState): TrialState {
    const { measure, problem } = this.#setting(state.trial);
    const errors = new Float64Array(ERROR_NAMES.length);
    const curve = new Float64Array(state.curve.length + problem.rules.length * errors.length);
    curve.set(state.curve);
    this.somatic(state).forEach((weights, r) => {
      try {
        measure(weights, errors);
      } catch (error) {
        throw namingStep(error, problem.rules[r]?.name ?? '', state.interval * stepsOf(this.config));
      }
      curve.set(errors, state.curve.length + r * errors.length);
    });
    return { ...state, curve };
  }

  /** What does not change during a trial; that of the last trial is kept. */
  #setting(trial: number): TrialSetting {
    if (this.#last?.trial !== trial) this.#last = trialSetting(this.config, this.#transfer, trial);
    return this.#last;
  }
}

/** Without the parser of formulas where there is no formula. */
async function transferOf({ transfer }: LearningConfiguration): Promise<Transfer> {
  if (transfer.name === 'sigmoid') return transfer as unknown as Transfer;
  const { readTransfer } = await import('../../transfer/transferSpecification.ts');
  return readTransfer(transfer);
}

function naming<T>(trial: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`trial ${trial}: ${error.message.replace(/^learning, /, '')}`, { cause: error });
  }
}

/** A trial under way. */
class Course {
  readonly trial: number;
  interval: number;
  readonly #source: SpikeSource;
  readonly #students: readonly Student[];

  constructor({ trial, interval }: TrialState, source: SpikeSource, students: readonly Student[]) {
    [this.trial, this.interval, this.#source, this.#students] = [trial, interval, source, students];
  }

  /** For one interval. */
  learn(): void {
    const chunk = this.#source.next();
    for (const student of this.#students) student.learn(chunk, this.interval);
    this.#source.silence();
    this.interval++;
  }

  /** The state now; `before` is an earlier one. */
  tell(before: TrialState): TrialState {
    const [weights, left] = [[...before.weights], [...before.left]];
    for (const student of this.#students) student.tell(weights, left);
    return { ...before, interval: this.interval, weights, left };
  }
}
