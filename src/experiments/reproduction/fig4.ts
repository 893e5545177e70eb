/**
 * Figure 4: democratic plasticity. One synapse at ten distances from the soma, with the same somatic amplitude at the start.
 *
 * Attenuation alpha(d) = exp(-d/lambda), lambda = 200 um, 1/alpha = 1 ... 10 (caption and author response); V = alpha w_d x, w_d(0) = 0.05/alpha.
 * A trial gives the same spikes to all distances and rules; 5 s from rest, step 0.5 ms. The article prints no learning rate: 0.017, the
 * scripts'. e0 = 1 mV s (settings.ts). The rule multiplies by phi'/phi as Equation 13 has it.
 * Statistics as stated before the first run.
 */
import { exactFisherMatrix } from '../../numeric/fisher/exact.ts';
import { plainLearning } from '../../numeric/learning/plainLearning.ts';
import { kernelAt, paperKernel } from '../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import type { Table } from '../../table/table.ts';
import { type Episode, episode } from './fewSynapses/episode.ts';
import { bootstrap, exponent, inWords, meanOf, within } from './fewSynapses/intervals.ts';
import { learn } from './fewSynapses/learn.ts';
import {
  closedRule,
  equalInverse,
  euclideanRule,
  exactRule,
  type SynapticRule,
} from './fewSynapses/rules.ts';
import { type Choices, type FigureClaim, type Outcome, reproduction } from './reproduction.ts';

/** Electrotonic length, um (Williams & Stuart 2002, as the authors cite it). */
const LENGTH = 200;
const RULES = ['held', 'following', 'exact', 'euclidean'] as const;
type Rule = (typeof RULES)[number];
/** Distances whose traces and potentials are shown. */
const EXAMPLES = [3, 7] as const;
const TRACE_POINTS = 100;
/** The exact matrix of current weights is computed anew every so many steps (50 ms). */
const REFRESH = 100;

export interface Fig4Parameters {
  readonly seed: number;
  readonly trials: number;
  /** 1/alpha. */
  readonly attenuations: readonly number[];
  readonly somaticWeight: number;
  readonly rate: number;
  readonly teacherRate: number;
  readonly seconds: number;
  readonly dt: number;
  readonly learningRate: number;
  /** For Euclidean descent, which has other units: its somatic change at alpha = 1 is of the same size. */
  readonly euclideanRate: number;
}

interface Fig4Task extends Fig4Parameters {
  readonly first: number;
  readonly count: number;
}

interface Fig4Trial {
  /** Change of the dendritic weight, by rule and distance. */
  readonly dendritic: Readonly<Record<Rule, readonly number[]>>;
  /** Change of the somatic weight with the exact matrix of current weights, and with the score that has no beta; alpha = 1. */
  readonly exactFollowing: number;
  readonly withoutBeta: number;
  /** Somatic weight over time at alpha = 1/3 and 1/7 ('held'); first trial only. */
  readonly traces?: readonly (readonly number[])[];
}

const TRIALS = { test: 6, quick: 60, medium: 500, paper: 1000 } as const;
const IN_A_TASK = 20;

const parameters = ({ scale, seed }: Choices): Fig4Parameters => ({
  seed,
  trials: TRIALS[scale],
  attenuations: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  somaticWeight: 0.05,
  rate: 5,
  teacherRate: 20,
  seconds: scale === 'test' ? 1 : 5,
  dt: 5e-4,
  learningRate: 0.017,
  euclideanRate: 1e-4,
});

const transfer = { name: 'sigmoid', ...paperSigmoid } as const;

const neuronOf = ({ rate, somaticWeight }: Fig4Parameters): Neuron => ({
  rates: Float64Array.of(rate),
  weights: Float64Array.of(somaticWeight),
  kernel: paperKernel,
  transfer,
});

const stimulationOf = ({ rate, teacherRate, dt, seconds }: Fig4Parameters) => ({
  afferents: 1,
  rate,
  teacherRate,
  kernel: paperKernel,
  dt,
  seconds,
});

function rulesOf(task: Fig4Parameters): Readonly<Record<Rule, SynapticRule>> {
  const neuron = neuronOf(task);
  return {
    held: closedRule(neuron, task.rate, 'held'),
    following: closedRule(neuron, task.rate, 'following'),
    exact: exactRule(equalInverse(neuron)),
    euclidean: euclideanRule,
  };
}

function run(task: Fig4Task): Fig4Trial[] {
  const rules = rulesOf(task);
  return Array.from({ length: task.count }, (_, k) => trial(task, rules, task.first + k));
}

function trial(task: Fig4Task, rules: Readonly<Record<Rule, SynapticRule>>, number: number): Fig4Trial {
  const { seed, attenuations, somaticWeight, learningRate, euclideanRate } = task;
  const spikes = episode(stimulationOf(task), seed, number);
  const at = (rule: Rule, inverse: number, rate = learningRate, tracePoints = 0) =>
    learn(spikes, {
      rule: rules[rule],
      transfer,
      weight: somaticWeight,
      learningRate: rule === 'euclidean' ? euclideanRate : rate,
      attenuation: 1 / inverse,
      euclidean: rule === 'euclidean',
      tracePoints,
    });
  const dendritic = Object.fromEntries(
    RULES.map((rule) => [
      rule,
      attenuations.map((inverse) => (at(rule, inverse).weights[0] as number) - somaticWeight * inverse),
    ]),
  ) as Record<Rule, number[]>;
  const traces =
    number > 0
      ? {}
      : {
          traces: EXAMPLES.map((inverse) =>
            at('held', inverse, learningRate, TRACE_POINTS).trace.map(([weight]) => weight),
          ),
        };
  return {
    dendritic,
    exactFollowing: exactFollowing(task, spikes),
    withoutBeta: at('held', 1, learningRate / transfer.beta).change,
    ...traces,
  };
}

/** By the plain O(n) loop, which knows nothing of this folder's. */
function exactFollowing(task: Fig4Parameters, { chunk }: Episode): number {
  const { rates, weights, kernel } = neuronOf(task);
  const rule = { name: 'exact', learningRate: task.learningRate, refresh: REFRESH } as const;
  const run = plainLearning({
    rates,
    weights,
    teacher: weights,
    kernel,
    transfer,
    dt: task.dt,
    rules: [rule],
  });
  run.run(chunk);
  return (run.weights(0)[0] as number) - task.somaticWeight;
}

/** Largest |somatic change at d / that at the soma - 1| over the distances. */
function spread(dendritic: readonly number[], { attenuations }: Fig4Parameters): number {
  const [nearest = 1] = attenuations;
  const reference = (dendritic[0] as number) / nearest;
  return Math.max(
    ...dendritic.map((change, k) => Math.abs(change / (attenuations[k] as number) / reference - 1)),
  );
}

/** Rounding of 10^4 steps, with room: the changes are 10^-3 or larger, an error of one step 10^-17. */
const ROUNDING = 1e-9;

const democracy: FigureClaim = {
  id: 'democracy',
  says: 'for functionally equivalent synapses the change of the somatic amplitude is independent of the distance from the soma',
  statistic: `the largest relative difference between the somatic change at a distance and that at the soma, over ten distances and all trials, same spikes; linear attenuation as in Figure 4. Not random: no interval. Holds if at most ${ROUNDING} (rounding) with coefficients held at their initial values, with coefficients that follow the weights, and with the exact Fisher matrix; in a regime if for the first only. Euclidean descent is the control`,
  judge({ held, following, exact, euclidean, ratio, ratioFollowing }) {
    const small = [held, following, exact].map((each) => (each?.value ?? Infinity) <= ROUNDING);
    const numbers = `largest relative difference ${inWords(held ?? NONE, 2)} (coefficients held), ${inWords(following ?? NONE, 2)} (following), ${inWords(exact ?? NONE, 2)} (exact Fisher matrix); Euclidean descent ${inWords(euclidean ?? NONE, 2)}. The Jacobian cancels whatever the matrix is; the size of the change is another matter: with the exact matrix it is ${inWords(ratio ?? NONE)} of the closed form's (${inWords(ratioFollowing ?? NONE)} where both follow the weights)`;
    if (small.every(Boolean)) return { verdict: 'holds', because: numbers };
    return { verdict: small[0] ? 'holds in a regime' : 'does not hold', because: numbers };
  },
  variants: [
    {
      says: 'Euclidean descent in place of the natural gradient',
      spoil: (estimates) => ({ ...estimates, held: estimates.euclidean ?? NONE }),
    },
  ],
};

const dendriticChange: FigureClaim = {
  id: 'fig4/dendritic-change',
  says: 'the dendritic weight change is scaled up with distance by the inverse attenuation, so that the relative change does not depend on it (panel C)',
  statistic:
    'exponent of the mean dendritic change against 1/alpha, least squares on logarithms; bootstrap over trials, 99 %. Holds if the interval lies within 1 +- 0.001',
  judge({ exponent: slope = NONE, relative = NONE }) {
    const holds = within(slope, 0.999, 1.001);
    return {
      verdict: holds === undefined ? 'cannot tell' : holds ? 'holds' : 'does not hold',
      because: `exponent ${inWords(slope, 6)}; relative change ${inWords(relative)} at every distance`,
    };
  },
  variants: [
    {
      says: 'Euclidean descent, whose dendritic change falls with distance',
      spoil: (estimates) => ({ ...estimates, exponent: estimates.euclideanExponent ?? NONE }),
    },
  ],
};

const NONE = { value: Number.NaN, low: Number.NaN, high: Number.NaN, says: 'missing' };

function conclude(parameters: Fig4Parameters, results: readonly (readonly Fig4Trial[])[]): Outcome {
  const trials = results.flat();
  const { attenuations, somaticWeight, seed } = parameters;
  const [nearest = 1] = attenuations;
  const meanDendritic = (rule: Rule, places: readonly number[]): number[] =>
    attenuations.map((_, k) => meanOf(places.map((p) => trials[p]?.dendritic[rule][k] as number)));
  const somatic = (rule: Rule, places: readonly number[]): number =>
    (meanDendritic(rule, places)[0] as number) / nearest;
  const largest = (rule: Rule): number =>
    Math.max(...trials.map(({ dendritic }) => spread(dendritic[rule], parameters)));
  const certain = (value: number) => ({ value, low: value, high: value });
  const over = (places: readonly number[], read: (trial: Fig4Trial) => number): number =>
    meanOf(places.map((p) => read(trials[p] as Fig4Trial)));
  const numbers = bootstrap(trials.length, seed, (places) => ({
    exponent: exponent(attenuations, meanDendritic('held', places).map(Math.abs)),
    euclideanExponent: exponent(attenuations, meanDendritic('euclidean', places).map(Math.abs)),
    relative: somatic('held', places) / somaticWeight,
    ratio: somatic('exact', places) / somatic('held', places),
    following: somatic('following', places) / somatic('held', places),
    ratioFollowing: over(places, (each) => each.exactFollowing) / somatic('following', places),
    withoutBeta: over(places, (each) => each.withoutBeta) / somatic('held', places),
  }));
  const neuron = neuronOf(parameters);
  const information = exactFisherMatrix(neuron).apply(Float64Array.of(1))[0] as number;
  const spreadSays = 'largest relative difference of the somatic change between distances';
  return {
    tables: tables(parameters, trials),
    estimates: {
      democracy: {
        held: { ...certain(largest('held')), says: `${spreadSays}, coefficients held` },
        following: {
          ...certain(largest('following')),
          says: `${spreadSays}, coefficients follow the weights`,
        },
        exact: { ...certain(largest('exact')), says: `${spreadSays}, exact Fisher matrix` },
        euclidean: { ...certain(largest('euclidean')), says: `${spreadSays}, Euclidean descent` },
        ratio: {
          ...numbers.ratio,
          says: 'somatic change with the exact Fisher matrix over that of the closed form, both held',
        },
        ratioFollowing: {
          ...numbers.ratioFollowing,
          says: 'somatic change with the exact Fisher matrix over that of the closed form, both of the current weights',
        },
        information: {
          ...certain(information),
          unit: 'Hz mV^2',
          says: 'exact Fisher information of the somatic weight at the start',
        },
      },
      'fig4/dendritic-change': {
        exponent: { ...numbers.exponent, says: 'exponent of the dendritic change against 1/alpha' },
        euclideanExponent: { ...numbers.euclideanExponent, says: 'the same of Euclidean descent' },
        relative: { ...numbers.relative, says: 'change over initial weight' },
      },
    },
    disagreements: [
      {
        about: 'coefficients during the 5 s',
        article: 'gamma_s, gamma_u, gamma_w are functions of the current weights (Equations 107-109)',
        scripts: 'held at their initial values',
        effect: `the mean somatic change with coefficients that follow is ${inWords(numbers.following)} of that with held ones; independence of distance is exact in both`,
      },
      {
        about: "the score's factor phi'/phi",
        article:
          "phi'/phi = beta (1 - phi/phi_max) with beta = 0.3 (Equation 13); no learning rate is printed for this figure",
        scripts: '1 - phi/phi_max in the update of Figure 3; if here too, eta = 0.017 stands for 0.057',
        effect: `the somatic change becomes ${inWords(numbers.withoutBeta)} times as large; independence of distance is exact in both`,
      },
    ],
  };
}

function tables(parameters: Fig4Parameters, trials: readonly Fig4Trial[]): Table[] {
  const { attenuations, somaticWeight, learningRate, seconds } = parameters;
  const rows = RULES.flatMap((rule) =>
    attenuations.map((inverse, k) => {
      const changes = trials.map(({ dendritic }) => dendritic[rule][k] as number);
      const interval = bootstrap(trials.length, parameters.seed, (places) => ({
        mean: meanOf(places.map((p) => changes[p] as number)),
      })).mean;
      return { rule, inverse, interval, initial: somaticWeight * inverse };
    }),
  );
  const traces = trials[0]?.traces ?? [];
  const points = traces.flatMap((trace, e) =>
    [somaticWeight, ...trace].map((weight, k) => ({ e, weight, time: (seconds * k) / trace.length })),
  );
  const psps = traces.flatMap((trace, e) =>
    [
      { when: 'before', weight: somaticWeight },
      { when: 'after', weight: trace.at(-1) as number },
    ].flatMap(({ when, weight }) =>
      Array.from({ length: 61 }, (_, k) => ({ when, e, weight, time: k / 1000 })),
    ),
  );
  return [
    {
      name: 'fig4-potentials',
      says: 'one row a time after a spike: potential at the dendrite and at the soma before and after the first trial, coefficients held',
      columns: [
        { name: 'inverseAttenuation', values: psps.map(({ e }) => EXAMPLES[e] as number) },
        { name: 'when', values: psps.map(({ when }) => when) },
        { name: 'time', unit: 's', values: psps.map(({ time }) => time) },
        {
          name: 'dendritic',
          unit: 'mV',
          values: psps.map(
            ({ e, weight, time }) => weight * (EXAMPLES[e] as number) * kernelAt(time, paperKernel),
          ),
        },
        {
          name: 'somatic',
          unit: 'mV',
          values: psps.map(({ weight, time }) => weight * kernelAt(time, paperKernel)),
        },
      ],
    },
    {
      name: 'fig4-change',
      says: `one row a rule and distance: mean change after ${seconds} s over ${trials.length} trials, learning rate ${learningRate}, 99 % interval`,
      columns: [
        { name: 'rule', values: rows.map(({ rule }) => rule) },
        { name: 'distance', unit: 'um', values: rows.map(({ inverse }) => LENGTH * Math.log(inverse)) },
        { name: 'inverseAttenuation', values: rows.map(({ inverse }) => inverse) },
        { name: 'initialDendritic', values: rows.map(({ initial }) => initial) },
        { name: 'dendriticChange', values: rows.map(({ interval }) => interval.value) },
        { name: 'dendriticLow', values: rows.map(({ interval }) => interval.low) },
        { name: 'dendriticHigh', values: rows.map(({ interval }) => interval.high) },
        { name: 'relativeChange', values: rows.map(({ interval, initial }) => interval.value / initial) },
        { name: 'somaticChange', values: rows.map(({ interval, inverse }) => interval.value / inverse) },
      ],
    },
    {
      name: 'fig4-traces',
      says: 'one row a time of the first trial: weights of the two example synapses, coefficients held',
      columns: [
        { name: 'inverseAttenuation', values: points.map(({ e }) => EXAMPLES[e] as number) },
        { name: 'time', unit: 's', values: points.map(({ time }) => time) },
        { name: 'dendritic', values: points.map(({ e, weight }) => weight * (EXAMPLES[e] as number)) },
        { name: 'somatic', values: points.map(({ weight }) => weight) },
      ],
    },
  ];
}

export const fig4 = reproduction<Fig4Parameters, Fig4Task, Fig4Trial[]>({
  id: 'fig4',
  title: 'Democratic plasticity: weight change against the distance from the soma',
  paperShows:
    'A synapse at 5 Hz, paired with a teacher at 20 Hz, changes its dendritic weight in proportion to the attenuation it has to overcome; the somatic PSP changes by the same amount at every distance.',
  claims: [democracy, dendriticChange],
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
