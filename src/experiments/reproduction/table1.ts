/**
 * Table 1: are its learning rates the fastest, is natural gradient faster with learning rates tuned here, and is there a condition in which
 * it is not?
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Table 1 and Methods. Criterion of tuning, the paper's: the learning rate with the
 * fastest convergence of the mean over trials to a rate error of 0.8 Hz. Rates are tried on a ladder whose steps are the fourth root of
 * 1/beta, from the printed rate on, so that both readings of the table are on it (learningCurves/conditions.ts); the fastest over the tuning
 * trials is the tuned one, or the one with the smallest error at their end where none gets there; all times and ratios are those of other trials. The search: noProof/.
 */
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import type { Table } from '../../table/table.ts';
import {
  CONDITIONS,
  CRITERION,
  type InputCondition,
  inWords,
  learningRate,
  ruleAt,
  type TunedRule,
} from './learningCurves/conditions.ts';
import {
  convergence,
  firstBelow,
  meanCurve,
  ratioEstimate,
  timeEstimate,
} from './learningCurves/convergence.ts';
import { type CurvesTask, type TrialCurves, timesOf, trialCurves } from './learningCurves/curves.ts';
import { belowEverywhere, contraryAndOpen, picked } from './learningCurves/judging.ts';
import { type ConditionRun, curvesTasks, type Student } from './learningCurves/runs.ts';
import { noProofEstimates, noProofJudgement, noProofVariants, searchTable } from './noProof/conclusion.ts';
import type { ContestSize } from './noProof/contest.ts';
import { KNOWN_CONDITION, type Searched, searchedCondition, searchedDraw } from './noProof/search.ts';
import {
  type Choices,
  type Disagreement,
  type Estimates,
  type Judgement,
  reproduction,
  type Source,
} from './reproduction.ts';
import { estimateOf, withInterval } from './statistics/estimate.ts';

interface Parameters {
  readonly seed: number;
  readonly source: Source;
  readonly runs: readonly ConditionRun[];
  /** The first so many trials of a condition tune, the others judge. */
  readonly tuning: number;
  readonly search: ContestSize & { readonly draws: number; readonly simplify: boolean };
}

type Task =
  | { readonly kind: 'curves'; readonly curves: CurvesTask }
  | {
      readonly kind: 'draw';
      readonly draw: number;
      readonly seed: number;
      readonly size: ContestSize;
      readonly simplify: boolean;
    }
  | { readonly kind: 'known'; readonly seed: number; readonly size: ContestSize };

type Result = TrialCurves | Searched;

interface Size {
  readonly conditions: readonly string[];
  readonly rules: readonly TunedRule[];
  /** Steps of the ladder from the printed rates. */
  readonly steps: readonly number[];
  readonly tuning: number;
  readonly judging: number;
  readonly intervals: number;
  readonly measureEvery: number;
  readonly search: Parameters['search'];
}

const SEARCH: ContestSize = { intervals: 150, measureEvery: 1, tuning: 8, judging: 32 };
const SIZES: Readonly<Record<Choices['scale'], Size>> = {
  test: {
    conditions: ['20-20'],
    rules: ['natural', 'euclidean'],
    steps: [0, 4],
    tuning: 2,
    judging: 3,
    intervals: 60,
    measureEvery: 20,
    search: { intervals: 20, measureEvery: 5, tuning: 2, judging: 3, draws: 1, simplify: false },
  },
  quick: {
    conditions: ['10-50', '20-20'],
    rules: ['natural', 'approximated', 'euclidean'],
    steps: [0, 2, 3, 4, 5],
    tuning: 3,
    judging: 5,
    intervals: 2600,
    measureEvery: 50,
    search: { ...SEARCH, draws: 2, simplify: false },
  },
  medium: {
    conditions: CONDITIONS.map(({ id }) => id),
    rules: ['natural', 'approximated', 'euclidean'],
    steps: [0, 1, 2, 3, 4, 5],
    tuning: 8,
    judging: 16,
    intervals: 4000,
    measureEvery: 50,
    search: { ...SEARCH, draws: 6, simplify: false },
  },
  paper: {
    conditions: CONDITIONS.map(({ id }) => id),
    rules: ['natural', 'approximated', 'local', 'euclidean'],
    steps: [-1, 0, 1, 2, 3, 4, 5, 6, 7],
    tuning: 60,
    judging: 140,
    intervals: 8000,
    measureEvery: 50,
    search: { ...SEARCH, intervals: 600, measureEvery: 2, draws: 200, simplify: true },
  },
};

const stepFactor = (step: number): number => paperSigmoid.beta ** (-step / 4);

function parameters({ scale, source, seed }: Choices): Parameters {
  const { conditions, rules, steps, tuning, judging, intervals, measureEvery, search } = SIZES[scale];
  const runs = CONDITIONS.filter(({ id }) => conditions.includes(id)).map((condition) => ({
    condition,
    students: rules.flatMap((rule) => ladder(condition, rule, steps)),
    trials: tuning + judging,
    intervals,
    measureEvery,
  }));
  return { seed, source, runs, tuning, search };
}

/** The printed rate and its multiples; the scripts' own where they have another. */
function ladder(condition: InputCondition, rule: TunedRule, steps: readonly number[]): Student[] {
  const printed = learningRate(condition, rule, 'article');
  const scripts = learningRate(condition, rule, 'scripts');
  const factors = steps.map(stepFactor);
  const all = factors.some((factor) => isAlike(factor * printed, scripts))
    ? factors
    : [...factors, scripts / printed];
  return all.map((factor) => ({
    label: rule,
    rule: ruleAt(condition, rule, 'article', { factor }),
  }));
}

const isAlike = (one: number, other: number): boolean => Math.abs(one / other - 1) < 1e-9;

function tasks(given: Parameters): Task[] {
  const { seed, search } = given;
  const { draws, simplify, ...size } = search;
  return [
    ...curvesTasks(given).map((curves): Task => ({ kind: 'curves', curves })),
    { kind: 'known', seed, size },
    ...Array.from({ length: draws }, (_, draw): Task => ({ kind: 'draw', draw, seed, size, simplify })),
  ];
}

function run(task: Task): Promise<Result> {
  switch (task.kind) {
    case 'curves':
      return trialCurves(task.curves);
    case 'known':
      return searchedCondition(KNOWN_CONDITION, task.seed, task.size);
    case 'draw':
      return searchedDraw(task.seed, task.draw, task.size, task.simplify);
  }
}

/** A learning rate of a rule in a condition, with its times. */
interface Rung {
  readonly condition: InputCondition;
  readonly rule: TunedRule;
  readonly rate: number;
  /** Over the tuning trials; the run's length where it is not reached. */
  readonly tuningTime: number;
  /** Mean rate error at the end of the tuning trials, Hz: it decides where no rate gets to the criterion. */
  readonly tuningEnd: number;
  readonly judged: ReturnType<typeof convergence>;
}

function rungsOf({ runs, tuning }: Parameters, results: readonly TrialCurves[]): Rung[] {
  let first = 0;
  return runs.flatMap((each) => {
    const own = results.slice(first, first + each.trials);
    first += each.trials;
    const times = timesOf(each);
    return each.students.map(({ rule }, r): Rung => {
      const errors = own.map((trial) => trial.rateError[r] as readonly number[]);
      const mean = meanCurve(errors.slice(0, tuning));
      return {
        condition: each.condition,
        rule: rule.name as TunedRule,
        rate: rule.learningRate,
        tuningTime: firstBelow(mean, times, CRITERION) ?? each.intervals,
        tuningEnd: mean.at(-1) as number,
        judged: convergence(errors.slice(tuning), times, CRITERION),
      };
    });
  });
}

/** The rungs of one rule in one condition: all, the tuned one, and Table 1's by both readings. */
interface Ladder {
  readonly rungs: readonly Rung[];
  readonly tuned: Rung;
  readonly by: Readonly<Record<Source, Rung>>;
}

function ladderOf(all: readonly Rung[], condition: InputCondition, rule: TunedRule): Ladder {
  const rungs = all.filter((rung) => rung.condition.id === condition.id && rung.rule === rule);
  const at = (source: Source): Rung => {
    const rate = learningRate(condition, rule, source);
    const found = rungs.find((rung) => isAlike(rung.rate, rate));
    if (found === undefined)
      throw new RangeError(`Table 1: no curve at ${rate} (expected one on the ladder)`);
    return found;
  };
  const tuned = [...rungs].sort((a, b) => a.tuningTime - b.tuningTime || a.tuningEnd - b.tuningEnd)[0];
  if (tuned === undefined) throw new RangeError(`Table 1: no curve of ${rule} (expected a ladder)`);
  return { rungs, tuned, by: { article: at('article'), scripts: at('scripts') } };
}

/** All learning rates that are not significantly slower than the tuned one are the interval of the tuned one. */
function tunedEstimates({ runs }: Parameters, all: readonly Rung[]): Estimates {
  const entries = runs.flatMap(({ condition, students }) => {
    const rules = [...new Set(students.map(({ rule }) => rule.name as TunedRule))];
    const { id } = condition;
    const where = inWords(condition);
    const ladders = new Map(rules.map((rule) => [rule, ladderOf(all, condition, rule)] as const));
    const natural = ladders.get('natural') as Ladder;
    return [...ladders].flatMap(([rule, { rungs, tuned, by }]) => {
      const ratio = (rung: Rung, says: string) =>
        ratioEstimate(rung.judged, tuned.judged, `${where}, ${rule}: ${says}`);
      const alike = rungs
        .filter((rung) => rung === tuned || ratio(rung, '').low <= 1)
        .map(({ rate }) => rate);
      return [
        [
          `${id} ${rule} tuned rate`,
          {
            value: tuned.rate,
            low: Math.min(...alike),
            high: Math.max(...alike),
            unit: rule === 'euclidean' ? 'mV^-2' : 's^-1',
            says: `${where}, ${rule}: learning rate with the fastest convergence, and the range of those that are not significantly slower`,
          },
        ],
        [`${id} ${rule} tuned time`, timeEstimate(tuned.judged, `${where}, ${rule}: T with the tuned rate`)],
        [
          `${id} ${rule} article/tuned`,
          ratio(by.article, 'T with the printed rate over T with the tuned one'),
        ],
        [
          `${id} ${rule} scripts/tuned`,
          ratio(by.scripts, 'T with the rate of the scripts over T with the tuned one'),
        ],
        ...(rule === 'natural'
          ? []
          : [
              [
                `${id} natural/${rule} tuned`,
                ratioEstimate(
                  natural.tuned.judged,
                  tuned.judged,
                  `${where}: T of natural over T of ${rule}, both tuned`,
                ),
              ],
              [
                `${id} natural/${rule} scripts`,
                ratioEstimate(
                  natural.by.scripts.judged,
                  by.scripts.judged,
                  `${where}: T of natural over T of ${rule}, rates as the scripts have them`,
                ),
              ],
            ]),
      ];
    });
  });
  return Object.fromEntries(entries) as Estimates;
}

/** 'Fastest possible': no more than this much slower than the tuned rate; a step of the ladder is 35 %. */
const FASTEST = 1.1;

const readAs =
  (source: Source) =>
  (estimates: Estimates): Judgement =>
    belowEverywhere(matching(estimates, new RegExp(`^(.*) (.*) ${source}/tuned$`)), FASTEST, {
      holds: 'T with the rate of the table over T with the tuned one',
      fails: 'slower than the tuned rate by',
    });

/** By the reading that the run has; where that fails, the other reading may be the regime in which it holds. */
function fastest(estimates: Estimates): Judgement {
  const [article, scripts] = [readAs('article')(estimates), readAs('scripts')(estimates)];
  const because = `Rates as printed, in the article's unit: ${article.because} Rates in the scripts' unit: ${scripts.because}`;
  if (article.verdict === 'holds') return { verdict: 'holds', because };
  const regime = scripts.verdict === 'holds' || scripts.verdict === 'holds in a regime';
  if (article.verdict === 'does not hold' && regime) return { verdict: 'holds in a regime', because };
  return { verdict: article.verdict, because };
}

const fasterTuned = (estimates: Estimates): Judgement =>
  belowEverywhere(matching(estimates, /^(.*) (natural)\/euclidean tuned$/), 1, {
    holds: 'natural over Euclidean',
    fails: 'natural over Euclidean is above 1',
  });

const matching = (estimates: Estimates, pattern: RegExp) =>
  Object.entries(estimates).flatMap(([name, estimate]) => {
    const [, id = '', rule = ''] = pattern.exec(name) ?? [];
    return id === '' ? [] : [{ where: `${id.replace('-', ' and ')} Hz, ${rule}`, below: [estimate] }];
  });

function rungsTable(all: readonly Rung[], runs: readonly ConditionRun[]): Table {
  const ladders = all.map(({ condition, rule }) => ladderOf(all, condition, rule));
  const estimates = all.map(({ judged }) => timeEstimate(judged, ''));
  const most = 10 * Math.max(...runs.map(({ intervals }) => intervals));
  const marked = (is: (rung: Rung, ladder: Ladder) => boolean) =>
    all.map((rung, k) => (is(rung, ladders[k] as Ladder) ? 1 : 0));
  return {
    name: 'rates',
    says: "one row a condition, rule and learning rate: time until the mean rate error is 0.8 Hz over the judging trials, with its 99 % interval; reached = 0 where that is not within the run; the rates that are tuned, printed, and the scripts' are marked",
    columns: [
      { name: 'condition', values: all.map(({ condition }) => condition.id) },
      { name: 'rule', values: all.map(({ rule }) => rule) },
      { name: 'learningRate', values: all.map(({ rate }) => rate) },
      { name: 'tuningTime', unit: 's', values: all.map(({ tuningTime }) => tuningTime) },
      { name: 'time', unit: 's', values: all.map(({ judged }) => judged.time) },
      { name: 'low', unit: 's', values: estimates.map(({ low }) => low) },
      { name: 'high', unit: 's', values: estimates.map(({ high }) => Math.min(high, most)) },
      { name: 'reached', values: all.map(({ judged }) => (judged.reached ? 1 : 0)) },
      { name: 'tuned', values: marked((rung, { tuned }) => rung === tuned) },
      { name: 'printed', values: marked((rung, { by }) => rung === by.article) },
      { name: 'scripts', values: marked((rung, { by }) => rung === by.scripts) },
    ],
  };
}

function disagreement(estimates: Estimates, { runs }: Parameters): Disagreement {
  const effects = runs.map(({ condition: { id }, condition }) => {
    const of = (name: string) => withInterval(estimateOf(estimates, `${id} natural ${name}/tuned`));
    return `${inWords(condition)}: T of natural gradient over that with the tuned rate is ${of('article')} by the article, ${of('scripts')} by the scripts`;
  });
  return {
    about: 'beta = 0.3 in the score, and so the unit of the learning rates of Table 1',
    article: "phi'/phi (Equations 10, 13), with beta: rates as printed",
    scripts:
      "1 - phi/phi_max for phi'/phi, without beta: rates of Table 1 are 1/beta = 3.33 times larger in the article's unit",
    effect: `${effects.join('; ')}.`,
  };
}

export const table1 = reproduction<Parameters, Task, Result>({
  id: 'table1',
  title: 'Learning rates, tuned again; and a search for a condition in which natural gradient does not win',
  paperShows:
    'The learning rates of natural, approximated and Euclidean gradient in four input conditions, each tuned for the fastest possible convergence to a rate error of 0.8 Hz.',
  claims: [
    {
      id: 'table1/fastest',
      says: 'the learning rates of Table 1 provide the fastest possible convergence to a rate error of 0.8 Hz',
      statistic: `T until the mean rate error over trials is ${CRITERION} Hz: the ratio of T with the rate of the table over T with the rate tuned on other trials, for each rule and condition; holds if all 99 % intervals are below ${FASTEST}, fails where one is above. Rates are taken in the unit of the article; where that fails and the unit of the scripts (no beta in the score) does not, the claim holds in that regime`,
      judge: fastest,
      variants: contraryAndOpen(fastest, FASTEST),
    },
    {
      id: 'table1/faster-tuned',
      says: 'with learning rates tuned for each rule natural gradient converges faster than Euclidean gradient in every input condition',
      statistic: `T until the mean rate error over trials is ${CRITERION} Hz: the ratio natural over Euclidean, both with the rates tuned on other trials; holds if all 99 % intervals are below 1, fails in conditions where one is above`,
      judge: fasterTuned,
      variants: contraryAndOpen(fasterTuned, 1),
    },
    {
      id: 'no-proof',
      says: 'there could be special scenarios in which Euclidean gradient converges faster than natural gradient',
      statistic:
        'in a condition where theory expects it (G falls on the way to the teacher), and in conditions drawn at random: T until the mean rate error is 0.8 Hz, with learning rates tuned for each rule on other trials and natural gradient at the best of five rates about its own; such a scenario is one where the 99.9 % interval of T natural/T Euclidean is above 1.05. Holds if there is one; cannot tell otherwise',
      judge: noProofJudgement,
      variants: noProofVariants,
    },
  ],
  parameters,
  tasks,
  run,
  conclude(given, results) {
    const count = curvesTasks(given).length;
    const rungs = rungsOf(given, results.slice(0, count) as TrialCurves[]);
    const searched = results.slice(count) as Searched[];
    const estimates = tunedEstimates(given, rungs);
    return {
      tables: [rungsTable(rungs, given.runs), searchTable(searched)],
      estimates: {
        'table1/fastest': { ...picked(estimates, /\/tuned$/), ...picked(estimates, / tuned rate$/) },
        'table1/faster-tuned': {
          ...picked(estimates, /natural\/.* (tuned|scripts)$/),
          ...picked(estimates, / tuned time$/),
        },
        'no-proof': noProofEstimates(searched),
      },
      disagreements: [disagreement(estimates, given)],
    };
  },
});
