/**
 * The learning rules at O(1) a step and O(1) a spike, whatever the number of afferents: the plain loop's results (plainLearning.ts) to rounding.
 *
 * Of the weights a step needs only four sums: P = sum w a and Q = sum w s, so that V = F (P - Q), and mean and variance of V. The update
 * w += k d, d_i = c_i (a_i - s_i) - gammaU + gammaW w_i with c_i = ce F/r_i (problem.ts for notation), moves them by
 *   P += k (sum c a (a - s) - gammaU sum a + gammaW P),  Q += k (sum c s (a - s) - gammaU sum s + gammaW Q),
 *   mean += k (e0 ce sum x - e0 gammaU sum r + gammaW mean),
 *   variance += 2 k w.Sigma.d + k^2 d.Sigma.d,
 *     w.Sigma.d = V - gammaU mean/(ce e0) + gammaW variance,
 *     d.Sigma.d = F sum c (a - s)^2 - 2 gammaU sum x + gammaU^2 sum r/ce + gammaW (V + w.Sigma.d - gammaU mean/(ce e0)).
 * The sums over the input follow from sum c a^2, sum c a s, sum c s^2, to which a spike adds c (2a + 1), c (a + s + 1), c (2s + 1). Euclidean
 * descent, d = x, is the same with c_i = F and gammaU = gammaW = 0; it needs no moments.
 *
 * One weight is needed when its afferent spikes: w_i = A (z_i + b), and with kt = k/A (A after the step)
 *   A *= 1 + k gammaW,  b -= kt gammaU,  z_i += kt c_i (a_i - s_i):
 * A and b are numbers, and from step u to t without a spike of i
 *   z_i += c_i (a_i(u) Dslow - s_i(u) Dfast),  D = sum_{v=u}^{t-1} kt_v decay^(v-u).
 * D takes O(1) from blocks of 32 steps. Where a block ends, z, a and s of the afferents that have spiked in it are brought up to its last
 * step, D being tail(u), the sum from u to there, which is made backwards. From such a step u on, the last before block J,
 *   D = decay rest(J) + decay^(start - u) head(t),  `start` the beginning of the block of t,
 *   rest(J) = the sum over the whole blocks from J on, of which only the last few are still changing;
 *   head(t) = the sum over the block of t before t.
 * Every power is at most 1: nothing cancels. Within one block the sum is taken term by term.
 *
 * All weights are brought up to date, O(n), and all sums made anew from them at the end of a period and, for one rule, within it, where A
 * leaves its range, where k gammaW is not small, and where b or the variance tell that digits cancel (fastLoop.ts).
 */
import { type CoefficientTable, coefficientTable } from './coefficientTable.ts';
import { ruleFactors } from './factors.ts';
import { growth, type Loop, type LoopParts, MOST_CHANGE, type Rare, typeScriptLoop } from './fastLoop.ts';
import {
  BLOCK,
  H,
  KINDS,
  LOGISTIC_STEPS,
  type Places,
  placesFor,
  powersThatMatter,
  R,
  RULE,
  S,
  type Sizes,
  writeLogistic,
  writePowers,
  Z,
} from './fastMemory.ts';
import type { LearningOptions, LearningRun } from './plainLearning.ts';
import { type Constants, checkProblem, constantsOf, type LearningProblem } from './problem.ts';
import type { LearningRule } from './rules.ts';
import type { SpikeChunk } from './spikes.ts';
import { namingStep } from './stepError.ts';
import { type VoltageFunctions, voltageFunctions } from './voltageFunctions.ts';

/** Makes a memory of this many bytes and, later, the loop over it. */
export interface LoopFactory {
  readonly memory: (bytes: number) => ArrayBuffer;
  readonly loop: (parts: LoopParts, table: CoefficientTable, functions: VoltageFunctions) => Loop;
}

export interface FastOptions extends LearningOptions {
  /** Each rule's weights before learning; default: those of the problem for all. To go on with a run. */
  readonly initial?: readonly Float64Array[];
  /** Steps after which everything is made anew; default 32 n, within 8192 ... 131072. */
  readonly period?: number;
  /** Sums are made anew within a period where digits cancel; default true. Off only to show that it is needed. */
  readonly rebase?: boolean;
  /** Default: the loop in TypeScript. */
  readonly factory?: () => LoopFactory;
}

export const typeScriptFactory = (): LoopFactory => ({
  memory: (bytes) => new ArrayBuffer(bytes),
  loop: typeScriptLoop,
});

/** @throws RangeError on a bad problem (problem.ts) and on the rule `exact`, which is the plain loop's. */
export function fastLearning(problem: LearningProblem, options: FastOptions = {}): LearningRun {
  checkProblem(problem);
  for (const { name } of problem.rules) {
    if (name === 'exact')
      throw new RangeError('exact: rule of the plain loop (expected a rule affine in the weights)');
  }
  return new FastLearning(problem, options);
}

class FastLearning implements LearningRun {
  readonly voltages: Float64Array[];
  readonly table: CoefficientTable;
  readonly #problem: LearningProblem;
  readonly #options: FastOptions;
  readonly #constants: Constants;
  readonly #period: number;
  readonly #powers: number;
  #sizes: Sizes | undefined;
  #memory = new Float64Array(0);
  #integers = new Int32Array(0);
  #places: Places | undefined;
  #loop: Loop | undefined;
  /** The chunk's first step, counted in the run and in the period. */
  #now: number;
  #first = 0;

  constructor(problem: LearningProblem, options: FastOptions) {
    const n = problem.rates.length;
    this.#problem = problem;
    this.#options = options;
    this.#constants = constantsOf(problem);
    this.#powers = powersThatMatter(this.#constants.slowDecay, this.#constants.fastDecay);
    this.#period = options.period ?? Math.min(131_072, Math.max(8192, 32 * n));
    this.table = options.table ?? coefficientTable(problem.transfer);
    this.voltages = problem.rules.map(() => new Float64Array(0));
    this.#now = options.firstStep ?? 0;
    this.#makeRoom(0, 0);
    for (let i = 0; i < n; i++) {
      const record = this.#record(i);
      problem.rules.forEach((_, r) => {
        this.#memory[record + Z + r] = (options.initial?.[r] ?? problem.weights)[i] as number;
      });
    }
    for (let r = 0; r < problem.rules.length; r++) this.#sumAnew(r, -1);
  }

  run(chunk: SpikeChunk): void {
    const steps = chunk.teacher.length;
    this.#makeRoom(steps, chunk.afferents.length);
    const { starts, afferents, teacher, voltages } = this.#place();
    this.#integers.set(chunk.starts.subarray(0, steps + 1), 2 * starts);
    this.#integers.set(chunk.afferents, 2 * afferents);
    this.#integers.set(chunk.teacher, 2 * teacher);
    this.#loop?.run(steps, this.#first);
    const chunkSteps = this.#integers[2 * H.chunkSteps] as number;
    this.#problem.rules.forEach((_, r) => {
      const from = voltages + r * chunkSteps;
      this.voltages[r] = this.#memory.subarray(from, from + steps);
    });
    this.#first += steps;
    this.#now += steps;
    if (this.#first >= this.#period) this.#beginPeriod();
  }

  weights(r: number): Float64Array {
    return this.#problem.rates.map((_, i) => this.#weight(r, this.#record(i), this.#first));
  }

  silence(): void {
    this.#beginPeriod();
    const n = this.#problem.rates.length;
    for (let i = 0; i < n; i++) this.#memory.fill(0, this.#record(i), this.#record(i) + 2);
    this.#beginPeriod();
  }

  #place(): Places {
    return this.#places as Places;
  }

  #record(i: number): number {
    return this.#place().records + i * this.#place().recordDoubles;
  }

  #state(r: number): number {
    return this.#place().rules + RULE * r;
  }

  /** A memory large enough for the next chunk; all numbers of the old one move into it as they are. */
  #makeRoom(steps: number, spikes: number): void {
    const old = this.#sizes;
    if (old !== undefined && steps <= old.chunkSteps && spikes <= old.chunkSpikes) return;
    const [memory, from] = [this.#memory, this.#places];
    const chunkSteps = Math.max(steps, old?.chunkSteps ?? 0);
    this.#sizes = {
      afferents: this.#problem.rates.length,
      rules: this.#problem.rules.length,
      chunkSteps,
      periodSteps: this.#period + chunkSteps,
      chunkSpikes: Math.ceil(1.2 * spikes) + 64,
      powers: this.#powers,
    };
    const places = placesFor(this.#sizes);
    const factory = (this.#options.factory ?? typeScriptFactory)();
    const buffer = factory.memory(8 * places.end);
    this.#memory = new Float64Array(buffer, 0, places.end);
    this.#integers = new Int32Array(buffer, 0, 2 * places.end);
    this.#places = places;
    this.#writeHeader(chunkSteps);
    if (from === undefined) this.#writeRules();
    else move(memory, from, this.#memory, places);
    this.#loop = this.#loopOf(factory);
  }

  #loopOf(factory: LoopFactory): Loop {
    const { transfer, rules } = this.#problem;
    const functions = voltageFunctions(transfer);
    const factors = rules.map((rule) =>
      rule.name === 'euclidean' || rule.name === 'exact'
        ? undefined
        : ruleFactors(rule, this.#constants, transfer, this.table.at),
    );
    const localRules = rules.flatMap((rule, r) => (kindOf(rule) === KINDS.local ? [r] : []));
    const [memory, integers, places, rare] = [this.#memory, this.#integers, this.#place(), this.#rare()];
    return factory.loop(
      { memory, integers, places, functions, factors, rare, localRules },
      this.table,
      functions,
    );
  }

  #writeHeader(steps: number): void {
    const [m, places, c] = [this.#memory, this.#place(), this.#constants];
    const { transfer, dt, rules } = this.#problem;
    writePowers(m, places, this.#powers, [c.slowDecay, c.fastDecay]);
    m.set([c.slowDecay, c.fastDecay, c.scale, c.e0, c.ce, c.q, dt, c.totalRate], H.decay);
    if (transfer.name === 'sigmoid') {
      writeLogistic(m, places);
      m.set([transfer.phiMax, transfer.beta, transfer.theta], H.phiMax);
      m[H.steepness] = LOGISTIC_STEPS * transfer.beta;
      m[H.mostPerStep] = transfer.phiMax * dt;
    }
    m[H.meanInput] = c.totalRate > 0 ? (c.ce / c.totalRate) * (c.q / (1 + c.q)) : 0;
    m[H.oneAndQ] = 1 + c.q;
    m[H.mostChange] = (this.#options.rebase ?? true) ? MOST_CHANGE : Infinity;
    m[H.unitRate] = c.e0 * c.totalRate;
    const unit = c.ce * c.e0;
    m.set([unit, 1 / unit, c.totalRate / c.ce], H.unit);
    const mixed = c.slowDecay * c.fastDecay;
    m.set([c.slowDecay ** 2, mixed, mixed, c.fastDecay ** 2], H.squareDecays);
    const whole = {
      powers: this.#powers,
      rules: rules.length,
      recordBytes: 8 * places.recordDoubles,
      rebase: (this.#options.rebase ?? true) ? 1 : 0,
      powerAt: 8 * places.power,
      logisticAt: 8 * places.logistic,
      rulesAt: 8 * places.rules,
      recordsAt: 8 * places.records,
      ktAt: 8 * places.kt,
      tailAt: 8 * places.tail,
      restAt: 8 * places.rest,
      voltagesAt: 8 * places.voltages,
      startsAt: 8 * places.starts,
      afferentsAt: 8 * places.afferents,
      teacherAt: 8 * places.teacher,
      spikedAt: 8 * places.spiked,
      chunkSteps: steps,
    };
    for (const [name, value] of Object.entries(whole)) {
      this.#integers[2 * H[name as keyof typeof whole]] = value;
    }
  }

  #writeRules(): void {
    const m = this.#memory;
    const { ce, scale } = this.#constants;
    this.#problem.rates.forEach((rate, i) => {
      m[this.#record(i) + R.c] = rate > 0 ? (ce * scale) / rate : 0;
      this.#integers[2 * (this.#record(i) + R.last)] = -1;
    });
    this.#problem.rules.forEach((rule, r) => {
      const state = this.#state(r);
      m[state + S.A] = 1;
      // In no cell yet.
      m[state + S.cellMean] = Infinity;
      m[state + S.cellWidth] = 1 / this.table.cell;
      this.#integers[2 * (state + S.kind)] = kindOf(rule);
      m[state + S.learningRate] = rule.learningRate;
      if (rule.name === 'approximated') m.set([rule.cu ?? 0.95, rule.cw ?? 0.05], state + S.cu);
    });
  }

  /** The rule's weight of the record's afferent before step t. */
  #weight(r: number, record: number, t: number): number {
    const [m, places, state] = [this.#memory, this.#place(), this.#state(r)];
    const rules = this.#problem.rules.length;
    const gained = growth(m, this.#integers, places, this.#powers, r, rules, record, t);
    return (m[state + S.A] as number) * ((m[record + Z + r] as number) + gained + (m[state + S.b] as number));
  }

  /** z = w: all weights of the rules are those before step t. */
  #bringUpTo(t: number, rules: readonly number[]): void {
    const m = this.#memory;
    for (let i = 0; i < this.#problem.rates.length; i++) {
      const record = this.#record(i);
      for (const r of rules) m[record + Z + r] = this.#weight(r, record, t);
    }
    for (const r of rules) this.#forget(r, t);
  }

  /** Nothing before step t moves z of the rule any more. */
  #forget(r: number, t: number): void {
    const [m, state, { kt, rest }] = [this.#memory, this.#state(r), this.#place()];
    const rules = this.#problem.rules.length;
    [m[state + S.A], m[state + S.b], m[state + S.headSlow], m[state + S.headFast]] = [1, 0, 0, 0];
    for (let v = 0; v < BLOCK; v++) m[kt + v * rules + r] = 0;
    for (let block = 0; block <= t / BLOCK; block++)
      m.fill(0, rest + 2 * (block * rules + r), rest + 2 * (block * rules + r + 1));
  }

  /** a (0) or s (1) of the record at step t. */
  #potential(record: number, which: 0 | 1, t: number): number {
    const age = t - (this.#integers[2 * (record + R.last)] as number);
    const power = age < this.#powers ? (this.#memory[this.#place().power + 2 * age + which] as number) : 0;
    return (this.#memory[record + which] as number) * power;
  }

  /** P, Q (decayed for the next step), mean and variance from the weights and the potentials at step t; z misses nothing. */
  #sumAnew(r: number, t: number): void {
    const [m, state, { e0, ce }] = [this.#memory, this.#state(r), this.#constants];
    const { rates } = this.#problem;
    const { records, recordDoubles } = this.#place();
    let [P, Q, first, second] = [0, 0, 0, 0];
    for (let i = 0, record = records; i < rates.length; i++, record += recordDoubles) {
      const w = m[record + Z + r] as number;
      const rate = rates[i] as number;
      if (!(Math.abs(w) < Infinity)) throw new RangeError(`w[${i}] = ${w} (expected a finite weight)`);
      first += w * rate;
      second += w * w * rate;
      P += w * this.#potential(record, 0, t + 1);
      Q += w * this.#potential(record, 1, t + 1);
    }
    [m[state + S.P], m[state + S.Q]] = [P, Q];
    [m[state + S.mean], m[state + S.variance], m[state + S.peak]] = [e0 * first, second / ce, second / ce];
  }

  /** The period ends before step #first, which becomes step 0. */
  #beginPeriod(): void {
    const m = this.#memory;
    const { rules } = this.#problem;
    this.#bringUpTo(
      this.#first,
      rules.map((_, r) => r),
    );
    this.#sumInputAnew(this.#first - 1);
    rules.forEach((rule, r) => {
      const state = this.#state(r);
      // On an edge two cells may answer: which one must not depend on the past.
      m[state + S.cellMean] = Infinity;
      try {
        this.#sumAnew(r, -1);
      } catch (error) {
        throw namingStep(error, rule.name, this.#now);
      }
    });
    this.#first = 0;
  }

  /** a and s of every afferent as of step t, which becomes step -1, the end of a block, and the sums over them. */
  #sumInputAnew(t: number): void {
    const m = this.#memory;
    const { recordDoubles, records } = this.#place();
    const n = this.#problem.rates.length;
    let [slow, fast, AA, AS, SS, flatAA, flatAS, flatSS] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0, record = records; i < n; i++, record += recordDoubles) {
      const a = this.#potential(record, 0, t);
      const s = this.#potential(record, 1, t);
      const c = m[record + R.c] as number;
      m[record + R.a] = a;
      m[record + R.s] = s;
      this.#integers[2 * (record + R.last)] = -1;
      slow += a;
      fast += s;
      AA += c * a * a;
      AS += c * a * s;
      SS += c * s * s;
      flatAA += a * a;
      flatAS += a * s;
      flatSS += s * s;
    }
    this.#integers[2 * H.spiked] = 0;
    const { scale } = this.#constants;
    m.set([slow, fast, AA, AS, SS, scale * flatAA, scale * flatAS, scale * flatSS], H.sums);
  }

  #rare(): Rare {
    const name = (r: number): string => (this.#problem.rules[r] as LearningRule).name;
    const failed = (r: number, t: number, error: unknown): unknown =>
      namingStep(error, name(r), this.#now + t);
    const guarded = (r: number, t: number, act: () => void): void => {
      try {
        act();
      } catch (error) {
        throw failed(r, t, error);
      }
    };
    return {
      failed,
      runaway: (_r, _t, v) => {
        throw new RangeError(`V = ${v} (expected a finite voltage, mV)`);
      },
      updateAll: (r, t, k, gammaU, gammaW) => this.#updateAll(r, this.#first + t, k, gammaU, gammaW),
      makeAnew: (r, t) =>
        guarded(r, t, () => {
          const step = this.#first + t;
          this.#bringUpTo(step + 1, [r]);
          this.#sumAnew(r, step);
        }),
    };
  }

  /** w += k (c (a - s) - gammaU + gammaW w) at once, at step `step`. */
  #updateAll(r: number, step: number, k: number, gammaU: number, gammaW: number): void {
    if (![k, gammaU, gammaW].every(Number.isFinite))
      throw new RangeError(`k = ${k}, gammaU = ${gammaU}, gammaW = ${gammaW} (expected finite numbers)`);
    const m = this.#memory;
    const euclidean = this.#integers[2 * (this.#state(r) + S.kind)] === KINDS.euclidean;
    this.#bringUpTo(step, [r]);
    this.#problem.rates.forEach((_, i) => {
      const record = this.#record(i);
      const c = euclidean ? this.#constants.scale : (m[record + R.c] as number);
      const homosynaptic = c * (this.#potential(record, 0, step) - this.#potential(record, 1, step));
      const w = m[record + Z + r] as number;
      m[record + Z + r] = w + k * (homosynaptic - gammaU + gammaW * w);
    });
    this.#sumAnew(r, step);
  }
}

/** The arrays that outlive a chunk, and the sums, from one memory to a larger one. */
function move(old: Float64Array, from: Places, memory: Float64Array, to: Places): void {
  for (const [name, next] of [
    ['rules', 'records'],
    ['records', 'kt'],
    ['kt', 'tail'],
    ['tail', 'rest'],
    ['rest', 'spiked'],
    ['spiked', 'voltages'],
  ] as const) {
    memory.set(old.subarray(from[name], from[next]), to[name]);
  }
  memory.set(old.subarray(H.sums, H.answer), H.sums);
}

function kindOf(rule: LearningRule): number {
  if (rule.name === 'local') return rule.thirdFactor === 'limit' ? KINDS.limit : KINDS.local;
  return KINDS[rule.name as 'euclidean' | 'natural' | 'approximated' | 'quadratic'];
}
