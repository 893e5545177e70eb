/**
 * Scalar equations solved for a variable each, where it occurs linearly with a coefficient that is known not to be 0.
 */
import {
  collect,
  degreeRange,
  monomialFactors,
  type Polynomial,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import {
  fromPolynomial,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  type RationalFunction,
  substituteFunction,
} from '../../../symbolic/rationalFunction.ts';
import type { Algebra } from './algebra.ts';
import { isNonzero } from './sign.ts';

export interface Elimination {
  /** Throws RangeError where a denominator becomes 0. */
  readonly apply: (f: RationalFunction) => RationalFunction;
  /** The equations f = 0 that are left. */
  readonly rest: readonly RationalFunction[];
}

interface Solution {
  readonly name: string;
  readonly value: RationalFunction;
}

export function eliminate(algebra: Algebra, equations: readonly RationalFunction[]): Elimination {
  const solutions: Solution[] = [];
  const rest: RationalFunction[] = [];
  const apply = (f: RationalFunction): RationalFunction =>
    solutions.reduce((g, { name, value }) => substituteFunction(g, new Map([[name, value]])), f);
  for (const equation of equations) {
    const reduced = apply(equation);
    const solution = isZeroFunction(reduced) ? undefined : solve(algebra, reduced.numerator);
    if (solution !== undefined) solutions.push(solution);
    else if (!isZeroFunction(reduced)) rest.push(reduced);
  }
  return { apply, rest };
}

function solve(algebra: Algebra, p: Polynomial): Solution | undefined {
  const candidates = [...variablesOf(p)]
    .filter((name) => degreeRange(p, name)[1] === 1)
    .map((name) => ({ name, ...linearParts(p, name) }))
    .filter(({ slope }) => isNonzero(algebra, slope))
    .sort((a, b) => a.slope.numerator.size - b.slope.numerator.size);
  const [best] = candidates;
  if (best === undefined) return undefined;
  return {
    name: best.name,
    value: negateFunction(multiplyFunctions(best.offset, invertFunction(best.slope))),
  };
}

/** p = slope name + offset. */
function linearParts(p: Polynomial, name: string): { slope: RationalFunction; offset: RationalFunction } {
  const parts = collect(p, (each) => each === name);
  const part = (degree: number): RationalFunction => {
    for (const [monomial, coefficient] of parts)
      if ((monomialFactors(monomial)[0]?.[1] ?? 0) === degree) return fromPolynomial(coefficient);
    return fromPolynomial(new Map());
  };
  return { slope: part(1), offset: part(0) };
}
