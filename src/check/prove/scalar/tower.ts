/**
 * Arithmetic of elementary functions in normal form: rational functions over generators.
 *
 *   exp(sum c_i b_i) = product of powers of the generators exp(b_i / Q_i), b_i monomials, c_i rational
 *   log(product f_i^k_i) = sum of k_i log(f_i) where every f_i is known to be positive, log(exp a) = a
 *   (product f_i^k_i)^(p/q): roots of the f_i where they are known to be nonnegative, otherwise one root of what is left
 *   |product f_i^k_i| = product of |f_i|^k_i
 *   sin, cos of sum c_i b_i: polynomials in sin, cos of b_i / Q_i by the addition theorems, modulo sin^2 + cos^2 = 1; multiples
 *     of pi/12 have their values in square roots of 2 and 3
 *
 * Everything holds at every point where the arguments are in the domains; the caller records those domains as facts. When a
 * denominator Q_i turns out too coarse, Refined is thrown and `settle` starts again.
 */
import { greatestCommonDivisor, type Rational, rational } from '../../../expression/rational.ts';
import {
  addPolynomials,
  collect,
  constant,
  constantValue,
  monomialFactors,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  powerOf,
  variable,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  denominatorOf,
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
import { factorsOf, primeFactors } from './factors.ts';
import { atom } from './formula.ts';
import type { Generator, GeneratorNode } from './generator.ts';
import { NowhereDefined, Refined, Unsupported } from './outcomes.ts';
import { isNegative, isNonnegative, isPositive, Signs } from './signs.ts';

/** exponent = log(value), value > 0: what lemmas about exp and log speak of. */
export interface ExponentialPair {
  readonly trusted: boolean;
  readonly exponent: RationalFunction;
  readonly value: RationalFunction;
}

export interface AnglePair {
  readonly angle: RationalFunction;
  readonly sine: RationalFunction;
  readonly cosine: RationalFunction;
}

/** The generator pi has the same name in every tower. */
export const PI = 'pi#';

/** Generators that are defined everywhere. */
const TOTAL: ReadonlySet<Generator['kind']> = new Set(['pi', 'exp', 'abs', 'sin', 'cos']);

const LARGEST_TERMS = 4000;
const LARGEST_EXPONENT = 200n;
const LARGEST_MULTIPLE = 24;
const LARGEST_DEGREE = 24;

export class Tower {
  readonly signs = new Signs();
  readonly generators = new Map<string, Generator>();
  readonly exponentials = new Map<string, ExponentialPair>();
  readonly angles = new Map<string, AnglePair>();
  /** Whether what is computed is defined wherever the claim speaks: then its generators are trusted. */
  trusting = true;
  /** Generators whose arguments are in their domains wherever the claim speaks. */
  readonly trusted = new Set<string>();
  /** The common denominator of the coefficients of a base, by its key. */
  readonly #fineness = new Map<string, bigint>();
  readonly #byKey = new Map<string, Generator>();

  /** Computes, again whenever a generator had to be made finer. */
  settle<T>(compute: () => T): T {
    for (let round = 0; round < 40; round++) {
      try {
        return compute();
      } catch (error) {
        if (!(error instanceof Refined)) throw error;
      }
    }
    throw new Unsupported('generators grow finer without end');
  }

  pi(): RationalFunction {
    return fromVariable(this.#generator('pi', () => ({ kind: 'pi' }), PI).name);
  }

  // --- exponentials and logarithms

  exp(argument: RationalFunction): RationalFunction {
    const exponent = this.reduce(argument);
    let result = ONE_FUNCTION;
    for (const { coefficient, base } of linearTerms(exponent)) {
      result = multiplyFunctions(result, this.#expOf(coefficient, base));
    }
    this.#noteExponential(exponent, result);
    return result;
  }

  /** exp(coefficient * base) */
  #expOf(coefficient: Rational, base: RationalFunction): RationalFunction {
    const logarithm = this.#soleGenerator(base);
    if (logarithm?.kind === 'log') return this.power(logarithm.argument, coefficient);
    const fineness = this.#refine(`exp ${functionKey(base)}`, coefficient);
    const unit = multiplyFunctions(base, fromRational(rational(1n, fineness)));
    const generator = this.#generator(`exp ${functionKey(unit)}`, () => ({ kind: 'exp', argument: unit }));
    const times = (coefficient.numerator * fineness) / coefficient.denominator;
    return powerFunction(fromVariable(generator.name), exponentNumber(times));
  }

  /** log of a function that is positive wherever the claim speaks. */
  log(value: RationalFunction): RationalFunction {
    const argument = this.reduce(value);
    if (isZeroFunction(argument)) throw new NowhereDefined('log(0)');
    const { content, powers } = factorsOf(argument);
    let rest = fromRational(rational(content.numerator < 0n ? -1n : 1n));
    let result = ZERO_FUNCTION;
    const add = (count: Rational, part: RationalFunction): void => {
      result = addFunctions(result, multiplyFunctions(fromRational(count), part));
    };
    for (const { base, exponent } of powers) {
      const signs = this.signs.of(base);
      if (isPositive(signs)) add(rational(exponent), this.#logOfFactor(base));
      else {
        const positive = isNegative(signs) ? multiplyPolynomials(constant(-1n), base) : undefined;
        if (positive === undefined && exponent % 2 === 0) {
          add(rational(exponent), this.#logOfPart(this.abs(fromPolynomial(base))));
          continue;
        }
        if (positive === undefined) {
          rest = multiplyFunctions(rest, powerFunction(fromPolynomial(base), exponent));
          continue;
        }
        if (exponent % 2 !== 0) rest = negateFunction(rest);
        add(rational(exponent), this.#logOfFactor(positive));
      }
    }
    for (const [p, k] of primeFactors(content.numerator < 0n ? -content.numerator : content.numerator))
      add(rational(k), this.#logGenerator(fromRational(rational(p))));
    for (const [p, k] of primeFactors(content.denominator))
      add(rational(-k), this.#logGenerator(fromRational(rational(p))));
    if (functionKey(rest) !== functionKey(ONE_FUNCTION)) {
      if (constantValue(rest.numerator) !== undefined) throw new NowhereDefined('log of a negative number');
      result = addFunctions(result, this.#logGenerator(rest));
    }
    this.#noteExponential(result, argument);
    return result;
  }

  #logOfFactor(base: Polynomial): RationalFunction {
    return this.#logOfPart(fromPolynomial(base));
  }

  /** log of a positive function that is not taken apart further. */
  #logOfPart(base: RationalFunction): RationalFunction {
    const generator = this.#soleGenerator(base);
    if (generator?.kind === 'exp') return generator.argument;
    if (generator?.kind === 'root')
      return multiplyFunctions(
        fromRational(rational(1, generator.degree)),
        this.log(fromPolynomial(generator.radicand)),
      );
    if (generator?.kind === 'power') return multiplyFunctions(generator.exponent, this.log(generator.base));
    return this.#logGenerator(base);
  }

  #logGenerator(argument: RationalFunction): RationalFunction {
    const key = `log ${functionKey(argument)}`;
    const { name } = this.#generator(key, () => ({ kind: 'log', argument }));
    this.#noteExponential(fromVariable(name), argument);
    return fromVariable(name);
  }

  #noteExponential(exponent: RationalFunction, value: RationalFunction): void {
    if (isConstant(exponent) && isConstant(value)) return;
    const key = functionKey(value);
    const trusted = this.trusting || this.exponentials.get(key)?.trusted === true;
    this.exponentials.set(key, { exponent, value, trusted });
  }

  // --- roots, powers, absolute values

  /** value^exponent for value >= 0, exponent a rational number; value > 0 where the exponent is negative. */
  power(value: RationalFunction, exponent: Rational): RationalFunction {
    if (exponent.denominator === 1n) return this.integerPower(value, exponent.numerator);
    const degree = exponent.denominator;
    if (degree > 12n) throw new Unsupported('a root of so high a degree');
    return this.integerPower(this.#root(value, Number(degree)), exponent.numerator);
  }

  integerPower(value: RationalFunction, exponent: bigint): RationalFunction {
    const size = value.numerator.size + value.factors.size;
    const most = size > 1 ? 40n : LARGEST_EXPONENT;
    if (exponent > most || exponent < -most) throw new Unsupported('a power of so high a degree');
    return this.reduce(powerFunction(value, Number(exponent)));
  }

  #root(value: RationalFunction, degree: number): RationalFunction {
    const radicand = this.reduce(value);
    if (isZeroFunction(radicand)) return ZERO_FUNCTION;
    const { content, powers } = factorsOf(radicand);
    let result = ONE_FUNCTION;
    const times = (part: RationalFunction, exponent: number): void => {
      result = multiplyFunctions(result, powerFunction(part, exponent));
    };
    let rest = fromRational(rational(content.numerator < 0n ? -1n : 1n));
    for (const { base, exponent } of powers) {
      const signs = this.signs.of(base);
      if (isNonnegative(signs)) times(this.#rootOfFactor(base, exponent, degree), 1);
      else if (isNegative(signs)) {
        if (exponent % 2 !== 0) rest = negateFunction(rest);
        times(this.#rootOfFactor(multiplyPolynomials(constant(-1n), base), exponent, degree), 1);
      } else {
        const whole = degree % 2 === 0 ? Math.trunc(exponent / degree) : 0;
        if (whole !== 0) times(this.abs(fromPolynomial(base)), whole);
        rest = multiplyFunctions(rest, powerFunction(fromPolynomial(base), exponent - whole * degree));
      }
    }
    for (const [p, k] of primeFactors(content.numerator < 0n ? -content.numerator : content.numerator))
      times(this.#rootGenerator(constant(p), degree), k);
    for (const [p, k] of primeFactors(content.denominator))
      times(this.#rootGenerator(constant(p), degree), -k);
    if (functionKey(rest) !== functionKey(ONE_FUNCTION)) times(this.#rootOfRest(rest, degree), 1);
    return this.reduce(result);
  }

  /** base^(exponent/degree) for base >= 0. */
  #rootOfFactor(base: Polynomial, exponent: number, degree: number): RationalFunction {
    const generator = this.#soleGenerator(fromPolynomial(base));
    if (generator?.kind === 'exp')
      return this.exp(multiplyFunctions(generator.argument, fromRational(rational(exponent, degree))));
    const whole = Math.trunc(exponent / degree);
    const outside = powerFunction(fromPolynomial(base), whole);
    const rest = exponent - whole * degree;
    if (rest === 0) return outside;
    const isRoot = generator?.kind === 'root' && generator.degree * degree <= LARGEST_DEGREE;
    const root = isRoot
      ? this.#rootGenerator(generator.radicand, generator.degree * degree)
      : this.#rootGenerator(base, degree);
    return multiplyFunctions(outside, powerFunction(root, rest));
  }

  /** N/D has the root of N D^(degree - 1), divided by |D|; for odd degrees of N D^(2 degree - 1), divided by D^2. */
  #rootOfRest(rest: RationalFunction, degree: number): RationalFunction {
    const denominator = denominatorOf(rest);
    if (constantValue(rest.numerator) !== undefined && constantValue(denominator) !== undefined)
      throw new NowhereDefined('root of a negative number');
    const even = degree % 2 === 0;
    const radicand = multiplyPolynomials(
      rest.numerator,
      powerOf(denominator, even ? degree - 1 : 2 * degree - 1),
    );
    const outside = even
      ? this.abs(fromPolynomial(denominator))
      : fromPolynomial(multiplyPolynomials(denominator, denominator));
    return multiplyFunctions(this.#rootGenerator(radicand, degree), invertFunction(outside));
  }

  #rootGenerator(radicand: Polynomial, degree: number): RationalFunction {
    const fineness = Number(this.#refine(`root ${polynomialKey(radicand)}`, rational(1, degree)));
    if (fineness > LARGEST_DEGREE) throw new Unsupported('a root of so high a degree');
    const { name } = this.#generator(`root ${fineness} ${polynomialKey(radicand)}`, () => ({
      kind: 'root',
      degree: fineness,
      radicand,
    }));
    return powerFunction(fromVariable(name), fineness / degree);
  }

  abs(value: RationalFunction): RationalFunction {
    const argument = this.reduce(value);
    if (isZeroFunction(argument)) return argument;
    const { content, powers } = factorsOf(argument);
    const positive = content.numerator < 0n ? -content.numerator : content.numerator;
    let result = fromRational({ numerator: positive, denominator: content.denominator });
    for (const { base, exponent } of powers) {
      const part = exponent % 2 === 0 ? fromPolynomial(base) : this.#absOfFactor(base);
      result = multiplyFunctions(result, powerFunction(part, exponent));
    }
    return this.reduce(result);
  }

  #absOfFactor(base: Polynomial): RationalFunction {
    const signs = this.signs.of(base);
    if (isNonnegative(signs)) return fromPolynomial(base);
    if (!signs.positive) return fromPolynomial(multiplyPolynomials(constant(-1n), base));
    const { name } = this.#generator(`abs ${polynomialKey(base)}`, () => ({ kind: 'abs', argument: base }));
    return fromVariable(name);
  }

  /** base^exponent for base > 0, or as a value of its own where only base >= 0 is known. */
  generalPower(base: RationalFunction, exponent: RationalFunction): RationalFunction {
    const argument = this.reduce(base);
    if (isZeroFunction(argument)) throw new Unsupported('0 to a variable power');
    const { content, powers } = factorsOf(argument);
    if (content.numerator > 0n && powers.every(({ base: f }) => isPositive(this.signs.of(f))))
      return this.exp(multiplyFunctions(exponent, this.log(argument)));
    const key = `power ${functionKey(argument)} ^ ${functionKey(exponent)}`;
    return fromVariable(this.#generator(key, () => ({ kind: 'power', base: argument, exponent })).name);
  }

  // --- trigonometry

  sine(angle: RationalFunction): RationalFunction {
    return this.#sineAndCosine(angle)[0];
  }

  cosine(angle: RationalFunction): RationalFunction {
    return this.#sineAndCosine(angle)[1];
  }

  #sineAndCosine(angle: RationalFunction): readonly [RationalFunction, RationalFunction] {
    const argument = this.reduce(angle);
    let [sine, cosine] = [ZERO_FUNCTION, ONE_FUNCTION];
    for (const { coefficient, base } of linearTerms(argument)) {
      const [s, c] = this.#sineAndCosineOf(coefficient, base);
      [sine, cosine] = [
        addFunctions(multiplyFunctions(sine, c), multiplyFunctions(cosine, s)),
        subtractFunctions(multiplyFunctions(cosine, c), multiplyFunctions(sine, s)),
      ];
    }
    const pair: [RationalFunction, RationalFunction] = [this.reduce(sine), this.reduce(cosine)];
    if (!isConstant(argument) || argument.numerator.size > 0)
      this.angles.set(functionKey(argument), { angle: argument, sine: pair[0], cosine: pair[1] });
    return pair;
  }

  #sineAndCosineOf(coefficient: Rational, base: RationalFunction): [RationalFunction, RationalFunction] {
    if (this.#soleGenerator(base)?.kind === 'pi' && 12n % coefficient.denominator === 0n) {
      const twelfths = (coefficient.numerator * 12n) / coefficient.denominator;
      return this.#multiple(this.#twelfthOfPi(), Number(((twelfths % 24n) + 24n) % 24n));
    }
    const fineness = this.#refine(`angle ${functionKey(base)}`, coefficient);
    const unit = multiplyFunctions(base, fromRational(rational(1n, fineness)));
    const key = functionKey(unit);
    const [sineKey, cosineKey] = [`sin ${key}`, `cos ${key}`];
    const cosine = this.#generator(cosineKey, (name) => ({
      kind: 'cos',
      argument: unit,
      partner: name.replace('cos', 'sin'),
    }));
    const sine = this.#generator(
      sineKey,
      () => ({ kind: 'sin', argument: unit, partner: cosine.name }),
      cosine.name.replace('cos', 'sin'),
    );
    const times = (coefficient.numerator * fineness) / coefficient.denominator;
    return this.#multiple([fromVariable(sine.name), fromVariable(cosine.name)], exponentNumber(times));
  }

  /** sin and cos of pi/12. */
  #twelfthOfPi(): [RationalFunction, RationalFunction] {
    const [two, six] = [2, 6].map((k) => this.#root(fromRational(rational(k)), 2));
    if (two === undefined || six === undefined) throw new Unsupported('roots of 2 and 6');
    const quarter = fromRational(rational(1, 4));
    return [
      multiplyFunctions(quarter, subtractFunctions(six, two)),
      multiplyFunctions(quarter, addFunctions(six, two)),
    ];
  }

  /** De Moivre: (cos + i sin)^times. */
  #multiple(
    [s, c]: readonly [RationalFunction, RationalFunction],
    times: number,
  ): [RationalFunction, RationalFunction] {
    if (Math.abs(times) > LARGEST_MULTIPLE) throw new Unsupported('so large a multiple of an angle');
    let [sine, cosine] = [ZERO_FUNCTION, ONE_FUNCTION];
    for (let k = 0; k < Math.abs(times); k++) {
      [sine, cosine] = [
        this.reduce(addFunctions(multiplyFunctions(sine, c), multiplyFunctions(cosine, s))),
        this.reduce(subtractFunctions(multiplyFunctions(cosine, c), multiplyFunctions(sine, s))),
      ];
    }
    return [times < 0 ? negateFunction(sine) : sine, cosine];
  }

  // --- normal forms

  /** Numerator and denominators modulo root^degree = radicand, abs^2 = argument^2, sin^2 = 1 - cos^2. */
  reduce(f: RationalFunction): RationalFunction {
    if (this.generators.size === 0) return checkSize(f);
    const numerator = this.reducePolynomial(f.numerator);
    let result = multiplyFunctions(fromPolynomial(numerator), fromRational(rational(1n, f.scale)));
    for (const { polynomial, multiplicity } of f.factors.values()) {
      const own = this.reducePolynomial(polynomial);
      if (own.size === 0) throw new NowhereDefined('division by 0');
      result = multiplyFunctions(result, powerFunction(fromPolynomial(own), -multiplicity));
    }
    return checkSize(result);
  }

  reducePolynomial(p: Polynomial): Polynomial {
    let result = p;
    for (const { generator, relation } of this.#relationsOf(p)) {
      const degree = relation.degree;
      const parts = collect(result, (name) => name === generator.name);
      if (![...parts.keys()].some((inside) => exponentOf(inside) >= degree)) continue;
      let total: Polynomial = new Map();
      for (const [inside, outside] of parts) {
        const exponent = exponentOf(inside);
        const replaced = multiplyPolynomials(
          powerOf(relation.value, Math.floor(exponent / degree)),
          powerOf(variable(generator.name), exponent % degree),
        );
        total = addPolynomials(total, multiplyPolynomials(outside, replaced));
      }
      result = total;
    }
    return result;
  }

  /** The algebraic relations of generators in p and of those they mention, newest first. */
  #relationsOf(
    p: Polynomial,
  ): readonly { generator: Generator; relation: { degree: number; value: Polynomial } }[] {
    const seen = new Set<string>();
    const found: { generator: Generator; relation: { degree: number; value: Polynomial } }[] = [];
    const visit = (q: Polynomial): void => {
      for (const name of variablesOf(q)) {
        if (seen.has(name)) continue;
        seen.add(name);
        const generator = this.generators.get(name);
        const relation = generator === undefined ? undefined : relationOf(generator);
        if (generator === undefined || relation === undefined) continue;
        found.push({ generator, relation });
        visit(relation.value);
      }
    };
    visit(p);
    return found.sort((a, b) => b.generator.age - a.generator.age);
  }

  #soleGenerator(f: RationalFunction): Generator | undefined {
    if (f.scale !== 1n || f.factors.size > 0 || f.numerator.size !== 1) return undefined;
    const [[monomial, coefficient] = ['', 0n]] = f.numerator;
    const [first, ...more] = monomialFactors(monomial);
    if (coefficient !== 1n || first === undefined || more.length > 0 || first[1] !== 1) return undefined;
    return this.generators.get(first[0]);
  }

  /** The denominator to which this base is cut; throws Refined when the coefficient needs a finer one. */
  #refine(key: string, coefficient: Rational): bigint {
    const own = this.#fineness.get(key) ?? 1n;
    if (own % coefficient.denominator === 0n) return own;
    const finer = (own * coefficient.denominator) / greatestCommonDivisor(own, coefficient.denominator);
    this.#fineness.set(key, finer);
    throw new Refined();
  }

  #generator(key: string, make: (name: string) => GeneratorNode, name?: string): Generator {
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      if (this.trusting) this.trusted.add(known.name);
      return known;
    }
    const age = this.generators.size;
    const own = name ?? `${key.split(' ')[0]}#${age}`;
    const generator: Generator = { ...make(own), name: own, age };
    this.#byKey.set(key, generator);
    this.generators.set(own, generator);
    if (this.trusting || TOTAL.has(generator.kind)) this.trusted.add(own);
    const v = variable(own);
    if (generator.kind === 'exp' || generator.kind === 'pi') this.signs.learnFormula(atom(v, '>'));
    if (generator.kind === 'abs') this.signs.learnFormula(atom(v, '>='));
    if (generator.kind === 'root') {
      const positive = isPositive(this.signs.peek(generator.radicand));
      this.signs.learnFormula(atom(v, positive ? '>' : '>='));
    }
    return generator;
  }
}

export const isConstant = (f: RationalFunction): boolean =>
  f.factors.size === 0 && constantValue(f.numerator) !== undefined;

/** The rational number that a function is, or undefined. */
export function rationalOf(f: RationalFunction): Rational | undefined {
  const value = f.factors.size === 0 ? constantValue(f.numerator) : undefined;
  return value === undefined ? undefined : rational(value, f.scale);
}

/** generator^degree = value */
export function relationOf(generator: Generator): { degree: number; value: Polynomial } | undefined {
  switch (generator.kind) {
    case 'root':
      return { degree: generator.degree, value: generator.radicand };
    case 'abs':
      return { degree: 2, value: multiplyPolynomials(generator.argument, generator.argument) };
    case 'sin': {
      const cosine = variable(generator.partner);
      return { degree: 2, value: addPolynomials(constant(1n), multiplyPolynomials(cosine, cosine), -1n) };
    }
    default:
      return undefined;
  }
}

/** f as a sum of rational multiples of monomials over the common denominator. */
function linearTerms(
  f: RationalFunction,
): readonly { readonly coefficient: Rational; readonly base: RationalFunction }[] {
  const { numerator, scale, factors } = lowestTerms(f);
  return [...numerator].map(([monomial, coefficient]) => {
    let base: RationalFunction = fromPolynomial(new Map([[monomial, 1n]]));
    for (const { polynomial, multiplicity } of factors.values())
      base = multiplyFunctions(base, powerFunction(fromPolynomial(polynomial), -multiplicity));
    return { coefficient: rational(coefficient, scale), base };
  });
}

function exponentOf(inside: string): number {
  return monomialFactors(inside)[0]?.[1] ?? 0;
}

function exponentNumber(value: bigint): number {
  if (value > LARGEST_EXPONENT || value < -LARGEST_EXPONENT) throw new Unsupported('so high an exponent');
  return Number(value);
}

function checkSize(f: RationalFunction): RationalFunction {
  if (f.numerator.size > LARGEST_TERMS) throw new Unsupported('an expression of so many terms');
  return f;
}
