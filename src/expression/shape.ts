/**
 * Shapes: every formula is checked before anybody computes with it. Vectors are columns, a 1 x 1 matrix is a scalar, and a
 * scalar may multiply anything.
 */
import { isElementary } from './elementary.ts';
import type { Expression } from './expression.ts';
import {
  type Dimension,
  isScalar,
  lookUpFunction,
  lookUpSymbol,
  type Notation,
  SCALAR,
  type Shape,
  sameShape,
  shapeToString,
} from './notation.ts';
import { toText } from './print.ts';

/** The shape of an expression. Throws SyntaxError, naming the part, where shapes do not fit. */
export function shapeOf(expression: Expression, notation: Notation): Shape {
  const of = (part: Expression): Shape => shapeOf(part, notation);
  const expect = (part: Expression, fits: boolean, expected: string): void => {
    if (!fits)
      throw new SyntaxError(`shape of ${toText(part)}: got ${shapeToString(of(part))}, expected ${expected}`);
  };
  const expectScalar = (part: Expression): void => expect(part, isScalar(of(part)), 'a scalar');
  const expectVector = (part: Expression): void => expect(part, of(part).columns === 1, 'a vector');
  switch (expression.kind) {
    case 'number':
      return SCALAR;
    case 'symbol':
      return expression.name === 'pi' ? SCALAR : lookUpSymbol(notation, expression.name).shape;
    case 'sum': {
      const [first, ...rest] = expression.terms;
      if (first === undefined) return SCALAR;
      const shape = of(first);
      for (const term of rest)
        expect(term, sameShape(of(term), shape), `${shapeToString(shape)} as in ${toText(first)}`);
      return shape;
    }
    case 'product':
      return expression.factors.map(of).reduce((left, right, index) => {
        if (isScalar(left)) return right;
        if (isScalar(right)) return left;
        const factor = expression.factors[index];
        if (factor !== undefined) expect(factor, left.columns === right.rows, `${left.columns} rows`);
        return { rows: left.rows, columns: right.columns };
      }, SCALAR);
    case 'quotient':
      expectScalar(expression.denominator);
      return of(expression.numerator);
    case 'elementwise':
      expectVector(expression.numerator);
      expect(
        expression.denominator,
        sameShape(of(expression.numerator), of(expression.denominator)),
        shapeToString(of(expression.numerator)),
      );
      return of(expression.numerator);
    case 'power': {
      expectScalar(expression.exponent);
      const base = of(expression.base);
      expect(expression.base, base.rows === base.columns, 'a square matrix');
      return base;
    }
    case 'transpose': {
      const { rows, columns } = of(expression.of);
      return { rows: columns, columns: rows };
    }
    case 'call': {
      const argument = of(expression.argument);
      if (isElementary(expression.name)) {
        expectScalar(expression.argument);
        return SCALAR;
      }
      const { action } = lookUpFunction(notation, expression.name);
      if (action === 'scalar') expectScalar(expression.argument);
      else expectVector(expression.argument);
      if (action === 'componentwise') return argument;
      return expression.primes === 0 || action === 'scalar' ? SCALAR : argument;
    }
    case 'expectation':
      return of(expression.of);
    case 'binaryMean':
      expectScalar(expression.probability);
      return of(expression.of);
    case 'covariance':
      expectScalar(expression.left);
      expectScalar(expression.right);
      return SCALAR;
    case 'integral':
      return shapeOf(expression.of, withScalar(notation, expression.variable));
    case 'gradient':
      expectScalar(expression.of);
      return lookUpSymbol(notation, expression.by).shape;
    case 'rate':
      expect(
        expression.direction,
        sameShape(of(expression.direction), lookUpSymbol(notation, expression.by).shape),
        shapeToString(lookUpSymbol(notation, expression.by).shape),
      );
      return of(expression.of);
    case 'component':
      expectVector(expression.of);
      return SCALAR;
    case 'indexSum':
      return of(expression.of);
    case 'diagonal':
      expectVector(expression.of);
      return { rows: of(expression.of).rows, columns: of(expression.of).rows };
    case 'columns':
      return literalShape(expression, of, expect);
  }
}

/** A matrix literal: entries of one row have equal rows, entries of one column equal columns. */
function literalShape(
  expression: Expression & { kind: 'columns' },
  of: (part: Expression) => Shape,
  expect: (part: Expression, fits: boolean, expected: string) => void,
): Shape {
  const [firstRow = []] = expression.rows;
  const total = (dimensions: readonly Dimension[]): Dimension =>
    dimensions.length === 1
      ? (dimensions[0] ?? 0)
      : dimensions.reduce<number>((sum, each) => sum + Number(each), 0);
  for (const row of expression.rows) {
    if (row.length !== firstRow.length) throw new SyntaxError('matrix literal: rows of different length');
    for (const [index, entry] of row.entries()) {
      const [head, top] = [row[0], firstRow[index]];
      if (head !== undefined) expect(entry, of(entry).rows === of(head).rows, `${of(head).rows} rows`);
      if (top !== undefined)
        expect(entry, of(entry).columns === of(top).columns, `${of(top).columns} columns`);
    }
  }
  return {
    rows: total(expression.rows.map((row) => (row[0] === undefined ? 0 : of(row[0]).rows))),
    columns: total(firstRow.map((entry) => of(entry).columns)),
  };
}

/** The notation with a bound integration variable added. */
export function withScalar(notation: Notation, name: string): Notation {
  const variable = { shape: SCALAR, unit: {}, latex: name, meaning: 'bound variable' };
  return { ...notation, symbols: { ...notation.symbols, [name]: variable } };
}
