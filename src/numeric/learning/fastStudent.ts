/**
 * One rule of the fast loop: its second pass over a chunk of spikes, O(1) a step and O(1) a spike.
 *
 * Of the weights a step needs only four sums (problem.ts for notation): P = sum w a and Q = sum w s, so that V = F (P - Q), and the mean and
 * variance of V. The update w += k d, d = ce x/r - gammaU 1 + gammaW w, moves them by
 *   P += k (slowGain - gammaU sum a + gammaW P),  Q += k (fastGain - gammaU sum s + gammaW Q),
 *   mean += k (e0 ce sum x - e0 gammaU sum r + gammaW mean),
 *   variance += 2 k w.Sigma.d + k^2 d.Sigma.d,
 *     w.Sigma.d = V - gammaU mean/(ce e0) + gammaW variance,
 *     d.Sigma.d = F (slowGain - fastGain) - 2 gammaU sum x + gammaU^2 sum r/ce + gammaW (V + w.Sigma.d - gammaU mean/(ce e0)),
 * with the sums over the input from inputSums.ts. The weights themselves are lazyWeights.ts. Euclidean descent, d = x, is the same with
 * gammaU = gammaW = 0 and its own gains; it needs no moments.
 *
 * All weights are brought up to date (O(n)) and all sums made anew at the end of a period and, within one, where A leaves
 * [1/A_RANGE, A_RANGE], where 1 + k gammaW nears 0, and where b or the variance tell that digits cancel.
 */
import { type RuleFactors, ruleFactors } from './factors.ts';
import { flushed, type Gains, type InputSums, type PotentialsAt } from './inputSums.ts';
import { BLOCK, LazyWeights, powerAt, sumBetween } from './lazyWeights.ts';
import type { Constants, LearningProblem } from './problem.ts';
import type { LearningRule } from './rules.ts';
import type { SpikeChunk } from './spikes.ts';
import { namingStep } from './stepError.ts';
import type { TiltedPoint } from './tiltedPoint.ts';
import { scoreAt, type VoltageFunctions, voltageFunctions } from './voltageFunctions.ts';

const MASK = BLOCK - 1;
const A_RANGE = 1e3;
/** b may be this many times the weights' root mean square. */
const B_RANGE = 1e3;
/** The variance may fall to this share of its largest value since the sums were made anew. */
const LEAST_SHARE = 1e-3;

export interface FastSettings {
  /** Whether sums are made anew within a period; off only to show that it is needed. */
  readonly rebase: boolean;
}

export class FastStudent {
  readonly rule: LearningRule;
  voltages = new Float64Array(0);
  readonly #problem: LearningProblem;
  readonly #constants: Constants;
  readonly #inputs: InputSums;
  readonly #gains: Gains;
  readonly #lazy: LazyWeights;
  readonly #functions: VoltageFunctions;
  readonly #factors: RuleFactors | undefined;
  readonly #rebase: boolean;
  /** z: w_i = A (z_i + b). */
  readonly #z: Float64Array;
  /** A, b; P, Q, mean, variance, the largest variance since they were made anew; head of either decay. */
  #A = 1;
  #b = 0;
  #P = 0;
  #Q = 0;
  #mean = 0;
  #variance = 0;
  #peak = 0;
  #headSlow = 0;
  #headFast = 0;
  /** The first step of the period that z does not include for afferents that have not spiked since. */
  #origin = 0;

  constructor(
    problem: LearningProblem,
    rule: LearningRule,
    constants: Constants,
    inputs: InputSums,
    tilted: TiltedPoint,
    settings: FastSettings,
  ) {
    if (rule.name === 'exact')
      throw new RangeError('exact: rule of the plain loop (expected a rule affine in the weights)');
    this.#problem = problem;
    this.rule = rule;
    this.#constants = constants;
    this.#inputs = inputs;
    this.#gains = rule.name === 'euclidean' ? inputs.euclidean : inputs.natural;
    this.#lazy = new LazyWeights(inputs.slowPower, inputs.fastPower);
    this.#functions = voltageFunctions(problem.transfer);
    this.#factors =
      rule.name === 'euclidean' ? undefined : ruleFactors(rule, constants, problem.transfer, tilted);
    this.#rebase = settings.rebase;
    this.#z = problem.weights.slice();
    this.#sumAnew(undefined, 0);
  }

  /** Learns from the chunk whose first step is `first` of the period and `now` of the run. */
  run(chunk: SpikeChunk, first: number, now: number): void {
    const { starts, afferents, teacher } = chunk;
    const steps = teacher.length;
    if (this.voltages.length !== steps) this.voltages = new Float64Array(steps);
    const lazy = this.#lazy;
    lazy.reserve(first + steps);
    const { dt } = this.#problem;
    const { slowDecay, fastDecay, scale, e0, ce, totalRate } = this.#constants;
    const inputs = this.#inputs;
    const [sumSlow, sumFast, beforeA, beforeS, beforeLast] = [
      inputs.slow,
      inputs.fast,
      inputs.beforeA,
      inputs.beforeS,
      inputs.beforeLast,
    ];
    const { c, slow: slowGain, fast: fastGain } = this.#gains;
    const { kt: kts, slowPower, fastPower, tailSlow, tailFast, restSlow, restFast } = lazy;
    const { voltages } = this;
    const functions = this.#functions;
    const factors = this.#factors;
    const eta = this.rule.learningRate;
    const out = OUT;
    const meanUnit = 1 / (ce * e0);
    const z = this.#z;
    let [A, b, P, Q] = [this.#A, this.#b, this.#P, this.#Q];
    let [mean, variance, peak] = [this.#mean, this.#variance, this.#peak];
    let [headSlow, headFast] = [this.#headSlow, this.#headFast];
    let origin = this.#origin;
    let t = 0;
    try {
      for (; t < steps; t++) {
        const step = first + t;
        P *= slowDecay;
        Q *= fastDecay;
        for (let e = starts[t] as number; e < (starts[t + 1] as number); e++) {
          const i = afferents[e] as number;
          const last = beforeLast[e] as number;
          const u = last < origin ? origin : last;
          const a = (beforeA[e] as number) * powerAt(slowPower, u - last);
          const s = (beforeS[e] as number) * powerAt(fastPower, u - last);
          const Dslow = sumBetween(lazy, tailSlow, restSlow, slowPower, u, step, headSlow);
          const Dfast = sumBetween(lazy, tailFast, restFast, fastPower, u, step, headFast);
          const zi = (z[i] as number) + (c[i] as number) * (a * Dslow - s * Dfast);
          z[i] = zi;
          const w = A * (zi + b);
          P += w;
          Q += w;
        }
        const v = scale * (P - Q);
        voltages[t] = v;
        if (!(Math.abs(v) < Infinity)) throw new RangeError(`V = ${v} (expected a finite voltage, mV)`);
        const [slow, fast] = [sumSlow[t] as number, sumFast[t] as number];
        const sumX = scale * (slow - fast);
        let [gammaS, gammaU, gammaW] = [1, 0, 0];
        if (factors !== undefined) {
          factors(v, sumX, mean, variance, out);
          gammaS = out[0] as number;
          gammaU = out[1] as number;
          gammaW = out[2] as number;
        }
        const k = eta * gammaS * scoreAt(functions, v, teacher[t] as number, dt);
        const growth = 1 + k * gammaW;
        const nextA = A * growth;
        const usable =
          Math.abs(nextA) < A_RANGE && Math.abs(nextA) > 1 / A_RANGE && Math.abs(growth) > 1 / A_RANGE;
        if (!(usable && Math.abs(k) < Infinity) && (this.#rebase || !(nextA !== 0))) {
          // The step's update goes straight to the weights.
          if (!(Math.abs(k) < Infinity && Math.abs(nextA) < Infinity))
            throw new RangeError(
              `k = ${k}, gammaU = ${gammaU}, gammaW = ${gammaW} (expected a finite update)`,
            );
          [this.#A, this.#b, this.#headSlow, this.#headFast, this.#origin] = [
            A,
            b,
            headSlow,
            headFast,
            origin,
          ];
          const kept = inputs.potentialsAt(chunk, t);
          const potentials = this.#potentialsAt(kept, step);
          this.#bringUpTo(kept, step);
          this.#updateAll(potentials, k, gammaU, gammaW);
          this.#sumAnew(potentials, step + 1);
          [A, b, P, Q] = [1, 0, this.#P, this.#Q];
          [mean, variance, peak] = [this.#mean, this.#variance, this.#peak];
          origin = step + 1;
          kts[step] = 0;
        } else {
          A = nextA;
          const kt = k / A;
          b -= kt * gammaU;
          kts[step] = kt;
          const inBlock = step & MASK;
          headSlow += kt * powerAt(slowPower, inBlock);
          headFast += kt * powerAt(fastPower, inBlock);
          const [onSlow, onFast] = [slowGain[t] as number, fastGain[t] as number];
          P += k * (onSlow - gammaU * slow + gammaW * P);
          Q += k * (onFast - gammaU * fast + gammaW * Q);
          if (factors !== undefined) {
            const pull = gammaU * mean * meanUnit;
            const along = v - pull + gammaW * variance;
            const length =
              scale * (onSlow - onFast) -
              2 * gammaU * sumX +
              (gammaU * gammaU * totalRate) / ce +
              gammaW * (v + along - pull);
            variance += k * (2 * along + k * length);
            mean += k * (e0 * (ce * sumX - gammaU * totalRate) + gammaW * mean);
            if (variance > peak) peak = variance;
          }
        }
        if ((step & MASK) === MASK) {
          lazy.endBlock(step + 1);
          [headSlow, headFast] = [0, 0];
          [P, Q] = [flushed(P), flushed(Q)];
          const cancelled =
            factors !== undefined &&
            (!(variance >= LEAST_SHARE * peak) ||
              A * A * b * b * totalRate > B_RANGE * B_RANGE * variance * ce);
          if (cancelled && this.#rebase) {
            [this.#A, this.#b, this.#headSlow, this.#headFast, this.#origin] = [
              A,
              b,
              headSlow,
              headFast,
              origin,
            ];
            const kept = inputs.potentialsAt(chunk, t);
            this.#bringUpTo(kept, step + 1);
            this.#sumAnew(this.#potentialsAt(kept, step), step + 1);
            [A, b, P, Q] = [1, 0, this.#P, this.#Q];
            [mean, variance, peak] = [this.#mean, this.#variance, this.#peak];
            origin = step + 1;
          }
        }
      }
    } catch (error) {
      throw namingStep(error, this.rule.name, now + t);
    }
    [this.#A, this.#b, this.#P, this.#Q] = [A, b, P, Q];
    [this.#mean, this.#variance, this.#peak] = [mean, variance, peak];
    [this.#headSlow, this.#headFast, this.#origin] = [headSlow, headFast, origin];
  }

  /** The weights before step `end`, from potentials as kept there. */
  weightsAt(kept: PotentialsAt, end: number): Float64Array {
    const { slowPower, fastPower, tailSlow, tailFast, restSlow, restFast } = this.#lazy;
    return this.#z.map((zi, i) => {
      const last = kept.last[i] as number;
      const u = Math.max(last, this.#origin);
      const a = (kept.a[i] as number) * powerAt(slowPower, u - last);
      const s = (kept.s[i] as number) * powerAt(fastPower, u - last);
      const Dslow = sumBetween(this.#lazy, tailSlow, restSlow, slowPower, u, end, this.#headSlow);
      const Dfast = sumBetween(this.#lazy, tailFast, restFast, fastPower, u, end, this.#headFast);
      return this.#A * (zi + (this.#gains.c[i] as number) * (a * Dslow - s * Dfast) + this.#b);
    });
  }

  /** A period ends before step `end`. */
  beginPeriod(kept: PotentialsAt, end: number): void {
    this.#bringUpTo(kept, end);
    this.#sumAnew(this.#potentialsAt(kept, end - 1), 0);
    [this.#headSlow, this.#headFast] = [0, 0];
  }

  silence(): void {
    [this.#P, this.#Q] = [0, 0];
  }

  #bringUpTo(kept: PotentialsAt, end: number): void {
    this.#z.set(this.weightsAt(kept, end));
    [this.#A, this.#b] = [1, 0];
  }

  /** a_i and s_i at step t. */
  #potentialsAt({ a, s, last }: PotentialsAt, t: number): PotentialsAt {
    const { slowPower, fastPower } = this.#lazy;
    return {
      a: a.map((value, i) => value * powerAt(slowPower, t - (last[i] as number))),
      s: s.map((value, i) => value * powerAt(fastPower, t - (last[i] as number))),
      last,
    };
  }

  #updateAll({ a, s }: PotentialsAt, k: number, gammaU: number, gammaW: number): void {
    const [w, { c }] = [this.#z, this.#gains];
    for (let i = 0; i < w.length; i++) {
      const homosynaptic = (c[i] as number) * ((a[i] as number) - (s[i] as number));
      w[i] = (w[i] as number) + k * (homosynaptic - gammaU + gammaW * (w[i] as number));
    }
  }

  /** P, Q, mean and variance from the weights and the potentials (default: none). */
  #sumAnew(potentials: PotentialsAt | undefined, origin: number): void {
    const [w, { rates }, { e0, ce }] = [this.#z, this.#problem, this.#constants];
    [this.#P, this.#Q] = [0, 0];
    let [first, second] = [0, 0];
    for (let i = 0; i < w.length; i++) {
      const [wi, rate] = [w[i] as number, rates[i] as number];
      if (!(Math.abs(wi) < Infinity)) throw new RangeError(`w[${i}] = ${wi} (expected a finite weight)`);
      first += wi * rate;
      second += wi * wi * rate;
      this.#P += wi * (potentials?.a[i] ?? 0);
      this.#Q += wi * (potentials?.s[i] ?? 0);
    }
    [this.#mean, this.#variance] = [e0 * first, second / ce];
    this.#peak = this.#variance;
    this.#origin = origin;
  }
}

const OUT = new Float64Array(3);
