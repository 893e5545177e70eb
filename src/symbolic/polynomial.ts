/**
 * Sparse multivariate polynomials with integer coefficients, exact.
 *
 * A monomial is a string of character pairs (variable, exponent), variables ascending; a polynomial maps monomials to nonzero
 * BigInt coefficients. Variables are interned by name once for the whole process, so that equal names are equal variables.
 * At most 65536 variables and exponents up to 65535: beyond, operations throw RangeError.
 * Cost: a product of polynomials with a and b terms takes a b monomial merges.
 */
import { greatestCommonDivisor } from '../expression/rational.ts';

export type Polynomial = ReadonlyMap<string, bigint>;

const names: string[] = [];
const indices = new Map<string, number>();

/** Variable indices and exponents are character codes. */
const LARGEST = 0xffff;

function variableIndex(name: string): number {
  const known = indices.get(name);
  if (known !== undefined) return known;
  if (names.length > LARGEST) throw new RangeError(`polynomial: got more than ${LARGEST + 1} variables`);
  names.push(name);
  indices.set(name, names.length - 1);
  return names.length - 1;
}

/** The (variable name, exponent) pairs of a monomial. */
export function monomialFactors(monomial: string): readonly (readonly [string, number])[] {
  const factors: [string, number][] = [];
  for (let at = 0; at < monomial.length; at += 2) {
    factors.push([names[monomial.charCodeAt(at)] ?? '?', monomial.charCodeAt(at + 1)]);
  }
  return factors;
}

const UNIT = '';

export const constant = (value: bigint): Polynomial => (value === 0n ? new Map() : new Map([[UNIT, value]]));
export const variable = (name: string): Polynomial =>
  new Map([[String.fromCharCode(variableIndex(name), 1), 1n]]);
export const isZeroPolynomial = (p: Polynomial): boolean => p.size === 0;

/** The value of a constant polynomial, or undefined. */
export const constantValue = (p: Polynomial): bigint | undefined =>
  p.size === 0 ? 0n : p.size === 1 ? p.get(UNIT) : undefined;

function multiplyMonomials(a: string, b: string): string {
  if (a === UNIT) return b;
  if (b === UNIT) return a;
  let [i, j, merged] = [0, 0, ''];
  while (i < a.length && j < b.length) {
    const difference = a.charCodeAt(i) - b.charCodeAt(j);
    if (difference === 0) {
      const exponent = a.charCodeAt(i + 1) + b.charCodeAt(j + 1);
      if (exponent > LARGEST)
        throw new RangeError(`polynomial: got exponent ${exponent}, expected at most ${LARGEST}`);
      merged += String.fromCharCode(a.charCodeAt(i), exponent);
    } else merged += difference < 0 ? a.slice(i, i + 2) : b.slice(j, j + 2);
    if (difference <= 0) i += 2;
    if (difference >= 0) j += 2;
  }
  return merged + a.slice(i) + b.slice(j);
}

/** a / b, or undefined when b does not divide a. */
function divideMonomials(a: string, b: string): string | undefined {
  let [i, rest] = [0, ''];
  for (let j = 0; j < b.length; j += 2) {
    while (i < a.length && a.charCodeAt(i) < b.charCodeAt(j)) {
      rest += a.slice(i, i + 2);
      i += 2;
    }
    const left = a.charCodeAt(i) === b.charCodeAt(j) ? a.charCodeAt(i + 1) - b.charCodeAt(j + 1) : -1;
    if (i >= a.length || left < 0) return undefined;
    if (left > 0) rest += String.fromCharCode(a.charCodeAt(i), left);
    i += 2;
  }
  return rest + a.slice(i);
}

function accumulate(target: Map<string, bigint>, monomial: string, coefficient: bigint): void {
  const total = (target.get(monomial) ?? 0n) + coefficient;
  if (total === 0n) target.delete(monomial);
  else target.set(monomial, total);
}

export function addPolynomials(a: Polynomial, b: Polynomial, factor = 1n): Polynomial {
  const total = new Map(a);
  for (const [monomial, coefficient] of b) accumulate(total, monomial, factor * coefficient);
  return total;
}

export function multiplyPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const total = new Map<string, bigint>();
  for (const [left, x] of a)
    for (const [right, y] of b) accumulate(total, multiplyMonomials(left, right), x * y);
  return total;
}

export function powerOf(p: Polynomial, exponent: number): Polynomial {
  let result = constant(1n);
  for (let k = 0; k < exponent; k++) result = multiplyPolynomials(result, p);
  return result;
}

/** Lexicographic order of exponent vectors: a monomial order, so that division below ends. */
function compareMonomials(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 2) {
    const variables = a.charCodeAt(at) - b.charCodeAt(at);
    if (variables !== 0) return -variables; // the smaller variable index is the larger monomial
    const exponents = a.charCodeAt(at + 1) - b.charCodeAt(at + 1);
    if (exponents !== 0) return exponents;
  }
  return a.length - b.length;
}

function leading(p: Polynomial): [string, bigint] {
  let best: string | undefined;
  for (const monomial of p.keys())
    if (best === undefined || compareMonomials(monomial, best) > 0) best = monomial;
  return [best ?? UNIT, p.get(best ?? UNIT) ?? 0n];
}

/** a / b when b divides a over the integers, otherwise undefined. */
export function divideExactly(a: Polynomial, b: Polynomial): Polynomial | undefined {
  const [top, topCoefficient] = leading(b);
  if (topCoefficient === 0n) return undefined;
  const quotientTerms = new Map<string, bigint>();
  let rest = a;
  while (rest.size > 0) {
    const [monomial, coefficient] = leading(rest);
    const ratio = divideMonomials(monomial, top);
    if (ratio === undefined || coefficient % topCoefficient !== 0n) return undefined;
    const factor = coefficient / topCoefficient;
    quotientTerms.set(ratio, factor);
    rest = addPolynomials(rest, multiplyPolynomials(new Map([[ratio, factor]]), b), -1n);
  }
  return quotientTerms;
}

/** The greatest common divisor of the coefficients, with the sign of the leading one: p / content is primitive. */
export function content(p: Polynomial): bigint {
  let divisor = 0n;
  for (const coefficient of p.values()) divisor = greatestCommonDivisor(divisor, coefficient);
  return leading(p)[1] < 0n ? -divisor : divisor;
}

export const scaleDown = (p: Polynomial, divisor: bigint): Polynomial =>
  divisor === 1n ? p : new Map([...p].map(([monomial, coefficient]) => [monomial, coefficient / divisor]));

/** Equal polynomials have equal keys and no others: the lengths make the text readable back in one way only. */
export const polynomialKey = (p: Polynomial): string =>
  [...p.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([monomial, coefficient]) => `${coefficient},${monomial.length}:${monomial}`)
    .join('|');

export const variablesOf = (p: Polynomial): Set<string> =>
  new Set([...p.keys()].flatMap((monomial) => monomialFactors(monomial).map(([name]) => name)));

/** Highest and lowest exponent of a variable over all terms; [0, 0] for the zero polynomial. */
export function degreeRange(p: Polynomial, name: string): readonly [lowest: number, highest: number] {
  const exponents = [...p.keys()].map(
    (monomial) => monomialFactors(monomial).find(([v]) => v === name)?.[1] ?? 0,
  );
  return exponents.length === 0 ? [0, 0] : [Math.min(...exponents), Math.max(...exponents)];
}

/** Splits a polynomial into coefficients (polynomials in the other variables) of monomials in the selected variables. */
export function collect(
  p: Polynomial,
  selected: (name: string) => boolean,
): Map<string, Map<string, bigint>> {
  const parts = new Map<string, Map<string, bigint>>();
  for (const [monomial, coefficient] of p) {
    let [inside, outside] = ['', ''];
    for (let at = 0; at < monomial.length; at += 2) {
      if (selected(names[monomial.charCodeAt(at)] ?? '?')) inside += monomial.slice(at, at + 2);
      else outside += monomial.slice(at, at + 2);
    }
    const part = parts.get(inside) ?? new Map<string, bigint>();
    part.set(outside, coefficient);
    parts.set(inside, part);
  }
  return parts;
}
