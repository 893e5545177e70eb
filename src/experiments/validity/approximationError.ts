/**
 * One neuron: how far the closed form and its next order are from the exact Fisher matrix of the spiking model.
 *
 * Notation: A an approximation, G the exact matrix, lambda the generalised eigenvalues A v = lambda G v; x USPs of the spiking model
 * as gradients: the score of the paper is along x, and A^-1 x and G^-1 x are the natural gradients.
 * Silent afferents are left out beforehand: their rows and columns are 0 in all three matrices.
 */
import { closedFisherMatrix } from '../../numeric/fisher/closed.ts';
import { correctedFisherMatrix } from '../../numeric/fisher/corrected.ts';
import { exactFisherMatrix } from '../../numeric/fisher/exact.ts';
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import { activeAfferents } from '../../numeric/linear/denseOperator.ts';
import { generalisedEigenvalueRange } from '../../numeric/linear/generalisedEigenvalues.ts';
import { lanczosEigenvalueRange } from '../../numeric/linear/lanczos.ts';
import { angleBetween } from '../../numeric/linear/vectors.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { spikingGradients } from '../fisher/gradients.ts';
import type { MatrixError } from './trust.ts';
import { type VoltageShape, voltageShape } from './voltageShape.ts';

export interface ApproximationError extends MatrixError {
  /** Mean angle of the natural gradients, degrees; absent where A is not positive definite, or hardly any spike falls. */
  readonly angle?: number;
}

export interface NeuronErrors {
  readonly shape: VoltageShape;
  readonly closed: ApproximationError;
  /** Absent where the next order does not exist: the reason. */
  readonly corrected: ApproximationError | { readonly reason: string };
  /** Relative error bound of the exact matrix itself (Frobenius). */
  readonly exactBound: number;
}

/** Where even the error cannot be told: why. */
export interface Untold {
  readonly shape: VoltageShape;
  readonly reason: string;
}

/** An exact matrix that is worse than this cannot tell an error of 1 % in the directions of least information. */
const LARGEST_BOUND = 1e-6;
/** USPs for the mean angle. */
const GRADIENTS = 12;
/** Up to this size all eigenvalues are computed; above, Lanczos finds the ends to EIGENVALUE_TOLERANCE. */
const LARGEST_DENSE = 40;
const EIGENVALUE_TOLERANCE = 1e-4;

/** `seed`: of the USPs. */
export function approximationErrors(whole: Neuron, seed: number): NeuronErrors | Untold {
  const neuron = withoutSilent(whole);
  const shape = voltageShape(neuron);
  try {
    const exact = exactFisherMatrix(neuron);
    if (!(exact.relativeErrorBound <= LARGEST_BOUND)) {
      const bound = exact.relativeErrorBound.toExponential(0);
      return { shape, reason: `the exact matrix is known to ${bound} only` };
    }
    const entries = exact.dense();
    const gradients = spikingGradients(neuron, GRADIENTS, seed);
    const errorOf = (A: FisherOperator) =>
      approximationError(A, exact, entries, gradients, activeAfferents(neuron.rates));
    return {
      shape,
      closed: errorOf(closedFisherMatrix(neuron)),
      corrected: orReason(() => errorOf(correctedFisherMatrix(neuron))),
      exactBound: exact.relativeErrorBound,
    };
  } catch (error) {
    return { shape, reason: reasonOf(error) };
  }
}

export const isTold = (errors: NeuronErrors | Untold): errors is NeuronErrors => 'closed' in errors;

function withoutSilent({ rates, weights, kernel, transfer }: Neuron): Neuron {
  const active = activeAfferents(rates);
  const chosen = (values: Float64Array) => Float64Array.from(active, (i) => values[i] as number);
  return { rates: chosen(rates), weights: chosen(weights), kernel, transfer };
}

function approximationError(
  A: FisherOperator,
  G: FisherOperator,
  entries: Float64Array,
  gradients: readonly Float64Array[],
  active: Int32Array,
): ApproximationError {
  const frobenius = relativeDifference(A.dense(), entries);
  if (!Number.isFinite(frobenius)) throw new RangeError('the matrices leave the range of doubles');
  const range =
    G.size <= LARGEST_DENSE
      ? generalisedEigenvalueRange(A, G, active)
      : lanczosEigenvalueRange(A.apply, G, { tolerance: EIGENVALUE_TOLERANCE });
  return {
    frobenius,
    ...range,
    ...(range.smallest > 0 && gradients.length > 0 ? { angle: meanAngle(A, G, gradients) } : {}),
  };
}

/** |A - G|_F / |G|_F, without overflow where the entries have none. */
export function relativeDifference(A: Float64Array, G: Float64Array): number {
  let unit = 0;
  for (const g of G) unit = Math.max(unit, Math.abs(g));
  let [difference, size] = [0, 0];
  for (let at = 0; at < G.length; at++) {
    const g = (G[at] as number) / unit;
    difference += ((A[at] as number) / unit - g) ** 2;
    size += g * g;
  }
  return Math.sqrt(difference / size);
}

function meanAngle(A: FisherOperator, G: FisherOperator, gradients: readonly Float64Array[]): number {
  const angles = gradients.map((x) => angleBetween(A.solve(x), G.solve(x)));
  return angles.reduce((total, angle) => total + angle, 0) / angles.length;
}

function orReason<T>(compute: () => T): T | { readonly reason: string } {
  try {
    return compute();
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** What the numeric layer says of a case that it cannot do; anything else is a fault of the program. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  throw error;
}
