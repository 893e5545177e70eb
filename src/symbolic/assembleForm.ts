/**
 * Forms put together from other forms: diag(v), matrix literals, the identity.
 */
import {
  type BlockSize,
  blockAt,
  blockOf,
  type Letter,
  type MatrixForm,
  single,
  wordForm,
  wordText,
} from './matrixForm.ts';

export const diagonalLetter = (name: string): Letter => ({
  name: `diag(${name})`,
  role: 'matrix',
  diagonal: true,
  symmetric: true,
});

/** diag(v) for a sum of vectors, each a symbol or diagonal letters times ones. Throws TypeError for other words. */
export function diagonalForm(vector: MatrixForm): MatrixForm {
  const terms = [...blockAt(vector, 0, 0).values()].map(({ word, coefficient }) => {
    const last = word.at(-1);
    const before = word.slice(0, -1);
    if (last?.name === 'ones' && before.every((letter) => letter.diagonal))
      return { word: before, coefficient };
    if (word.length === 1 && last !== undefined) return { word: [diagonalLetter(last.name)], coefficient };
    throw new TypeError(`diag: not defined for ${wordText(word)}`);
  });
  return single(blockOf(...terms), 'n', 'n');
}

/** A matrix literal: entries of one row share their rows, entries of one column their columns. */
export function gridForm(rows: readonly (readonly MatrixForm[])[]): MatrixForm {
  const sizes = (forms: readonly MatrixForm[], side: 'rows' | 'columns'): BlockSize[] =>
    forms.flatMap((form) => form[side]);
  const first = rows.map(([entry]) => entry).filter((entry) => entry !== undefined);
  if (!rows.flat().every((form) => form.rows.length === 1 && form.columns.length === 1)) {
    throw new TypeError('matrix literal: not defined for block matrices as entries');
  }
  return {
    rows: sizes(first, 'rows'),
    columns: sizes(rows[0] ?? [], 'columns'),
    blocks: rows.map((entries) => entries.map((entry) => blockAt(entry, 0, 0))),
  };
}

/** The identity of the same shape. */
export function identityLike(form: MatrixForm): MatrixForm {
  if (form.rows.join() !== form.columns.join() || form.rows.length !== 1) {
    throw new TypeError('power 0: not defined for block matrices');
  }
  return wordForm([], form.rows[0] ?? 1, form.rows[0] ?? 1);
}
