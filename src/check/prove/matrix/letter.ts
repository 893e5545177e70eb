/**
 * Letters and words: products of matrices of symbolic sizes, written without their values.
 *
 *   A, A', A^-1          a matrix symbol, its transpose, its inverse
 *   diag:v               the diagonal matrix with the vector v on it; v itself is the word  diag:v 1:n
 *   1:n                  the column of n ones
 *   e:2:3                the second column of the 3 x 3 identity (dimensions that are small numbers are written out)
 *   K1, K2 ...           the inverse of a sum (inverse.ts)
 *
 * A word is a product of letters whose shapes fit. Symmetric and diagonal letters are their own transposes.
 */
import type { Dimension } from '../../term.ts';

export interface Letter {
  readonly base: string;
  /** The base with its marks: equal letters have equal texts. */
  readonly text: string;
  readonly rows: Dimension;
  readonly columns: Dimension;
  readonly transposed: boolean;
  readonly inverted: boolean;
  readonly symmetric: boolean;
  /** Diagonal letters commute with each other. */
  readonly diagonal: boolean;
}

export type Word = readonly Letter[];

const withText = (letter: Omit<Letter, 'text'>): Letter => ({
  ...letter,
  text: `${letter.base}${letter.inverted ? '^-' : ''}${letter.transposed ? "'" : ''}`,
});

export const letter = (
  base: string,
  rows: Dimension,
  columns: Dimension,
  { symmetric = false, diagonal = false } = {},
): Letter =>
  withText({
    base,
    rows,
    columns,
    transposed: false,
    inverted: false,
    symmetric: symmetric || diagonal,
    diagonal,
  });

export const onesLetter = (dimension: Dimension): Letter => letter(`1:${dimension}`, dimension, 1);
export const basisLetter = (index: number, dimension: number): Letter =>
  letter(`e:${index}:${dimension}`, dimension, 1);
export const isOnes = ({ base }: Letter): boolean => base.startsWith('1:');
export const isBasis = ({ base }: Letter): boolean => base.startsWith('e:');

export const transposeLetter = (a: Letter): Letter =>
  a.symmetric ? a : withText({ ...a, rows: a.columns, columns: a.rows, transposed: !a.transposed });
export const invertLetter = (a: Letter): Letter => withText({ ...a, inverted: !a.inverted });

export const transposeWord = (word: Word): Word => word.toReversed().map(transposeLetter);
export const wordText = (word: Word): string => word.map(({ text }) => text).join(' ');

export const isSquareLetter = ({ rows, columns }: Letter): boolean => rows === columns;
export const areInverse = (a: Letter, b: Letter): boolean =>
  a.base === b.base && a.transposed === b.transposed && a.inverted !== b.inverted;

/** Shorter words first, then by text, letter by letter: a well-order that products respect. */
export function compareWords(a: Word, b: Word): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [at, { text }] of a.entries()) {
    const other = b[at]?.text ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
