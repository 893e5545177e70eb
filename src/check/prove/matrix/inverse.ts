/**
 * Inverses of forms, for all sizes.
 *
 *   scalar           1 / f
 *   written out      adjugate / determinant
 *   c A B            B^-1 A^-1 / c
 *   A + U C V'       A^-1 - A^-1 U (I + C V' A^-1 U)^-1 C V' A^-1      (Woodbury, U and V columns)
 *   A + B C + ...    L S R with L, R products of letters and S without the inverses that L and R clear;
 *                    S^-1 becomes a letter K with the relations K S = S K = I (rewrite.ts uses them).
 *
 * That a form which the claim inverts is invertible is no assumption: elsewhere the claim says nothing. Only Woodbury inverts
 * something else, the base A, and asks for permission. Its middle matrix is then invertible too: its determinant is
 * det(A + U C V') / det(A).
 */
import {
  addFunctions,
  invertFunction,
  isZeroFunction,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import { type Algebra, definitionOf, Unsupported } from './algebra.ts';
import { mayDivideBy, mayInvert } from './division.ts';
import {
  equalForms,
  type Form,
  formOf,
  identityForm,
  isDyad,
  isScalarForm,
  isWrittenOut,
  isZeroForm,
  multiplyForms,
  productOf,
  scalarForm,
  scalarOf,
  scaleForm,
  subtractForms,
  termsOf,
  transposeForm,
  wordForm,
} from './form.ts';
import { adjugate, determinant, type Grid, gridOf, multiplyGrids, scaleGrid } from './grid.ts';
import {
  basisLetter,
  compareWords,
  invertLetter,
  isSquareLetter,
  type Letter,
  letter,
  transposeLetter,
  type Word,
  wordText,
} from './letter.ts';
import { definiteness } from './sign.ts';
import { piecesOf, type ScaledWord } from './word.ts';

/** The inverse of a square form that the claim inverts. Throws Unsupported where none of the rules above applies. */
export function invertForm(algebra: Algebra, form: Form): Form {
  if (isZeroForm(form)) throw new Unsupported('inverse: of zero');
  if (isScalarForm(form)) return scalarForm(invertFunction(scalarOf(form)));
  if (isWrittenOut(form.rows)) return invertWrittenOut(algebra, form, Number(form.rows));
  const { full, dyads } = splitRanks(form);
  if (isZeroForm(full)) throw new Unsupported('inverse: low rank');
  if (dyads.length === 0) {
    noteInvertible(algebra, full);
    return invertFullRank(algebra, full);
  }
  if (!mayInvert(algebra, full))
    throw new Unsupported('inverse: the base of a low-rank update may be singular');
  return updateInverse(algebra, invertFullRank(algebra, full), dyads);
}

/** A product of square matrices that is invertible has invertible factors. */
function noteInvertible(algebra: Algebra, form: Form): void {
  const [only, ...others] = termsOf(form);
  if (only === undefined || others.length > 0 || !only.word.every(isSquareLetter)) return;
  for (const { base } of only.word) algebra.invertible.add(base);
}

export function splitRanks(form: Form): { full: Form; dyads: ScaledWord[] } {
  const terms = termsOf(form);
  return {
    full: formOf(
      form.rows,
      form.columns,
      terms.filter(({ word }) => !isDyad(word)),
    ),
    dyads: terms.filter(({ word }) => isDyad(word)),
  };
}

// ---------------------------------------------------------------- written out

/** The entries e_i' M e_j. */
export function entriesOf(algebra: Algebra, form: Form, rows: number, columns: number): Grid {
  const side = (index: number, dimension: number): Form =>
    formOf(dimension, 1, [{ word: [basisLetter(index, dimension)], coefficient: ONE_FUNCTION }]);
  const entry = (i: number, j: number): RationalFunction => {
    const left = rows === 1 ? form : multiplyForms(algebra, transposeForm(algebra, side(i + 1, rows)), form);
    return scalarOf(columns === 1 ? left : multiplyForms(algebra, left, side(j + 1, columns)));
  };
  return gridOf(rows, columns, entry);
}

export const formOfEntries = (grid: Grid): Form => {
  const [rows, columns] = [grid.length, grid[0]?.length ?? 0];
  const column = (index: number, dimension: number): Word =>
    dimension === 1 ? [] : [basisLetter(index + 1, dimension)];
  return formOf(
    rows,
    columns,
    grid.flatMap((row, i) =>
      row.map((coefficient, j) => ({
        word: [...column(i, rows), ...column(j, columns).map(transposeLetter)],
        coefficient,
      })),
    ),
  );
};

function invertWrittenOut(algebra: Algebra, form: Form, size: number): Form {
  const grid = entriesOf(algebra, form, size, size);
  return formOfEntries(invertGrid(grid));
}

function invertGrid(grid: Grid): Grid {
  const scale = determinant(grid);
  if (isZeroFunction(scale)) throw new Unsupported('inverse: singular');
  return scaleGrid(adjugate(grid), invertFunction(scale));
}

// ---------------------------------------------------------------- low-rank updates

interface LowRank {
  readonly lefts: readonly Form[];
  readonly rights: readonly Form[];
  readonly core: Grid;
}

const MOST_COLUMNS = 5;

function lowRankOf(algebra: Algebra, dyads: readonly ScaledWord[]): LowRank {
  const parts = dyads.map(({ word, coefficient }) => {
    const [left = [], right = []] = piecesOf(word);
    return { left, right, coefficient };
  });
  const lefts = new Map(parts.map(({ left }) => [wordText(left), left]));
  const rights = new Map(parts.map(({ right }) => [wordText(right), right]));
  if (lefts.size > MOST_COLUMNS || rights.size > MOST_COLUMNS)
    throw new Unsupported(`inverse: got rank ${lefts.size}, expected at most ${MOST_COLUMNS}`);
  const core = [...lefts.keys()].map((left) =>
    [...rights.keys()].map(
      (right) =>
        parts.find((each) => wordText(each.left) === left && wordText(each.right) === right)?.coefficient ??
        ZERO_FUNCTION,
    ),
  );
  const dimension = (word: Word) => word[0]?.rows ?? 1;
  return {
    lefts: [...lefts.values()].map((word) => wordForm(algebra, dimension(word), 1, word)),
    rights: [...rights.values()].map((word) => wordForm(algebra, 1, word.at(-1)?.columns ?? 1, word)),
    core,
  };
}

/** I + C V' A^-1 U, whose determinant is det(A + U C V') / det(A). */
function innerGrid(algebra: Algebra, baseInverse: Form, { lefts, rights, core }: LowRank): Grid {
  const contracted = rights.map((right) =>
    lefts.map((left) => scalarOf(productOf(algebra, right, baseInverse, left))),
  );
  return multiplyGrids(core, contracted).map((row, i) =>
    row.map((entry, j) => (i === j ? addFunctions(entry, ONE_FUNCTION) : entry)),
  );
}

export const updateDeterminant = (
  algebra: Algebra,
  baseInverse: Form,
  dyads: readonly ScaledWord[],
): RationalFunction => determinant(innerGrid(algebra, baseInverse, lowRankOf(algebra, dyads)));

function updateInverse(algebra: Algebra, baseInverse: Form, dyads: readonly ScaledWord[]): Form {
  const lowRank = lowRankOf(algebra, dyads);
  const middle = multiplyGrids(invertGrid(innerGrid(algebra, baseInverse, lowRank)), lowRank.core);
  let result = baseInverse;
  for (const [i, left] of lowRank.lefts.entries())
    for (const [j, right] of lowRank.rights.entries()) {
      const update = productOf(algebra, baseInverse, left, right, baseInverse);
      result = subtractForms(result, scaleForm(update, middle[i]?.[j] ?? ZERO_FUNCTION));
    }
  return result;
}

// ---------------------------------------------------------------- products and sums of full rank

export function invertFullRank(algebra: Algebra, form: Form): Form {
  const [only, ...others] = termsOf(form);
  if (only !== undefined && others.length === 0 && only.word.every(isSquareLetter)) {
    return scaleForm(invertWord(algebra, only.word, form), invertFunction(only.coefficient));
  }
  return invertSum(algebra, form);
}

function invertWord(algebra: Algebra, word: Word, { rows }: Form): Form {
  return word
    .toReversed()
    .reduce(
      (total, each) => multiplyForms(algebra, total, inverseOfLetter(algebra, each)),
      identityForm(rows),
    );
}

/** The inverse of the letter of a sum is that sum. */
function inverseOfLetter(algebra: Algebra, each: Letter): Form {
  const definition = definitionOf(algebra, each);
  if (definition?.kind !== 'inverse') return wordForm(algebra, each.rows, each.columns, [invertLetter(each)]);
  return each.transposed ? transposeForm(algebra, definition.of) : definition.of;
}

export interface Factored {
  readonly left: Word;
  readonly core: Form;
  readonly right: Word;
}

/** form = left core right, where core has the fewest inverted letters and no common first or last letter. */
export function factorSum(algebra: Algebra, form: Form): Factored {
  let [left, core, right]: [Word, Form, Word] = [[], form, []];
  for (;;) {
    const first = removable(core, leadingLetters);
    if (first !== undefined) {
      core = multiplyForms(algebra, wordForm(algebra, core.rows, core.rows, [invertLetter(first)]), core);
      left = [...left, first];
      continue;
    }
    const last = removable(core, (word) => leadingLetters(word.toReversed()));
    if (last === undefined) return { left, core, right };
    core = multiplyForms(algebra, core, wordForm(algebra, core.columns, core.columns, [invertLetter(last)]));
    right = [last, ...right];
  }
}

/** The letters that may stand first: diagonal ones commute. */
function leadingLetters(word: Word): Word {
  const end = word.findIndex(({ diagonal }) => !diagonal);
  return end === 0 ? word.slice(0, 1) : end < 0 ? word : word.slice(0, end);
}

/**
 * A letter at one end that all words share, or an inverted one. Taking x^-1 out puts x before the other words; since x itself
 * is never taken out unless all words share it, this ends.
 */
function removable(form: Form, leading: (word: Word) => Word): Letter | undefined {
  const ends = termsOf(form).map(({ word }) => leading(word).filter(isRemovable));
  const has = (letters: Word, { text }: Letter): boolean => letters.some((each) => each.text === text);
  const common = ends[0]?.find((each) => ends.every((letters) => has(letters, each)));
  return common ?? ends.flat().find(({ inverted }) => inverted);
}

const isRemovable = (each: Letter): boolean => isSquareLetter(each) && !each.base.startsWith('K:');

/** c^-1 R^-1 K L^-1 for the sum c L S R. */
function invertSum(algebra: Algebra, form: Form): Form {
  const { left, core, right } = factorSum(algebra, form);
  const [only, ...others] = termsOf(core);
  if (only !== undefined && others.length === 0 && only.word.every(isSquareLetter))
    return surround(algebra, left, invertFullRank(algebra, core), right);
  const { scale, normalized } = normalizeScale(algebra, core);
  const inverse = scaleForm(inverseLetter(algebra, normalized), invertFunction(scale));
  return surround(algebra, left, inverse, right);
}

function surround(algebra: Algebra, left: Word, inverse: Form, right: Word): Form {
  const inverted = (word: Word): Form => invertWord(algebra, word, inverse);
  return productOf(algebra, inverted(right), inverse, inverted(left));
}

/** Divides by the coefficient of the largest word, so that multiples of a sum share a letter. */
export function normalizeScale(
  algebra: Algebra,
  form: Form,
): { readonly scale: RationalFunction; readonly normalized: Form } {
  const [largest] = termsOf(form).sort((a, b) => compareWords(b.word, a.word));
  if (largest === undefined || !mayDivideBy(algebra, largest.coefficient))
    return { scale: ONE_FUNCTION, normalized: form };
  return { scale: largest.coefficient, normalized: scaleForm(form, invertFunction(largest.coefficient)) };
}

/** The letter K with K S = S K = I, the same one for equal sums, its transpose for transposed ones. */
function inverseLetter(algebra: Algebra, sum: Form): Form {
  const flipped = transposeForm(algebra, sum);
  for (const { letter: known, definition } of algebra.letters.values()) {
    if (definition?.kind !== 'inverse') continue;
    if (equalForms(definition.of, sum)) return wordForm(algebra, sum.rows, sum.rows, [known]);
    if (equalForms(definition.of, flipped))
      return wordForm(algebra, sum.rows, sum.rows, [transposeLetter(known)]);
  }
  const count = [...algebra.letters.values()].filter(
    ({ definition }) => definition?.kind === 'inverse',
  ).length;
  const created = letter(`K:${count + 1}`, sum.rows, sum.rows, {
    symmetric: equalForms(sum, flipped),
    diagonal: termsOf(sum).every(({ word }) => word.every(({ diagonal }) => diagonal)),
  });
  algebra.letters.set(created.base, {
    letter: created,
    invertible: true,
    positiveDefinite: definiteness(algebra, sum) === 'positive',
    entries: 'real',
    definition: { kind: 'inverse', of: sum },
  });
  return wordForm(algebra, sum.rows, sum.rows, [created]);
}
