/**
 * Figure 3F: learning curves of natural and Euclidean gradient for 100 afferents at 10 and 50 Hz.
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 3F and Methods. Learning rates are those of Table 1, read as the article or as the
 * scripts have them (learningCurves/conditions.ts); natural and Euclidean gradient run by both readings on the same spikes, so that what
 * the choice changes is measured. Beside them the approximated rule, the local one and, at the full size in a few trials, the exact one.
 */
import {
  CRITERION,
  DIVERGENCE,
  FIGURE_3,
  learningRate,
  ruleAt,
  type TunedRule,
} from './learningCurves/conditions.ts';
import {
  type Convergence,
  firstBelow,
  meanCurve,
  meansLeavingOneOut,
  ratioEstimate,
  timeEstimate,
} from './learningCurves/convergence.ts';
import { type CurvesTask, type TrialCurves, trialCurves } from './learningCurves/curves.ts';
import { curvesTable } from './learningCurves/curvesTable.ts';
import { belowEverywhere, contraryAndOpen } from './learningCurves/judging.ts';
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
  type Estimates,
  type Judgement,
  reproduction,
  type Source,
} from './reproduction.ts';
import { estimateOf, withInterval } from './statistics/estimate.ts';

interface Parameters extends CurvesParameters {
  readonly source: Source;
}

const RULES: readonly TunedRule[] = ['natural', 'approximated', 'local', 'euclidean'];
const OTHER = { article: 'scripts', scripts: 'article' } as const;

const SIZES = {
  test: { trials: 3, intervals: 60, measureEvery: 20, exactTrials: 0 },
  quick: { trials: 5, intervals: 8000, measureEvery: 50, exactTrials: 0 },
  medium: { trials: 40, intervals: 8000, measureEvery: 50, exactTrials: 0 },
  paper: { trials: 1000, intervals: 8000, measureEvery: 100, exactTrials: 8 },
} as const;

function parameters({ scale, source, seed }: Choices): Parameters {
  const { trials, intervals, measureEvery, exactTrials } = SIZES[scale];
  const students: Student[] = [
    ...RULES.map((name) => ({ label: name, rule: ruleAt(FIGURE_3, name, source) })),
    ...(['natural', 'euclidean'] as const).map((name) => ({
      label: otherLabel(name, source),
      rule: ruleAt(FIGURE_3, name, OTHER[source]),
    })),
  ];
  const all: ConditionRun = { condition: FIGURE_3, students, trials, intervals, measureEvery };
  const exact: ConditionRun = {
    ...all,
    students: [
      { label: 'natural', rule: ruleAt(FIGURE_3, 'natural', source) },
      { label: 'exact', rule: { name: 'exact', learningRate: learningRate(FIGURE_3, 'natural', source) } },
    ],
    trials: exactTrials,
    intervals: source === 'article' ? 4000 : 1500,
  };
  return { seed, source, runs: exactTrials > 0 ? [all, exact] : [all] };
}

const otherLabel = (rule: string, source: Source): string => `${rule}, ${OTHER[source]}`;

const TO_CRITERION = `T until the mean rate error over trials is ${CRITERION} Hz`;

function estimatesOf([main, exact]: readonly RunCurves[], source: Source): Estimates {
  if (main === undefined) throw new RangeError('Figure 3F: no run (expected one)');
  const at = (label: string) => main.convergence(label, 'rateError', CRITERION);
  const natural = at('natural');
  const times = main.run.students.map(({ label }) => [
    `time ${label}`,
    timeEstimate(at(label), `${TO_CRITERION}, ${label}`),
  ]);
  const ratios = ['euclidean', 'approximated', 'local'].map((label) => [
    `natural/${label}`,
    ratioEstimate(natural, at(label), `T of natural over T of ${label}`),
  ]);
  const byDivergence = ([natural, euclidean]: readonly [string, string], says: string) =>
    ratioEstimate(
      main.convergence(natural, 'divergence', DIVERGENCE),
      main.convergence(euclidean, 'divergence', DIVERGENCE),
      `T of natural over T of Euclidean until the mean D_KL is ${DIVERGENCE}, the criterion of Figure 9D${says}`,
    );
  const others = [otherLabel('natural', source), otherLabel('euclidean', source)] as const;
  const other = [
    ['natural/euclidean, D_KL', byDivergence(['natural', 'euclidean'], '')],
    ['natural/euclidean, D_KL, other reading', byDivergence(others, `, rates as the ${OTHER[source]}`)],
    [
      'natural/euclidean, other reading',
      ratioEstimate(
        at(otherLabel('natural', source)),
        at(otherLabel('euclidean', source)),
        `the same with the learning rates read as ${OTHER[source]} have them`,
      ),
    ],
  ];
  const overtaking = [
    [
      'time of overtaking',
      timeEstimate(
        overtakes(main, 'natural', 'euclidean'),
        'until the mean rate error of natural gradient is below that of Euclidean gradient',
      ),
    ],
  ];
  const exactly = exact && [
    [
      'exact/natural',
      ratioEstimate(
        exact.convergence('exact', 'rateError', CRITERION),
        exact.convergence('natural', 'rateError', CRITERION),
        `T of the exact natural gradient over T of the closed form, ${exact.run.trials} trials`,
      ),
    ],
  ];
  return Object.fromEntries([...ratios, ...other, ...(exactly ?? []), ...overtaking, ...times]) as Estimates;
}

/** When the mean rate error of the one is first below that of the other; both are equal before learning. */
function overtakes({ of, times }: RunCurves, one: string, other: string): Convergence {
  const quotients = (a: readonly number[], b: readonly number[]): number[] =>
    a.slice(1).map((value, t) => value / (b[t + 1] as number));
  const later = times.slice(1);
  const end = later.at(-1) as number;
  const [ones, others] = [of(one, 'rateError'), of(other, 'rateError')];
  const found = firstBelow(quotients(meanCurve(ones), meanCurve(others)), later, 1);
  const without = meansLeavingOneOut(others);
  const leftOut = meansLeavingOneOut(ones).map((mean, k) =>
    Math.log(firstBelow(quotients(mean, without[k] as number[]), later, 1) ?? end),
  );
  return { time: found ?? end, reached: found !== undefined, leftOut };
}

function disagreement(estimates: Estimates, source: Source): Disagreement {
  const of = (name: string) => withInterval(estimateOf(estimates, name));
  const both = (rule: string) =>
    source === 'article'
      ? [of(`time ${rule}`), of(`time ${otherLabel(rule, source)}`)]
      : [of(`time ${otherLabel(rule, source)}`), of(`time ${rule}`)];
  const [natural, euclidean] = [both('natural'), both('euclidean')];
  return {
    about: 'beta = 0.3 in the score, and so the unit of the learning rates of Table 1',
    article: "phi'/phi (Equations 10, 13), with beta: rates as printed",
    scripts:
      "1 - phi/phi_max for phi'/phi, without beta: rates of Table 1 are 1/beta = 3.33 times larger in the article's unit",
    effect: `time to ${CRITERION} Hz by the article and by the scripts: natural ${natural.join(' s and ')} s, Euclidean ${euclidean.join(' s and ')} s; natural over Euclidean ${of('natural/euclidean')}, by the other reading ${of('natural/euclidean, other reading')}.`,
  };
}

const faster = (estimates: Estimates): Judgement =>
  belowEverywhere([{ where: '10 and 50 Hz', below: [estimateOf(estimates, 'natural/euclidean')] }], 1, {
    holds: 'natural over Euclidean',
    fails: 'natural over Euclidean is above 1',
  });

export const fig3f = reproduction<Parameters, CurvesTask, TrialCurves>({
  id: 'fig3f',
  title: 'Learning curves of natural and Euclidean gradient',
  paperShows:
    'Learning curves for 100 afferents, half at 10 and half at 50 Hz, averaged over 1000 trials: natural gradient converges faster than Euclidean gradient, each with the learning rate that gives it the fastest convergence to a rate error of 0.8 Hz.',
  claims: [
    {
      id: 'fig3f/faster',
      says: 'natural gradient converges faster than Euclidean gradient',
      statistic: `${TO_CRITERION}, the criterion for which the paper tunes: the ratio natural over Euclidean with the learning rates of Table 1; the claim holds if its 99 % interval is below 1, and does not if it is above`,
      judge: faster,
      variants: contraryAndOpen(faster, 1),
    },
  ],
  parameters,
  tasks: curvesTasks,
  run: trialCurves,
  conclude(given, results) {
    const runs = runCurves(given, results);
    const estimates = estimatesOf(runs, given.source);
    return {
      tables: [
        curvesTable('curves', runs.slice(0, 1)),
        ...(runs.length > 1 ? [curvesTable('exact', runs.slice(1))] : []),
      ],
      estimates: { 'fig3f/faster': estimates },
      disagreements: [disagreement(estimates, given.source)],
    };
  },
});
