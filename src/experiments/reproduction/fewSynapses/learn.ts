/**
 * A few stimulated synapses of equal initial weight learn in an episode, and with them unstimulated ones of any weight.
 *
 * Stimulated synapses move in dendritic weights d_i with w_i = attenuation d_i (w^s = alpha(d) w, Equation 17): along the score times
 * the rule's direction, divided by alpha for natural gradients and multiplied by it for Euclidean ones.
 * An unstimulated synapse's potential is 0: it has no part in V, and each step maps its weight w -> (1 + k gammaW) w - k gammaU,
 * the same for all of them: after the run it is factor w + offset, whatever it was before.
 */
import { scoreAt } from '../../../numeric/learning/voltageFunctions.ts';
import { kernelMoment } from '../../../numeric/neuron/kernel.ts';
import type { Transfer } from '../../../numeric/neuron/transfer.ts';
import type { Episode } from './episode.ts';
import { functionsOf } from './memory.ts';
import type { SynapticRule } from './rules.ts';

export interface Course {
  readonly rule: SynapticRule;
  readonly transfer: Transfer;
  /** Somatic, of every stimulated synapse. */
  readonly weight: number;
  readonly learningRate: number;
  /** alpha; default 1. */
  readonly attenuation?: number;
  readonly euclidean?: boolean;
  /** Points of `trace`; default 0. */
  readonly tracePoints?: number;
}

export interface Learned {
  /** Dendritic, after the run; somatic ones are these times the attenuation. */
  readonly weights: Float64Array;
  /** Mean change of a stimulated somatic weight, and the part of it that is the homosynaptic term's. */
  readonly change: number;
  readonly homosynaptic: number;
  /** Unstimulated: w -> factor w + offset. */
  readonly factor: number;
  readonly offset: number;
  /** sum of eta score times sum x (mV). */
  readonly drive: number;
  /** At equal distances in time, the last at the end: mean somatic weight of the stimulated synapses, factor, offset, drive. */
  readonly trace: readonly (readonly [weight: number, factor: number, offset: number, drive: number])[];
}

/** @throws RangeError (one line) where a weight leaves the range of doubles. */
export function learn(
  { afferents, steps, potentials, totals, teacher, rate, kernel, dt }: Episode,
  course: Course,
): Learned {
  const {
    rule,
    transfer,
    weight,
    learningRate,
    attenuation = 1,
    euclidean = false,
    tracePoints = 0,
  } = course;
  const functions = functionsOf(transfer);
  const weights = new Float64Array(afferents).fill(weight / attenuation);
  const gain = euclidean ? attenuation : 1 / attenuation;
  const [perMean, perVariance] = [rate * kernelMoment(kernel, 1), rate * kernelMoment(kernel, 2)];
  const out = new Float64Array(3);
  const trace: [number, number, number, number][] = [];
  const every = tracePoints > 0 ? steps / tracePoints : Infinity;
  let factor = 1;
  let offset = 0;
  let drive = 0;
  let homosynaptic = 0;
  for (let t = 0; t < steps; t++) {
    const from = t * afferents;
    let v = 0;
    let first = 0;
    let second = 0;
    for (let i = 0; i < afferents; i++) {
      const w = attenuation * (weights[i] as number);
      v += w * (potentials[from + i] as number);
      first += w;
      second += w * w;
    }
    if (!(Math.abs(v) < Infinity))
      throw new RangeError(`few synapses, step ${t}: V = ${v} (expected a finite voltage, mV)`);
    const total = totals[t] as number;
    rule(v, total, perMean * first, perVariance * second, out);
    const k = learningRate * scoreAt(functions, v, teacher[t] as number, dt);
    const own = k * (out[0] as number);
    const uniform = k * (out[1] as number);
    const proportional = k * (out[2] as number);
    for (let i = 0; i < afferents; i++) {
      const d = weights[i] as number;
      const change = own * (potentials[from + i] as number) - uniform + proportional * attenuation * d;
      weights[i] = d + gain * change;
    }
    factor *= 1 + proportional;
    offset += proportional * offset - uniform;
    drive += k * total;
    homosynaptic += own * total;
    if (t + 1 >= (trace.length + 1) * every) trace.push([attenuation * mean(weights), factor, offset, drive]);
  }
  const change = attenuation * mean(weights) - weight;
  if (!Number.isFinite(change + factor + offset))
    throw new RangeError(`few synapses: weight change ${change} (expected a finite number)`);
  return {
    weights,
    change,
    homosynaptic: homosynaptic / afferents,
    factor,
    offset,
    drive,
    trace,
  };
}

/** The mean of phi(V), Hz, over the episode at weights that stay. */
export function meanRate({ steps, totals }: Episode, transfer: Transfer, weight: number): number {
  const { rate } = functionsOf(transfer);
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += rate(weight * (totals[t] as number));
  return sum / steps;
}

function mean(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}
