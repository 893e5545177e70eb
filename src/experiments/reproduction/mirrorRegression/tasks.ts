/**
 * One data set of one condition is a task: descent under each potential from the same weights. The learning rate of a condition is searched on a spare
 * data set, once in a thread: it depends on the condition and the seed alone.
 */
import type { Descent } from '../../../numeric/mirror/descent.ts';
import { DivergenceError } from '../../../numeric/mirror/divergence.ts';
import { cosineRate } from '../../../numeric/mirror/learningRate.ts';
import { regression } from '../../../numeric/mirror/regression.ts';
import { drawRegression, type RegressionProblem } from '../../../numeric/mirror/regressionProblem.ts';
import { standardNormal } from '../../../numeric/monteCarlo/normal.ts';
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { sharedPanels, sharedProducts } from '../../../parallel/regressionProducts.ts';
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { NormalDistance } from '../../geometry/normalDistance.ts';
import { everyDualChange } from '../geometry/everyDualChange.ts';
import { type Distance, distances } from '../geometry/identification.ts';
import { THREE, type ThreeName } from '../geometry/potentials.ts';
import { changeSize, sortedDistance } from '../geometry/sortedDistance.ts';
import { type Condition, type Initial, type RegressionParameters, samplesOf } from './parameters.ts';

export interface RegressionTask extends Pick<RegressionParameters, 'seed' | 'epochs' | 'learningRates'> {
  readonly condition: Condition;
  /** From 1; 0 is the spare one. */
  readonly dataSet: number;
}

export interface Run {
  readonly learningRate: number;
  readonly epochs: number;
  readonly loss: number;
  readonly converged: boolean;
  /** rms(w - w(0)) over rms(w(0)). */
  readonly change: number;
  /** T under p=2, p=3, negative entropy, and the same where signs changed, as the scripts compute it. */
  readonly distances: readonly Distance[];
  readonly statistics: readonly number[];
  /** Weights that changed their sign. */
  readonly crossings: number;
  /** T of log|w| after learning. */
  readonly logDistance: number;
  /** Wasserstein-2 distance to the weights of p = 2, over rms(w - w(0)) of p = 2. */
  readonly fromEuclidean: number;
  /** The first data set's first weights. */
  readonly shown: { readonly before: readonly number[]; readonly after: readonly number[] } | null;
}

/** In the order of THREE. */
export interface RegressionResult {
  readonly runs: readonly Run[];
}

const SPARE = 0;
/** Apart from the regression's own. */
const STREAM = 91;
/** Of log |w(0)|. */
export const LOG_DEVIATION = 0.8;
/** Weights kept for histograms. */
const SHOWN = 1000;

export const regressionTasks = ({
  seed,
  seeds,
  epochs,
  learningRates,
  conditions,
}: RegressionParameters): RegressionTask[] =>
  conditions.flatMap((condition) =>
    Array.from({ length: seeds }, (_, k) => ({ condition, dataSet: k + 1, seed, epochs, learningRates })),
  );

type Descend = (potential: ThreeName, learningRate: number) => Descent;

interface Lesson {
  readonly initial: Float64Array;
  readonly descend: Descend;
}

export function doRegressionTask(task: RegressionTask): RegressionResult {
  const rates = THREE.map((potential) => tunedRate(task, potential));
  const { initial, descend } = lessonOf(task, task.dataSet);
  const descents = THREE.map((potential, k) => descend(potential, rates[k] as number));
  const [euclidean] = descents as [Descent, Descent, Descent];
  return {
    runs: descents.map((descent, k) => runOf(descent, initial, euclidean, rates[k] as number, task)),
  };
}

function lessonOf({ condition, seed, epochs }: RegressionTask, dataSet: number): Lesson {
  const { weights, correlationExponent, initial } = condition;
  const samples = samplesOf(condition);
  const panels = sharedPanels({ rows: samples, columns: weights, members: 1 });
  const drawn = drawRegression({
    weights,
    samples,
    correlationExponent,
    seed,
    dataSet,
    memory: panels.memory,
  });
  const problem: RegressionProblem = {
    ...drawn,
    weights: initialWeights(initial, drawn.weights, new Random(seed, dataSet, STREAM)),
  };
  return {
    initial: problem.weights,
    descend: (potential, learningRate) =>
      regression(
        problem,
        { potential: readPotential(potential), learningRate: cosineRate(learningRate, epochs), epochs },
        (_, member) => sharedProducts(panels, member),
      ),
  };
}

/** Of mean square 1/D. */
function initialWeights(initial: Initial, normal: Float64Array, random: Random): Float64Array {
  if (initial === 'normal') return normal;
  const size = 1 / Math.sqrt(normal.length);
  return normal.map((w) => {
    const factor =
      initial === 'constant' ? 1 : Math.exp(LOG_DEVIATION * standardNormal(random) - LOG_DEVIATION ** 2);
    return Math.sign(w) * size * factor;
  });
}

const tunedRates = new Map<string, number>();

function tunedRate(task: RegressionTask, potential: ThreeName): number {
  const { condition, seed, epochs, learningRates } = task;
  const key = JSON.stringify([condition, seed, epochs, learningRates, potential]);
  const known = tunedRates.get(key);
  if (known !== undefined) return known;
  const { descend } = lessonOf(task, SPARE);
  const tried = learningRates.map((rate) => ({
    rate,
    descent: unlessDiverged(() => descend(potential, rate)),
  }));
  const done = tried.filter((each): each is { rate: number; descent: Descent } => each.descent !== undefined);
  const [best] = done.sort((a, b) => rank(a.descent) - rank(b.descent));
  if (best === undefined)
    throw new RangeError(
      `regression, ${potential}: got no learning rate that does not diverge, expected one`,
    );
  tunedRates.set(key, best.rate);
  return best.rate;
}

/** Those that reach the target come first, by epochs; then those that do not, by loss. */
const rank = (descent: Descent): number =>
  descent.converged ? -1 / (1 + descent.epochs) : lastOf(descent.losses);

const lastOf = (losses: Float64Array): number => losses[losses.length - 1] as number;

function unlessDiverged(descend: () => Descent): Descent | undefined {
  try {
    return descend();
  } catch (error) {
    if (error instanceof DivergenceError) return undefined;
    throw error;
  }
}

function runOf(
  { weights, epochs, losses, converged }: Descent,
  initial: Float64Array,
  euclidean: Descent,
  learningRate: number,
  task: RegressionTask,
): Run {
  const distance = new NormalDistance(weights.length);
  const shown = (values: Float64Array): number[] => [...values.subarray(0, SHOWN)];
  return {
    learningRate,
    epochs,
    loss: lastOf(losses),
    converged,
    change: changeSize(initial, weights) / changeSize(new Float64Array(initial.length), initial),
    distances: distances(THREE, initial, weights),
    statistics: THREE.map((name) =>
      distance.of(everyDualChange(readPotential(name), initial, weights), 'centred'),
    ),
    crossings: weights.filter((w, i) => !(w * (initial[i] as number) > 0)).length,
    logDistance: distance.of(
      weights.map((w) => Math.log(Math.abs(w))),
      'centred',
    ),
    fromEuclidean: sortedDistance(weights, euclidean.weights) / changeSize(initial, euclidean.weights),
    shown: task.dataSet === 1 ? { before: shown(initial), after: shown(weights) } : null,
  };
}
