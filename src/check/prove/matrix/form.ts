/**
 * Forms: sums of words with scalar coefficients, the normal form of a matrix, vector or scalar for all sizes.
 *
 * A scalar is a form 1 x 1 whose only word is empty. Dimensions that are small numbers are written out: an identity(2) is
 * e1 e1' + e2 e2', so that literals and symbols of fixed size become sums of scalars times e_i e_j'.
 */
import {
  addFunctions,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Dimension } from '../../term.ts';
import { type Algebra, Unsupported } from './algebra.ts';
import { basisLetter, transposeLetter, transposeWord, type Word, wordText } from './letter.ts';
import { dimensionScalar, multiplyWords, piecesOf, type ScaledWord, tidy, traceOfWord } from './word.ts';

export interface Form {
  readonly rows: Dimension;
  readonly columns: Dimension;
  /** By the text of the word; no coefficient is 0. */
  readonly terms: ReadonlyMap<string, ScaledWord>;
}

const LARGEST_WRITTEN_OUT = 6;
/** Numbers from 2 to 6: matrices of that size are written out entry by entry. */
export const isWrittenOut = (dimension: Dimension): boolean =>
  typeof dimension === 'number' && dimension > 1 && dimension <= LARGEST_WRITTEN_OUT;

export function formOf(rows: Dimension, columns: Dimension, terms: Iterable<ScaledWord>): Form {
  const total = new Map<string, ScaledWord>();
  for (const { word, coefficient } of terms) {
    const key = wordText(word);
    const sum = addFunctions(total.get(key)?.coefficient ?? ZERO_FUNCTION, coefficient);
    if (isZeroFunction(sum)) total.delete(key);
    else total.set(key, { word, coefficient: sum });
  }
  return { rows, columns, terms: total };
}

export const scalarForm = (value: RationalFunction): Form => formOf(1, 1, [{ word: [], coefficient: value }]);
export const isScalarForm = ({ rows, columns }: Form): boolean => rows === 1 && columns === 1;
export const scalarOf = (form: Form): RationalFunction => form.terms.get('')?.coefficient ?? ZERO_FUNCTION;
export const zeroForm = (rows: Dimension, columns: Dimension): Form => formOf(rows, columns, []);
export const isZeroForm = ({ terms }: Form): boolean => terms.size === 0;
export const termsOf = ({ terms }: Form): ScaledWord[] => [...terms.values()];
export const isDyad = (word: Word): boolean => piecesOf(word).length > 1;

/** A word as a form; its scalars are taken out. */
export const wordForm = (algebra: Algebra, rows: Dimension, columns: Dimension, word: Word): Form =>
  formOf(rows, columns, [multiplyWords(algebra, word, [])]);

export function identityForm(dimension: Dimension): Form {
  if (!isWrittenOut(dimension))
    return formOf(dimension, dimension, [{ word: [], coefficient: ONE_FUNCTION }]);
  const entries = Array.from({ length: Number(dimension) }, (_, k) => basisLetter(k + 1, Number(dimension)));
  return formOf(
    dimension,
    dimension,
    entries.map((e) => ({ word: [e, transposeLetter(e)], coefficient: ONE_FUNCTION })),
  );
}

export const addForms = (...forms: [Form, ...Form[]]): Form =>
  formOf(
    forms[0].rows,
    forms[0].columns,
    forms.flatMap((each) => termsOf(each)),
  );

export const scaleForm = (form: Form, factor: RationalFunction): Form =>
  formOf(
    form.rows,
    form.columns,
    termsOf(form).map(({ word, coefficient }) => ({
      word,
      coefficient: multiplyFunctions(coefficient, factor),
    })),
  );

export const subtractForms = (a: Form, b: Form): Form =>
  addForms(a, scaleForm(b, negateFunction(ONE_FUNCTION)));

/** Matrix product; a 1 x 1 factor scales. */
export function multiplyForms(algebra: Algebra, a: Form, b: Form): Form {
  if (isScalarForm(a)) return scaleForm(b, scalarOf(a));
  if (isScalarForm(b)) return scaleForm(a, scalarOf(b));
  if (a.columns !== b.rows) throw new RangeError(`product: got ${a.columns} columns and ${b.rows} rows`);
  const products: ScaledWord[] = [];
  for (const left of a.terms.values())
    for (const right of b.terms.values()) {
      const { word, coefficient } = multiplyWords(algebra, left.word, right.word);
      const scale = multiplyFunctions(left.coefficient, right.coefficient);
      products.push({ word, coefficient: multiplyFunctions(coefficient, scale) });
    }
  if (products.length > 4000)
    throw new Unsupported(`product: got ${products.length} terms, expected at most 4000`);
  return formOf(a.rows, b.columns, products);
}

export const productOf = (algebra: Algebra, ...forms: [Form, ...Form[]]): Form =>
  forms.reduce((a, b) => multiplyForms(algebra, a, b));

export const transposeForm = (algebra: Algebra, form: Form): Form =>
  formOf(
    form.columns,
    form.rows,
    termsOf(form).map(({ word, coefficient }) => ({
      word: piecesOf(transposeWord(word)).flatMap((piece) => tidy(algebra, piece)),
      coefficient,
    })),
  );

export const equalForms = (a: Form, b: Form): boolean =>
  a.rows === b.rows && a.columns === b.columns && isZeroForm(subtractForms(a, b));

export const mapCoefficients = (form: Form, change: (f: RationalFunction) => RationalFunction): Form =>
  formOf(
    form.rows,
    form.columns,
    termsOf(form).map(({ word, coefficient }) => ({ word, coefficient: change(coefficient) })),
  );

/** The trace of a square form. */
export function traceOf(algebra: Algebra, form: Form): RationalFunction {
  if (isScalarForm(form)) return scalarOf(form);
  return termsOf(form).reduce(
    (total, { word, coefficient }) =>
      addFunctions(total, multiplyFunctions(coefficient, traceOfTerm(algebra, word, form.rows))),
    ZERO_FUNCTION,
  );
}

function traceOfTerm(algebra: Algebra, word: Word, dimension: Dimension): RationalFunction {
  const [left, right] = piecesOf(word);
  if (left === undefined) return dimensionScalar(algebra, dimension);
  if (right === undefined) return traceOfWord(algebra, left);
  return multiplyWords(algebra, right, left).coefficient;
}
