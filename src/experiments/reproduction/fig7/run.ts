/**
 * The work of Figure 7, in tasks of three kinds.
 *
 *   trial      one episode, some of the stimulated weights w_a: mean change of the stimulated synapses, and what the run does to an
 *              unstimulated weight, w_b -> factor w_b + offset; with the exact matrix (held) w_b -> w_b - s(w_a, w_b) drive
 *   response   s(w_a, w_b) of the exact Fisher matrix for some w_a and all w_b
 *   examples   one episode, the three examples: traces, the scripts' rate of unstimulated afferents, the exact matrix of current weights
 */
import { exactFisherMatrix } from '../../../numeric/fisher/exact.ts';
import { plainLearning } from '../../../numeric/learning/plainLearning.ts';
import { type Episode, episode } from '../fewSynapses/episode.ts';
import { learn, meanRate } from '../fewSynapses/learn.ts';
import { closedRule, equalInverse, exactRule, type SynapticRule } from '../fewSynapses/rules.ts';
import {
  type Fig7Parameters,
  gridOf,
  neuronOf,
  STIMULATED,
  SYNAPSES,
  stimulationOf,
  transfer,
} from './setting.ts';

/** Stimulated weight changed by `change`; unstimulated w -> factor w + offset. */
export interface Change {
  readonly change: number;
  readonly factor: number;
  readonly offset: number;
}

/** At one w_a. */
export interface ColumnResult {
  readonly held: Change;
  readonly following: Change;
  /** With the exact matrix at the start; w_b -> w_b - s drive. */
  readonly exact: { readonly change: number; readonly drive: number };
  /** Mean of phi(V) at the initial weights, Hz. */
  readonly rate: number;
  /** Held coefficients, in the other source's variety and at its weight of the same place. */
  readonly other: Change;
}

export interface ExampleResult {
  /** Weight changes with coefficients held. */
  readonly held: Pair;
  readonly following: Pair;
  readonly exact: Pair;
  /** The exact matrix follows the weights; in the first trials only. */
  readonly exactFollowing?: Pair;
  /** Held, the scripts' rate of unstimulated afferents in the coefficients, w_b as in the example and smallest and largest. */
  readonly scriptsRate: readonly [example: Pair, smallest: Pair, largest: Pair];
  /** Of the first trial: stimulated and unstimulated weights over time. */
  readonly traces?: { readonly held: Trace; readonly exact: Trace };
}

export interface Pair {
  readonly stimulated: number;
  readonly unstimulated: number;
}
export type Trace = readonly (readonly [stimulated: number, unstimulated: number])[];

export type Fig7Task = { readonly parameters: Fig7Parameters } & (
  | { readonly kind: 'trial'; readonly trial: number; readonly from: number; readonly to: number }
  | { readonly kind: 'response'; readonly from: number; readonly to: number }
  | { readonly kind: 'examples'; readonly trial: number }
);
export type Fig7Result =
  | { readonly kind: 'trial'; readonly trial: number; readonly columns: readonly ColumnResult[] }
  | { readonly kind: 'response'; readonly rows: readonly (readonly number[])[] }
  | { readonly kind: 'examples'; readonly examples: readonly ExampleResult[] };

/** Stimulated weights in a task, of one trial and of the exact matrix: some seconds each. */
const COLUMNS = 100;
const ROWS = 25;
const TRACE_POINTS = 120;
/** Rate of unstimulated afferents in place of the limit 0, Hz: their share of V's moments is 1e-9. */
const NEARLY_SILENT = 1e-8;
/** The exact matrix of current weights is computed anew every so many steps (0.25 s). */
const REFRESH = 500;

export function fig7Tasks(parameters: Fig7Parameters): Fig7Task[] {
  const { trials, points } = parameters;
  const numbers = Array.from({ length: trials }, (_, trial) => trial);
  return [
    ...numbers.flatMap((trial) =>
      blocks(points, COLUMNS).map((block) => ({ parameters, kind: 'trial', trial, ...block }) as const),
    ),
    ...blocks(points, ROWS).map((block) => ({ parameters, kind: 'response', ...block }) as const),
    ...numbers.map((trial) => ({ parameters, kind: 'examples', trial }) as const),
  ];
}

/** [0, points) in pieces. */
const blocks = (points: number, size: number): { from: number; to: number }[] =>
  Array.from({ length: Math.ceil(points / size) }, (_, k) => ({
    from: k * size,
    to: Math.min(points, (k + 1) * size),
  }));

export function runFig7(task: Fig7Task): Fig7Result {
  const { parameters, kind } = task;
  const { chosen, other, points, seed } = parameters;
  if (kind === 'response') {
    const rows = gridOf(chosen, points).slice(task.from, task.to);
    return { kind, rows: rows.map((weight) => response(parameters, weight, gridOf(chosen, points))) };
  }
  const spikes = episode(stimulationOf(parameters), seed, task.trial);
  if (kind === 'examples')
    return { kind, examples: parameters.examples.map((w) => example(parameters, w, spikes, task.trial)) };
  const weights = gridOf(chosen, points);
  const others = gridOf(other, points);
  const columns = weights
    .slice(task.from, task.to)
    .map((weight, k) => column(parameters, weight, others[task.from + k] as number, spikes));
  return { kind, trial: task.trial, columns };
}

const pick = ({ change, factor, offset }: Change): Change => ({ change, factor, offset });

function column(
  parameters: Fig7Parameters,
  weight: number,
  otherWeight: number,
  spikes: Episode,
): ColumnResult {
  const { rate, chosen, other } = parameters;
  const neuron = neuronOf(rate, weight);
  const at = (rule: SynapticRule, { learningRate } = chosen, initial = weight) =>
    learn(spikes, { rule, transfer, weight: initial, learningRate });
  const { change, drive } = at(exactRule(equalInverse(neuron)));
  return {
    held: pick(at(closedRule(neuron, rate, 'held'))),
    following: pick(at(closedRule(neuron, rate, 'following'))),
    exact: { change, drive },
    rate: meanRate(spikes, transfer, weight),
    other: pick(at(closedRule(neuronOf(rate, otherWeight), rate, 'held'), other, otherWeight)),
  };
}

/** s(w_a, w_b) = -(G^-1)_ba for all w_b at once: nearly silent afferents do not feel each other. */
export function response(
  { rate }: Pick<Fig7Parameters, 'rate'>,
  weight: number,
  unstimulated: readonly number[],
): number[] {
  const neuron = neuronOf(rate, weight, unstimulated, NEARLY_SILENT);
  const unit = new Float64Array(neuron.rates.length);
  unit[0] = 1;
  return [...exactFisherMatrix(neuron).solve(unit).subarray(STIMULATED)].map((each) => -each);
}

function example(parameters: Fig7Parameters, weight: number, spikes: Episode, trial: number): ExampleResult {
  const { rate, chosen, scriptsRate, exactTrials } = parameters;
  const { learningRate, smallest, largest } = chosen;
  const neuron = neuronOf(rate, weight);
  const [s = 0] = response(parameters, weight, [weight]);
  const tracePoints = trial === 0 ? TRACE_POINTS : 0;
  const at = (rule: SynapticRule) => learn(spikes, { rule, transfer, weight, learningRate, tracePoints });
  const pair = ({ change, factor, offset }: Change, w = weight): Pair => ({
    stimulated: change,
    unstimulated: (factor - 1) * w + offset,
  });
  const held = at(closedRule(neuron, rate, 'held'));
  const exact = at(exactRule(equalInverse(neuron)));
  const withRate = (w: number): Pair => {
    const silent = new Array<number>(SYNAPSES - STIMULATED).fill(w);
    return pair(at(closedRule(neuronOf(rate, weight, silent, scriptsRate), rate, 'held')), w);
  };
  return {
    held: pair(held),
    following: pair(at(closedRule(neuron, rate, 'following'))),
    exact: { stimulated: exact.change, unstimulated: -s * exact.drive },
    scriptsRate: [withRate(weight), withRate(smallest), withRate(largest)],
    ...(trial < exactTrials ? { exactFollowing: exactFollowing(parameters, weight, spikes) } : {}),
    ...(trial === 0
      ? {
          traces: {
            held: held.trace.map(([w, factor, offset]) => [w, factor * weight + offset] as const),
            exact: exact.trace.map(([w, , , drive]) => [w, weight - s * drive] as const),
          },
        }
      : {}),
  };
}

/** By the plain O(n) loop, one unstimulated afferent for all. */
function exactFollowing({ rate, chosen, dt }: Fig7Parameters, weight: number, { chunk }: Episode): Pair {
  const neuron = neuronOf(rate, weight, [weight], NEARLY_SILENT);
  const rule = { name: 'exact', learningRate: chosen.learningRate, refresh: REFRESH } as const;
  const run = plainLearning({ ...neuron, teacher: neuron.weights, dt, rules: [rule] });
  run.run(chunk);
  const weights = run.weights(0);
  const stimulated = weights.subarray(0, STIMULATED).reduce((sum, w) => sum + w, 0) / STIMULATED;
  return { stimulated: stimulated - weight, unstimulated: (weights[STIMULATED] as number) - weight };
}
