/** An interval's step against learning step by step in the plain loop. */
import { describe, expect, it } from 'vitest';
import { spikeGradient } from '../../../../src/experiments/reproduction/mirrorNeuron/spikeGradient.ts';
import { mirrorStudent } from '../../../../src/experiments/reproduction/mirrorNeuron/student.ts';
import {
  type TeacherTask,
  teacherProblem,
} from '../../../../src/experiments/reproduction/mirrorNeuron/teacherTrial.ts';
import { plainLearning } from '../../../../src/numeric/learning/plainLearning.ts';
import type { LearningRule } from '../../../../src/numeric/learning/rules.ts';
import { spikeSource } from '../../../../src/numeric/learning/spikes.ts';

const task: TeacherTask = {
  kind: 'teacher',
  rates: [10, 50],
  target: 'log-normal',
  trial: 0,
  afferents: 20,
  intervals: 1,
  measureEvery: 1,
  testPotentials: 10,
  learningRates: { 'p=2': [1], 'p=3': [1], 'negative-entropy': [1], natural: [1] },
  seed: 3,
};

/** So small that the weights of the plain loop hardly move. */
const SMALL = 1e-9;

function changes(name: 'euclidean' | 'natural') {
  const rule: LearningRule = { name, learningRate: SMALL };
  const problem = { ...teacherProblem(task), rules: [rule] };
  const chunk = spikeSource(problem, task.seed, 0, 2000).next();
  const plain = plainLearning(problem);
  plain.run(chunk);
  const student = mirrorStudent(name === 'natural' ? 'natural' : 'p=2', problem.weights, problem.rates);
  student.climb(spikeGradient(problem)(chunk, problem.weights), SMALL);
  const change = (weights: Float64Array) => weights.map((w, i) => w - (problem.weights[i] as number));
  return { byStep: change(plain.weights(0)), byInterval: change(student.weights) };
}

describe.each(['euclidean', 'natural'] as const)("an interval's step, %s", (name) => {
  it('is the sum of the steps of the plain loop', () => {
    const { byStep, byInterval } = changes(name);
    const scale = Math.max(...byStep.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    // The plain loop reads its coefficients from a table, and rounds every one of 2000 steps.
    byInterval.forEach((each, i) => {
      expect(Math.abs(each - (byStep[i] as number)) / scale).toBeLessThan(1e-4);
    });
  });
});
