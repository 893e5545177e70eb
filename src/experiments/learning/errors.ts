/**
 * How far a student is from its teacher, over test USPs x that both see.
 *
 *   rateError       root mean square of phi(V) - phi(V*), Hz
 *   divergence      mean of D_KL = t log(t/p) + (1 - t) log((1 - t)/(1 - p)), nats a step, t = min(1, phi(V*) dt) of the teacher and
 *                   p = min(1, phi(V) dt): the sum over the two outputs of a step, not a draw of them (Equations 33, 51); infinite where
 *                   the student holds impossible what the teacher may do
 *   weightDistance  |w^s - w*|, Euclidean
 */
import type { LearningProblem } from '../../numeric/learning/problem.ts';
import { voltageFunctions } from '../../numeric/learning/voltageFunctions.ts';

export const ERROR_NAMES = ['rateError', 'divergence', 'weightDistance'] as const;
export type ErrorName = (typeof ERROR_NAMES)[number];

/** Writes the three errors, in the order of ERROR_NAMES, of somatic weights. @throws RangeError where one is not a number */
export type ErrorMeasure = (weights: Float64Array, out: Float64Array) => void;

/** @param potentials test USPs, mV: `samples` x n, row by row. */
export function errorMeasure(
  { teacher, transfer, dt }: Pick<LearningProblem, 'teacher' | 'transfer' | 'dt'>,
  potentials: Float64Array,
): ErrorMeasure {
  const { rate } = voltageFunctions(transfer);
  const samples = potentials.length / teacher.length;
  const ratesOf = (weights: Float64Array): Float64Array =>
    Float64Array.from({ length: samples }, (_, k) => rate(voltage(weights, potentials, k)));
  const targets = ratesOf(teacher);
  return (weights, out) => {
    const rates = ratesOf(weights);
    let [square, divergence, distance] = [0, 0, 0];
    for (let k = 0; k < samples; k++) {
      const [target, reached] = [targets[k] as number, rates[k] as number];
      square += (reached - target) ** 2;
      divergence += bernoulliDivergence(Math.min(1, target * dt), Math.min(1, reached * dt));
    }
    for (let i = 0; i < teacher.length; i++)
      distance += ((weights[i] as number) - (teacher[i] as number)) ** 2;
    out.set([Math.sqrt(square / samples), divergence / samples, Math.sqrt(distance)]);
    ERROR_NAMES.forEach((name, k) => {
      const value = out[k] as number;
      if (Number.isNaN(value) || (value === Infinity && name !== 'divergence'))
        throw new RangeError(
          `${name} = ${value} (expected a finite number: phi(V) or a weight leaves the range of doubles)`,
        );
    });
  };
}

/** V of the k-th USP, mV. */
function voltage(weights: Float64Array, potentials: Float64Array, k: number): number {
  const n = weights.length;
  let v = 0;
  for (let i = 0; i < n; i++) v += (weights[i] as number) * (potentials[n * k + i] as number);
  return v;
}

/** D_KL between two coins, nats; >= 0. Relative rounding of 1e-16 p/|p - q| times a few: nothing cancels but log1p's argument. */
export function bernoulliDivergence(p: number, q: number): number {
  if (p === q) return 0;
  return Math.max(0, share(p, q) + share(1 - p, 1 - q));
}

/** p log(p/q) - (p - q), the part of an outcome: never negative, and second order in p - q. */
function share(p: number, q: number): number {
  if (p === 0) return q;
  const excess = (q - p) / p;
  return Math.abs(excess) < 1e-4
    ? p * excess * excess * (1 / 2 - excess * (1 / 3 - excess / 4))
    : p * Math.log(p / q) + (q - p);
}
