/**
 * One fixed neuron: the samples must not reject the matrix, and the same test on the same samples must reject it with each of the named
 * errors of 1 %. The number of samples is the smallest for which the power against all of them exceeds 1 - miss.
 */
import { diagonalPart } from '../../src/experiments/fisher/agreementVariance.ts';
import type { FisherOperator } from '../../src/numeric/fisher/fisherOperator.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import {
  type Comparison,
  comparisonsOf,
  type Design,
  designFor,
  detectable,
  rejected,
  sampled,
  traceWith,
} from './comparison.ts';

/** A spoilt matrix, and the comparison that is to notice it. */
export interface NamedError {
  readonly name: string;
  readonly noticedBy: string;
  readonly spoil: (G: Float64Array) => Float64Array;
}

export const NAMED_ERRORS = 3;

/** The entry that is spoilt is the diagonal one of the afferent that fires most. */
export function namedErrors(neuron: Neuron, inputs: Inputs): NamedError[] {
  const { rates } = neuron;
  const n = rates.length;
  const part = diagonalPart(neuron, inputs);
  const most = rates.indexOf(Math.max(...rates));
  const entry = `G[${most + 1},${most + 1}]`;
  const changed = (G: Float64Array, change: (i: number) => number): Float64Array =>
    G.map((each, at) => (at % (n + 1) === 0 ? each + change(at / (n + 1)) : each));
  return [
    { name: 'G x 1.01', noticedBy: 'trace', spoil: (G) => G.map((each) => 1.01 * each) },
    {
      name: 'diagonal part x 1.01',
      noticedBy: 'trace',
      spoil: (G) => changed(G, (i) => 0.01 * (part[i] as number)),
    },
    {
      name: `${entry} x 1.01`,
      noticedBy: entry,
      spoil: (G) => changed(G, (i) => (i === most ? 0.01 * (G[i * (n + 1)] as number) : 0)),
    },
  ];
}

/** The same comparisons with the matrix spoilt; the inverse is left as it is. */
export function spoilt(comparisons: readonly Comparison[], neuron: Neuron, G: Float64Array): Comparison[] {
  const n = neuron.rates.length;
  return comparisons.map((each) =>
    each.name === 'inverse' ? each : { ...each, reference: traceWith(each.form, G, n) },
  );
}

export interface Plan {
  readonly errors: readonly NamedError[];
  readonly comparisons: readonly Comparison[];
  readonly design: Design;
}

const BATCHES = 512;

export function planFor(
  neuron: Neuron,
  inputs: Inputs,
  operator: FisherOperator,
  rates: { readonly falseAlarm: number; readonly miss: number },
): Plan {
  const comparisons = comparisonsOf(neuron, inputs, operator);
  const errors = namedErrors(neuron, inputs);
  const G = operator.dense();
  const shiftOf = (comparison: Comparison): number => {
    const { name, reference, form } = comparison;
    const shifts = errors
      .filter(({ noticedBy }) => noticedBy === name)
      .map(({ spoil }) => Math.abs(traceWith(form, spoil(G), neuron.rates.length) - reference));
    return shifts.length === 0 ? 0 : Math.min(...shifts);
  };
  return {
    errors,
    comparisons,
    design: designFor(comparisons, comparisons.map(shiftOf), { ...rates, batches: BATCHES }),
  };
}

export interface Outcome {
  /** What is rejected of the matrix itself: nothing. */
  readonly rejected: readonly string[];
  /** Named errors whose comparison does not reject: none. */
  readonly missed: readonly string[];
}

export function outcomeOf(
  neuron: Neuron,
  inputs: Inputs,
  operator: FisherOperator,
  { errors, comparisons, design }: Plan,
  seed: number,
): Outcome {
  const values = sampled(neuron, inputs, comparisons, { batches: BATCHES, size: design.size, seed });
  const missed = errors.filter(({ noticedBy, spoil }) => {
    const wrong = spoilt(comparisons, neuron, spoil(operator.dense()));
    return !rejected(wrong, design, values).some((each) => each.startsWith(noticedBy));
  });
  return { rejected: rejected(comparisons, design, values), missed: missed.map(({ name }) => name) };
}

/** A row of the table: what the test compares, its critical value, samples, and what it detects. */
export function rowOf(name: string, { errors, comparisons, design }: Plan, miss: number): string[] {
  const percent = (comparison: Comparison): string =>
    `${(100 * detectable(design, comparison)).toFixed(2)} %`;
  const of = (wanted: string): string => {
    const comparison = comparisons.find((each) => each.name === wanted);
    return comparison === undefined ? '' : percent(comparison);
  };
  const entries = comparisons.filter((each) => each.name.startsWith('G['));
  const worst = Math.max(...entries.map((each) => detectable(design, each)));
  return [
    name,
    String(comparisons.length),
    design.falseAlarm.toExponential(1),
    design.test.critical.toFixed(1),
    (design.test.batches * design.size).toExponential(1),
    of('trace'),
    of(errors[2]?.noticedBy ?? ''),
    `${(100 * worst).toFixed(2)} %`,
    of('inverse'),
    `> 1 - ${miss}`,
  ];
}

export const HEAD = [
  'neuron',
  'comparisons',
  'false alarm of each',
  'critical |T|',
  'samples',
  'detects in trace',
  'in the named entry',
  'in every entry',
  'in the inverse',
  'power there',
];
