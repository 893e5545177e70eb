/**
 * Weights before and after "learning" without training: theta(after) = Phi'(w(0)) + noise of one size, Phi the true potential.
 *
 *   w(0)    normal 0.1 N(0, 1); log-normal 0.1 exp(N(0, 1)) and constant 0.1, of random signs (the scripts' D is 100: 0.1 = 1/sqrt(100))
 *   noise   size |Phi'(0.1)| g_i, mean square of g 1:
 *           iid         g ~ N(0, 1), the scripts' own, with size 0.1
 *           sparse      g_i = sum_k lambda_k x_ik over N = floor(n^0.75) samples, as in regression, an input x_ik ~ N(0, 1) being active with
 *                       probability active/N, lambda ~ N(0, 1)
 *           correlated  a moving average of N(0, 1) over `length` neighbours
 */
import { standardNormal } from '../../../numeric/monteCarlo/normal.ts';
import type { Random } from '../../../numeric/monteCarlo/random.ts';
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { rootMeanSquare } from '../geometry/sortedDistance.ts';

export const INITIALS = ['normal', 'log-normal', 'constant'] as const;
export type Initial = (typeof INITIALS)[number];

export type Noise =
  | { readonly kind: 'iid' }
  | { readonly kind: 'sparse'; readonly active: number }
  | { readonly kind: 'correlated'; readonly length: number };

export interface Condition {
  readonly truth: string;
  readonly initial: Initial;
  readonly weights: number;
  readonly size: number;
  readonly noise: Noise;
}

/** Of a typical weight. */
const TYPICAL = 0.1;

export function simulated(
  { truth, initial, weights, size, noise }: Condition,
  random: Random,
): { readonly before: Float64Array; readonly after: Float64Array } {
  const potential = readPotential(truth);
  const before = Float64Array.from({ length: weights }, () => initialWeight(initial, random));
  const scale = size * Math.abs(potential.gradient(TYPICAL));
  const drawn = noiseOf(noise, weights, random);
  const after = before.map((w, i) =>
    potential.inverseGradient(potential.gradient(w) + scale * (drawn[i] as number), Math.sign(w)),
  );
  return { before, after };
}

function initialWeight(initial: Initial, random: Random): number {
  const z = standardNormal(random);
  if (initial === 'normal') return TYPICAL * z;
  const sign = random.word() < 0 ? -1 : 1;
  return sign * TYPICAL * (initial === 'constant' ? 1 : Math.exp(z));
}

function noiseOf(noise: Noise, count: number, random: Random): Float64Array {
  const normals = (length: number): Float64Array =>
    Float64Array.from({ length }, () => standardNormal(random));
  switch (noise.kind) {
    case 'iid':
      return normals(count);
    case 'sparse':
      return unit(sparseSum(normals(Math.floor(count ** 0.75)), noise.active, count, random));
    case 'correlated': {
      const source = normals(count + noise.length);
      const sums = Float64Array.from({ length: count }, (_, i) =>
        source.subarray(i, i + noise.length).reduce((sum, each) => sum + each, 0),
      );
      return unit(sums);
    }
  }
}

/** X' lambda. */
function sparseSum(lambda: Float64Array, active: number, count: number, random: Random): Float64Array {
  const share = active / lambda.length;
  return Float64Array.from({ length: count }, () => {
    let sum = 0;
    for (const each of lambda) if (random.uniform() < share) sum += each * standardNormal(random);
    return sum;
  });
}

function unit(values: Float64Array): Float64Array {
  const size = rootMeanSquare(values);
  return values.map((each) => each / size);
}
