/**
 * Evaluates a tree at one assignment, over any ring: a reading of the statement that shares nothing with the normal form.
 *
 * An assignment gives n, a matrix for every free symbol, definitions for the others, and functions as rules over any ring
 * (they are differentiated with dual numbers). An expectation is left to the assignment, which knows the distribution.
 */
import { expandBinaryMean } from './binary.ts';
import { elementary } from './elementary.ts';
import { type Expression, integerValue, symbol, symbolsOf } from './expression.ts';
import {
  addMatrices,
  columnsOf,
  entryOf,
  identityMatrix,
  invertMatrix,
  type Matrix,
  multiplyMatrices,
  transposeMatrix,
} from './matrix.ts';
import { lookUpFunction, type Notation } from './notation.ts';
import { ONE, ZERO } from './rational.ts';
import { type Dual, duals, type Ring } from './ring.ts';

/** A named function over any ring; `component` tells which entry of a vector the argument is. */
export type ScalarRule = <T>(ring: Ring<T>, argument: T, component: number) => T;
export type CostRule = <T>(ring: Ring<T>, argument: readonly T[]) => T;

export interface Functions {
  readonly scalar: (name: string, primes: number) => ScalarRule;
  readonly cost: (name: string) => CostRule;
}

export interface Assignment<T> {
  readonly ring: Ring<T>;
  readonly n: number;
  readonly notation: Notation;
  readonly definitions: ReadonlyMap<string, Expression>;
  readonly values: ReadonlyMap<string, Matrix<T>>;
  readonly functions: Functions;
  /** E[of], for an assignment with values over this ring. */
  readonly expectation: (of: Expression, assignment: Assignment<T>) => Matrix<T>;
  /** The integral over the real line; absent where it cannot be done. */
  readonly integral?: (of: Expression, variable: string, assignment: Assignment<T>) => Matrix<T>;
  readonly elementary?: (name: string, argument: T) => T;
}

/** Replaces or adds values. */
export const withValues = <T>(
  assignment: Assignment<T>,
  values: Readonly<Record<string, Matrix<T>>>,
): Assignment<T> => ({
  ...assignment,
  values: new Map([...assignment.values, ...Object.entries(values)]),
});

/** The value of a tree. Throws RangeError where it is undefined (division by 0), TypeError where it cannot be evaluated. */
export function evaluate<T>(expression: Expression, assignment: Assignment<T>): Matrix<T> {
  const { ring } = assignment;
  const of = (part: Expression): Matrix<T> => evaluate(part, assignment);
  switch (expression.kind) {
    case 'number':
      return [[ring.fromRational(expression.value)]];
    case 'symbol':
      return symbolValue(expression.name, assignment);
    case 'sum':
      return expression.terms.map(of).reduce((a, b) => addMatrices(a, b, ring));
    case 'product':
      return expression.factors.map(of).reduce((a, b) => multiplyMatrices(a, b, ring));
    case 'quotient':
      return multiplyMatrices(of(expression.numerator), invertMatrix(of(expression.denominator), ring), ring);
    case 'elementwise': {
      const denominator = of(expression.denominator);
      return of(expression.numerator).map((row, i) => [
        ring.multiply(row[0] as T, ring.invert(entryOf(denominator, i, 0))),
      ]);
    }
    case 'power':
      return powerOf(of(expression.base), integerValue(expression.exponent), ring);
    case 'transpose':
      return transposeMatrix(of(expression.of));
    case 'call':
      return callValue(expression, assignment);
    case 'expectation':
      return assignment.expectation(expression.of, assignment);
    case 'binaryMean':
      return of(expandBinaryMean(expression));
    case 'covariance': {
      const { left, right } = expression;
      const mean = multiplyMatrices(
        assignment.expectation(left, assignment),
        assignment.expectation(right, assignment),
        ring,
      );
      const product = assignment.expectation({ kind: 'product', factors: [left, right] }, assignment);
      return addMatrices(product, [[ring.negate(entryOf(mean, 0, 0))]], ring);
    }
    case 'integral':
      if (assignment.integral === undefined) throw new TypeError('integral: not exact');
      return assignment.integral(expression.of, expression.variable, assignment);
    case 'gradient':
      return Array.from({ length: assignment.n }, (_, i) => [
        slopeAlong(expression.of, expression.by, unitVector(assignment, i), assignment)[0]?.[0] as T,
      ]);
    case 'rate':
      return slopeAlong(
        expression.of,
        expression.by,
        of(expression.direction),
        assignment,
        expression.direction,
      );
    case 'component':
      return multiplyMatrices(
        transposeMatrix(symbolValue(`e:${expression.index}`, assignment)),
        of(expression.of),
        ring,
      );
    case 'indexSum':
      return Array.from({ length: assignment.n }, (_, i) =>
        evaluate(
          expression.of,
          withValues(assignment, { [`e:${expression.index}`]: unitVector(assignment, i) }),
        ),
      ).reduce((a, b) => addMatrices(a, b, ring));
    case 'diagonal':
      return of(expression.of).map((row, i, all) =>
        all.map((_, j) => (i === j ? (row[0] as T) : ring.fromRational(ZERO))),
      );
    case 'columns':
      return literal(expression.rows.map((entries) => entries.map(of)));
  }
}

function symbolValue<T>(name: string, assignment: Assignment<T>): Matrix<T> {
  const value = assignment.values.get(name);
  if (value !== undefined) return value;
  const definition = assignment.definitions.get(name);
  if (definition === undefined) throw new TypeError(`evaluate: no value for ${name}`);
  return evaluate(definition, assignment);
}

const unitVector = <T>({ n, ring }: Assignment<T>, i: number): Matrix<T> =>
  Array.from({ length: n }, (_, k) => [ring.fromRational(k === i ? ONE : ZERO)]);

function powerOf<T>(base: Matrix<T>, exponent: number | undefined, ring: Ring<T>): Matrix<T> {
  if (exponent === undefined) throw new TypeError('power: the exponent is not an integer');
  const factor = exponent < 0 ? invertMatrix(base, ring) : base;
  let result = identityMatrix(columnsOf(base), ring);
  for (let k = 0; k < Math.abs(exponent); k++) result = multiplyMatrices(result, factor, ring);
  return result;
}

function callValue<T>(expression: Expression & { kind: 'call' }, assignment: Assignment<T>): Matrix<T> {
  const { name, primes } = expression;
  const { ring, notation, functions } = assignment;
  const argument = evaluate(expression.argument, assignment);
  if (!Object.hasOwn(notation.functions, name)) {
    if (primes > 0) throw new TypeError(`${name}': expected the derivative written out`);
    if (assignment.elementary === undefined) throw new TypeError(`${name}: not exact`);
    return [[assignment.elementary(name, entryOf(argument, 0, 0))]];
  }
  const { action } = lookUpFunction(notation, name);
  if (action !== 'cost') {
    const rule = functions.scalar(name, primes);
    return argument.map((row, i) => [rule(ring, row[0] as T, i)]);
  }
  const point = argument.map((row) => row[0] as T);
  const cost = functions.cost(name);
  if (primes === 0) return [[cost(ring, point)]];
  if (primes > 1) throw new TypeError(`${name}: second derivatives of a cost are not supported`);
  const dual = duals(ring);
  return point.map((_, i) => [
    cost(
      dual,
      point.map((value, k): Dual<T> => ({ value, slope: ring.fromRational(k === i ? ONE : ZERO) })),
    ).slope,
  ]);
}

/**
 * d/dt of(by + t direction) at t = 0, by evaluating over dual numbers. The slope of an expectation is the expectation of the
 * slope: whoever takes the expectation must refuse a rate by something that its distribution depends on (dependsOnSymbol).
 */
function slopeAlong<T>(
  of: Expression,
  by: string,
  direction: Matrix<T>,
  assignment: Assignment<T>,
  directionTree?: Expression,
): Matrix<T> {
  const { ring } = assignment;
  const zero = ring.fromRational(ZERO);
  const lift = (matrix: Matrix<T>, slopes?: Matrix<T>): Matrix<Dual<T>> =>
    matrix.map((row, i) =>
      row.map((value, j) => ({ value, slope: slopes === undefined ? zero : entryOf(slopes, i, j) })),
    );
  const values = new Map(
    [...assignment.values].map(([name, value]) => [name, lift(value, name === by ? direction : undefined)]),
  );
  if (!values.has(by))
    throw new TypeError(`derivative: ${[...symbolsOf(of)].join(', ')} has no value for ${by}`);
  const { elementary: outer } = assignment;
  const dual: Assignment<Dual<T>> = {
    ring: duals(ring),
    n: assignment.n,
    notation: assignment.notation,
    definitions: assignment.definitions,
    values,
    functions: assignment.functions,
    expectation: (inner) => {
      if (directionTree === undefined)
        throw new TypeError('gradient of an expectation: not supported, expected a rate');
      const rate: Expression = { kind: 'rate', of: inner, by, direction: directionTree };
      return lift(assignment.expectation(inner, assignment), assignment.expectation(rate, assignment));
    },
    ...(outer === undefined ? {} : { elementary: (name, u) => elementaryDual(name, u, outer, assignment) }),
  };
  return evaluate(of, dual).map((row) => row.map(({ slope }) => slope));
}

/** An elementary function of a dual number: its derivative is a tree, evaluated at the value. */
function elementaryDual<T>(
  name: string,
  { value, slope }: Dual<T>,
  outer: (name: string, argument: T) => T,
  assignment: Assignment<T>,
): Dual<T> {
  const derivative = elementary(name).derivative(symbol('argument'));
  const outerSlope = evaluate(derivative, withValues(assignment, { argument: [[value]] }));
  return { value: outer(name, value), slope: assignment.ring.multiply(entryOf(outerSlope, 0, 0), slope) };
}
/** True when a value depends on a symbol, under the definitions. */
export const dependsOnSymbol = (
  expression: Expression,
  name: string,
  definitions: ReadonlyMap<string, Expression>,
): boolean =>
  [...symbolsOf(expression)].some((each) => {
    const definition = definitions.get(each);
    return each === name || (definition !== undefined && dependsOnSymbol(definition, name, definitions));
  });

function literal<T>(rows: readonly (readonly Matrix<T>[])[]): Matrix<T> {
  return rows.flatMap((entries) =>
    (entries[0] ?? []).map((_, i) => entries.flatMap((entry) => [...(entry[i] ?? [])])),
  );
}
