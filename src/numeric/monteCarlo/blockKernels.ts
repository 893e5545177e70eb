/**
 * The inner loops of a batch, over one block of samples at a time: spikes into potentials, weighted sums, and h x x'.
 *
 * Shapes: m rows (afferents that fire), `length` samples a block (even). x is m x length, row by row: one afferent's potentials
 * at successive samples. A block may use fewer samples; `samples` says how many, and the rest of a row is then not read.
 * Time: sample k is taken at the end of the k-th of `samples` intervals, each as long as the table's span; a spike's age there is
 * its distance from that end. state holds (slow, eps) of every row at the last sample, carried from block to block.
 *
 * This file is the reference; WebAssembly (assembly/blockKernels.ts) does the same operations in the same order: equal bits.
 */
import { DEGREE, ROW } from './kernelTable.ts';

export interface BlockShape {
  readonly rows: number;
  /** Samples a block; even. */
  readonly length: number;
  /** Rows of the kernel table; 0 where no spikes are drawn. */
  readonly tableRows: number;
}

export interface BlockKernels {
  /** rows x length. */
  readonly x: Float64Array;
  /** One factor a sample, such as h(V). */
  readonly factor: Float64Array;
  /** rows: weights of the sum over afferents. */
  readonly weight: Float64Array;
  /** One sum a sample. */
  readonly sum: Float64Array;
  /** rows: sums over samples. */
  readonly total: Float64Array;
  /** rows: spikes in this block. */
  readonly counts: Int32Array;
  /** 16 words: four xoshiro128++ generators, word by word, four lanes side by side. */
  readonly generators: Uint32Array;
  /** rows x 2. */
  readonly state: Float64Array;
  readonly coefficients: Float64Array;
  /** How (slow, eps) move over one interval: factors of slow and eps, and eps per slow. */
  readonly step: Float64Array;
  /** Draws ages for `counts` spikes a row and sets x and state. */
  spikes(samples: number): void;
  /** sum_k = sum_i weight_i x_ik, i ascending. */
  weightedSums(samples: number): void;
  /** P_ij += sum_k factor_k x_ik x_jk, j <= i. `samples` even, or factor and x 0 in the sample after the last. */
  addProducts(samples: number): void;
  /** P, its packed lower triangle, row by row; P is 0 again afterwards. */
  takeProducts(): Float64Array;
  /** total_i += sum_k factor_k x_ik. The same condition. */
  addTotals(samples: number): void;
}

/** Random words are drawn in runs of at most this many. */
export const RUN = 1024;

/** The same arrays, in plain TypeScript; `withProducts` = false leaves the rows x rows array out. */
export function blockKernels({ rows, length, tableRows }: BlockShape, withProducts: boolean): BlockKernels {
  const arrays = {
    x: new Float64Array(rows * length),
    factor: new Float64Array(length),
    weight: new Float64Array(rows),
    sum: new Float64Array(length),
    total: new Float64Array(rows),
    counts: new Int32Array(rows),
    generators: new Uint32Array(16),
    state: new Float64Array(2 * rows),
    coefficients: new Float64Array(tableRows * ROW),
    step: new Float64Array(3),
  };
  const product = new Float64Array(withProducts ? rows * rows : 0);
  const words = new Uint32Array(RUN);
  const arrivals = new Float64Array(2 * length);
  return {
    ...arrays,
    spikes(samples) {
      const { x, counts, generators, state, coefficients, step } = arrays;
      const cells = samples * tableRows * 2 ** -32;
      for (let i = 0; i < rows; i++) {
        for (let left = counts[i] as number; left > 0; left -= RUN) {
          const count = Math.min(left, RUN);
          drawWords(generators, words, count);
          addSpikes(words, count, cells, tableRows, coefficients, arrivals);
        }
        pass(arrivals, samples, step, state, 2 * i, x, i * length);
      }
    },
    weightedSums(samples) {
      const { x, weight, sum } = arrays;
      sum.fill(0, 0, samples);
      for (let i = 0; i < rows; i++) {
        const w = weight[i] as number;
        for (let k = 0; k < samples; k++) sum[k] = (sum[k] as number) + w * (x[i * length + k] as number);
      }
    },
    addProducts(samples) {
      addProducts(arrays.x, arrays.factor, product, rows, length, samples);
    },
    takeProducts() {
      const packed = packedTriangle(product, rows, rows);
      product.fill(0);
      return packed;
    },
    addTotals(samples) {
      const { x, factor, total } = arrays;
      for (let i = 0; i < rows; i++) {
        let [even, odd] = [0, 0];
        for (let k = 0; k < samples; k += 2) {
          even += (factor[k] as number) * (x[i * length + k] as number);
          odd += (factor[k + 1] as number) * (x[i * length + k + 1] as number);
        }
        total[i] = (total[i] as number) + (even + odd);
      }
    },
  };
}

/** The lower triangle of a matrix whose rows lie `stride` apart, row by row. */
export function packedTriangle(product: Float64Array, rows: number, stride: number): Float64Array {
  const packed = new Float64Array((rows * (rows + 1)) / 2);
  for (let i = 0, at = 0; i < rows; at += ++i)
    packed.set(product.subarray(stride * i, stride * i + i + 1), at);
  return packed;
}

/** `count` words, rounded up to a multiple of 4: lane k mod 4 gives word k. */
function drawWords(generators: Uint32Array, words: Uint32Array, count: number): void {
  for (let lane = 0; lane < 4; lane++) {
    let a = generators[lane] as number;
    let b = generators[lane + 4] as number;
    let c = generators[lane + 8] as number;
    let d = generators[lane + 12] as number;
    for (let k = lane; k < count + lane; k += 4) {
      const sum = (a + d) | 0;
      words[k] = (((sum << 7) | (sum >>> 25)) + a) | 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    generators[lane] = a;
    generators[lane + 4] = b;
    generators[lane + 8] = c;
    generators[lane + 12] = d;
  }
}

/** Every word is a spike: its cell is (interval, row of the table), the rest its place in the row. */
function addSpikes(
  words: Uint32Array,
  count: number,
  cells: number,
  tableRows: number,
  coefficients: Float64Array,
  arrivals: Float64Array,
): void {
  const shift = Math.log2(tableRows);
  for (let s = 0; s < count; s++) {
    const place = ((words[s] as number) + 0.5) * cells;
    const cell = place | 0;
    const d = place - cell - 0.5;
    const interval = cell >> shift;
    const at = (cell & (tableRows - 1)) * ROW;
    let slow = coefficients[at + 2 * DEGREE] as number;
    let eps = coefficients[at + 2 * DEGREE + 1] as number;
    for (let j = 2 * DEGREE - 2; j >= 0; j -= 2) {
      slow = slow * d + (coefficients[at + j] as number);
      eps = eps * d + (coefficients[at + j + 1] as number);
    }
    arrivals[2 * interval] = (arrivals[2 * interval] as number) + slow;
    arrivals[2 * interval + 1] = (arrivals[2 * interval + 1] as number) + eps;
  }
}

/** Carries one row's (slow, eps) through the intervals, adding what arrived in each, which is set to 0 again. */
function pass(
  arrivals: Float64Array,
  samples: number,
  step: Float64Array,
  state: Float64Array,
  stateAt: number,
  x: Float64Array,
  xAt: number,
): void {
  const [slowFactor, epsFactor, epsPerSlow] = step as unknown as [number, number, number];
  let slow = state[stateAt] as number;
  let eps = state[stateAt + 1] as number;
  for (let k = 0; k < samples; k++) {
    eps = eps * epsFactor + (slow * epsPerSlow + (arrivals[2 * k + 1] as number));
    slow = slow * slowFactor + (arrivals[2 * k] as number);
    arrivals[2 * k] = 0;
    arrivals[2 * k + 1] = 0;
    x[xAt + k] = flushed(eps);
  }
  state[stateAt] = flushed(slow);
  state[stateAt + 1] = flushed(eps);
}

/** Below this, mV, a potential is 0 to any sum; products of two would be subnormal, which cost twenty times as much. */
const NEGLIGIBLE = 1e-100;
const flushed = (value: number): number => (value >= NEGLIGIBLE ? value : 0);

/** Two rows by two, two sums for the samples of even and odd number: what the vector instructions do. */
function addProducts(
  x: Float64Array,
  factor: Float64Array,
  product: Float64Array,
  rows: number,
  length: number,
  samples: number,
): void {
  const scaled = new Float64Array(samples + (samples & 1));
  for (let i = 0; i < rows; i++) {
    const row = i * length;
    for (let k = 0; k < scaled.length; k++) scaled[k] = (factor[k] as number) * (x[row + k] as number);
    let j = 0;
    for (; j + 1 <= i; j += 2) {
      const [left, right] = [j * length, (j + 1) * length];
      let [evenLeft, oddLeft, evenRight, oddRight] = [0, 0, 0, 0];
      for (let k = 0; k < scaled.length; k += 2) {
        const [even, odd] = [scaled[k] as number, scaled[k + 1] as number];
        evenLeft += even * (x[left + k] as number);
        oddLeft += odd * (x[left + k + 1] as number);
        evenRight += even * (x[right + k] as number);
        oddRight += odd * (x[right + k + 1] as number);
      }
      product[rows * i + j] = (product[rows * i + j] as number) + (evenLeft + oddLeft);
      product[rows * i + j + 1] = (product[rows * i + j + 1] as number) + (evenRight + oddRight);
    }
    if (j <= i) {
      let [even, odd] = [0, 0];
      for (let k = 0; k < scaled.length; k += 2) {
        even += (scaled[k] as number) * (x[j * length + k] as number);
        odd += (scaled[k + 1] as number) * (x[j * length + k + 1] as number);
      }
      product[rows * i + j] = (product[rows * i + j] as number) + (even + odd);
    }
  }
}
