/**
 * The loop of the learning rules in WebAssembly: AssemblyScript, compiled to dist/wasm/learning.wasm. src/numeric/learning/fastLoop.ts is the
 * reference and says what is computed; src/numeric/learning/fastMemory.ts says where everything lies. Pairs (slow, fast) are one
 * vector. All rules advance together step by step: their chains of dependent operations overlap in the processor.
 *
 * What is rare is asked of TypeScript: a cell of the coefficient table that is not here yet, a transfer function other than the sigmoid, weights
 * to be brought up to date, numbers that are not finite.
 */

/** gammaS, slope, excess at (mean, variance), written to the header's answer. */
declare function tilted(rule: i32, t: i32, mean: f64, variance: f64): void;
/** The score (phi'/phi)(v) (y - phi(v) dt); the header's answer gets (log h)'(v) for local rules. */
declare function score(rule: i32, t: i32, v: f64, y: f64): f64;
/** The update k (.. - gammaU + gammaW w) goes straight to all weights of the rule. */
declare function updateAll(rule: i32, t: i32, k: f64, gammaU: f64, gammaW: f64): void;
/** The rule's weights and sums are made anew before the next step. */
declare function makeAnew(rule: i32, t: i32): void;
/** V is not finite. */
declare function runaway(rule: i32, t: i32, v: f64): void;

const BLOCK: i32 = 32;
const MASK: i32 = 31;
const SHIFT: i32 = 5;
const A_RANGE: f64 = 1e3;
const B_RANGE: f64 = 1e3;
const LEAST_SHARE: f64 = 1e-3;
const NO_CHANGE: f64 = 1e-24;
const NEGLIGIBLE: f64 = 1e-250;
/** 1.5 2^52: its sum with a number rounds that to an integer, which the low bits carry. */
const INTEGER_BITS: f64 = 6755399441055744.0;

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

function flushedPair(at: usize): void {
  store<f64>(at, flushed(load<f64>(at)));
  store<f64>(at, flushed(load<f64>(at, 8)), 8);
}

/** exp(-x) for x >= 0 to a unit of the last place or two: 2^-k 2^(-j/64) times a polynomial in the rest, |rest| < 0.0055. */
function exponential(x: f64, table: usize): f64 {
  if (!(x < 700)) return 0;
  const shifted = x * 92.33248261689366 + INTEGER_BITS;
  const units = <i32>reinterpret<i64>(shifted);
  const whole = shifted - INTEGER_BITS;
  // log(2)/64 in two parts: the product with the first is exact.
  const r = whole * 0.010830424695086549 - x + whole * 1.162596423439437e-12;
  const r2 = r * r;
  const p =
    1 + r + r2 * (0.5 + r * 0.16666666666666666 + r2 * (0.041666666666666664 + r * 0.008333333333333333));
  const power = load<f64>(table + ((<usize>(units & 63)) << 3));
  return p * power * reinterpret<f64>((<i64>(1023 - (units >> 6))) << 52);
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
  const exponentials = array(33);
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
  const index = array(43);
  const cells = array(44);
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
  const columns = h(14);
  const rows = h(15);
  const columnCount = <i32>columns;
  const inverseCell = h(16);
  const meanLimit = h(17);
  const meanInput = h(18);
  const mayRebase = h(19) !== 0;
  const unit = ce * e0;
  const meanUnit = 1 / unit;
  const rateShare = totalRate / ce;
  const slow2 = slowDecay * slowDecay;
  const mixed = slowDecay * fastDecay;
  const fast2 = fastDecay * fastDecay;
  let sums = v128.load(160);
  let AA = h(22);
  let AS = h(23);
  let SS = h(24);
  let flatAA = h(25);
  let flatAS = h(26);
  let flatSS = h(27);
  let e = load<i32>(starts);
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
      sums = f64x2.add(sums, one);
      for (let r = 0; r < rules; r++) {
        const state = rulesAt + ((<usize>r) << 7);
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
      const state = rulesAt + ((<usize>r) << 7);
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
        const ex = exponential(Math.abs(x), exponentials);
        const larger = 1 / (1 + ex);
        const smaller = ex * larger;
        const share = x < 0 ? smaller : larger;
        scored = beta * (x < 0 ? larger : smaller) * (y - phiMax * share * dt);
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
        const x = (mean + meanLimit) * inverseCell;
        const yy = sqrt(variance) * inverseCell;
        let number: i32 = 0;
        let column: i32 = 0;
        let row: i32 = 0;
        // Rounded from x - 1/2: where x is an integer either neighbour may answer, they agree on their edge.
        const shiftedX = x - 0.5 + INTEGER_BITS;
        const shiftedY = yy - 0.5 + INTEGER_BITS;
        if (x >= 0 && x < columns && yy < rows) {
          column = <i32>reinterpret<i64>(shiftedX);
          row = <i32>reinterpret<i64>(shiftedY);
          number = load<i32>(index + ((<usize>(row * columnCount + column)) << 2));
        }
        let slope: f64 = 0;
        let excess: f64 = 0;
        if (number > 0) {
          const cell = cells + <usize>(number - 1) * 384;
          const fx = x - (shiftedX - INTEGER_BITS);
          const fy = yy - (shiftedY - INTEGER_BITS);
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
      AS = flushed(AS);
      SS = flushed(SS);
      flatAA = flushed(flatAA);
      flatAS = flushed(flatAS);
      flatSS = flushed(flatSS);
      v128.store(160, sums);
      flushedPair(160);
      sums = v128.load(160);
      for (let r = 0; r < rules; r++) {
        const state = rulesAt + ((<usize>r) << 7);
        endBlock(step + 1, r, rules, kts, tails, rests, power, powers, decays);
        v128.store(state, zero, 16);
        flushedPair(state);
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
}

/** The block before step `end` is complete: its tails, and its total into the rests of the blocks before. */
function endBlock(
  end: i32,
  r: i32,
  rules: i32,
  kts: usize,
  tails: usize,
  rests: usize,
  power: usize,
  powers: i32,
  decays: v128,
): void {
  let sum = f64x2.splat(0);
  for (let v = end - 1; v >= end - BLOCK; v--) {
    const kt = f64x2.splat(load<f64>(kts + ((<usize>(v * rules + r)) << 3)));
    sum = f64x2.add(kt, f64x2.mul(decays, sum));
    v128.store(tails + ((<usize>(v * rules + r)) << 4), sum);
  }
  const block = (end >> SHIFT) - 1;
  v128.store(rests + ((<usize>(block * rules + r)) << 4), sum);
  v128.store(rests + ((<usize>((block + 1) * rules + r)) << 4), f64x2.splat(0));
  for (let j = block - 1; j >= 0; j--) {
    const distance = (block - j) << SHIFT;
    if (distance >= powers) return;
    const share = v128.load(power + ((<usize>distance) << 4));
    if (f64x2.extract_lane(share, 0) < NO_CHANGE && f64x2.extract_lane(share, 1) < NO_CHANGE) return;
    const at = rests + ((<usize>(j * rules + r)) << 4);
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(share, sum)));
  }
}
