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
const LOGISTIC_LIMIT: f64 = 2560;
/** 1.5 2^52: its sum with a number rounds that to an integer, which the low bits carry. */
const INTEGER_BITS: f64 = 6755399441055744.0;
/** The header's place of the number of afferents that have spiked in the block. */
const SPIKED: usize = 224;
/** The header's place of sum x, ce e0 sum x and F sum c (a - s)^2. */
const PER_STEP: usize = 448;
/** Bytes of a rule's state, and what is where in it. */
const RULE_BYTES: usize = 576;
const PEAK: usize = 64;
const KIND: usize = 88;
const LEARNING_RATE: usize = 96;
const CU: usize = 104;
const CW: usize = 112;
const CELL_FIRST: usize = 128;
const CELL_INVERSE: usize = 144;
const CELL: usize = 192;

const EUCLIDEAN: i32 = 0;
const QUADRATIC: i32 = 1;
const APPROXIMATED: i32 = 2;
const LOCAL: i32 = 3;
const NATURAL: i32 = 4;

/** A number of the header. What a step needs is all there: the compilers move what is computed once to where it is used, into the loop. */
function h(k: i32): f64 {
  return load<f64>((<usize>k) << 3);
}

/** A 32-bit integer of the header: a count, or the byte address of an array. */
function whole(k: i32): i32 {
  return load<i32>((<usize>k) << 3);
}

/** 0 for what is about to become a subnormal number. */
function flushedLanes(pair: v128): v128 {
  return v128.and(pair, f64x2.ge(f64x2.abs(pair), f64x2.splat(NEGLIGIBLE)));
}

/** 1/(1 + exp(x/64)) for x >= 0, from the Taylor polynomials of the table (fastMemory.ts). */
function logisticBelow(x: f64, table: usize): f64 {
  if (!(x < LOGISTIC_LIMIT)) return exponential(x / 64);
  const shifted = x + INTEGER_BITS;
  const at = table + ((<usize>(<i32>reinterpret<i64>(shifted))) << 6);
  const d = x - (shifted - INTEGER_BITS);
  const d2 = d * d;
  const high = load<f64>(at, 16) + d * load<f64>(at, 24) + d2 * (load<f64>(at, 32) + d * load<f64>(at, 40));
  return load<f64>(at) + d * load<f64>(at, 8) + d2 * high;
}

/** The cell's 16 numbers from `at`, a row four numbers: sum over i, j of x^i y^j. `low` = (1, y), `high` = (y^2, y^3). */
function bicubic(at: usize, x: v128, x2: v128, low: v128, high: v128): f64 {
  const a = f64x2.add(v128.load(at), f64x2.mul(x, v128.load(at, 32)));
  const b = f64x2.add(v128.load(at, 64), f64x2.mul(x, v128.load(at, 96)));
  const c = f64x2.add(v128.load(at, 16), f64x2.mul(x, v128.load(at, 48)));
  const d = f64x2.add(v128.load(at, 80), f64x2.mul(x, v128.load(at, 112)));
  const onLow = f64x2.mul(low, f64x2.add(a, f64x2.mul(x2, b)));
  const onHigh = f64x2.mul(high, f64x2.add(c, f64x2.mul(x2, d)));
  const sum = f64x2.add(onLow, onHigh);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Two numbers side by side. */
function pair(low: f64, high: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(low), 1, high);
}

/** sum over `steps` steps of kt decay^(steps since the first), the first kt at `kt`, the next ones `stride` bytes apart. */
function sumWithin(kt: usize, stride: usize, power: usize, steps: i32): v128 {
  let D = f64x2.splat(0);
  for (let end = power + ((<usize>steps) << 4); power < end; power += 16, kt += stride)
    D = f64x2.add(D, f64x2.mul(v128.load64_splat(kt), v128.load(power)));
  return D;
}

/** One chunk of `steps` steps, the first of which has number `first` in the period. */
export function run(steps: i32, first: i32): void {
  const rules = whole(12);
  const power = <usize>whole(32);
  const powers = whole(11);
  const logisticTable = <usize>whole(33);
  const rulesAt = <usize>whole(34);
  const rulesEnd = rulesAt + <usize>rules * RULE_BYTES;
  const records = <usize>whole(35);
  const recordBytes = <usize>whole(13);
  const kts = <usize>whole(36);
  const tails = <usize>whole(37);
  const spiked = <usize>whole(43);
  const rests = <usize>whole(38);
  const voltages = <usize>whole(39);
  const starts = <usize>whole(40);
  const afferents = <usize>whole(41);
  const teacher = <usize>whole(42);
  const chunkBytes = (<usize>whole(45)) << 3;
  const decays = v128.load(0);
  const scale = h(2);
  const ce = h(4);
  const totalRate = h(7);
  const beta = h(9);
  const theta = h(10);
  const steepness = h(14);
  const mayRebase = whole(19) !== 0;
  const perStep = h(48);
  const mostChange = h(15);
  const q1 = h(17);
  const unitRate = h(44);
  const unit = h(49);
  const meanUnit = h(50);
  const rateShare = h(51);
  const slowSquares = v128.load(416);
  const fastSquares = v128.load(432);
  let sums = v128.load(160);
  // (sum c a^2, sum c a s) and (sum c a s, sum c s^2), for c = ce F/r and for c = F.
  let slowPair = pair(h(22), h(23));
  let fastPair = pair(h(23), h(24));
  let flatSlow = pair(h(25), h(26));
  let flatFast = pair(h(26), h(27));
  let e = load<i32>(starts);
  let spikedEnd = spiked + ((<usize>whole(28)) << 2);
  const ktBytes = (<usize>rules) << 3;
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);

  for (let t = 0; t < steps; t++) {
    const step = first + t;
    const start = step & ~MASK;
    const inBlock = step & MASK;
    sums = f64x2.mul(sums, decays);
    slowPair = f64x2.mul(slowPair, slowSquares);
    fastPair = f64x2.mul(fastPair, fastSquares);
    flatSlow = f64x2.mul(flatSlow, slowSquares);
    flatFast = f64x2.mul(flatFast, fastSquares);
    const end = load<i32>(starts + ((<usize>(t + 1)) << 2));
    for (; e < end; e++) {
      const i = load<i32>(afferents + ((<usize>e) << 2));
      const record = records + <usize>i * recordBytes;
      const before = v128.load(record);
      const c = load<f64>(record, 16);
      const last = load<i32>(record, 24);
      const age = step - last;
      const now = age < powers ? f64x2.mul(before, v128.load(power + ((<usize>age) << 4))) : zero;
      const after = f64x2.add(now, one);
      const onA = f64x2.add(after, f64x2.splat(f64x2.extract_lane(now, 0)));
      const onS = f64x2.add(after, f64x2.splat(f64x2.extract_lane(now, 1)));
      slowPair = f64x2.add(slowPair, f64x2.mul(f64x2.splat(c), onA));
      fastPair = f64x2.add(fastPair, f64x2.mul(f64x2.splat(c), onS));
      flatSlow = f64x2.add(flatSlow, f64x2.mul(f64x2.splat(scale), onA));
      flatFast = f64x2.add(flatFast, f64x2.mul(f64x2.splat(scale), onS));
      sums = f64x2.add(sums, one);
      const inside = last >= start;
      if (!inside) {
        store<i32>(spikedEnd, i);
        spikedEnd += 4;
      }
      const toStart = start - last;
      const onRest = f64x2.mul(before, decays);
      const onHead =
        !inside && toStart < powers ? f64x2.mul(before, v128.load(power + ((<usize>toStart) << 4))) : zero;
      let rest = rests + ((<usize>(((last + 1) >> SHIFT) * rules)) << 4);
      let kt = kts + ((<usize>((last & MASK) * rules)) << 3);
      let zAt = record + 32;
      for (let state = rulesAt; state < rulesEnd; state += RULE_BYTES) {
        const product = inside
          ? f64x2.mul(before, sumWithin(kt, ktBytes, power, age))
          : f64x2.add(f64x2.mul(onRest, v128.load(rest)), f64x2.mul(onHead, v128.load(state, 16)));
        rest += 16;
        kt += 8;
        const onto = load<i32>(state, KIND) === EUCLIDEAN ? scale : c;
        const z = load<f64>(zAt) + onto * (f64x2.extract_lane(product, 0) - f64x2.extract_lane(product, 1));
        store<f64>(zAt, z);
        const w = load<f64>(state, 32) * (z + load<f64>(state, 40));
        v128.store(state, f64x2.add(v128.load(state), f64x2.splat(w)));
        zAt += 8;
      }
      v128.store(record, after);
      store<i32>(record, step, 24);
    }
    const gain = f64x2.sub(slowPair, fastPair);
    // Written, or the compilers would compute them anew for every rule.
    const sumX0 = scale * (f64x2.extract_lane(sums, 0) - f64x2.extract_lane(sums, 1));
    v128.store(PER_STEP, pair(sumX0, unit * sumX0));
    store<f64>(PER_STEP, scale * (f64x2.extract_lane(gain, 0) - f64x2.extract_lane(gain, 1)), 16);
    const y = <f64>load<i32>(teacher + ((<usize>t) << 2));
    const powerHere = v128.load(power + ((<usize>inBlock) << 4));
    let ktAt = kts + ((<usize>(inBlock * rules)) << 3);
    let voltageAt = voltages + ((<usize>t) << 3);
    for (let state = rulesAt; state < rulesEnd; state += RULE_BYTES) {
      const kind = load<i32>(state, KIND);
      const PQ = v128.load(state);
      const v = scale * (f64x2.extract_lane(PQ, 0) - f64x2.extract_lane(PQ, 1));
      store<f64>(voltageAt, v);
      voltageAt += chunkBytes;
      if (!(Math.abs(v) < Infinity)) runaway(ruleOf(state, rulesAt), t, v);
      // The score; phi/phiMax, or (log h)'(v) where the transfer function is not the sigmoid.
      let scored: f64;
      let share: f64;
      if (beta > 0) {
        const x = steepness * (v - theta);
        let rest = logisticBelow(Math.abs(x), logisticTable);
        if (x < 0) {
          share = rest;
          rest = 1 - share;
        } else share = 1 - rest;
        scored = beta * rest * (y - perStep * share);
      } else {
        scored = score(ruleOf(state, rulesAt), t, v, y);
        share = h(29);
      }
      if (kind === EUCLIDEAN) {
        const k = load<f64>(state, LEARNING_RATE) * scored;
        store<f64>(ktAt, k);
        ktAt += 8;
        const ks = f64x2.splat(k);
        v128.store(state, f64x2.add(v128.load(state, 16), f64x2.mul(ks, powerHere)), 16);
        const flat = f64x2.sub(flatSlow, flatFast);
        v128.store(state, f64x2.mul(decays, f64x2.add(PQ, f64x2.mul(ks, flat))));
        continue;
      }
      const moments = v128.load(state, 48);
      const mean = f64x2.extract_lane(moments, 0);
      const variance = f64x2.extract_lane(moments, 1);
      const sumX = load<f64>(PER_STEP);
      const unitX = load<f64>(PER_STEP, 8);
      let gammaS: f64 = 1;
      let gammaU: f64;
      let gammaW: f64 = 0;
      if (kind === QUADRATIC) gammaU = (unit * unitX) / q1;
      else {
        // gammaS, and slope and excess for those who need them.
        let slope: f64 = 0;
        let excess: f64 = 0;
        const xy = f64x2.mul(
          f64x2.sub(moments, v128.load(state, CELL_FIRST)),
          v128.load(state, CELL_INVERSE),
        );
        if (i64x2.bitmask(v128.and(f64x2.ge(xy, zero), f64x2.le(xy, one))) === 3) {
          const cell = state + CELL;
          const x = f64x2.splat(f64x2.extract_lane(xy, 0));
          const x2 = f64x2.mul(x, x);
          const fy = f64x2.extract_lane(xy, 1);
          const low = f64x2.replace_lane(one, 1, fy);
          const high = f64x2.mul(low, f64x2.splat(fy * fy));
          if (kind >= NATURAL) {
            slope = bicubic(cell + 128, x, x2, low, high);
            excess = bicubic(cell + 256, x, x2, low, high);
          }
          gammaS = bicubic(cell, x, x2, low, high);
        } else {
          tilted(ruleOf(state, rulesAt), t, mean, variance);
          gammaS = h(29);
          slope = h(30);
          excess = h(31);
        }
        if (kind === NATURAL) {
          const ratio = 1 + variance * excess;
          const D = ratio * q1 - mean * mean * excess + slope * (2 * mean + variance * slope);
          const inverse = 1 / D;
          const g2 = (excess * mean - slope) * inverse;
          gammaU = unit * (ratio * inverse * unitX - g2 * v);
          gammaW = g2 * unitX - (slope * slope + excess * q1) * inverse * v;
        } else if (kind === APPROXIMATED) {
          gammaU = load<f64>(state, CU) * ce;
          gammaW = load<f64>(state, CW) * v;
        } else {
          gammaU = h(18) * sumX;
          if (kind === LOCAL) gammaW = beta > 0 ? beta * (3 * share - 1) : -share;
          else gammaW = -(slope + excess * (v - mean)) / (1 + variance * excess);
        }
      }
      const k = load<f64>(state, LEARNING_RATE) * gammaS * scored;
      const change = k * gammaW;
      if (!(Math.abs(change) < mostChange)) {
        updateAll(ruleOf(state, rulesAt), t, k, gammaU, gammaW);
        ktAt += 8;
        continue;
      }
      const A = load<f64>(state, 32);
      const nextA = A + A * change;
      const kt = k / nextA;
      v128.store(state, pair(nextA, load<f64>(state, 40) - kt * gammaU), 32);
      store<f64>(ktAt, kt);
      ktAt += 8;
      v128.store(state, f64x2.add(v128.load(state, 16), f64x2.mul(f64x2.splat(kt), powerHere)), 16);
      const pulled = f64x2.add(
        f64x2.sub(gain, f64x2.mul(f64x2.splat(gammaU), sums)),
        f64x2.mul(f64x2.splat(gammaW), PQ),
      );
      v128.store(state, f64x2.mul(decays, f64x2.add(PQ, f64x2.mul(f64x2.splat(k), pulled))));
      const pull = gammaU * mean * meanUnit;
      const along = v - pull + gammaW * variance;
      const length =
        load<f64>(PER_STEP, 16) - gammaU * (2 * sumX - gammaU * rateShare) + gammaW * (v + along - pull);
      const moved = pair(
        mean + k * (unitX - gammaU * unitRate + gammaW * mean),
        variance + k * (2 * along + k * length),
      );
      v128.store(state, moved, 48);
      v128.store(state, f64x2.pmax(moved, v128.load(state, PEAK)), PEAK);
    }
    if (inBlock === MASK) {
      slowPair = flushedLanes(slowPair);
      fastPair = flushedLanes(fastPair);
      flatSlow = flushedLanes(flatSlow);
      flatFast = flushedLanes(flatFast);
      sums = flushedLanes(sums);
      endBlocks(step + 1, rules, kts, tails, rests, power, powers, decays);
      endSpiked(step, spiked, spikedEnd, records, recordBytes, rulesAt, rulesEnd, tails, power, scale);
      spikedEnd = spiked;
      for (let r = 0; r < rules; r++) {
        const state = rulesAt + <usize>r * RULE_BYTES;
        v128.store(state, zero, 16);
        v128.store(state, flushedLanes(v128.load(state)));
        if (!mayRebase || load<i32>(state, KIND) === EUCLIDEAN) continue;
        const variance = load<f64>(state, 56);
        const A = load<f64>(state, 32);
        const size = Math.abs(A);
        const shift = A * load<f64>(state, 40);
        if (
          !(variance >= LEAST_SHARE * load<f64>(state, PEAK + 8)) ||
          !(size < A_RANGE && size > 1 / A_RANGE) ||
          shift * shift * totalRate > B_RANGE * B_RANGE * variance * ce
        )
          makeAnew(r, t);
      }
    }
  }
  v128.store(160, sums);
  v128.store(176, slowPair);
  store<f64>(192, f64x2.extract_lane(fastPair, 1));
  store<f64>(200, f64x2.extract_lane(flatSlow, 0));
  v128.store(208, flatFast);
  store<i32>(SPIKED, <i32>((spikedEnd - spiked) >> 2));
}

/** The number of the rule with this state. */
function ruleOf(state: usize, rulesAt: usize): i32 {
  return <i32>((state - rulesAt) / RULE_BYTES);
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
  const ktBytes = width >> 1;
  for (let r = 0; r < rules; r++) {
    let D = f64x2.splat(0);
    let kt = kts + <usize>BLOCK * ktBytes + ((<usize>r) << 3);
    let tail = tails + <usize>BLOCK * width + ((<usize>r) << 4);
    for (let k = 0; k < BLOCK; k++) {
      kt -= ktBytes;
      tail -= width;
      D = f64x2.add(v128.load64_splat(kt), f64x2.mul(decays, D));
      v128.store(tail, D);
    }
  }
  // What comes after the block is 0 until the next one ends.
  memory.fill(last + width, 0, width);
  memory.copy(last, tails, width);
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

/** Brings z, a and s of the afferents that have spiked in the block up to step `end`, its last one. */
function endSpiked(
  end: i32,
  spiked: usize,
  spikedEnd: usize,
  records: usize,
  recordBytes: usize,
  rulesAt: usize,
  rulesEnd: usize,
  tails: usize,
  power: usize,
  scale: f64,
): void {
  const rules = <i32>((rulesEnd - rulesAt) / RULE_BYTES);
  for (; spiked < spikedEnd; spiked += 4) {
    const record = records + <usize>load<i32>(spiked) * recordBytes;
    const before = v128.load(record);
    const c = load<f64>(record, 16);
    const last = load<i32>(record, 24);
    let tail = tails + ((<usize>((last & MASK) * rules)) << 4);
    let zAt = record + 32;
    for (let state = rulesAt; state < rulesEnd; state += RULE_BYTES, tail += 16, zAt += 8) {
      const product = f64x2.mul(before, v128.load(tail));
      const onto = load<i32>(state, KIND) === EUCLIDEAN ? scale : c;
      const gained = onto * (f64x2.extract_lane(product, 0) - f64x2.extract_lane(product, 1));
      store<f64>(zAt, load<f64>(zAt) + gained);
    }
    v128.store(record, f64x2.mul(before, v128.load(power + ((<usize>(end - last)) << 4))));
    store<i32>(record, end, 24);
  }
}
