/**
 * What is known about the letters and scalar variables of one problem.
 *
 * A scalar is a rational function; its variables are scalar symbols, dimensions, contractions (a row word times a column word),
 * traces and determinants of words, and opaque values such as exp(...). `meanings` says what each stands for.
 *
 * Two modes of argument (`generic`):
 *   generic    `given` is ignored. Both sides are continuous where they are defined, and a step may divide by what is nonzero
 *              at almost every assignment of each size: functions that agree on a dense subset agree where both are defined.
 *   pointwise  every step holds at every admissible assignment at which both sides are defined. Only what is known to be
 *              nonzero there is divided by, and equalities of `given` may be used.
 */
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Kind, Sign } from '../../problem.ts';
import type { Form } from './form.ts';
import type { Letter, Word } from './letter.ts';

export type Meaning =
  | { readonly kind: 'symbol'; readonly sign: Sign }
  | { readonly kind: 'dimension' }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  /** Row word times column word. */
  | { readonly kind: 'contraction'; readonly word: Word }
  | { readonly kind: 'trace'; readonly word: Word }
  | { readonly kind: 'determinant'; readonly of: Form }
  /** base^dimension. */
  | { readonly kind: 'power'; readonly base: RationalFunction; readonly exponent: string }
  /** A function that is not rational, named with its arguments; without arguments a term known by its text only. */
  | { readonly kind: 'opaque'; readonly name: string; readonly argument: RationalFunction | undefined };

export type Definition =
  | { readonly kind: 'inverse'; readonly of: Form }
  /** The vector on the diagonal. */
  | { readonly kind: 'diagonal'; readonly of: Word }
  /** Elementwise product. */
  | { readonly kind: 'hadamard'; readonly left: Word; readonly right: Word };

export interface LetterFacts {
  readonly letter: Letter;
  readonly invertible: boolean;
  readonly positiveDefinite: boolean;
  /** Of the diagonal entries of a diagonal letter. */
  readonly entries: Sign;
  readonly definition?: Definition;
}

export interface Algebra {
  readonly symbols: ReadonlyMap<string, Kind>;
  readonly generic: boolean;
  readonly letters: Map<string, LetterFacts>;
  readonly meanings: Map<string, Meaning>;
  /** Opaque variables by the text of what they stand for. */
  readonly opaqueNames: Map<string, string>;
  /** Letters (by base) that are invertible wherever the relations that were read have a value. */
  readonly invertible: Set<string>;
  /** Scalars that are not 0 there (denominators, and `given` with !=). */
  readonly nonzero: RationalFunction[];
}

export const createAlgebra = (
  symbols: ReadonlyMap<string, Kind>,
  generic: boolean,
  invertible: Set<string> = new Set(),
  nonzero: RationalFunction[] = [],
): Algebra => ({
  symbols,
  generic,
  letters: new Map(),
  meanings: new Map(),
  opaqueNames: new Map(),
  invertible,
  nonzero,
});

/** The term is outside of what these proofs can read; nobody learns anything from that. */
export class Unsupported extends Error {}

export const factsOf = (algebra: Algebra, { base }: Letter): LetterFacts | undefined =>
  algebra.letters.get(base);
export const definitionOf = (algebra: Algebra, { base }: Letter): Definition | undefined =>
  algebra.letters.get(base)?.definition;

/** True if the letter is a square matrix that has an inverse at every assignment the claim speaks of. */
export const isSurelyInvertible = (algebra: Algebra, { base }: Letter): boolean =>
  algebra.invertible.has(base) ||
  algebra.letters.get(base)?.invertible === true ||
  algebra.letters.get(base)?.positiveDefinite === true;
