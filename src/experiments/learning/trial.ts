/**
 * One trial: weights, teacher and test USPs of its own; all rules learn from the same spikes, interval by interval.
 *
 * At the beginning of an interval potentials are 0, so that all there is of a trial between two intervals is its weights: a trial goes on
 * from there with the same bits, in any thread, after any time. Random numbers are those of (seed, trial).
 */
import { type CoefficientTable, coefficientTable } from '../../numeric/learning/coefficientTable.ts';
import { fastLearning, type LoopFactory, typeScriptFactory } from '../../numeric/learning/fastLearning.ts';
import { plainLearning } from '../../numeric/learning/plainLearning.ts';
import { checkProblem, type LearningProblem } from '../../numeric/learning/problem.ts';
import type { LearningRule } from '../../numeric/learning/rules.ts';
import { type SpikeChunk, type SpikeSource, spikeSource } from '../../numeric/learning/spikes.ts';
import { namingStep } from '../../numeric/learning/stepError.ts';
import { webAssemblyFactory } from '../../numeric/learning/webAssemblyLoop.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';
import { drawPotential } from '../../numeric/neuron/spikingPotential.ts';
import type { Transfer } from '../../numeric/neuron/transfer.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { builtModule } from '../../parallel/builtModule.ts';
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
    return new Course(from, source, this.#students(problem, from, steps));
  }

  #students(problem: LearningProblem, from: TrialState, steps: number): Student[] {
    const rules = problem.rules.map((rule, place): Placed => ({ rule, place }));
    const setting: StudentSetting = { problem, table: this.#table, from, steps };
    const parametrization = this.#parametrization;
    if (parametrization !== undefined)
      return rules.map((placed) => parametrizedStudent(setting, placed, parametrization));
    const affine = rules.filter(({ rule }) => rule.name !== 'exact');
    const others = rules.filter(({ rule }) => rule.name === 'exact');
    return [
      ...(affine.length > 0 ? [fastStudents(setting, affine)] : []),
      ...others.map((placed) => plainStudent(setting, placed)),
    ];
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

interface TrialSetting {
  readonly trial: number;
  readonly problem: LearningProblem;
  readonly measure: ErrorMeasure;
}

function trialSetting(config: LearningConfiguration, transfer: Transfer, trial: number): TrialSetting {
  const { seed, afferents, tauM, tauS, eps0, dt, testPotentials } = config;
  const rates = ratesOf(config);
  const kernel = { tauM, tauS, e0: eps0 };
  const drawn = (weights: WeightsSpecification, stream: number): Float64Array =>
    weightsOf(weights, afferents, new Random(seed, trial, stream));
  const problem: LearningProblem = {
    rates,
    weights: drawn(config.initial, STREAMS.initial),
    teacher: drawn(config.target, STREAMS.target),
    kernel,
    transfer,
    dt,
    rules: config.rules.map((rule) => withRefresh(rule as LearningRule, stepsOf(config))),
  };
  const random = new Random(seed, trial, STREAMS.potentials);
  const uniform = (): number => random.uniform();
  const potentials = Float64Array.from({ length: testPotentials * afferents }, (_, k) =>
    drawPotential(rates[k % afferents] as number, kernel, uniform),
  );
  return { trial, problem, measure: errorMeasure(problem, potentials) };
}

/** The exact matrix is made anew at the beginning of every interval, and within it every `refresh` steps. */
const withRefresh = (rule: LearningRule, steps: number): LearningRule =>
  rule.name === 'exact' ? { ...rule, refresh: rule.refresh ?? steps } : rule;

/** The groups are equal but for one afferent; the larger ones come first. */
function ratesOf({ afferents, rates }: LearningConfiguration): Float64Array {
  const groups = rates.length;
  const least = Math.floor(afferents / groups);
  const larger = afferents - least * groups;
  return Float64Array.from(
    rates.flatMap((rate, g) => new Array<number>(least + (g < larger ? 1 : 0)).fill(rate)),
  );
}

function weightsOf(weights: WeightsSpecification, n: number, random: Random): Float64Array {
  if (!('uniform' in weights)) return Float64Array.from(weights);
  const [low, high] = weights.uniform;
  return Float64Array.from({ length: n }, () => (low + (high - low) * random.uniform()) / n);
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

/** A rule and its number. */
interface Placed {
  readonly rule: LearningRule;
  readonly place: number;
}

interface StudentSetting {
  readonly problem: LearningProblem;
  readonly table: CoefficientTable;
  readonly from: TrialState;
  readonly steps: number;
}

/** Some of the rules, from interval to interval. */
interface Student {
  learn(chunk: SpikeChunk, interval: number): void;
  /** Writes what belongs to its rules. */
  tell(weights: Float64Array[], left: number[]): void;
}

function fastStudents({ problem, table, from, steps }: StudentSetting, placed: readonly Placed[]): Student {
  const run = fastLearning(
    { ...problem, rules: placed.map(({ rule }) => rule) },
    {
      table,
      factory: fastLoop().factory,
      initial: placed.map(({ place }) => from.weights[place] as Float64Array),
      firstStep: from.interval * steps,
    },
  );
  return {
    learn(chunk) {
      run.run(chunk);
      run.silence();
    },
    tell(weights) {
      placed.forEach(({ place }, k) => {
        weights[place] = run.weights(k);
      });
    },
  };
}

interface FastLoop {
  readonly name: 'WebAssembly' | 'TypeScript';
  readonly factory: () => LoopFactory;
}

let loopOfThisThread: FastLoop | undefined;

/** WebAssembly where it has been built. The two agree to rounding, not bit by bit. */
function fastLoop(): FastLoop {
  if (loopOfThisThread === undefined) {
    const module = builtModule('learning');
    loopOfThisThread =
      module === undefined
        ? { name: 'TypeScript', factory: typeScriptFactory }
        : { name: 'WebAssembly', factory: webAssemblyFactory(module) };
  }
  return loopOfThisThread;
}

/** Which loop runs here: results are the same bits for the same loop. */
export const fastLoopName = (): FastLoop['name'] => fastLoop().name;

/** The loop is made anew for every interval: it remembers a Fisher matrix. */
function plainStudent({ problem, table, from, steps }: StudentSetting, { rule, place }: Placed): Student {
  let weights = from.weights[place] as Float64Array;
  return {
    learn(chunk, interval) {
      const run = plainLearning(
        { ...problem, weights, rules: [rule] },
        { table, firstStep: interval * steps },
      );
      run.run(chunk);
      weights = run.weights(0);
    },
    tell(all) {
      all[place] = weights;
    },
  };
}

function parametrizedStudent(
  { problem, table, from, steps }: StudentSetting,
  { rule, place }: Placed,
  parametrization: Parametrization,
): Student {
  let w = from.weights[place] as Float64Array;
  let left = from.left[place] as number;
  return {
    learn(chunk, interval) {
      const learned = parametrizedLearning(problem, rule, { parametrization, w }, chunk, {
        tilted: table.at,
        firstStep: interval * steps,
      });
      w = learned.w;
      left += learned.left;
    },
    tell(weights, all) {
      weights[place] = w;
      all[place] = left;
    },
  };
}
