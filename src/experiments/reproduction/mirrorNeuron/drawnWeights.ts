/** Weights of neurons, all positive (negative entropy keeps signs; one sign makes the voltages comparable) or of random signs. */
import { standardNormal } from '../../../numeric/monteCarlo/normal.ts';
import type { Random } from '../../../numeric/monteCarlo/random.ts';

/** Of log w; the widths reported for cortical weights are 0.8 to 1. */
export const LOG_DEVIATION = 0.8;
/** Of 'normal' weights relative to their mean: fewer than 2 in 10,000 would be negative, which are drawn again. */
const RELATIVE_DEVIATION = 0.28;

export const WEIGHT_KINDS = ['log-normal', 'normal'] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];

/** `count` positive weights of this mean. */
export const positiveWeights = (
  kind: WeightKind,
  count: number,
  mean: number,
  random: Random,
): Float64Array =>
  Float64Array.from({ length: count }, () => {
    if (kind === 'log-normal')
      return mean * Math.exp(LOG_DEVIATION * standardNormal(random) - LOG_DEVIATION ** 2 / 2);
    for (;;) {
      const w = mean * (1 + RELATIVE_DEVIATION * standardNormal(random));
      if (w > 0) return w;
    }
  });
