/**
 * The inner loops of a Monte Carlo batch with the vector instructions of WebAssembly: AssemblyScript, compiled by `npm run build`
 * to dist/wasm/blockKernels.wasm. src/numeric/monteCarlo/blockKernels.ts is the reference and says what the arrays are; every
 * operation here is one of its operations, in its order, so both give the same bits (fused multiply-add does not exist here).
 *
 * Arguments that end in At are byte addresses. Rows of x are padded to a multiple of 4 rows.
 */

/** Taylor polynomials of the kernel table have 6 coefficients, pairs (slow, eps). */
const ROW_BYTES: usize = 96;
/** Below this, mV, a potential is 0 to any sum. */
const NEGLIGIBLE: f64 = 1e-100;
/** 2^52: its sum with an integer below 2^32 carries that integer in the low bits. */
const INTEGER_BITS: f64 = 4503599627370496.0;
/** Bytes of a double, of a pair of doubles. */
const DOUBLE: usize = 8;
const PAIR: usize = 16;

/** Spikes of every row into x; counts hold their numbers. arrivalsAt: 4 rows of length pairs, all 0 before and after. */
export function spikes(
  rows: i32,
  length: i32,
  samples: i32,
  tableShift: i32,
  cells: f64,
  countsAt: usize,
  generatorsAt: usize,
  stateAt: usize,
  coefficientsAt: usize,
  stepAt: usize,
  arrivalsAt: usize,
  xAt: usize,
): void {
  const rowBytes: usize = <usize>length * DOUBLE;
  const pairsBytes: usize = <usize>length * PAIR;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    for (let r = 0; r < 4; r++) {
      const count = load<i32>(countsAt + ((<usize>(i + r)) << 2));
      arrive(count, tableShift, cells, generatorsAt, coefficientsAt, arrivalsAt + <usize>r * pairsBytes);
    }
    passFour(
      samples,
      pairsBytes,
      rowBytes,
      stepAt,
      stateAt + <usize>i * PAIR,
      arrivalsAt,
      xAt + <usize>i * rowBytes,
    );
  }
  for (; i < rows; i++) {
    const count = load<i32>(countsAt + ((<usize>i) << 2));
    arrive(count, tableShift, cells, generatorsAt, coefficientsAt, arrivalsAt);
    passOne(samples, stepAt, stateAt + <usize>i * PAIR, arrivalsAt, xAt + <usize>i * rowBytes);
  }
}

function rotated(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

/** Draws `count` ages, four at a time (xoshiro128++, four lanes), and adds (slow, eps) of each to its interval. */
function arrive(
  count: i32,
  tableShift: i32,
  cells: f64,
  generatorsAt: usize,
  coefficientsAt: usize,
  arrivalsAt: usize,
): void {
  let a = v128.load(generatorsAt);
  let b = v128.load(generatorsAt, 16);
  let c = v128.load(generatorsAt, 32);
  let d = v128.load(generatorsAt, 48);
  const scale = f64x2.splat(cells);
  const half = f64x2.splat(0.5);
  const bits = f64x2.splat(INTEGER_BITS);
  const mask: i32 = (1 << tableShift) - 1;
  for (let left = count; left > 0; left -= 4) {
    const words = i32x4.add(rotated(i32x4.add(a, d), 7), a);
    const shifted = i32x4.shl(b, 9);
    c = v128.xor(c, a);
    d = v128.xor(d, b);
    b = v128.xor(b, c);
    a = v128.xor(a, d);
    c = v128.xor(c, shifted);
    d = rotated(d, 11);

    const low = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(words), half), scale);
    const lowFloor = f64x2.floor(low);
    const lowCells = f64x2.add(lowFloor, bits);
    const lowRest = f64x2.sub(f64x2.sub(low, lowFloor), half);
    addSpike(
      i32x4.extract_lane(lowCells, 0),
      v128.shuffle<f64>(lowRest, lowRest, 0, 0),
      tableShift,
      mask,
      coefficientsAt,
      arrivalsAt,
    );
    if (left < 2) break;
    addSpike(
      i32x4.extract_lane(lowCells, 2),
      v128.shuffle<f64>(lowRest, lowRest, 1, 1),
      tableShift,
      mask,
      coefficientsAt,
      arrivalsAt,
    );
    if (left < 3) break;
    const upper = v128.shuffle<i32>(words, words, 2, 3, 2, 3);
    const high = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(upper), half), scale);
    const highFloor = f64x2.floor(high);
    const highCells = f64x2.add(highFloor, bits);
    const highRest = f64x2.sub(f64x2.sub(high, highFloor), half);
    addSpike(
      i32x4.extract_lane(highCells, 0),
      v128.shuffle<f64>(highRest, highRest, 0, 0),
      tableShift,
      mask,
      coefficientsAt,
      arrivalsAt,
    );
    if (left < 4) break;
    addSpike(
      i32x4.extract_lane(highCells, 2),
      v128.shuffle<f64>(highRest, highRest, 1, 1),
      tableShift,
      mask,
      coefficientsAt,
      arrivalsAt,
    );
  }
  v128.store(generatorsAt, a);
  v128.store(generatorsAt, b, 16);
  v128.store(generatorsAt, c, 32);
  v128.store(generatorsAt, d, 48);
}

/** One spike: its cell is (interval, row of the table), d its distance from the row's centre in both lanes. */
function addSpike(
  cell: i32,
  d: v128,
  tableShift: i32,
  mask: i32,
  coefficientsAt: usize,
  arrivalsAt: usize,
): void {
  const at = coefficientsAt + <usize>(cell & mask) * ROW_BYTES;
  let pair = v128.load(at, 80);
  pair = f64x2.add(f64x2.mul(pair, d), v128.load(at, 64));
  pair = f64x2.add(f64x2.mul(pair, d), v128.load(at, 48));
  pair = f64x2.add(f64x2.mul(pair, d), v128.load(at, 32));
  pair = f64x2.add(f64x2.mul(pair, d), v128.load(at, 16));
  pair = f64x2.add(f64x2.mul(pair, d), v128.load(at));
  const to = arrivalsAt + ((<usize>(cell >> tableShift)) << 4);
  v128.store(to, f64x2.add(v128.load(to), pair));
}

/** (slow, eps) one interval later, with what arrived in it. */
function moved(state: v128, factors: v128, epsPerSlow: v128, arrived: v128): v128 {
  const slow = v128.shuffle<f64>(state, state, 0, 0);
  return f64x2.add(f64x2.mul(state, factors), f64x2.add(f64x2.mul(slow, epsPerSlow), arrived));
}

function flushed(state: v128): v128 {
  return v128.and(state, f64x2.ge(state, f64x2.splat(NEGLIGIBLE)));
}

function passOne(samples: i32, stepAt: usize, stateAt: usize, arrivalsAt: usize, xAt: usize): void {
  const factors = v128.load(stepAt);
  const epsPerSlow = f64x2.replace_lane(f64x2.splat(0), 1, load<f64>(stepAt, 16));
  let state = v128.load(stateAt);
  for (let k = 0; k < samples; k++) {
    const at = arrivalsAt + ((<usize>k) << 4);
    state = moved(state, factors, epsPerSlow, v128.load(at));
    v128.store(at, f64x2.splat(0));
    v128.store64_lane(xAt + ((<usize>k) << 3), flushed(state), 1);
  }
  v128.store(stateAt, flushed(state));
}

/** Four rows side by side: each waits for its own last result only. */
function passFour(
  samples: i32,
  pairsBytes: usize,
  rowBytes: usize,
  stepAt: usize,
  stateAt: usize,
  arrivalsAt: usize,
  xAt: usize,
): void {
  const factors = v128.load(stepAt);
  const epsPerSlow = f64x2.replace_lane(f64x2.splat(0), 1, load<f64>(stepAt, 16));
  const zero = f64x2.splat(0);
  let s0 = v128.load(stateAt);
  let s1 = v128.load(stateAt, 16);
  let s2 = v128.load(stateAt, 32);
  let s3 = v128.load(stateAt, 48);
  let from = arrivalsAt;
  let to = xAt;
  for (let k = 0; k < samples; k++, from += PAIR, to += DOUBLE) {
    const from1 = from + pairsBytes;
    const from2 = from1 + pairsBytes;
    const from3 = from2 + pairsBytes;
    s0 = moved(s0, factors, epsPerSlow, v128.load(from));
    s1 = moved(s1, factors, epsPerSlow, v128.load(from1));
    s2 = moved(s2, factors, epsPerSlow, v128.load(from2));
    s3 = moved(s3, factors, epsPerSlow, v128.load(from3));
    v128.store(from, zero);
    v128.store(from1, zero);
    v128.store(from2, zero);
    v128.store(from3, zero);
    v128.store64_lane(to, flushed(s0), 1);
    v128.store64_lane(to + rowBytes, flushed(s1), 1);
    v128.store64_lane(to + 2 * rowBytes, flushed(s2), 1);
    v128.store64_lane(to + 3 * rowBytes, flushed(s3), 1);
  }
  v128.store(stateAt, flushed(s0));
  v128.store(stateAt, flushed(s1), 16);
  v128.store(stateAt, flushed(s2), 32);
  v128.store(stateAt, flushed(s3), 48);
}

/** sum_k = sum_i weight_i x_ik. */
export function weightedSums(
  rows: i32,
  length: i32,
  samples: i32,
  weightAt: usize,
  xAt: usize,
  sumAt: usize,
): void {
  const bytes: usize = <usize>((samples + 1) & ~1) * DOUBLE;
  memory.fill(sumAt, 0, bytes);
  const rowBytes: usize = <usize>length * DOUBLE;
  for (let i = 0; i < rows; i++) {
    const weight = f64x2.splat(load<f64>(weightAt + <usize>i * DOUBLE));
    const row = xAt + <usize>i * rowBytes;
    for (let at: usize = 0; at < bytes; at += PAIR) {
      v128.store(sumAt + at, f64x2.add(v128.load(sumAt + at), f64x2.mul(weight, v128.load(row + at))));
    }
  }
}

/** total_i += sum_k factor_k x_ik. */
export function addTotals(
  rows: i32,
  length: i32,
  samples: i32,
  factorAt: usize,
  xAt: usize,
  totalAt: usize,
): void {
  const bytes: usize = <usize>((samples + 1) & ~1) * DOUBLE;
  const rowBytes: usize = <usize>length * DOUBLE;
  for (let i = 0; i < rows; i++) {
    const row = xAt + <usize>i * rowBytes;
    let sum = f64x2.splat(0);
    for (let at: usize = 0; at < bytes; at += PAIR) {
      sum = f64x2.add(sum, f64x2.mul(v128.load(factorAt + at), v128.load(row + at)));
    }
    const to = totalAt + <usize>i * DOUBLE;
    store<f64>(to, load<f64>(to) + both(sum));
  }
}

function both(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/**
 * product_ij += sum_k factor_k x_ik x_jk, 4 by 2 entries at a time, the tiles on and below the diagonal. Measured: 8 sums of pairs
 * stay in registers, 9 (3 by 3) do not and take 1.7 times as long.
 */
export function addProducts(
  paddedRows: i32,
  length: i32,
  samples: i32,
  factorAt: usize,
  xAt: usize,
  scaledAt: usize,
  productAt: usize,
): void {
  const bytes: usize = <usize>((samples + 1) & ~1) * DOUBLE;
  const rowBytes: usize = <usize>length * DOUBLE;
  const stride: usize = <usize>paddedRows * DOUBLE;
  for (let i = 0; i < paddedRows; i += 4) {
    for (let r = 0; r < 4; r++) {
      const row = xAt + <usize>(i + r) * rowBytes;
      const scaled = scaledAt + <usize>r * rowBytes;
      for (let at: usize = 0; at < bytes; at += PAIR) {
        v128.store(scaled + at, f64x2.mul(v128.load(factorAt + at), v128.load(row + at)));
      }
    }
    const products = productAt + <usize>i * stride;
    for (let j = 0; j < i + 4; j += 2) {
      addTile(bytes, rowBytes, stride, scaledAt, xAt + <usize>j * rowBytes, products + <usize>j * DOUBLE);
    }
  }
}

function addTile(
  bytes: usize,
  rowBytes: usize,
  stride: usize,
  scaledAt: usize,
  xAt: usize,
  productAt: usize,
): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let left = scaledAt;
  let right = xAt;
  for (const end = scaledAt + bytes; left < end; left += PAIR, right += PAIR) {
    const a0 = v128.load(left);
    const a1 = v128.load(left + rowBytes);
    const a2 = v128.load(left + 2 * rowBytes);
    const a3 = v128.load(left + 3 * rowBytes);
    const b0 = v128.load(right);
    c00 = f64x2.add(c00, f64x2.mul(a0, b0));
    c10 = f64x2.add(c10, f64x2.mul(a1, b0));
    c20 = f64x2.add(c20, f64x2.mul(a2, b0));
    c30 = f64x2.add(c30, f64x2.mul(a3, b0));
    const b1 = v128.load(right + rowBytes);
    c01 = f64x2.add(c01, f64x2.mul(a0, b1));
    c11 = f64x2.add(c11, f64x2.mul(a1, b1));
    c21 = f64x2.add(c21, f64x2.mul(a2, b1));
    c31 = f64x2.add(c31, f64x2.mul(a3, b1));
  }
  addEntries(productAt, c00, c01);
  addEntries(productAt + stride, c10, c11);
  addEntries(productAt + 2 * stride, c20, c21);
  addEntries(productAt + 3 * stride, c30, c31);
}

function addEntries(at: usize, c0: v128, c1: v128): void {
  store<f64>(at, load<f64>(at) + both(c0));
  store<f64>(at, load<f64>(at, DOUBLE) + both(c1), DOUBLE);
}
