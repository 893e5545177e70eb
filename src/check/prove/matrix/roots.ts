/**
 * Square roots and absolute values in inequalities: s >= 0 with s^2 = a polynomial.
 *
 *   P - c s >= 0   follows from   P^2 - c^2 s^2 >= 0   where P, c >= 0
 *   c s + R >= 0   follows from   c^2 s^2 - R^2 >= 0   where c >= 0
 * and |<x, y>| <= |x| |y| holds for the roots themselves. Strict ones likewise.
 */
import {
  addPolynomials,
  collect,
  constant,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  variable,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import { atom, type Formula } from '../scalar/formula.ts';
import type { Algebra } from './algebra.ts';
import { signOfPolynomial } from './sign.ts';

/** The squares of the variables that are roots, where they are polynomials. */
export function squaresOf(algebra: Algebra, names: Iterable<string>): Map<string, Polynomial> {
  const squares = new Map<string, Polynomial>();
  for (const name of names) {
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind !== 'opaque' || meaning.argument === undefined || !isPolynomial(meaning.argument))
      continue;
    const { numerator } = meaning.argument;
    if (meaning.name === 'sqrt') squares.set(name, numerator);
    if (meaning.name === 'abs') squares.set(name, multiplyPolynomials(numerator, numerator));
  }
  return squares;
}

const isPolynomial = ({ scale, factors }: RationalFunction): boolean => scale === 1n && factors.size === 0;

/** |<x, y>| <= |x| |y| for the roots that occur, from the entries of a Gram matrix. */
export function rootFacts(
  squares: ReadonlyMap<string, Polynomial>,
  xx: Polynomial,
  xy: Polynomial,
  yy: Polynomial,
): Formula[] {
  const rootsOf = (square: Polynomial): Polynomial[] => {
    const key = polynomialKey(square);
    return [...squares].filter(([, each]) => polynomialKey(each) === key).map(([name]) => variable(name));
  };
  const lengths = [
    ...rootsOf(multiplyPolynomials(xx, yy)),
    ...rootsOf(xx).flatMap((a) => rootsOf(yy).map((b) => multiplyPolynomials(a, b))),
  ];
  const products = [xy, addPolynomials(new Map(), xy, -1n), ...rootsOf(multiplyPolynomials(xy, xy))];
  return lengths.flatMap((length) =>
    products.map((product) => atom(addPolynomials(length, product, -1n), '>=')),
  );
}

/** Polynomials of which one being >= 0 (or > 0) makes the goal so; the goal is the first. */
export function squaredGoals(algebra: Algebra, goal: Polynomial): Polynomial[] {
  const squares = squaresOf(algebra, variablesOf(goal));
  const reduce = (p: Polynomial): Polynomial => withoutSquares(p, squares);
  const isNonnegative = (p: Polynomial): boolean => {
    const { own } = signOfPolynomial(algebra, p);
    return own === 'positive' || own === 'nonnegative';
  };
  const square = (p: Polynomial): Polynomial => reduce(multiplyPolynomials(p, p));
  const goals = [reduce(goal)];
  for (const [name, own] of squares) {
    const { slope, rest } = linearIn(goal, name) ?? {};
    if (slope === undefined || rest === undefined) continue;
    const scaled = multiplyPolynomials(square(slope), own);
    if (isNonnegative(slope)) goals.push(addPolynomials(scaled, square(rest), -1n));
    else if (isNonnegative(addPolynomials(new Map(), slope, -1n)) && isNonnegative(rest))
      goals.push(addPolynomials(square(rest), scaled, -1n));
  }
  return goals.map(reduce);
}

function linearIn(p: Polynomial, name: string): { slope: Polynomial; rest: Polynomial } | undefined {
  let [slope, rest]: [Polynomial, Polynomial] = [new Map(), new Map()];
  for (const [monomial, part] of collect(p, (each) => each === name)) {
    const degree = monomialFactors(monomial)[0]?.[1] ?? 0;
    if (degree > 1) return undefined;
    if (degree === 1) slope = part;
    else rest = part;
  }
  return { slope, rest };
}

/** Replaces s^2 by its value until no root has a higher power than one. */
function withoutSquares(p: Polynomial, squares: ReadonlyMap<string, Polynomial>): Polynomial {
  let result: Polynomial = p;
  for (const [name, square] of squares) {
    let next: Polynomial = new Map();
    for (const [monomial, part] of collect(result, (each) => each === name)) {
      const degree = monomialFactors(monomial)[0]?.[1] ?? 0;
      let factor = degree % 2 === 1 ? variable(name) : constant(1n);
      for (let k = 0; k < Math.floor(degree / 2); k++) factor = multiplyPolynomials(factor, square);
      next = addPolynomials(next, multiplyPolynomials(part, factor));
    }
    result = next;
  }
  return result;
}
