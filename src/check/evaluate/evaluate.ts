/**
 * The value of a term at an assignment: exact where arithmetic stays rational, otherwise certain enclosures.
 *
 * An `Evaluator` belongs to one assignment and one precision and remembers shared subterms. Where the value of a limit or of a
 * Gaussian expectation is only estimated (quadrature, extrapolation), the interval is a thousand times the estimated error and
 * `rigorous` turns false.
 */
import { ONE, type Rational, rational, ZERO } from '../../expression/rational.ts';
import type { Assignment, Relation } from '../problem.ts';
import type { Dimension, Term } from '../term.ts';
import { dependsOn, differentiate } from './derivative.ts';
import { gaussianValue } from './gaussian.ts';
import { limitValue } from './limitValue.ts';
import {
  addMatrices,
  build,
  columnsOf,
  determinant,
  entry,
  identityMatrix,
  inverted,
  isSingle,
  mapEntries,
  multiplyMatrices,
  type RealMatrix,
  rowsOf,
  scalarMatrix,
  transposed,
} from './linearAlgebra.ts';
import { type Outcome, outcomeOf, Undecided } from './outcome.ts';
import {
  addReals,
  compareReals,
  constantReal,
  divideReals,
  elementaryReal,
  integerPower,
  isExact,
  multiplyReals,
  type Real,
  realPower,
  signOfReal,
} from './real.ts';

export interface Environment {
  readonly dimensions: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, RealMatrix>;
  /** Precision of intervals. */
  readonly bits: number;
  /** A symbol in which every part of the term must be analytic here, otherwise the value is undecided. */
  readonly smoothIn?: string;
}

export const environmentOf = (assignment: Assignment, bits: number): Environment => ({
  dimensions: assignment.dimensions,
  values: assignment.values,
  bits,
});

export class Evaluator {
  readonly environment: Environment;
  rigorous = true;
  readonly #known = new Map<Term, RealMatrix>();

  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** Throws Undefined or Undecided where there is no value. */
  value(term: Term): RealMatrix {
    let value = this.#known.get(term);
    if (value === undefined) {
      value = this.#compute(term);
      this.#known.set(term, value);
    }
    return value;
  }

  scalar(term: Term): Real {
    return entry(this.value(term), 0, 0);
  }

  size(dimension: Dimension): number {
    if (typeof dimension === 'number') return dimension;
    const size = this.environment.dimensions.get(dimension);
    if (size === undefined) throw new Undecided(`the dimension ${dimension} has no value`);
    return size;
  }

  /** An evaluator that sees one more scalar. */
  with(name: string, value: Real, change: Partial<Environment> = {}): Evaluator {
    const values = new Map(this.environment.values).set(name, scalarMatrix(value));
    return new Evaluator({ ...this.environment, ...change, values });
  }

  /** The value by an evaluation in `other`, whose lack of rigour is inherited. */
  inherit<T>(other: Evaluator, evaluate: (other: Evaluator) => T): T {
    const result = evaluate(other);
    this.rigorous &&= other.rigorous;
    return result;
  }

  #compute(term: Term): RealMatrix {
    const { bits } = this.environment;
    switch (term.kind) {
      case 'number':
        return scalarMatrix(term.value);
      case 'constant':
        return scalarMatrix(constantReal(term.name, bits));
      case 'dimension':
        return scalarMatrix(rational(this.size(term.name)));
      case 'symbol': {
        const value = this.environment.values.get(term.name);
        if (value === undefined) throw new Undecided(`the symbol ${term.name} has no value`);
        return value;
      }
      case 'sum':
        return term.terms.map((part) => this.value(part)).reduce((a, b) => addMatrices(a, b, bits));
      case 'product':
        return term.factors.map((part) => this.value(part)).reduce((a, b) => multiplyMatrices(a, b, bits));
      case 'quotient': {
        const [top, bottom] = [this.value(term.numerator), this.scalar(term.denominator)];
        return mapEntries(top, (x) => divideReals(x, bottom, bits));
      }
      case 'elementwise':
        return this.#elementwise(term);
      case 'power':
        return this.#power(term);
      case 'call': {
        const x = this.scalar(term.argument);
        if (KINKED.has(term.name)) this.#requireInterior(x, term.argument);
        return scalarMatrix(elementaryReal(term.name, x, bits));
      }
      case 'transpose':
        return transposed(this.value(term.of));
      case 'inverse':
        return inverted(this.value(term.of), bits);
      case 'determinant':
        return scalarMatrix(determinant(this.value(term.of), bits));
      case 'trace': {
        const m = this.value(term.of);
        return scalarMatrix(m.map((_, i) => entry(m, i, i)).reduce((a, b) => addReals(a, b, bits), ZERO));
      }
      case 'total':
        return scalarMatrix(
          this.value(term.of)
            .flat()
            .reduce((a, b) => addReals(a, b, bits), ZERO),
        );
      case 'diagonal': {
        const v = this.value(term.of).flat();
        return build(v.length, v.length, (i, j) => (i === j ? (v[i] ?? ZERO) : ZERO));
      }
      case 'ones':
        return build(this.size(term.shape.rows), this.size(term.shape.columns), () => ONE);
      case 'identity':
        return identityMatrix(this.size(term.shape.rows));
      case 'literal':
        return term.rows.flatMap((row) => besides(row.map((block) => this.value(block))));
      case 'diff':
        return this.#derivative(term);
      case 'limit':
        if (this.#isVariable(term)) throw new Undecided('smoothness of a limit');
        return scalarMatrix(limitValue(this, term));
      case 'gaussian':
        if (this.#isVariable(term.variance) && signOfReal(this.scalar(term.variance)) === 0)
          throw new Undecided('smoothness of a Gaussian expectation at variance 0');
        return scalarMatrix(gaussianValue(this, term));
    }
  }

  #isVariable(term: Term): boolean {
    const { smoothIn } = this.environment;
    return smoothIn !== undefined && dependsOn(term, smoothIn);
  }

  /** Where smoothness is asked for, an argument of sqrt, abs or a fractional power must not be 0. */
  #requireInterior(x: Real, argument: Term): void {
    if (this.#isVariable(argument) && (signOfReal(x) ?? 0) === 0)
      throw new Undecided('smoothness at the edge of a domain');
  }

  #elementwise(term: Term & { kind: 'elementwise' }): RealMatrix {
    const { bits } = this.environment;
    const [a, b] = [this.value(term.left), this.value(term.right)];
    const [rows, columns] = [Math.max(rowsOf(a), rowsOf(b)), Math.max(columnsOf(a), columnsOf(b))];
    const at = (m: RealMatrix, i: number, j: number): Real => (isSingle(m) ? entry(m, 0, 0) : entry(m, i, j));
    return build(rows, columns, (i, j) => {
      const [x, y] = [at(a, i, j), at(b, i, j)];
      if (term.operator === '.*') return multiplyReals(x, y, bits);
      if (term.operator === './') return divideReals(x, y, bits);
      return this.#scalarPower(x, y, term.left, term.right);
    });
  }

  #power(term: Term & { kind: 'power' }): RealMatrix {
    const { bits } = this.environment;
    const base = this.value(term.base);
    const { rows, columns } = term.base.shape;
    if (rows === 1 && columns === 1) {
      const exponent = this.scalar(term.exponent);
      return scalarMatrix(this.#scalarPower(entry(base, 0, 0), exponent, term.base, term.exponent));
    }
    const exponent = this.scalar(term.exponent);
    if (!isExact(exponent) || exponent.denominator !== 1n || exponent.numerator ** 2n > 1000000n)
      throw new Undecided('a matrix power of that order');
    const count = Number(exponent.numerator);
    const factor = count < 0 ? inverted(base, bits) : base;
    let result = identityMatrix(rowsOf(base));
    for (let k = 0; k < Math.abs(count); k++) result = multiplyMatrices(result, factor, bits);
    return result;
  }

  #scalarPower(x: Real, y: Real, base: Term, exponent: Term): Real {
    const { bits } = this.environment;
    const literal = integerLiteral(exponent);
    if (literal && isExact(y) && y.denominator === 1n) return integerPower(x, y.numerator, bits);
    this.#requireInterior(x, base);
    if (this.#isVariable(exponent) && signOfReal(x) === 0)
      throw new Undecided('smoothness at the edge of a domain');
    if (signOfReal(x) === -1 && isExact(y) && y.denominator === 1n)
      throw new Undecided('a negative number to a power that happens to be an integer');
    return realPower(x, y, bits);
  }

  #derivative(term: Term & { kind: 'diff' }): RealMatrix {
    const slope = differentiate(term.of, term.variable);
    if (slope === undefined) throw new Undecided('no rule for the derivative');
    const { smoothIn } = this.environment;
    if (smoothIn !== undefined && smoothIn !== term.variable && dependsOn(term.of, smoothIn))
      this.#requireSmooth(term.of, smoothIn);
    this.#requireSmooth(term.of, term.variable);
    const slopeValue = outcomeOf(() => this.value(slope));
    if (slopeValue.kind !== 'value') throw new Undecided(slopeValue.reason);
    return slopeValue.value;
  }

  #requireSmooth(body: Term, smoothIn: string): void {
    this.inherit(new Evaluator({ ...this.environment, smoothIn }), (other) => other.value(body));
  }
}

const KINKED = new Set(['sqrt', 'abs']);

/** An integer, a dimension, or minus one of them. */
export function integerLiteral(term: Term): boolean {
  if (term.kind === 'number') return term.value.denominator === 1n;
  if (term.kind === 'dimension') return true;
  return (
    term.kind === 'product' && term.factors.every((f) => f.kind === 'number' && f.value.denominator === 1n)
  );
}

/** Blocks of equal height side by side. */
const besides = (blocks: readonly RealMatrix[]): RealMatrix =>
  Array.from({ length: rowsOf(blocks[0] ?? []) }, (_, i) => blocks.flatMap((block) => block[i] ?? []));

export interface Judgement {
  readonly verdict: 'holds' | 'fails' | 'undefined' | 'unknown';
  readonly reason: string;
  readonly left?: RealMatrix;
  readonly right?: RealMatrix;
  /** Every value is a rational number. */
  readonly exact: boolean;
  /** No value rests on an estimated error. */
  readonly rigorous: boolean;
}

/** Does the relation hold at this assignment? Values of both sides are given where they exist. */
export function judge(relation: Relation, environment: Environment): Judgement {
  const evaluator = new Evaluator(environment);
  const left = outcomeOf(() => evaluator.value(relation.left));
  const right = outcomeOf(() => evaluator.value(relation.right));
  const missing = missingOf(left, right);
  if (missing !== undefined) return { ...missing, exact: false, rigorous: evaluator.rigorous };
  if (left.kind !== 'value' || right.kind !== 'value') throw new Error('judge: a value is missing');
  const [a, b] = [left.value, right.value];
  const holds = compare(a, b, relation.operator, environment.bits);
  return {
    verdict: holds === undefined ? 'unknown' : holds ? 'holds' : 'fails',
    reason: holds === undefined ? 'the enclosures overlap' : '',
    left: a,
    right: b,
    exact: [...a.flat(), ...b.flat()].every(isExact),
    rigorous: evaluator.rigorous,
  };
}

/** Undefined sides make the relation undefined; one that is only unknown leaves it unknown. */
function missingOf(
  ...sides: readonly Outcome<unknown>[]
): { verdict: 'undefined' | 'unknown'; reason: string } | undefined {
  for (const kind of ['undefined', 'unknown'] as const) {
    const found = sides.find((side) => side.kind === kind);
    if (found !== undefined && found.kind !== 'value') return { verdict: kind, reason: found.reason };
  }
  return undefined;
}

/** True, false, or undefined where the enclosures do not tell. */
function compare(
  a: RealMatrix,
  b: RealMatrix,
  operator: Relation['operator'],
  bits: number,
): boolean | undefined {
  const signs = a.flatMap((row, i) => row.map((x, j) => compareReals(x, entry(b, i, j), bits)));
  if (operator === '==' || operator === '!=') {
    const differ = signs.some((s) => s !== undefined && s !== 0);
    if (!differ && signs.includes(undefined)) return undefined;
    return (operator === '==') !== differ;
  }
  const [difference] = signs;
  if (difference === undefined) return undefined;
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>' ? difference > 0 : difference >= 0;
}

export const exactScalar = (x: Real): Rational | undefined => (isExact(x) ? x : undefined);
