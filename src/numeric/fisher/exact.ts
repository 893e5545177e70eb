/**
 * The exact Fisher matrix of the spiking model: USPs are Poisson shot noise, and nothing is approximated but the last digits.
 *
 * h is written as a sum of exponentials (src/numeric/shotNoise), which turns E[h(V) x x^T] into values of the inputs' moment generating
 * function; the result is diagonal plus low rank in polynomials of the weights.
 * Cost: O(p^2 terms + n p), p <= n the weight nodes that are needed (about 20 to 50 for many small weights), terms about 100.
 */

import { checkedRate } from '../coefficients/integrandRate.ts';
import { UNIT_ROUNDOFF } from '../estimate.ts';
import { kernelMoment } from '../neuron/kernel.ts';
import { checkNeuron, type Neuron } from '../neuron/neuron.ts';
import { type Transfer, transferFunctions } from '../neuron/transfer.ts';
import { largestJump, type ShotNoiseInputs } from '../shotNoise/shotNoiseInputs.ts';
import { type ShotNoiseMatrix, shotNoiseMatrix } from '../shotNoise/shotNoiseMatrix.ts';
import { logTiltedNorm } from '../shotNoise/tiltedNorm.ts';
import { steepestTilt, transferSum } from '../shotNoise/transferSum.ts';
import { tiltsFor } from '../shotNoise/voltageRange.ts';
import type { FisherOperator } from './fisherOperator.ts';
import { lowRankFisher } from './lowRankFisher.ts';

export interface ExactFisher extends FisherOperator {
  /** Bounds |computed - exact|/|exact|, Frobenius norm. */
  readonly relativeErrorBound: number;
}

/** The relative error that the sum of exponentials may have, and the largest bound that is returned. */
const AIM = 1e-12;
const WORST = 1e-9;
/** Rounding of the entries when they are put together. */
const ASSEMBLY = 16 * UNIT_ROUNDOFF;
/** The first sum's aim, as a log, relative to the integrand instead of G, which is not known yet. */
const FIRST_AIM = Math.log(1e-14);

/** @throws RangeError (one line: what, got, expected) on a bad neuron, and where the bound would exceed 1e-9. */
export function exactFisherMatrix(neuron: Neuron): ExactFisher {
  checkNeuron(neuron);
  const { rates, weights, kernel, transfer } = neuron;
  const active = Uint8Array.from(rates, (rate) => (rate > 0 ? 1 : 0));
  if (!active.includes(1)) return { ...silentFisher(rates.length), relativeErrorBound: 0 };
  if (weights.every((weight, i) => weight === 0 || active[i] === 0)) return constantVoltage(neuron);
  if (neverReaches(neuron)) return { ...silentFisher(rates.length), relativeErrorBound: 0 };
  const inputs = { rates, weights, active, kernel };
  let attempt = attemptAt(inputs, transfer, FIRST_AIM);
  if (attempt.aliases > AIM * attempt.size) {
    const aim = FIRST_AIM + Math.log((AIM * attempt.size) / attempt.aliases) - 1;
    attempt = attemptAt(inputs, transfer, aim);
  }
  if (!(attempt.size > 0 && attempt.size < Infinity)) throw outOfRange(attempt.size, transfer);
  const relativeErrorBound = attempt.error / attempt.size + ASSEMBLY;
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
  const tilts = tiltsFor(largestJump(inputs));
  if (transfer.name === 'quadratic') checkManySpikes(inputs);
  const logNorm = logTiltedNorm(inputs, steepestTilt(transfer, tilts));
  const sum = transferSum(transfer, logNorm, tilts, logError);
  const matrix = shotNoiseMatrix(inputs, sum, logNorm(sum.shift));
  const operator = operatorOf(inputs, matrix);
  const size = lowerBoundOfNorm(operator, inputs.rates);
  return { operator, error: matrix.error, aliases: sum.error, size };
}

/** The fewest spikes within the longer time constant, on average, for which psi falls fast enough for a discontinuous h. */
const FEWEST_SPIKES = 4;

function checkManySpikes({ rates, weights, kernel }: ShotNoiseInputs): void {
  const total = rates.reduce((sum, rate, i) => sum + (weights[i] === 0 ? 0 : rate), 0);
  const spikes = total * Math.max(kernel.tauM, kernel.tauS);
  if (spikes >= FEWEST_SPIKES) return;
  throw new RangeError(
    `shot-noise: ${spikes.toPrecision(3)} spikes in a time constant on average (expected at least ${FEWEST_SPIKES} for the quadratic transfer function, whose phi'^2/phi jumps at theta)`,
  );
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
  return Math.max(0, product / square);
}

/** A quadratic neuron with a threshold above 0 that is only inhibited. */
const neverReaches = ({ weights, transfer }: Neuron): boolean =>
  transfer.name === 'quadratic' && transfer.theta >= 0 && weights.every((weight) => weight <= 0);

/** V = 0: G = h(0) E[x x^T]. */
function constantVoltage({ rates, kernel, transfer }: Neuron): ExactFisher {
  const h = checkedRate(transferFunctions(transfer))(0);
  if (h === 0) return { ...silentFisher(rates.length), relativeErrorBound: 0 };
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  const operator = lowRankFisher({
    diagonal: rates.map((rate) => h * inverseCe * rate),
    columns: [rates],
    core: Float64Array.of(h * e0 * e0),
  });
  return { ...operator, relativeErrorBound: ASSEMBLY };
}

/** G = 0, and so is its Moore-Penrose inverse. */
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

const outOfRange = (size: number, { name }: Transfer): RangeError =>
  new RangeError(
    `shot-noise: |G| = ${size} Hz for ${name} (expected a finite positive number): phi'^2/phi over- or underflows at the voltages that matter`,
  );
