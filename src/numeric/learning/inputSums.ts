/**
 * The first pass of the fast loop over a chunk of spikes: what every rule needs of the input, O(1) a step and O(1) a spike.
 *
 * Afferents are brought up to date only when they spike: a_i and s_i are kept as they were right after the last spike of i, at step
 * last_i. With c_i = ce F/r_i (0 for a silent afferent), the input of the natural rules, and c_i = F, that of Euclidean descent:
 *   slow = sum a, fast = sum s; slowGain = sum c a (a - s), fastGain = sum c s (a - s): what an update k c_i (a_i - s_i) of the weights adds
 *   to sum w a and sum w s. They follow from sum c a^2, sum c a s, sum c s^2: a spike adds c (2a + 1), c (a + s + 1), c (2s + 1).
 * Steps are counted from the beginning of a period (fastLearning.ts).
 */
import type { Constants, LearningProblem } from './problem.ts';
import type { SpikeChunk } from './spikes.ts';

/** Sums that involve c_i. */
export interface Gains {
  readonly c: Float64Array;
  /** At every step of the chunk. */
  slow: Float64Array;
  fast: Float64Array;
  /** sum c a^2, sum c a s, sum c s^2 at the last step. */
  readonly squares: Float64Array;
}

export interface PotentialsAt {
  readonly a: Float64Array;
  readonly s: Float64Array;
  readonly last: Int32Array;
}

/** Below this a decaying sum is 0: subnormal numbers are slow. */
export const NEGLIGIBLE = 1e-250;
/** Sums are flushed at the end of every 32 steps. */
const FLUSH = 31;
/** Powers below this count as 0. */
const LEAST_POWER = 1e-40;
const MOST_POWERS = 2 ** 16;

export class InputSums {
  readonly natural: Gains;
  readonly euclidean: Gains;
  /** sum a and sum s at every step of the chunk. */
  slow = new Float64Array(0);
  fast = new Float64Array(0);
  /** Of every spike of the chunk: its afferent's a, s and last before it. */
  beforeA = new Float64Array(0);
  beforeS = new Float64Array(0);
  beforeLast = new Int32Array(0);
  /** Powers of the decays; 0 from `powers` on. */
  readonly slowPower: Float64Array;
  readonly fastPower: Float64Array;
  readonly #a: Float64Array;
  readonly #s: Float64Array;
  readonly #last: Int32Array;
  readonly #constants: Constants;
  #slow = 0;
  #fast = 0;

  constructor({ rates }: LearningProblem, constants: Constants) {
    const n = rates.length;
    this.#constants = constants;
    const { ce, scale, slowDecay, fastDecay } = constants;
    this.natural = gains(rates.map((rate) => (rate > 0 ? (ce * scale) / rate : 0)));
    this.euclidean = gains(rates.map(() => scale));
    const longest = Math.ceil(Math.log(LEAST_POWER) / Math.log(Math.max(slowDecay, fastDecay)));
    const powers = Math.min(MOST_POWERS, Math.max(64, longest));
    this.slowPower = powersOf(slowDecay, powers);
    this.fastPower = powersOf(fastDecay, powers);
    [this.#a, this.#s, this.#last] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  }

  /** All sums over the chunk whose first step has number `first` in the period. */
  run({ starts, afferents, teacher }: SpikeChunk, first: number): void {
    const steps = teacher.length;
    this.#reserve(steps, afferents.length);
    const { slowDecay, fastDecay } = this.#constants;
    const { slowPower, fastPower, beforeA, beforeS, beforeLast } = this;
    const [sumSlow, sumFast] = [this.slow, this.fast];
    const [as, ss, lasts] = [this.#a, this.#s, this.#last];
    const powers = slowPower.length;
    const slow2 = slowDecay * slowDecay;
    const mixed = slowDecay * fastDecay;
    const fast2 = fastDecay * fastDecay;
    const natural = this.natural;
    const [c, slowGain, fastGain] = [natural.c, natural.slow, natural.fast];
    const [flatSlow, flatFast] = [this.euclidean.slow, this.euclidean.fast];
    const flatC = this.#constants.scale;
    let [AA, AS, SS] = natural.squares as unknown as [number, number, number];
    let [flatAA, flatAS, flatSS] = this.euclidean.squares as unknown as [number, number, number];
    let [slow, fast] = [this.#slow, this.#fast];
    for (let t = 0; t < steps; t++) {
      slow *= slowDecay;
      fast *= fastDecay;
      AA *= slow2;
      AS *= mixed;
      SS *= fast2;
      flatAA *= slow2;
      flatAS *= mixed;
      flatSS *= fast2;
      const now = first + t;
      for (let e = starts[t] as number; e < (starts[t + 1] as number); e++) {
        const i = afferents[e] as number;
        const last = lasts[i] as number;
        const age = now - last;
        const before = as[i] as number;
        const beforeFast = ss[i] as number;
        beforeA[e] = before;
        beforeS[e] = beforeFast;
        beforeLast[e] = last;
        const a = age < powers ? before * (slowPower[age] as number) : 0;
        const s = age < powers ? beforeFast * (fastPower[age] as number) : 0;
        const ci = c[i] as number;
        AA += ci * (2 * a + 1);
        AS += ci * (a + s + 1);
        SS += ci * (2 * s + 1);
        flatAA += flatC * (2 * a + 1);
        flatAS += flatC * (a + s + 1);
        flatSS += flatC * (2 * s + 1);
        slow += 1;
        fast += 1;
        as[i] = a + 1;
        ss[i] = s + 1;
        lasts[i] = now;
      }
      sumSlow[t] = slow;
      sumFast[t] = fast;
      slowGain[t] = AA - AS;
      fastGain[t] = AS - SS;
      flatSlow[t] = flatAA - flatAS;
      flatFast[t] = flatAS - flatSS;
      if ((t & FLUSH) === FLUSH) {
        [slow, fast] = [flushed(slow), flushed(fast)];
        [AA, AS, SS] = [flushed(AA), flushed(AS), flushed(SS)];
        [flatAA, flatAS, flatSS] = [flushed(flatAA), flushed(flatAS), flushed(flatSS)];
      }
    }
    natural.squares.set([AA, AS, SS]);
    this.euclidean.squares.set([flatAA, flatAS, flatSS]);
    [this.#slow, this.#fast] = [slow, fast];
  }

  /** The potentials as kept now; not copies. */
  kept(): PotentialsAt {
    return { a: this.#a, s: this.#s, last: this.#last };
  }

  /** The potentials as kept at the end of step t of the chunk: later spikes are taken back. Copies. */
  potentialsAt({ starts, afferents }: SpikeChunk, t: number): PotentialsAt {
    const [a, s, last] = [this.#a.slice(), this.#s.slice(), this.#last.slice()];
    for (let e = afferents.length - 1; e >= (starts[t + 1] as number); e--) {
      const i = afferents[e] as number;
      a[i] = this.beforeA[e] as number;
      s[i] = this.beforeS[e] as number;
      last[i] = this.beforeLast[e] as number;
    }
    return { a, s, last };
  }

  /** A new period begins at step `end` of the old: all afferents up to date, all sums anew. */
  beginPeriod(end: number): void {
    const [as, ss, lasts] = [this.#a, this.#s, this.#last];
    const powers = this.slowPower.length;
    for (let i = 0; i < as.length; i++) {
      const age = end - 1 - (lasts[i] as number);
      as[i] = age < powers ? (as[i] as number) * (this.slowPower[age] as number) : 0;
      ss[i] = age < powers ? (ss[i] as number) * (this.fastPower[age] as number) : 0;
      // The last step of the period that ends is step -1 of the one that begins.
      lasts[i] = -1;
    }
    this.#sumAnew();
  }

  silence(): void {
    this.#a.fill(0);
    this.#s.fill(0);
    this.#last.fill(-1);
    this.#sumAnew();
  }

  #sumAnew(): void {
    const [as, ss] = [this.#a, this.#s];
    [this.#slow, this.#fast] = [0, 0];
    for (const { squares } of [this.natural, this.euclidean]) squares.fill(0);
    for (let i = 0; i < as.length; i++) {
      const [a, s] = [as[i] as number, ss[i] as number];
      this.#slow += a;
      this.#fast += s;
      for (const { c, squares } of [this.natural, this.euclidean]) {
        const ci = c[i] as number;
        squares[0] = (squares[0] as number) + ci * a * a;
        squares[1] = (squares[1] as number) + ci * a * s;
        squares[2] = (squares[2] as number) + ci * s * s;
      }
    }
  }

  #reserve(steps: number, spikes: number): void {
    if (this.slow.length < steps) {
      [this.slow, this.fast] = [new Float64Array(steps), new Float64Array(steps)];
      for (const each of [this.natural, this.euclidean])
        [each.slow, each.fast] = [new Float64Array(steps), new Float64Array(steps)];
    }
    if (this.beforeA.length < spikes) {
      const length = Math.ceil(1.2 * spikes);
      [this.beforeA, this.beforeS] = [new Float64Array(length), new Float64Array(length)];
      this.beforeLast = new Int32Array(length);
    }
  }
}

const gains = (c: Float64Array): Gains => ({
  c,
  slow: new Float64Array(0),
  fast: new Float64Array(0),
  squares: new Float64Array(3),
});

/** value^0 ... value^(count - 1), each rounded once or twice. */
const powersOf = (value: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => flushed(value ** k));

export const flushed = (value: number): number => (Math.abs(value) < NEGLIGIBLE ? 0 : value);
