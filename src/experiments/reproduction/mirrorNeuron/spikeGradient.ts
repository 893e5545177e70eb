/**
 * The gradient of the log-likelihood of a chunk's teacher spikes, at weights held during the chunk: sum over steps of score_t x_i(t),
 * score = (phi'/phi)(V) (y - phi(V) dt) (src/numeric/learning/problem.ts). In O(steps + spikes): V from the running sums of w a and w s; a
 * spike of afferent i at step u adds F sum_{t >= u} score_t (slow^(t-u) - fast^(t-u)), sums that run backwards.
 */
import { constantsOf, type LearningProblem } from '../../../numeric/learning/problem.ts';
import type { SpikeChunk } from '../../../numeric/learning/spikes.ts';
import { voltageFunctions } from '../../../numeric/learning/voltageFunctions.ts';

/** Potentials are 0 before the chunk. n numbers. */
export type SpikeGradient = (chunk: SpikeChunk, weights: Float64Array) => Float64Array;

export function spikeGradient(problem: LearningProblem): SpikeGradient {
  const { slowDecay, fastDecay, scale } = constantsOf(problem);
  const { rate, logSlope } = voltageFunctions(problem.transfer);
  const { dt } = problem;
  let scores = new Float64Array(0);

  function listen({ starts, afferents, teacher }: SpikeChunk, weights: Float64Array): void {
    let [slow, fast] = [0, 0];
    for (let t = 0; t < teacher.length; t++) {
      slow *= slowDecay;
      fast *= fastDecay;
      for (let e = starts[t] as number; e < (starts[t + 1] as number); e++) {
        const weight = weights[afferents[e] as number] as number;
        slow += weight;
        fast += weight;
      }
      const v = scale * (slow - fast);
      scores[t] = logSlope(v) * ((teacher[t] as number) - rate(v) * dt);
    }
  }

  return (chunk, weights) => {
    const { starts, afferents, teacher } = chunk;
    if (scores.length !== teacher.length) scores = new Float64Array(teacher.length);
    listen(chunk, weights);
    const gradient = new Float64Array(weights.length);
    let [slow, fast] = [0, 0];
    for (let t = teacher.length - 1; t >= 0; t--) {
      slow = slow * slowDecay + (scores[t] as number);
      fast = fast * fastDecay + (scores[t] as number);
      const part = scale * (slow - fast);
      for (let e = starts[t] as number; e < (starts[t + 1] as number); e++) {
        const i = afferents[e] as number;
        gradient[i] = (gradient[i] as number) + part;
      }
    }
    return gradient;
  };
}
