/**
 * A rational scalar expression as program text, every operation in parentheses: Coq and SymPy differ only in how they write
 * integers, quotients, powers and names. Nothing but trees is printed, so no text of a user reaches another program.
 */
import type { Expression } from '../expression/expression.ts';
import { integerValue } from '../expression/expression.ts';
import { totalName } from './scalarIdentity.ts';

export interface Dialect {
  readonly integer: (value: bigint) => string;
  readonly name: (name: string) => string;
  readonly quotient: (numerator: string, denominator: string) => string;
  /** exponent > 0 */
  readonly power: (base: string, exponent: number) => string;
}

/** Throws TypeError for a node that is no rational arithmetic. */
export function arithmeticText(expression: Expression, dialect: Dialect): string {
  const of = (part: Expression): string => arithmeticText(part, dialect);
  const total = totalName(expression);
  if (total !== undefined) return dialect.name(total);
  switch (expression.kind) {
    case 'number': {
      const { numerator, denominator } = expression.value;
      const top = dialect.integer(numerator);
      return denominator === 1n ? top : dialect.quotient(top, dialect.integer(denominator));
    }
    case 'symbol':
      return dialect.name(expression.name);
    case 'sum':
      return expression.terms.length === 0
        ? dialect.integer(0n)
        : `(${expression.terms.map(of).join(' + ')})`;
    case 'product':
      return expression.factors.length === 0
        ? dialect.integer(1n)
        : `(${expression.factors.map(of).join(' * ')})`;
    case 'quotient':
      return dialect.quotient(of(expression.numerator), of(expression.denominator));
    case 'power': {
      const exponent = integerValue(expression.exponent);
      if (exponent === undefined) break;
      if (exponent === 0) return dialect.integer(1n);
      const base = of(expression.base);
      const power = Math.abs(exponent) === 1 ? base : dialect.power(base, Math.abs(exponent));
      return exponent > 0 ? power : dialect.quotient(dialect.integer(1n), power);
    }
  }
  throw new TypeError(`${expression.kind}: expected rational arithmetic`);
}
