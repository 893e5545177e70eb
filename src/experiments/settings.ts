/**
 * The paper's experiments by name: the neurons that its figures simulate, as far as the Fisher matrix knows them.
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Methods ("article"), and the parameters of the authors' published scripts
 * ("scripts"); where the two disagree both are settings of their own. Units: s, Hz, mV; e0 = 1 mV s, with which USPs have the
 * 60 mV that the article states (it prints e0 = 1 mV ms; the setting `fig4-printed-e0` takes that by its word). The Fisher matrix is that of
 * the somatic weights f(w): one in dendritic weights is J G J with J diagonal, and its relative errors are the same directions' errors.
 */
import { type Kernel, paperKernel } from '../numeric/neuron/kernel.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import { paperSigmoid } from '../numeric/neuron/transferFunction.ts';
import { stream, uniformWeights } from './draws.ts';

export interface Setting {
  /** For example `fig11-rate-25`. */
  readonly id: string;
  /** The figures of the paper that use it, for example '3F, 9A-C'. */
  readonly figure: string;
  readonly source: 'article' | 'scripts' | 'article and scripts';
  /** What is set, in words. */
  readonly says: string;
  /** The neurons: one, or independent draws of its weights. */
  readonly neurons: (seed: number) => readonly Neuron[];
}

const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;
/** Tonic inhibition of 5 mV, as the scripts have it. */
const inhibitedSigmoid = { ...sigmoid, theta: paperSigmoid.theta + 5 };

function neuron(
  rates: readonly number[],
  weights: ArrayLike<number>,
  { kernel = paperKernel, transfer = sigmoid }: { kernel?: Kernel; transfer?: typeof sigmoid } = {},
): Neuron {
  return { rates: Float64Array.from(rates), weights: Float64Array.from(weights), kernel, transfer };
}

const both = 'article and scripts';
const repeat = (count: number, value: number): number[] => new Array<number>(count).fill(value);

/** `draws` neurons with weights U(-scale/n, scale/n). */
const drawn =
  (name: string, rates: readonly number[], scale: number, draws: number) =>
  (seed: number): Neuron[] => {
    const uniform = stream(seed, name);
    return Array.from({ length: draws }, () =>
      neuron(rates, uniformWeights(rates.length, scale / rates.length, uniform)),
    );
  };

/** Initial and target weights have one distribution. */
const learningCurves = ([r1, r2]: readonly [number, number]): Setting => {
  const id = `fig3-${r1}-${r2}`;
  return {
    id,
    figure: '3F, 9, 12C-F',
    source: both,
    says: `100 afferents, half at ${r1}, half at ${r2} Hz, w(0) and w* ~ U(-1/n, 1/n), 10 draws`,
    neurons: drawn(id, [...repeat(50, r1), ...repeat(50, r2)], 1, 10),
  };
};

const pathRates = [10, 50];
const half = (first: number, second: number): number[] => [first / 2, second / 2];
const grid = [-0.28, -0.1, 0.08, 0.26, 0.44].flatMap((first) =>
  [-0.22, -0.02, 0.26, 0.5].map((second) => half(first, second)),
);
const weightPaths: readonly Setting[] = [
  ['initial', 'article', 'w(0) = (-0.3, 0.5)/n, in Results the target', [half(-0.3, 0.5)]],
  ['target', 'article', 'w* = (0.15, 0.15)/n', [half(0.15, 0.15)]],
  ['initial-scripts', 'scripts', 'w(0) = (0.3, 0.3)', [[0.3, 0.3]]],
  ['field', 'article', 'the 20 weights of the vector field', grid],
].map(([name, source, says, weights]) => ({
  id: `fig3de-${name}`,
  figure: '3D-E',
  source: source as Setting['source'],
  says: `2 afferents at 10 and 50 Hz, ${says}`,
  neurons: () => (weights as number[][]).map((each) => neuron(pathRates, each)),
}));

const oneSynapse: readonly Setting[] = [
  {
    id: 'fig4',
    figure: '4',
    source: both,
    says: 'one afferent at 5 Hz, somatic weight 0.05; at all ten distances, since the somatic weight is held',
    neurons: () => [neuron([5], [0.05])],
  },
  {
    id: 'fig4-printed-e0',
    figure: '4',
    source: 'article',
    says: 'the same with e0 = 1 mV ms, as printed: spikes move V by 3 microvolt',
    neurons: () => [neuron([5], [0.05], { kernel: { ...paperKernel, e0: 1e-3 } })],
  },
];

const uspVariance = (rate: number, tauS: number): Setting => ({
  id: `fig5-${rate}Hz-${Math.round(1000 * tauS)}ms`,
  figure: '5',
  source: both,
  says: `one afferent at ${rate} Hz, tau_s = ${Math.round(1000 * tauS)} ms, e0 = 1/r, w(0) = 0.01`,
  neurons: () => [neuron([rate], [0.01], { kernel: { ...paperKernel, tauS, e0: 1 / rate } })],
});

/** Five stimulated afferents of one weight. Those at rate 0 drop out of G; at 1e-4 Hz they stay in it. */
const interplay = (scale: number, silent: number): Setting => ({
  id: `fig7-${scale}${silent > 0 ? '-scripts' : ''}`,
  figure: '7',
  source: silent > 0 ? 'scripts' : 'article',
  says: `10 afferents, five at 5 Hz with weight ${scale}/n, five ${silent > 0 ? 'at 1e-4 Hz with weight 2.5/n' : 'silent'}, theta = 15 mV`,
  neurons: () => [
    neuron([...repeat(5, 5), ...repeat(5, silent)], [...repeat(5, scale / 10), ...repeat(5, 0.25)], {
      transfer: inhibitedSigmoid,
    }),
  ],
});

const coefficientSamples = (n: number, rate: number, name: string, source: Setting['source']): Setting => ({
  id: name,
  figure: '10, 11',
  source,
  says: `${n} afferents at ${rate} Hz, w ~ U(-5/n, 5/n), 20 draws`,
  neurons: drawn(name, repeat(n, rate), 5, 20),
});

/** In the order of the figures. */
export const paperSettings: readonly Setting[] = [
  ...(
    [
      [10, 30],
      [10, 50],
      [20, 20],
      [20, 40],
    ] as const
  ).map(learningCurves),
  ...weightPaths,
  ...oneSynapse,
  ...[1, 3, 5, 8, 15, 20].map((tauS) => uspVariance(10, tauS / 1000)),
  ...[20, 30, 40, 50].map((rate) => uspVariance(rate, 0.02)),
  ...[1, 1.6, 2.5, 4.5, 5].map((scale) => interplay(scale, 0)),
  ...[0.25, 1, 1.6, 2.5, 4.5, 5].map((scale) => interplay(scale, 1e-4)),
  ...[5, 15, 25, 35, 45].map((rate) => coefficientSamples(100, rate, `fig11-rate-${rate}`, both)),
  coefficientSamples(100, 55, 'fig11-rate-55', 'article'),
  ...[10, 50, 100, 200].map((n) => coefficientSamples(n, 20, `fig11-n-${n}`, both)),
];
