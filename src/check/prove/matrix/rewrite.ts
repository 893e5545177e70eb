/**
 * Rewriting of forms by rules  left -> right  on words, where every word of `right` is smaller than `left`.
 *
 * A rule applies to words, and to the words inside contractions and traces (there in every rotation). Letters of a diagonal run
 * commute: a rule whose left side is diagonal applies to any part of a run.
 */
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import {
  fromVariable,
  multiplyFunctions,
  type RationalFunction,
  substituteFunction,
  subtractFunctions,
} from '../../../symbolic/rationalFunction.ts';
import { type Algebra, Unsupported } from './algebra.ts';
import { type Form, formOf, mapCoefficients, scalarOf, termsOf, traceOf } from './form.ts';
import { transposeWord, type Word } from './letter.ts';
import { multiplyWords, rotations, type ScaledWord, tidy } from './word.ts';

export interface Rule {
  readonly left: Word;
  readonly right: Form;
}

const MOST_STEPS = 3000;

/** Applies rules until none applies. Throws Unsupported after too many steps. */
export class Rewriter {
  readonly algebra: Algebra;
  readonly rules: readonly Rule[];
  readonly #scalars = new Map<string, RationalFunction>();
  /** Names that are being rewritten. */
  readonly #open = new Set<string>();
  #steps = 0;

  constructor(algebra: Algebra, rules: readonly Rule[]) {
    this.algebra = algebra;
    this.rules = rules;
  }

  form(form: Form): Form {
    const open = termsOf(form);
    const done: ScaledWord[] = [];
    for (let term = open.pop(); term !== undefined; term = open.pop()) {
      const rewritten = this.#rewrite(term.word);
      if (rewritten === undefined) done.push(term);
      else
        for (const { word, coefficient } of rewritten)
          open.push({ word, coefficient: multiplyFunctions(coefficient, term.coefficient) });
    }
    return mapCoefficients(formOf(form.rows, form.columns, done), (f) => this.scalar(f));
  }

  scalar(f: RationalFunction): RationalFunction {
    const values = new Map<string, RationalFunction>();
    for (const name of new Set(allVariablesOf(f))) {
      const value = this.#variable(name);
      if (value !== undefined) values.set(name, value);
    }
    return values.size === 0 ? f : substituteFunction(f, values);
  }

  /** What a contraction or trace becomes; undefined where no rule applies. */
  #variable(name: string): RationalFunction | undefined {
    const known = this.#scalars.get(name);
    if (known !== undefined) return known;
    const meaning = this.algebra.meanings.get(name);
    if (this.#open.has(name)) return undefined;
    this.#open.add(name);
    const value =
      meaning?.kind === 'contraction'
        ? this.#contraction(meaning.word)
        : meaning?.kind === 'trace'
          ? this.#trace(meaning.word)
          : undefined;
    this.#open.delete(name);
    if (value !== undefined) this.#scalars.set(name, value);
    return value;
  }

  /** Zero: what a contraction or trace becomes when it is read in other ways (transposed, rotated), minus itself. */
  otherReadings(name: string): RationalFunction[] {
    const { algebra } = this;
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind !== 'contraction' && meaning?.kind !== 'trace') return [];
    const own = this.scalar(fromVariable(name));
    if (meaning.kind === 'contraction') {
      const other = this.#contraction(tidy(algebra, transposeWord(meaning.word)));
      return other === undefined ? [] : [subtractFunctions(other, own)];
    }
    return rotations(algebra, meaning.word).flatMap((rotated) => {
      const rewritten = this.#rewrite(rotated);
      const size = rotated[0]?.rows ?? 1;
      if (rewritten === undefined) return [];
      return [subtractFunctions(this.scalar(traceOf(algebra, formOf(size, size, rewritten))), own)];
    });
  }

  #contraction(word: Word): RationalFunction | undefined {
    const rewritten = this.#rewrite(word);
    if (rewritten === undefined) return undefined;
    return this.scalar(scalarOf(formOf(1, 1, rewritten)));
  }

  /** By the first rotation that a rule changes into other traces than those that are being rewritten. */
  #trace(word: Word): RationalFunction | undefined {
    for (const rotated of rotations(this.algebra, word)) {
      const rewritten = this.#rewrite(rotated);
      if (rewritten === undefined) continue;
      const size = rotated[0]?.rows ?? 1;
      const value = traceOf(this.algebra, formOf(size, size, rewritten));
      if (!allVariablesOf(value).some((name) => this.#open.has(name))) return this.scalar(value);
    }
    return undefined;
  }

  /** One step at the first place where a rule applies. */
  #rewrite(word: Word): ScaledWord[] | undefined {
    for (const { left, right } of this.rules) {
      const place = findIn(word, left);
      if (place === undefined) continue;
      if (++this.#steps > MOST_STEPS) throw new Unsupported('rewriting: too many steps');
      return termsOf(right).map((term) => {
        const product = multiplyWords(this.algebra, place.before, [...term.word, ...place.after]);
        return { word: product.word, coefficient: multiplyFunctions(product.coefficient, term.coefficient) };
      });
    }
    return undefined;
  }
}

export const isDiagonalWord = (word: Word): boolean => word.every(({ diagonal }) => diagonal);

/** The first place of `part` in a word. */
export function findIn(word: Word, part: Word): { before: Word; after: Word } | undefined {
  if (part.length === 0 || part.length > word.length) return undefined;
  if (isDiagonalWord(part)) return findInRuns(word, part);
  const last = word.length - part.length;
  for (let at = 0; at <= last; at++) {
    if (part.every(({ text }, k) => word[at + k]?.text === text))
      return { before: word.slice(0, at), after: word.slice(at + part.length) };
  }
  return undefined;
}

function findInRuns(word: Word, part: Word): { before: Word; after: Word } | undefined {
  for (let at = 0; at < word.length; ) {
    let end = at;
    while (word[end]?.diagonal === true) end++;
    const rest = without(word.slice(at, end), part);
    if (rest !== undefined) return { before: [...word.slice(0, at), ...rest], after: word.slice(end) };
    at = end + 1;
  }
  return undefined;
}

/** The run without the letters of `part`, or undefined if it lacks one. */
export function without(run: Word, part: Word): Word | undefined {
  const rest = [...run];
  for (const { text } of part) {
    const at = rest.findIndex((each) => each.text === text);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}
