/**
 * Weights before and after learning, made with a known potential:
 *
 *   normal change   the dual changes are independent normal numbers (the robustness experiment of Pogodin et al. 2023: no training)
 *   regression      labels +-1 are learned to the end from inputs that may be sparse (numeric/mirror/bregmanProjection.ts); the dual changes
 *                   are X' lambda
 */
import { bregmanProjection } from '../../numeric/mirror/bregmanProjection.ts';
import type { Potential } from '../../numeric/mirror/potential.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';
import type { WeightSampler } from '../coefficients/weightDistribution.ts';
import { drawNormalChange } from './power.ts';
import { drawData, type InputSetting } from './regressionInputs.ts';

export interface Learned {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

const STREAMS = { weights: 51, noise: 52 } as const;

/** The paper's dual noise: a tenth of |Phi'| at a weight of 0.1 = 1/sqrt(100). */
export const defaultNoise = ({ gradient }: Potential): number => 0.1 * Math.abs(gradient(0.1));

/** `count` weights; the first of them are the same for any count. */
export function drawWeights(sampler: WeightSampler, count: number, seed: number, dataSet = 0): Float64Array {
  const random = new Random(seed, dataSet, STREAMS.weights);
  return Float64Array.from({ length: count }, () => sampler(random));
}

/** @param noise standard deviation of the dual changes, >= 0 */
export function learnedByNoise(
  potential: Potential,
  before: Float64Array,
  noise: number,
  seed: number,
): Learned {
  const after = new Float64Array(before.length);
  drawNormalChange(
    potential,
    before,
    { mean: 0, deviation: noise },
    new Random(seed, 0, STREAMS.noise),
    after,
  );
  return { before, after };
}

/** @throws RangeError where no weights fit all samples */
export function learnedByRegression(
  potential: Potential,
  before: Float64Array,
  inputs: Omit<InputSetting, 'weights'>,
  seed: number,
  dataSet = 0,
): Learned {
  const { rows, labels } = drawData({ ...inputs, weights: before.length }, seed, dataSet);
  return { before, after: bregmanProjection(potential, rows, labels, before).weights };
}
