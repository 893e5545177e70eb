/**
 * The form of a term: everything multiplied out, for all sizes.
 *
 * What the rules of forms do not know (elementary functions, limits, expectations, powers with other exponents) becomes a scalar
 * variable, the same one for equal arguments. Such a variable may take any value in an argument, and does not limit the proof.
 * On the way the normalizer notes what has to be nonzero or invertible for the term to have a value.
 */
import { isInteger, type Rational, rational, rationalToString } from '../../../expression/rational.ts';
import { constantValue, monomialFactors } from '../../../symbolic/polynomial.ts';
import {
  denominatorOf,
  fromRational,
  fromVariable,
  functionKey,
  invertFunction,
  isZeroFunction,
  lowestTerms,
  multiplyFunctions,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
} from '../../../symbolic/rationalFunction.ts';
import { dependsOn, differentiate } from '../../evaluate/derivative.ts';
import { REAL } from '../../language/kind.ts';
import { type Dimension, type ElementaryName, partsOf, type Term } from '../../term.ts';
import { type Algebra, Unsupported } from './algebra.ts';
import { determinantOf, dimensionPower } from './determinant.ts';
import { mayDivideBy } from './division.ts';
import { diagonalForm, divideEntries, multiplyEntries, powerOfEntries } from './elementwise.ts';
import {
  addForms,
  type Form,
  formOf,
  identityForm,
  isScalarForm,
  isWrittenOut,
  multiplyForms,
  productOf,
  scalarForm,
  scalarOf,
  scaleForm,
  termsOf,
  traceOf,
  transposeForm,
  zeroForm,
} from './form.ts';
import { invertForm } from './inverse.ts';
import { basisLetter, isBasis, transposeLetter, type Word } from './letter.ts';
import { onesForm, symbolForm } from './symbolForm.ts';
import { dimensionScalar } from './word.ts';

export class Normalizer {
  readonly #known = new Map<Term, Form>();
  readonly algebra: Algebra;

  constructor(algebra: Algebra) {
    this.algebra = algebra;
  }

  /** Throws Unsupported, or RangeError where a polynomial grows too large or something divides by 0 at every assignment. */
  form(term: Term): Form {
    const known = this.#known.get(term);
    if (known !== undefined) return known;
    const form = this.#byKind(term);
    this.#known.set(term, form);
    return form;
  }

  scalar(term: Term): RationalFunction {
    return scalarOf(this.form(term));
  }

  #byKind(term: Term): Form {
    const { algebra } = this;
    switch (term.kind) {
      case 'number':
        return scalarForm(fromRational(term.value));
      case 'constant':
        algebra.meanings.set(term.name, { kind: 'constant', name: term.name });
        return scalarForm(fromVariable(term.name));
      case 'dimension':
        return scalarForm(dimensionScalar(algebra, term.name));
      case 'symbol':
        return symbolForm(
          algebra,
          term.name,
          algebra.symbols.get(term.name) ?? { ...REAL, shape: term.shape },
        );
      case 'sum':
        return term.terms.map((each) => this.form(each)).reduce((a, b) => addForms(a, b));
      case 'product':
        return term.factors.map((each) => this.form(each)).reduce((a, b) => multiplyForms(algebra, a, b));
      case 'quotient':
        return this.#quotient(this.form(term.numerator), this.scalar(term.denominator));
      case 'elementwise':
        return this.#elementwise(term.operator, term.left, term.right);
      case 'power':
        return this.#power(term.base, term.exponent);
      case 'call':
        return this.#call(term.name, this.scalar(term.argument));
      case 'transpose':
        return transposeForm(algebra, this.form(term.of));
      case 'inverse':
        return invertForm(algebra, this.form(term.of));
      case 'determinant':
        return scalarForm(determinantOf(algebra, this.form(term.of)));
      case 'trace':
        return scalarForm(traceOf(algebra, this.form(term.of)));
      case 'diagonal':
        return diagonalForm(algebra, this.form(term.of));
      case 'total':
        return this.#total(this.form(term.of));
      case 'ones':
        return onesForm(algebra, term.shape.rows);
      case 'identity':
        return term.shape.rows === 1 ? scalarForm(ONE_FUNCTION) : identityForm(term.shape.rows);
      case 'literal':
        return this.#literal(term.rows, term.shape.rows, term.shape.columns);
      case 'diff':
        return this.#derivative(term, term.of, term.variable);
      case 'limit':
      case 'gaussian':
        return scalarForm(this.#unknown(term));
    }
  }

  #quotient(numerator: Form, denominator: RationalFunction): Form {
    this.algebra.nonzero.push(denominator);
    return scaleForm(numerator, invertFunction(denominator));
  }

  #elementwise(operator: '.*' | './' | '.^', left: Term, right: Term): Form {
    const [a, b] = [this.form(left), this.form(right)];
    if (operator === '.*') return multiplyEntries(this.algebra, a, b);
    if (operator === './') {
      if (isScalarForm(b)) return this.#quotient(a, scalarOf(b));
      return divideEntries(this.algebra, a, b);
    }
    const exponent = isScalarForm(b) ? integerOf(scalarOf(b)) : undefined;
    if (isScalarForm(a) && isScalarForm(b)) return this.#power(left, right);
    if (exponent === undefined) throw new Unsupported('.^: an exponent that is no integer');
    return powerOfEntries(this.algebra, a, exponent);
  }

  #power(base: Term, exponent: Term): Form {
    const form = this.form(base);
    const top = this.scalar(exponent);
    const integer = integerOf(top);
    if (!isScalarForm(form)) {
      if (integer === undefined) throw new Unsupported('^: an exponent that is no integer');
      const factor = integer < 0 ? invertForm(this.algebra, form) : form;
      const factors = Array.from({ length: Math.abs(integer) }, () => factor);
      return productOf(this.algebra, identityForm(form.rows), ...factors);
    }
    return scalarForm(this.#scalarPower(scalarOf(form), top, integer));
  }

  #scalarPower(
    base: RationalFunction,
    exponent: RationalFunction,
    integer: number | undefined,
  ): RationalFunction {
    if (integer !== undefined) {
      if (integer < 0) this.algebra.nonzero.push(base);
      return powerFunction(base, integer);
    }
    if (functionKey(exponent) === functionKey(HALF)) return this.#opaque('sqrt', base);
    return this.#dimensionalPower(base, exponent) ?? this.#unnamed('power', base, exponent);
  }

  /** base^(a n + b) = (base^n)^a base^b, as far as nothing is divided by that may be 0. */
  #dimensionalPower(base: RationalFunction, exponent: RationalFunction): RationalFunction | undefined {
    if (constantValue(denominatorOf(exponent)) !== 1n) return undefined;
    let result = ONE_FUNCTION;
    for (const [monomial, coefficient] of exponent.numerator) {
      const [factor, ...others] = monomialFactors(monomial);
      const name = factor?.[0] ?? '';
      const isDimension = this.algebra.meanings.get(name)?.kind === 'dimension';
      if (others.length > 0 || (factor !== undefined && (!isDimension || factor[1] !== 1))) return undefined;
      if (coefficient < 0n && !mayDivideBy(this.algebra, base)) return undefined;
      if (isZeroFunction(base) || abs(coefficient) > 50n) return undefined;
      const power = factor === undefined ? base : dimensionPower(this.algebra, base, name);
      result = multiplyFunctions(result, powerFunction(power, Number(coefficient)));
    }
    return result;
  }

  #call(name: ElementaryName, argument: RationalFunction): Form {
    if (isZeroFunction(argument) && VALUES_AT_ZERO[name] !== undefined)
      return scalarForm(fromRational(rational(VALUES_AT_ZERO[name])));
    return scalarForm(this.#opaque(name, argument));
  }

  #opaque(name: string, argument: RationalFunction): RationalFunction {
    const reduced = lowestTerms(argument);
    return this.#variable(`${name}(${functionKey(reduced)})`, name, reduced);
  }

  #unnamed(name: string, ...parts: RationalFunction[]): RationalFunction {
    return this.#variable(
      `${name}(${parts.map((f) => functionKey(lowestTerms(f))).join(', ')})`,
      name,
      undefined,
    );
  }

  /** A limit, an expectation: equal terms of one document are one object. */
  readonly #terms = new Map<Term, string>();
  #unknown(term: Term): RationalFunction {
    if (term.shape.rows !== 1 || term.shape.columns !== 1) throw new Unsupported(`${term.kind}: of a matrix`);
    const text = this.#terms.get(term) ?? `${term.kind} ${this.#terms.size}`;
    this.#terms.set(term, text);
    return this.#variable(text, term.kind, undefined);
  }

  #variable(text: string, name: string, argument: RationalFunction | undefined): RationalFunction {
    const { opaqueNames, meanings } = this.algebra;
    const known = opaqueNames.get(text) ?? `${name}#${opaqueNames.size + 1}`;
    opaqueNames.set(text, known);
    meanings.set(known, { kind: 'opaque', name, argument });
    return fromVariable(known);
  }

  #total(form: Form): Form {
    const { algebra } = this;
    const left = transposeForm(algebra, onesForm(algebra, form.rows));
    return productOf(algebra, left, form, onesForm(algebra, form.columns));
  }

  /** Only of rational terms: those have a derivative wherever they have a value. */
  #derivative(term: Term, of: Term, name: string): Form {
    const derivative = isRationalIn(of, name) ? differentiate(of, name) : undefined;
    return derivative === undefined ? scalarForm(this.#unknown(term)) : this.form(derivative);
  }

  #literal(rows: readonly (readonly Term[])[], height: Dimension, width: Dimension): Form {
    let total = zeroForm(height, width);
    let top = 0;
    for (const row of rows) {
      let left = 0;
      for (const entry of row) {
        total = addForms(total, placed(this.form(entry), top, height, left, width));
        left += Number(entry.shape.columns);
      }
      top += Number(row[0]?.shape.rows ?? 0);
    }
    return total;
  }
}

const HALF = fromRational(rational(1, 2));
const VALUES_AT_ZERO: Partial<Record<ElementaryName, number>> = {
  sqrt: 0,
  exp: 1,
  sin: 0,
  cos: 1,
  tan: 0,
  sinh: 0,
  cosh: 1,
  tanh: 0,
  abs: 0,
};

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** A block at its place in a literal: rows and columns that are numbers move, symbolic ones fill the whole side. */
function placed(block: Form, top: number, height: Dimension, left: number, width: Dimension): Form {
  const side = (word: Word, size: Dimension, offset: number, whole: Dimension): Word => {
    if (whole === size || whole === 1) return word;
    if (!isWrittenOut(whole))
      throw new Unsupported(`literal: got ${whole} rows or columns, expected at most 6`);
    const [first, ...rest] = word;
    if (size === 1) return [basisLetter(offset + 1, Number(whole)), ...word];
    if (first === undefined || !isBasis(first)) throw new Unsupported('literal: a block of symbolic size');
    return [basisLetter(offset + Number(first.base.split(':')[1]), Number(whole)), ...rest];
  };
  const transposed = (word: Word): Word => word.toReversed().map(transposeLetter);
  return formOf(
    height,
    width,
    termsOf(block).map(({ word, coefficient }) => ({
      word: transposed(side(transposed(side(word, block.rows, top, height)), block.columns, left, width)),
      coefficient,
    })),
  );
}

/** The value of a constant integer, if it is small. */
function integerOf(f: RationalFunction): number | undefined {
  const top = constantValue(f.numerator);
  const bottom = constantValue(denominatorOf(f));
  if (top === undefined || bottom === undefined) return undefined;
  const value: Rational = rational(top, bottom);
  if (!isInteger(value)) return undefined;
  if (abs(value.numerator) > 60n)
    throw new Unsupported(`^: got ${rationalToString(value)}, expected at most 60`);
  return Number(value.numerator);
}

/** Built from the variable by + - * / matrix operations and integer powers. */
function isRationalIn(term: Term, name: string): boolean {
  if (!dependsOn(term, name)) return true;
  switch (term.kind) {
    case 'call':
    case 'limit':
    case 'gaussian':
      return false;
    case 'power':
      if (dependsOn(term.exponent, name) || term.exponent.kind !== 'number') return false;
      if (!isInteger(term.exponent.value)) return false;
      break;
    case 'elementwise':
      if (term.operator === '.^' && (dependsOn(term.right, name) || term.right.kind !== 'number'))
        return false;
      break;
    default:
      break;
  }
  return partsOf(term).every((part) => isRationalIn(part, name));
}
