/**
 * Figure 7: ten synapses, five stimulated at 5 Hz with weight w_a, five unstimulated with weight w_b; teacher at 20 Hz, 60 s from rest, step
 * 0.5 ms; tonic inhibition of 5 mV, i.e. theta = 15 mV; e0 = 1 mV s (settings.ts).
 *
 * An unstimulated synapse has no homosynaptic term. Its rate in the coefficients is infinitesimal (Methods): here the limit of rate 0, in which
 * V, the coefficients and so the stimulated weights do not depend on w_b. The scripts' rate, 1e-4 Hz, is run at the examples and compared.
 */
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../../numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import type { Stimulation } from '../fewSynapses/episode.ts';
import type { Choices, Scale, Source } from '../reproduction.ts';

export const STIMULATED = 5;
export const SYNAPSES = 10;
export const transfer = { name: 'sigmoid', ...paperSigmoid, theta: paperSigmoid.theta + 5 } as const;

/** In which article and scripts differ. Weights of both groups, from the smallest to the largest. */
export interface Variety {
  readonly learningRate: number;
  readonly smallest: number;
  readonly largest: number;
}

export interface Fig7Parameters {
  readonly seed: number;
  readonly source: Source;
  readonly trials: number;
  /** Trials in which the exact matrix follows the weights of the examples. */
  readonly exactTrials: number;
  /** Weights of each group: the map is points x points. */
  readonly points: number;
  readonly chosen: Variety;
  /** Of the other source: run too, to see what the choice changes. */
  readonly other: Variety;
  /** Both groups have this weight: crosses in panels B to D, panels E to G. */
  readonly examples: readonly number[];
  readonly rate: number;
  readonly scriptsRate: number;
  readonly teacherRate: number;
  readonly seconds: number;
  readonly dt: number;
}

const varieties: Readonly<Record<Source, Variety>> = {
  article: { learningRate: 0.01, smallest: 1 / SYNAPSES, largest: 5 / SYNAPSES },
  scripts: { learningRate: 0.001, smallest: 0.25 / SYNAPSES, largest: 5 / SYNAPSES },
};

const SIZES: Readonly<Record<Scale, Pick<Fig7Parameters, 'trials' | 'exactTrials' | 'points' | 'seconds'>>> =
  {
    test: { trials: 3, exactTrials: 1, points: 5, seconds: 2 },
    quick: { trials: 20, exactTrials: 4, points: 25, seconds: 60 },
    medium: { trials: 60, exactTrials: 8, points: 61, seconds: 60 },
    paper: { trials: 100, exactTrials: 40, points: 600, seconds: 60 },
  };

export const fig7Parameters = ({ scale, source, seed }: Choices): Fig7Parameters => ({
  seed,
  source,
  ...SIZES[scale],
  chosen: varieties[source],
  other: varieties[source === 'article' ? 'scripts' : 'article'],
  examples: [1.6, 2.5, 4.5].map((scale) => scale / SYNAPSES),
  rate: 5,
  scriptsRate: 1e-4,
  teacherRate: 20,
  dt: 5e-4,
});

/** The weights of a group, equally spaced. */
export const gridOf = ({ smallest, largest }: Variety, points: number): number[] =>
  Array.from({ length: points }, (_, k) => smallest + ((largest - smallest) * k) / (points - 1));

export const stimulationOf = ({ rate, teacherRate, dt, seconds }: Fig7Parameters): Stimulation => ({
  afferents: STIMULATED,
  rate,
  teacherRate,
  kernel: paperKernel,
  dt,
  seconds,
});

/** The stimulated synapses, and unstimulated ones with these weights at the given rate. */
export function neuronOf(
  rate: number,
  weight: number,
  unstimulated: readonly number[] = [],
  unstimulatedRate = 0,
): Neuron {
  return {
    rates: Float64Array.from([
      ...new Array<number>(STIMULATED).fill(rate),
      ...unstimulated.map(() => unstimulatedRate),
    ]),
    weights: Float64Array.from([...new Array<number>(STIMULATED).fill(weight), ...unstimulated]),
    kernel: paperKernel,
    transfer,
  };
}
