/**
 * The learning rules at O(1) a step and O(1) a spike, whatever the number of afferents: the plain loop's results (plainLearning.ts) to rounding.
 *
 * A chunk of spikes is passed over once for the input (inputSums.ts) and once for each rule (fastStudent.ts). After a period of at least
 * PERIOD steps everything is made anew from the weights, O(n).
 */
import { coefficientTable } from './coefficientTable.ts';
import { FastStudent } from './fastStudent.ts';
import { InputSums } from './inputSums.ts';
import type { LearningOptions, LearningRun } from './plainLearning.ts';
import { checkProblem, constantsOf, type LearningProblem } from './problem.ts';

const PERIOD = 8192;

export interface FastOptions extends LearningOptions {
  /** Steps after which everything is made anew; default 8192. */
  readonly period?: number;
  /** Sums are made anew within a period where digits cancel; default true. Off only to show that it is needed. */
  readonly rebase?: boolean;
}

/** @throws RangeError on a bad problem (problem.ts) and on the rule `exact`, which is the plain loop's. */
export function fastLearning(problem: LearningProblem, options: FastOptions = {}): LearningRun {
  checkProblem(problem);
  const constants = constantsOf(problem);
  const inputs = new InputSums(problem, constants);
  const tilted = options.tilted ?? coefficientTable(problem.transfer).at;
  const { period = PERIOD, rebase = true } = options;
  const students = problem.rules.map(
    (rule) => new FastStudent(problem, rule, constants, inputs, tilted, { rebase }),
  );
  const voltages = students.map(() => new Float64Array(0));
  /** The next step, counted in the run and in the period. */
  let [now, first] = [options.firstStep ?? 0, 0];

  function beginPeriod(): void {
    for (const student of students) student.beginPeriod(inputs.kept(), first);
    inputs.beginPeriod(first);
    first = 0;
  }

  return {
    voltages,
    weights: (k) => (students[k] as FastStudent).weightsAt(inputs.kept(), first),
    silence() {
      beginPeriod();
      inputs.silence();
      for (const student of students) student.silence();
    },
    run(chunk) {
      inputs.run(chunk, first);
      students.forEach((student, k) => {
        student.run(chunk, first, now);
        voltages[k] = student.voltages;
      });
      first += chunk.teacher.length;
      now += chunk.teacher.length;
      if (first >= period) beginPeriod();
    },
  };
}
