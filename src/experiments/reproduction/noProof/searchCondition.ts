/**
 * Conditions among which one is sought where natural gradient does not win, drawn at random and made simpler.
 *
 * Units: rates Hz, voltages mV. Weights are independent and uniform: mean/(e0 sum r) +- spread/n, so that the mean of V is `mean`; the paper's
 * are mean 0 and spread 1.
 */
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { stream } from '../../draws.ts';

export interface WeightRange {
  /** Of V, mV. */
  readonly mean: number;
  readonly spread: number;
}

export interface SearchCondition {
  readonly afferents: number;
  /** Of equal groups. */
  readonly rates: readonly number[];
  readonly initial: WeightRange;
  readonly target: WeightRange;
  /** A name with all its parameters. */
  readonly transfer: Readonly<Record<string, string | number>>;
}

const sigmoid = { name: 'sigmoid', ...paperSigmoid };
const TRANSFERS: readonly SearchCondition['transfer'][] = [
  sigmoid,
  { ...sigmoid, beta: 0.6 },
  { name: 'softplus', beta: 0.3, theta: 10, phiMax: 20 },
  { ...sigmoid, theta: 5, phiMax: 50 },
];
const AFFERENTS = [1, 2, 5, 10] as const;

/** The k-th condition of this seed. */
export function drawnCondition(seed: number, k: number): SearchCondition {
  const uniform = stream(seed, `no-proof/${k}`);
  const between = (low: number, high: number): number =>
    Number((low + (high - low) * uniform()).toPrecision(3));
  const logarithmic = (low: number, high: number): number =>
    Number((low * (high / low) ** uniform()).toPrecision(3));
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(uniform() * all.length)] as T;
  const afferents = oneOf(AFFERENTS);
  const rates = Array.from({ length: Math.min(2, afferents) }, () => logarithmic(5, 50));
  const range = (): WeightRange => ({ mean: between(-5, 15), spread: logarithmic(0.25, 2) });
  return { afferents, rates, initial: range(), target: range(), transfer: oneOf(TRANSFERS) };
}

/** Each makes a condition simpler in one respect; tried in this order. */
export const simplifications: readonly ((condition: SearchCondition) => SearchCondition)[] = [
  (condition) => ({ ...condition, transfer: sigmoid }),
  (condition) => ({ ...condition, afferents: 1, rates: condition.rates.slice(0, 1) }),
  (condition) => ({ ...condition, rates: condition.rates.map(() => 20) }),
  (condition) => ({ ...condition, initial: { ...condition.initial, spread: 0 } }),
  (condition) => ({ ...condition, target: { ...condition.target, spread: 0 } }),
  (condition) => ({
    ...condition,
    initial: { ...condition.initial, mean: rounded(condition.initial.mean) },
    target: { ...condition.target, mean: rounded(condition.target.mean) },
  }),
];

const rounded = (mean: number): number => 5 * Math.round(mean / 5);

export function conditionInWords({ afferents, rates, initial, target, transfer }: SearchCondition): string {
  const { name, ...parameters } = transfer;
  const weights = ({ mean, spread }: WeightRange): string =>
    `mean of V ${mean} mV${spread > 0 ? `, weights spread by ${spread}/n` : ''}`;
  const numbers = Object.entries(parameters).map(([key, value]) => `${key} = ${value}`);
  return `${afferents} afferent${afferents > 1 ? 's' : ''} at ${rates.join(' and ')} Hz, before learning ${weights(initial)}, teacher ${weights(target)}, ${name} (${numbers.join(', ')})`;
}
