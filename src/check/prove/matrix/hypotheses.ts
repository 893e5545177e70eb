/**
 * What the `given` relations say, in normal form.
 *
 *   matrix equations    forms that are zero; from  X Y = c I  with square X, Y and c not 0 also  Y X = c I, and both are invertible
 *   scalar equations    rational functions that are zero: those given, and the determinant and trace of matrix equations
 *   scalar relations    order relations and !=, as  f operator 0
 * A relation that cannot be read is left out: fewer hypotheses prove less, never more.
 */

import { allVariablesOf } from '../../../symbolic/opaque.ts';
import {
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Operator, Problem, Relation } from '../../problem.ts';
import { type Algebra, createAlgebra } from './algebra.ts';
import { attempt } from './attempt.ts';
import { determinantOf } from './determinant.ts';
import { mayDivideBy } from './division.ts';
import {
  type Form,
  identityForm,
  isScalarForm,
  scalarOf,
  scaleForm,
  subtractForms,
  termsOf,
  traceOf,
  wordForm,
} from './form.ts';
import { isSquareLetter, type Word } from './letter.ts';
import { Normalizer } from './normalize.ts';

export interface ScalarRelation {
  readonly value: RationalFunction;
  readonly operator: Operator;
}

export interface Hypotheses {
  readonly equations: readonly Form[];
  readonly relations: readonly ScalarRelation[];
  /** Matrices and vectors that are not zero. */
  readonly nonzero: readonly Form[];
}

export interface Setting {
  readonly normalizer: Normalizer;
  readonly hypotheses: Hypotheses;
}

/**
 * Reads claim and hypotheses twice: the first time only to learn what must be nonzero and invertible for all of it to have
 * values, so that the second reading may use it from the start.
 */
export function pointwiseSetting({ symbols, given, claim }: Problem): Setting {
  let algebra = createAlgebra(symbols, false);
  for (let reading = 0; reading < 2; reading++) {
    const normalizer = new Normalizer(algebra);
    readHypotheses(normalizer, given);
    attempt(() => normalizer.form(claim.left));
    attempt(() => normalizer.form(claim.right));
    algebra = createAlgebra(symbols, false, keptLetters(algebra), algebra.nonzero.filter(isPortable));
  }
  const normalizer = new Normalizer(algebra);
  return { normalizer, hypotheses: readHypotheses(normalizer, given) };
}

/** Names that mean the same in every algebra: those of sums and of opaque values are numbered as they come. */
const isPortableName = (name: string): boolean => !name.includes('K:') && !name.includes('#');
const isPortable = (f: RationalFunction): boolean => allVariablesOf(f).every(isPortableName);
const keptLetters = ({ invertible }: Algebra): Set<string> => new Set([...invertible].filter(isPortableName));

function readHypotheses(normalizer: Normalizer, given: readonly Relation[]): Hypotheses {
  const equations: Form[] = [];
  const relations: ScalarRelation[] = [];
  const nonzero: Form[] = [];
  for (const { left, operator, right } of given) {
    const sides = attempt(() => [normalizer.form(left), normalizer.form(right)] as const);
    if (sides === undefined) continue;
    const difference = subtractForms(...sides);
    if (isScalarForm(difference)) {
      relations.push({ value: scalarOf(difference), operator });
      if (operator === '!=' || operator === '<' || operator === '>')
        normalizer.algebra.nonzero.push(scalarOf(difference));
    } else if (operator === '!=') nonzero.push(difference);
    else {
      equations.push(difference, ...rotatedEquations(normalizer.algebra, difference));
      relations.push(...scalarConsequences(normalizer.algebra, ...sides));
    }
  }
  return { equations, relations, nonzero };
}

/** det and trace of both sides. */
function scalarConsequences(algebra: Algebra, left: Form, right: Form): ScalarRelation[] {
  if (left.rows !== left.columns) return [];
  return [determinantOf, traceOf].flatMap((of) => {
    const value = attempt(() => subtractFunctions(of(algebra, left), of(algebra, right)));
    return value === undefined ? [] : [{ value, operator: '==' as const }];
  });
}

/** X Y = c I with square factors and c not 0: all factors are invertible, and each rotation is c I as well. */
function rotatedEquations(algebra: Algebra, equation: Form): Form[] {
  const terms = termsOf(equation);
  const identity = terms.find(({ word }) => word.length === 0);
  const product = terms.find(({ word }) => word.length > 0);
  if (terms.length !== 2 || identity === undefined || product === undefined) return [];
  const { word, coefficient } = product;
  if (
    !word.every(isSquareLetter) ||
    ![identity, product].every((each) => mayDivideBy(algebra, each.coefficient))
  )
    return [];
  for (const { base } of word) algebra.invertible.add(base);
  const rotations: Word[] = word.map((_, at) => [...word.slice(at), ...word.slice(0, at)]);
  return rotations.map((rotated) =>
    subtractForms(
      scaleForm(wordForm(algebra, equation.rows, equation.rows, rotated), coefficient),
      scaleForm(identityForm(equation.rows), minus(identity.coefficient)),
    ),
  );
}

const minus = (f: RationalFunction): RationalFunction => subtractFunctions(ZERO_FUNCTION, f);
