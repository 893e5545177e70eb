/**
 * The kernel, tabulated so that a spike of any age costs one row and one polynomial.
 *
 * With a >= b the two time constants, every spike carries two numbers, both positive, of its age t:
 *   slow(t) = exp(-t/a),   eps(t) = the kernel,
 * and time moves them without a difference of nearly equal numbers, for a = b too:
 *   slow(t + d) = slow(d) slow(t),   eps(t + d) = exp(-d/b) eps(t) + eps(d) slow(t).
 * Both solve slow' = -slow/a, eps' = -eps/b + e0/(a b) slow, which gives the Taylor coefficients of every row from its centre.
 *
 * Shape: rows x (DEGREE + 1) x 2, the pair (slow, eps) of each coefficient side by side, constant first. The argument is the distance
 * from the centre in rows, in [-1/2, 1/2]. Truncation: below
 * (0.0186/2)^6/6! = 2^-50 of exp(-t/b), since a row spans at most 0.0186 b.
 */
import { type Kernel, kernelAt } from '../neuron/kernel.ts';

export const DEGREE = 5;
/** Doubles a row. */
export const ROW = 2 * (DEGREE + 1);
const WIDEST_ROW = 0.0186;
const MOST_ROWS = 2 ** 18;

export interface KernelTable {
  /** Ages in [0, span), in the unit of the kernel's times. */
  readonly span: number;
  /** A power of two. */
  readonly rows: number;
  readonly coefficients: Float64Array;
}

/**
 * The table for ages in [0, span).
 * @throws RangeError where the time constants differ by a factor of about 975 or more: too many rows.
 */
export function kernelTable(kernel: Kernel, span: number): KernelTable {
  const { e0, tauM, tauS } = kernel;
  const [a, b] = [Math.max(tauM, tauS), Math.min(tauM, tauS)];
  const rows = Math.max(16, 2 ** Math.ceil(Math.log2(span / (WIDEST_ROW * b))));
  if (!(rows <= MOST_ROWS)) {
    throw new RangeError(
      `Monte Carlo of spikes: time constants ${tauM} and ${tauS} (expected a ratio below ${Math.floor((MOST_ROWS * WIDEST_ROW * a) / span)})`,
    );
  }
  const width = span / rows;
  const coefficients = new Float64Array(rows * ROW);
  for (let row = 0; row < rows; row++) {
    const centre = (row + 0.5) * width;
    let [slow, eps] = [Math.exp(-centre / a), kernelAt(centre, kernel)];
    for (let j = 0; j <= DEGREE; j++) {
      coefficients[row * ROW + 2 * j] = slow;
      coefficients[row * ROW + 2 * j + 1] = eps;
      [slow, eps] = [(-slow / a) * (width / (j + 1)), (-eps / b + (e0 / (a * b)) * slow) * (width / (j + 1))];
    }
  }
  return { span, rows, coefficients };
}
