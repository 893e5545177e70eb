/**
 * Two simulations of one rule side by side: w^s in somatic coordinates and w in those of a parametrization, w^s(0) = f(w(0)), driven by
 * the same spikes.
 *
 *   gap = max_t |f(w(t)) - w^s(t)| / max_t |w^s(t) - w^s(0)|,   Euclidean norms
 */
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import { type Field, fieldIn, type Inputs, type RuleName, somaticField } from './rules.ts';
import type { Spike } from './spikes.ts';

/** What a pair of simulations is about: plain data, apart from the parametrization. */
export interface Problem {
  readonly inputs: Inputs;
  /** w^s(0) and the teacher's weights. */
  readonly initial: Float64Array;
  readonly teacher: Float64Array;
  readonly parametrization: Parametrization;
  /** In continuous time, s. */
  readonly spikes: readonly Spike[];
  readonly duration: number;
}

/** Rule and learning rate in each of the coordinate systems. */
export interface Learning {
  readonly rule: RuleName;
  /** Of the somatic simulation. */
  readonly eta: number;
  /** Euclidean only: learning rate in w relative to that in w^s; default 1. */
  readonly euclideanRate?: number;
}

export interface Comparison {
  readonly gap: number;
  /** max_t |w^s(t) - w^s(0)|. */
  readonly distance: number;
  /** f(w) - w^s at the multiples of SAMPLING, one after the other. */
  readonly differences: Float64Array;
}

/** A simulation that left the domain or the range of the parametrization has no gap. */
export type Compared = Comparison | 'left';

/** Seconds between two samples of the difference. */
export const SAMPLING = 0.01;

export class Pair {
  readonly somatic: Float64Array;
  readonly w: Float64Array;
  readonly somaticField: Field;
  readonly field: Field;
  readonly #parametrization: Parametrization;
  readonly #initial: Float64Array;
  readonly #differences: number[] = [];
  #largest = 0;
  #distance = 0;
  #left = false;

  constructor({ inputs, initial, parametrization }: Problem, { rule, euclideanRate = 1 }: Learning) {
    this.somatic = initial.slice();
    this.w = parametrization.inverse(initial);
    this.#initial = initial;
    this.#parametrization = parametrization;
    this.somaticField = somaticField(rule, inputs);
    this.field = fieldIn(parametrization, rule, inputs, euclideanRate);
  }

  /** Looks at both; false once one has left. */
  look(): boolean {
    if (!this.#parametrization.contains(this.w) || !this.#parametrization.reaches(this.somatic)) {
      this.#left = true;
      return false;
    }
    const reached = this.#parametrization.somatic(this.w);
    this.#largest = Math.max(this.#largest, distanceBetween(reached, this.somatic));
    this.#distance = Math.max(this.#distance, distanceBetween(this.somatic, this.#initial));
    return true;
  }

  /** Keeps the difference as it is now. */
  sample(): void {
    const reached = this.#parametrization.somatic(this.w);
    reached.forEach((each, i) => {
      this.#differences.push(each - (this.somatic[i] as number));
    });
  }

  result(): Compared {
    if (this.#left) return 'left';
    return {
      gap: this.#largest / this.#distance,
      distance: this.#distance,
      differences: Float64Array.from(this.#differences),
    };
  }
}

export function distanceBetween(u: Float64Array, v: Float64Array): number {
  let total = 0;
  for (let i = 0; i < u.length; i++) total += ((u[i] as number) - (v[i] as number)) ** 2;
  return Math.sqrt(total);
}

/** Root mean square over the samples of |a(t) - b(t)|, n components each. */
export function meanDeparture(a: Float64Array, b: Float64Array, n: number): number {
  return distanceBetween(a, b) / Math.sqrt(a.length / n);
}
