/**
 * How far a student is from its teacher, over test USPs x that both see.
 *
 *   rateError       root mean square of phi(V) - phi(V*), Hz
 *   divergence      mean of D_KL = t log(t/p) + (1 - t) log((1 - t)/(1 - p)), nats a step, t = min(1, phi(V*) dt) of the teacher and
 *                   p = min(1, phi(V) dt): the sum over the two outputs of a step, not a draw of them (Equations 33, 51); infinite where
 *                   the student holds impossible what the teacher may do
 *   weightDistance  |w^s - w*|, Euclidean
 */
import { spikeDivergence, weightDistance } from '../../numeric/learning/errorMeasures.ts';
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
    let [square, divergence] = [0, 0];
    for (let k = 0; k < samples; k++) {
      const [target, reached] = [targets[k] as number, rates[k] as number];
      square += (reached - target) ** 2;
      divergence += spikeDivergence(Math.min(1, target * dt), Math.min(1, reached * dt));
    }
    out.set([Math.sqrt(square / samples), divergence / samples, weightDistance(weights, teacher)]);
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
