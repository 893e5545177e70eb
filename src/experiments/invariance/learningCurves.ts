/**
 * Learning curves of one trial in two coordinate systems with the same spikes: how far the student's rate is from the teacher's.
 *
 *   rate error   root mean square of phi(V) - phi(V*), Hz
 *   D_KL         mean of phi* log(phi* / phi) - (phi* - phi), nats/s: exact for output spikes given the input, as dt -> 0 (Equation 9)
 * over USPs drawn beforehand, the same at all times. Errors are given relative to those at the start.
 */

import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import { eulerPair, product } from './euler.ts';
import { type Learning, type Problem, SAMPLING } from './pair.ts';
import type { Inputs, RuleName } from './rules.ts';
import { drawSpikes, TEACHER, Traces, type Uniform } from './spikes.ts';

/** Errors at CHECKPOINTS. */
export interface Curve {
  readonly rateError: readonly number[];
  readonly divergence: readonly number[];
}

export interface CurvesOfRule {
  readonly somatic: Curve;
  readonly other: Curve;
  readonly gap: number;
}

export type CurvePair = Readonly<Record<'natural' | 'euclidean', CurvesOfRule | 'left'>>;

/** Parts of the duration at which the errors are measured. */
export const CHECKPOINTS = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

/** USPs that the errors are means over, and the seconds between two of them. */
const EXAMPLES = 200;
const APART = 0.05;

export function learningCurves(
  problem: Problem,
  uniform: Uniform,
  dt: number,
  learning: (rule: RuleName) => Learning,
): CurvePair {
  const errors = errorsOn(examples(problem.inputs, uniform), problem);
  const of = (rule: RuleName): CurvesOfRule | 'left' => {
    const [somatic, other]: [Growing, Growing] = [emptyCurve(), emptyCurve()];
    const samples = Math.round(problem.duration / SAMPLING);
    const wanted = new Set(CHECKPOINTS.map((part) => Math.min(samples - 1, Math.round(part * samples))));
    let sample = 0;
    const pair = eulerPair(problem, {
      ...learning(rule),
      dt,
      onSample(weights, reached) {
        if (!wanted.has(sample++)) return;
        errors(weights, somatic);
        errors(reached, other);
      },
    });
    if (pair === 'left') return 'left';
    return { somatic: relative(somatic), other: relative(other), gap: pair.gap };
  };
  return { natural: of('natural'), euclidean: of('euclidean') };
}

type Growing = { rateError: number[]; divergence: number[] };
const emptyCurve = (): Growing => ({ rateError: [], divergence: [] });

const relative = ({ rateError, divergence }: Curve): Curve => ({
  rateError: rateError.map((each) => each / (rateError[0] as number)),
  divergence: divergence.map((each) => each / (divergence[0] as number)),
});

function examples(inputs: Inputs, uniform: Uniform): readonly Float64Array[] {
  const { rates, kernel } = inputs;
  const n = rates.length;
  // A teacher without weights: its spikes are left out.
  const spikes = drawSpikes(inputs, new Float64Array(n), (EXAMPLES + 1) * APART, uniform);
  const traces = new Traces(n, kernel);
  const found: Float64Array[] = [];
  let now = 0;
  const look = (time: number): void => {
    for (; found.length < EXAMPLES && (found.length + 1) * APART <= time; ) {
      const at = (found.length + 1) * APART;
      const x = new Float64Array(n);
      traces.usps(x, at - now);
      found.push(x);
    }
  };
  for (const { time, source } of spikes) {
    if (source === TEACHER) continue;
    look(time);
    traces.decay(time - now);
    now = time;
    traces.spike(source);
  }
  look(Infinity);
  return found;
}

/** Adds the errors of some weights to a curve. */
function errorsOn(
  examples: readonly Float64Array[],
  { inputs, teacher }: Problem,
): (weights: Float64Array, curve: Growing) => void {
  const { phi } = transferFunctions({ name: 'sigmoid', ...inputs.sigmoid });
  const targets = examples.map((x) => phi(product(teacher, x)));
  return (weights, curve) => {
    let [squares, divergence] = [0, 0];
    for (const [k, x] of examples.entries()) {
      const [rate, target] = [phi(product(weights, x)), targets[k] as number];
      squares += (rate - target) ** 2;
      divergence += target * Math.log(target / rate) - (target - rate);
    }
    curve.rateError.push(Math.sqrt(squares / examples.length));
    curve.divergence.push(divergence / examples.length);
  };
}
