/**
 * `natgrad invariance`: is the learning rule invariant under reparametrization? Step by step, along trajectories, under three integrators,
 * and in its learning curves. The result is plain data; criteria.ts says what theory expects of it.
 */
import { criteria } from './criteria.ts';
import { type LearningTest, testLearning } from './learningTest.ts';
import { checkSteps, type StepCheck } from './perStepCheck.ts';
import type { RuleName } from './rules.ts';
import {
  defaultPlan,
  type GapAt,
  namedSeed,
  type Plan,
  type RuleRun,
  type RunResult,
  type RunTask,
} from './run.ts';
import { type Measure, measureHere } from './runTask.ts';
import { type Series, seriesOver } from './statistics.ts';

export interface RuleSummary {
  /** Runs with numbers, and runs that left a map's domain or range. */
  readonly runs: number;
  readonly left: number;
  readonly overEta: Series;
  readonly overDt: Series;
  readonly toLimit: Series;
  readonly withoutSpikes: Series;
  readonly canonicalOverDt: Series;
  /** Largest gaps over the runs. */
  readonly canonical: number;
  readonly somaticStep: number;
}

export interface InvarianceResult {
  readonly seed: number;
  readonly runs: number;
  readonly plan: Plan;
  readonly formula?: string;
  readonly perStep: Readonly<Record<'componentwise' | 'full' | 'euclidean' | 'wrongPower', StepCheck>>;
  /** A rule is absent where all runs left. */
  readonly rules: Readonly<Partial<Record<RuleName, RuleSummary>>>;
  /** Runs that left, by rule, of `runs`. */
  readonly left: Readonly<Record<RuleName, number>>;
  readonly learning?: LearningTest;
  readonly criteria: readonly { readonly id: string; readonly says: string; readonly holds: boolean }[];
  readonly confirmed: boolean;
  readonly seconds: number;
}

export interface InvarianceOptions {
  readonly seed: number;
  /** Independent draws. */
  readonly runs: number;
  /** A map of one's own for all components, instead of drawn ones. */
  readonly formula?: string;
  readonly plan?: Plan;
  /** States of one step, for each run. */
  readonly statesPerRun?: number;
  /** Where runs are worked on; in this thread by default. Does not change the numbers. */
  readonly measure?: Measure;
  readonly onProgress?: (done: number, total: number) => void;
}

const STATES_PER_RUN = 50;

/** The same seed gives the same numbers, but for `seconds`. */
export async function measureInvariance({
  seed,
  runs,
  formula,
  plan = planFor(runs),
  statesPerRun = STATES_PER_RUN,
  measure = measureHere,
  onProgress = () => {},
}: InvarianceOptions): Promise<InvarianceResult> {
  const start = performance.now();
  const own = formula === undefined ? {} : { formula };
  let done = 0;
  const pending = Promise.all(
    Array.from({ length: runs }, async (_, run) => {
      const task: RunTask = { seed, run, plan, ...own };
      const result = await measure(task);
      onProgress(++done, runs);
      return result;
    }),
  );
  const steps = { seed: namedSeed(seed, 'steps'), states: statesPerRun * runs, ...own };
  const [results, perStep] = await Promise.all([pending, stepChecks(steps)]);
  const rules = Object.fromEntries(
    plan.rules.flatMap((rule) => {
      const summary = summarise(rule, results);
      return summary === undefined ? [] : [[rule, summary]];
    }),
  );
  const learning = testLearning(results.flatMap(({ curves }) => curves));
  const left = (rule: RuleName): number => results.filter((result) => result.rules[rule] === 'left').length;
  const measured = {
    seed,
    runs,
    plan,
    ...own,
    perStep,
    rules,
    left: { natural: left('natural'), approximated: left('approximated'), euclidean: left('euclidean') },
    ...(learning === undefined ? {} : { learning }),
    criteria: [],
    confirmed: false,
    seconds: (performance.now() - start) / 1000,
  };
  const judged = criteria.map(({ id, says, holds }) => ({ id, says, holds: holds(measured) }));
  return { ...measured, criteria: judged, confirmed: judged.every(({ holds }) => holds) };
}

/** Learning curves of all runs together, at least. */
const TRIALS = 24;

/** The default, with more learning curves in each of few runs. */
export function planFor(runs: number): Plan {
  const { curves } = defaultPlan;
  const trials = Math.max(curves.trials, Math.ceil(TRIALS / runs));
  return { ...defaultPlan, curves: { ...curves, trials } };
}

type StepTask = { readonly seed: number; readonly states: number; readonly formula?: string };

async function stepChecks(task: StepTask): Promise<InvarianceResult['perStep']> {
  return {
    componentwise: checkSteps({ ...task, jacobian: 'componentwise' }),
    full: checkSteps({ ...task, jacobian: 'full' }),
    euclidean: checkSteps({ ...task, jacobian: 'componentwise', rule: 'euclidean' }),
    wrongPower: checkSteps({ ...task, jacobian: 'componentwise', rule: 'wrong power of J' }),
  };
}

function summarise(rule: RuleName, results: readonly RunResult[]): RuleSummary | undefined {
  const found = results.flatMap((result): RuleRun[] => {
    const of = result.rules[rule];
    return of === undefined || of === 'left' ? [] : [of];
  });
  if (found.length === 0) return undefined;
  const over = (series: (run: RuleRun) => readonly GapAt[]): Series => seriesOver(found.map(series));
  return {
    runs: found.length,
    left: results.length - found.length,
    overEta: over(({ overEta }) => overEta),
    overDt: over(({ overDt }) => overDt),
    toLimit: over(({ toLimit }) => toLimit),
    withoutSpikes: over(({ withoutSpikes }) => withoutSpikes),
    canonicalOverDt: over(({ canonicalOverDt }) => canonicalOverDt),
    canonical: Math.max(...found.map(({ canonical }) => canonical)),
    somaticStep: Math.max(...found.map(({ somaticStep }) => somaticStep)),
  };
}
