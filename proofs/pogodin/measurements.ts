/** What is measured about mirror descent: random regressions, small enough for dense algebra (src/numeric/mirror). */
import type { Answer, Question } from '../../src/ledger/part.ts';
import {
  coordinateStep,
  descend,
  entropyCoordinate,
  euclideanStep,
  mirrorStep,
  naturalStep,
  powerCoordinate,
  type Step,
} from '../../src/numeric/mirror/discreteGap.ts';
import { entropyPotential } from '../../src/numeric/mirror/entropyPotential.ts';
import { MirrorDescent } from '../../src/numeric/mirror/mirrorDescent.ts';
import { powerPotential } from '../../src/numeric/mirror/powerPotential.ts';
import {
  distanceFromRowSpace,
  lazyWeights,
  limitWeights,
  pulledBack,
  residual,
  type SmallRegression,
} from '../../src/numeric/mirror/smallRegression.ts';
import { drawsFrom } from '../theory/draws.ts';

export const WEIGHTS = 40;
export const SAMPLES = 5;
export const PROBLEMS = 4;

const subjects = [
  { potential: powerPotential(1.5), coordinate: powerCoordinate(1.5) },
  { potential: powerPotential(3), coordinate: powerCoordinate(3) },
  { potential: entropyPotential, coordinate: entropyCoordinate },
];
export const POTENTIALS = subjects.map(({ potential }) => potential.name).join(', ');

/** Inputs N(0, 1/D), |w0| ~ U(0.5, 1.5) of either sign, targets X w0 + size N(0, 1). */
function drawProblem(seed: number, size: number): SmallRegression {
  const { normal, uniform, unit } = drawsFrom(seed);
  const inputs = Array.from({ length: SAMPLES }, () =>
    Float64Array.from({ length: WEIGHTS }, () => normal() / Math.sqrt(WEIGHTS)),
  );
  const initial = Float64Array.from({ length: WEIGHTS }, () => (unit() < 0.5 ? -1 : 1) * uniform(0.5, 1.5));
  const missing = Float64Array.from({ length: SAMPLES }, () => -size * normal());
  const start = residual({ inputs, targets: new Float64Array(SAMPLES), initial }, initial);
  return { inputs, initial, targets: start.map((each, k) => each - (missing[k] as number)) };
}
const seedsOf = (seed: number): readonly number[] =>
  Array.from({ length: PROBLEMS }, (_, k) => 1000 * seed + k);

const distance = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((each, i) => each - (b[i] as number)));

// The dual change

export const STEPS = 300;
const RATE = 0.1;
export const RESIDUAL = 1e-12;

/** Largest distance of the change of the dual weights, or of the weights, from the row space, after descent with momentum. */
export const staysInRowSpace =
  (changeOf: 'dual weights' | 'weights'): Question =>
  (seed): Answer => {
    const distances = seedsOf(seed).flatMap((each) => {
      const problem = drawProblem(each, 0.3);
      return subjects.map(({ potential }) => {
        const descent = new MirrorDescent(potential, problem.initial, 0.9);
        for (let step = 0; step < STEPS; step++)
          descent.step(pulledBack(problem.inputs, residual(problem, descent.weights)), RATE);
        const measure = changeOf === 'weights' ? (w: number) => w : potential.gradient;
        const change = descent.weights.map((w, i) => measure(w) - measure(problem.initial[i] as number));
        return distanceFromRowSpace(problem.inputs, change);
      });
    });
    const largest = Math.max(...distances);
    return {
      holds: largest <= RESIDUAL,
      result: `largest distance of the change of the ${changeOf} from the row space, relative to the change: ${largest.toExponential(1)}`,
    };
  };

// Orders

/** Slopes of log gap against log size over successive halvings: their range over draws and potentials. */
function slopes(gaps: readonly (readonly number[])[]): { readonly low: number; readonly high: number } {
  const all = gaps.map((row) => {
    const [coarse = Number.NaN, fine = Number.NaN] = row.slice(-2);
    return Math.log2(coarse / fine);
  });
  return { low: Math.min(...all), high: Math.max(...all) };
}
export const TOLERANCE = 0.1;

const orderIs =
  (order: number, what: string, gapsOf: (seed: number) => readonly (readonly number[])[]): Question =>
  (seed) => {
    const { low, high } = slopes(gapsOf(seed));
    return {
      holds: Math.abs(low - order) < TOLERANCE && Math.abs(high - order) < TOLERANCE,
      result: `gap ~ ${what}^k with k from ${low.toFixed(3)} to ${high.toFixed(3)}`,
    };
  };

/** Sizes of y - X w0. */
export const SIZES = [2 ** -6, 2 ** -7];

/** Of the lazy limit, against where mirror descent ends. */
export const lazyOrder = (order: number, metric: 'at w0' | 'Euclidean'): Question =>
  orderIs(order, 'size', (seed) =>
    seedsOf(seed).flatMap((each) =>
      subjects.map(({ potential }) =>
        SIZES.map((size) => {
          const problem = drawProblem(each, size);
          const lazy = lazyWeights(problem, metric === 'at w0' ? potential.curvature : () => 1);
          return distance(lazy, limitWeights(problem, potential));
        }),
      ),
    ),
  );

/** Learning rates, and the time for which the flow is followed. */
export const RATES = [2 ** -6, 2 ** -7];
const TIME = 1;

type Route = 'natural' | 'coordinates' | 'Euclidean';
function stepOf(route: Route, { potential, coordinate }: (typeof subjects)[number]): Step {
  if (route === 'natural') return naturalStep(potential);
  return route === 'coordinates' ? coordinateStep(coordinate) : euclideanStep;
}

/** Between mirror descent and another route, after unit time or after one step. */
export const gapOrder = (order: number, route: Route, after: 'unit time' | 'one step'): Question =>
  orderIs(order, 'eta', (seed) =>
    seedsOf(seed).flatMap((each) => {
      const problem = drawProblem(each, 0.3);
      const gradient = (w: Float64Array) => pulledBack(problem.inputs, residual(problem, w));
      return subjects.map((subject) =>
        RATES.map((eta) => {
          const steps = after === 'one step' ? 1 : Math.round(TIME / eta);
          const run = (step: Step) => descend(step, problem.initial, gradient, { eta, steps });
          return distance(run(mirrorStep(subject.potential)), run(stepOf(route, subject)));
        }),
      );
    }),
  );
