/**
 * The coefficients' conditions of Figures 10 and 11: n afferents of one rate, weights drawn anew for each sample, and for each
 * sample some draws of the USPs x.
 *
 * Rows: rates outermost, then sizes n, then samples. The random numbers of a condition (rate, n) depend on it and the seed alone: more rates,
 * sizes or samples add rows and change none; weights do not depend on how many USPs are drawn.
 */

import { Random, STREAMS, stateWords } from '../../numeric/monteCarlo/random.ts';
import { type Kernel, kernelMoment } from '../../numeric/neuron/kernel.ts';
import { voltageMoments } from '../../numeric/neuron/neuron.ts';
import {
  POTENTIAL_STATISTICS,
  type PotentialCondition,
  writePotentialStatistics,
} from './potentialStatistics.ts';
import type { WeightDistribution } from './weightDistribution.ts';

export interface Sweep {
  /** Hz, > 0. */
  readonly rates: readonly number[];
  /** Numbers n of afferents, whole, >= 1. */
  readonly sizes: readonly number[];
  readonly weights: WeightDistribution;
  /** Of the weights, for each rate and n. */
  readonly samples: number;
  /** Of the USPs, for each row; >= 2. */
  readonly potentials: number;
  readonly kernel: Kernel;
  readonly seed: number;
}

/** The rows of a sweep: what was set, and the moments that follow. */
export interface SweepRows {
  readonly rate: Float64Array;
  readonly n: Float64Array;
  /** From 1. */
  readonly sample: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly q: Float64Array;
}

export const sweepRowCount = ({ rates, sizes, samples }: Sweep): number =>
  rates.length * sizes.length * samples;

/** Fills `rows` (sweepRowCount long), yielding the number of each row that is done. @throws RangeError as the weights do */
export function* fillSweepRows(sweep: Sweep, rows: SweepRows): Generator<number> {
  for (const { rate, n, sample, row, weights, rates } of drawnWeights(sweep)) {
    const { mean, variance, q } = voltageMoments({ rates, weights, kernel: sweep.kernel });
    rows.rate[row] = rate;
    rows.n[row] = n;
    rows.sample[row] = sample;
    rows.mean[row] = mean;
    rows.variance[row] = variance;
    rows.q[row] = q;
    yield row;
  }
}

/** g1, g2 = g3 and g4 of each row. */
export interface InverseColumns {
  readonly g1: Float64Array;
  readonly g2: Float64Array;
  readonly g4: Float64Array;
}

/** Fills the columns of POTENTIAL_STATISTICS, yielding the number of each row that is done. The weights are those of fillSweepRows. */
export function* fillPotentialStatistics(
  sweep: Sweep,
  { g1, g2, g4 }: InverseColumns,
  columns: readonly Float64Array[],
): Generator<number> {
  const { kernel, seed, potentials } = sweep;
  const values = new Float64Array(POTENTIAL_STATISTICS.length);
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  let random = new Random(0, 0, STREAMS.ages);
  for (const { rate, n, sample, row, weights } of drawnWeights(sweep)) {
    if (sample === 1) random = randomOf(seed, STREAMS.ages, rate, n);
    const condition: PotentialCondition = {
      rate,
      weights,
      kernel,
      e0,
      ce: 1 / inverseCe,
      g1: g1[row] as number,
      g2: g2[row] as number,
      g4: g4[row] as number,
    };
    writePotentialStatistics(condition, potentials, random, values);
    for (const [k, column] of columns.entries()) column[row] = values[k] as number;
    yield row;
  }
}

interface DrawnWeights {
  readonly rate: number;
  readonly n: number;
  readonly sample: number;
  readonly row: number;
  /** The same array for all samples. */
  readonly weights: Float64Array;
  readonly rates: Float64Array;
}

function* drawnWeights({
  rates,
  sizes,
  weights: distribution,
  samples,
  seed,
}: Sweep): Generator<DrawnWeights> {
  let row = 0;
  for (const rate of rates) {
    for (const n of sizes) {
      const draw = distribution(n);
      const random = randomOf(seed, STREAMS.normals, rate, n);
      const [weights, equalRates] = [new Float64Array(n), new Float64Array(n).fill(rate)];
      for (let sample = 1; sample <= samples; sample++) {
        for (let i = 0; i < n; i++) weights[i] = draw(random);
        yield { rate, n, sample, row, weights, rates: equalRates };
        row++;
      }
    }
  }
}

/** A generator of the condition's own: 53 bits from seed, n and use, then the 64 bits of the rate. */
function randomOf(seed: number, use: number, rate: number, n: number): Random {
  const [high = 0, low = 0] = stateWords(seed, n, use, 2);
  const bits = new DataView(Float64Array.of(rate).buffer);
  return new Random((high % 2 ** 21) * 2 ** 32 + low, bits.getUint32(0), bits.getUint32(4));
}
