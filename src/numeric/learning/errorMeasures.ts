/**
 * How far the student is from its teacher (Figure 3F, 9): on test USPs x^1 ... x^m, stationary draws of the spiking input.
 *
 * Shapes: potentials m x n, row by row, mV; weights and teacher n-vectors, somatic.
 */
import { Random } from '../monteCarlo/random.ts';
import { drawPotential } from '../neuron/spikingPotential.ts';
import type { LearningProblem } from './problem.ts';
import { type VoltageFunctions, voltageFunctions } from './voltageFunctions.ts';

/** A stream apart from those of the spikes. */
const STREAM = 14;

/** `count` independent draws of all USPs: count x n, mV. They depend on the seed and the problem's rates and kernel only. */
export function testPotentials(
  { rates, kernel }: LearningProblem,
  count: number,
  seed: number,
): Float64Array {
  const random = new Random(seed, 0, STREAM);
  const uniform = (): number => random.uniform();
  const potentials = new Float64Array(count * rates.length);
  for (let k = 0; k < potentials.length; k++) {
    const rate = rates[k % rates.length] as number;
    potentials[k] = rate > 0 ? drawPotential(rate, kernel, uniform) : 0;
  }
  return potentials;
}

export interface LearningErrors {
  /** Root mean square of phi(V) - phi(V*) over the test USPs, Hz. */
  readonly rate: number;
  /** Mean D_KL(p* || p) of the output spike of one step (Equation 9), analytic over the spike, nats; >= 0, Infinity where p = 0 < p*. */
  readonly divergence: number;
  /** |w - w*|, Euclidean. */
  readonly distance: number;
}

/**
 * All three at once.
 * @throws RangeError where phi dt exceeds 1, which no probability does, and on a voltage that is not finite.
 */
export function learningErrors(
  { teacher, transfer, dt }: LearningProblem,
  weights: Float64Array,
  potentials: Float64Array,
): LearningErrors {
  const functions = voltageFunctions(transfer);
  const n = weights.length;
  const count = potentials.length / n;
  let [squares, divergence] = [0, 0];
  for (let k = 0; k < count; k++) {
    const x = potentials.subarray(k * n, (k + 1) * n);
    const [rate, target] = [rateAt(functions, dot(weights, x)), rateAt(functions, dot(teacher, x))];
    squares += (rate - target) ** 2;
    divergence += spikeDivergence(target * dt, rate * dt);
  }
  return {
    rate: Math.sqrt(squares / count),
    divergence: divergence / count,
    distance: weightDistance(weights, teacher),
  };
}

/** |w - w*|. */
export function weightDistance(weights: Float64Array, teacher: Float64Array): number {
  const difference = weights.map((w, i) => w - (teacher[i] as number));
  return Math.sqrt(dot(difference, difference));
}

/**
 * D_KL of a spike of probability p from one of probability p*, nats: p* log(p* / p) + (1 - p*) log((1 - p*) / (1 - p)).
 * With d = p - p* and g(x) = x - log(1 + x) >= 0 it is p* g(d/p*) + (1 - p*) g(-d/(1 - p*)), a sum without cancellation.
 * @throws RangeError on a probability outside [0, 1].
 */
export function spikeDivergence(target: number, p: number): number {
  for (const probability of [target, p]) {
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`learning errors: phi dt = ${probability} (expected a probability: a smaller dt)`);
  }
  const d = p - target;
  const spike = target === 0 ? d : target * excessOverLog(d / target);
  const silence = target === 1 ? -d : (1 - target) * excessOverLog(-d / (1 - target));
  return spike + silence;
}

/** x - log(1 + x) for x >= -1; by its series where the difference would cancel. */
function excessOverLog(x: number): number {
  if (Math.abs(x) > 0.1) return x - Math.log1p(x);
  let [power, total] = [x * x, 0];
  for (let k = 2; k < 20; k++) {
    total += power / k;
    power *= -x;
  }
  return total;
}

function rateAt({ rate }: VoltageFunctions, v: number): number {
  if (!Number.isFinite(v)) throw new RangeError(`learning errors: V = ${v} (expected a finite voltage, mV)`);
  return rate(v);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
