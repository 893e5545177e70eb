/**
 * The mean update of a rule at given weights: E[(phi(V*) - phi(V)) (phi'/phi)(V) d] over USPs, per second and unit learning rate, d the
 * rule's direction (src/numeric/learning/rules.ts); the mean over teacher spikes is taken exactly.
 *
 * Shapes: weights, target, result n-vectors; potentials m x n, mV. `steepest` is minus the gradient of D_KL per step over dt.
 */
import { closedFisherMatrix } from '../../../numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../../numeric/fisher/exact.ts';
import { type AffineRule, type RuleFactors, ruleFactors } from '../../../numeric/learning/factors.ts';
import { constantsOf } from '../../../numeric/learning/problem.ts';
import { type TiltedPoint, tiltedPoint } from '../../../numeric/learning/tiltedPoint.ts';
import { type VoltageFunctions, voltageFunctions } from '../../../numeric/learning/voltageFunctions.ts';
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import { type Neuron, voltageMoments } from '../../../numeric/neuron/neuron.ts';
import { drawPotential } from '../../../numeric/neuron/spikingPotential.ts';
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import type { RuleName } from './parameters.ts';

export const DT = 0.0005;
export const transfer = { name: 'sigmoid', ...paperSigmoid } as const;

/** Apart from the streams of trials and spikes. */
const STREAM = 31;

/** `count` stationary USPs of all afferents, row by row; batches are independent. */
export function drawPotentials(
  rates: readonly number[],
  count: number,
  seed: number,
  batch: number,
): Float64Array {
  const random = new Random(seed, batch, STREAM);
  const uniform = (): number => random.uniform();
  const n = rates.length;
  return Float64Array.from({ length: count * n }, (_, k) =>
    drawPotential(rates[k % n] as number, paperKernel, uniform),
  );
}

export interface Landscape {
  readonly rates: readonly number[];
  readonly target: readonly number[];
  readonly potentials: Float64Array;
}

/** `steepest`: minus the gradient of D_KL; `steepestFine`: at a tenth of the paper's step. */
export type Direction = RuleName | 'steepest' | 'steepestFine';

export function meanUpdate(direction: Direction, landscape: Landscape, weights: readonly number[]): number[] {
  return meanOf(direction, landscape, weights, () => 1);
}

/** The mean of the updates' unit vectors. Not for `exact`, whose direction is the inverse of a mean. */
export const meanUnitUpdate = (
  direction: Exclude<Direction, 'exact'>,
  landscape: Landscape,
  weights: readonly number[],
): number[] =>
  meanOf(direction, landscape, weights, (change) => {
    const length = Math.hypot(...change);
    return length > 0 ? 1 / length : 0;
  });

function meanOf(
  direction: Direction,
  { rates, target, potentials }: Landscape,
  weights: readonly number[],
  weightOf: (change: readonly number[]) => number,
): number[] {
  const functions = voltageFunctions(transfer);
  const step = stepOf(direction, rates, weights, functions);
  const n = rates.length;
  const total = new Array<number>(n).fill(0);
  const change = new Array<number>(n).fill(0);
  for (let at = 0; at < potentials.length; at += n) {
    let [v, vTarget] = [0, 0];
    for (let i = 0; i < n; i++) {
      v += (weights[i] as number) * (potentials[at + i] as number);
      vTarget += (target[i] as number) * (potentials[at + i] as number);
    }
    const score = functions.logSlope(v) * (functions.rate(vTarget) - functions.rate(v));
    step(potentials.subarray(at, at + n), v, score, change);
    const weight = weightOf(change);
    for (let i = 0; i < n; i++) total[i] = (total[i] as number) + weight * (change[i] as number);
  }
  const mean = total.map((each) => each / (potentials.length / n));
  return direction === 'exact' ? [...exactFisher(rates, weights).solve(Float64Array.from(mean))] : mean;
}

/** Writes score times the direction; for `exact` the matrix is applied to the mean. */
type Step = (x: Float64Array, v: number, score: number, change: number[]) => void;

function stepOf(
  direction: Direction,
  rates: readonly number[],
  weights: readonly number[],
  { rate }: VoltageFunctions,
): Step {
  const along = (x: Float64Array, k: number, change: number[]): void => {
    for (let i = 0; i < x.length; i++) change[i] = k * (x[i] as number);
  };
  switch (direction) {
    case 'euclidean':
    case 'exact':
      return (x, _v, score, change) => along(x, score, change);
    case 'steepest':
      return (x, v, score, change) => along(x, score / (1 - rate(v) * DT), change);
    case 'steepestFine':
      return (x, v, score, change) => along(x, score / (1 - rate(v) * (DT / 10)), change);
    default:
      return affineStep({ name: direction, learningRate: 1 }, rates, weights);
  }
}

function affineStep(rule: AffineRule, rates: readonly number[], weights: readonly number[]): Step {
  const { mean, variance, constants } = momentsAt(rates, weights);
  const factors: RuleFactors = ruleFactors(rule, constants, transfer, onceAt(mean, variance));
  const out = new Float64Array(3);
  return (x, v, score, change) => {
    let sumX = 0;
    for (const each of x) sumX += each;
    factors(v, sumX, mean, variance, out);
    const [gammaS, gammaU, gammaW] = out as unknown as [number, number, number];
    for (let i = 0; i < x.length; i++) {
      const homosynaptic = (constants.ce * (x[i] as number)) / (rates[i] as number);
      change[i] = score * gammaS * (homosynaptic - gammaU + gammaW * (weights[i] as number));
    }
  };
}

function momentsAt(rates: readonly number[], weights: readonly number[]) {
  const [rate, weight] = [Float64Array.from(rates), Float64Array.from(weights)];
  const constants = constantsOf({
    rates: rate,
    weights: weight,
    teacher: weight,
    kernel: paperKernel,
    transfer,
    dt: DT,
    rules: [],
  });
  return { ...voltageMoments({ rates: rate, weights: weight, kernel: paperKernel }), constants };
}

/** The quadrature at one point, done once. */
function onceAt(mean: number, variance: number): TiltedPoint {
  const point = new Float64Array(3);
  tiltedPoint(transfer)(mean, variance, point);
  return (_mean, _variance, out) => out.set(point);
}

const neuronOf = (rates: readonly number[], weights: readonly number[]): Neuron => ({
  rates: Float64Array.from(rates),
  weights: Float64Array.from(weights),
  kernel: paperKernel,
  transfer,
});

export const closedFisher = (rates: readonly number[], weights: readonly number[]) =>
  closedFisherMatrix(neuronOf(rates, weights));

export const exactFisher = (rates: readonly number[], weights: readonly number[]) =>
  exactFisherMatrix(neuronOf(rates, weights));
