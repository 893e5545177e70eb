/**
 * Random realisable moments of the voltage over the whole range the kernel promises: mean uniform in +-60 mV, variance
 * log-uniform in 1e-9 ... 1e4 mV^2, q a log-uniform 1e-3 ... 1e4 above its least value mean^2 / variance.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { VoltageMomentsArrays } from '../src/numeric/coefficients/sigmoidCoefficients.ts';

export function randomPoints(n: number, seed: number): VoltageMomentsArrays {
  const generator = xoroshiro128plus(seed);
  const uniform = (low: number, high: number): number => low + (high - low) * uniformFloat64(generator);
  const [mean, variance, q] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [m, v] = [uniform(-60, 60), 10 ** uniform(-9, 4)];
    mean[i] = m;
    variance[i] = v;
    q[i] = (m * m) / v + 10 ** uniform(-3, 4);
  }
  return { mean, variance, q };
}
