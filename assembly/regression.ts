/**
 * The two products of an epoch of regression, panel by panel, with the vector instructions of WebAssembly: AssemblyScript, compiled by
 * `npm run build` to dist/wasm/regression.wasm. src/numeric/mirror/panelProducts.ts is the reference; every operation here is one of its
 * operations, in its order, so both give the same bits.
 *
 * A panel is rows x 16 numbers of single precision, row by row; all other numbers, and all arithmetic, are of double precision. Arguments
 * that end in At are byte addresses.
 */

/** Bytes of a row of a panel, and of a pair of its numbers. */
const ROW: usize = 64;
const PAIR: usize = 8;

/** Two numbers of single precision as doubles. */
// @ts-expect-error decorators are AssemblyScript's
@inline
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
