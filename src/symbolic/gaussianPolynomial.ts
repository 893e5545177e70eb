/**
 * Exact Gaussian expectations of polynomials, for checking Stein's lemma without using it.
 *
 * x_i = m_i + z_i with independent z_i ~ N(0, Sigma_ii): the expression is evaluated over the ring of rational functions in
 * z_1 .. z_n, and each monomial is replaced by its moment, E[z^2k] = (2k-1)!! Sigma_ii^k.
 */
import { type Assignment, dependsOnSymbol, evaluate, withValues } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { entryOf, type Matrix } from '../expression/matrix.ts';
import { add, isZero, multiply, ONE, type Rational, rational, ZERO } from '../expression/rational.ts';
import type { Ring } from '../expression/ring.ts';
import { monomialFactors } from './polynomial.ts';
import {
  addFunctions,
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  type RationalFunction,
} from './rationalFunction.ts';

const functionRing: Ring<RationalFunction> = {
  fromRational,
  add: addFunctions,
  multiply: multiplyFunctions,
  negate: negateFunction,
  invert: invertFunction,
  isZero: isZeroFunction,
};

const noise = (i: number): string => `z${i}`;

/** E over x ~ N(mean, covariance) with a diagonal covariance. */
export function gaussianPolynomialExpectation(gaussian: {
  readonly name: string;
  readonly mean: Expression;
  readonly covariance: Expression;
}): Assignment<Rational>['expectation'] {
  return (of, assignment) => {
    refuseMovingDistribution(of, gaussian, assignment.definitions);
    const mean = evaluate(gaussian.mean, assignment);
    const covariance = evaluate(gaussian.covariance, assignment);
    const lifted = new Map([...assignment.values].map(([name, value]) => [name, lift(value)]));
    const over: Assignment<RationalFunction> = {
      ...assignment,
      ring: functionRing,
      values: lifted,
      expectation: () => {
        throw new TypeError('nested expectations are not supported');
      },
    } as unknown as Assignment<RationalFunction>;
    const random = mean.map((row, i) => [addFunctions(fromRational(row[0] ?? ZERO), fromVariable(noise(i)))]);
    if (covariance.some((row, i) => row.some((entry, j) => i !== j && !isZero(entry))))
      throw new TypeError('expectation: the covariance is not diagonal');
    const variances = mean.map((_, i) => entryOf(covariance, i, i));
    const value = evaluate(of, withValues(over, { [gaussian.name]: random }));
    return value.map((row) => row.map((f) => momentOf(f, variances)));
  };
}

/** A rate inside an expectation is a rate of the expectation only while the distribution stays where it is. */
export function refuseMovingDistribution(
  of: Expression,
  { mean, covariance }: { readonly mean: Expression; readonly covariance: Expression },
  definitions: ReadonlyMap<string, Expression>,
): void {
  if (of.kind !== 'rate') return;
  if ([mean, covariance].some((each) => dependsOnSymbol(each, of.by, definitions)))
    throw new TypeError(`derivative by ${of.by}: the distribution depends on it`);
}

const lift = (matrix: Matrix<Rational>): Matrix<RationalFunction> =>
  matrix.map((row) => row.map(fromRational));

function momentOf(f: RationalFunction, variances: readonly Rational[]): Rational {
  if (f.factors.size > 0) throw new TypeError('expectation: not a polynomial in x, so not exact');
  const indexOf = new Map(variances.map((_, i) => [noise(i), i]));
  let total = ZERO;
  for (const [monomial, coefficient] of f.numerator) {
    let moment: Rational = rational(coefficient, f.scale);
    for (const [name, exponent] of monomialFactors(monomial)) {
      const variance = variances[indexOf.get(name) ?? -1];
      if (variance === undefined) throw new TypeError(`expectation: ${name} is not a component of x`);
      moment = multiply(moment, centralMoment(exponent, variance));
    }
    total = add(total, moment);
  }
  return total;
}

/** E[z^k] for z ~ N(0, variance). */
function centralMoment(k: number, variance: Rational): Rational {
  if (k % 2 === 1 || isZero(variance)) return k === 0 ? ONE : ZERO;
  let moment = ONE;
  for (let j = 1; j < k; j += 2) moment = multiply(moment, multiply(rational(j), variance));
  return moment;
}
