/**
 * The fast loop in TypeScript: one chunk, all rules step by step. assembly/learning.ts is the same in WebAssembly; where the memory holds what:
 * fastMemory.ts; why it is right: fastLearning.ts.
 */
import type { RuleFactors } from './factors.ts';
import { BLOCK, flushed, H, KINDS, type Places, R, RULE, S, Z } from './fastMemory.ts';
import { scoreAt, type VoltageFunctions } from './voltageFunctions.ts';

const MASK = BLOCK - 1;
const SHIFT = 5;
/** A step that changes the weights by this share moves them one by one: A stays far from 0. */
export const MOST_CHANGE = 0.5;
/** At the end of a block weights are brought up to date where A has left [1/A_RANGE, A_RANGE], */
const A_RANGE = 1e3;
/** where A b is this many times the weights' root mean square, */
const B_RANGE = 1e3;
/** and where the variance has fallen to this share of its largest value since the sums were made anew. */
const LEAST_SHARE = 1e-3;
/** Whole blocks further back than this power change no digit of `rest`. */
const NO_CHANGE = 1e-20;

/** gammaS, gammaU, gammaW of Euclidean descent. */
const EUCLIDEAN_FACTORS = Float64Array.of(1, 0, 0);

/** What is rare. r the rule, t the step within the chunk. */
export interface Rare {
  updateAll(r: number, t: number, k: number, gammaU: number, gammaW: number): void;
  makeAnew(r: number, t: number): void;
  runaway(r: number, t: number, v: number): void;
  /** Wraps an error in rule and step. */
  failed(r: number, t: number, error: unknown): unknown;
}

export interface Loop {
  /** One chunk of `steps` steps, the first of which has number `first` in the period. */
  run(steps: number, first: number): void;
}

export interface LoopParts {
  readonly memory: Float64Array;
  /** The same memory as integers. */
  readonly integers: Int32Array;
  readonly places: Places;
  readonly functions: VoltageFunctions;
  /** Undefined for Euclidean descent. */
  readonly factors: readonly (RuleFactors | undefined)[];
  readonly rare: Rare;
  /** Rules whose third factor is -(log h)'(V). */
  readonly localRules: readonly number[];
}

export function typeScriptLoop({ memory: m, integers, places, functions, factors, rare }: LoopParts): Loop {
  const rules = factors.length;
  const number = (place: number): number => m[place] as number;
  const powers = integers[2 * H.powers] as number;
  const out = new Float64Array(3);
  const [slowDecay, fastDecay] = [number(H.decay), number(H.decay + 1)];
  const [slow2, mixed, fast2] = [slowDecay * slowDecay, slowDecay * fastDecay, fastDecay * fastDecay];
  const [scale, e0, ce, dt] = [number(H.scale), number(H.e0), number(H.ce), number(H.dt)];
  const totalRate = number(H.totalRate);
  const meanUnit = 1 / (ce * e0);
  const chunkSteps = integers[2 * H.chunkSteps] as number;
  const mostChange = number(H.mostChange);
  const mayRebase = integers[2 * H.rebase] !== 0;
  const { power, kt: kts, tail, rest, records, recordDoubles } = places;
  const [spikedAt, spikedCount] = [2 * places.spiked, 2 * H.spiked];
  const [startsAt, afferentsAt, teacherAt] = [2 * places.starts, 2 * places.afferents, 2 * places.teacher];

  /** decay^k, slow (0) or fast (1). */
  const powerAt = (k: number, which: number): number =>
    k < powers ? (m[power + 2 * k + which] as number) : 0;

  function decaySums(): void {
    decayPair(H.sums);
    decaySquares(H.squares);
    decaySquares(H.flatSquares);
  }

  function decayPair(place: number): void {
    m[place] = number(place) * slowDecay;
    m[place + 1] = number(place + 1) * fastDecay;
  }

  function decaySquares(place: number): void {
    m[place] = number(place) * slow2;
    m[place + 1] = number(place + 1) * mixed;
    m[place + 2] = number(place + 2) * fast2;
  }

  function spike(i: number, step: number): void {
    const record = records + i * recordDoubles;
    const last = integers[2 * (record + R.last)] as number;
    if (last < (step & ~MASK)) {
      const count = integers[spikedCount] as number;
      integers[spikedAt + count] = i;
      integers[spikedCount] = count + 1;
    }
    for (let r = 0; r < rules; r++) {
      const state = places.rules + RULE * r;
      const z = number(record + Z + r) + growth(m, integers, places, powers, r, rules, record, step);
      m[record + Z + r] = z;
      const w = number(state + S.A) * (z + number(state + S.b));
      m[state + S.P] = number(state + S.P) + w;
      m[state + S.Q] = number(state + S.Q) + w;
    }
    const a = number(record + R.a) * powerAt(step - last, 0);
    const s = number(record + R.s) * powerAt(step - last, 1);
    addSquares(H.squares, number(record + R.c), a, s);
    addSquares(H.flatSquares, scale, a, s);
    m[H.sums] = number(H.sums) + 1;
    m[H.sums + 1] = number(H.sums + 1) + 1;
    m[record + R.a] = a + 1;
    m[record + R.s] = s + 1;
    integers[2 * (record + R.last)] = step;
  }

  function addSquares(squares: number, c: number, a: number, s: number): void {
    m[squares] = number(squares) + c * (2 * a + 1);
    m[squares + 1] = number(squares + 1) + c * (a + s + 1);
    m[squares + 2] = number(squares + 2) + c * (2 * s + 1);
  }

  function update(r: number, t: number, step: number): void {
    const state = places.rules + RULE * r;
    const [P, Q] = [number(state + S.P), number(state + S.Q)];
    const v = scale * (P - Q);
    m[places.voltages + r * chunkSteps + t] = v;
    if (!(Math.abs(v) < Infinity)) rare.runaway(r, t, v);
    const [slow, fast] = [number(H.sums), number(H.sums + 1)];
    const sumX = scale * (slow - fast);
    const [mean, variance] = [number(state + S.mean), number(state + S.variance)];
    const fill = factors[r];
    if (fill === undefined) out.set(EUCLIDEAN_FACTORS);
    else fill(v, sumX, mean, variance, out);
    const gammaS = out[0] as number;
    const gammaU = out[1] as number;
    const gammaW = out[2] as number;
    const score = scoreAt(functions, v, integers[teacherAt + t] as number, dt);
    const k = number(state + S.learningRate) * gammaS * score;
    const change = k * gammaW;
    // Not so either where one of the two is not finite.
    if (!(Math.abs(change) < mostChange)) {
      rare.updateAll(r, t, k, gammaU, gammaW);
      return;
    }
    const nextA = number(state + S.A) * (1 + change);
    const kt = k / nextA;
    m[state + S.A] = nextA;
    m[state + S.b] = number(state + S.b) - kt * gammaU;
    m[kts + (step & MASK) * rules + r] = kt;
    m[state + S.headSlow] = number(state + S.headSlow) + kt * powerAt(step & MASK, 0);
    m[state + S.headFast] = number(state + S.headFast) + kt * powerAt(step & MASK, 1);
    const squares = fill === undefined ? H.flatSquares : H.squares;
    const onSlow = number(squares) - number(squares + 1);
    const onFast = number(squares + 1) - number(squares + 2);
    m[state + S.P] = slowDecay * (P + k * (onSlow - gammaU * slow + gammaW * P));
    m[state + S.Q] = fastDecay * (Q + k * (onFast - gammaU * fast + gammaW * Q));
    if (fill === undefined) return;
    const pull = gammaU * mean * meanUnit;
    const along = v - pull + gammaW * variance;
    const length =
      scale * (onSlow - onFast) -
      2 * gammaU * sumX +
      gammaU * gammaU * (totalRate / ce) +
      gammaW * (v + along - pull);
    const moved = variance + k * (2 * along + k * length);
    m[state + S.variance] = moved;
    m[state + S.mean] = mean + k * (e0 * (ce * sumX - gammaU * totalRate) + gammaW * mean);
    m[state + S.peak] = Math.max(moved, number(state + S.peak));
  }

  function endBlock(end: number, r: number): void {
    let [slow, fast] = [0, 0];
    for (let v = end - 1; v >= end - BLOCK; v--) {
      const kt = number(kts + (v & MASK) * rules + r);
      slow = kt + slowDecay * slow;
      fast = kt + fastDecay * fast;
      const at = tail + 2 * ((v & MASK) * rules + r);
      m[at] = slow;
      m[at + 1] = fast;
    }
    const block = (end >> SHIFT) - 1;
    m.set([slow, fast], rest + 2 * (block * rules + r));
    m.set([0, 0], rest + 2 * ((block + 1) * rules + r));
    for (let j = block - 1; j >= 0; j--) {
      const [onSlow, onFast] = [powerAt((block - j) << SHIFT, 0), powerAt((block - j) << SHIFT, 1)];
      if (onSlow < NO_CHANGE && onFast < NO_CHANGE) return;
      const at = rest + 2 * (j * rules + r);
      m[at] = number(at) + onSlow * slow;
      m[at + 1] = number(at + 1) + onFast * fast;
    }
  }

  /** Brings z, a and s of the afferents that have spiked in the block up to its last step. */
  function endSpiked(end: number): void {
    const count = integers[spikedCount] as number;
    for (let each = 0; each < count; each++) {
      const record = records + (integers[spikedAt + each] as number) * recordDoubles;
      const last = integers[2 * (record + R.last)] as number;
      const [a, s] = [number(record + R.a), number(record + R.s)];
      for (let r = 0; r < rules; r++) {
        const from = tail + 2 * ((last & MASK) * rules + r);
        const gained = gainOf(m, integers, places, r, record) * (a * number(from) - s * number(from + 1));
        m[record + Z + r] = number(record + Z + r) + gained;
      }
      m[record + R.a] = a * powerAt(end - 1 - last, 0);
      m[record + R.s] = s * powerAt(end - 1 - last, 1);
      integers[2 * (record + R.last)] = end - 1;
    }
    integers[spikedCount] = 0;
  }

  function endBlocks(t: number, end: number): void {
    for (let place: number = H.sums; place < H.flatSquares + 3; place++) m[place] = flushed(number(place));
    for (let r = 0; r < rules; r++) endBlock(end, r);
    endSpiked(end);
    for (let r = 0; r < rules; r++) {
      const state = places.rules + RULE * r;
      [m[state + S.headSlow], m[state + S.headFast]] = [0, 0];
      [m[state + S.P], m[state + S.Q]] = [flushed(number(state + S.P)), flushed(number(state + S.Q))];
      if (!mayRebase || integers[2 * (state + S.kind)] === KINDS.euclidean) continue;
      const variance = number(state + S.variance);
      const A = number(state + S.A);
      const shift = A * number(state + S.b);
      const fallen = !(variance >= LEAST_SHARE * number(state + S.peak));
      const size = Math.abs(A);
      const far = !(size < A_RANGE && size > 1 / A_RANGE);
      if (far || fallen || shift * shift * totalRate > B_RANGE * B_RANGE * variance * ce) rare.makeAnew(r, t);
    }
  }

  return {
    run(steps, first) {
      for (let t = 0; t < steps; t++) {
        const step = first + t;
        decaySums();
        const end = integers[startsAt + t + 1] as number;
        for (let e = integers[startsAt + t] as number; e < end; e++)
          spike(integers[afferentsAt + e] as number, step);
        for (let r = 0; r < rules; r++) {
          try {
            update(r, t, step);
          } catch (error) {
            throw rare.failed(r, t, error);
          }
        }
        if ((step & MASK) === MASK) endBlocks(t, step + 1);
      }
    },
  };
}

/** What z of a rule gains from step `last` of the record (in the block of t, or at the end of one before) until before step t. */
export function growth(
  m: Float64Array,
  integers: Int32Array,
  places: Places,
  powers: number,
  r: number,
  rules: number,
  record: number,
  t: number,
): number {
  const { power, kt, rest } = places;
  const last = integers[2 * (record + R.last)] as number;
  const start = t & ~MASK;
  let [slow, fast] = [0, 0];
  if (last >= start) {
    for (let v = last, p = power; v < t; v++, p += 2) {
      const each = m[kt + (v & MASK) * rules + r] as number;
      slow += each * (m[p] as number);
      fast += each * (m[p + 1] as number);
    }
  } else {
    const fromRest = rest + 2 * (((last + 1) >> SHIFT) * rules + r);
    slow = (m[H.decay] as number) * (m[fromRest] as number);
    fast = (m[H.decay + 1] as number) * (m[fromRest + 1] as number);
    if (start - last < powers) {
      const onHead = power + 2 * (start - last);
      const head = places.rules + RULE * r + S.headSlow;
      slow += (m[onHead] as number) * (m[head] as number);
      fast += (m[onHead + 1] as number) * (m[head + 1] as number);
    }
  }
  const [a, s] = [m[record + R.a] as number, m[record + R.s] as number];
  return gainOf(m, integers, places, r, record) * (a * slow - s * fast);
}

/** c of the rule: ce F/r, or F for Euclidean descent. */
const gainOf = (m: Float64Array, integers: Int32Array, places: Places, r: number, record: number): number =>
  (integers[2 * (places.rules + RULE * r + S.kind)] === KINDS.euclidean
    ? m[H.scale]
    : m[record + R.c]) as number;
