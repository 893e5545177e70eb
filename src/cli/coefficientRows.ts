/**
 * The coefficients of all points: the sigmoid's in bulk, another transfer function's one by one with error estimates.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  COEFFICIENT_NAMES,
  type Coefficients,
  type EstimatedCoefficients,
} from '../numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../numeric/coefficients/coefficients.ts';
import { sigmoidCoefficientRows } from '../numeric/coefficients/sigmoidCoefficients.ts';
import type { VoltageMoments } from '../numeric/coefficients/voltageMoments.ts';
import type { TransferFunction } from '../numeric/neuron/transferFunction.ts';
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
const TURN_MILLISECONDS = 100;

/** The paper's sigmoid (Equation 24). @throws UsageError where c1 underflows, naming the row */
export function sigmoidRows(points: Points): CoefficientRows {
  try {
    return { points, values: sigmoidCoefficientRows(points) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The bulk kernel does not say at which point: find it.
    for (let i = 0; i < points.mean.length; i++) {
      atRow(points, i, () => learningRuleCoefficients(pointAt(points, i)));
    }
    throw error;
  }
}

/** Any transfer function. @throws UsageError that names the row where phi or the integrals are not finite and positive */
export async function transferRows(
  points: Points,
  transfer: TransferFunction,
  progress: ProgressDisplay,
): Promise<CoefficientRows> {
  const count = points.mean.length;
  const values = new Float64Array(WIDTH * count);
  const errors = new Float64Array(WIDTH * count);
  let lastTurn = performance.now();
  for (let i = 0; i < count; i++) {
    const row = atRow(points, i, () => bestCoefficients(pointAt(points, i), transfer));
    write(row, values, i);
    write(row.errorEstimate, errors, i);
    if (performance.now() - lastTurn < TURN_MILLISECONDS) continue;
    progress.show(`${i + 1}/${count} points`);
    await nextTurn();
    lastTurn = performance.now();
  }
  return { points, values, errors };
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
    const { phi, phiPrime } = transfer;
    return learningRuleCoefficients(point, { phi, phiPrime });
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

const pointAt = ({ mean, variance, q }: Points, i: number): VoltageMoments => ({
  mean: mean[i] as number,
  variance: variance[i] as number,
  q: q[i] as number,
});

function write(row: Coefficients, output: Float64Array, index: number): void {
  for (const [k, name] of COEFFICIENT_NAMES.entries()) output[WIDTH * index + k] = row[name];
}
