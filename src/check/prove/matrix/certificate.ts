/**
 * Certificates of positivity:  goal = sum of (nonnegative monomial) (fact) + terms that are nonnegative by their signs.
 *
 * Cauchy's inequality times a positive factor is of this kind, and most claims about quadratic forms are: found in milliseconds
 * by looking for facts that contain a term which the goal lacks, a few facts deep. What is not found is left to z3.
 */
import {
  addPolynomials,
  divideExactly,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
} from '../../../symbolic/polynomial.ts';
import type { Operator } from '../../problem.ts';
import type { Formula } from '../scalar/formula.ts';
import type { Algebra } from './algebra.ts';
import { squaredGoals } from './roots.ts';
import { type KnownSign, signOfPolynomial } from './sign.ts';

interface Fact {
  /** >= 0, or > 0 if strict. */
  readonly polynomial: Polynomial;
  readonly strict: boolean;
}

const DEPTH = 4;
const MOST_STEPS = 3000;

/** True if  goal operator 0  follows from the facts; false says nothing. */
export function hasCertificate(
  algebra: Algebra,
  goal: Polynomial,
  operator: Operator,
  formulas: readonly Formula[],
): boolean {
  const facts = formulas.flatMap(factsFrom);
  const positive = (p: Polynomial, strict: boolean): boolean =>
    squaredGoals(algebra, p).some((each) => isPositive(algebra, each, strict, facts));
  switch (operator) {
    case '>=':
    case '>':
      return positive(goal, operator === '>');
    case '<=':
    case '<':
      return positive(negated(goal), operator === '<');
    case '!=':
      return positive(goal, true) || positive(negated(goal), true);
    case '==':
      return false;
  }
}

const negated = (p: Polynomial): Polynomial => addPolynomials(new Map(), p, -1n);

function factsFrom(formula: Formula): Fact[] {
  if (formula.kind === 'and') return formula.parts.flatMap(factsFrom);
  if (formula.kind !== 'atom') return [];
  const { polynomial, operator } = formula;
  switch (operator) {
    case '>=':
    case '>':
      return [{ polynomial, strict: operator === '>' }];
    case '<=':
    case '<':
      return [{ polynomial: negated(polynomial), strict: operator === '<' }];
    case '==':
      return [
        { polynomial, strict: false },
        { polynomial: negated(polynomial), strict: false },
      ];
    case '!=':
      return [];
  }
}

function isPositive(algebra: Algebra, goal: Polynomial, strict: boolean, facts: readonly Fact[]): boolean {
  let steps = 0;
  const positive = positiveVariables(facts);
  const signOf = (p: Polynomial): KnownSign => signOfPolynomial(algebra, p, positive).own;
  const search = (p: Polynomial, needsStrict: boolean, depth: number): boolean => {
    const sign = p.size === 0 ? 'nonnegative' : signOf(p);
    if (sign === 'positive' || (sign === 'nonnegative' && !needsStrict)) return true;
    if (depth === 0) return false;
    const worst = worstTerm(signOf, p);
    for (const target of worst === undefined ? p : [worst]) {
      for (const fact of facts) {
        for (const term of fact.polynomial) {
          if (++steps > MOST_STEPS) return false;
          const step = cancelTerm(signOf, p, target, fact, term);
          if (step !== undefined && search(step.rest, needsStrict && !step.strict, depth - 1)) return true;
        }
      }
    }
    return false;
  };
  return search(goal, strict, DEPTH);
}

type Entry = readonly [monomial: string, coefficient: bigint];

type SignOf = (p: Polynomial) => KnownSign;

/** Variables v with the fact v > 0. */
const positiveVariables = (facts: readonly Fact[]): Set<string> =>
  new Set(
    facts.flatMap(({ polynomial, strict }) => {
      const [entry, ...others] = polynomial;
      if (!strict || entry === undefined || others.length > 0 || entry[1] < 0n) return [];
      const factors = monomialFactors(entry[0]);
      return factors.length === 1 && factors[0]?.[1] === 1 ? [factors[0][0]] : [];
    }),
  );

/** A term that is not nonnegative by its sign. */
const worstTerm = (signOf: SignOf, p: Polynomial): Entry | undefined =>
  [...p].find((term) => !isNonnegative(signOf(new Map([term]))));

const isNonnegative = (sign: KnownSign): boolean => sign === 'positive' || sign === 'nonnegative';

/** A positive multiple of p, minus the multiple of a fact in which `term` cancels the target. */
function cancelTerm(
  signOf: SignOf,
  p: Polynomial,
  target: Entry,
  fact: Fact,
  [monomial, coefficient]: Entry,
): { rest: Polynomial; strict: boolean } | undefined {
  if (target[1] > 0n !== coefficient > 0n) return undefined;
  const quotient = divideExactly(new Map([[target[0], 1n]]), new Map([[monomial, 1n]]));
  if (quotient === undefined || !isNonnegative(signOf(quotient))) return undefined;
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  const scaled = addPolynomials(new Map(), p, size(coefficient));
  const rest = addPolynomials(scaled, multiplyPolynomials(quotient, fact.polynomial), -size(target[1]));
  return { rest, strict: fact.strict && signOf(quotient) === 'positive' };
}
