/**
 * The forms of symbols: a vector v is diag(v) 1; what has a small number as dimension is written out in entries v[k], columns
 * A[,j] or entries A[i,j].
 */
import {
  fromVariable,
  ONE_FUNCTION,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Kind, Sign } from '../../problem.ts';
import type { Dimension } from '../../term.ts';
import type { Algebra } from './algebra.ts';
import {
  addForms,
  type Form,
  formOf,
  isWrittenOut,
  scalarForm,
  transposeForm,
  wordForm,
  zeroForm,
} from './form.ts';
import { determinant, gridOf } from './grid.ts';
import { formOfEntries } from './inverse.ts';
import { basisLetter, letter, onesLetter, transposeLetter, type Word } from './letter.ts';

export const onesForm = (algebra: Algebra, dimension: Dimension): Form => {
  if (dimension === 1) return scalarForm(ONE_FUNCTION);
  if (!isWrittenOut(dimension)) return wordForm(algebra, dimension, 1, [onesLetter(dimension)]);
  return formOfEntries(gridOf(Number(dimension), 1, () => ONE_FUNCTION));
};

export function symbolForm(algebra: Algebra, name: string, kind: Kind): Form {
  const { rows, columns } = kind.shape;
  if (rows === 1 && columns === 1) return scalarForm(scalarSymbol(algebra, name, kind.sign));
  if (isFixed(rows) && isFixed(columns))
    return writtenOut(algebra, name, kind, Number(rows), Number(columns));
  if (rows === 1) return transposeForm(algebra, vector(algebra, name, kind.sign, columns));
  if (columns === 1) return vector(algebra, name, kind.sign, rows);
  if (isWrittenOut(columns)) return columnsOf(algebra, name, kind.sign, rows, Number(columns));
  if (isWrittenOut(rows))
    return transposeForm(algebra, columnsOf(algebra, name, kind.sign, columns, Number(rows)));
  return wordForm(algebra, rows, columns, [matrixLetter(algebra, name, kind)]);
}

const isFixed = (dimension: Dimension): boolean => dimension === 1 || isWrittenOut(dimension);

function scalarSymbol(algebra: Algebra, name: string, sign: Sign): RationalFunction {
  algebra.meanings.set(name, { kind: 'symbol', sign });
  return fromVariable(name);
}

function vector(algebra: Algebra, name: string, sign: Sign, dimension: Dimension): Form {
  const diagonal = letter(`diag:${name}`, dimension, dimension, { diagonal: true });
  algebra.letters.set(diagonal.base, {
    letter: diagonal,
    invertible: sign === 'positive',
    positiveDefinite: sign === 'positive',
    entries: sign,
  });
  return wordForm(algebra, dimension, 1, [diagonal, onesLetter(dimension)]);
}

function matrixLetter(algebra: Algebra, name: string, kind: Kind) {
  const { shape, symmetric, diagonal, invertible, positiveDefinite, sign } = kind;
  const created = letter(name, shape.rows, shape.columns, { symmetric, diagonal });
  algebra.letters.set(name, {
    letter: created,
    invertible,
    positiveDefinite,
    entries: diagonal && sign !== 'nonzero' ? sign : 'real',
  });
  return created;
}

/** For a matrix of which one dimension is written out nothing is known of a single column but the sign of its entries. */
function columnsOf(algebra: Algebra, name: string, sign: Sign, rows: Dimension, count: number): Form {
  return Array.from({ length: count }, (_, k) => {
    const column = vector(algebra, `${name}[,${k + 1}]`, sign === 'nonzero' ? 'real' : sign, rows);
    const word = (each: Word): Word => [...each, transposeLetter(basisLetter(k + 1, count))];
    return formOf(
      rows,
      count,
      [...column.terms.values()].map((term) => ({ ...term, word: word(term.word) })),
    );
  }).reduce((a, b) => addForms(a, b), zeroForm(rows, count));
}

function writtenOut(algebra: Algebra, name: string, kind: Kind, rows: number, columns: number): Form {
  const isVector = rows === 1 || columns === 1;
  const label = (i: number, j: number): string => {
    if (isVector) return `${name}[${i + j + 1}]`;
    const [low, high] = kind.symmetric && i > j ? [j, i] : [i, j];
    return `${name}[${low + 1},${high + 1}]`;
  };
  const signAt = (i: number, j: number): Sign => {
    if (kind.positiveDefinite && i === j) return 'positive';
    return kind.sign === 'nonzero' ? 'real' : kind.sign;
  };
  const grid = gridOf(rows, columns, (i, j) =>
    kind.diagonal && i !== j ? ZERO_FUNCTION : scalarSymbol(algebra, label(i, j), signAt(i, j)),
  );
  if (kind.invertible) algebra.nonzero.push(determinant(grid));
  return formOfEntries(grid);
}
