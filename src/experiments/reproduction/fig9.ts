/**
 * Figure 9: learning curves of Figure 3F by other measures, and how robust convergence is against the learning rate.
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 9 and Methods. All panels are of one run: natural and Euclidean gradient at 10
 * and 50 Hz with multiples of their learning rates from 0.5 to 2, on the same spikes; A-C are the multiple 1.
 *
 * The statistic on weights first asked for measurements at which Euclidean gradient is the nearer one: there is none, but the paper's
 * sentence does not say which rule it is, and the order of the two may be either now.
 */

import { studentQuantile } from '../../numeric/studentQuantile.ts';
import type { Table } from '../../table/table.ts';
import { DIVERGENCE, FIGURE_3, ruleAt } from './learningCurves/conditions.ts';
import { CONFIDENCE, ratioEstimate, timeEstimate } from './learningCurves/convergence.ts';
import { type CurvesTask, type TrialCurves, trialCurves } from './learningCurves/curves.ts';
import { curvesTable } from './learningCurves/curvesTable.ts';
import { belowEverywhere, contraryAndOpen } from './learningCurves/judging.ts';
import { type CurvesParameters, curvesTasks, type RunCurves, runCurves } from './learningCurves/runs.ts';
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
  /** Of the learning rates. */
  readonly factors: readonly number[];
}

const RULES = ['natural', 'euclidean'] as const;

const SIZES = {
  test: { trials: 3, intervals: 60, measureEvery: 20, factors: [0.5, 1, 2] },
  quick: { trials: 5, intervals: 8000, measureEvery: 100, factors: [0.5, 1, 2] },
  medium: { trials: 40, intervals: 8000, measureEvery: 100, factors: [0.5, 0.7, 1, 1.4, 2] },
  paper: {
    trials: 1000,
    intervals: 8000,
    measureEvery: 100,
    factors: [0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.4, 1.7, 2],
  },
} as const;

const labelOf = (rule: string, factor: number): string => `${rule} x ${factor}`;

function parameters({ scale, source, seed }: Choices): Parameters {
  const { factors, ...size } = SIZES[scale];
  const students = RULES.flatMap((name) =>
    factors.map((factor) => ({
      label: labelOf(name, factor),
      rule: ruleAt(FIGURE_3, name, source, { factor }),
    })),
  );
  return { seed, source, factors, runs: [{ condition: FIGURE_3, students, ...size }] };
}

const TO_DIVERGENCE = `T until the mean D_KL over trials is ${DIVERGENCE}`;

function robustness(curves: RunCurves, factors: readonly number[]): Estimates {
  const at = (rule: string, factor: number) =>
    curves.convergence(labelOf(rule, factor), 'divergence', DIVERGENCE);
  const times = RULES.flatMap((rule) =>
    factors.map((factor) => [
      `time ${labelOf(rule, factor)}`,
      timeEstimate(at(rule, factor), `${TO_DIVERGENCE}, ${rule}, ${factor} times its learning rate`),
    ]),
  );
  const ratios = factors.map((factor) => [
    `natural/euclidean x ${factor}`,
    ratioEstimate(
      at('natural', factor),
      at('euclidean', factor),
      `T of natural over T of Euclidean, both with ${factor} times their learning rates`,
    ),
  ]);
  return Object.fromEntries([...ratios, ...times]) as Estimates;
}

const MULTIPLES = /^natural\/euclidean x (.*)$/;

const robust = (estimates: Estimates): Judgement =>
  belowEverywhere(
    Object.entries(estimates).flatMap(([name, estimate]) => {
      const factor = MULTIPLES.exec(name)?.[1];
      return factor === undefined ? [] : [{ where: `${factor} times`, below: [estimate] }];
    }),
    1,
    { holds: 'natural over Euclidean', fails: 'natural over Euclidean is above 1' },
  );

/** Of the measurements of a trial, at how many the rule that is nearer to the teacher in weights is further by the other error. */
function nearerButWorse(curves: RunCurves, error: 'divergence' | 'rateError', says: string): Estimate {
  const of = (rule: string, name: 'divergence' | 'rateError' | 'weightDistance') =>
    curves.of(labelOf(rule, 1), name);
  const differences = (name: 'divergence' | 'rateError' | 'weightDistance', k: number, t: number): number =>
    (of('natural', name)[k]?.[t] as number) - (of('euclidean', name)[k]?.[t] as number);
  const shares = of('natural', error).map((trial, k) => {
    const found = trial.filter(
      (_, t) => t > 0 && differences('weightDistance', k, t) * differences(error, k, t) < 0,
    );
    return found.length / (trial.length - 1);
  });
  return meanEstimate(shares, says);
}

function meanEstimate(values: readonly number[], says: string): Estimate {
  const count = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / count;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const half = studentQuantile((1 + CONFIDENCE) / 2, count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { value, low: value - half, high: value + half, says };
}

function notImplied(estimates: Estimates): Judgement {
  const both = ['divergence', 'rate error'].map((name) => estimateOf(estimates, name));
  const because = `share of measurements at which the rule that is nearer to the teacher in weights is further in D_KL, in rate: ${both.map(withInterval).join(', ')}.`;
  if (both.every(({ low }) => low > 0)) return { verdict: 'holds', because };
  return { verdict: both.some(({ high }) => high <= 0) ? 'does not hold' : 'cannot tell', because };
}

const shares = (estimates: Estimates, low: number, high: number): Estimates =>
  Object.fromEntries(Object.entries(estimates).map(([name, each]) => [name, { ...each, low, high }]));

/** One row a rule and multiple of the learning rate. */
function robustnessTable(curves: RunCurves, factors: readonly number[]): Table {
  const rows = RULES.flatMap((rule) =>
    factors.map((factor) => {
      const found = curves.convergence(labelOf(rule, factor), 'divergence', DIVERGENCE);
      return { rule, factor, found, estimate: timeEstimate(found, '') };
    }),
  );
  const end = curves.times.at(-1) as number;
  return {
    name: 'robustness',
    says: `one row a rule and multiple of its learning rate: time until the mean D_KL is first ${DIVERGENCE}, with its 99 % interval; reached = 0 where that is not within the run`,
    columns: [
      { name: 'rule', values: rows.map(({ rule }) => rule) },
      { name: 'factor', values: rows.map(({ factor }) => factor) },
      { name: 'time', unit: 's', values: rows.map(({ found }) => found.time) },
      { name: 'low', unit: 's', values: rows.map(({ estimate }) => estimate.low) },
      { name: 'high', unit: 's', values: rows.map(({ estimate }) => Math.min(estimate.high, 10 * end)) },
      { name: 'reached', values: rows.map(({ found }) => (found.reached ? 1 : 0)) },
    ],
  };
}

/** Curves of the learning rates themselves, for panels A-C. */
function unchanged(curves: RunCurves): RunCurves {
  const students = curves.run.students.filter(({ label }) => label.endsWith(' x 1'));
  return { ...curves, run: { ...curves.run, students } };
}

function disagreement(estimates: Estimates, { source }: Parameters): Disagreement {
  const slow = withInterval(estimateOf(estimates, 'time natural x 0.5'));
  const fast = withInterval(estimateOf(estimates, 'time natural x 2'));
  return {
    about: 'beta = 0.3 in the score, and so the unit of the learning rates of Table 1',
    article: "phi'/phi (Equations 10, 13), with beta",
    scripts: "1 - phi/phi_max for phi'/phi, without beta: 3.33 times larger in the article's unit",
    effect: `this run reads them as the ${source}; by half and twice that, natural gradient takes ${slow} s and ${fast} s. The two readings on the same spikes: fig3f.`,
  };
}

export const fig9 = reproduction<Parameters, CurvesTask, TrialCurves>({
  id: 'fig9',
  title: 'Convergence by other measures, and against the learning rate',
  paperShows:
    'For 100 afferents at 10 and 50 Hz: (A) mean, smallest and largest D_KL over trials, (B) distance of the weights from the teacher, (C) distance of the rates, (D) time until D_KL first reaches 5e-5 with 0.5 to 2 times the learning rates. Convergence is robust; a smaller distance in weights implies neither a smaller D_KL nor a smaller distance in rates.',
  claims: [
    {
      id: 'fig9/robust',
      says: 'natural gradient converges faster than Euclidean gradient, robustly for 0.5 to 2 times the learning rates',
      statistic: `${TO_DIVERGENCE}: the ratio natural over Euclidean for every multiple of the learning rates of Table 1, the same for both; holds if all 99 % intervals are below 1, fails for multiples where one is above`,
      judge: robust,
      variants: contraryAndOpen(robust, 1),
    },
    {
      id: 'fig9/weights',
      says: 'a smaller distance in weights does not imply a smaller D_KL, nor a smaller distance in firing rates',
      statistic:
        'the share of measurements (mean over trials) at which, of natural and Euclidean gradient, the one that is nearer to the teacher in weights has the larger D_KL, or the larger rate error; holds if both 99 % intervals are above 0, does not if one is 0 throughout',
      judge: notImplied,
      variants: [
        {
          says: 'where the claim holds there is no such measurement, where it does not every tenth is one',
          spoil: (estimates) =>
            notImplied(estimates).verdict === 'holds' ? shares(estimates, 0, 0) : shares(estimates, 0.1, 0.1),
        },
        { says: 'too few trials to tell', spoil: (estimates) => shares(estimates, -1, 1) },
      ],
    },
  ],
  parameters,
  tasks: curvesTasks,
  run: trialCurves,
  conclude(given, results) {
    const [curves] = runCurves(given, results);
    if (curves === undefined) throw new RangeError('Figure 9: no run (expected one)');
    const estimates = robustness(curves, given.factors);
    return {
      tables: [curvesTable('curves', [unchanged(curves)]), robustnessTable(curves, given.factors)],
      estimates: {
        'fig9/robust': estimates,
        'fig9/weights': {
          divergence: nearerButWorse(curves, 'divergence', 'share nearer in weights, further in D_KL'),
          'rate error': nearerButWorse(curves, 'rateError', 'share nearer in weights, further in rate'),
        },
      },
      disagreements: [disagreement(estimates, given)],
    };
  },
});
