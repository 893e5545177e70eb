/**
 * The learning rule's coefficients of the sigmoid for many points at once: typed arrays in, one typed array out.
 */

import { checkSigmoid, paperSigmoid, type Sigmoid } from '../neuron/transferFunction.ts';
import { checkCoefficients } from './checkCoefficients.ts';
import { COEFFICIENT_NAMES } from './coefficientNames.ts';
import { sigmoidMoments } from './sigmoidMoments.ts';
import { emptyTiltedMoments, writeCoefficients } from './tiltedMoments.ts';
import { checkRealisable } from './voltageMoments.ts';

/** n points, one entry each: mean (mV), variance (mV^2), q (dimensionless). */
export interface VoltageMomentsArrays {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly q: Float64Array;
}

const WIDTH = COEFFICIENT_NAMES.length;

/** Of every coefficient, in the range and the sense that sigmoidCoefficientRows states. */
export const SIGMOID_RELATIVE_ERROR = 1e-12;

/**
 * Coefficients of n points: n rows of 11 numbers in the order of COEFFICIENT_NAMES, written to `output`
 * (default: a new array). Relative error below 1e-12 for |mean| <= 60 mV, variance 0 or 1e-9 ... 1e4 mV^2, q <= 1e9
 * (see test/references; where a coefficient crosses zero, relative to the integral of its absolute integrand).
 * Cost: proportional to n, no allocation inside.
 *
 * @throws RangeError on arrays of unequal length, unrealisable moments (voltageMoments.ts), and where a coefficient
 *   overflows or c1 underflows; rows before the offending point are then already written.
 */
export function sigmoidCoefficientRows(
  { mean, variance, q }: VoltageMomentsArrays,
  sigmoid: Sigmoid = paperSigmoid,
  output: Float64Array = new Float64Array(WIDTH * mean.length),
): Float64Array {
  checkSigmoid(sigmoid);
  const n = mean.length;
  if (variance.length !== n || q.length !== n || output.length !== WIDTH * n) {
    throw new RangeError(
      `coefficient rows: lengths mean ${n}, variance ${variance.length}, q ${q.length}, output ${output.length} ` +
        `(expected n, n, n, ${WIDTH} n)`,
    );
  }
  const tilted = emptyTiltedMoments();
  for (let i = 0; i < n; i++) {
    writeSigmoidRow(
      mean[i] as number,
      variance[i] as number,
      q[i] as number,
      sigmoid,
      tilted,
      output,
      WIDTH * i,
    );
  }
  return output;
}

function writeSigmoidRow(
  mean: number,
  variance: number,
  q: number,
  sigmoid: Sigmoid,
  tilted: ReturnType<typeof emptyTiltedMoments>,
  output: Float64Array,
  offset: number,
): void {
  checkRealisable(mean, variance, q);
  sigmoidMoments(mean, variance, sigmoid, tilted);
  writeCoefficients(tilted, mean, variance, q, output, offset);
  checkCoefficients(output, offset, mean, variance, q);
}
