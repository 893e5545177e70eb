/**
 * Guided search for a violation at one choice of dimensions: minimises the margin of the claim in doubles under the kinds
 * and the inequalities among the `given`, then tries rational numbers near the minimum, simplest first.
 */
import type { Rational } from '../../expression/rational.ts';
import { DoubleCompiler } from '../evaluate/double.ts';
import type { Problem, Relation } from '../problem.ts';
import { Layout } from './layout.ts';
import { minimise, type Objective } from './minimise.ts';
import { nearestRational } from './nearest.ts';
import type { Random } from './random.ts';
import type { Values } from './sample.ts';

/** Denominators tried when a double is turned into a rational. */
const DENOMINATORS = [1, 2, 6, 20, 1000, 1e5, 1e8, 2 ** 52];

/** Above this margin nothing near the minimum can violate the claim. */
const HOPELESS = 1e-5;
/** Off the surface margins may be larger. */
const NEAR_SURFACE = 1e-2;

export interface Minimum {
  readonly at: readonly number[];
  readonly margin: number;
  readonly candidates: readonly Values[];
}

export class Descent {
  readonly #layout: Layout;
  readonly #margin: Objective;
  readonly #violation: Objective;
  /** Sum of squares of the residuals of equality hypotheses. */
  readonly #distance: Objective;

  constructor(problem: Problem, dimensions: ReadonlyMap<string, number>) {
    this.#layout = new Layout(problem, dimensions, true);
    const compiler = new DoubleCompiler(dimensions);
    const write = (x: readonly number[]): void => this.#layout.write(x, compiler.slots);
    const claim = compiler.difference(problem.claim);
    const margin = marginOf(problem.claim);
    const given = problem.given.map((relation) => {
      const difference = compiler.difference(relation);
      const amount = violationOf(relation);
      return () => amount(difference());
    });
    this.#violation = (x) => {
      const outside = this.#outside(x);
      if (outside > 0) return outside;
      write(x);
      return given.reduce((total, amount) => total + amount(), 0);
    };
    const equalities = problem.given
      .filter(({ operator }) => operator === '==')
      .map((relation) => compiler.difference(relation));
    this.#distance = (x) => {
      write(x);
      return equalities.reduce((total, difference) => difference().reduce((sum, d) => sum + d * d, total), 0);
    };
    this.#margin = (x) => {
      if (this.#violation(x) > 0) return Number.POSITIVE_INFINITY;
      write(x);
      return margin(claim());
    };
  }

  get parameters(): number {
    return this.#layout.parameters.length;
  }

  /** By how much parameters leave their kinds. */
  #outside(x: readonly number[]): number {
    let total = 0;
    this.#layout.parameters.forEach(({ sign }, index) => {
      const value = x[index] ?? 0;
      if (sign === 'positive' && value <= 0) total += 1e-3 - value;
      if (sign === 'nonnegative' && value < 0) total -= value;
      if (sign === 'nonzero' && value === 0) total += 1e-3;
    });
    return total;
  }

  /** Parameters, with factors of positive definite matrices. */
  get layout(): Layout {
    return this.#layout;
  }

  /** The minimum found from a start, and candidates for a violation near it, simplest first; none when it is well above 0. */
  candidates(start: readonly number[], random: Random): Minimum {
    const budget = 300 + 250 * this.parameters;
    let from = start;
    if (this.#violation(from) > 0) from = minimise(this.#violation, from, random, budget).at;
    const found = minimise(this.#margin, from, random, 2 * budget);
    if (!(found.value < HOPELESS)) return { at: found.at, margin: found.value, candidates: [] };
    return { at: found.at, margin: found.value, candidates: this.#rounded(found.at) };
  }

  /** Candidates near the minimum on the surface of the equality hypotheses (not quite on it), by growing penalties. */
  nearSurface(start: readonly number[], random: Random): Minimum {
    const budget = 300 + 250 * this.parameters;
    let at = start;
    for (const weight of [10, 1e4, 1e7])
      at = minimise((x) => this.#margin(x) + weight * this.#distance(x), at, random, budget).at;
    const margin = this.#margin(at);
    return {
      at,
      margin,
      candidates: margin < NEAR_SURFACE && this.#distance(at) < 1e-3 ? this.#rounded(at) : [],
    };
  }

  /** A start on a random scale, with the kinds' signs. */
  start(random: Random, constants: readonly number[]): readonly number[] {
    const scale = random.pick([1, 1, 1, 0.1, 10, 100, 1e4, 1e-3]);
    const wild = random.chance(0.3);
    return this.#layout.parameters.map(({ sign }) => {
      const constant = constants[random.integer(0, Math.max(0, constants.length - 1))] ?? 1;
      const own = wild ? 10 ** random.integer(-4, 6) : scale;
      const x = random.chance(0.25) ? constant * (1 + 0.1 * random.normal()) : own * random.normal();
      return sign === 'positive' || sign === 'nonnegative' ? Math.abs(x) : x;
    });
  }

  #rounded(at: readonly number[]): readonly Values[] {
    const seen = new Set<string>();
    const result: Values[] = [];
    const add = (theta: readonly (Rational | undefined)[]): void => {
      const exact = theta.filter((x) => x !== undefined);
      const key = exact.map((x) => `${x.numerator}/${x.denominator}`).join();
      if (exact.length < theta.length || seen.has(key)) return;
      seen.add(key);
      result.push(this.#layout.exact(exact));
    };
    for (const limit of DENOMINATORS) add(at.map((x) => nearestRational(x, limit)));
    add(at.map((x) => nearestRational(Math.abs(x) < 1e-4 ? 0 : x, 1e5)));
    const largest = Math.max(...at.map(Math.abs), 1e-300);
    add(at.map((x) => nearestRational(x / largest, 1000)));
    return result;
  }
}

/** Negative where the claim fails (not positive for strict relations); NaN where it has no value. */
function marginOf({ operator }: Relation): (difference: readonly number[]) => number {
  const largest = (d: readonly number[]): number => Math.max(...d.map(Math.abs));
  switch (operator) {
    case '<':
    case '<=':
      return (d) => -(d[0] ?? Number.NaN);
    case '>':
    case '>=':
      return (d) => d[0] ?? Number.NaN;
    case '!=':
      return largest;
    case '==':
      return (d) => -largest(d);
  }
}

/** 0 where the relation holds; equalities are left to exact projection and count as satisfied. */
function violationOf({ operator }: Relation): (difference: readonly number[]) => number {
  const undefinedCost = 1e6;
  const cost = (x: number): number => (Number.isNaN(x) ? undefinedCost : Math.max(0, x));
  switch (operator) {
    case '<':
      return ([d = Number.NaN]) => (d < 0 ? 0 : cost(d) + 1e-9);
    case '<=':
      return ([d = Number.NaN]) => cost(d);
    case '>':
      return ([d = Number.NaN]) => (d > 0 ? 0 : cost(-d) + 1e-9);
    case '>=':
      return ([d = Number.NaN]) => cost(-d);
    case '!=':
      return (d) => (d.some((x) => x !== 0) ? 0 : 1e-3);
    case '==':
      return (d) => (d.some(Number.isNaN) ? undefinedCost : 0);
  }
}
