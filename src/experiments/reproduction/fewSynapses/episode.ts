/**
 * What a neuron with a few synapses receives in Figures 4, 5 and 7: Poisson input at one rate, and a Poisson teacher whose rate does not
 * depend on the input (unlike the realizable teacher of Figure 3).
 *
 * Shapes: potentials has `afferents` numbers (mV) a step, step after step; totals their sums. The potentials begin at rest. All runs of
 * one episode learn from the same spikes. Spikes: src/numeric/learning/spikes.ts, order within a step: problem.ts.
 */
import { constantsOf, type LearningProblem } from '../../../numeric/learning/problem.ts';
import { type SpikeChunk, spikeSource } from '../../../numeric/learning/spikes.ts';
import type { Kernel } from '../../../numeric/neuron/kernel.ts';

export interface Stimulation {
  readonly afferents: number;
  /** Of each afferent, Hz. */
  readonly rate: number;
  /** Hz. */
  readonly teacherRate: number;
  readonly kernel: Kernel;
  /** Step and duration, s. */
  readonly dt: number;
  readonly seconds: number;
}

export interface Episode extends Stimulation {
  readonly steps: number;
  readonly potentials: Float64Array;
  readonly totals: Float64Array;
  /** The teacher's spikes in each step. */
  readonly teacher: Uint8Array;
  readonly chunk: SpikeChunk;
}

export function episode(stimulation: Stimulation, seed: number, trial: number): Episode {
  const { afferents, dt, seconds } = stimulation;
  const steps = Math.round(seconds / dt);
  const problem = teacherProblem(stimulation);
  const chunk = spikeSource(problem, seed, trial, steps).next();
  const { slowDecay, fastDecay, scale } = constantsOf(problem);
  const potentials = new Float64Array(steps * afferents);
  const totals = new Float64Array(steps);
  const [a, s] = [new Float64Array(afferents), new Float64Array(afferents)];
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < afferents; i++) {
      a[i] = (a[i] as number) * slowDecay;
      s[i] = (s[i] as number) * fastDecay;
    }
    for (let e = chunk.starts[t] as number; e < (chunk.starts[t + 1] as number); e++) {
      const i = chunk.afferents[e] as number;
      a[i] = (a[i] as number) + 1;
      s[i] = (s[i] as number) + 1;
    }
    let total = 0;
    for (let i = 0; i < afferents; i++) {
      const x = scale * ((a[i] as number) - (s[i] as number));
      potentials[t * afferents + i] = x;
      total += x;
    }
    totals[t] = total;
  }
  return { ...stimulation, steps, potentials, totals, teacher: chunk.teacher, chunk };
}

/** A teacher without input fires at phi(0), here phi0. */
function teacherProblem({ afferents, rate, teacherRate, kernel, dt }: Stimulation): LearningProblem {
  const silent = new Float64Array(afferents);
  return {
    rates: new Float64Array(afferents).fill(rate),
    weights: silent,
    teacher: silent,
    kernel,
    transfer: { name: 'exponential', phi0: teacherRate, beta: 1 },
    dt,
    rules: [{ name: 'euclidean', learningRate: 0 }],
  };
}
