/** What a descent of the regression is told and what it answers, by any of its routes (regression.ts, ../reference/plainRegression.ts). */
import { DivergenceError } from './divergence.ts';
import type { LearningRate } from './learningRate.ts';
import type { Potential } from './potential.ts';

export interface DescentOptions {
  readonly potential: Potential;
  readonly learningRate: LearningRate;
  /** Steps at most; one step an epoch. */
  readonly epochs: number;
  /** Default 0.9. */
  readonly momentum?: number;
  /** Ends at a loss of at most this; default 1e-3. */
  readonly targetLoss?: number;
}

export interface Descent {
  /** w at the end, D numbers. */
  readonly weights: Float64Array;
  /** The dual change is X' lambda; N numbers. */
  readonly lambda: Float64Array;
  /** Loss before every step and at the end: epochs + 1 numbers. */
  readonly losses: Float64Array;
  /** Steps made. */
  readonly epochs: number;
  /** Whether the target was reached. */
  readonly converged: boolean;
}

export const MOMENTUM = 0.9;
export const TARGET_LOSS = 1e-3;

/** @throws RangeError unless `epochs` is an integer >= 0 and 0 <= momentum < 1 */
export function checkOptions({ epochs, momentum = MOMENTUM }: DescentOptions): void {
  if (!(Number.isSafeInteger(epochs) && epochs >= 0))
    throw new RangeError(`regression: got ${epochs} epochs (expected an integer of at least 0)`);
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`regression: got momentum ${momentum} (expected 0 <= momentum < 1)`);
}

/** |residual|^2/N. @throws DivergenceError where it is not finite */
export function lossOf(residual: Float64Array, potential: Potential, step: number): number {
  let sum = 0;
  for (const each of residual) sum += each * each;
  const loss = sum / residual.length;
  if (Number.isFinite(loss)) return loss;
  throw new DivergenceError(
    `regression, ${potential.name}, step ${step}: the loss is ${loss} (expected a finite number: a smaller learning rate may help)`,
  );
}
