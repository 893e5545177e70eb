/** The rules of a trial, from interval to interval: those affine in the weights together in the fast loop, each other one by itself. */
import type { CoefficientTable } from '../../numeric/learning/coefficientTable.ts';
import { fastLearning } from '../../numeric/learning/fastLearning.ts';
import { plainLearning } from '../../numeric/learning/plainLearning.ts';
import type { LearningProblem } from '../../numeric/learning/problem.ts';
import type { LearningRule } from '../../numeric/learning/rules.ts';
import type { SpikeChunk } from '../../numeric/learning/spikes.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { fastLoop } from './fastLoop.ts';
import { parametrizedLearning } from './parametrizedLearning.ts';
import type { TrialState } from './trialState.ts';

/** A rule and its number. */
interface Placed {
  readonly rule: LearningRule;
  readonly place: number;
}

export interface StudentSetting {
  readonly problem: LearningProblem;
  readonly table: CoefficientTable;
  readonly from: TrialState;
  readonly steps: number;
}

/** Some of the rules, from interval to interval. */
export interface Student {
  learn(chunk: SpikeChunk, interval: number): void;
  /** Writes what belongs to its rules. */
  tell(weights: Float64Array[], left: number[]): void;
}

/** All rules go on from where `from` tells. */
export function studentsOf(setting: StudentSetting, parametrization: Parametrization | undefined): Student[] {
  const rules = setting.problem.rules.map((rule, place): Placed => ({ rule, place }));
  if (parametrization !== undefined)
    return rules.map((placed) => parametrizedStudent(setting, placed, parametrization));
  const affine = rules.filter(({ rule }) => rule.name !== 'exact');
  const others = rules.filter(({ rule }) => rule.name === 'exact');
  return [
    ...(affine.length > 0 ? [fastStudents(setting, affine)] : []),
    ...others.map((placed) => plainStudent(setting, placed)),
  ];
}

function fastStudents({ problem, table, from, steps }: StudentSetting, placed: readonly Placed[]): Student {
  const run = fastLearning(
    { ...problem, rules: placed.map(({ rule }) => rule) },
    {
      table,
      factory: fastLoop().factory,
      initial: placed.map(({ place }) => from.weights[place] as Float64Array),
      firstStep: from.interval * steps,
    },
  );
  return {
    learn(chunk) {
      run.run(chunk);
      run.silence();
    },
    tell(weights) {
      placed.forEach(({ place }, k) => {
        weights[place] = run.weights(k);
      });
    },
  };
}

/** The loop is made anew for every interval: it remembers a Fisher matrix. */
function plainStudent({ problem, table, from, steps }: StudentSetting, { rule, place }: Placed): Student {
  let weights = from.weights[place] as Float64Array;
  return {
    learn(chunk, interval) {
      const run = plainLearning(
        { ...problem, weights, rules: [rule] },
        { table, firstStep: interval * steps },
      );
      run.run(chunk);
      weights = run.weights(0);
    },
    tell(all) {
      all[place] = weights;
    },
  };
}

function parametrizedStudent(
  { problem, table, from, steps }: StudentSetting,
  { rule, place }: Placed,
  parametrization: Parametrization,
): Student {
  let w = from.weights[place] as Float64Array;
  let left = from.left[place] as number;
  return {
    learn(chunk, interval) {
      const learned = parametrizedLearning(problem, rule, { parametrization, w }, chunk, {
        tilted: table.at,
        firstStep: interval * steps,
      });
      w = learned.w;
      left += learned.left;
    },
    tell(weights, all) {
      weights[place] = w;
      all[place] = left;
    },
  };
}
