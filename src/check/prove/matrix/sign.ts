/**
 * Signs of scalars, words and forms that follow from the kinds alone, at every admissible assignment.
 *
 *   x' X' M X x > 0 or >= 0      M positive definite: I, diag(positive), a posdef letter or its inverse
 *   1' diag(r) diag(s) 1 > 0     positive r, s
 *   tr(M), det(M) > 0            M positive definite
 * A polynomial is positive when each of its terms is >= 0 and one is > 0.
 */
import {
  constantValue,
  divideExactly,
  monomialFactors,
  type Polynomial,
} from '../../../symbolic/polynomial.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import { type Algebra, factsOf, isSurelyInvertible, type Meaning } from './algebra.ts';
import { type Form, isDyad, isWrittenOut, termsOf } from './form.ts';
import { isOnes, type Letter, transposeLetter, transposeWord, type Word, wordText } from './letter.ts';
import { rotations } from './word.ts';

/** What is known: `nonzero` has an unknown sign, `real` says nothing. */
export type KnownSign = 'positive' | 'nonnegative' | 'nonzero' | 'real';

const atLeastNonnegative = (sign: KnownSign): boolean => sign === 'positive' || sign === 'nonnegative';
const neverZero = (sign: KnownSign): boolean => sign === 'positive' || sign === 'nonzero';
const signFrom = (nonnegative: boolean, nonzero: boolean): KnownSign =>
  nonnegative ? (nonzero ? 'positive' : 'nonnegative') : nonzero ? 'nonzero' : 'real';

export function signOfVariable(algebra: Algebra, name: string): KnownSign {
  const meaning = algebra.meanings.get(name);
  return meaning === undefined ? 'real' : signOfMeaning(algebra, meaning);
}

function signOfMeaning(algebra: Algebra, meaning: Meaning): KnownSign {
  switch (meaning.kind) {
    case 'symbol':
      return meaning.sign;
    case 'dimension':
    case 'constant':
      return 'positive';
    case 'contraction':
      return signOfContraction(algebra, meaning.word);
    case 'trace':
      return signOfTrace(algebra, meaning.word);
    case 'determinant':
      return signOfDeterminant(algebra, meaning.of);
    case 'power':
      return signOfFunction(algebra, meaning.base);
    case 'opaque':
      return signOfOpaque(meaning.name);
  }
}

function signOfOpaque(name: string): KnownSign {
  if (name === 'exp' || name === 'cosh') return 'positive';
  return name === 'sqrt' || name === 'abs' ? 'nonnegative' : 'real';
}

function signOfDeterminant(algebra: Algebra, form: Form): KnownSign {
  const sign = definiteness(algebra, form);
  if (sign !== undefined) return sign;
  const [only, ...others] = termsOf(form);
  const invertible =
    only !== undefined && others.length === 0 && only.word.every((each) => isSurelyInvertible(algebra, each));
  return invertible && isNonzero(algebra, only.coefficient) ? 'nonzero' : 'real';
}

/** 'positive' for positive definite, 'nonnegative' for semidefinite. */
export function definiteness(algebra: Algebra, form: Form): 'positive' | 'nonnegative' | undefined {
  if (form.rows !== form.columns || form.terms.size === 0 || isWrittenOut(form.rows)) return undefined;
  let definite = false;
  for (const { word, coefficient } of termsOf(form)) {
    const scale = signOfFunction(algebra, coefficient);
    const sign = isDyad(word) ? signOfDyad(word) : definitenessOfWord(algebra, word);
    if (sign === undefined || !atLeastNonnegative(scale)) return undefined;
    if (sign === 'positive' && scale === 'positive') definite = true;
  }
  return definite ? 'positive' : 'nonnegative';
}

const signOfDyad = (word: Word): 'nonnegative' | undefined =>
  wordText(word) === wordText(transposeWord(word)) ? 'nonnegative' : undefined;

/** Of a square word X' M X of one piece. */
export function definitenessOfWord(algebra: Algebra, word: Word): 'positive' | 'nonnegative' | undefined {
  const { middle, outer } = peel(word);
  const core = definitenessOfCore(algebra, middle);
  if (core === undefined) return undefined;
  const invertible = outer.every((each) => isSurelyInvertible(algebra, each));
  return core === 'positive' && invertible ? 'positive' : 'nonnegative';
}

/** Splits w = X' M X: `outer` is X, as long as the ends fit. */
function peel(word: Word): { middle: Word; outer: Word } {
  let [from, to] = [0, word.length];
  while (to - from >= 2 && transposeLetter(word[from] as Letter).text === word[to - 1]?.text) {
    from++;
    to--;
  }
  return { middle: word.slice(from, to), outer: word.slice(to) };
}

function definitenessOfCore(algebra: Algebra, middle: Word): 'positive' | 'nonnegative' | undefined {
  const [first, ...others] = middle;
  if (first === undefined) return 'positive';
  if (middle.every(({ diagonal }) => diagonal)) return signOfDiagonalRun(algebra, middle);
  return others.length === 0 && factsOf(algebra, first)?.positiveDefinite === true ? 'positive' : undefined;
}

/** The sign of the diagonal entries of a product of diagonal letters. */
export function signOfDiagonalRun(algebra: Algebra, run: Word): 'positive' | 'nonnegative' | undefined {
  const counts = new Map<string, number>();
  for (const { base } of run) counts.set(base, (counts.get(base) ?? 0) + 1);
  let positive = true;
  for (const each of new Set(run)) {
    const facts = factsOf(algebra, each);
    const entries: KnownSign = facts?.positiveDefinite ? 'positive' : (facts?.entries ?? 'real');
    const even = (counts.get(each.base) ?? 0) % 2 === 0;
    if (!even && !atLeastNonnegative(entries)) return undefined;
    if (entries !== 'positive' && !isSurelyInvertible(algebra, each)) positive = false;
  }
  return positive ? 'positive' : 'nonnegative';
}

function signOfContraction(algebra: Algebra, word: Word): KnownSign {
  const inner = word.slice(1, -1);
  const [first, last] = [word[0], word.at(-1)];
  if (first !== undefined && last !== undefined && isOnes(first) && isOnes(last)) {
    const sign = inner.every(({ diagonal }) => diagonal) ? signOfDiagonalRun(algebra, inner) : undefined;
    if (sign === 'positive') return 'positive';
    if (sign === 'nonnegative') return signFrom(true, isSquareOfNonzero(algebra, inner));
  }
  const { middle, outer } = peel(word);
  const core = outer.length === 0 ? undefined : definitenessOfCore(algebra, middle);
  if (core === undefined) return 'real';
  return signFrom(true, core === 'positive' && isNonzeroVector(algebra, outer));
}

/** 1' diag(x)^2 M 1 with one x that is a nonzero vector and positive others. */
function isSquareOfNonzero(algebra: Algebra, run: Word): boolean {
  const rest = run.filter(
    (each) => factsOf(algebra, each)?.entries !== 'positive' && !isSurelyInvertible(algebra, each),
  );
  const [x, y] = rest;
  return rest.length === 2 && x?.text === y?.text && x !== undefined && hasNonzeroEntry(algebra, x);
}

const hasNonzeroEntry = (algebra: Algebra, diagonal: Letter): boolean => {
  const entries = factsOf(algebra, diagonal)?.entries;
  return entries === 'nonzero' || entries === 'positive';
};

/** A column word that is not 0: invertible letters times ones or times a vector of which some entry is not 0. */
export function isNonzeroVector(algebra: Algebra, column: Word): boolean {
  const rest = column.filter((each) => !isOnes(each) && !isSurelyInvertible(algebra, each));
  const [only, ...others] = rest;
  if (only === undefined) return true;
  const at = column.indexOf(only);
  const commutes = column.slice(at).every((each) => each.diagonal || isOnes(each));
  return others.length === 0 && only.diagonal && commutes && hasNonzeroEntry(algebra, only);
}

/** tr(X' M X) and, for two definite letters, tr(X' M X N). */
function signOfTrace(algebra: Algebra, word: Word): KnownSign {
  for (const rotated of rotations(algebra, word)) {
    const whole = definitenessOfWord(algebra, rotated);
    if (whole === 'positive') return 'positive';
    const last = rotated.at(-1);
    const rest = definitenessOfWord(algebra, rotated.slice(0, -1));
    const weighted = last !== undefined && definitenessOfCore(algebra, [last]) !== undefined;
    if (weighted && rest === 'positive' && definitenessOfCore(algebra, [last]) === 'positive')
      return 'positive';
    if (whole !== undefined || (weighted && rest !== undefined)) return 'nonnegative';
  }
  return 'real';
}

const NONE: ReadonlySet<string> = new Set();

/** The sign of a polynomial, term by term, and of its negative; `positive` names variables that are known to be positive. */
export function signOfPolynomial(
  algebra: Algebra,
  p: Polynomial,
  positive: ReadonlySet<string> = NONE,
): { own: KnownSign; negated: KnownSign } {
  let [allPlus, allMinus, strict, factorsNonzero] = [true, true, false, true];
  for (const [monomial, coefficient] of p) {
    let [nonnegative, nonzero] = [true, true];
    for (const [name, exponent] of monomialFactors(monomial)) {
      const sign = positive.has(name) ? 'positive' : signOfVariable(algebra, name);
      if (exponent % 2 === 1 && !atLeastNonnegative(sign)) nonnegative = false;
      if (!neverZero(sign)) nonzero = false;
    }
    if (!nonnegative || coefficient < 0n) allPlus = false;
    if (!nonnegative || coefficient > 0n) allMinus = false;
    if (nonzero) strict = true;
    else factorsNonzero = false;
  }
  const single = p.size === 1 && factorsNonzero;
  return {
    own: signFrom(allPlus, strict && (allPlus || single)),
    negated: signFrom(allMinus, strict && (allMinus || single)),
  };
}

export function signOfFunction(algebra: Algebra, f: RationalFunction): KnownSign {
  let sign = signOfPolynomial(algebra, f.numerator);
  for (const { polynomial, multiplicity } of f.factors.values()) {
    if (multiplicity % 2 === 0) continue;
    const factor = signOfPolynomial(algebra, polynomial);
    if (atLeastNonnegative(factor.own)) continue;
    if (atLeastNonnegative(factor.negated)) sign = { own: sign.negated, negated: sign.own };
    else return neverZero(sign.own) || neverZero(sign.negated) ? 'nonzero' : 'real';
  }
  return sign.own === 'real' && neverZero(sign.negated) ? 'nonzero' : sign.own;
}

/** Known to be different from 0: what is left of the numerator without the factors that are known nonzero has no zeros. */
export function isNonzero(algebra: Algebra, f: RationalFunction): boolean {
  let rest = f.numerator;
  for (const { numerator } of algebra.nonzero) {
    for (let quotient = divideExactly(rest, numerator); quotient !== undefined; ) {
      rest = quotient;
      quotient = constantValue(numerator) === undefined ? divideExactly(rest, numerator) : undefined;
    }
  }
  const sign = signOfPolynomial(algebra, rest);
  return rest.size > 0 && (neverZero(sign.own) || neverZero(sign.negated));
}
