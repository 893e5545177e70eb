/** One trial of learning from a teacher, or of one loss, is a task. */
import { AMOUNTS, LOSSES, type LossResult, type LossTask, lossTrial } from './lossTrial.ts';
import { CONDITIONS, type NeuronParameters } from './parameters.ts';
import { type TeacherResult, type TeacherTask, teacherTrial } from './teacherTrial.ts';

export type NeuronTask = TeacherTask | LossTask;
export type NeuronResult = TeacherResult | LossResult;

export function neuronTasks(parameters: NeuronParameters): NeuronTask[] {
  const { seed, afferents, intervals, measureEvery, testPotentials, learningRates } = parameters;
  const teacher = CONDITIONS.flatMap(({ rates, target }) =>
    Array.from(
      { length: parameters.spare + parameters.trials },
      (_, trial): TeacherTask => ({
        kind: 'teacher',
        rates,
        target,
        trial,
        afferents,
        intervals,
        measureEvery,
        testPotentials,
        learningRates,
        seed,
      }),
    ),
  );
  const { lossWeights, testWeights, lossTrials, epochs } = parameters;
  const one = (loss: LossTask['loss'], amount: LossTask['amount'], n: number) =>
    Array.from(
      { length: lossTrials },
      (_, trial): LossTask => ({ kind: 'loss', loss, amount, n, trial, epochs, seed }),
    );
  const losses = LOSSES.flatMap((loss) => [
    ...AMOUNTS.flatMap((amount) => one(loss, amount, lossWeights)),
    ...one(loss, 'few', testWeights),
  ]);
  return [...teacher, ...losses];
}

export const doNeuronTask = (task: NeuronTask): NeuronResult =>
  task.kind === 'teacher' ? teacherTrial(task) : lossTrial(task);
