/**
 * The exact Fisher matrix of the spiking model: USPs are Poisson shot noise, and nothing is approximated but the last digits.
 *
 * h is written as a sum of exponentials (src/numeric/shotNoise), which turns E[h(V) x x^T] into values of the inputs' moment generating
 * function; the result is diagonal plus low rank in polynomials of the weights.
 * Cost: O(p^2 terms + n p), p <= n the weight nodes that are needed (about 20 to 50 for many small weights), terms about 100.
 */

import { checkNeuron, type Neuron } from '../neuron/neuron.ts';
import type { Transfer } from '../neuron/transfer.ts';
import {
  type ExponentialSum,
  exponentialSum,
  type LogTiltedNorm,
  sigmoidSum,
} from '../shotNoise/exponentialSum.ts';
import {
  logTiltedNorm,
  type ShotNoiseInputs,
  type ShotNoiseMatrix,
  shotNoiseMatrix,
} from '../shotNoise/shotNoiseMatrix.ts';
import type { FisherOperator } from './fisherOperator.ts';
import { lowRankFisher } from './lowRankFisher.ts';

export interface ExactFisher extends FisherOperator {
  /** Bounds |computed - exact|/|exact|, Frobenius norm. */
  readonly relativeErrorBound: number;
}

/** The relative error that the sum of exponentials may have, and the largest bound that is returned. */
const AIM = 1e-12;
const WORST = 1e-6;
/** The first sum's aim, as a log, relative to the integrand instead of G, which is not known yet. */
const FIRST_AIM = Math.log(1e-14);

/** @throws RangeError (one line: what, got, expected) on a bad neuron, and where the bound would exceed 1e-6. */
export function exactFisherMatrix(neuron: Neuron): ExactFisher {
  checkNeuron(neuron);
  const { rates, weights, kernel, transfer } = neuron;
  const active = Uint8Array.from(rates, (rate) => (rate > 0 ? 1 : 0));
  if (!active.includes(1)) return { ...silentFisher(rates.length), relativeErrorBound: 0 };
  const inputs = { rates, weights, active, kernel };
  let attempt = attemptAt(inputs, transfer, FIRST_AIM);
  if (attempt.aliases > AIM * attempt.size) {
    const aim = FIRST_AIM + Math.log((AIM * attempt.size) / attempt.aliases) - 1;
    attempt = attemptAt(inputs, transfer, aim);
  }
  const relativeErrorBound = attempt.error / attempt.size;
  if (!(relativeErrorBound <= WORST)) throw tooInaccurate(relativeErrorBound, transfer);
  return { ...attempt.operator, relativeErrorBound };
}

interface Attempt {
  readonly operator: FisherOperator;
  /** Bound on the error of G, the part of it that a longer sum of exponentials makes smaller, a lower bound of |G|; Hz. */
  readonly error: number;
  readonly aliases: number;
  readonly size: number;
}

function attemptAt(inputs: ShotNoiseInputs, transfer: Transfer, logError: number): Attempt {
  const logNorm = logTiltedNorm(inputs, steepest(transfer));
  const sum = sumFor(transfer, logNorm, logError);
  const matrix = shotNoiseMatrix(inputs, sum, logNorm(sum.shift));
  const operator = operatorOf(inputs, matrix);
  const size = lowerBoundOfNorm(operator, inputs.rates);
  return { operator, error: matrix.error, aliases: sum.error, size };
}

const steepest = (transfer: Transfer): number =>
  transfer.name === 'sigmoid' || transfer.name === 'exponential' ? 2 * transfer.beta : 0;

function sumFor(transfer: Transfer, logNorm: LogTiltedNorm, logError: number): ExponentialSum {
  switch (transfer.name) {
    case 'exponential':
      return exponentialSum(transfer);
    case 'sigmoid':
      return sigmoidSum(transfer, logNorm, logError);
    default:
      throw new RangeError('not yet');
  }
}

function operatorOf({ rates }: ShotNoiseInputs, { nodes, core, diagonal }: ShotNoiseMatrix): FisherOperator {
  const d = nodes.spread(diagonal);
  return lowRankFisher({
    diagonal: rates.map((rate, i) => rate * (rate === 0 ? 0 : (d[i] as number))),
    columns: nodes.columns(rates),
    core,
  });
}

/** v^T G v/v^T v <= |G| for any v; v = r is near the largest eigenvector. */
function lowerBoundOfNorm(operator: FisherOperator, v: Float64Array): number {
  const image = operator.apply(v);
  let [product, square] = [0, 0];
  v.forEach((each, i) => {
    product += each * (image[i] as number);
    square += each * each;
  });
  return product / square;
}

function silentFisher(size: number): FisherOperator {
  return {
    size,
    apply: (vector) => new Float64Array(vector.length),
    solve: (vector) => new Float64Array(vector.length),
    dense: () => new Float64Array(size * size),
  };
}

const tooInaccurate = (bound: number, { name }: Transfer): RangeError =>
  new RangeError(
    `shot-noise: relative error bound ${bound.toExponential(1)} for ${name} (expected at most ${WORST}): the transform of phi'^2/phi or of V decays too slowly`,
  );
