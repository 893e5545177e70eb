/**
 * Scalar terms as rational functions over generators (tower.ts), at every point where they are defined.
 *
 * On the way two lists grow:
 *   facts        hold wherever the term is defined: denominators are not 0, arguments of log are positive, ...
 *   obligations  must be shown to hold before the normal form may be used: that a derivative, a limit or a Gaussian expectation
 *                has the value that its rule gives.
 * Facts are not taken from what a rule produced (a derivative may be undefined where the term has a value).
 */
import { rational } from '../../../expression/rational.ts';
import { constant, multiplyPolynomials, type Polynomial, variable } from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  denominatorOf,
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  ONE_FUNCTION,
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import { dependsOn, differentiate } from '../../evaluate/derivative.ts';
import type { Operator } from '../../problem.ts';
import { partsOf, type Term } from '../../term.ts';
import { atom, type Formula, formulaKey, formulaVariables } from './formula.ts';
import { gaussianExpectation } from './gaussian.ts';
import { type Binding, isIntegerLiteral, type NormalForms } from './normalForms.ts';
import { NowhereDefined, Unsupported } from './outcomes.ts';
import { limitOfTerm } from './series.ts';
import { isNegative, isPositive } from './signs.ts';
import { rationalOf, Tower } from './tower.ts';

const BOUND = 'bound#';
const isBoundVariable = (name: string): boolean => name.startsWith(BOUND);

export const FREE: Binding = new Map();

export class Normalizer implements NormalForms {
  readonly tower = new Tower();
  /** By text. Kept when everything is computed again: signs that were learned from a fact may make it look trivial. */
  readonly #facts = new Map<string, Formula>();
  obligations: Formula[] = [];
  #recording = true;
  #bound = 0;
  #conditions: Formula[] | undefined;

  get facts(): readonly Formula[] {
    return [...this.#facts.values()];
  }

  /** Before everything is computed again. */
  restart(): void {
    this.obligations = [];
    this.#recording = true;
    this.#bound = 0;
  }

  /** Runs a computation whose facts are conditions that must be shown, obligations included. */
  withConditions<T>(compute: () => T): { readonly result: T; readonly conditions: readonly Formula[] } {
    const conditions: Formula[] = [];
    this.#conditions = conditions;
    try {
      const result = this.withoutFacts(compute);
      return { result, conditions: [...conditions, ...this.obligations] };
    } finally {
      this.#conditions = undefined;
    }
  }

  /** A fact: `value operator 0` wherever the term under way is defined. */
  fact(value: RationalFunction, operator: Operator): void {
    if (!this.#recording && this.#conditions === undefined) return;
    const formula = this.relation(value, operator);
    if (this.#conditions !== undefined) {
      this.#conditions.push(formula);
      return;
    }
    if ([...formulaVariables(formula)].some(isBoundVariable)) return;
    this.know(formula);
  }

  /** Records a fact. */
  know(formula: Formula): void {
    this.#facts.set(formulaKey(formula), formula);
    this.tower.signs.learnFormula(formula);
  }

  /** What must be shown: `value operator 0`. */
  oblige(value: RationalFunction, operator: Operator): void {
    const formula = this.relation(value, operator);
    if (formula.kind === 'and' && formula.parts.length === 0) return;
    this.obligations.push(formula);
  }

  /** Runs a computation whose domains say nothing about the claim. */
  withoutFacts<T>(compute: () => T): T {
    const [recording, trusting] = [this.#recording, this.tower.trusting];
    this.#recording = false;
    this.tower.trusting = false;
    try {
      return compute();
    } finally {
      this.#recording = recording;
      this.tower.trusting = trusting;
    }
  }

  /** A variable that no symbol and no generator is. */
  freshVariable(): string {
    this.#bound++;
    return `${BOUND}${this.#bound}`;
  }

  /** `value operator 0`, the denominator multiplied out: it is not 0 where the value is defined. */
  relation(value: RationalFunction, operator: Operator): Formula {
    let numerator: Polynomial = this.tower.reducePolynomial(value.numerator);
    if (operator !== '==' && operator !== '!=') {
      for (const { polynomial, multiplicity } of value.factors.values()) {
        if (multiplicity % 2 === 0) continue;
        const signs = this.tower.signs.of(polynomial);
        if (isPositive(signs)) continue;
        const factor = isNegative(signs) ? constant(-1n) : polynomial;
        numerator = multiplyPolynomials(numerator, factor);
      }
    }
    return atom(this.tower.reducePolynomial(numerator), operator);
  }

  /** The normal form. Throws Unsupported, NowhereDefined, Refined. */
  value(term: Term, binding: Binding = FREE): RationalFunction {
    const result = this.#compute(term, binding);
    return this.tower.reduce(result);
  }

  #compute(term: Term, binding: Binding): RationalFunction {
    const { tower } = this;
    const value = (part: Term): RationalFunction => this.value(part, binding);
    switch (term.kind) {
      case 'number':
        return fromRational(term.value);
      case 'constant':
        return term.name === 'pi' ? tower.pi() : tower.exp(ONE_FUNCTION);
      case 'dimension':
        this.tower.signs.learnFormula(atom(variable(term.name), '>'));
        return fromVariable(term.name);
      case 'symbol':
        return binding.get(term.name) ?? fromVariable(term.name);
      case 'sum':
        return term.terms.reduce((total, part) => addFunctions(total, value(part)), ZERO_FUNCTION);
      case 'product':
        return term.factors.reduce((total, part) => multiplyFunctions(total, value(part)), ONE_FUNCTION);
      case 'quotient':
        return multiplyFunctions(value(term.numerator), this.#inverse(value(term.denominator)));
      case 'elementwise':
        return this.#elementwise(term, binding);
      case 'power':
        return this.#power(term.base, term.exponent, binding);
      case 'call':
        return this.#call(term, value(term.argument));
      case 'transpose':
      case 'trace':
      case 'total':
      case 'diagonal':
      case 'determinant':
        return value(term.of);
      case 'inverse':
        return this.#inverse(value(term.of));
      case 'ones':
      case 'identity':
        return ONE_FUNCTION;
      case 'literal':
        return value(term.rows[0]?.[0] ?? term);
      case 'diff':
        return this.#derivative(term, binding);
      case 'limit':
        return limitOfTerm(this, term, binding);
      case 'gaussian':
        return gaussianExpectation(this, term, binding);
    }
  }

  #inverse(denominator: RationalFunction): RationalFunction {
    if (isZeroFunction(denominator)) throw new NowhereDefined('division by 0');
    this.fact(denominator, '!=');
    return invertFunction(denominator);
  }

  #elementwise(term: Term & { kind: 'elementwise' }, binding: Binding): RationalFunction {
    if (term.operator === '.^') return this.#power(term.left, term.right, binding);
    const [left, right] = [this.value(term.left, binding), this.value(term.right, binding)];
    return multiplyFunctions(left, term.operator === '.*' ? right : this.#inverse(right));
  }

  #power(base: Term, exponent: Term, binding: Binding): RationalFunction {
    const below = this.value(base, binding);
    const above = this.value(exponent, binding);
    const number = rationalOf(above);
    if (number === undefined) return this.#variablePower(below, above, exponent);
    if (number.denominator === 1n) {
      if (number.numerator < 0n) return this.tower.integerPower(this.#inverse(below), -number.numerator);
      if (number.numerator === 0n && !isIntegerLiteral(exponent)) this.fact(below, '>=');
      return this.tower.integerPower(below, number.numerator);
    }
    this.fact(below, number.numerator < 0n ? '>' : '>=');
    return this.tower.power(below, number);
  }

  /** A negative base has such a power only where the exponent is a dimension. */
  #variablePower(below: RationalFunction, above: RationalFunction, exponent: Term): RationalFunction {
    if (exponent.kind !== 'dimension' && !isMinusDimension(exponent)) {
      if (isZeroFunction(below)) throw new Unsupported('0 to a variable power');
      this.fact(below, '>=');
      return this.tower.generalPower(below, above);
    }
    if (exponent.kind !== 'dimension') this.fact(below, '!=');
    return this.tower.generalPower(below, above);
  }

  #call(term: Term & { kind: 'call' }, x: RationalFunction): RationalFunction {
    const { tower } = this;
    const half = rational(1, 2);
    switch (term.name) {
      case 'sqrt':
        this.fact(x, '>=');
        return tower.power(x, half);
      case 'exp':
        return tower.exp(x);
      case 'log':
        this.fact(x, '>');
        return tower.log(x);
      case 'sin':
        return tower.sine(x);
      case 'cos':
        return tower.cosine(x);
      case 'tan':
        return multiplyFunctions(tower.sine(x), this.#inverse(tower.cosine(x)));
      case 'abs':
        return tower.abs(x);
      default: {
        const up = tower.exp(x);
        const down = invertFunction(up);
        const two = rational(2);
        if (term.name === 'sinh') return multiplyFunctions(fromRational(half), subtractFunctions(up, down));
        if (term.name === 'cosh') return multiplyFunctions(fromRational(half), addFunctions(up, down));
        const twice = tower.exp(multiplyFunctions(fromRational(two), x));
        return multiplyFunctions(
          subtractFunctions(twice, ONE_FUNCTION),
          invertFunction(addFunctions(twice, ONE_FUNCTION)),
        );
      }
    }
  }

  /** By the rules, at points where every part of the body is analytic: that is obliged. */
  #derivative(term: Term & { kind: 'diff' }, binding: Binding): RationalFunction {
    const { of, variable: name } = term;
    const inner = binding.get(name);
    if (inner !== undefined && !isVariable(inner)) throw new Unsupported('derivative at a bound value');
    this.value(of, binding);
    this.#obligeSmooth(of, name, binding);
    const slope = differentiate(of, name);
    if (slope === undefined) throw new Unsupported('no rule for the derivative');
    return this.withoutFacts(() => this.value(slope, binding));
  }

  #obligeSmooth(term: Term, name: string, binding: Binding): void {
    if (!dependsOn(term, name)) return;
    const must = (part: Term, operator: Operator): void => {
      if (dependsOn(part, name)) this.withoutFacts(() => this.oblige(this.value(part, binding), operator));
    };
    if (term.kind === 'call' && term.name === 'abs') must(term.argument, '!=');
    if (term.kind === 'call' && term.name === 'sqrt') must(term.argument, '>');
    if ((term.kind === 'power' || isElementwisePower(term)) && !hasIntegerExponent(term)) {
      const [base, exponent] = term.kind === 'power' ? [term.base, term.exponent] : [term.left, term.right];
      if (dependsOn(base, name)) must(base, '>');
      else if (dependsOn(exponent, name))
        this.withoutFacts(() => this.oblige(this.value(base, binding), '>'));
    }
    if (term.kind === 'limit') throw new Unsupported('derivative of a limit');
    if (term.kind === 'gaussian') must(term.variance, '>');
    for (const part of partsOf(term)) this.#obligeSmooth(part, name, binding);
  }
}

const isVariable = (f: RationalFunction): boolean =>
  f.scale === 1n && f.factors.size === 0 && f.numerator.size === 1 && denominatorOf(f).size === 1;

const isElementwisePower = (term: Term): term is Term & { kind: 'elementwise' } =>
  term.kind === 'elementwise' && term.operator === '.^';

const hasIntegerExponent = (term: Term): boolean =>
  isIntegerLiteral(term.kind === 'power' ? term.exponent : term.kind === 'elementwise' ? term.right : term);

const isMinusDimension = (term: Term): boolean =>
  term.kind === 'product' &&
  term.factors.every((factor) => factor.kind === 'dimension' || isIntegerLiteral(factor));
