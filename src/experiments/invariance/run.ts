/**
 * One independent draw of neuron, parametrization and spikes: the gap of every rule over learning rates, time steps and integrators, and some
 * learning curves of further draws. A task in, plain data out: in this thread or in another.
 *
 * Learning rates are those of the natural rule (1/s): about which part of the way to the teacher it goes in a second. The Euclidean
 * rule gets eta n/tr G(w^s(0)), the same speed on average, and in w what makes up for the mean of f'(w)^2: a parametrization
 * that only rescales time makes no difference.
 */
import { closedFisherMatrix } from '../../numeric/fisher/closed.ts';
import { stream } from '../draws.ts';
import { drawOne, type History, histories, problemOf } from './arbitraries.ts';
import { flowPair } from './canonical.ts';
import { eulerPair } from './euler.ts';
import { type CurvePair, learningCurves } from './learningCurves.ts';
import { type Compared, type Comparison, type Learning, meanDeparture, type Problem } from './pair.ts';
import type { RuleName } from './rules.ts';
import { bin } from './spikes.ts';

export interface RunTask {
  readonly seed: number;
  readonly run: number;
  readonly plan: Plan;
  /** Only this map, for all components. */
  readonly formula?: string;
}

/** What is measured in a run; times in s, learning rates in 1/s. */
export interface Plan {
  readonly rules: readonly RuleName[];
  readonly duration: number;
  /** Of all but the variation of dt, and of all but that of eta. */
  readonly dt: number;
  readonly eta: number;
  readonly etas: readonly number[];
  readonly dts: readonly number[];
  /** Steps of the drift in canonical integration; spikes are binned at the longest. */
  readonly canonicalDts: readonly number[];
  readonly curves: CurvePlan;
}

export interface CurvePlan {
  readonly trials: number;
  readonly duration: number;
  readonly eta: number;
}

export const RULES: readonly RuleName[] = ['natural', 'approximated', 'euclidean'];

/** 0.5 ms is the paper's time step. */
export const defaultPlan: Plan = {
  rules: RULES,
  duration: 10,
  dt: 0.0005,
  eta: 0.02,
  etas: [0.00025, 0.0005, 0.001, 0.002],
  dts: [0.002, 0.001, 0.0005, 0.00025, 0.000125],
  canonicalDts: [0.004, 0.002, 0.001, 0.0005],
  curves: { trials: 3, duration: 20, eta: 0.1 },
};

export interface GapAt {
  readonly value: number;
  readonly gap: number;
}

export interface RuleRun {
  readonly overEta: readonly GapAt[];
  readonly overDt: readonly GapAt[];
  /** The gap in the limit dt -> 0, plain jumps. */
  readonly limit: number;
  /** Root mean square over t of (f(w) - w^s at dt) - (f(w) - w^s in the limit), relative to the distance. */
  readonly toLimit: readonly GapAt[];
  /** With the teacher's rate instead of its spikes. */
  readonly withoutSpikes: readonly GapAt[];
  readonly canonical: number;
  readonly canonicalOverDt: readonly GapAt[];
  readonly somaticStep: number;
}

export interface RunResult {
  readonly run: number;
  /** f_i(w). */
  readonly maps: readonly string[];
  readonly teacherSpikes: number;
  /** A rule of which some simulation left the domain or the range of the parametrization has no numbers. */
  readonly rules: Readonly<Partial<Record<RuleName, RuleRun | 'left'>>>;
  readonly curves: readonly CurvePair[];
}

/** fast-check wants 32 bits. */
export const namedSeed = (seed: number, name: string): number =>
  Math.floor(stream(seed, name)() * 2 ** 32) | 0;

export function measureRun({ seed, run, plan, formula }: RunTask): RunResult {
  const draw = (name: string): History =>
    drawOne(histories(formula), namedSeed(seed, `${name} of run ${run}`));
  const problem = problemOf(draw('history'), plan.duration);
  return {
    run,
    maps: problem.parametrization.text,
    teacherSpikes: problem.spikes.filter(({ source }) => source < 0).length,
    rules: Object.fromEntries(plan.rules.map((rule) => [rule, measureRule(problem, rule, plan)])),
    curves: Array.from({ length: plan.curves.trials }, (_, trial) => {
      const history = draw(`trial ${trial}`);
      const { duration, eta } = plan.curves;
      const problem = problemOf(history, duration);
      return learningCurves(problem, history.uniform, plan.dt, (rule) => learningOf(problem, rule, eta));
    }),
  };
}

/** Time steps for the gap without spikes, which has no noise. */
const SMOOTH = 4;

function measureRule(problem: Problem, rule: RuleName, plan: Plan): RuleRun | 'left' {
  const { dt, eta, etas, dts, canonicalDts } = plan;
  const n = problem.initial.length;
  const learning = learningOf(problem, rule, eta);
  const longest = Math.max(...canonicalDts);
  try {
    const limit = stayed(flowPair(problem, problem.spikes, { ...learning, dt, jumps: 'plain' }));
    const overDt = dts.map((each) => ({
      value: each,
      pair: stayed(eulerPair(problem, { ...learning, dt: each })),
    }));
    return {
      overEta: etas.map((each) => ({
        value: each,
        gap: stayed(eulerPair(problem, { ...learningOf(problem, rule, each), dt })).gap,
      })),
      overDt: overDt.map(({ value, pair }) => ({ value, gap: pair.gap })),
      limit: limit.gap,
      toLimit: overDt.map(({ value, pair }) => ({
        value,
        gap: meanDeparture(pair.differences, limit.differences, n) / limit.distance,
      })),
      withoutSpikes: dts.slice(0, SMOOTH).map((each) => ({
        value: each,
        gap: stayed(eulerPair(problem, { ...learning, dt: each, teacher: 'rate' })).gap,
      })),
      canonical: stayed(flowPair(problem, bin(problem.spikes, dt), { ...learning, dt, jumps: 'canonical' }))
        .gap,
      canonicalOverDt: canonicalDts.map((each) => ({
        value: each,
        gap: stayed(
          flowPair(problem, bin(problem.spikes, longest), { ...learning, dt: each, jumps: 'canonical' }),
        ).gap,
      })),
      somaticStep: stayed(eulerPair(problem, { ...learning, dt, step: 'somatic' })).gap,
    };
  } catch (error) {
    if (error instanceof Left) return 'left';
    throw error;
  }
}

/** A simulation left the parametrization. */
class Left extends Error {}

function stayed(compared: Compared): Comparison {
  if (compared === 'left') throw new Left();
  return compared;
}

export function learningOf(
  { inputs, initial, parametrization }: Problem,
  rule: RuleName,
  eta: number,
): Learning {
  if (rule !== 'euclidean') return { rule, eta };
  const n = initial.length;
  const transfer = { name: 'sigmoid', ...inputs.sigmoid } as const;
  const { rates, kernel } = inputs;
  const G = closedFisherMatrix({ rates, weights: initial, kernel, transfer }).dense();
  const J = parametrization.jacobian(parametrization.inverse(initial));
  let [trace, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    trace += G[i * (n + 1)] as number;
    squares += (J[i * (n + 1)] as number) ** 2;
  }
  return { rule, eta: (eta * n) / trace, euclideanRate: n / squares };
}
