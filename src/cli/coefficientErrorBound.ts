/**
 * How exact a table of coefficients is: measured for the paper's sigmoid, estimated cell by cell for other transfer functions.
 */
import { COEFFICIENT_NAMES, type EstimatedCoefficients } from '../numeric/coefficients/coefficientNames.ts';
import { SIGMOID_RELATIVE_ERROR } from '../numeric/coefficients/sigmoidCoefficients.ts';
import type { VoltageMoments } from '../numeric/coefficients/voltageMoments.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { type CoefficientRows, estimator, pointAt } from './coefficientRows.ts';
import { paced } from './pace.ts';
import type { Points } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';

/** By column: the largest absolute error of any row. */
type LargestErrors = Record<string, number>;

export interface ErrorBound {
  /** Of every coefficient; where one crosses zero, relative to the integral of its absolute integrand. */
  readonly relative?: number;
  /** Of the rows that `relative` does not speak of. */
  readonly absolute?: LargestErrors;
  readonly says: string;
}

const WIDTH = COEFFICIENT_NAMES.length;

const references =
  'relative: measured against references of 40 digits (|mean| <= 60 mV, variance 0 or 1e-9 ... 1e4 mV^2, q <= 1e9), where a ' +
  'coefficient crosses zero relative to the integral of its absolute integrand';
const estimates =
  'absolute: the largest estimate of each column (truncation by refinement, rounding, first-order propagation)';

export async function errorBoundOf(
  { points, values, errors }: CoefficientRows,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<ErrorBound> {
  const largest = new Float64Array(WIDTH);
  if (errors !== undefined) {
    for (const [k, error] of errors.entries()) raise(largest, k % WIDTH, error);
    return { absolute: byName(largest), says: estimates };
  }
  const outside = rowsOutside(points);
  if (outside.length === 0) return { relative: SIGMOID_RELATIVE_ERROR, says: references };
  const evaluate = estimator(transfer);
  let failed = 0;
  function* compared(): Generator<void> {
    for (const row of outside) {
      const independent = estimateAt(pointAt(points, row), evaluate);
      if (independent === undefined) failed++;
      else {
        for (const [k, name] of COEFFICIENT_NAMES.entries()) {
          const difference = Math.abs((values[WIDTH * row + k] as number) - independent[name]);
          raise(largest, k, difference + independent.errorEstimate[name]);
        }
      }
      yield;
    }
  }
  await paced(compared(), (done) => `error bound, ${done}/${outside.length} points`, progress);
  const others = `of the other ${outside.length} rows ${estimates}, plus the difference from that second quadrature`;
  const unknown = failed === 0 ? '' : `; ${failed} of these have no estimate, and their errors are unknown`;
  return {
    relative: SIGMOID_RELATIVE_ERROR,
    absolute: byName(largest),
    says: `${references}; ${others}${unknown}`,
  };
}

/** Undefined where the second quadrature overflows although the first does not. */
function estimateAt(
  point: VoltageMoments,
  evaluate: (point: VoltageMoments) => EstimatedCoefficients,
): EstimatedCoefficients | undefined {
  try {
    return evaluate(point);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const raise = (largest: Float64Array, k: number, error: number): void => {
  largest[k] = Math.max(largest[k] as number, error);
};

const byName = (largest: Float64Array): LargestErrors =>
  Object.fromEntries(COEFFICIENT_NAMES.map((name, k) => [name, largest[k] as number]));

/** Rows of moments for which the sigmoid's quadrature has no references. */
function rowsOutside({ mean, variance, q }: Points): number[] {
  const rows: number[] = [];
  for (let i = 0; i < mean.length; i++) {
    const v = variance[i] as number;
    const inside =
      Math.abs(mean[i] as number) <= 60 && (v === 0 || (v >= 1e-9 && v <= 1e4)) && (q[i] as number) <= 1e9;
    if (!inside) rows.push(i);
  }
  return rows;
}
