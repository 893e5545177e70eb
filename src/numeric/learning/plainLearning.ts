/**
 * The learning rules as the paper's Methods state them: O(n) a step, the reference of the fast loop. Notation and order: problem.ts.
 */
import { exactFisherMatrix } from '../fisher/exact.ts';
import type { FisherOperator } from '../fisher/fisherOperator.ts';
import { type CoefficientTable, coefficientTable } from './coefficientTable.ts';
import { type RuleFactors, ruleFactors } from './factors.ts';
import { checkProblem, constantsOf, type LearningProblem } from './problem.ts';
import type { LearningRule } from './rules.ts';
import type { SpikeChunk } from './spikes.ts';
import { atStep } from './stepError.ts';
import type { TiltedPoint } from './tiltedPoint.ts';
import { scoreAt, voltageFunctions } from './voltageFunctions.ts';

export interface LearningOptions {
  /** gammaS, slope and excess; default: a coefficient table of its own (coefficientTable.ts). */
  readonly table?: CoefficientTable;
  /** The first step's number in messages; default 0. */
  readonly firstStep?: number;
}

export interface LearningRun {
  /** Learns from a chunk of spikes. @throws RangeError naming rule, step and quantity where a number leaves the range of doubles. */
  run(chunk: SpikeChunk): void;
  /** V (mV) of each rule at every step of the last chunk. */
  readonly voltages: readonly Float64Array[];
  /** Somatic weights of rule k now, a copy. */
  weights(k: number): Float64Array;
  /** All potentials are 0 from now on, as after a long silence. */
  silence(): void;
}

/** @throws RangeError on a bad problem (problem.ts). */
export function plainLearning(problem: LearningProblem, options: LearningOptions = {}): LearningRun {
  checkProblem(problem);
  const { rates, dt, transfer } = problem;
  const n = rates.length;
  const constants = constantsOf(problem);
  const { slowDecay, fastDecay, scale, e0, ce } = constants;
  const tilted = (options.table ?? coefficientTable(transfer)).at;
  const functions = voltageFunctions(transfer);
  const [a, s, x] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const students = problem.rules.map((rule) => new Student(problem, rule, tilted));
  const voltages = students.map(() => new Float64Array(0));
  let now = options.firstStep ?? 0;

  function receive(chunk: SpikeChunk, t: number): number {
    for (let i = 0; i < n; i++) {
      a[i] = flushed((a[i] as number) * slowDecay);
      s[i] = flushed((s[i] as number) * fastDecay);
    }
    for (let e = chunk.starts[t] as number; e < (chunk.starts[t + 1] as number); e++) {
      const i = chunk.afferents[e] as number;
      a[i] = (a[i] as number) + 1;
      s[i] = (s[i] as number) + 1;
    }
    let sumX = 0;
    for (let i = 0; i < n; i++) {
      x[i] = scale * ((a[i] as number) - (s[i] as number));
      sumX += x[i] as number;
    }
    return sumX;
  }

  function learn(student: Student, sumX: number, spikes: number, k: number, t: number): void {
    const { weights } = student;
    let [v, first, second] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const w = weights[i] as number;
      v += w * (x[i] as number);
      first += w * (rates[i] as number);
      second += w * w * (rates[i] as number);
    }
    (voltages[k] as Float64Array)[t] = v;
    if (!Number.isFinite(v)) throw new RangeError(`V = ${v} (expected a finite voltage, mV)`);
    student.update(x, sumX, v, e0 * first, second / ce, scoreAt(functions, v, spikes, dt));
  }

  return {
    voltages,
    weights: (k) => (students[k] as Student).weights.slice(),
    silence() {
      a.fill(0);
      s.fill(0);
    },
    run(chunk) {
      const steps = chunk.teacher.length;
      students.forEach((_, k) => {
        if ((voltages[k] as Float64Array).length !== steps) voltages[k] = new Float64Array(steps);
      });
      for (let t = 0; t < steps; t++, now++) {
        const sumX = receive(chunk, t);
        students.forEach((student, k) => {
          atStep(student.rule.name, now, () => learn(student, sumX, chunk.teacher[t] as number, k, t));
        });
      }
    },
  };
}

/** Below this a decaying potential is 0: subnormal numbers are slow. */
const flushed = (value: number): number => (value < 1e-250 ? 0 : value);

/** One rule's weights and its update. */
class Student {
  readonly weights: Float64Array;
  readonly rule: LearningRule;
  readonly #problem: LearningProblem;
  readonly #ce: number;
  readonly #factors: RuleFactors | undefined;
  readonly #out = new Float64Array(3);
  readonly #direction: Float64Array;
  #fisher: FisherOperator | undefined;
  #age = 0;

  constructor(problem: LearningProblem, rule: LearningRule, tilted: TiltedPoint) {
    this.#problem = problem;
    this.rule = rule;
    this.weights = problem.weights.slice();
    this.#direction = new Float64Array(this.weights.length);
    const constants = constantsOf(problem);
    this.#ce = constants.ce;
    if (rule.name !== 'euclidean' && rule.name !== 'exact')
      this.#factors = ruleFactors(rule, constants, problem.transfer, tilted);
  }

  update(x: Float64Array, sumX: number, v: number, mean: number, variance: number, score: number): void {
    const { rule } = this;
    if (rule.name === 'euclidean') this.#move(rule.learningRate * score, x);
    else if (rule.name === 'exact') this.#move(rule.learningRate * score, this.#exactFisher().solve(x));
    else {
      this.#factors?.(v, sumX, mean, variance, this.#out);
      const [gammaS, gammaU, gammaW] = this.#out as unknown as [number, number, number];
      this.#affineDirection(x, gammaU, gammaW);
      this.#move(rule.learningRate * gammaS * score, this.#direction);
    }
  }

  /** ce x/r - gammaU 1 + gammaW w. */
  #affineDirection(x: Float64Array, gammaU: number, gammaW: number): void {
    const [w, direction, ce] = [this.weights, this.#direction, this.#ce];
    const { rates } = this.#problem;
    for (let i = 0; i < w.length; i++) {
      const rate = rates[i] as number;
      const homosynaptic = rate > 0 ? (ce * (x[i] as number)) / rate : 0;
      direction[i] = homosynaptic - gammaU + gammaW * (w[i] as number);
    }
  }

  /** w += k direction. */
  #move(k: number, direction: Float64Array): void {
    if (!Number.isFinite(k)) throw new RangeError(`k = ${k} (expected a finite step size)`);
    const { weights } = this;
    for (let i = 0; i < weights.length; i++) {
      const moved = (weights[i] as number) + k * (direction[i] as number);
      if (!(Math.abs(moved) < Infinity))
        throw new RangeError(`w[${i}] = ${moved} (expected a finite weight)`);
      weights[i] = moved;
    }
  }

  /** The exact matrix at the current weights, at most `refresh` - 1 steps old. */
  #exactFisher(): FisherOperator {
    const refresh = this.rule.name === 'exact' ? (this.rule.refresh ?? 1) : 1;
    if (this.#fisher === undefined || this.#age === refresh) {
      const { rates, kernel, transfer } = this.#problem;
      this.#fisher = exactFisherMatrix({ rates, weights: this.weights.slice(), kernel, transfer });
      this.#age = 0;
    }
    this.#age++;
    return this.#fisher;
  }
}
