/**
 * Full-batch mirror descent on K patterns x_k (n inputs each), for three losses of u = w.x:
 *
 *   squared    (u - y)^2/2             few: y = +-1 at random        many: y = w*.x
 *   logistic   -log likelihood of a label whose probability is 1/(1 + exp(-u))   few: labels at random   many: the probabilities of w*.x
 *   spiking    the neuron's D_KL from output of rate phi*, u its voltage   few: phi* = 20 or 60 Hz at random   many: phi(w*.x)
 *
 * "few" is K = floor(n^0.75) < n: many weights fit, and which are found depends on the way. "many" is K = 4 n with a teacher that has the signs
 * of w(0), which all potentials can reach: one minimum. Patterns are standard normal for the first two losses, stationary USPs of 20 Hz
 * for the spiking one; w(0) is log-normal, of random signs for the first two, positive for the spiking neuron.
 * The gap to the least loss decides when to stop. The learning rate is 0.1 over the largest eigenvalue of the Hessian's bound in the
 * coordinates du = sqrt(Phi'') dw at w(0) (for natural gradient: in those of the Fisher matrix), the same fraction for all rules.
 */
import { closedFisherMatrix } from '../../../numeric/fisher/closed.ts';
import { spikeDivergence } from '../../../numeric/learning/errorMeasures.ts';
import { voltageFunctions } from '../../../numeric/learning/voltageFunctions.ts';
import { addMultiple, dot, norm } from '../../../numeric/linear/vectors.ts';
import { standardNormal } from '../../../numeric/monteCarlo/normal.ts';
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import { drawPotential } from '../../../numeric/neuron/spikingPotential.ts';
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { type Distance, distances } from '../geometry/identification.ts';
import { THREE } from '../geometry/potentials.ts';
import { changeSize } from '../geometry/sortedDistance.ts';
import { positiveWeights } from './drawnWeights.ts';
import { mirrorStudent, RULES, type Rule, sigmoid } from './student.ts';
import { MEAN } from './teacherTrial.ts';

export const LOSSES = ['squared', 'logistic', 'spiking'] as const;
export type Loss = (typeof LOSSES)[number];
export const AMOUNTS = ['few', 'many'] as const;
export type Amount = (typeof AMOUNTS)[number];

export interface LossTask {
  readonly kind: 'loss';
  readonly loss: Loss;
  readonly amount: Amount;
  readonly n: number;
  readonly trial: number;
  readonly epochs: number;
  readonly seed: number;
}

export interface LossRun {
  readonly rule: Rule;
  readonly epochs: number;
  /** Gap to the least loss at the end, over that before. */
  readonly left: number;
  readonly converged: boolean;
  readonly weights: readonly number[];
  readonly distances: readonly Distance[];
  readonly change: number;
}

export interface LossResult {
  readonly kind: 'loss';
  readonly initial: readonly number[];
  readonly runs: readonly LossRun[];
}

/** Gap to the least loss, over that before learning, at which a run ends. */
export const ENOUGH: Readonly<Record<Amount, number>> = { few: 1e-3, many: 1e-6 };
/** The logistic loss of separable patterns has its least value at infinity. */
export const enough = (loss: Loss, amount: Amount): number =>
  loss === 'logistic' && amount === 'few' ? 0.05 : ENOUGH[amount];

const MOMENTUM = 0.9;
/** Of 1/(largest eigenvalue). */
const STEP = 0.1;
const RATE = 20;
const TARGET_RATES = [20, 60] as const;
const DT = 0.0005;
/** Apart from those of the teacher trials. */
const STREAMS = { patterns: 71, labels: 72, initial: 73, target: 74, signs: 75 } as const;

/** Of one pattern: its gap to the least loss and d loss/du. */
interface Criterion {
  readonly gap: (u: number, k: number) => number;
  readonly slope: (u: number, k: number) => number;
  /** Bound of d slope/du. */
  readonly curvature: number;
}

interface Lesson {
  readonly patterns: readonly Float64Array[];
  readonly initial: Float64Array;
  readonly criterion: Criterion;
}

export function lossTrial(task: LossTask): LossResult {
  const lesson = lessonOf(task);
  const rules = task.loss === 'spiking' ? RULES : THREE;
  return {
    kind: 'loss',
    initial: [...lesson.initial],
    runs: rules.map((rule) => descend(rule, lesson, task)),
  };
}

function descend(rule: Rule, { patterns, initial, criterion }: Lesson, task: LossTask): LossRun {
  const rates = new Float64Array(task.n).fill(RATE);
  const student = mirrorStudent(rule, initial, rates, MOMENTUM);
  const eta = STEP / largestEigenvalue(rule, initial, rates, patterns, criterion.curvature);
  const target = enough(task.loss, task.amount);
  let [first, left, epochs] = [0, 1, 0];
  for (; ; epochs++) {
    const gradient = new Float64Array(task.n);
    let gap = 0;
    patterns.forEach((x, k) => {
      const u = dot(x, student.weights);
      gap += criterion.gap(u, k) / patterns.length;
      addMultiple(gradient, -criterion.slope(u, k) / patterns.length, x);
    });
    if (epochs === 0) first = gap;
    left = gap / first;
    if (left <= target || epochs === task.epochs) break;
    student.climb(gradient, eta);
  }
  const { weights } = student;
  return {
    rule,
    epochs,
    left,
    converged: left <= target,
    weights: [...weights],
    distances: distances(THREE, initial, weights),
    change: changeSize(initial, weights),
  };
}

/** Of M^-1 X'X curvature/K with M = Phi''(w(0)) or the Fisher matrix, by the power method. */
function largestEigenvalue(
  rule: Rule,
  initial: Float64Array,
  rates: Float64Array,
  patterns: readonly Float64Array[],
  curvature: number,
): number {
  const inverse = inverseMetric(rule, initial, rates);
  let vector = new Float64Array(initial.length).fill(1);
  let value = 0;
  for (let step = 0; step < 30; step++) {
    const image = new Float64Array(vector.length);
    for (const x of patterns) addMultiple(image, (curvature * dot(x, vector)) / patterns.length, x);
    const next = inverse(image);
    value = norm(next) / norm(vector);
    vector = next.map((each) => each / norm(next));
  }
  return value;
}

function inverseMetric(
  rule: Rule,
  initial: Float64Array,
  rates: Float64Array,
): (v: Float64Array) => Float64Array {
  if (rule === 'natural') {
    const fisher = closedFisherMatrix({ rates, weights: initial, kernel: paperKernel, transfer: sigmoid });
    return (v) => fisher.solve(v);
  }
  const { curvature } = readPotential(rule);
  return (v) => v.map((each, i) => each / curvature(initial[i] as number));
}

export function lessonOf({ loss, amount, n, trial, seed }: LossTask): Lesson {
  const random = (stream: number): Random =>
    new Random(seed, 6 * trial + 2 * LOSSES.indexOf(loss) + AMOUNTS.indexOf(amount), stream);
  const count = amount === 'few' ? Math.floor(n ** 0.75) : 4 * n;
  const draw = random(STREAMS.patterns);
  const uniform = (): number => draw.uniform();
  const input =
    loss === 'spiking' ? () => drawPotential(RATE, paperKernel, uniform) : () => standardNormal(draw);
  const patterns = Array.from({ length: count }, () => Float64Array.from({ length: n }, input));
  const coin = random(STREAMS.signs);
  const signs = Float64Array.from({ length: n }, () => (loss === 'spiking' || coin.word() < 0 ? 1 : -1));
  const mean = loss === 'spiking' ? (MEAN * 30) / RATE / n : 1 / Math.sqrt(n);
  const weights = (stream: number): Float64Array =>
    positiveWeights('log-normal', n, mean, random(stream)).map((w, i) => w * (signs[i] as number));
  const target = weights(STREAMS.target);
  const labels = random(STREAMS.labels);
  const coins = patterns.map(() => labels.word() < 0);
  const voltages = patterns.map((x) => dot(x, target));
  return {
    patterns,
    initial: weights(STREAMS.initial),
    criterion: criteria[loss](amount === 'few' ? coins : voltages),
  };
}

/** From labels at random, or from the teacher's u. */
type Answers = readonly boolean[] | readonly number[];

const criteria: Readonly<Record<Loss, (answers: Answers) => Criterion>> = {
  squared(answers) {
    const y = answers.map((each) => (typeof each === 'number' ? each : each ? 1 : -1));
    return {
      gap: (u, k) => (u - (y[k] as number)) ** 2 / 2,
      slope: (u, k) => u - (y[k] as number),
      curvature: 1,
    };
  },
  logistic(answers) {
    const probability = (u: number): number => 1 / (1 + Math.exp(-u));
    const p = answers.map((each) => (typeof each === 'number' ? probability(each) : each ? 1 : 0));
    return {
      gap: (u, k) => spikeDivergence(p[k] as number, probability(u)),
      slope: (u, k) => probability(u) - (p[k] as number),
      curvature: 1 / 4,
    };
  },
  spiking(answers) {
    const { rate, logSlope } = voltageFunctions(sigmoid);
    const rates = answers.map((each) =>
      typeof each === 'number' ? rate(each) : (TARGET_RATES[each ? 1 : 0] as number),
    );
    return {
      gap: (u, k) => spikeDivergence((rates[k] as number) * DT, rate(u) * DT),
      slope: (u, k) => logSlope(u) * (rate(u) - (rates[k] as number)) * DT,
      // At least the largest phi'^2/phi dt, 4/27 beta^2 phi_max dt, and what the slope's own change adds where phi is far from phi*.
      curvature: (sigmoid.beta ** 2 * sigmoid.phiMax * DT) / 4,
    };
  },
};
