/**
 * Exact draws of a Poisson count of any mean.
 *
 * Mean below 10: the number of factors, uniform in (0, 1), whose product stays above exp(-mean). Above: transformed rejection with
 * squeeze, PTRS (Hörmann 1993, doi 10.1016/0167-6687(93)90997-4), two uniforms and no logarithm in nine draws of ten.
 */
import type { Random } from './random.ts';

export type PoissonSampler = (random: Random) => number;

/** A sampler of counts of this mean; mean finite, >= 0. */
export function poissonSampler(mean: number): PoissonSampler {
  if (mean === 0) return () => 0;
  return mean < 10 ? productSampler(mean) : rejectionSampler(mean);
}

function productSampler(mean: number): PoissonSampler {
  const least = Math.exp(-mean);
  return (random) => {
    let count = 0;
    for (let product = random.uniform(); product > least; product *= random.uniform()) count++;
    return count;
  };
}

function rejectionSampler(mean: number): PoissonSampler {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const logMean = Math.log(mean);
  const logInverseAlpha = Math.log(1.1239 + 1.1328 / (b - 3.4));
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  return (random) => {
    for (;;) {
      const u = random.uniform() - 0.5;
      const v = random.uniform();
      const distance = 0.5 - Math.abs(u);
      const count = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
      if (distance >= 0.07 && v <= squeeze) return count;
      if (count < 0 || (distance < 0.013 && v > distance)) continue;
      const left = Math.log(v) + logInverseAlpha - Math.log(a / (distance * distance) + b);
      if (left <= count * logMean - mean - logFactorial(count)) return count;
    }
  };
}

const SMALL = 16;
const logFactorials = Float64Array.from({ length: SMALL }, (_, k) => {
  let product = 1;
  for (let j = 2; j <= k; j++) product *= j;
  return Math.log(product);
});

/** log k!; Stirling's series from 16 on, error below 1e-14 there. */
export function logFactorial(k: number): number {
  if (k < SMALL) return logFactorials[k] as number;
  const x = k + 1;
  const y = 1 / (x * x);
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y / 1188)))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
