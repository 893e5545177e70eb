/** Regression by mirror descent as it is written: X w row by row, X' r row by row, then a step. Reference of mirror/regression.ts. */
import { addMultiple, dot } from '../linear/vectors.ts';
import {
  checkOptions,
  type Descent,
  type DescentOptions,
  lossOf,
  MOMENTUM,
  TARGET_LOSS,
} from '../mirror/descent.ts';
import { MirrorDescent } from '../mirror/mirrorDescent.ts';
import { checkProblem, type RegressionProblem } from '../mirror/regressionProblem.ts';

/** @throws RangeError on parts that do not fit; a DivergenceError naming step and quantity where a number leaves the range of doubles */
export function plainRegression(
  problem: RegressionProblem,
  options: DescentOptions,
): Omit<Descent, 'lambda'> {
  checkProblem(problem);
  checkOptions(options);
  const { inputs, labels } = problem;
  const { potential, learningRate, epochs, momentum = MOMENTUM, targetLoss = TARGET_LOSS } = options;
  const descent = new MirrorDescent(potential, problem.weights, momentum);
  const rows = Array.from(labels, (_, i) => inputs.row(i));
  const losses: number[] = [];
  for (let step = 0; ; step++) {
    const residual = Float64Array.from(rows, (row, i) => dot(row, descent.weights) - (labels[i] as number));
    const loss = lossOf(residual, potential, step);
    losses.push(loss);
    if (loss <= targetLoss || step === epochs) {
      const converged = loss <= targetLoss;
      return { weights: descent.weights, losses: Float64Array.from(losses), epochs: step, converged };
    }
    const gradient = new Float64Array(inputs.columns);
    rows.forEach((row, i) => {
      addMultiple(gradient, (2 / labels.length) * (residual[i] as number), row);
    });
    descent.step(gradient, learningRate(step));
  }
}
