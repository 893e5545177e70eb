/**
 * Figure 12C-F: learning curves of natural, Euclidean and approximated gradient in four input conditions; and how much c_u matters.
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 12C-F, Table 1, Methods. Learning rates as the choice of the source reads them
 * (learningCurves/conditions.ts): what the readings change is measured by fig3f for 10 and 50 Hz and by table1 for all conditions.
 * The rule with c_u = 1 has the learning rate of the one with c_u = 0.95.
 */
import {
  CONDITIONS,
  CRITERION,
  DIVERGENCE,
  type InputCondition,
  inWords,
  ruleAt,
} from './learningCurves/conditions.ts';
import {
  CONFIDENCE,
  halfWidth,
  meanCurve,
  meansLeavingOneOut,
  ratioEstimate,
  timeEstimate,
} from './learningCurves/convergence.ts';
import { type CurvesTask, type TrialCurves, trialCurves } from './learningCurves/curves.ts';
import { curvesTable } from './learningCurves/curvesTable.ts';
import { belowEverywhere, contraryAndOpen, picked } from './learningCurves/judging.ts';
import {
  type ConditionRun,
  type CurvesParameters,
  curvesTasks,
  type RunCurves,
  runCurves,
  type Student,
} from './learningCurves/runs.ts';
import {
  type Choices,
  type Disagreement,
  type Estimate,
  type Estimates,
  type Judgement,
  reproduction,
  type Source,
} from './reproduction.ts';
import { estimateOf, withInterval } from './statistics/estimate.ts';

interface Parameters extends CurvesParameters {
  readonly source: Source;
}

const SIZES = {
  test: { trials: 3, intervals: 60, measureEvery: 20 },
  quick: { trials: 6, intervals: 8000, measureEvery: 50 },
  medium: { trials: 60, intervals: 8000, measureEvery: 50 },
  paper: { trials: 1000, intervals: 8000, measureEvery: 100 },
} as const;

/** Enough where Euclidean gradient converges sooner, at the quick size. */
const SHORTER = { ids: ['10-30', '20-20'], intervals: 6000 };

/** 'Much closer': at most this share of the distance. */
const MUCH = 0.5;
/** 'In between' allows the approximated rule to be this much faster than the natural one, as rules that are alike may be. */
const ALIKE = 0.95;
/** Names of the ratios that say whether the approximated rule is in between. */
const BETWEEN = / (approximated\/euclidean|natural\/approximated)$/;
const UNBIASED = 'approximated, c_u = 1';
const OTHER_RATE = "approximated, other source's rate";

function studentsOf(condition: InputCondition, source: Source): Student[] {
  const approximated = ruleAt(condition, 'approximated', source);
  const other = source === 'article' ? 5.5e-4 / 4.5e-4 : 4.5e-4 / 5.5e-4;
  return [
    { label: 'natural', rule: ruleAt(condition, 'natural', source) },
    { label: 'approximated', rule: approximated },
    { label: UNBIASED, rule: ruleAt(condition, 'approximated', source, { cu: 1 }) },
    { label: 'local', rule: ruleAt(condition, 'local', source) },
    { label: 'euclidean', rule: ruleAt(condition, 'euclidean', source) },
    ...(condition.id === '10-50'
      ? [{ label: OTHER_RATE, rule: ruleAt(condition, 'approximated', source, { factor: other }) }]
      : []),
  ];
}

function parameters({ scale, source, seed }: Choices): Parameters {
  const runs = CONDITIONS.map(
    (condition): ConditionRun => ({
      condition,
      students: studentsOf(condition, source),
      ...SIZES[scale],
      ...(scale === 'quick' && SHORTER.ids.includes(condition.id) && { intervals: SHORTER.intervals }),
    }),
  );
  return { seed, source, runs };
}

const TO_CRITERION = `T until the mean rate error over trials is ${CRITERION} Hz`;

function convergenceOf(curves: RunCurves): Estimates {
  const { condition, students } = curves.run;
  const at = (label: string) => curves.convergence(label, 'rateError', CRITERION);
  const ratio = (one: string, other: string) => [
    `${condition.id} ${one}/${other}`,
    ratioEstimate(at(one), at(other), `${inWords(condition)}: T of ${one} over T of ${other}`),
  ];
  return Object.fromEntries([
    ratio('natural', 'euclidean'),
    ratio('approximated', 'euclidean'),
    ratio('natural', 'approximated'),
    ratio('local', 'euclidean'),
    ratio('natural', 'local'),
    [
      `${condition.id} natural/euclidean, D_KL`,
      ratioEstimate(
        curves.convergence('natural', 'divergence', DIVERGENCE),
        curves.convergence('euclidean', 'divergence', DIVERGENCE),
        `${inWords(condition)}: the same ratio of times until the mean D_KL is ${DIVERGENCE}, the criterion of Figure 9D`,
      ),
    ],
    ...students.map(({ label }) => [
      `${condition.id} time ${label}`,
      timeEstimate(at(label), `${inWords(condition)}: ${TO_CRITERION}, ${label}`),
    ]),
  ]) as Estimates;
}

/** Mean over time of |log(error/error of natural)|, both errors the mean over trials. */
function distanceFromNatural(mean: readonly number[], natural: readonly number[]): number {
  const later = mean.slice(1);
  return (
    later.reduce((sum, value, t) => sum + Math.abs(Math.log(value / (natural[t + 1] as number))), 0) /
    later.length
  );
}

function closenessOf(curves: RunCurves): Estimates {
  const { condition } = curves.run;
  const label = inWords(condition);
  const errors = (name: string) => curves.of(name, 'rateError');
  const [natural, with95, with1] = [errors('natural'), errors('approximated'), errors(UNBIASED)];
  const logRatio = (near: readonly number[], far: readonly number[], from: readonly number[]): number =>
    Math.log(distanceFromNatural(near, from) / distanceFromNatural(far, from));
  const value = logRatio(meanCurve(with95), meanCurve(with1), meanCurve(natural));
  const [near, far, from] = [with95, with1, natural].map(meansLeavingOneOut) as [
    number[][],
    number[][],
    number[][],
  ];
  const half = halfWidth(near.map((each, k) => logRatio(each, far[k] as number[], from[k] as number[])));
  const distance = (mean: readonly number[], name: string): Estimate => {
    const value = distanceFromNatural(mean, meanCurve(natural));
    return {
      value,
      low: value,
      high: value,
      says: `${label}: mean over time of |log(rate error/that of natural)|, ${name}; no interval`,
    };
  };
  const at = (name: string) => curves.convergence(name, 'rateError', CRITERION);
  return {
    [`${condition.id} distances`]: {
      value: Math.exp(value),
      low: Math.exp(value - half),
      high: Math.exp(value + half),
      says: `${label}: distance of the curve with c_u = 0.95 from natural gradient over that with c_u = 1`,
    },
    [`${condition.id} distance, c_u = 0.95`]: distance(meanCurve(with95), 'c_u = 0.95'),
    [`${condition.id} distance, c_u = 1`]: distance(meanCurve(with1), 'c_u = 1'),
    [`${condition.id} times`]: ratioEstimate(
      at('approximated'),
      at(UNBIASED),
      `${label}: T with c_u = 0.95 over T with c_u = 1`,
    ),
  };
}

const inAll = (estimates: Estimates, names: (id: string) => string[]) =>
  CONDITIONS.map((condition) => ({
    where: inWords(condition),
    below: names(condition.id).map((name) => estimateOf(estimates, name)),
  }));

const faster = (estimates: Estimates): Judgement =>
  belowEverywhere(
    inAll(estimates, (id) => [`${id} natural/euclidean`]),
    1,
    { holds: 'natural over Euclidean', fails: 'natural over Euclidean is above 1' },
  );

const between = (estimates: Estimates): Judgement =>
  belowEverywhere(
    CONDITIONS.map((condition) => ({
      where: inWords(condition),
      below: [
        estimateOf(estimates, `${condition.id} approximated/euclidean`),
        scaled(estimateOf(estimates, `${condition.id} natural/approximated`), ALIKE),
      ],
    })),
    1,
    {
      holds: `approximated over Euclidean, ${ALIKE} natural over approximated`,
      fails: 'not between (the same two ratios)',
    },
  );

const muchCloser = (estimates: Estimates): Judgement =>
  belowEverywhere(
    inAll(estimates, (id) => [`${id} distances`]),
    MUCH,
    { holds: 'ratio of the distances', fails: 'not much closer, ratio of the distances' },
  );

function disagreements(all: Estimates, source: Source): Disagreement[] {
  const of = (name: string) => withInterval(estimateOf(all, name));
  return [
    {
      about: 'learning rate of the approximated rule at 10 and 50 Hz',
      article: '4.5e-4 (Table 1)',
      scripts: '5.5e-4',
      effect: `time to ${CRITERION} Hz with the rate of the ${source}: ${of('10-50 time approximated')} s; with the other, all else the same: ${of(`10-50 time ${OTHER_RATE}`)} s.`,
    },
    {
      about: 'beta = 0.3 in the score, and so the unit of the learning rates of Table 1',
      article: "phi'/phi (Equations 10, 13), with beta",
      scripts: "1 - phi/phi_max for phi'/phi, without beta",
      effect: `this run reads Table 1 as the ${source} does; natural over Euclidean at 10 and 50 Hz is ${of('10-50 natural/euclidean')}. Both readings on the same spikes: fig3f (10 and 50 Hz) and table1 (all conditions).`,
    },
  ];
}

export const fig12cf = reproduction<Parameters, CurvesTask, TrialCurves>({
  id: 'fig12cf',
  title: 'Learning curves of natural, approximated and Euclidean gradient in four input conditions',
  paperShows:
    'Learning curves for 100 afferents, two groups at 10 and 30, 10 and 50, 20 and 20, 20 and 40 Hz: natural gradient is the fastest, Euclidean gradient the slowest, and the approximated rule (c_u = 0.95, c_w = 0.05) lies between.',
  claims: [
    {
      id: 'faster',
      says: 'with the learning rates of Table 1 natural gradient reaches a rate error of 0.8 Hz sooner than Euclidean gradient in every input condition',
      statistic: `${TO_CRITERION}: the ratio natural over Euclidean in each of the four conditions; holds if all 99 % intervals are below 1, fails in conditions where one is above`,
      judge: faster,
      variants: contraryAndOpen(faster, 1),
    },
    {
      id: 'fig12cf/between',
      says: 'the performance of the approximation lies between those of natural and Euclidean gradient',
      statistic: `${TO_CRITERION}: approximated over Euclidean is below 1, and natural over approximated below 1/${ALIKE} (no more than 5 % slower: rules that are alike may change places); 99 % intervals, in each of the four conditions`,
      judge: between,
      variants: contraryAndOpen(between, 1),
    },
    {
      id: 'cu-095',
      says: 'c_u = 0.95 gives learning much closer to natural gradient than c_u = 1',
      statistic: `distance of learning curves, the mean over measured times of |log(mean rate error/that of natural gradient)|: with c_u = 0.95 at most ${MUCH} of that with c_u = 1 ("much closer"); ${100 * CONFIDENCE} % intervals of the ratio, in each of the four conditions`,
      judge: muchCloser,
      variants: contraryAndOpen(muchCloser, MUCH),
    },
  ],
  parameters,
  tasks: curvesTasks,
  run: trialCurves,
  conclude(given, results) {
    const runs = runCurves(given, results);
    const all = Object.assign({}, ...runs.map(convergenceOf)) as Estimates;
    return {
      tables: [curvesTable('curves', runs)],
      estimates: {
        faster: { ...picked(all, / natural\/euclidean$/), ...all },
        'fig12cf/between': picked(all, BETWEEN),
        'cu-095': Object.assign({}, ...runs.map(closenessOf)) as Estimates,
      },
      disagreements: disagreements(all, given.source),
    };
  },
});

const scaled = (estimate: Estimate, factor: number): Estimate => ({
  ...estimate,
  value: factor * estimate.value,
  low: factor * estimate.low,
  high: factor * estimate.high,
});
