/**
 * Values of normal forms at a point, by writing every letter and every contraction out as a dense matrix: what the normal form
 * says, without the algebra that made it.
 */

import { formula } from '../../proofs/notation.ts';
import { derivative } from '../../src/expression/derivative.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { type Expression, expectation, one, product } from '../../src/expression/expression.ts';
import {
  addMatrices,
  entryOf,
  identityMatrix,
  invertMatrix,
  type Matrix,
  multiplyMatrices,
  transposeMatrix,
} from '../../src/expression/matrix.ts';
import { divide, multiply, type Rational, rational, ZERO } from '../../src/expression/rational.ts';
import { rationals } from '../../src/expression/ring.ts';
import type { Instance } from '../../src/symbolic/instance.ts';
import {
  type Block,
  blockAt,
  contractionOf,
  type Letter,
  type MatrixForm,
  type Word,
} from '../../src/symbolic/matrixForm.ts';
import { monomialFactors, type Polynomial } from '../../src/symbolic/polynomial.ts';
import { denominatorOf, type RationalFunction } from '../../src/symbolic/rationalFunction.ts';

/** The value of a form with one block. Throws RangeError where it divides by 0. */
export function denseValue(form: MatrixForm, instance: Instance): Matrix<Rational> {
  const [rows, columns] = [form.rows[0] === 'n' ? instance.n : 1, form.columns[0] === 'n' ? instance.n : 1];
  const zero = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ZERO));
  return blockValue(blockAt(form, 0, 0), zero, instance);
}

const blockValue = (block: Block, zero: Matrix<Rational>, instance: Instance): Matrix<Rational> =>
  [...block.values()].reduce<Matrix<Rational>>(
    (total, { word, coefficient }) =>
      addMatrices(
        total,
        multiplyMatrices(
          [[functionValue(coefficient, instance)]],
          wordValue(word, zero.length, instance),
          rationals,
        ),
        rationals,
      ),
    zero,
  );

const wordValue = (word: Word, rows: number, instance: Instance): Matrix<Rational> =>
  word
    .map((letter) => letterValue(letter, instance))
    .reduce((a, b) => multiplyMatrices(a, b, rationals), identityMatrix(rows, rationals));

function letterValue(letter: Letter, instance: Instance): Matrix<Rational> {
  const value = evaluate(formula(letter.name), instance);
  const inverted = letter.inverted ? invertMatrix(value, rationals) : value;
  return letter.role === 'row' || letter.transposed ? transposeMatrix(inverted) : inverted;
}

export const functionValue = (f: RationalFunction, instance: Instance): Rational =>
  divide(polynomialValue(f.numerator, instance), polynomialValue(denominatorOf(f), instance));

const polynomialValue = (p: Polynomial, instance: Instance): Rational =>
  [...p].reduce<Rational>((total, [monomial, coefficient]) => {
    const term = monomialFactors(monomial).reduce<Rational>(
      (value, [name, exponent]) =>
        Array.from({ length: exponent }, () => variableValue(name, instance)).reduce(multiply, value),
      rational(coefficient),
    );
    return rationals.add(total, term);
  }, ZERO);

function variableValue(name: string, instance: Instance): Rational {
  const word = contractionOf(name);
  if (word !== undefined) return entryOf(wordValue(word, 1, instance), 0, 0);
  const moment = /^E\[(.*)\]\((\d+)\)$/.exec(name);
  const expression =
    moment === null ? formula(name) : momentExpression(moment[1] ?? '', Number(moment[2]), instance);
  return entryOf(evaluate(expression, instance), 0, 0);
}

/** E[F^(k)(V)] from a text such as `phi'(V)^2 phi(V)^-1`, which is h. */
function momentExpression(key: string, order: number, { notation }: Instance): Expression {
  const factors = key === "phi'(V)^2 phi(V)^-1" ? 'h(V)' : key.replaceAll(' ', '*').replace(/\^-1/g, '^(-1)');
  let integrand = formula(factors);
  for (let k = 0; k < order; k++) integrand = derivative(integrand, 'V', one, notation);
  return expectation(product(one, integrand));
}
