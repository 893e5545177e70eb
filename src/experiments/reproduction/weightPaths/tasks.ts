/** The parts of Figure 3D-E that are computed apart: trials, batches of the vector field, mean flows, the landscape of D_KL. */

import { readLearningConfiguration } from '../../learning/configuration.ts';
import { errorMeasure } from '../../learning/errors.ts';
import { TrialRunner } from '../../learning/trial.ts';
import {
  type Direction,
  DT,
  drawPotentials,
  type Landscape,
  meanUnitUpdate,
  meanUpdate,
  transfer,
} from './meanUpdate.ts';
import { type PathParameters, RULES, type RuleName, type Version } from './parameters.ts';
import type { Point } from './plane.ts';

export type PathTask =
  | {
      readonly kind: 'trial';
      readonly config: Readonly<Record<string, unknown>>;
      readonly trial: number;
    }
  | {
      readonly kind: 'field';
      readonly rates: Point;
      readonly target: Point;
      readonly at: readonly Point[];
      readonly samples: number;
      readonly seed: number;
      readonly batch: number;
    }
  | {
      readonly kind: 'flow';
      readonly rates: Point;
      readonly version: Version;
      readonly learningRates: Readonly<Record<RuleName, number>>;
      readonly duration: number;
      readonly steps: number;
      readonly samples: number;
      readonly seed: number;
      readonly batch: number;
    }
  | {
      readonly kind: 'landscape';
      readonly rates: Point;
      readonly target: Point;
      readonly axis: readonly number[];
      readonly samples: number;
      readonly seed: number;
      readonly batch: number;
    };

/** By rule: weights and D_KL (nats a step) before learning and at every measurement. */
export interface TrialPaths {
  readonly weights: Readonly<Record<string, readonly Point[]>>;
  readonly divergence: Readonly<Record<string, readonly number[]>>;
}

export const DIRECTIONS: readonly Direction[] = [...RULES, 'steepest', 'steepestFine'];

export interface FieldBatch {
  /** By direction, at every point. */
  readonly updates: Readonly<Record<string, readonly Point[]>>;
  /** The same of the mean of unit vectors. */
  readonly unit: Readonly<Record<string, readonly Point[]>>;
  /** By rule: the derivative of the mean update at the target, row by row. */
  readonly jacobians: Readonly<Record<string, Point>>;
}

/** By rule, the path of the mean update's flow, and D_KL (nats a step) along it. */
export interface Flows {
  readonly weights: Readonly<Record<string, readonly Point[]>>;
  readonly divergence: Readonly<Record<string, readonly number[]>>;
}

/** D_KL a step, nats: row by row, the second weight by rows. */
export type Heights = readonly number[];

export type PathResult = TrialPaths | FieldBatch | Flows | Heights;

/** Batches of USPs: each use has its own. */
const BATCHES = { field: 0, landscape: 1_000_000, flow: 2_000_000 } as const;

export function pathTasks(parameters: PathParameters): PathTask[] {
  const { rates, versions, samples, seed, learningRates, duration, flowSteps, grid } = parameters;
  const [main] = versions as [Version];
  const trials = (rules: readonly RuleName[], count: number): PathTask[] =>
    Array.from({ length: count }, (_, trial) => ({
      kind: 'trial',
      config: configurationOf(parameters, rules),
      trial,
    }));
  const { initial, target } = main;
  return [
    ...trials(['euclidean', 'natural', 'approximated', 'local'], parameters.trials),
    ...trials(['exact'], parameters.exactTrials),
    ...Array.from({ length: parameters.fieldBatches }, (_, batch): PathTask => {
      const at = [...parameters.field, initial];
      return { kind: 'field', rates, target, at, samples, seed, batch: BATCHES.field + batch };
    }),
    ...versions.flatMap((version, k) =>
      Array.from({ length: parameters.flowBatches }, (_, batch): PathTask => {
        const span = k === 0 ? parameters.flowSpan : 1;
        const task = {
          rates,
          version,
          learningRates,
          duration: duration * span,
          steps: flowSteps * span,
          samples: parameters.flowSamples,
          seed,
        };
        return { kind: 'flow', ...task, batch: BATCHES.flow + batch };
      }),
    ),
    { kind: 'landscape', rates, target, axis: axisOf(grid), samples, seed, batch: BATCHES.landscape },
  ];
}

export function doPathTask(task: PathTask): PathResult | Promise<PathResult> {
  switch (task.kind) {
    case 'trial':
      return trialPaths(task);
    case 'field':
      return fieldBatch(task);
    case 'flow':
      return flows(task);
    case 'landscape':
      return heights(task);
  }
}

export const axisOf = ({ low, high, count }: PathParameters['grid']): number[] =>
  Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));

function configurationOf(parameters: PathParameters, rules: readonly RuleName[]) {
  const { versions, rates, duration, haste, points, learningRates, samples, seed } = parameters;
  const [{ initial, target }] = versions as [Version];
  const intervals = Math.round(duration / haste);
  return {
    afferents: rates.length,
    rates,
    initial,
    target,
    dt: DT,
    intervals,
    measureEvery: Math.ceil(intervals / points),
    testPotentials: samples,
    rules: rules.map((name) => ({ name, learningRate: haste * learningRates[name] })),
    seed,
  };
}

async function trialPaths({ config, trial }: Extract<PathTask, { kind: 'trial' }>): Promise<TrialPaths> {
  const runner = await TrialRunner.of(await readLearningConfiguration(config));
  const { rules, intervals } = runner.config;
  let state = runner.begin(trial);
  const weights: number[][][] = rules.map(() => []);
  for (;;) {
    for (const [r, each] of runner.somatic(state).entries()) weights[r]?.push([...each]);
    if (state.interval === intervals) break;
    state = runner.advance(state, Number.POSITIVE_INFINITY);
  }
  // A measurement has three errors of each rule; D_KL is the second.
  const measured = state.curve.length / (3 * rules.length);
  const divergences = (r: number): number[] =>
    Array.from({ length: measured }, (_, k) => state.curve[3 * (k * rules.length + r) + 1] as number);
  return {
    weights: Object.fromEntries(rules.map(({ name }, r) => [name, weights[r] ?? []])),
    divergence: Object.fromEntries(rules.map(({ name }, r) => [name, divergences(r)])),
  };
}

const landscapeOf = ({
  rates,
  target,
  samples,
  seed,
  batch,
}: {
  readonly rates: Point;
  readonly target: Point;
  samples: number;
  seed: number;
  batch: number;
}): Landscape => ({
  rates,
  target,
  potentials: drawPotentials(rates, samples, seed, batch),
});

/** Of the difference quotient, in weights: second order, and the weights are of order 0.1. */
const STEP = 1e-4;

function fieldBatch(task: Extract<PathTask, { kind: 'field' }>): FieldBatch {
  const { at, target } = task;
  const landscape = landscapeOf(task);
  const byDirection = <T>(directions: readonly Direction[], value: (direction: Direction) => T) =>
    Object.fromEntries(directions.map((direction) => [direction, value(direction)]));
  return {
    updates: byDirection(DIRECTIONS, (each) => at.map((w) => meanUpdate(each, landscape, w))),
    unit: byDirection(['euclidean', 'natural'], (each) =>
      at.map((w) => meanUnitUpdate(each as 'euclidean' | 'natural', landscape, w)),
    ),
    jacobians: byDirection(RULES, (each) => jacobian((w) => meanUpdate(each, landscape, w), target)),
  };
}

function jacobian(field: (w: number[]) => number[], at: Point): number[] {
  const columns = at.map((_, j) => {
    const moved = (sign: number): number[] => at.map((w, i) => (i === j ? w + sign * STEP : w));
    const [up, down] = [field(moved(1)), field(moved(-1))];
    return up.map((each, i) => (each - (down[i] as number)) / (2 * STEP));
  });
  return at.flatMap((_, i) => columns.map((column) => column[i] as number));
}

function flows(task: Extract<PathTask, { kind: 'flow' }>): Flows {
  const { version, learningRates, duration, steps } = task;
  const landscape = landscapeOf({ ...task, target: version.target });
  const height = heightOf(landscape);
  const weights = RULES.map((rule) => {
    const h = (learningRates[rule] * duration) / steps;
    const substeps = substepsOf(rule);
    const fine = flow((w) => meanUpdate(rule, landscape, w), version.initial, h / substeps, steps * substeps);
    return fine.filter((_, k) => k % substeps === 0);
  });
  return {
    weights: Object.fromEntries(RULES.map((rule, r) => [rule, weights[r] as Point[]])),
    divergence: Object.fromEntries(RULES.map((rule, r) => [rule, (weights[r] as Point[]).map(height)])),
  };
}

/** Steps of the flow between two points: Euclidean descent is stiff, one direction being learned ten times as fast as the other. */
const substepsOf = (rule: RuleName): number => (rule === 'euclidean' ? 5 : 1);

/** D_KL of weights on the landscape's USPs. */
function heightOf({ target, potentials }: Landscape): (weights: Point) => number {
  const measure = errorMeasure({ teacher: Float64Array.from(target), transfer, dt: DT }, potentials);
  const out = new Float64Array(3);
  return (weights) => {
    measure(Float64Array.from(weights), out);
    return out[1] as number;
  };
}

/** Midpoint rule. */
function flow(field: (w: Point) => number[], from: Point, h: number, steps: number): Point[] {
  const moved = (w: Point, by: number, along: Point): number[] =>
    w.map((each, i) => each + by * (along[i] as number));
  const path: Point[] = [from];
  for (let k = 0; k < steps; k++) {
    const w = path[k] as Point;
    const middle = moved(w, h / 2, field(w));
    path.push(moved(w, h, field(middle)));
  }
  return path;
}

function heights({ axis, ...task }: Extract<PathTask, { kind: 'landscape' }>): Heights {
  const height = heightOf(landscapeOf(task));
  return axis.flatMap((second) => axis.map((first) => height([first, second])));
}
