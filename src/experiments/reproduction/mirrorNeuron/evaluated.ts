/** The results by what they are of: the trials of each condition at the chosen learning rate, the trials of each loss. */
import { changeSize } from '../geometry/sortedDistance.ts';
import type { Amount, Loss, LossResult } from './lossTrial.ts';
import { CONDITIONS, type Condition, conditionName, type NeuronParameters } from './parameters.ts';
import { RULES, type Rule } from './student.ts';
import type { NeuronResult, NeuronTask } from './tasks.ts';
import type { Course, Snapshot, Stage, TeacherResult } from './teacherTrial.ts';

export interface Tuned {
  readonly rule: Rule;
  readonly learningRate: number;
  /** D_KL averaged over the run and the spare trials, by rate; null where one diverged. */
  readonly scores: readonly { readonly learningRate: number; readonly score: number | null }[];
}

export interface TeacherTrial {
  readonly trial: number;
  readonly initial: readonly number[];
  readonly target: readonly number[];
  /** At the chosen learning rate; null where it diverged. */
  readonly courses: Readonly<Record<Rule, Course | null>>;
}

export interface ConditionResults {
  readonly condition: Condition;
  readonly name: string;
  readonly tuned: Readonly<Record<Rule, Tuned>>;
  readonly trials: readonly TeacherTrial[];
}

export interface LossTrials {
  readonly loss: Loss;
  readonly amount: Amount;
  readonly n: number;
  readonly trials: readonly LossResult[];
}

export function conditionsOf(
  parameters: NeuronParameters,
  tasks: readonly NeuronTask[],
  results: readonly NeuronResult[],
): ConditionResults[] {
  return CONDITIONS.map((condition) => {
    const name = conditionName(condition);
    const own = results.filter((_, k) => {
      const task = tasks[k] as NeuronTask;
      return task.kind === 'teacher' && conditionName(task) === name;
    }) as TeacherResult[];
    const tuned = byRule((rule) => tunedOn(own.slice(0, parameters.spare), rule));
    const trials = own.slice(parameters.spare).map(({ initial, target, courses }, trial) => ({
      trial,
      initial,
      target,
      courses: byRule((rule) => {
        const course = courses.find(
          (each) => each.rule === rule && each.learningRate === tuned[rule].learningRate,
        );
        return course?.stages ? course : null;
      }),
    }));
    return { condition, name, tuned, trials };
  });
}

const byRule = <T>(of: (rule: Rule) => T): Record<Rule, T> =>
  Object.fromEntries(RULES.map((rule) => [rule, of(rule)])) as Record<Rule, T>;

/** @throws RangeError where all rates diverge on a spare trial */
function tunedOn(spare: readonly TeacherResult[], rule: Rule): Tuned {
  const rates = (spare[0] as TeacherResult).courses.filter((course) => course.rule === rule);
  const scores = rates.map(({ learningRate }) => {
    const runs = spare.map(({ courses }) =>
      meanOf(courses.find((each) => each.rule === rule && each.learningRate === learningRate)?.divergence),
    );
    return { learningRate, score: runs.some(Number.isNaN) ? null : (meanOf(runs) ?? null) };
  });
  const best = scores
    .filter(({ score }) => score !== null)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))[0];
  if (best === undefined)
    throw new RangeError(`${rule}: got no learning rate that does not diverge, expected one`);
  return { rule, learningRate: best.learningRate, scores };
}

const meanOf = (values: readonly number[] | null | undefined): number =>
  values === null || values === undefined
    ? Number.NaN
    : values.reduce((sum, value) => sum + value, 0) / values.length;

export function lossesOf(tasks: readonly NeuronTask[], results: readonly NeuronResult[]): LossTrials[] {
  const groups = new Map<string, { loss: Loss; amount: Amount; n: number; trials: LossResult[] }>();
  tasks.forEach((task, k) => {
    if (task.kind !== 'loss') return;
    const { loss, amount, n } = task;
    const key = `${loss} ${amount} ${n}`;
    const group = groups.get(key) ?? { loss, amount, n, trials: [] };
    group.trials.push(results[k] as LossResult);
    groups.set(key, group);
  });
  return [...groups.values()];
}

/** @throws RangeError without the course, which diverged */
export function snapshotOf({ courses }: TeacherTrial, rule: Rule, stage: Stage): Snapshot {
  const snapshot = courses[rule]?.stages?.[stage];
  if (snapshot === undefined)
    throw new RangeError(`${rule}: the learning rate chosen diverges on another trial`);
  return snapshot;
}

export const relativeChange = (initial: readonly number[], weights: readonly number[]): number =>
  changeSize(initial, weights) / changeSize(new Float64Array(initial.length), initial);
