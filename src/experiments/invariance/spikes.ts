/**
 * Spikes in continuous time: Poisson input spikes, and a teacher that fires with rate phi(V*(t)) given them.
 *
 * USPs: x_i = F (a_i - s_i), F = e0/(tau_m - tau_s); a_i and s_i decay with tau_m and tau_s and rise by 1 at a spike (Equation 28).
 * The superposed input process is drawn by its waiting times; the teacher by thinning of a Poisson process of rate phi_max (Lewis &
 * Shedler 1979). `bin` puts every spike at the start of its time step.
 */
import type { Kernel } from '../../numeric/neuron/kernel.ts';
import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import type { Inputs } from './rules.ts';

export type Uniform = () => number;

/** Input spike of an afferent, or a teacher spike. */
export interface Spike {
  /** Seconds. */
  readonly time: number;
  /** The afferent; -1 is the teacher. */
  readonly source: number;
}

export const TEACHER = -1;

/** Traces of all afferents at one moment. */
export class Traces {
  readonly membrane: Float64Array;
  readonly synapse: Float64Array;
  readonly #kernel: Kernel;
  readonly #factor: number;

  constructor(n: number, kernel: Kernel) {
    this.membrane = new Float64Array(n);
    this.synapse = new Float64Array(n);
    this.#kernel = kernel;
    this.#factor = kernel.e0 / (kernel.tauM - kernel.tauS);
  }

  decay(seconds: number): void {
    this.decayBy(Math.exp(-seconds / this.#kernel.tauM), Math.exp(-seconds / this.#kernel.tauS));
  }

  decayBy(membrane: number, synapse: number): void {
    for (let i = 0; i < this.membrane.length; i++) {
      this.membrane[i] = (this.membrane[i] as number) * membrane;
      this.synapse[i] = (this.synapse[i] as number) * synapse;
    }
  }

  spike(i: number): void {
    this.membrane[i] = (this.membrane[i] as number) + 1;
    this.synapse[i] = (this.synapse[i] as number) + 1;
  }

  /** Writes x, as it will be `seconds` later if there is no spike. */
  usps(x: Float64Array, seconds = 0): void {
    const [lm, ls] =
      seconds === 0
        ? [1, 1]
        : [Math.exp(-seconds / this.#kernel.tauM), Math.exp(-seconds / this.#kernel.tauS)];
    for (let i = 0; i < x.length; i++)
      x[i] = this.#factor * (lm * (this.membrane[i] as number) - ls * (this.synapse[i] as number));
  }
}

/** Input and teacher spikes of [0, duration), in order. */
export function drawSpikes(
  inputs: Inputs,
  teacherWeights: Float64Array,
  duration: number,
  uniform: Uniform,
): readonly Spike[] {
  const { rates, kernel, sigmoid } = inputs;
  const { phi } = transferFunctions({ name: 'sigmoid', ...sigmoid });
  const inputRate = rates.reduce((sum, rate) => sum + rate, 0);
  const total = inputRate + sigmoid.phiMax;
  const traces = new Traces(rates.length, kernel);
  const x = new Float64Array(rates.length);
  const spikes: Spike[] = [];
  const wait = (): number => -Math.log1p(-uniform()) / total;
  let now = 0;
  for (let time = wait(); time < duration; time += wait()) {
    traces.decay(time - now);
    now = time;
    const mark = uniform() * total;
    if (mark < inputRate) {
      const source = pick(rates, mark);
      traces.spike(source);
      spikes.push({ time, source });
      continue;
    }
    traces.usps(x);
    const V = x.reduce((sum, usp, i) => sum + usp * (teacherWeights[i] as number), 0);
    if (mark - inputRate < phi(V)) spikes.push({ time, source: TEACHER });
  }
  return spikes;
}

function pick(rates: Float64Array, mark: number): number {
  let [i, above] = [0, rates[0] as number];
  while (mark >= above && i < rates.length - 1) above += rates[++i] as number;
  return i;
}

/** Every spike at the start of its step of length dt; in one step inputs come before the teacher. */
export const bin = (spikes: readonly Spike[], dt: number): readonly Spike[] =>
  spikes
    .map(({ time, source }) => ({ time: dt * Math.floor(time / dt), source }))
    .sort((a, b) => a.time - b.time || b.source - a.source);
