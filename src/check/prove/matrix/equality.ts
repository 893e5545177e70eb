/**
 * Proves  left == right  for matrices, vectors and scalars of every size.
 *
 * In turn: equal normal forms; the relations K S = S K = I of inverted sums, completed to rules; the same with the equalities of
 * `given`, and only divisions that are justified wherever the claim speaks.
 */
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Deadline, Problem, Proof } from '../../problem.ts';
import { type Algebra, createAlgebra } from './algebra.ts';
import { attempt } from './attempt.ts';
import { complete } from './completion.ts';
import { type Elimination, eliminate } from './elimination.ts';
import {
  type Form,
  identityForm,
  isZeroForm,
  mapCoefficients,
  multiplyForms,
  subtractForms,
  termsOf,
  wordForm,
} from './form.ts';
import { pointwiseSetting } from './hypotheses.ts';
import { Normalizer } from './normalize.ts';
import { Rewriter } from './rewrite.ts';

export function proveMatrixEquality(problem: Problem, deadline: Deadline): Proof | undefined {
  if (problem.claim.operator !== '==') return undefined;
  const proof = attempt(() => proveWithoutGiven(problem, deadline));
  if (proof !== undefined || problem.given.length === 0) return proof;
  return attempt(() => proveWithGiven(problem, deadline));
}

export const scopeOf = ({ dimensions }: Problem): string =>
  dimensions.length === 0
    ? 'all admissible assignments'
    : `all ${dimensions.join(', ')}, all admissible assignments`;

function proveWithoutGiven(problem: Problem, deadline: Deadline): Proof | undefined {
  const normalizer = new Normalizer(createAlgebra(problem.symbols, true));
  const difference = differenceOf(normalizer, problem);
  const scope = scopeOf(problem);
  if (isZeroForm(difference)) return { method: 'normal form of matrix words', scope };
  const equations = inverseEquations(normalizer.algebra);
  if (equations.length === 0) return undefined;
  const method = 'normal form of matrix words, relations of inverses completed to rewriting rules';
  const isProved = (rewriter: Rewriter): boolean => reducesToZero(rewriter, difference);
  return complete(normalizer.algebra, equations, isProved, deadline) ? { method, scope } : undefined;
}

export const differenceOf = (normalizer: Normalizer, { claim }: Problem): Form =>
  subtractForms(normalizer.form(claim.left), normalizer.form(claim.right));

/** K S = I and S K = I for every sum S that was inverted. */
export function inverseEquations(algebra: Algebra): Form[] {
  return [...algebra.letters.values()].flatMap(({ letter, definition }) => {
    if (definition?.kind !== 'inverse') return [];
    const inverse = wordForm(algebra, letter.rows, letter.rows, [letter]);
    const identity = identityForm(letter.rows);
    return [
      subtractForms(multiplyForms(algebra, inverse, definition.of), identity),
      subtractForms(multiplyForms(algebra, definition.of, inverse), identity),
    ];
  });
}

const reducesToZero = (rewriter: Rewriter, form: Form, elimination?: Elimination): boolean =>
  attempt(() => {
    const reduced = rewriter.form(form);
    return isZeroForm(elimination === undefined ? reduced : mapCoefficients(reduced, elimination.apply));
  }) === true;

function proveWithGiven(problem: Problem, deadline: Deadline): Proof | undefined {
  const { normalizer, hypotheses } = pointwiseSetting(problem);
  const { algebra } = normalizer;
  const difference = differenceOf(normalizer, problem);
  const values = hypotheses.relations.filter(({ operator }) => operator === '==').map(({ value }) => value);
  const proof: Proof = {
    method: 'normal form of matrix words, given equalities as rewriting rules',
    scope: scopeOf(problem),
  };
  const names = [...variablesOfForm(difference)];
  const isProved = (rewriter: Rewriter, found: readonly RationalFunction[]): boolean => {
    const elimination = attempt(() => {
      const readings = names.flatMap((name) => rewriter.otherReadings(name));
      return eliminate(algebra, [...values.map((value) => rewriter.scalar(value)), ...found, ...readings]);
    });
    return elimination !== undefined && reducesToZero(rewriter, difference, elimination);
  };
  if (isProved(new Rewriter(algebra, []), [])) return proof;
  const equations = [...hypotheses.equations, ...inverseEquations(algebra)];
  return complete(algebra, equations, isProved, deadline) ? proof : undefined;
}

const variablesOfForm = (form: Form): Set<string> =>
  new Set(termsOf(form).flatMap(({ coefficient }) => allVariablesOf(coefficient)));
