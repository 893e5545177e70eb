/**
 * Greatest common divisor of multivariate integer polynomials, by primitive pseudo-remainder sequences in one variable at a
 * time. Exact; meant for the small polynomials of final results, not for inner loops.
 *
 * Reference: D. E. Knuth, The Art of Computer Programming 2, section 4.6.1.
 */
import { greatestCommonDivisor } from '../expression/rational.ts';
import {
  addPolynomials,
  collect,
  constant,
  content,
  degreeRange,
  divideExactly,
  isZeroPolynomial,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  powerOf,
  scaleDown,
  variable,
  variablesOf,
} from './polynomial.ts';

/** The greatest common divisor, with positive leading coefficient. */
export function polynomialGcd(a: Polynomial, b: Polynomial): Polynomial {
  if (isZeroPolynomial(a)) return normalized(b);
  if (isZeroPolynomial(b)) return normalized(a);
  const [name] = [...variablesOf(a)].filter((each) => variablesOf(b).has(each)).sort();
  if (name === undefined) return gcdWithoutCommonVariable(a, b);
  const [contentA, contentB] = [contentIn(a, name), contentIn(b, name)];
  let [high, low] = [divided(a, contentA), divided(b, contentB)];
  if (degreeRange(high, name)[1] < degreeRange(low, name)[1]) [high, low] = [low, high];
  while (!isZeroPolynomial(low)) {
    const rest = pseudoRemainder(high, low, name);
    high = low;
    low = isZeroPolynomial(rest) ? rest : divided(rest, contentIn(rest, name));
  }
  const common = degreeRange(high, name)[1] === 0 ? constant(1n) : high;
  return normalized(multiplyPolynomials(polynomialGcd(contentA, contentB), common));
}

const normalized = (p: Polynomial): Polynomial => (content(p) < 0n ? scaleDown(p, -1n) : p);

function divided(p: Polynomial, divisor: Polynomial): Polynomial {
  const result = divideExactly(p, divisor);
  if (result === undefined) throw new RangeError('polynomial gcd: inexact division');
  return result;
}

/** Without a common variable only integers and contents can be shared. */
function gcdWithoutCommonVariable(a: Polynomial, b: Polynomial): Polynomial {
  const [name] = [...variablesOf(a)];
  if (name !== undefined) return polynomialGcd(contentIn(a, name), b);
  const [other] = [...variablesOf(b)];
  if (other !== undefined) return polynomialGcd(a, contentIn(b, other));
  return constant(greatestCommonDivisor(a.get('') ?? 0n, b.get('') ?? 0n));
}

/** Coefficients of the powers of one variable. */
function coefficientsIn(p: Polynomial, name: string): Map<number, Polynomial> {
  return new Map(
    [...collect(p, (each) => each === name)].map(([monomial, rest]) => [
      monomialFactors(monomial)[0]?.[1] ?? 0,
      rest,
    ]),
  );
}

const contentIn = (p: Polynomial, name: string): Polynomial =>
  [...coefficientsIn(p, name).values()].reduce<Polynomial>(
    (total, each) => polynomialGcd(total, each),
    new Map(),
  );

/** The remainder of leading(b)^k a divided by b, as polynomials in one variable. */
function pseudoRemainder(a: Polynomial, b: Polynomial, name: string): Polynomial {
  const degree = degreeRange(b, name)[1];
  const top = coefficientsIn(b, name).get(degree) ?? constant(0n);
  let rest = a;
  while (!isZeroPolynomial(rest) && degreeRange(rest, name)[1] >= degree) {
    const excess = degreeRange(rest, name)[1];
    const lead = coefficientsIn(rest, name).get(excess) ?? constant(0n);
    const shifted = multiplyPolynomials(
      multiplyPolynomials(lead, powerOf(variable(name), excess - degree)),
      b,
    );
    rest = addPolynomials(multiplyPolynomials(top, rest), shifted, -1n);
  }
  return rest;
}
