/**
 * How far a sample is from a normal distribution (Pogodin et al. 2023, arXiv 2305.19394):
 *
 *   T = int_{-5}^{5} |F_z(t) - N(t)| dt,   z = (d - mean d) / sd d   (centred)   or   d / sd d   (uncentred)
 *
 * with F_z the empirical and N the normal distribution function; sd has the divisor D, the number of values.
 *
 * Exactly: between neighbouring values a < b of z, F_z is a constant c = i/D that N crosses at most once, at q = N^-1(c). With
 * A(t) = t N(t) + n(t), the integral of N,
 *
 *   int_a^b |c - N| = |A(b) - A(a) - c (b - a)|            where q is not between a and b,
 *                     A(a) + A(b) - c (a + b) - 2 n(q)     where it is, as A(q) = c q + n(q).
 */
import { normalDensity } from '../../numeric/coefficients/mills.ts';
import { NORMAL_REACH, normalIntegral, normalQuantile } from '../../numeric/normalDistribution.ts';

export type Centring = 'centred' | 'uncentred';

/** Fewer values are always as far from normal as all others. */
export const LEAST_VALUES = 3;

export interface Spread {
  readonly mean: number;
  /** With the divisor D. */
  readonly deviation: number;
}

export function spreadOf(values: ArrayLike<number>): Spread {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}

/** T of samples of one size, whose quantiles are computed once. */
export class NormalDistance {
  readonly count: number;
  readonly #sorted: Float64Array;
  /** q and n(q) of c = i/D. */
  readonly #quantiles: Float64Array;
  readonly #densities: Float64Array;

  /** @throws RangeError on fewer than 3 values */
  constructor(count: number) {
    if (!(Number.isSafeInteger(count) && count >= LEAST_VALUES))
      throw new RangeError(`distance from normal: got ${count} values, expected at least ${LEAST_VALUES}`);
    this.count = count;
    this.#sorted = new Float64Array(count);
    this.#quantiles = quantilesOf(count);
    this.#densities = this.#quantiles.map(normalDensity);
  }

  /**
   * T >= 0; at most about 10. NaN where all values are equal.
   * @throws RangeError where the number of values is another
   */
  of(values: ArrayLike<number>, centring: Centring): number {
    if (values.length !== this.count)
      throw new RangeError(`distance from normal: got ${values.length} values, expected ${this.count}`);
    const { mean, deviation } = spreadOf(values);
    const origin = centring === 'centred' ? mean : 0;
    const sorted = this.#sorted;
    for (let i = 0; i < this.count; i++) sorted[i] = ((values[i] as number) - origin) / deviation;
    return this.#integral(sorted.sort());
  }

  #integral(sorted: Float64Array): number {
    const { count } = this;
    let [total, a, integralA] = [0, -NORMAL_REACH, normalIntegral(-NORMAL_REACH)];
    for (let i = 0; i <= count; i++) {
      const b = i < count ? withinReach(sorted[i] as number) : NORMAL_REACH;
      const integralB = normalIntegral(b);
      const c = i / count;
      const q = this.#quantiles[i] as number;
      total +=
        a < q && q < b
          ? integralA + integralB - c * (a + b) - 2 * (this.#densities[i] as number)
          : Math.abs(integralB - integralA - c * (b - a));
      [a, integralA] = [b, integralB];
    }
    return total;
  }
}

/** NaN stays NaN. */
const withinReach = (t: number): number => Math.min(Math.max(t, -NORMAL_REACH), NORMAL_REACH);

/** N^-1(i/D), i = 0..D, each found from the one nearer to the median. */
function quantilesOf(count: number): Float64Array {
  const quantiles = new Float64Array(count + 1);
  let quantile = 0;
  for (let i = Math.ceil(count / 2); i <= count; i++) {
    quantile = i < count ? normalQuantile(i / count, quantile) : Infinity;
    quantiles[i] = quantile;
    quantiles[count - i] = -quantile;
  }
  return quantiles;
}
