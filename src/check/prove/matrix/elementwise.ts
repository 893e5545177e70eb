/**
 * Entry-by-entry operations on forms, for all sizes.
 *
 *   x .* y = diag(x) y              (u v') .* A = diag(u) A diag(v)
 *   x ./ y = diag(y)^-1 x           x .^ k = diag(x)^k 1, integer k
 *   A .* B                          a letter of its own
 * Along dimensions that are written out the operation goes column by column or row by row.
 */
import { invertFunction, multiplyFunctions, ONE_FUNCTION } from '../../../symbolic/rationalFunction.ts';
import type { Dimension } from '../../term.ts';
import { type Algebra, Unsupported } from './algebra.ts';
import {
  addForms,
  type Form,
  formOf,
  isDyad,
  isScalarForm,
  isWrittenOut,
  multiplyForms,
  productOf,
  scalarForm,
  scalarOf,
  scaleForm,
  termsOf,
  transposeForm,
  wordForm,
  zeroForm,
} from './form.ts';
import { invertForm } from './inverse.ts';
import {
  basisLetter,
  isOnes,
  letter,
  transposeLetter,
  transposeWord,
  type Word,
  wordText,
} from './letter.ts';
import { onesForm } from './symbolForm.ts';
import { piecesOf } from './word.ts';

/** The square matrix with this column on its diagonal. */
export function diagonalForm(algebra: Algebra, column: Form): Form {
  const { rows } = column;
  if (isScalarForm(column)) return column;
  if (isWrittenOut(rows)) {
    return alongBasis(Number(rows), (e) => {
      const entry = productOf(algebra, transposeForm(algebra, e), column);
      return multiplyForms(algebra, multiplyForms(algebra, e, entry), transposeForm(algebra, e));
    });
  }
  return formOf(
    rows,
    rows,
    termsOf(column).map(({ word, coefficient }) => ({ word: diagonalWord(algebra, word), coefficient })),
  );
}

const basisForm = (index: number, dimension: number): Form =>
  formOf(dimension, 1, [{ word: [basisLetter(index, dimension)], coefficient: ONE_FUNCTION }]);

function alongBasis(dimension: number, part: (e: Form) => Form): Form {
  const parts = Array.from({ length: dimension }, (_, k) => part(basisForm(k + 1, dimension)));
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError(`dimension: got ${dimension}, expected at least 1`);
  return addForms(first, ...others);
}

function diagonalWord(algebra: Algebra, word: Word): Word {
  const [last] = word.slice(-1);
  const run = word.slice(0, -1);
  if (last !== undefined && isOnes(last) && run.every(({ diagonal }) => diagonal)) return run;
  const rows = word[0]?.rows ?? 1;
  const created = letter(`diag:(${wordText(word)})`, rows, rows, { diagonal: true });
  algebra.letters.set(created.base, {
    letter: created,
    invertible: false,
    positiveDefinite: false,
    entries: 'real',
    definition: { kind: 'diagonal', of: word },
  });
  return [created];
}

/** a .* b of equal shapes, or with a scalar on one side. */
export function multiplyEntries(algebra: Algebra, a: Form, b: Form): Form {
  if (isScalarForm(a)) return scaleForm(b, scalarOf(a));
  if (isScalarForm(b)) return scaleForm(a, scalarOf(b));
  const { rows, columns } = a;
  if (isWrittenOut(columns)) {
    return alongBasis(Number(columns), (e) => {
      const column = multiplyEntries(algebra, multiplyForms(algebra, a, e), multiplyForms(algebra, b, e));
      return multiplyForms(algebra, column, transposeForm(algebra, e));
    });
  }
  if (rows === 1 || isWrittenOut(rows)) {
    const flipped = multiplyEntries(algebra, transposeForm(algebra, a), transposeForm(algebra, b));
    return transposeForm(algebra, flipped);
  }
  if (columns === 1) return multiplyForms(algebra, diagonalForm(algebra, a), b);
  return termsOf(a).reduce(
    (total, left) =>
      termsOf(b).reduce((sum, right) => {
        const product = multiplyWordEntries(algebra, left.word, right.word, rows, columns);
        const scale = multiplyFunctions(left.coefficient, right.coefficient);
        return addForms(sum, scaleForm(product, scale));
      }, total),
    zeroForm(rows, columns),
  );
}

function multiplyWordEntries(algebra: Algebra, a: Word, b: Word, rows: Dimension, columns: Dimension): Form {
  if (isDyad(a)) return surroundByDyad(algebra, a, wordForm(algebra, rows, columns, b));
  if (isDyad(b)) return surroundByDyad(algebra, b, wordForm(algebra, rows, columns, a));
  if (isDiagonal(a) && isDiagonal(b)) return wordForm(algebra, rows, columns, [...a, ...b]);
  if (isDiagonal(a) && a.length > 0)
    return multiplyForms(
      algebra,
      wordForm(algebra, rows, columns, a),
      hadamard(algebra, [], b, rows, columns),
    );
  if (isDiagonal(b) && b.length > 0)
    return multiplyForms(
      algebra,
      wordForm(algebra, rows, columns, b),
      hadamard(algebra, [], a, rows, columns),
    );
  return hadamard(algebra, a, b, rows, columns);
}

const isDiagonal = (word: Word): boolean => word.every(({ diagonal }) => diagonal);

/** (u v') .* M = diag(u) M diag(v). */
function surroundByDyad(algebra: Algebra, dyad: Word, middle: Form): Form {
  const [left = [], right = []] = piecesOf(dyad);
  const vector = (word: Word): Form => diagonalForm(algebra, wordForm(algebra, word[0]?.rows ?? 1, 1, word));
  return productOf(algebra, vector(left), middle, vector(transposeWord(right)));
}

/** The letter A .* B, in the order of the texts; of its transpose the smaller text is kept. */
function hadamard(algebra: Algebra, a: Word, b: Word, rows: Dimension, columns: Dimension): Form {
  const ordered = (x: Word, y: Word): readonly [Word, Word] => (wordText(x) <= wordText(y) ? [x, y] : [y, x]);
  const text = ([x, y]: readonly [Word, Word]): string => `(${wordText(x)}) .* (${wordText(y)})`;
  const own = ordered(a, b);
  const flipped = ordered(transposeWord(a), transposeWord(b));
  const symmetric = text(own) === text(flipped);
  const isFlipped = text(flipped) < text(own);
  const [left, right] = isFlipped ? flipped : own;
  const created = letter(text([left, right]), isFlipped ? columns : rows, isFlipped ? rows : columns, {
    symmetric,
    diagonal: isDiagonal(left) || isDiagonal(right),
  });
  algebra.letters.set(created.base, {
    letter: created,
    invertible: false,
    positiveDefinite: false,
    entries: 'real',
    definition: { kind: 'hadamard', left, right },
  });
  return wordForm(algebra, rows, columns, [isFlipped ? transposeLetter(created) : created]);
}

/** a ./ b; b a scalar, a vector, or of written-out shape. */
export function divideEntries(algebra: Algebra, a: Form, b: Form): Form {
  if (isScalarForm(b)) return scaleForm(a, invertFunction(scalarOf(b)));
  return multiplyEntries(algebra, a, invertEntries(algebra, b));
}

function invertEntries(algebra: Algebra, form: Form): Form {
  const { rows, columns } = form;
  if (isScalarForm(form)) return scalarForm(invertFunction(scalarOf(form)));
  if (isWrittenOut(columns)) {
    return alongBasis(Number(columns), (e) => {
      const column = invertEntries(algebra, multiplyForms(algebra, form, e));
      return multiplyForms(algebra, column, transposeForm(algebra, e));
    });
  }
  if (rows === 1) return transposeForm(algebra, invertEntries(algebra, transposeForm(algebra, form)));
  if (columns !== 1) throw new Unsupported('./: a matrix');
  return multiplyForms(algebra, invertForm(algebra, diagonalForm(algebra, form)), onesForm(algebra, rows));
}

/** a .^ k for an integer k. */
export function powerOfEntries(algebra: Algebra, form: Form, exponent: number): Form {
  if (exponent < 0) return powerOfEntries(algebra, invertEntries(algebra, form), -exponent);
  if (exponent === 0) return allOnes(algebra, form.rows, form.columns);
  let result = form;
  for (let k = 1; k < exponent; k++) result = multiplyEntries(algebra, result, form);
  return result;
}

const allOnes = (algebra: Algebra, rows: Dimension, columns: Dimension): Form =>
  multiplyForms(algebra, onesForm(algebra, rows), transposeForm(algebra, onesForm(algebra, columns)));
