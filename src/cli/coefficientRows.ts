/**
 * The coefficients of all points: the paper's sigmoid in bulk, another transfer function's one by one with error estimates.
 */
import {
  COEFFICIENT_NAMES,
  type Coefficients,
  type EstimatedCoefficients,
} from '../numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../numeric/coefficients/coefficients.ts';
import { coefficientsOfMoments } from '../numeric/coefficients/estimatedCoefficients.ts';
import { estimatedQuadraticMoments } from '../numeric/coefficients/estimatedQuadratic.ts';
import { sigmoidCoefficientRows } from '../numeric/coefficients/sigmoidCoefficients.ts';
import { checkRealisable, type VoltageMoments } from '../numeric/coefficients/voltageMoments.ts';
import { type Transfer, transferFunctions } from '../numeric/neuron/transfer.ts';
import type { Sigmoid, TransferFunction } from '../numeric/neuron/transferFunction.ts';
import { paced } from './pace.ts';
import { type Points, rowError } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';

/** Rows of 11 numbers in the order of COEFFICIENT_NAMES. */
export interface CoefficientRows {
  readonly points: Points;
  readonly values: Float64Array;
  /** Absolute errors, in the same places; absent for the sigmoid. */
  readonly errors?: Float64Array;
}

const WIDTH = COEFFICIENT_NAMES.length;

/** @throws UsageError that names the row where c1 underflows, phi is not positive, or an integral not finite */
export async function coefficientRows(
  points: Points,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<CoefficientRows> {
  if (transfer.name === 'sigmoid') return sigmoidRows(points, transfer);
  const count = points.mean.length;
  const values = new Float64Array(WIDTH * count);
  const errors = new Float64Array(WIDTH * count);
  const evaluate = estimator(transfer);
  function* allRows(): Generator<void> {
    for (let i = 0; i < count; i++) {
      const row = atRow(points, i, () => evaluate(pointAt(points, i)));
      write(row, values, i);
      write(row.errorEstimate, errors, i);
      yield;
    }
  }
  await paced(allRows(), (done) => `${done}/${count} points`, progress);
  return { points, values, errors };
}

function sigmoidRows(points: Points, sigmoid: Sigmoid): CoefficientRows {
  try {
    return { points, values: sigmoidCoefficientRows(points, sigmoid) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The bulk kernel does not say at which point: find it.
    for (let i = 0; i < points.mean.length; i++) {
      atRow(points, i, () => learningRuleCoefficients(pointAt(points, i), sigmoid));
    }
    throw error;
  }
}

/** The coefficients at a point with estimates of their errors. The quadratic's h jumps: its closed form. */
export function estimator(transfer: Transfer): (point: VoltageMoments) => EstimatedCoefficients {
  if (transfer.name !== 'quadratic') {
    const functions = transferFunctions(transfer);
    return (point) => bestCoefficients(point, functions);
  }
  return (point) => {
    const { mean, variance, q } = point;
    checkRealisable(mean, variance, q);
    return coefficientsOfMoments(estimatedQuadraticMoments(mean, variance, transfer.theta), point);
  };
}

/**
 * With h' and h'', which small variances need; where these are undefined although phi and phi' are not (far out, where
 * terms of a high derivative overflow), without them, at a larger error estimate.
 */
function bestCoefficients(point: VoltageMoments, transfer: TransferFunction): EstimatedCoefficients {
  try {
    return learningRuleCoefficients(point, transfer);
  } catch (error) {
    if (!(error instanceof RangeError) || transfer.hPrime === undefined || point.variance === 0) throw error;
    const { phi, phiPrime, h } = transfer;
    return learningRuleCoefficients(point, { phi, phiPrime, ...(h && { h }) });
  }
}

function atRow<Result>(points: Points, index: number, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw rowError(points, index, error.message);
    throw error;
  }
}

export const pointAt = ({ mean, variance, q }: Points, i: number): VoltageMoments => ({
  mean: mean[i] as number,
  variance: variance[i] as number,
  q: q[i] as number,
});

function write(row: Coefficients, output: Float64Array, index: number): void {
  for (const [k, name] of COEFFICIENT_NAMES.entries()) output[WIDTH * index + k] = row[name];
}
