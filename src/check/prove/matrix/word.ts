/**
 * The product of two words, and the scalars that appear in it.
 *
 * Wherever the inner dimension of a product is 1 the word falls apart into pieces; a 1 x 1 piece is a scalar and leaves the word
 * as a variable. What stays is one piece, or a column piece times a row piece (rank one).
 *   x' A y = y' A' x : the smaller text names a contraction.   tr(A B) = tr(B A) = tr(A' B') : likewise.
 *   diag(x) diag(y) = diag(y) diag(x);  diag(A u) 1 = A u;  1' diag(x) (A .* B) diag(y) 1 = tr(diag(x) A diag(y) B').
 */

import { rational } from '../../../expression/rational.ts';
import {
  fromRational,
  fromVariable,
  multiplyFunctions,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Dimension } from '../../term.ts';
import { type Algebra, definitionOf } from './algebra.ts';
import {
  areInverse,
  isBasis,
  isOnes,
  type Letter,
  onesLetter,
  transposeWord,
  type Word,
  wordText,
} from './letter.ts';

export interface ScaledWord {
  readonly word: Word;
  readonly coefficient: RationalFunction;
}

/** A dimension as a scalar. */
export function dimensionScalar(algebra: Algebra, dimension: Dimension): RationalFunction {
  if (typeof dimension === 'number') return fromRational(rational(dimension));
  algebra.meanings.set(dimension, { kind: 'dimension' });
  return fromVariable(dimension);
}

/** Concatenates two words and takes the scalars out. */
export function multiplyWords(algebra: Algebra, a: Word, b: Word): ScaledWord {
  let coefficient = ONE_FUNCTION;
  const word: Letter[] = [];
  for (const piece of piecesOf([...a, ...b])) {
    if (piece[0]?.rows === 1 && piece.at(-1)?.columns === 1) {
      coefficient = multiplyFunctions(coefficient, contraction(algebra, piece));
    } else word.push(...tidy(algebra, piece));
  }
  return { word, coefficient };
}

/** The pieces between inner dimensions 1. */
export function piecesOf(word: Word): Word[] {
  const pieces: Letter[][] = [];
  let open: Letter[] | undefined;
  for (const each of word) {
    if (open === undefined) {
      open = [];
      pieces.push(open);
    }
    open.push(each);
    if (each.columns === 1) open = undefined;
  }
  return pieces;
}

/** Cancels inverses, sorts neighbouring diagonal letters, unfolds diag(x) 1 = x. */
export function tidy(algebra: Algebra, word: Word): Word {
  const letters = cancelAndSort(word);
  const unfolded = unfoldLast(algebra, letters);
  if (unfolded !== undefined) return tidy(algebra, unfolded);
  const flipped = unfoldLast(algebra, transposeWord(letters));
  return flipped === undefined ? letters : tidy(algebra, transposeWord(flipped));
}

const sortKey = ({ base, text }: Letter): string => `${base} ${text}`;

function cancelAndSort(word: Word): Word {
  const letters = [...word];
  for (let at = 0; at + 1 < letters.length; ) {
    const [a, b] = [letters[at], letters[at + 1]];
    if (a === undefined || b === undefined) break;
    if (areInverse(a, b)) letters.splice(at, 2);
    else if (a.diagonal && b.diagonal && sortKey(a) > sortKey(b)) letters.splice(at, 2, b, a);
    else {
      at++;
      continue;
    }
    at = Math.max(0, at - 1);
  }
  return letters;
}

/** The vector x of a letter diag(x), if it is a word of its own. */
function vectorOf(algebra: Algebra, a: Letter): Word | undefined {
  const definition = definitionOf(algebra, a);
  return !a.inverted && definition?.kind === 'diagonal' ? definition.of : undefined;
}

/** ... diag(v) diag(x) 1 = ... diag(v) x, for the only x of a run that is a word of its own. */
function unfoldLast(algebra: Algebra, word: Word): Word | undefined {
  const ones = word.at(-1);
  if (ones === undefined || !isOnes(ones) || ones.transposed) return undefined;
  const start = word.findLastIndex((each, at) => at < word.length - 1 && !each.diagonal) + 1;
  const run = word.slice(start, -1);
  const defined = run.filter((each) => vectorOf(algebra, each) !== undefined);
  const [only] = defined;
  if (only === undefined || defined.length > 1) return undefined;
  const rest = run.filter((each) => each !== only);
  return [...word.slice(0, start), ...rest, ...(vectorOf(algebra, only) ?? [])];
}

/** The scalar that a 1 x 1 piece stands for. */
export function contraction(algebra: Algebra, piece: Word): RationalFunction {
  const word = tidy(algebra, piece);
  const [first, last] = [word[0], word.at(-1)];
  if (first === undefined || last === undefined || word.length < 2)
    throw new RangeError(`contraction: got ${word.length} letters, expected a row and a column`);
  if (word.every(isBasis)) return first.base === last.base ? ONE_FUNCTION : ZERO_FUNCTION;
  if (isOnes(first) && isOnes(last)) {
    const inner = word.slice(1, -1);
    if (inner.length === 0) return dimensionScalar(algebra, last.rows);
    const unfolded = unfoldRun(algebra, inner) ?? traceOfElementwise(algebra, inner);
    if (unfolded !== undefined) return unfolded;
  }
  const flipped = tidy(algebra, transposeWord(word));
  const chosen = wordText(word) <= wordText(flipped) ? word : flipped;
  const name = `<${wordText(chosen)}>`;
  algebra.meanings.set(name, { kind: 'contraction', word: chosen });
  return fromVariable(name);
}

/** 1' diag(x) ... diag(y) 1 = x' ... y. */
function unfoldRun(algebra: Algebra, inner: Word): RationalFunction | undefined {
  if (!inner.every(({ diagonal }) => diagonal)) return undefined;
  const defined = inner.flatMap((each, at) => (vectorOf(algebra, each) === undefined ? [] : [at]));
  const [x, y] = defined;
  if (x === undefined || defined.length > 2) return undefined;
  const ones = onesLetter(inner[0]?.rows ?? 1);
  const rest = inner.filter((_, at) => at !== x && at !== y);
  const vector = (at: number | undefined): Word => {
    const found = at === undefined ? undefined : inner[at];
    return (found === undefined ? undefined : vectorOf(algebra, found)) ?? [ones];
  };
  return contraction(algebra, [...transposeWord(vector(x)), ...rest, ...vector(y)]);
}

/** 1' diag(x) (A .* B) diag(y) 1 = tr(diag(x) A diag(y) B'). */
function traceOfElementwise(algebra: Algebra, inner: Word): RationalFunction | undefined {
  const at = inner.findIndex((each) => definitionOf(algebra, each)?.kind === 'hadamard');
  const middle = inner[at];
  const others = [...inner.slice(0, at), ...inner.slice(at + 1)];
  if (middle === undefined || !others.every(({ diagonal }) => diagonal)) return undefined;
  const definition = definitionOf(algebra, middle);
  if (definition?.kind !== 'hadamard' || middle.inverted) return undefined;
  const side = (word: Word): Word => (middle.transposed ? transposeWord(word) : word);
  return traceOfWord(algebra, [
    ...inner.slice(0, at),
    ...side(definition.left),
    ...inner.slice(at + 1),
    ...transposeWord(side(definition.right)),
  ]);
}

/** The trace of a square word of one piece. */
export function traceOfWord(algebra: Algebra, word: Word): RationalFunction {
  const shape = word[0]?.rows ?? 1;
  if (word.every(({ diagonal }) => diagonal)) {
    const ones = onesLetter(shape);
    return contraction(algebra, [...transposeWord([ones]), ...word, ones]);
  }
  const cyclic = rotations(algebra, word);
  const shortest = Math.min(...cyclic.map((each) => each.length));
  const candidates = cyclic.filter((each) => each.length === shortest);
  if (shortest === 0) return dimensionScalar(algebra, cyclicDimension(word));
  const [chosen = []] = candidates.sort((a, b) => (wordText(a) < wordText(b) ? -1 : 1));
  if (chosen.every(({ diagonal }) => diagonal)) return traceOfWord(algebra, chosen);
  const name = `tr<${wordText(chosen)}>`;
  algebra.meanings.set(name, { kind: 'trace', word: chosen });
  return fromVariable(name);
}

/** Where a rotation cancels to nothing all letters are square and of one size. */
const cyclicDimension = (word: Word): Dimension => word[0]?.rows ?? 1;

/** All words with the same trace that rotation, transposition and cancelling reach. */
export function rotations(algebra: Algebra, word: Word): Word[] {
  const seen = new Map<string, Word>();
  const open: Word[] = [tidy(algebra, word), tidy(algebra, transposeWord(word))];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = wordText(next);
    if (seen.has(text)) continue;
    seen.set(text, next);
    if (next.length > 1) open.push(tidy(algebra, [...next.slice(1), ...next.slice(0, 1)]));
  }
  return [...seen.values()];
}
