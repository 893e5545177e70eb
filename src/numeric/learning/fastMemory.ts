/**
 * The numbers of the fast loop in one memory, which the loop in TypeScript (fastLoop.ts) and the one in WebAssembly (assembly/learning.ts) share.
 *
 * Pairs (slow, fast) of quantities that decay by exp(-dt/tauM) and exp(-dt/tauS) lie side by side. Places are counted in doubles:
 *   HEADER      constants (below), then the sums over the input
 *   power       POWERS pairs decay^k; what is beyond counts as 0
 *   logistic    Taylor polynomials of 1/(1 + exp(x)) about x = j/64, 8 doubles each, the coefficients of 1 ... (64 x - j)^5 first
 *   rules       RULE doubles a rule
 *   records     one an afferent: a, s at step `last`, c = ce F/r (0 if silent), last, then z of every rule
 *   kt          a step of the block: one number a rule;  tail  the same: a pair a rule;  rest  a block: a pair a rule  (fastLearning.ts)
 *   spiked      afferents that have spiked in the block, 32-bit integers
 *   voltages    a rule: one number a step of the chunk
 *   starts, afferents, teacher    of the chunk, 32-bit integers, two a double
 */

/** Places in the header. */
export const H = {
  decay: 0,
  scale: 2,
  e0: 3,
  ce: 4,
  q: 5,
  dt: 6,
  totalRate: 7,
  /** Sigmoid: phiMax, beta, theta; beta = 0 for any other transfer function. */
  phiMax: 8,
  beta: 9,
  theta: 10,
  /** 32-bit integers, the last one in bytes. */
  powers: 11,
  rules: 12,
  recordBytes: 13,
  /** LOGISTIC_STEPS beta. */
  steepness: 14,
  /** The largest |k gammaW| of a step that is not made by TypeScript. */
  mostChange: 15,
  /** 1 + q. */
  oneAndQ: 17,
  meanInput: 18,
  /** A 32-bit integer. */
  rebase: 19,
  /** sum a, sum s; sum c a^2, c a s, c s^2; the same with c = F. */
  sums: 20,
  squares: 22,
  flatSquares: 25,
  /** How many afferents have spiked in the block; a 32-bit integer. */
  spiked: 28,
  /** Three numbers that TypeScript answers. */
  answer: 29,
  /** Where the arrays are, in bytes; 32-bit integers like chunkSteps. */
  powerAt: 32,
  logisticAt: 33,
  rulesAt: 34,
  recordsAt: 35,
  ktAt: 36,
  tailAt: 37,
  restAt: 38,
  voltagesAt: 39,
  startsAt: 40,
  afferentsAt: 41,
  teacherAt: 42,
  spikedAt: 43,
  /** e0 sum r. */
  unitRate: 44,
  chunkSteps: 45,
  /** phiMax dt, ce e0, 1/(ce e0), sum r/ce. */
  mostPerStep: 48,
  unit: 49,
  meanUnit: 50,
  rateShare: 51,
  /** Decays of (sum c a^2, sum c a s) and of (sum c a s, sum c s^2). */
  squareDecays: 52,
  /** Three numbers of a step; WebAssembly's own. */
  perStep: 56,
} as const;
const HEADER = 64;

/** Places in a rule's state. P and Q have decayed for the next step already. `kind` is a 32-bit integer. */
export const S = {
  P: 0,
  Q: 1,
  headSlow: 2,
  headFast: 3,
  A: 4,
  b: 5,
  mean: 6,
  variance: 7,
  /** The largest variance since the sums were made anew; in WebAssembly, the largest mean before it. */
  peak: 9,
  kind: 11,
  learningRate: 12,
  cu: 13,
  cw: 14,
  /** The cell of the coefficient table where the rule is: its first mean and variance, 1/(its width and height), its 48 numbers. */
  cellMean: 16,
  cellVariance: 17,
  cellWidth: 18,
  cellHeight: 19,
  cell: 24,
} as const;
export const RULE = 72;

/** Kinds of rules in a rule's state: from approximated on they need gammaS, from natural on also slope and excess. */
export const KINDS = { euclidean: 0, quadratic: 1, approximated: 2, local: 3, natural: 4, limit: 5 } as const;

/** Places in a record; z from Z on. `last` is a 32-bit integer. */
export const R = { a: 0, s: 1, c: 2, last: 3 } as const;
export const Z = 4;

/** Steps of a block; a power of two. */
export const BLOCK = 32;
/** Rows of the logistic function's table for 1. */
export const LOGISTIC_STEPS = 64;
const LOGISTIC_ROWS = 40 * LOGISTIC_STEPS + 1;
const LOGISTIC_DEGREE = 5;
/** Powers below this count as 0; so do decaying sums below NEGLIGIBLE, before they become subnormal numbers, which are slow. */
const LEAST_POWER = 1e-40;
const MOST_POWERS = 2 ** 16;
export const NEGLIGIBLE = 1e-250;
export const flushed = (value: number): number => (Math.abs(value) < NEGLIGIBLE ? 0 : value);

export interface Sizes {
  readonly afferents: number;
  readonly rules: number;
  /** Steps of a period and of a chunk, input spikes of a chunk, at most. */
  readonly periodSteps: number;
  readonly chunkSteps: number;
  readonly chunkSpikes: number;
  readonly powers: number;
}

/** Where the arrays are, counted in doubles, and the length of the whole. */
export interface Places {
  readonly power: number;
  readonly logistic: number;
  readonly rules: number;
  readonly records: number;
  readonly recordDoubles: number;
  readonly kt: number;
  readonly tail: number;
  readonly rest: number;
  readonly spiked: number;
  readonly voltages: number;
  readonly starts: number;
  readonly afferents: number;
  readonly teacher: number;
  readonly end: number;
}

/** Powers of two decays a step that matter: at least two blocks. */
export function powersThatMatter(slowDecay: number, fastDecay: number): number {
  const longest = Math.ceil(Math.log(LEAST_POWER) / Math.log(Math.max(slowDecay, fastDecay)));
  return Math.min(MOST_POWERS, Math.max(2 * BLOCK, longest));
}

export function placesFor(sizes: Sizes): Places {
  let end = HEADER;
  // Arrays begin at multiples of 64 bytes.
  const take = (doubles: number): number => {
    const place = end;
    end += 8 * Math.ceil(doubles / 8);
    return place;
  };
  const { rules, periodSteps, chunkSteps } = sizes;
  const blocks = Math.ceil(periodSteps / BLOCK) + 2;
  const recordDoubles = Z + rules + ((Z + rules) % 2);
  return {
    recordDoubles,
    power: take(2 * sizes.powers),
    logistic: take(8 * LOGISTIC_ROWS),
    rules: take(RULE * rules),
    records: take(sizes.afferents * recordDoubles),
    kt: take(BLOCK * rules),
    tail: take(2 * BLOCK * rules),
    rest: take(2 * blocks * rules),
    spiked: take(sizes.afferents / 2),
    voltages: take(chunkSteps * rules),
    starts: take((chunkSteps + 2) / 2),
    afferents: take((sizes.chunkSpikes + 1) / 2),
    teacher: take((chunkSteps + 1) / 2),
    end,
  };
}

/** Writes decay^k. */
export function writePowers(
  memory: Float64Array,
  places: Places,
  powers: number,
  decays: readonly number[],
): void {
  for (let k = 0; k < powers; k++) {
    decays.forEach((decay, each) => {
      memory[places.power + 2 * k + each] = flushed(decay ** k);
    });
  }
}

/** g = 1/(1 + exp(x)) solves g' = g^2 - g, which gives the Taylor coefficients; truncation below (1/128/pi)^6 = 3e-16 of g. */
export function writeLogistic(memory: Float64Array, places: Places): void {
  const series = new Float64Array(LOGISTIC_DEGREE + 1);
  for (let j = 0; j < LOGISTIC_ROWS; j++) {
    const e = Math.exp(-j / LOGISTIC_STEPS);
    series[0] = e / (1 + e);
    for (let k = 0; k < LOGISTIC_DEGREE; k++) {
      let square = 0;
      for (let i = 0; i <= k; i++) square += (series[i] as number) * (series[k - i] as number);
      series[k + 1] = (square - (series[k] as number)) / (LOGISTIC_STEPS * (k + 1));
    }
    memory.set(series, places.logistic + 8 * j);
  }
}
