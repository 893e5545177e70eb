/**
 * E f(x), x ~ N(mean, variance), at an assignment: in closed form for exponential polynomials (everything but x has a value
 * here, so that polynomials, exp of quadratics, sin and cos of linear terms and their products are of this kind), otherwise by
 * quadrature with an estimated error.
 */
import { ONE, type Rational, rational, ZERO } from '../../expression/rational.ts';
import type { Term } from '../term.ts';
import { integerOf, number, power, product, sum } from './build.ts';
import { degreeIn } from './degree.ts';
import { dependsOn, differentiate } from './derivative.ts';
import type { Evaluator } from './evaluate.ts';
import {
  addExponential,
  type ExponentialPolynomial,
  expectation,
  exponentialOfPolynomial,
  invertExponential,
  multiplyExponential,
  polynomial,
  waveOfPolynomial,
} from './exponentialPolynomial.ts';
import { Undefined } from './outcome.ts';
import { quadrature } from './quadrature.ts';
import { addReals, divideReals, elementaryReal, negateReal, type Real, signOfReal } from './real.ts';
import { substitute } from './substitute.ts';

type Gaussian = Term & { kind: 'gaussian' };

/** Throws Undefined for a negative variance or an expectation that does not exist. */
export function gaussianValue(evaluator: Evaluator, term: Gaussian): Real {
  const [mean, variance] = [evaluator.scalar(term.mean), evaluator.scalar(term.variance)];
  const { bits } = evaluator.environment;
  if (signOfReal(variance) === -1) throw new Undefined('a negative variance');
  if (signOfReal(variance) === 0)
    return evaluator.inherit(evaluator.with(term.variable, mean), (at) => at.scalar(term.of));
  const body = new Reader(evaluator, term.variable).read(term.of);
  if (body !== undefined) return expectation(body, mean, variance, bits);
  const estimate = quadrature(evaluator, term, mean, variance);
  evaluator.rigorous = false;
  return estimate;
}

/** Reads a scalar term as an exponential polynomial in a variable; undefined where it is none. */
class Reader {
  readonly #evaluator: Evaluator;
  readonly #variable: string;

  constructor(evaluator: Evaluator, variable: string) {
    this.#evaluator = evaluator;
    this.#variable = variable;
  }

  read(term: Term): ExponentialPolynomial | undefined {
    const { bits } = this.#evaluator.environment;
    if (!dependsOn(term, this.#variable)) return polynomial(this.#evaluator.scalar(term));
    switch (term.kind) {
      case 'symbol':
        return polynomial(ZERO, ONE);
      case 'sum':
        return this.#all(term.terms, (parts) => parts.reduce((a, b) => addExponential(a, b, bits)));
      case 'product':
        if (term.factors.some(({ shape }) => shape.rows !== 1 || shape.columns !== 1))
          return this.#interpolated(term);
        return this.#all(term.factors, (parts) => parts.reduce((a, b) => multiplyExponential(a, b, bits)));
      case 'quotient':
        return this.#all([term.numerator, term.denominator], ([top = [], bottom = []]) => {
          const inverse = invertExponential(bottom, bits);
          return inverse === undefined ? undefined : multiplyExponential(top, inverse, bits);
        });
      case 'power':
        return this.#power(term);
      case 'call':
        return this.#all([term.argument], ([argument = []]) => this.#call(term.name, argument));
      case 'diff':
        return this.#maybe(differentiate(term.of, term.variable));
      case 'gaussian':
        return this.#maybe(heatExpansion(term, (d) => this.#evaluator.size(d)));
      default:
        return this.#interpolated(term);
    }
  }

  #maybe(term: Term | undefined): ExponentialPolynomial | undefined {
    return term === undefined ? undefined : this.read(term);
  }

  #all(
    terms: readonly Term[],
    combine: (parts: readonly ExponentialPolynomial[]) => ExponentialPolynomial | undefined,
  ): ExponentialPolynomial | undefined {
    const parts = terms.map((term) => this.read(term)).filter((part) => part !== undefined);
    return parts.length < terms.length ? undefined : combine(parts);
  }

  #power(term: Term & { kind: 'power' }): ExponentialPolynomial | undefined {
    const { bits } = this.#evaluator.environment;
    const whole = integerOf(term.exponent);
    if (whole === undefined) {
      if (dependsOn(term.base, this.#variable)) return undefined;
      const base = this.#evaluator.scalar(term.base);
      if (signOfReal(base) !== 1) return undefined;
      const slope = polynomial(elementaryReal('log', base, bits));
      return this.#all([term.exponent], ([exponent = []]) =>
        exponentialOfPolynomial(multiplyExponential(exponent, slope, bits), bits),
      );
    }
    return this.#all([term.base], ([base = []]) => {
      const factor = whole < 0n ? invertExponential(base, bits) : base;
      if (factor === undefined || whole > 200n || whole < -200n) return undefined;
      let result = polynomial(ONE);
      for (let k = 0n; k < (whole < 0n ? -whole : whole); k++)
        result = multiplyExponential(result, factor, bits);
      return result;
    });
  }

  #call(name: string, argument: ExponentialPolynomial): ExponentialPolynomial | undefined {
    const { bits } = this.#evaluator.environment;
    if (name === 'exp') return exponentialOfPolynomial(argument, bits);
    if (name === 'sin' || name === 'cos') return waveOfPolynomial(name, argument, bits);
    if (name !== 'sinh' && name !== 'cosh') return undefined;
    const opposite = multiplyExponential(argument, polynomial(rational(-1)), bits);
    const [grown, shrunk] = [
      exponentialOfPolynomial(argument, bits),
      exponentialOfPolynomial(opposite, bits),
    ];
    if (grown === undefined || shrunk === undefined) return undefined;
    const second = name === 'cosh' ? shrunk : multiplyExponential(shrunk, polynomial(rational(-1)), bits);
    return multiplyExponential(addExponential(grown, second, bits), polynomial(rational(1, 2)), bits);
  }

  /** A polynomial of known degree from its values at 0, 1, ..., degree (divided differences). */
  #interpolated(term: Term): ExponentialPolynomial | undefined {
    const degree = degreeIn(term, this.#variable, (d) => this.#evaluator.size(d));
    if (degree === undefined || degree > 60) return undefined;
    const { bits } = this.#evaluator.environment;
    const differences = Array.from({ length: degree + 1 }, (_, k) =>
      this.#evaluator.inherit(this.#evaluator.with(this.#variable, rational(k)), (at) => at.scalar(term)),
    );
    for (let order = 1; order <= degree; order++)
      for (let k = degree; k >= order; k--) {
        const [high = ZERO, low = ZERO] = [differences[k], differences[k - 1]];
        differences[k] = divideReals(addReals(high, negateReal(low), bits), rational(order), bits);
      }
    let result = polynomial(differences[degree] ?? ZERO);
    for (let k = degree - 1; k >= 0; k--) {
      const shifted = multiplyExponential(result, polynomial(rational(-k), ONE), bits);
      result = addExponential(shifted, polynomial(differences[k] ?? ZERO), bits);
    }
    return result;
  }
}

/** E f(x) = sum over k of (s2/2)^k f^(2k)(m) / k! for a polynomial f (heat equation), as a term; undefined for other f. */
export function heatExpansion(term: Gaussian, sizeOf: (d: number | string) => number): Term | undefined {
  const degree = degreeIn(term.of, term.variable, sizeOf);
  if (degree === undefined || degree > 60) return undefined;
  const at = { symbols: new Map([[term.variable, term.mean]]), dimensions: new Map<string, number>() };
  const terms: Term[] = [];
  let body: Term | undefined = term.of;
  let factor: Rational = ONE;
  for (let k = 0; 2 * k <= degree && body !== undefined; k++) {
    terms.push(product(number(factor), power(term.variance, k), substitute(body, at)));
    factor = rational(factor.numerator, factor.denominator * BigInt(2 * (k + 1)));
    const slope = differentiate(body, term.variable);
    body = slope === undefined ? undefined : differentiate(slope, term.variable);
  }
  return body === undefined ? undefined : sum(...terms);
}
