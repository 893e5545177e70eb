/**
 * The loop of the learning rules in WebAssembly: AssemblyScript, compiled to dist/wasm/learning.wasm. src/numeric/learning/fastLoop.ts is the
 * reference and says what is computed; src/numeric/learning/fastMemory.ts says where everything lies. Pairs (slow, fast) are one
 * vector. All rules advance together step by step: their chains of dependent operations overlap in the processor.
 *
 * What is rare is asked of TypeScript: another cell of the coefficient table, a transfer function other than the sigmoid, weights
 * to be brought up to date, numbers that are not finite.
 */

/** gammaS, slope, excess at (mean, variance), written to the header's answer; the rule's cell becomes that of this point. */
declare function tilted(rule: i32, t: i32, mean: f64, variance: f64): void;
/** The score (phi'/phi)(v) (y - phi(v) dt); the header's answer gets (log h)'(v) for local rules. */
declare function score(rule: i32, t: i32, v: f64, y: f64): f64;
/** The update k (.. - gammaU + gammaW w) goes straight to all weights of the rule. */
declare function updateAll(rule: i32, t: i32, k: f64, gammaU: f64, gammaW: f64): void;
/** The rule's weights and sums are made anew before the next step. */
declare function makeAnew(rule: i32, t: i32): void;
/** exp(-x); the library's own would bring data that lie where the header is. */
declare function exponential(x: f64): f64;
/** V is not finite. */
declare function runaway(rule: i32, t: i32, v: f64): void;

const BLOCK: i32 = 32;
const MASK: i32 = 31;
const SHIFT: i32 = 5;
const A_RANGE: f64 = 1e3;
const B_RANGE: f64 = 1e3;
const LEAST_SHARE: f64 = 1e-3;
const NO_CHANGE: f64 = 1e-20;
const NEGLIGIBLE: f64 = 1e-250;
/** Where the table of the logistic function ends. */
const LOGISTIC_LIMIT: f64 = 40;
/** 1.5 2^52: its sum with a number rounds that to an integer, which the low bits carry. */
const INTEGER_BITS: f64 = 6755399441055744.0;
/** The header's place of a number that nobody reads. */
const TOUCHED: usize = 248;
/** Bytes of a rule's state, and in it: the cell of the coefficient table where it is now. */
const RULE_BYTES: usize = 576;
const CELL_MEAN: usize = 112;
const CELL_VARIANCE: usize = 120;
const CELL_HEIGHT: usize = 128;
const CELL: usize = 192;

const EUCLIDEAN: i32 = 0;
const NATURAL: i32 = 1;
const APPROXIMATED: i32 = 2;
const LOCAL: i32 = 3;
const LIMIT: i32 = 4;

/** A number of the header. */
function h(k: i32): f64 {
  return load<f64>((<usize>k) << 3);
}

/** The byte address of an array whose place the header holds. */
function array(k: i32): usize {
  return (<usize>h(k)) << 3;
}

function flushed(x: f64): f64 {
  return Math.abs(x) < NEGLIGIBLE ? 0 : x;
}

/** 0 for what is about to become a subnormal number. */
function flushedLanes(pair: v128): v128 {
  return v128.and(pair, f64x2.ge(f64x2.abs(pair), f64x2.splat(NEGLIGIBLE)));
}

/** 1/(1 + exp(x)) for x >= 0, from the Taylor polynomials of the table (fastMemory.ts). */
function logisticBelow(x: f64, table: usize): f64 {
  if (!(x < LOGISTIC_LIMIT)) return exponential(x);
  const scaled = x * 64;
  const shifted = scaled + INTEGER_BITS;
  const at = table + ((<usize>(<i32>reinterpret<i64>(shifted))) << 6);
  const d = scaled - (shifted - INTEGER_BITS);
  const d2 = d * d;
  const high = load<f64>(at, 16) + d * load<f64>(at, 24) + d2 * (load<f64>(at, 32) + d * load<f64>(at, 40));
  return load<f64>(at) + d * load<f64>(at, 8) + d2 * high;
}

/** The cell's 16 numbers from `at`, a row four numbers: sum over i, j of x^i y^j. `low` = (1, y), `high` = (y^2, y^3). */
function bicubic(at: usize, x: f64, low: v128, high: v128): f64 {
  const a = f64x2.add(f64x2.mul(v128.load(at), low), f64x2.mul(v128.load(at, 16), high));
  const b = f64x2.add(f64x2.mul(v128.load(at, 32), low), f64x2.mul(v128.load(at, 48), high));
  const c = f64x2.add(f64x2.mul(v128.load(at, 64), low), f64x2.mul(v128.load(at, 80), high));
  const d = f64x2.add(f64x2.mul(v128.load(at, 96), low), f64x2.mul(v128.load(at, 112), high));
  const xs = f64x2.splat(x);
  const x2 = f64x2.splat(x * x);
  const sum = f64x2.add(f64x2.add(a, f64x2.mul(xs, b)), f64x2.mul(x2, f64x2.add(c, f64x2.mul(xs, d))));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** One chunk of `steps` steps, the first of which has number `first` in the period. */
export function run(steps: i32, first: i32): void {
  const rules = <i32>h(12);
  const power = array(32);
  const powers = <i32>h(11);
  const logisticTable = array(33);
  const rulesAt = array(34);
  const records = array(35);
  const recordBytes = (<usize>h(13)) << 3;
  const kts = array(36);
  const tails = array(37);
  const rests = array(38);
  const voltages = array(39);
  const starts = array(40);
  const afferents = array(41);
  const teacher = array(42);
  const chunkSteps = <i32>h(45);
  const decays = v128.load(0);
  const slowDecay = h(0);
  const fastDecay = h(1);
  const scale = h(2);
  const e0 = h(3);
  const ce = h(4);
  const q = h(5);
  const dt = h(6);
  const totalRate = h(7);
  const phiMax = h(8);
  const beta = h(9);
  const theta = h(10);
  const inverseCell = h(16);
  const meanInput = h(18);
  const mayRebase = h(19) !== 0;
  const unit = ce * e0;
  const meanUnit = 1 / unit;
  const rateShare = totalRate / ce;
  const slow2 = slowDecay * slowDecay;
  const mixed = slowDecay * fastDecay;
  const fast2 = fastDecay * fastDecay;
  let sums = v128.load(160);
  // Sums of squares for c = ce F/r and for c = F side by side.
  let AA = h(22);
  let AS = h(23);
  let SS = h(24);
  let flatAA = h(25);
  let flatAS = h(26);
  let flatSS = h(27);
  let e = load<i32>(starts);
  let touched: i32 = 0;
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);

  for (let t = 0; t < steps; t++) {
    const step = first + t;
    const start = step & ~MASK;
    const inBlock = step & MASK;
    sums = f64x2.mul(sums, decays);
    AA *= slow2;
    AS *= mixed;
    SS *= fast2;
    flatAA *= slow2;
    flatAS *= mixed;
    flatSS *= fast2;
    const end = load<i32>(starts + ((<usize>(t + 1)) << 2));
    for (; e < end; e++) {
      const i = load<i32>(afferents + ((<usize>e) << 2));
      const record = records + <usize>i * recordBytes;
      const before = v128.load(record);
      const c = load<f64>(record, 16);
      const last = load<i32>(record, 24);
      const age = step - last;
      const now = age < powers ? f64x2.mul(before, v128.load(power + ((<usize>age) << 4))) : zero;
      const a = f64x2.extract_lane(now, 0);
      const s = f64x2.extract_lane(now, 1);
      AA += c * (2 * a + 1);
      AS += c * (a + s + 1);
      SS += c * (2 * s + 1);
      flatAA += scale * (2 * a + 1);
      flatAS += scale * (a + s + 1);
      flatSS += scale * (2 * s + 1);
      // Touch what the next spikes need: their records, and the tails they go back to.
      const further = records + <usize>load<i32>(afferents + ((<usize>(e + 4)) << 2)) * recordBytes;
      const soon = records + <usize>load<i32>(afferents + ((<usize>(e + 2)) << 2)) * recordBytes;
      const back = tails + ((<usize>(load<i32>(soon, 24) * rules)) << 4);
      touched += load<i32>(further, 24) + load<i32>(back);
      sums = f64x2.add(sums, one);
      for (let r = 0; r < rules; r++) {
        const state = rulesAt + <usize>r * RULE_BYTES;
        const origin = load<i32>(state, 72);
        let u = last;
        let kept = before;
        if (last < origin) {
          u = origin;
          const wait = origin - last;
          kept = wait < powers ? f64x2.mul(before, v128.load(power + ((<usize>wait) << 4))) : zero;
        }
        let D = zero;
        if (u >= start) {
          for (let v = u; v < step; v++) {
            const kt = f64x2.splat(load<f64>(kts + ((<usize>(v * rules + r)) << 3)));
            D = f64x2.add(D, f64x2.mul(kt, v128.load(power + ((<usize>(v - u)) << 4))));
          }
        } else {
          const next = (u >> SHIFT) + 1;
          const toNext = (next << SHIFT) - u;
          const toStart = start - u;
          D = f64x2.add(
            v128.load(tails + ((<usize>(u * rules + r)) << 4)),
            f64x2.mul(
              v128.load(power + ((<usize>toNext) << 4)),
              v128.load(rests + ((<usize>(next * rules + r)) << 4)),
            ),
          );
          if (toStart < powers)
            D = f64x2.add(D, f64x2.mul(v128.load(power + ((<usize>toStart) << 4)), v128.load(state, 16)));
        }
        const product = f64x2.mul(kept, D);
        const onto = load<i32>(state, 80) === EUCLIDEAN ? scale : c;
        const zAt = record + 32 + ((<usize>r) << 3);
        const z = load<f64>(zAt) + onto * (f64x2.extract_lane(product, 0) - f64x2.extract_lane(product, 1));
        store<f64>(zAt, z);
        const w = load<f64>(state, 32) * (z + load<f64>(state, 40));
        v128.store(state, f64x2.add(v128.load(state), f64x2.splat(w)));
      }
      v128.store(record, f64x2.add(now, one));
      store<i32>(record, step, 24);
    }
    const slow = f64x2.extract_lane(sums, 0);
    const fast = f64x2.extract_lane(sums, 1);
    const sumX = scale * (slow - fast);
    const y = <f64>load<i32>(teacher + ((<usize>t) << 2));
    for (let r = 0; r < rules; r++) {
      const state = rulesAt + <usize>r * RULE_BYTES;
      const kind = load<i32>(state, 80);
      const PQ = v128.load(state);
      const v = scale * (f64x2.extract_lane(PQ, 0) - f64x2.extract_lane(PQ, 1));
      store<f64>(voltages + ((<usize>(r * chunkSteps + t)) << 3), v);
      if (!(Math.abs(v) < Infinity)) runaway(r, t, v);
      // The score.
      let scored: f64;
      let logHSlope: f64 = 0;
      if (beta > 0) {
        const x = beta * (v - theta);
        const smaller = logisticBelow(Math.abs(x), logisticTable);
        const larger = 1 - smaller;
        const share = x < 0 ? smaller : larger;
        scored = beta * (x < 0 ? larger : smaller) * (y - phiMax * dt * share);
        logHSlope = beta * (1 - 3 * share);
      } else {
        scored = score(r, t, v, y);
        logHSlope = h(28);
      }
      let gammaS: f64 = 1;
      let gammaU: f64 = 0;
      let gammaW: f64 = 0;
      const mean = load<f64>(state, 48);
      const variance = load<f64>(state, 56);
      if (kind >= NATURAL && kind <= LIMIT) {
        // gammaS, slope and excess.
        let slope: f64 = 0;
        let excess: f64 = 0;
        const fx = (mean - load<f64>(state, CELL_MEAN)) * inverseCell;
        const fy = (variance - load<f64>(state, CELL_VARIANCE)) * load<f64>(state, CELL_HEIGHT);
        if (fx >= 0 && fx <= 1 && fy >= 0 && fy <= 1) {
          const cell = state + CELL;
          const low = f64x2.replace_lane(f64x2.splat(1), 1, fy);
          const high = f64x2.mul(low, f64x2.splat(fy * fy));
          gammaS = bicubic(cell, fx, low, high);
          if (kind === NATURAL || kind === LIMIT) {
            slope = bicubic(cell + 128, fx, low, high);
            excess = bicubic(cell + 256, fx, low, high);
          }
        } else {
          tilted(r, t, mean, variance);
          gammaS = h(28);
          slope = h(29);
          excess = h(30);
        }
        if (kind === NATURAL) {
          const ratio = 1 + variance * excess;
          const D = ratio * (1 + q) - mean * mean * excess + slope * (2 * mean + variance * slope);
          const inverse = 1 / D;
          const g1 = -ratio * inverse;
          const g2 = (excess * mean - slope) * inverse;
          const g4 = -(slope * slope + excess * (1 + q)) * inverse;
          gammaU = -unit * (unit * g1 * sumX + g2 * v);
          gammaW = unit * g2 * sumX + g4 * v;
        } else if (kind === APPROXIMATED) {
          gammaU = load<f64>(state, 96) * ce;
          gammaW = load<f64>(state, 104) * v;
        } else {
          gammaU = meanInput * sumX;
          gammaW = kind === LOCAL ? -logHSlope : -(slope + excess * (v - mean)) / (1 + variance * excess);
        }
      } else if (kind > LIMIT) {
        gammaU = (unit * unit * sumX) / (q + 1);
      }
      const k = load<f64>(state, 88) * gammaS * scored;
      const growth = 1 + k * gammaW;
      const A = load<f64>(state, 32);
      const nextA = A * growth;
      const size = Math.abs(nextA);
      if (
        !(size < A_RANGE && size > 1 / A_RANGE && Math.abs(growth) > 1 / A_RANGE && Math.abs(k) < Infinity) &&
        mayRebase
      ) {
        updateAll(r, t, k, gammaU, gammaW);
        continue;
      }
      const kt = k / nextA;
      store<f64>(state, nextA, 32);
      store<f64>(state, load<f64>(state, 40) - kt * gammaU, 40);
      store<f64>(kts + ((<usize>(step * rules + r)) << 3), kt);
      v128.store(
        state,
        f64x2.add(
          v128.load(state, 16),
          f64x2.mul(f64x2.splat(kt), v128.load(power + ((<usize>inBlock) << 4))),
        ),
        16,
      );
      const onSlow = kind === EUCLIDEAN ? flatAA - flatAS : AA - AS;
      const onFast = kind === EUCLIDEAN ? flatAS - flatSS : AS - SS;
      const gain = f64x2.replace_lane(f64x2.splat(onSlow), 1, onFast);
      const pulled = f64x2.add(
        f64x2.sub(gain, f64x2.mul(f64x2.splat(gammaU), sums)),
        f64x2.mul(f64x2.splat(gammaW), PQ),
      );
      v128.store(state, f64x2.mul(decays, f64x2.add(PQ, f64x2.mul(f64x2.splat(k), pulled))));
      if (kind !== EUCLIDEAN) {
        const pull = gammaU * mean * meanUnit;
        const along = v - pull + gammaW * variance;
        const length =
          scale * (onSlow - onFast) -
          2 * gammaU * sumX +
          gammaU * gammaU * rateShare +
          gammaW * (v + along - pull);
        const moved = variance + k * (2 * along + k * length);
        store<f64>(state, mean + k * (e0 * (ce * sumX - gammaU * totalRate) + gammaW * mean), 48);
        store<f64>(state, moved, 56);
        if (moved > load<f64>(state, 64)) store<f64>(state, moved, 64);
      }
    }
    if (inBlock === MASK) {
      AA = flushed(AA);
      flatAA = flushed(flatAA);
      AS = flushed(AS);
      flatAS = flushed(flatAS);
      SS = flushed(SS);
      flatSS = flushed(flatSS);
      sums = flushedLanes(sums);
      endBlocks(step + 1, rules, kts, tails, rests, power, powers, decays);
      for (let r = 0; r < rules; r++) {
        const state = rulesAt + <usize>r * RULE_BYTES;
        v128.store(state, zero, 16);
        v128.store(state, flushedLanes(v128.load(state)));
        if (!mayRebase || load<i32>(state, 80) === EUCLIDEAN) continue;
        const variance = load<f64>(state, 56);
        const shift = load<f64>(state, 32) * load<f64>(state, 40);
        if (
          !(variance >= LEAST_SHARE * load<f64>(state, 64)) ||
          shift * shift * totalRate > B_RANGE * B_RANGE * variance * ce
        )
          makeAnew(r, t);
      }
    }
  }
  v128.store(160, sums);
  store<f64>(176, AA);
  store<f64>(184, AS);
  store<f64>(192, SS);
  store<f64>(200, flatAA);
  store<f64>(208, flatAS);
  store<f64>(216, flatSS);
  // Kept, or the compiler would leave out the touching.
  store<i32>(TOUCHED, touched);
}

/** The block before step `end` is complete: its tails, and its totals into the rests of the blocks before; all rules at once. */
function endBlocks(
  end: i32,
  rules: i32,
  kts: usize,
  tails: usize,
  rests: usize,
  power: usize,
  powers: i32,
  decays: v128,
): void {
  const width = (<usize>rules) << 4;
  const block = (end >> SHIFT) - 1;
  const last = rests + <usize>block * width;
  // What comes after the block is 0 until the next one ends.
  memory.fill(tails + <usize>end * width, 0, width);
  memory.fill(last + width, 0, width);
  let tail = tails + <usize>end * width - 16;
  let kt = kts + ((<usize>(end * rules)) << 3) - 8;
  for (let k = BLOCK * rules; k > 0; k--, tail -= 16, kt -= 8) {
    const after = f64x2.mul(decays, v128.load(tail + width));
    v128.store(tail, f64x2.add(f64x2.splat(load<f64>(kt)), after));
  }
  memory.copy(last, tails + <usize>(end - BLOCK) * width, width);
  let rest = last - width;
  for (let j = block - 1; j >= 0; j--, rest -= width) {
    const distance = (block - j) << SHIFT;
    if (distance >= powers) return;
    const share = v128.load(power + ((<usize>distance) << 4));
    if (f64x2.extract_lane(share, 0) < NO_CHANGE && f64x2.extract_lane(share, 1) < NO_CHANGE) return;
    for (let at: usize = 0; at < width; at += 16) {
      v128.store(rest + at, f64x2.add(v128.load(rest + at), f64x2.mul(share, v128.load(last + at))));
    }
  }
}
