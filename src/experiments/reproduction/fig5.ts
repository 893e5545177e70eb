/**
 * Figure 5: weight change against the variance of the USP, its mean kept. One synapse, teacher at 80 Hz, 5 s from rest, w(0) = 0.01.
 *
 * e0 = 1/r mV (Methods: the kernel is normalized by the rate), so that a USP has mean 1 mV and variance s2 = r e0^2/(2 (tauM + tauS)), mV^2
 * (Equations 29-31): tauS in {1, 3, 5, 8, 15, 20} ms at 10 Hz, and 20 to 50 Hz at tauS = 20 ms. Learning rate 1e-4 (scripts; none printed).
 *
 * What can be said before any run: V stays within some 0.01 mV of rest, so that h(V) = h(0) and the information of one synapse is
 * h(0) E[x^2] = h(0) (1 mV^2 + s2), in the closed form and exactly; the expected change is in proportion to 1/(1 mV^2 + s2), and only the
 * homosynaptic term, ce x/r, to 1/s2. The statistics were stated with that known, from the paper's words.
 */
import { type Kernel, kernelMoment, paperKernel } from '../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import type { Table } from '../../table/table.ts';
import { type Episode, episode, type Stimulation } from './fewSynapses/episode.ts';
import { bootstrap, exponent, inWords, meanOf, within } from './fewSynapses/intervals.ts';
import { learn } from './fewSynapses/learn.ts';
import { closedRule, equalInverse, exactRule } from './fewSynapses/rules.ts';
import { type Choices, type FigureClaim, type Outcome, reproduction } from './reproduction.ts';

interface Condition {
  /** Hz. */
  readonly rate: number;
  /** s. */
  readonly tauS: number;
}

export interface Fig5Parameters {
  readonly seed: number;
  readonly trials: number;
  readonly conditions: readonly Condition[];
  readonly weight: number;
  readonly teacherRate: number;
  readonly seconds: number;
  readonly dt: number;
  readonly learningRate: number;
}

interface Fig5Task extends Fig5Parameters {
  readonly first: number;
  readonly count: number;
}

/** One number a condition each. */
interface Fig5Trial {
  readonly change: readonly number[];
  readonly homosynaptic: readonly number[];
  readonly following: readonly number[];
  readonly exact: readonly number[];
  /** Potentials and weights over time in the scenarios; first trial only. */
  readonly scenes?: readonly Scene[];
}

interface Scene {
  readonly condition: number;
  readonly weights: readonly number[];
  /** USP, mV, every step of the first PotentialSeconds. */
  readonly potential: readonly number[];
  /** Shares of steps with a USP in bins of BIN mV. */
  readonly histogram: readonly number[];
}

const SCENE_SECONDS = 1;
const TRACE_POINTS = 100;
const BIN = 0.25;
const BINS = 40;
/** The scenarios of panels A to G: (50 Hz, 20 ms) as reference, a shorter time constant, a lower rate; the paper does not say which. */
const SCENARIOS = [9, 0, 5] as const;
const TRIALS = { test: 6, quick: 100, medium: 1000, paper: 2000 } as const;
const IN_A_TASK = 20;
const transfer = { name: 'sigmoid', ...paperSigmoid } as const;

const parameters = ({ scale, seed }: Choices): Fig5Parameters => ({
  seed,
  trials: TRIALS[scale],
  conditions: [
    ...[0.001, 0.003, 0.005, 0.008, 0.015, 0.02].map((tauS) => ({ rate: 10, tauS })),
    ...[20, 30, 40, 50].map((rate) => ({ rate, tauS: 0.02 })),
  ],
  weight: 0.01,
  teacherRate: 80,
  seconds: scale === 'test' ? 1 : 5,
  dt: 5e-4,
  learningRate: 1e-4,
});

const kernelOf = ({ rate, tauS }: Condition): Kernel => ({ ...paperKernel, tauS, e0: 1 / rate });

/** mV^2. */
export const potentialVariance = (condition: Condition): number =>
  condition.rate * kernelMoment(kernelOf(condition), 2);

const stimulationOf = ({ teacherRate, dt, seconds }: Fig5Parameters, condition: Condition): Stimulation => ({
  afferents: 1,
  rate: condition.rate,
  teacherRate,
  kernel: kernelOf(condition),
  dt,
  seconds,
});

const neuronOf = (condition: Condition, weight: number): Neuron => ({
  rates: Float64Array.of(condition.rate),
  weights: Float64Array.of(weight),
  kernel: kernelOf(condition),
  transfer,
});

function run(task: Fig5Task): Fig5Trial[] {
  const rules = task.conditions.map((condition) => {
    const neuron = neuronOf(condition, task.weight);
    return {
      held: closedRule(neuron, condition.rate, 'held'),
      following: closedRule(neuron, condition.rate, 'following'),
      exact: exactRule(equalInverse(neuron)),
    };
  });
  return Array.from({ length: task.count }, (_, k) => {
    const number = task.first + k;
    const spikes = task.conditions.map((each) => episode(stimulationOf(task, each), task.seed, number));
    const course = { transfer, weight: task.weight, learningRate: task.learningRate };
    const learned = (rule: 'held' | 'following' | 'exact') =>
      spikes.map((each, c) => learn(each, { ...course, rule: (rules[c] as (typeof rules)[number])[rule] }));
    const held = learned('held');
    return {
      change: held.map(({ change }) => change),
      homosynaptic: held.map(({ homosynaptic }) => homosynaptic),
      following: learned('following').map(({ change }) => change),
      exact: learned('exact').map(({ change }) => change),
      ...(number > 0
        ? {}
        : {
            scenes: SCENARIOS.map((c) =>
              scene(
                c,
                spikes[c] as Episode,
                learn(spikes[c] as Episode, {
                  ...course,
                  rule: (rules[c] as (typeof rules)[number]).held,
                  tracePoints: TRACE_POINTS,
                }).trace.map(([weight]) => weight),
              ),
            ),
          }),
    };
  });
}

function scene(condition: number, { potentials, steps, dt }: Episode, weights: readonly number[]): Scene {
  const histogram = new Array<number>(BINS).fill(0);
  for (const x of potentials) {
    const bin = Math.min(BINS - 1, Math.floor(x / BIN));
    histogram[bin] = (histogram[bin] as number) + 1 / steps;
  }
  return {
    condition,
    weights,
    potential: [...potentials.subarray(0, Math.round(SCENE_SECONDS / dt))],
    histogram,
  };
}

/** The exponent -1, within a quarter: 'approximately inversely'. */
const INVERSE = [-1.25, -0.75] as const;
/** 'exactly', up to the first milliseconds after rest. */
const EXACTLY = [-1.05, -0.95] as const;
const NONE = { value: Number.NaN, low: Number.NaN, high: Number.NaN, says: 'missing' };

const variance: FigureClaim = {
  id: 'variance',
  says: 'weight change scales approximately inversely with the USP variance at fixed mean',
  statistic: `exponent of the mean weight change against the variance over the ten conditions, least squares on logarithms; bootstrap over trials, 99 %. Holds if the interval lies in [${INVERSE.join(', ')}] (inverse proportion within a quarter); in a regime if it does not but the change falls from each variance to the next (inverse as the authors explain the word: less change for more variance)`,
  judge({
    exponent: slope = NONE,
    largestStep = NONE,
    low: flat = NONE,
    high: steep = NONE,
    law = NONE,
    exact = NONE,
  }) {
    const inverse = within(slope, ...INVERSE);
    const falls = within(largestStep, -Infinity, 0);
    const numbers = `exponent ${inWords(slope)} over all conditions, ${inWords(flat)} among the lowest variances (20 to 50 Hz) and ${inWords(steep)} among the highest (1 to 20 ms)`;
    const explained = `the change is in proportion to 1/(mean^2 + variance) of the USP (exponent ${inWords(law)} against that), since the uniform term takes back what the mean drives; inverse proportion is its limit for variance much above mean^2, here 1 mV^2. The exact Fisher matrix gives ${inWords(exact)} of the closed form's change in every condition: no difference, as V hardly varies`;
    if (inverse) return { verdict: 'holds', because: `${numbers}; ${explained}` };
    if (inverse === false && falls)
      return {
        verdict: 'holds in a regime',
        because: `less change for more variance in every condition, but not inversely in proportion: ${numbers}; ${explained}`,
      };
    const open = inverse === undefined || falls === undefined;
    return { verdict: open ? 'cannot tell' : 'does not hold', because: numbers };
  },
  variants: [
    {
      says: 'the homosynaptic component alone, which is inversely in proportion',
      spoil: (estimates) => ({ ...estimates, exponent: estimates.homosynaptic ?? NONE }),
    },
    {
      says: 'a change that does not depend on the variance',
      spoil: (estimates) => ({
        ...estimates,
        exponent: { ...NONE, value: 0, low: -0.01, high: 0.01 },
        largestStep: { ...NONE, value: 0.01, low: 0.005, high: 0.02 },
      }),
    },
  ],
};

const homosynaptic: FigureClaim = {
  id: 'fig5/homosynaptic',
  says: 'for the homosynaptic component the scaling is exactly the inverse of the USP variance (Equation 19)',
  statistic: `exponent of the mean of the summed homosynaptic term against the variance, least squares on logarithms; bootstrap over trials, 99 %. Holds if the interval lies in [${EXACTLY.join(', ')}]`,
  judge({ exponent: slope = NONE }) {
    const holds = within(slope, ...EXACTLY);
    return {
      verdict: holds === undefined ? 'cannot tell' : holds ? 'holds' : 'does not hold',
      because: `exponent ${inWords(slope, 4)}`,
    };
  },
  variants: [
    {
      says: 'the whole weight change',
      spoil: (estimates) => ({ ...estimates, exponent: estimates.whole ?? NONE }),
    },
  ],
};

function conclude(parameters: Fig5Parameters, results: readonly (readonly Fig5Trial[])[]): Outcome {
  const trials = results.flat();
  const { conditions } = parameters;
  const variances = conditions.map(potentialVariance);
  const order = variances
    .map((_, c) => c)
    .sort((a, b) => (variances[a] as number) - (variances[b] as number));
  const averages = (places: readonly number[], read: (trial: Fig5Trial) => readonly number[]): number[] =>
    conditions.map((_, c) => meanOf(places.map((p) => read(trials[p] as Fig5Trial)[c] as number)));
  const slopeOver = (chosen: readonly number[], y: readonly number[]): number =>
    exponent(
      chosen.map((c) => variances[c] as number),
      chosen.map((c) => y[c] as number),
    );
  const byRate = order.filter((c) => conditions[c]?.rate !== 10);
  const byTime = order.filter((c) => conditions[c]?.rate === 10);
  const numbers = bootstrap(trials.length, parameters.seed, (places) => {
    const change = averages(places, (each) => each.change);
    const following = averages(places, (each) => each.following);
    const exact = averages(places, (each) => each.exact);
    const steps = order
      .slice(1)
      .map((c, k) => Math.log((change[c] as number) / (change[order[k] as number] as number)));
    return {
      exponent: slopeOver(order, change),
      low: slopeOver(byRate, change),
      high: slopeOver(byTime, change),
      homosynaptic: slopeOver(
        order,
        averages(places, (each) => each.homosynaptic),
      ),
      law: exponent(
        variances.map((each) => 1 + each),
        change,
      ),
      largestStep: Math.max(...steps),
      exact: meanOf(exact.map((each, c) => each / (change[c] as number))),
      following: meanOf(following.map((each, c) => each / (change[c] as number))),
    };
  });
  return {
    tables: tables(parameters, trials),
    estimates: {
      variance: {
        exponent: { ...numbers.exponent, says: 'exponent of the weight change against the USP variance' },
        low: { ...numbers.low, says: 'the same for 20 to 50 Hz at 20 ms (variance 0.33 to 0.83 mV^2)' },
        high: { ...numbers.high, says: 'the same for 1 to 20 ms at 10 Hz (variance 1.7 to 4.5 mV^2)' },
        law: { ...numbers.law, says: 'exponent against mean^2 + variance of the USP' },
        largestStep: {
          ...numbers.largestStep,
          says: 'largest change of log weight change from one variance to the next higher',
        },
        homosynaptic: { ...numbers.homosynaptic, says: 'exponent of the homosynaptic component' },
        exact: {
          ...numbers.exact,
          says: 'weight change with the exact Fisher matrix over that of the closed form',
        },
      },
      'fig5/homosynaptic': {
        exponent: {
          ...numbers.homosynaptic,
          says: 'exponent of the homosynaptic component against the USP variance',
        },
        whole: { ...numbers.exponent, says: 'exponent of the whole weight change' },
      },
    },
    disagreements: [
      {
        about: 'coefficients during the 5 s',
        article: 'functions of the current weights (Equations 107-109)',
        scripts: 'held at their initial values, as in Figures 4 and 7 (nothing is said for Figure 5)',
        effect: `with coefficients that follow the change is ${inWords(numbers.following, 5)} of that with held ones, on average over the conditions`,
      },
    ],
  };
}

function tables(parameters: Fig5Parameters, trials: readonly Fig5Trial[]): Table[] {
  const { conditions, seed, seconds, weight, dt } = parameters;
  const intervals = (read: (trial: Fig5Trial) => readonly number[]) =>
    conditions.map(
      (_, c) =>
        bootstrap(trials.length, seed, (places) => ({
          mean: meanOf(places.map((p) => read(trials[p] as Fig5Trial)[c] as number)),
        })).mean,
    );
  const [whole, own, exact] = [
    intervals((each) => each.change),
    intervals((each) => each.homosynaptic),
    intervals((each) => each.exact),
  ];
  const scenes = trials[0]?.scenes ?? [];
  const name = (condition: number): string => {
    const { rate, tauS } = conditions[condition] as Condition;
    return `${rate} Hz, ${Math.round(1000 * tauS)} ms`;
  };
  const potentials = scenes.flatMap((each) =>
    each.potential.map((x, k) => ({ each, x, time: (k + 1) * dt })),
  );
  const bins = scenes.flatMap((each) => each.histogram.map((share, b) => ({ each, share, x: b * BIN })));
  const weights = scenes.flatMap((each) =>
    [weight, ...each.weights].map((w, k) => ({ each, w, time: (seconds * k) / each.weights.length })),
  );
  return [
    {
      name: 'fig5-change',
      says: `one row a condition: mean change after ${seconds} s over ${trials.length} trials, 99 % intervals`,
      columns: [
        { name: 'rate', unit: 'Hz', values: conditions.map(({ rate }) => rate) },
        { name: 'tauS', unit: 's', values: conditions.map(({ tauS }) => tauS) },
        { name: 'variance', unit: 'mV^2', values: conditions.map(potentialVariance) },
        ...(
          [
            ['change', whole],
            ['homosynaptic', own],
            ['exact', exact],
          ] as const
        ).flatMap(([column, values]) => [
          { name: column, values: values.map(({ value }) => value) },
          { name: `${column}Low`, values: values.map(({ low }) => low) },
          { name: `${column}High`, values: values.map(({ high }) => high) },
        ]),
      ],
    },
    {
      name: 'fig5-potentials',
      says: 'one row a step of the first second of the first trial, three scenarios',
      columns: [
        { name: 'scenario', values: potentials.map(({ each }) => name(each.condition)) },
        { name: 'time', unit: 's', values: potentials.map(({ time }) => time) },
        { name: 'usp', unit: 'mV', values: potentials.map(({ x }) => x) },
      ],
    },
    {
      name: 'fig5-distribution',
      says: `one row a bin of ${BIN} mV: share of the first trial's steps; the last bin has all above it`,
      columns: [
        { name: 'scenario', values: bins.map(({ each }) => name(each.condition)) },
        { name: 'usp', unit: 'mV', values: bins.map(({ x }) => x) },
        { name: 'share', values: bins.map(({ share }) => share) },
      ],
    },
    {
      name: 'fig5-traces',
      says: 'one row a time of the first trial: weight in the three scenarios, coefficients held',
      columns: [
        { name: 'scenario', values: weights.map(({ each }) => name(each.condition)) },
        { name: 'time', unit: 's', values: weights.map(({ time }) => time) },
        { name: 'weight', values: weights.map(({ w }) => w) },
      ],
    },
  ];
}

export const fig5 = reproduction<Fig5Parameters, Fig5Task, Fig5Trial[]>({
  id: 'fig5',
  title: 'Weight change against the variance of the input',
  paperShows:
    'At the same mean USP, a synapse with more variable input (a lower rate, or a shorter synaptic time constant) changes less; the change is said to scale approximately inversely with the USP variance.',
  claims: [variance, homosynaptic],
  parameters,
  tasks: (parameters) =>
    Array.from({ length: Math.ceil(parameters.trials / IN_A_TASK) }, (_, k) => ({
      ...parameters,
      first: k * IN_A_TASK,
      count: Math.min(IN_A_TASK, parameters.trials - k * IN_A_TASK),
    })),
  run,
  conclude,
});
