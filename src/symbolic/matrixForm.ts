/**
 * Identity-plus-low-rank algebra, for every n at once.
 *
 * A word is a product of letters: matrices (transposed or inverted), columns and rows. Wherever a row meets a column,
 * row M ... column is a scalar and becomes a variable of the coefficient ring, a *contraction* such as (w|diag(r)|ones). So
 * every matrix is a sum of words with coefficients that are rational functions, and two matrices whose normal forms agree are
 * equal for all n. Blocks (a row of two columns, a 2 x 2 core) are grids of such sums.
 *
 *   A matrix word  M1 M2 ...      n x n
 *   A column word  M1 ... u       n x 1
 *   A row word     u^T M1 ...     1 x n
 *   A dyad         M1 ... u v^T M2 ...   n x n, rank one
 *   The empty word                1 x 1
 */
import {
  addFunctions,
  fromVariable,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

export interface Letter {
  readonly name: string;
  readonly role: 'matrix' | 'column' | 'row';
  readonly inverted?: boolean;
  readonly transposed?: boolean;
  /** Diagonal letters commute; symmetric ones equal their transpose. */
  readonly diagonal?: boolean;
  readonly symmetric?: boolean;
}

export type Word = readonly Letter[];

export interface Term {
  readonly word: Word;
  readonly coefficient: RationalFunction;
}

/** A sum of words, keyed by their text. */
export type Block = ReadonlyMap<string, Term>;

export type BlockSize = 1 | 'n';

export interface MatrixForm {
  readonly rows: readonly BlockSize[];
  readonly columns: readonly BlockSize[];
  readonly blocks: readonly (readonly Block[])[];
}

const letterText = (letter: Letter): string =>
  `${letter.inverted ? '/' : ''}${letter.name}${letter.role === 'row' || letter.transposed ? "'" : ''}`;
export const wordText = (word: Word): string => word.map(letterText).join(' ');

/** What a contraction variable stands for; contractions are interned by name. */
const contractions = new Map<string, Word>();
export const contractionOf = (variableName: string): Word | undefined => contractions.get(variableName);

export function transposeWord(word: Word): Word {
  const flipped = word.toReversed().map((letter): Letter => {
    if (letter.role === 'column') return { ...letter, role: 'row' };
    if (letter.role === 'row') return { ...letter, role: 'column' };
    return letter.symmetric || letter.diagonal ? letter : { ...letter, transposed: !letter.transposed };
  });
  return tidy(flipped);
}

/** The variable for row M ... column; a contraction equals its transpose, so the smaller text names it. */
function contractionVariable(word: Word): RationalFunction {
  const name = (w: Word): string =>
    `(${w.map((l) => (l.role === 'matrix' ? letterText(l) : l.name)).join('|')})`;
  const flipped = transposeWord(word);
  const [text, chosen] = name(word) <= name(flipped) ? [name(word), word] : [name(flipped), flipped];
  contractions.set(text, chosen);
  return fromVariable(text);
}

/** Sorts neighbouring diagonal letters and cancels A A^-1. */
function tidy(word: Letter[]): Letter[] {
  for (let at = 0; at + 1 < word.length; ) {
    const [a, b] = [word[at], word[at + 1]];
    if (a === undefined || b === undefined || a.role !== 'matrix' || b.role !== 'matrix') {
      at++;
    } else if (a.name === b.name && !a.inverted === !!b.inverted && !a.transposed === !b.transposed) {
      word.splice(at, 2);
      at = Math.max(0, at - 1);
    } else if (a.diagonal && b.diagonal && a.name > b.name) {
      word.splice(at, 2, b, a);
      at = Math.max(0, at - 1);
    } else {
      at++;
    }
  }
  return word;
}

/** Concatenates two words and turns a row that meets a column into a contraction. */
function multiplyWords(a: Word, b: Word): Term {
  const letters = tidy([...a, ...b]);
  const row = letters.findIndex((letter) => letter.role === 'row');
  const column = letters.findIndex((letter, at) => letter.role === 'column' && at > row);
  if (row < 0 || column < 0) return { word: letters, coefficient: ONE_FUNCTION };
  const contraction = letters.splice(row, column - row + 1);
  return { word: tidy(letters), coefficient: contractionVariable(contraction) };
}

function accumulate(block: Map<string, Term>, word: Word, coefficient: RationalFunction): void {
  const key = wordText(word);
  const total = addFunctions(block.get(key)?.coefficient ?? ZERO_FUNCTION, coefficient);
  if (isZeroFunction(total)) block.delete(key);
  else block.set(key, { word, coefficient: total });
}

export function blockOf(...terms: Term[]): Block {
  const block = new Map<string, Term>();
  for (const { word, coefficient } of terms) accumulate(block, word, coefficient);
  return block;
}

const addBlocks = (a: Block, b: Block): Block => blockOf(...a.values(), ...b.values());
const scaleBlock = (block: Block, factor: RationalFunction): Block =>
  blockOf(
    ...[...block.values()].map(({ word, coefficient }) => ({
      word,
      coefficient: multiplyFunctions(coefficient, factor),
    })),
  );

function multiplyBlocks(a: Block, b: Block): Block {
  const total = new Map<string, Term>();
  for (const left of a.values()) {
    for (const right of b.values()) {
      const { word, coefficient } = multiplyWords(left.word, right.word);
      accumulate(
        total,
        word,
        multiplyFunctions(coefficient, multiplyFunctions(left.coefficient, right.coefficient)),
      );
    }
  }
  return total;
}

export const single = (block: Block, rows: BlockSize, columns: BlockSize): MatrixForm => ({
  rows: [rows],
  columns: [columns],
  blocks: [[block]],
});
export const scalarForm = (value: RationalFunction): MatrixForm =>
  single(blockOf({ word: [], coefficient: value }), 1, 1);
export const wordForm = (word: Word, rows: BlockSize, columns: BlockSize): MatrixForm =>
  single(blockOf({ word, coefficient: ONE_FUNCTION }), rows, columns);

export const isScalarForm = (form: MatrixForm): boolean =>
  form.rows.length === 1 && form.columns.length === 1 && form.rows[0] === 1 && form.columns[0] === 1;

/** The block at (i, j). Throws RangeError outside the grid. */
export function blockAt(form: MatrixForm, i: number, j: number): Block {
  const block = form.blocks[i]?.[j];
  if (block === undefined) throw new RangeError(`block (${i}, ${j}): outside the grid`);
  return block;
}

/** The rational function of a 1 x 1 form. Throws TypeError for other shapes. */
export function scalarOf(form: MatrixForm): RationalFunction {
  if (!isScalarForm(form))
    throw new TypeError(`scalar: got ${form.rows.join('+')} x ${form.columns.join('+')}, expected 1 x 1`);
  return blockAt(form, 0, 0).get('')?.coefficient ?? ZERO_FUNCTION;
}

export const isZeroForm = (form: MatrixForm): boolean =>
  form.blocks.every((row) => row.every((block) => block.size === 0));

const mapBlocks = (form: MatrixForm, change: (block: Block) => Block): MatrixForm => ({
  ...form,
  blocks: form.blocks.map((row) => row.map(change)),
});

export function addForms(a: MatrixForm, b: MatrixForm): MatrixForm {
  if (a.rows.join() !== b.rows.join() || a.columns.join() !== b.columns.join()) {
    throw new TypeError(
      `sum: got ${a.rows} x ${a.columns} and ${b.rows} x ${b.columns}, expected equal block shapes`,
    );
  }
  return {
    ...a,
    blocks: a.blocks.map((row, i) => row.map((block, j) => addBlocks(block, blockAt(b, i, j)))),
  };
}

export const scaleForm = (form: MatrixForm, factor: RationalFunction): MatrixForm =>
  mapBlocks(form, (block) => scaleBlock(block, factor));
const negateForm = (form: MatrixForm): MatrixForm => scaleForm(form, negateFunction(ONE_FUNCTION));
export const subtractForms = (a: MatrixForm, b: MatrixForm): MatrixForm => addForms(a, negateForm(b));

export function multiplyForms(a: MatrixForm, b: MatrixForm): MatrixForm {
  if (isScalarForm(a)) return scaleForm(b, scalarOf(a));
  if (isScalarForm(b)) return scaleForm(a, scalarOf(b));
  if (a.columns.join() !== b.rows.join())
    throw new TypeError(`product: got ${a.columns} columns and ${b.rows} rows`);
  const blocks = a.rows.map((_, i) =>
    b.columns.map((__, j) =>
      a.columns.reduce<Block>(
        (total, ___, k) => addBlocks(total, multiplyBlocks(blockAt(a, i, k), blockAt(b, k, j))),
        new Map(),
      ),
    ),
  );
  return { rows: a.rows, columns: b.columns, blocks };
}

export function transposeForm(form: MatrixForm): MatrixForm {
  const flip = (block: Block): Block =>
    blockOf(
      ...[...block.values()].map(({ word, coefficient }) => ({ word: transposeWord(word), coefficient })),
    );
  return {
    rows: form.columns,
    columns: form.rows,
    blocks: form.columns.map((_, j) => form.rows.map((__, i) => flip(blockAt(form, i, j)))),
  };
}

/** Applies a function to every coefficient, for example a substitution of variables. */
export const mapCoefficients = (
  form: MatrixForm,
  change: (f: RationalFunction) => RationalFunction,
): MatrixForm =>
  mapBlocks(form, (block) =>
    blockOf(
      ...[...block.values()].map(({ word, coefficient }) => ({ word, coefficient: change(coefficient) })),
    ),
  );
