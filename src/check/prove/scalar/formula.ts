/**
 * Quantifier-free formulas over the reals: polynomials compared with 0, joined by and, or.
 *
 * They are what the solver in z3.ts decides. A variable is any name that polynomial.ts interned.
 */
import { negate, type Rational } from '../../../expression/rational.ts';
import {
  addPolynomials,
  constant,
  constantValue,
  type Polynomial,
  polynomialKey,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import type { Operator } from '../../problem.ts';

export type Formula =
  /** polynomial operator 0 */
  | { readonly kind: 'atom'; readonly polynomial: Polynomial; readonly operator: Operator }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] };

export const TRUE: Formula = { kind: 'and', parts: [] };
export const FALSE: Formula = { kind: 'or', parts: [] };

const HOLDS: Record<Operator, (sign: number) => boolean> = {
  '==': (s) => s === 0,
  '!=': (s) => s !== 0,
  '<': (s) => s < 0,
  '<=': (s) => s <= 0,
  '>': (s) => s > 0,
  '>=': (s) => s >= 0,
};

/** Whether a number of this sign stands in this relation to 0. */
export const signSatisfies = (sign: number, operator: Operator): boolean => HOLDS[operator](sign);

/** polynomial operator 0; decided at once for constants. */
export function atom(polynomial: Polynomial, operator: Operator): Formula {
  const value = constantValue(polynomial);
  if (value === undefined) return { kind: 'atom', polynomial, operator };
  return signSatisfies(value > 0n ? 1 : value < 0n ? -1 : 0, operator) ? TRUE : FALSE;
}

/** left operator right. */
export const compare = (left: Polynomial, operator: Operator, right: Polynomial): Formula =>
  atom(addPolynomials(left, right, -1n), operator);

export const and = (...parts: readonly Formula[]): Formula => ({ kind: 'and', parts });
export const or = (...parts: readonly Formula[]): Formula => ({ kind: 'or', parts });

const OPPOSITE: Record<Operator, Operator> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

export const oppositeOperator = (operator: Operator): Operator => OPPOSITE[operator];

export function not(formula: Formula): Formula {
  if (formula.kind === 'atom') return { ...formula, operator: OPPOSITE[formula.operator] };
  return { kind: formula.kind === 'and' ? 'or' : 'and', parts: formula.parts.map(not) };
}

export function formulaVariables(formula: Formula, into: Set<string> = new Set()): Set<string> {
  if (formula.kind === 'atom') for (const name of variablesOf(formula.polynomial)) into.add(name);
  else for (const part of formula.parts) formulaVariables(part, into);
  return into;
}

/** Equal formulas have equal keys. */
export const formulaKey = (formula: Formula): string =>
  formula.kind === 'atom'
    ? `${formula.operator} ${polynomialKey(formula.polynomial)}`
    : `${formula.kind}(${formula.parts.map(formulaKey).join('; ')})`;

/** The integer polynomial that is a positive multiple of p - value. */
export const minusRational = (p: Polynomial, value: Rational): Polynomial =>
  addPolynomials(addPolynomials(new Map(), p, value.denominator), constant(negate(value).numerator));
