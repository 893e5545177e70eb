/**
 * The two products of an epoch of regression, panel by panel, with the vector instructions of WebAssembly: AssemblyScript, compiled by
 * `npm run build` to dist/wasm/regression.wasm. src/numeric/mirror/panelProducts.ts is the reference; every operation here is one of its
 * operations, in its order, so both give the same bits.
 *
 * A panel is rows x 16 numbers of single precision, row by row; all other numbers, and all arithmetic, are of double precision unless said
 * otherwise. Arguments that end in At are byte addresses.
 */

/** Bytes of a row of a panel, and of a pair of its numbers. */
const ROW: usize = 64;
const PAIR: usize = 8;

/** Two numbers of single precision as doubles. */
function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** X_panel' lambda, 16 numbers, to outAt. */
export function columnSums(panelAt: usize, rows: i32, lambdaAt: usize, outAt: usize): void {
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = panelAt + <usize>rows * ROW;
  for (let at = panelAt; at < end; at += ROW) {
    const factor = v128.load64_splat(lambdaAt);
    lambdaAt += 8;
    a = f64x2.add(a, f64x2.mul(factor, pair(at)));
    b = f64x2.add(b, f64x2.mul(factor, pair(at + PAIR)));
    c = f64x2.add(c, f64x2.mul(factor, pair(at + 2 * PAIR)));
    d = f64x2.add(d, f64x2.mul(factor, pair(at + 3 * PAIR)));
    e = f64x2.add(e, f64x2.mul(factor, pair(at + 4 * PAIR)));
    f = f64x2.add(f, f64x2.mul(factor, pair(at + 5 * PAIR)));
    g = f64x2.add(g, f64x2.mul(factor, pair(at + 6 * PAIR)));
    h = f64x2.add(h, f64x2.mul(factor, pair(at + 7 * PAIR)));
  }
  v128.store(outAt, a);
  v128.store(outAt, b, 16);
  v128.store(outAt, c, 32);
  v128.store(outAt, d, 48);
  v128.store(outAt, e, 64);
  v128.store(outAt, f, 80);
  v128.store(outAt, g, 96);
  v128.store(outAt, h, 112);
}

/** X_panel w, added to the `rows` numbers at outAt; w: 16 numbers. Two rows side by side. */
export function addRowSums(panelAt: usize, rows: i32, weightsAt: usize, outAt: usize): void {
  const a = v128.load(weightsAt);
  const b = v128.load(weightsAt, 16);
  const c = v128.load(weightsAt, 32);
  const d = v128.load(weightsAt, 48);
  const e = v128.load(weightsAt, 64);
  const f = v128.load(weightsAt, 80);
  const g = v128.load(weightsAt, 96);
  const h = v128.load(weightsAt, 112);
  let i = 0;
  for (; i + 2 <= rows; i += 2) {
    let x = f64x2.mul(pair(panelAt), a);
    let y = f64x2.mul(pair(panelAt + ROW), a);
    x = f64x2.add(x, f64x2.mul(pair(panelAt + PAIR), b));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + PAIR), b));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 2 * PAIR), c));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 2 * PAIR), c));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 3 * PAIR), d));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 3 * PAIR), d));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 4 * PAIR), e));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 4 * PAIR), e));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 5 * PAIR), f));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 5 * PAIR), f));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 6 * PAIR), g));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 6 * PAIR), g));
    x = f64x2.add(x, f64x2.mul(pair(panelAt + 7 * PAIR), h));
    y = f64x2.add(y, f64x2.mul(pair(panelAt + ROW + 7 * PAIR), h));
    const sums = f64x2.add(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3));
    v128.store(outAt, f64x2.add(v128.load(outAt), sums));
    panelAt += 2 * ROW;
    outAt += 16;
  }
  if (i === rows) return;
  let x = f64x2.mul(pair(panelAt), a);
  x = f64x2.add(x, f64x2.mul(pair(panelAt + PAIR), b));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 2 * PAIR), c));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 3 * PAIR), d));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 4 * PAIR), e));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 5 * PAIR), f));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 6 * PAIR), g));
  x = f64x2.add(x, f64x2.mul(pair(panelAt + 7 * PAIR), h));
  store<f64>(outAt, load<f64>(outAt) + (f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1)));
}

/** Rows whose sum is of single precision before it is added to one of double precision. */
const BLOCK: i32 = 64;

/** The same as columnSums with multipliers and sums of single precision over blocks of rows, even and odd ones apart. */
export function columnSumsSingle(panelAt: usize, rows: i32, lambdaAt: usize, outAt: usize): void {
  memory.fill(outAt, 0, 128);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = min(BLOCK, rows - first);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    let i = 0;
    for (; i + 2 <= count; i += 2) {
      const even = v128.load32_splat(lambdaAt);
      const odd = v128.load32_splat(lambdaAt, 4);
      a = f32x4.add(a, f32x4.mul(even, v128.load(panelAt)));
      b = f32x4.add(b, f32x4.mul(even, v128.load(panelAt, 16)));
      c = f32x4.add(c, f32x4.mul(even, v128.load(panelAt, 32)));
      d = f32x4.add(d, f32x4.mul(even, v128.load(panelAt, 48)));
      e = f32x4.add(e, f32x4.mul(odd, v128.load(panelAt, 64)));
      f = f32x4.add(f, f32x4.mul(odd, v128.load(panelAt, 80)));
      g = f32x4.add(g, f32x4.mul(odd, v128.load(panelAt, 96)));
      h = f32x4.add(h, f32x4.mul(odd, v128.load(panelAt, 112)));
      panelAt += 2 * ROW;
      lambdaAt += 8;
    }
    if (i < count) {
      const even = v128.load32_splat(lambdaAt);
      a = f32x4.add(a, f32x4.mul(even, v128.load(panelAt)));
      b = f32x4.add(b, f32x4.mul(even, v128.load(panelAt, 16)));
      c = f32x4.add(c, f32x4.mul(even, v128.load(panelAt, 32)));
      d = f32x4.add(d, f32x4.mul(even, v128.load(panelAt, 48)));
    }
    addAsDoubles(outAt, f32x4.add(a, e));
    addAsDoubles(outAt + 32, f32x4.add(b, f));
    addAsDoubles(outAt + 64, f32x4.add(c, g));
    addAsDoubles(outAt + 96, f32x4.add(d, h));
  }
}

/** Four doubles += four numbers of single precision. */
function addAsDoubles(at: usize, four: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(four)));
  const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** The same as addRowSums with weights and the sums of 16 products of single precision. Four rows side by side. */
export function addRowSumsSingle(panelAt: usize, rows: i32, weightsAt: usize, outAt: usize): void {
  const a = singles(weightsAt);
  const b = singles(weightsAt + 32);
  const c = singles(weightsAt + 64);
  const d = singles(weightsAt + 96);
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const p = rowProducts(panelAt, a, b, c, d);
    const q = rowProducts(panelAt + ROW, a, b, c, d);
    const r = rowProducts(panelAt + 2 * ROW, a, b, c, d);
    const s = rowProducts(panelAt + 3 * ROW, a, b, c, d);
    const pq = f32x4.add(v128.shuffle<f32>(p, q, 0, 4, 1, 5), v128.shuffle<f32>(p, q, 2, 6, 3, 7));
    const rs = f32x4.add(v128.shuffle<f32>(r, s, 0, 4, 1, 5), v128.shuffle<f32>(r, s, 2, 6, 3, 7));
    const sums = f32x4.add(v128.shuffle<f32>(pq, rs, 0, 1, 4, 5), v128.shuffle<f32>(pq, rs, 2, 3, 6, 7));
    addAsDoubles(outAt, sums);
    panelAt += 4 * ROW;
    outAt += 32;
  }
  for (; i < rows; i++) {
    const p = rowProducts(panelAt, a, b, c, d);
    const even = f32x4.extract_lane(p, 0) + f32x4.extract_lane(p, 2);
    const odd = f32x4.extract_lane(p, 1) + f32x4.extract_lane(p, 3);
    store<f64>(outAt, load<f64>(outAt) + <f64>(even + odd));
    panelAt += ROW;
    outAt += 8;
  }
}

/** Four doubles, rounded. */
function singles(at: usize): v128 {
  const low = f32x4.demote_f64x2_zero(v128.load(at));
  const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return v128.shuffle<f32>(low, high, 0, 1, 4, 5);
}

/** x_j w_j summed over j = lane, lane + 4, lane + 8, lane + 12. */
function rowProducts(at: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  let sum = f32x4.mul(v128.load(at), a);
  sum = f32x4.add(sum, f32x4.mul(v128.load(at, 16), b));
  sum = f32x4.add(sum, f32x4.mul(v128.load(at, 32), c));
  return f32x4.add(sum, f32x4.mul(v128.load(at, 48), d));
}
