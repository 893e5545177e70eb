/**
 * Two-sided limits by Laurent series.
 *
 * On either side of the point the variable is a + tau or a - tau, tau > 0 small. Every part of the body becomes a series in tau
 * with coefficients in the tower; log(tau) may occur in coefficients. A leading coefficient that is divided by, or whose
 * logarithm or root is taken, must not vanish (be positive): certain, or an obligation of the normalizer.
 */
import { type Rational, rational } from '../../../expression/rational.ts';
import { variablesOf } from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  negateFunction,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import { dependsOn, differentiate } from '../../evaluate/derivative.ts';
import type { Term } from '../../term.ts';
import { type Binding, isIntegerLiteral, type NormalForms } from './normalForms.ts';
import { NowhereDefined, Unsupported } from './outcomes.ts';
import { isNegative, isNonzero, isPositive, type SignSet } from './signs.ts';
import { rationalOf } from './tower.ts';

/** Coefficients of tau^order, tau^(order+1), ...; unknown from tau^(order + length) on. */
interface Series {
  readonly order: number;
  readonly terms: readonly RationalFunction[];
}

/** How many terms are tried, one after the other, when leading terms cancel. */
const LENGTHS = [6, 14] as const;

/** The two-sided limit certainly does not exist. */
export class NoLimit extends NowhereDefined {}
class TooShort extends Unsupported {}

/** The limit as a normal form. Throws NoLimit where there is certainly none, Unsupported where nothing is known. */
export function limitOfTerm(
  normalizer: NormalForms,
  term: Term & { kind: 'limit' },
  binding: Binding,
): RationalFunction {
  const at = normalizer.value(term.at, binding);
  const [right, left] = [1, -1].map((side) => oneSided(normalizer, term, at, side, binding));
  if (right === undefined || left === undefined) throw new Unsupported('limit: no series');
  const difference = normalizer.tower.reduce(subtractFunctions(right, left));
  if (isZeroFunction(difference)) return right;
  if (isNonzero(signsOf(normalizer, difference))) throw new NoLimit('the limits from both sides differ');
  throw new Unsupported('limits that may differ');
}

/** The limit from one side, or undefined where nothing is known. Throws NoLimit where there is certainly none. */
function oneSided(
  normalizer: NormalForms,
  term: Term & { kind: 'limit' },
  at: RationalFunction,
  side: number,
  binding: Binding,
): RationalFunction | undefined {
  for (const length of LENGTHS) {
    try {
      return new Expansion(normalizer, term.variable, at, side, binding, length).limit(term.of);
    } catch (error) {
      if (error instanceof TooShort) continue;
      if (error instanceof Unsupported) return undefined;
      throw error;
    }
  }
  return undefined;
}

const signsOf = (normalizer: NormalForms, f: RationalFunction): SignSet => {
  let signs = normalizer.tower.signs.of(f.numerator);
  for (const { polynomial, multiplicity } of f.factors.values()) {
    if (multiplicity % 2 === 0) continue;
    const own = normalizer.tower.signs.of(polynomial);
    if (isPositive(own)) continue;
    signs = isNegative(own)
      ? { negative: signs.positive, zero: signs.zero, positive: signs.negative }
      : { negative: !isZeroFunction(f), zero: signs.zero, positive: !isZeroFunction(f) };
  }
  return signs;
};

class Expansion {
  readonly #normalizer: NormalForms;
  readonly #variable: string;
  readonly #at: RationalFunction;
  readonly #side: number;
  readonly #binding: Binding;
  readonly #length: number;
  /** log(tau) */
  readonly #logarithm: string;
  readonly #known = new Map<Term, Series>();

  constructor(
    normalizer: NormalForms,
    variable: string,
    at: RationalFunction,
    side: number,
    binding: Binding,
    length: number,
  ) {
    this.#normalizer = normalizer;
    this.#variable = variable;
    this.#at = at;
    this.#side = side;
    this.#binding = binding;
    this.#length = length;
    this.#logarithm = normalizer.freshVariable();
  }

  limit(body: Term): RationalFunction {
    const { order, terms } = this.#of(body);
    if (order + terms.length < 1) throw new TooShort('too few terms');
    for (const [index, coefficient] of terms.entries()) {
      if (order + index > 0) return ZERO_FUNCTION;
      if (isZeroFunction(coefficient)) continue;
      if (order + index < 0 || this.#hasLogarithm(coefficient)) {
        if (this.#hasLogarithm(coefficient) || isNonzero(signsOf(this.#normalizer, coefficient)))
          throw this.#certain(coefficient) ? new NoLimit('infinite') : new Unsupported('infinite limit');
        throw new Unsupported('a limit that may be infinite');
      }
      return coefficient;
    }
    return ZERO_FUNCTION;
  }

  /** A coefficient in log(tau) is certainly infinite only where it is a constant multiple of it. */
  #certain(coefficient: RationalFunction): boolean {
    return !this.#hasLogarithm(coefficient) || [...variablesOf(coefficient.numerator)].length === 1;
  }

  #hasLogarithm(f: RationalFunction): boolean {
    return variablesOf(f.numerator).has(this.#logarithm);
  }

  #of(term: Term): Series {
    let series = this.#known.get(term);
    if (series === undefined) {
      series = this.#reduced(this.#compute(term));
      this.#known.set(term, series);
    }
    return series;
  }

  #compute(term: Term): Series {
    if (!dependsOn(term, this.#variable)) return this.#constant(this.#normalizer.value(term, this.#binding));
    switch (term.kind) {
      case 'symbol':
        return this.#padded(0, [this.#at, fromRational(rational(this.#side))]);
      case 'sum':
        return term.terms.map((part) => this.#of(part)).reduce((a, b) => addSeries(a, b));
      case 'product':
        return term.factors.map((part) => this.#of(part)).reduce((a, b) => multiplySeries(a, b));
      case 'quotient':
        return multiplySeries(this.#of(term.numerator), this.#inverse(this.#of(term.denominator)));
      case 'elementwise':
        if (term.operator === '.^') return this.#power(term.left, term.right);
        if (term.operator === '.*') return multiplySeries(this.#of(term.left), this.#of(term.right));
        return multiplySeries(this.#of(term.left), this.#inverse(this.#of(term.right)));
      case 'power':
        return this.#power(term.base, term.exponent);
      case 'call':
        return this.#call(term.name, this.#of(term.argument));
      case 'transpose':
      case 'trace':
      case 'total':
      case 'determinant':
      case 'diagonal':
        return this.#of(term.of);
      case 'inverse':
        return this.#inverse(this.#of(term.of));
      case 'diff': {
        const slope = term.variable === this.#variable ? differentiate(term.of, term.variable) : undefined;
        if (slope === undefined) throw new Unsupported('limit of a derivative');
        return this.#of(slope);
      }
      default:
        throw new Unsupported(`limit of ${term.kind}`);
    }
  }

  #call(name: (Term & { kind: 'call' })['name'], u: Series): Series {
    const minus = this.#constant(fromRational(rational(-1)));
    const half = this.#constant(fromRational(rational(1, 2)));
    switch (name) {
      case 'exp':
        return this.#exponential(u);
      case 'log':
        return this.#logarithmOf(u);
      case 'sqrt':
        return this.#rationalPower(u, rational(1, 2));
      case 'abs':
        return this.#absolute(u);
      case 'sin':
        return this.#sineAndCosine(u)[0];
      case 'cos':
        return this.#sineAndCosine(u)[1];
      case 'tan': {
        const [sine, cosine] = this.#sineAndCosine(u);
        return multiplySeries(sine, this.#inverse(cosine));
      }
      default: {
        const [up, down] = [this.#exponential(u), this.#exponential(multiplySeries(minus, u))];
        const [difference, total] = [addSeries(up, multiplySeries(minus, down)), addSeries(up, down)];
        if (name === 'tanh') return multiplySeries(difference, this.#inverse(total));
        return multiplySeries(half, name === 'sinh' ? difference : total);
      }
    }
  }

  #power(base: Term, exponent: Term): Series {
    if (!dependsOn(exponent, this.#variable)) {
      const above = this.#normalizer.value(exponent, this.#binding);
      const number = rationalOf(above);
      if (number !== undefined && isIntegerLiteral(exponent) && number.numerator >= 0n) {
        if (number.numerator > 40n) throw new Unsupported('so high a power');
        let result = this.#constant(ONE_FUNCTION);
        for (let k = 0n; k < number.numerator; k++)
          result = this.#reduced(multiplySeries(result, this.#of(base)));
        return result;
      }
      if (number !== undefined && isIntegerLiteral(exponent))
        return this.#integerPower(this.#of(base), number);
      if (number !== undefined) return this.#rationalPower(this.#of(base), number);
    }
    return this.#exponential(multiplySeries(this.#of(exponent), this.#logarithmOf(this.#of(base))));
  }

  /** Leading term c tau^k, and w with u = c tau^k (1 + w). */
  #leading(u: Series): { c: RationalFunction; k: number; w: Series } {
    const index = u.terms.findIndex((coefficient) => !isZeroFunction(coefficient));
    const c = u.terms[index];
    if (c === undefined) throw new TooShort('only zeros');
    if (this.#hasLogarithm(c)) throw new Unsupported('a leading coefficient with a logarithm');
    const over = invertFunction(c);
    const k = u.order + index;
    const ratios = u.terms.slice(index).map((term) => multiplyFunctions(term, over));
    return { c, k, w: this.#reduced({ order: 0, terms: [ZERO_FUNCTION, ...ratios.slice(1)] }) };
  }

  #requireNonzero(c: RationalFunction): void {
    if (isNonzero(signsOf(this.#normalizer, c))) return;
    this.#normalizer.withoutFacts(() => this.#normalizer.oblige(c, '!='));
  }

  /** Certainly negative means undefined on this side. */
  #requirePositive(c: RationalFunction): void {
    const signs = signsOf(this.#normalizer, c);
    if (isPositive(signs)) return;
    if (isNegative(signs)) throw new NoLimit('undefined on one side');
    this.#normalizer.withoutFacts(() => this.#normalizer.oblige(c, '>'));
  }

  #inverse(u: Series): Series {
    const { c, k, w } = this.#leading(u);
    this.#requireNonzero(c);
    const geometric = this.#compose(w, (n) => fromRational(rational(n % 2 === 0 ? 1 : -1)));
    return shifted(scaled(geometric, invertFunction(c)), -k);
  }

  #integerPower(u: Series, exponent: Rational): Series {
    const { c, k, w } = this.#leading(u);
    this.#requireNonzero(c);
    return this.#binomial(
      w,
      powerFunction(c, Number(exponent.numerator)),
      k * Number(exponent.numerator),
      exponent,
    );
  }

  #rationalPower(u: Series, exponent: Rational): Series {
    const { c, k, w } = this.#leading(u);
    this.#requirePositive(c);
    const order = k * Number(exponent.numerator);
    if (order % Number(exponent.denominator) !== 0) throw new Unsupported('a fractional power of tau');
    const front = this.#derived((tower) => tower.power(c, exponent));
    return this.#binomial(w, front, order / Number(exponent.denominator), exponent);
  }

  #binomial(w: Series, front: RationalFunction, order: number, exponent: Rational): Series {
    let coefficient = ONE_FUNCTION;
    const expansion = this.#compose(w, (n) => {
      const own = coefficient;
      const next = rational(
        exponent.numerator - BigInt(n) * exponent.denominator,
        exponent.denominator * BigInt(n + 1),
      );
      coefficient = multiplyFunctions(coefficient, fromRational(next));
      return own;
    });
    return shifted(scaled(expansion, front), order);
  }

  #absolute(u: Series): Series {
    const { c, k, w } = this.#leading(u);
    this.#requireNonzero(c);
    const size = this.#derived((tower) => tower.abs(c));
    return shifted(scaled(addSeries(this.#constant(ONE_FUNCTION), w), size), k);
  }

  #logarithmOf(u: Series): Series {
    const { c, k, w } = this.#leading(u);
    this.#requirePositive(c);
    const front = this.#derived((tower) => tower.log(c));
    const growth = multiplyFunctions(fromRational(rational(k)), fromVariable(this.#logarithm));
    const rest = this.#compose(w, (n) =>
      n === 0 ? ZERO_FUNCTION : fromRational(rational(n % 2 === 1 ? 1 : -1, n)),
    );
    return addSeries(this.#constant(addFunctions(front, growth)), rest);
  }

  #exponential(u: Series): Series {
    const first = u.terms.findIndex((coefficient) => !isZeroFunction(coefficient));
    const order = u.order + first;
    const lead = u.terms[first];
    if (lead !== undefined && order < 0) {
      if (!this.#hasLogarithm(lead) && isNegative(signsOf(this.#normalizer, lead)))
        return this.#constant(ZERO_FUNCTION);
      throw new Unsupported('exp of an infinite value');
    }
    const [c0, w] = this.#split(u);
    if (this.#hasLogarithm(c0)) throw new Unsupported('a power of tau');
    return scaled(
      this.#compose(w, (n) => fromRational(rational(1n, factorial(n)))),
      this.#derived((tower) => tower.exp(c0)),
    );
  }

  #sineAndCosine(u: Series): readonly [Series, Series] {
    const [c0, w] = this.#split(u);
    if (this.#hasLogarithm(c0)) throw new Unsupported('sin of an infinite value');
    const [sine0, cosine0] = [
      this.#derived((tower) => tower.sine(c0)),
      this.#derived((tower) => tower.cosine(c0)),
    ];
    const part = (parity: number) => (n: number) =>
      n % 2 === parity
        ? fromRational(rational((n - parity) % 4 === 0 ? 1n : -1n, factorial(n)))
        : ZERO_FUNCTION;
    const [sine, cosine] = [this.#compose(w, part(1)), this.#compose(w, part(0))];
    return [
      addSeries(scaled(cosine, sine0), scaled(sine, cosine0)),
      addSeries(scaled(cosine, cosine0), scaled(sine, negateFunction(sine0))),
    ];
  }

  /** u = c0 + w, w without constant term. Throws where u may be infinite. */
  #split(u: Series): readonly [RationalFunction, Series] {
    if (u.order + u.terms.length < 1) throw new TooShort('too few terms');
    const terms: RationalFunction[] = [];
    for (let k = 0; k < u.order + u.terms.length; k++) terms.push(u.terms[k - u.order] ?? ZERO_FUNCTION);
    for (let k = u.order; k < 0; k++)
      if (!isZeroFunction(u.terms[k - u.order] ?? ZERO_FUNCTION))
        throw new Unsupported('an infinite argument');
    const [c0 = ZERO_FUNCTION, ...rest] = terms;
    return [c0, { order: 0, terms: [ZERO_FUNCTION, ...rest] }];
  }

  /** sum of coefficient(n) w^n; coefficient is asked for n = 0, 1, 2, ... in this order. */
  #compose(w: Series, coefficient: (n: number) => RationalFunction): Series {
    const length = w.order + w.terms.length;
    let total: Series = { order: 0, terms: padTo([], length) };
    let power: Series = { order: 0, terms: padTo([ONE_FUNCTION], length) };
    for (let n = 0; n < length; n++) {
      total = addSeries(total, scaled(power, coefficient(n)));
      power = this.#reduced(cut(multiplySeries(power, w), length));
    }
    return total;
  }

  /** What follows from coefficients, defined where the obligations hold. */
  #derived(make: (tower: NormalForms['tower']) => RationalFunction): RationalFunction {
    return this.#normalizer.withoutFacts(() => make(this.#normalizer.tower));
  }

  #constant(value: RationalFunction): Series {
    return this.#padded(0, [value]);
  }

  #padded(order: number, terms: readonly RationalFunction[]): Series {
    return { order, terms: padTo(terms, this.#length) };
  }

  #reduced({ order, terms }: Series): Series {
    return { order, terms: terms.map((term) => this.#normalizer.tower.reduce(term)) };
  }
}

const padTo = (terms: readonly RationalFunction[], length: number): readonly RationalFunction[] =>
  Array.from({ length }, (_, k) => terms[k] ?? ZERO_FUNCTION);

function addSeries(a: Series, b: Series): Series {
  const order = Math.min(a.order, b.order);
  const end = Math.min(a.order + a.terms.length, b.order + b.terms.length);
  const terms: RationalFunction[] = [];
  for (let k = order; k < end; k++)
    terms.push(addFunctions(a.terms[k - a.order] ?? ZERO_FUNCTION, b.terms[k - b.order] ?? ZERO_FUNCTION));
  return { order, terms };
}

function multiplySeries(a: Series, b: Series): Series {
  const length = Math.min(a.terms.length, b.terms.length);
  const terms = padTo([], length).map((_, n) => {
    let total = ZERO_FUNCTION;
    for (let k = 0; k <= n; k++) {
      const [x, y] = [a.terms[k] ?? ZERO_FUNCTION, b.terms[n - k] ?? ZERO_FUNCTION];
      if (!isZeroFunction(x) && !isZeroFunction(y)) total = addFunctions(total, multiplyFunctions(x, y));
    }
    return total;
  });
  return { order: a.order + b.order, terms };
}

const scaled = ({ order, terms }: Series, factor: RationalFunction): Series => ({
  order,
  terms: terms.map((term) => multiplyFunctions(term, factor)),
});

const shifted = ({ order, terms }: Series, by: number): Series => ({ order: order + by, terms });

const cut = ({ order, terms }: Series, length: number): Series => ({
  order,
  terms: terms.slice(0, Math.max(0, length - order)),
});

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2; k <= n; k++) product *= BigInt(k);
  return product;
}
