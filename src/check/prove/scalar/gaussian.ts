/**
 * Gaussian expectations in closed form, v ~ N(m, s2): sums of c v^k exp(alpha v^2 + beta v + gamma) times sines and cosines of
 * linear functions of v, with any coefficients that do not depend on v.
 *
 * With B = beta + i omega and D = 1 - 2 alpha s2 > 0, completing the square gives
 *   E[v^k exp(alpha v^2 + B v)] = D^(-1/2) exp((alpha m^2 + B m + B^2 s2/2)/D) * k-th moment of N((m + B s2)/D, s2/D).
 * For D <= 0 the expectation does not exist, unless terms cancel: D > 0 is a fact for a single exponential with a coefficient
 * that is not 0, otherwise an obligation. s2 = 0 is the value at the mean, in agreement with the formula.
 */
import { rational } from '../../../expression/rational.ts';
import { collect, monomialFactors, type Polynomial, variablesOf } from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  fromPolynomial,
  fromRational,
  fromVariable,
  functionKey,
  invertFunction,
  isZeroFunction,
  lowestTerms,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Term } from '../../term.ts';
import { argumentsOf } from './generator.ts';
import type { Binding, NormalForms } from './normalForms.ts';
import { Unsupported } from './outcomes.ts';
import { isNonzero } from './signs.ts';
import type { Tower } from './tower.ts';

interface Complex {
  readonly re: RationalFunction;
  readonly im: RationalFunction;
}

/** coefficient v^power exp(exponent) exp(i angle) */
interface Piece {
  readonly coefficient: Complex;
  readonly power: number;
  readonly exponent: RationalFunction;
  readonly angle: RationalFunction;
}

const LARGEST_MOMENT = 24;
const times = multiplyFunctions;
const plus = addFunctions;
const number = (n: number, d = 1): RationalFunction => fromRational(rational(n, d));
const real = (re: RationalFunction): Complex => ({ re, im: ZERO_FUNCTION });

const multiplyComplex = (a: Complex, b: Complex): Complex => ({
  re: subtractFunctions(times(a.re, b.re), times(a.im, b.im)),
  im: plus(times(a.re, b.im), times(a.im, b.re)),
});
const addComplex = (a: Complex, b: Complex): Complex => ({ re: plus(a.re, b.re), im: plus(a.im, b.im) });

/** Throws Unsupported for other bodies. */
export function gaussianExpectation(
  normalizer: NormalForms,
  term: Term & { kind: 'gaussian' },
  binding: Binding,
): RationalFunction {
  const mean = normalizer.value(term.mean, binding);
  const variance = normalizer.value(term.variance, binding);
  normalizer.fact(variance, '>=');
  const name = normalizer.freshVariable();
  const body = normalizer.value(term.of, new Map(binding).set(term.variable, fromVariable(name)));
  const pieces = piecesOf(normalizer.tower, body, name);
  requireMoments(normalizer, pieces, variance, name);
  let total = ZERO_FUNCTION;
  for (const piece of pieces) {
    const part = normalizer.withoutFacts(() => expectation(normalizer.tower, piece, mean, variance, name));
    total = plus(total, part);
  }
  return normalizer.tower.reduce(total);
}

/** D > 0 for every piece with a square in its exponent. */
function requireMoments(
  normalizer: NormalForms,
  pieces: readonly Piece[],
  variance: RationalFunction,
  name: string,
): void {
  const single = new Set(pieces.map(({ exponent }) => functionKey(exponent))).size === 1;
  const certain =
    single &&
    pieces.every(({ angle }) => isZeroFunction(angle)) &&
    pieces.some(({ coefficient }) => isNonzero(normalizer.tower.signs.of(coefficient.re.numerator)));
  for (const { exponent } of pieces) {
    const [, , alpha] = quadraticIn(exponent, name);
    if (isZeroFunction(alpha)) continue;
    const condition = discriminant(alpha, variance);
    if (certain) normalizer.fact(condition, '>');
    else normalizer.withoutFacts(() => normalizer.oblige(condition, '>'));
  }
}

const discriminant = (alpha: RationalFunction, variance: RationalFunction): RationalFunction =>
  subtractFunctions(ONE_FUNCTION, times(number(2), times(alpha, variance)));

/** The real part of the expectation of a piece. */
function expectation(
  tower: Tower,
  { coefficient, power, exponent, angle }: Piece,
  mean: RationalFunction,
  variance: RationalFunction,
  name: string,
): RationalFunction {
  const [gamma, beta, alpha] = quadraticIn(exponent, name);
  const [phi, omega, curved] = quadraticIn(angle, name);
  if (!isZeroFunction(curved)) throw new Unsupported('a sine of a square');
  const flat = isZeroFunction(alpha);
  const d = flat ? ONE_FUNCTION : discriminant(alpha, variance);
  const over = invertFunction(d);
  const b: Complex = { re: beta, im: omega };
  const squared = multiplyComplex(b, b);
  const inside = (linear: RationalFunction, square: RationalFunction): RationalFunction =>
    plus(times(linear, mean), times(number(1, 2), times(square, variance)));
  const growth = plus(gamma, times(over, plus(times(alpha, times(mean, mean)), inside(b.re, squared.re))));
  const turn = plus(phi, times(over, inside(b.im, squared.im)));
  const size = times(tower.exp(growth), flat ? ONE_FUNCTION : tower.power(d, rational(-1, 2)));
  const wave: Complex = isZeroFunction(turn)
    ? real(ONE_FUNCTION)
    : { re: tower.cosine(turn), im: tower.sine(turn) };
  const centre: Complex = {
    re: times(over, plus(mean, times(beta, variance))),
    im: times(over, times(omega, variance)),
  };
  const moment = momentOf(tower, centre, times(over, variance), power);
  return times(size, multiplyComplex(multiplyComplex(coefficient, wave), moment).re);
}

/** M_k = centre M_(k-1) + (k-1) variance M_(k-2). */
function momentOf(tower: Tower, centre: Complex, variance: RationalFunction, power: number): Complex {
  if (power > LARGEST_MOMENT) throw new Unsupported('a moment of so high an order');
  let [before, now] = [real(ZERO_FUNCTION), real(ONE_FUNCTION)];
  for (let k = 1; k <= power; k++) {
    const spread = real(times(number(k - 1), variance));
    const next = addComplex(multiplyComplex(centre, now), multiplyComplex(spread, before));
    [before, now] = [now, { re: tower.reduce(next.re), im: tower.reduce(next.im) }];
  }
  return now;
}

/** Coefficients of 1, v, v^2. */
function quadraticIn(
  f: RationalFunction,
  name: string,
): readonly [RationalFunction, RationalFunction, RationalFunction] {
  const { numerator, ...rest } = lowestTerms(f);
  for (const { polynomial } of rest.factors.values())
    if (variablesOf(polynomial).has(name)) throw new Unsupported('an exponent that is not a polynomial');
  const found = [ZERO_FUNCTION, ZERO_FUNCTION, ZERO_FUNCTION];
  for (const [inside, outside] of collect(numerator, (own) => own === name)) {
    const power = monomialFactors(inside)[0]?.[1] ?? 0;
    if (power > 2) throw new Unsupported('an exponent of degree above 2');
    found[power] = { ...rest, numerator: outside };
  }
  const [a = ZERO_FUNCTION, b = ZERO_FUNCTION, c = ZERO_FUNCTION] = found;
  return [a, b, c];
}

function piecesOf(tower: Tower, body: RationalFunction, name: string): readonly Piece[] {
  const { numerator, scale, factors } = lowestTerms(body);
  let outside = number(1);
  let exponent = ZERO_FUNCTION;
  for (const { polynomial, multiplicity } of factors.values()) {
    if (!dependsOnVariable(tower, polynomial, name)) {
      outside = times(outside, powerFunction(fromPolynomial(polynomial), -multiplicity));
      continue;
    }
    for (const [factor, power] of onlyMonomial(polynomial)) {
      const generator = tower.generators.get(factor);
      if (generator?.kind !== 'exp') throw new Unsupported('a quotient of such functions');
      exponent = plus(exponent, times(number(-power * multiplicity), generator.argument));
    }
  }
  outside = times(outside, fromRational(rational(1n, scale)));
  return [...numerator].flatMap(([monomial, coefficient]) =>
    piecesOfMonomial(tower, monomial, times(outside, fromRational(rational(coefficient))), exponent, name),
  );
}

function onlyMonomial(p: Polynomial): readonly (readonly [string, number])[] {
  const [first, ...more] = p;
  if (first === undefined || more.length > 0) throw new Unsupported('a quotient of such functions');
  return monomialFactors(first[0]);
}

function piecesOfMonomial(
  tower: Tower,
  monomial: string,
  factor: RationalFunction,
  common: RationalFunction,
  name: string,
): readonly Piece[] {
  let coefficient = factor;
  let exponent = common;
  let power = 0;
  let waves: readonly { coefficient: Complex; angle: RationalFunction }[] = [
    { coefficient: real(ONE_FUNCTION), angle: ZERO_FUNCTION },
  ];
  for (const [own, degree] of monomialFactors(monomial)) {
    const generator = tower.generators.get(own);
    if (own === name) power += degree;
    else if (generator === undefined || !dependsOnVariable(tower, fromVariable(own).numerator, name))
      coefficient = times(coefficient, powerFunction(fromVariable(own), degree));
    else if (generator.kind === 'exp') exponent = plus(exponent, times(number(degree), generator.argument));
    else if (generator.kind === 'sin' || generator.kind === 'cos') {
      for (let k = 0; k < degree; k++) waves = timesWave(waves, generator.kind, generator.argument);
    } else throw new Unsupported(`the expectation of ${generator.kind}`);
  }
  return waves.map((wave) => ({
    coefficient: multiplyComplex(real(coefficient), wave.coefficient),
    power,
    exponent,
    angle: wave.angle,
  }));
}

/** sin = (z - 1/z)/(2 i), cos = (z + 1/z)/2, z = exp(i angle). */
function timesWave(
  waves: readonly { coefficient: Complex; angle: RationalFunction }[],
  kind: 'sin' | 'cos',
  angle: RationalFunction,
): readonly { coefficient: Complex; angle: RationalFunction }[] {
  const half = number(1, 2);
  const up: Complex = kind === 'cos' ? real(half) : { re: ZERO_FUNCTION, im: negateFunction(half) };
  const down: Complex = kind === 'cos' ? real(half) : { re: ZERO_FUNCTION, im: half };
  return waves.flatMap((wave) => [
    { coefficient: multiplyComplex(wave.coefficient, up), angle: plus(wave.angle, angle) },
    { coefficient: multiplyComplex(wave.coefficient, down), angle: subtractFunctions(wave.angle, angle) },
  ]);
}

/** Whether a polynomial mentions the variable, itself or inside a generator. */
export function dependsOnVariable(tower: Tower, p: Polynomial, name: string): boolean {
  for (const own of variablesOf(p)) {
    if (own === name) return true;
    const generator = tower.generators.get(own);
    if (generator !== undefined && argumentsOf(generator).some((q) => dependsOnVariable(tower, q, name)))
      return true;
  }
  return false;
}
