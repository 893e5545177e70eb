/**
 * Greatest common divisor of multivariate integer polynomials, by primitive pseudo-remainder sequences in one variable at a
 * time. Exact; meant for the small polynomials of final results, not for inner loops. Images in one variable modulo a prime
 * tell beforehand that most pairs are coprime in that variable, which their remainder sequences would take long to find.
 *
 * Reference: D. E. Knuth, The Art of Computer Programming 2, section 4.6.1.
 */
import { greatestCommonDivisor, rational } from '../expression/rational.ts';
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
import { primeField } from './primeField.ts';

/** The greatest common divisor, with positive leading coefficient. */
export function polynomialGcd(a: Polynomial, b: Polynomial): Polynomial {
  if (isZeroPolynomial(a)) return normalized(b);
  if (isZeroPolynomial(b)) return normalized(a);
  const [name] = commonVariables(a, b);
  if (name === undefined) return gcdWithoutCommonVariable(a, b);
  const [contentA, contentB] = [contentIn(a, name), contentIn(b, name)];
  let [high, low] = [divided(a, contentA), divided(b, contentB)];
  if (degreeRange(high, name)[1] < degreeRange(low, name)[1]) [high, low] = [low, high];
  if (divideExactly(high, low) !== undefined) high = low;
  else if (imagesAreCoprime(high, low, name)) high = constant(1n);
  else high = lastRemainder(high, low, name);
  const common = degreeRange(high, name)[1] === 0 ? constant(1n) : high;
  return normalized(multiplyPolynomials(polynomialGcd(contentA, contentB), common));
}

/** Those of lowest degree first. */
function commonVariables(a: Polynomial, b: Polynomial): string[] {
  const inB = variablesOf(b);
  const degree = (name: string): number => Math.min(degreeRange(a, name)[1], degreeRange(b, name)[1]);
  return [...variablesOf(a)]
    .filter((each) => inB.has(each))
    .sort((x, y) => degree(x) - degree(y) || (x < y ? -1 : 1));
}

/** The last nonzero remainder of the primitive pseudo-remainder sequence. */
function lastRemainder(a: Polynomial, b: Polynomial, name: string): Polynomial {
  let [high, low] = [a, b];
  while (!isZeroPolynomial(low)) {
    const rest = pseudoRemainder(high, low, name);
    high = low;
    low = isZeroPolynomial(rest) ? rest : divided(rest, contentIn(rest, name));
  }
  return high;
}

/**
 * True only if a and b have no common factor in which the variable occurs: such a factor keeps its degree where the leading
 * coefficients do not vanish, and divides both images. The other variables take fixed values modulo 2^61 - 1.
 */
function imagesAreCoprime(a: Polynomial, b: Polynomial, name: string): boolean {
  const others = new Set([...variablesOf(a), ...variablesOf(b)]);
  const values = new Map(
    [...others].sort().map((other, k) => [other, primeField.fromRational(rational(k + 3, 7))]),
  );
  const [p, q] = [a, b].map((each) => imageIn(each, name, values)) as [bigint[], bigint[]];
  return p.at(-1) !== 0n && q.at(-1) !== 0n && euclid(p, q).length === 1;
}

/** The coefficients in one variable, constant first, with values for all others. */
function imageIn(p: Polynomial, name: string, values: ReadonlyMap<string, bigint>): bigint[] {
  const image = Array.from({ length: degreeRange(p, name)[1] + 1 }, () => 0n);
  for (const [monomial, coefficient] of p) {
    let [term, degree] = [primeField.fromRational(rational(coefficient)), 0];
    for (const [variable, exponent] of monomialFactors(monomial)) {
      if (variable === name) degree = exponent;
      else for (let k = 0; k < exponent; k++) term = primeField.multiply(term, values.get(variable) ?? 0n);
    }
    image[degree] = primeField.add(image[degree] ?? 0n, term);
  }
  return image;
}

/** Euclid's algorithm for polynomials over the prime field, without leading zeros. */
function euclid(a: bigint[], b: bigint[]): bigint[] {
  let [high, low] = [a, b];
  while (low.length > 0) {
    const scale = primeField.invert(low.at(-1) ?? 1n);
    const rest = [...high];
    while (rest.length >= low.length) {
      const factor = primeField.negate(primeField.multiply(rest.at(-1) ?? 0n, scale));
      const shift = rest.length - low.length;
      for (const [k, c] of low.entries())
        rest[k + shift] = primeField.add(rest[k + shift] ?? 0n, primeField.multiply(factor, c));
      while (rest.at(-1) === 0n) rest.pop();
    }
    [high, low] = [low, rest];
  }
  return high;
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
