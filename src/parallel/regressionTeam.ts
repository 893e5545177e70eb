/**
 * Regression by mirror descent (numeric/mirror/regression.ts) by several threads, each with its columns of the inputs, in one memory. They meet once an
 * epoch, and every one computes the numbers of samples for itself. The same bits for any number of threads.
 *
 *   const team = openRegressionTeam({ rows: N, columns: D, members: 2 });
 *   const problem = drawRegression({ ..., memory: team.memory });
 *   const descent = await team.descend(problem, options);
 */
import {
  checkOptions,
  type Descent,
  type DescentOptions,
  MOMENTUM,
  TARGET_LOSS,
} from '../numeric/mirror/descent.ts';
import { DivergenceError } from '../numeric/mirror/divergence.ts';
import type { PanelMemory, PanelShape } from '../numeric/mirror/panelMemory.ts';
import { regression } from '../numeric/mirror/regression.ts';
import { checkProblem, type RegressionProblem } from '../numeric/mirror/regressionProblem.ts';
import { clearBarrier, descendAsMember, type MemberAnswer, type MemberTask } from './regressionMember.ts';
import { sharedPanels, sharedProducts } from './regressionProducts.ts';
import { besideModule, openThreadPool } from './threadPool.ts';

export interface RegressionTeam {
  /** Where the inputs of its problems are. */
  readonly memory: PanelMemory;
  /**
   * One descent at a time.
   *
   * @throws RangeError on parts that do not fit, or where the inputs are elsewhere; a DivergenceError naming step and quantity where a number
   *   leaves the range of doubles
   */
  descend(problem: RegressionProblem, options: DescentOptions): Promise<Descent>;
  close(): Promise<void>;
}

/** @throws RangeError on sizes that are not integers >= 1, or beyond 4 GiB */
export function openRegressionTeam(shape: PanelShape): RegressionTeam {
  const panels = sharedPanels(shape);
  const { members } = shape;
  const module = besideModule(import.meta.url, './regressionWorker');
  const pool = openThreadPool<MemberTask, MemberAnswer>(
    { name: 'regression', module, here: descendAsMember },
    members,
  );
  return {
    memory: panels.memory,
    async descend(problem, options) {
      checkProblem(problem);
      checkOptions(options);
      if (problem.inputs.memory !== panels.memory)
        throw new RangeError("regression: got inputs in another memory (expected the team's)");
      if (members === 1) return regression(problem, options, () => sharedProducts(panels, 0));
      clearBarrier(panels.shared);
      const answers = await Promise.all(
        Array.from({ length: members }, (_, index) => pool.run(taskOf(problem, options, panels, index))),
      );
      const answer = answers[0] as MemberAnswer;
      if ('diverged' in answer) throw new DivergenceError(answer.diverged);
      return answer.descent;
    },
    close: () => pool.close(),
  };
}

function taskOf(
  { labels, weights }: RegressionProblem,
  { potential, learningRate, epochs, momentum = MOMENTUM, targetLoss = TARGET_LOSS }: DescentOptions,
  { memory, shared }: ReturnType<typeof sharedPanels>,
  index: number,
): MemberTask {
  const rates = Float64Array.from({ length: epochs }, (_, step) => learningRate(step));
  return {
    index,
    shape: memory.shape,
    shared,
    labels,
    weights,
    potential: potential.name,
    rates,
    momentum,
    targetLoss,
  };
}
