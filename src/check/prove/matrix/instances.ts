/**
 * Scalar instances of matrix equations M = 0, for the scalars of a claim.
 *
 *   p M q = 0    where p m q is a contraction of the claim and m a word of M (from Y = Y^2 follows x' Y x = x' Y Y x)
 *   y' M = 0     where M is a column and y a vector of the claim or of M (from P u = a u follows u' P u = a u' u)
 */
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Algebra } from './algebra.ts';
import { type Form, isScalarForm, multiplyForms, scalarOf, termsOf, wordForm } from './form.ts';
import { transposeWord, type Word, wordText } from './letter.ts';
import { findIn } from './rewrite.ts';
import { piecesOf } from './word.ts';

const MOST_INSTANCES = 40;

export function instancesOf(
  algebra: Algebra,
  equations: readonly Form[],
  scalars: readonly RationalFunction[],
): RationalFunction[] {
  const words = contractionsIn(algebra, scalars);
  const vectors = vectorsIn([
    ...words,
    ...equations.flatMap((each) => termsOf(each).map(({ word }) => word)),
  ]);
  const found = equations.flatMap((equation) =>
    equation.columns === 1 ? rowsTimes(algebra, vectors, equation) : insideOf(algebra, words, equation),
  );
  return found.filter(({ numerator }) => numerator.size > 0).slice(0, MOST_INSTANCES);
}

function contractionsIn(algebra: Algebra, scalars: readonly RationalFunction[]): Word[] {
  const names = new Set(scalars.flatMap((each) => allVariablesOf(each)));
  return [...names].flatMap((name) => {
    const meaning = algebra.meanings.get(name);
    return meaning?.kind === 'contraction' ? [meaning.word] : [];
  });
}

/** The ends diag(v) 1 of columns and of transposed rows. */
function vectorsIn(words: readonly Word[]): Word[] {
  const columns = words
    .flatMap((word) => piecesOf(word).flatMap((piece) => [piece, transposeWord(piece)]))
    .filter((piece) => piece.at(-1)?.columns === 1)
    .map((piece) =>
      piece.slice(piece.findLastIndex((each, at) => at < piece.length - 1 && !each.diagonal) + 1),
    );
  return [...new Map(columns.map((each) => [wordText(each), each])).values()];
}

function rowsTimes(algebra: Algebra, vectors: readonly Word[], equation: Form): RationalFunction[] {
  return vectors
    .filter((vector) => vector[0]?.rows === equation.rows)
    .map((vector) => {
      const row = wordForm(algebra, 1, equation.rows, transposeWord(vector));
      return scalarOf(multiplyForms(algebra, row, equation));
    });
}

function insideOf(algebra: Algebra, words: readonly Word[], equation: Form): RationalFunction[] {
  return words.flatMap((word) =>
    [word, transposeWord(word)].flatMap((reading) =>
      termsOf(equation).flatMap(({ word: part }) => {
        const place = findIn(reading, part);
        if (place === undefined || place.before.length === 0 || place.after.length === 0) return [];
        const row = wordForm(algebra, 1, equation.rows, place.before);
        const column = wordForm(algebra, equation.columns, 1, place.after);
        const instance = multiplyForms(algebra, multiplyForms(algebra, row, equation), column);
        return isScalarForm(instance) ? [scalarOf(instance)] : [];
      }),
    ),
  );
}
