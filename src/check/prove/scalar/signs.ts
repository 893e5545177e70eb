/**
 * What is known of the signs of polynomials in generators, wherever the claim speaks.
 *
 * Synchronous: kinds, recorded facts, and the rule that a sum of nonnegative monomials is nonnegative. What it cannot answer is
 * noted in `open`, so that a slower engine may answer (`learn`) before everything is computed once more.
 */
import {
  constantValue,
  content,
  monomialFactors,
  type Polynomial,
  polynomialKey,
  scaleDown,
  variable,
} from '../../../symbolic/polynomial.ts';
import { type Formula, signSatisfies } from './formula.ts';

/** The set of possible signs. */
export interface SignSet {
  readonly negative: boolean;
  readonly zero: boolean;
  readonly positive: boolean;
}

const ANY: SignSet = { negative: true, zero: true, positive: true };
const POSITIVE: SignSet = { negative: false, zero: false, positive: true };
const NONNEGATIVE: SignSet = { negative: false, zero: true, positive: true };

const opposite = (s: SignSet): SignSet => ({ negative: s.positive, zero: s.zero, positive: s.negative });
const both = (a: SignSet, b: SignSet): SignSet => ({
  negative: a.negative && b.negative,
  zero: a.zero && b.zero,
  positive: a.positive && b.positive,
});

export const isPositive = (s: SignSet): boolean => !s.zero && !s.negative;
export const isNonnegative = (s: SignSet): boolean => !s.negative;
export const isNonzero = (s: SignSet): boolean => !s.zero;
export const isNegative = (s: SignSet): boolean => !s.zero && !s.positive;

export class Signs {
  /** Questions without an answer: a primitive polynomial each. */
  readonly open = new Map<string, Polynomial>();
  readonly #known = new Map<string, SignSet>();

  /** The signs that p may have. */
  of(p: Polynomial): SignSet {
    const value = constantValue(p);
    if (value !== undefined) return { negative: value < 0n, zero: value === 0n, positive: value > 0n };
    const whole = content(p);
    const primitive = scaleDown(p, whole);
    const found = both(this.#structural(primitive), this.#known.get(polynomialKey(primitive)) ?? ANY);
    if ((found.negative || found.zero) && (found.positive || found.zero) && !this.#asked(primitive))
      this.open.set(polynomialKey(primitive), primitive);
    return whole < 0n ? opposite(found) : found;
  }

  /** The signs that p may have, without leaving a question. */
  peek(p: Polynomial): SignSet {
    const before = new Set(this.open.keys());
    const found = this.of(p);
    for (const key of this.open.keys()) if (!before.has(key)) this.open.delete(key);
    return found;
  }

  /** The signs of p are among these. */
  learn(p: Polynomial, signs: SignSet): void {
    if (constantValue(p) !== undefined) return;
    const whole = content(p);
    const primitive = scaleDown(p, whole);
    const key = polynomialKey(primitive);
    const own = whole < 0n ? opposite(signs) : signs;
    this.#known.set(key, both(this.#known.get(key) ?? ANY, own));
  }

  /** Learns from the atoms of a conjunction. */
  learnFormula(formula: Formula): void {
    if (formula.kind === 'and') for (const part of formula.parts) this.learnFormula(part);
    if (formula.kind !== 'atom') return;
    const { operator } = formula;
    this.learn(formula.polynomial, {
      negative: signSatisfies(-1, operator),
      zero: signSatisfies(0, operator),
      positive: signSatisfies(1, operator),
    });
  }

  /** A question that was answered, be it with "any sign". */
  close(p: Polynomial): void {
    const primitive = scaleDown(p, content(p));
    this.open.delete(polynomialKey(primitive));
    this.#closed.add(polynomialKey(primitive));
  }

  readonly #closed = new Set<string>();
  #asked(primitive: Polynomial): boolean {
    return this.#closed.has(polynomialKey(primitive));
  }

  /** A sum of terms that are all nonnegative, or all not positive. */
  #structural(p: Polynomial): SignSet {
    let total: SignSet | undefined;
    for (const [monomial, coefficient] of p) {
      const own = this.#ofMonomial(monomial);
      const term = coefficient < 0n ? opposite(own) : own;
      total = total === undefined ? term : sumOf(total, term);
    }
    return total ?? { negative: false, zero: true, positive: false };
  }

  #ofMonomial(monomial: string): SignSet {
    let result = POSITIVE;
    for (const [name, exponent] of monomialFactors(monomial)) {
      const own = this.#known.get(this.#variableKey(name)) ?? ANY;
      const power = exponent % 2 === 0 ? (own.zero ? NONNEGATIVE : POSITIVE) : own;
      result = productOf(result, power);
    }
    return result;
  }

  readonly #keys = new Map<string, string>();
  #variableKey(name: string): string {
    let key = this.#keys.get(name);
    if (key === undefined) {
      key = polynomialKey(variable(name));
      this.#keys.set(name, key);
    }
    return key;
  }
}

const sumOf = (a: SignSet, b: SignSet): SignSet => ({
  negative: a.negative || b.negative,
  positive: a.positive || b.positive,
  zero: (a.zero && b.zero) || (a.negative && b.positive) || (a.positive && b.negative),
});

const productOf = (a: SignSet, b: SignSet): SignSet => ({
  positive: (a.positive && b.positive) || (a.negative && b.negative),
  negative: (a.positive && b.negative) || (a.negative && b.positive),
  zero: a.zero || b.zero,
});
