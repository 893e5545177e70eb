/**
 * Proves relations between scalars of vectors and matrices of every size: quadratic forms, norms, traces, determinants.
 *
 * Both sides become polynomials in finitely many real numbers (contractions, traces, determinants, parameters). That the claim
 * fails somewhere contradicts what is known of those numbers (facts.ts) and the `given` relations: z3 decides that, and its
 * `unsat` proves the claim for every size. A matrix or vector M is 0 just when tr(M' M) is.
 */
import {
  fromPolynomial,
  type RationalFunction,
  subtractFunctions,
} from '../../../symbolic/rationalFunction.ts';
import type { Deadline, Operator, Problem, Proof } from '../../problem.ts';
import { isScalar } from '../../term.ts';
import { type Formula, oppositeOperator } from '../scalar/formula.ts';
import { decide } from '../scalar/z3.ts';
import type { Algebra } from './algebra.ts';
import { attempt } from './attempt.ts';
import { hasCertificate } from './certificate.ts';
import { complete } from './completion.ts';
import { differenceOf, inverseEquations, scopeOf } from './equality.ts';
import { factsAbout } from './facts.ts';
import { type Form, isScalarForm, multiplyForms, scalarOf, traceOf, transposeForm } from './form.ts';
import { pointwiseSetting, type ScalarRelation, type Setting } from './hypotheses.ts';
import { instancesOf } from './instances.ts';
import { propagate } from './propagation.ts';
import { clearedRelation, relationFormula } from './relation.ts';
import { Rewriter } from './rewrite.ts';
import { signOfFunction } from './sign.ts';

/** Milliseconds for one question to z3: it answers soon or hardly ever. */
const QUERY_TIME = 800;
const CONSISTENCY_TIME = 400;

interface Question {
  readonly algebra: Algebra;
  readonly goal: ScalarRelation;
  readonly hypotheses: readonly ScalarRelation[];
  readonly rewriter: Rewriter;
}

export async function proveQuadraticForm(problem: Problem, deadline: Deadline): Promise<Proof | undefined> {
  if (!hasMatrices(problem) || isBareMatrixEquality(problem)) return undefined;
  const question = attempt(() => questionOf(problem, deadline));
  if (question === undefined) return undefined;
  const scope = scopeOf(problem);
  if (holdsBySigns(question)) return { method: 'signs of the terms of the normal form', scope };
  for (const largestMinor of [2, 3, 4]) {
    const facts = attempt(() => formulasOf(question, largestMinor));
    if (facts === undefined || deadline.expired()) return undefined;
    const method = await argue(question, facts, deadline);
    if (method === 'contradictory') return undefined;
    if (method !== undefined) return { method, scope };
  }
  return undefined;
}

/** The method that succeeds. First without alternatives, which z3 finds hard; 'contradictory' hypotheses prove nothing. */
async function argue(
  question: Question,
  facts: readonly Formula[],
  deadline: Deadline,
): Promise<string | undefined> {
  const { algebra, goal } = question;
  const plain = facts.filter(({ kind }) => kind !== 'or');
  let method: string | undefined;
  if (hasCertificate(algebra, clearedRelation(goal.value), goal.operator, plain))
    method = 'Gram determinants and signs of contractions, sum of products of them';
  else if ((await isRefuted(goal, plain, deadline)) || (await isRefuted(goal, facts, deadline)))
    method = 'Gram determinants and signs of contractions, z3 nlsat (real closed fields)';
  if (method !== undefined && (await areContradictory(question, facts, deadline))) return 'contradictory';
  return method;
}

/** Is the negation of the goal unsatisfiable together with the facts? */
async function isRefuted(
  goal: ScalarRelation,
  facts: readonly Formula[],
  deadline: Deadline,
): Promise<boolean> {
  const negation = relationFormula(goal.value, oppositeOperator(goal.operator));
  return (await decide([...facts, negation], deadline, QUERY_TIME)).kind === 'unsat';
}

/** Claims about scalars alone have provers of their own. */
const hasMatrices = ({ symbols, dimensions }: Problem): boolean =>
  dimensions.length > 0 || [...symbols.values()].some(({ shape }) => shape.rows !== 1 || shape.columns !== 1);

/** Without hypotheses nothing is known of the entries that equality.ts has not used. */
const isBareMatrixEquality = ({ claim, given }: Problem): boolean =>
  claim.operator === '==' && given.length === 0 && !isScalar(claim.left);

/** The kinds alone always have solutions. */
async function areContradictory(
  { hypotheses }: Question,
  facts: readonly Formula[],
  deadline: Deadline,
): Promise<boolean> {
  if (hypotheses.length === 0) return false;
  return (await decide(facts, deadline, CONSISTENCY_TIME)).kind === 'unsat';
}

function formulasOf({ algebra, goal, hypotheses, rewriter }: Question, largestMinor: number): Formula[] {
  const scalars = [goal.value, ...hypotheses.map(({ value }) => value)];
  return propagate([
    ...factsAbout(algebra, scalars, largestMinor, rewriter),
    ...hypotheses.map(({ value, operator }) => relationFormula(value, operator)),
  ]);
}

function holdsBySigns({ algebra, goal }: Question): boolean {
  const sign = (f: RationalFunction) => signOfFunction(algebra, f);
  const own = sign(goal.value);
  const negated = sign(subtractFunctions(fromPolynomial(new Map()), goal.value));
  switch (goal.operator) {
    case '>':
      return own === 'positive';
    case '>=':
      return own === 'positive' || own === 'nonnegative';
    case '<':
      return negated === 'positive';
    case '<=':
      return negated === 'positive' || negated === 'nonnegative';
    case '!=':
      return own === 'positive' || own === 'nonzero' || negated === 'positive';
    case '==':
      return false;
  }
}

/** Normal forms, rewritten by the equalities that are given and the relations of inverses. */
function questionOf(problem: Problem, deadline: Deadline): Question {
  const setting = pointwiseSetting(problem);
  const { algebra } = setting.normalizer;
  const difference = differenceOf(setting.normalizer, problem);
  const equations = [...setting.hypotheses.equations, ...inverseEquations(algebra)];
  const { rewriter, scalars } = rulesFrom(algebra, equations, deadline);
  const goal = scalarRelation(algebra, difference, problem.claim.operator, rewriter);
  const relations = relationsOf(setting, rewriter);
  const values = [goal, ...relations].map(({ value }) => value);
  const hypotheses = [
    ...relations,
    ...instancesOf(algebra, setting.hypotheses.equations, values).map((value) => ({
      value,
      operator: '==' as const,
    })),
    ...scalars.map((value) => ({ value: rewriter.scalar(value), operator: '==' as const })),
  ].filter(({ value }) => value.numerator.size > 0);
  return { algebra, goal, hypotheses, rewriter };
}

/** Rules after a few steps of completion: enough for normal forms, without the search for all consequences. */
function rulesFrom(algebra: Algebra, equations: readonly Form[], deadline: Deadline) {
  let rewriter = new Rewriter(algebra, []);
  let scalars: readonly RationalFunction[] = [];
  let steps = 0;
  const note = (current: Rewriter, found: readonly RationalFunction[]): boolean => {
    rewriter = current;
    scalars = [...found];
    return ++steps >= MOST_RULES;
  };
  complete(algebra, equations, note, deadline);
  return { rewriter, scalars };
}

const MOST_RULES = 12;

/** M == 0 and M != 0 as relations of tr(M' M). */
function scalarRelation(
  algebra: Algebra,
  form: Form,
  operator: Operator,
  rewriter: Rewriter,
): ScalarRelation {
  if (isScalarForm(form)) return { value: rewriter.scalar(scalarOf(form)), operator };
  return { value: rewriter.scalar(squareOf(algebra, rewriter.form(form))), operator };
}

const squareOf = (algebra: Algebra, form: Form): RationalFunction =>
  traceOf(algebra, multiplyForms(algebra, transposeForm(algebra, form), form));

function relationsOf({ normalizer, hypotheses }: Setting, rewriter: Rewriter): ScalarRelation[] {
  const { algebra } = normalizer;
  return [
    ...hypotheses.relations.map(({ value, operator }) => ({ value: rewriter.scalar(value), operator })),
    ...hypotheses.nonzero.map((form) => ({
      value: rewriter.scalar(squareOf(algebra, rewriter.form(form))),
      operator: '>' as const,
    })),
  ];
}
