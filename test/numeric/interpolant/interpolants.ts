/** Interpolants that tests share, and random points within their ranges. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { COEFFICIENT_NAMES, type Coefficients } from '../../../src/numeric/coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';
import type { InterpolantRequest } from '../../../src/numeric/interpolant/build.ts';
import type { Range } from '../../../src/numeric/interpolant/interpolant.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';

export const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;

/** About what the paper's neurons do. */
export const usual: InterpolantRequest = {
  transfer: sigmoid,
  range: { mean: [-20, 30], variance: [0, 100] },
  tolerance: 1e-10,
  seed: 1,
};

/** Mean and standard deviation uniform, q from the least, which every fourth point has, to 10^5 above it. */
export function randomMoments({ mean, variance }: Range, count: number, seed: number): VoltageMoments[] {
  const generator = xoroshiro128plus(seed);
  const uniform = (low: number, high: number): number => low + (high - low) * uniformFloat64(generator);
  return Array.from({ length: count }, (_, k) => {
    const m = uniform(...mean);
    const sd = uniform(Math.sqrt(variance[0]), Math.sqrt(variance[1]));
    const v = Math.min(variance[1], Math.max(variance[0], sd * sd));
    return { mean: m, variance: v, q: (m * m) / v + (k % 4 === 0 ? 0 : 10 ** uniform(-3, 5)) };
  });
}

export const rowOf = (coefficients: Coefficients): Float64Array =>
  Float64Array.from(COEFFICIENT_NAMES, (name) => coefficients[name]);
