/**
 * Normal vectors with C_ij = (-1)^|i-j| / (1 + |i-j|^p), p > 0, of any length D, without a D x D factor: by circulant embedding (Dietrich &
 * Newsam 1997, doi 10.1137/S1064827592240555), O(D log D) time and O(D) memory a vector.
 *
 * C is the upper left block of a circulant matrix of size M >= 2 (D - 1), here a power of two, with first row c_k = C(min(k, M - k)). If
 * its eigenvalues l_j are not negative, both parts of fft(sqrt(l/M) z), z complex standard normal, have the covariance c, independently.
 *
 * They never are negative. Without the sign, a_k = 1/(1 + k^p) is convex over the integers k >= 0 (as a function where
 * k^p >= (p - 1)/(p + 1), so from k = 1 on; at k = 1 the second difference is 1 - 1 + a_2 > 0), and it falls. So around the circle all
 * second differences d_k = a_(k-1) - 2 a_k + a_(k+1) but d_0 are >= 0, at k = M/2 too, and their sum is 0:
 *   l_j (2 - 2 cos(2 pi j/M)) = -sum_k d_k cos(2 pi j k/M) >= -d_0 - sum_(k != 0) d_k = 0,     l_0 = sum a_k > 0.
 * The sign (-1)^k, of period 2 in the even M, turns l_j into l_(j + M/2).
 */
import FFT from 'fft.js';
import { standardNormal } from '../monteCarlo/normal.ts';
import type { Random } from '../monteCarlo/random.ts';

/** C_ij at |i-j| = lag. */
export const correlation = (lag: number, p: number): number => (lag % 2 === 0 ? 1 : -1) / (1 + lag ** p);

export class CorrelatedNormals {
  readonly #fft: FFT;
  /** sqrt(l_j/M). */
  readonly #roots: Float64Array;
  readonly #spectrum: number[];
  readonly #values: number[];
  readonly #length: number;

  /** @param length D. @throws RangeError on a bad length, or unless 0 < p < infinity */
  constructor(length: number, p: number) {
    if (!(Number.isSafeInteger(length) && length >= 1))
      throw new RangeError(`correlated inputs: got length ${length} (expected an integer of at least 1)`);
    if (!(p > 0 && p < Infinity))
      throw new RangeError(`correlated inputs: got exponent p = ${p} (expected a positive number)`);
    this.#length = length;
    this.#fft = new FFT(embeddingSize(length));
    this.#roots = circulantEigenvalues(length, p).map((value) =>
      // Negative by rounding only.
      Math.sqrt(Math.max(0, value) / this.#fft.size),
    );
    this.#spectrum = this.#fft.createComplexArray();
    this.#values = this.#fft.createComplexArray();
  }

  /** Two independent vectors. */
  draw(random: Random): readonly [Float64Array, Float64Array] {
    this.#roots.forEach((root, j) => {
      this.#spectrum[2 * j] = root * standardNormal(random);
      this.#spectrum[2 * j + 1] = root * standardNormal(random);
    });
    this.#fft.transform(this.#values, this.#spectrum);
    const part = (first: number) =>
      Float64Array.from({ length: this.#length }, (_, i) => this.#values[2 * i + first] as number);
    return [part(0), part(1)];
  }
}

/** The smallest power of two that is at least 2 (D - 1), and 2. */
const embeddingSize = (length: number): number => 2 ** Math.max(1, Math.ceil(Math.log2(2 * (length - 1))));

/** l_j, all M of them. */
export function circulantEigenvalues(length: number, p: number): Float64Array {
  const size = embeddingSize(length);
  const fft = new FFT(size);
  const [first, values] = [fft.createComplexArray(), fft.createComplexArray()];
  for (let k = 0; k < size; k++) {
    first[2 * k] = correlation(Math.min(k, size - k), p);
    first[2 * k + 1] = 0;
  }
  fft.transform(values, first);
  return Float64Array.from({ length: size }, (_, j) => values[2 * j] as number);
}
