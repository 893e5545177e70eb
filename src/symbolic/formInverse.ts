/**
 * Inverses of matrix forms, for every n.
 *
 *   scalar        1 / f
 *   scalar grid   adjugate / determinant (the 2 x 2 cores of a rank-two update)
 *   matrix word   (A B)^-1 = B^-1 A^-1
 *   A + U K V^T   A^-1 - A^-1 U (I + K V^T A^-1 U)^-1 K V^T A^-1    (Woodbury; needs no inverse of K)
 *
 * Everything that must not vanish (scalars, determinants) and every matrix letter that is inverted is handed to `divisions`,
 * so that a proof can check it against the declared assumptions.
 */
import {
  addForms,
  type Block,
  blockAt,
  blockOf,
  isScalarForm,
  type Letter,
  type MatrixForm,
  multiplyForms,
  scalarForm,
  scalarOf,
  scaleForm,
  single,
  subtractForms,
  type Term,
  type Word,
  wordForm,
  wordText,
} from './matrixForm.ts';
import {
  addFunctions,
  invertFunction,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

/** Collects what a computation divides by, and what it takes to be positive (the arguments of steps). */
export interface Divisions {
  readonly scalars: RationalFunction[];
  readonly matrices: Set<string>;
  readonly positives: RationalFunction[];
}

export const noDivisions = (): Divisions => ({ scalars: [], matrices: new Set(), positives: [] });

/** Adds what another computation needed. */
export function addDivisions(to: Divisions, from: Divisions): void {
  to.scalars.push(...from.scalars);
  to.positives.push(...from.positives);
  for (const letter of from.matrices) to.matrices.add(letter);
}

/** The inverse of a form. Throws TypeError for a form that has none of the shapes above, RangeError when it is singular. */
export function invertForm(form: MatrixForm, divisions: Divisions): MatrixForm {
  if (form.rows.join() !== form.columns.join()) throw new TypeError('inverse: the form is not square');
  if (isScalarForm(form)) return scalarForm(reciprocal(scalarOf(form), divisions));
  if (form.rows.every((size) => size === 1)) return invertGrid(form, divisions);
  if (form.rows.length > 1) throw new TypeError('inverse: not defined for block matrices');
  return invertPlusLowRank(blockAt(form, 0, 0), divisions);
}

function reciprocal(f: RationalFunction, divisions: Divisions): RationalFunction {
  divisions.scalars.push(f);
  return invertFunction(f);
}

type Grid = readonly (readonly RationalFunction[])[];

const toGrid = (form: MatrixForm): Grid =>
  form.blocks.map((row, i) => row.map((_, j) => scalarOf(single(blockAt(form, i, j), 1, 1))));
const fromGrid = (grid: Grid): MatrixForm => ({
  rows: grid.map(() => 1),
  columns: (grid[0] ?? []).map(() => 1),
  blocks: grid.map((row) => row.map((coefficient) => blockOf({ word: [], coefficient }))),
});

const minor = (grid: Grid, i: number, j: number): Grid =>
  grid.toSpliced(i, 1).map((row) => row.toSpliced(j, 1));

function determinant(grid: Grid): RationalFunction {
  const [top = []] = grid;
  if (top.length === 0) return ONE_FUNCTION;
  return top.reduce((total, entry, j) => {
    const part = multiplyFunctions(entry, determinant(minor(grid, 0, j)));
    return j % 2 === 0 ? addFunctions(total, part) : subtractFunctions(total, part);
  }, ZERO_FUNCTION);
}

function invertGrid(form: MatrixForm, divisions: Divisions): MatrixForm {
  const grid = toGrid(form);
  const scale = reciprocal(determinant(grid), divisions);
  const adjugate = grid.map((row, i) =>
    row.map((_, j) => {
      const cofactor = determinant(minor(grid, j, i));
      return multiplyFunctions((i + j) % 2 === 0 ? cofactor : negateFunction(cofactor), scale);
    }),
  );
  return fromGrid(adjugate);
}

/** Splits u v^T into its column word and its row word; undefined for a plain matrix word. */
function splitDyad(word: Word): { left: Word; right: Word } | undefined {
  const row = word.findIndex((letter) => letter.role === 'row');
  return row < 0 ? undefined : { left: word.slice(0, row), right: word.slice(row) };
}

const invertLetter = (letter: Letter): Letter => ({ ...letter, inverted: !letter.inverted });

function invertPlusLowRank(block: Block, divisions: Divisions): MatrixForm {
  const dyads: { left: Word; right: Word; coefficient: RationalFunction }[] = [];
  let full: Term | undefined;
  for (const term of block.values()) {
    const dyad = splitDyad(term.word);
    if (dyad !== undefined) dyads.push({ ...dyad, coefficient: term.coefficient });
    else if (full === undefined) full = term;
    else throw new TypeError('inverse: more than one full-rank word');
  }
  if (full === undefined) throw new TypeError('inverse: no full-rank word, the form is singular for large n');
  for (const letter of full.word) divisions.matrices.add(letter.name);
  const baseInverse = scaleForm(
    wordForm(full.word.toReversed().map(invertLetter), 'n', 'n'),
    reciprocal(full.coefficient, divisions),
  );
  return dyads.length === 0 ? baseInverse : woodbury(baseInverse, dyads, divisions);
}

function woodbury(
  baseInverse: MatrixForm,
  dyads: readonly { left: Word; right: Word; coefficient: RationalFunction }[],
  divisions: Divisions,
): MatrixForm {
  const lefts = new Map(dyads.map(({ left }) => [wordText(left), left]));
  const rights = new Map(dyads.map(({ right }) => [wordText(right), right]));
  const word = (w: Word): Block => blockOf({ word: w, coefficient: ONE_FUNCTION });
  const u: MatrixForm = {
    rows: ['n'],
    columns: [...lefts].map(() => 1),
    blocks: [[...lefts.values()].map(word)],
  };
  const vt: MatrixForm = {
    rows: [...rights].map(() => 1),
    columns: ['n'],
    blocks: [...rights.values()].map((w) => [word(w)]),
  };
  const core = fromGrid(
    [...lefts.keys()].map((left) =>
      [...rights.keys()].map(
        (right) =>
          dyads.find((dyad) => wordText(dyad.left) === left && wordText(dyad.right) === right)?.coefficient ??
          ZERO_FUNCTION,
      ),
    ),
  );
  const identity = fromGrid(
    [...lefts.keys()].map((_, i) =>
      [...lefts.keys()].map((__, j) => (i === j ? ONE_FUNCTION : ZERO_FUNCTION)),
    ),
  );
  const inner = addForms(identity, multiplyForms(core, multiplyForms(vt, multiplyForms(baseInverse, u))));
  const middle = multiplyForms(invertForm(inner, divisions), core);
  const update = multiplyForms(
    multiplyForms(baseInverse, multiplyForms(u, middle)),
    multiplyForms(vt, baseInverse),
  );
  return subtractForms(baseInverse, update);
}
