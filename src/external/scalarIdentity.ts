/**
 * A claim as identities between rational functions of real scalars, where it is that: what Coq's `field` and SymPy can be asked.
 *
 * Symbols with a definition are defined by equations, in the order of their dependence. The Gram scalars q, mu, s2 and V, whose
 * definitions multiply vectors, stay free symbols: an identity in them holds for whatever they are. The sum over the
 * components of a vector v, 1^T v, becomes the scalar sum_v; where sum_r occurs, q is defined by it (Equation 36).
 */
import { children, type Expression, integerValue, some } from '../expression/expression.ts';
import { isScalar, lookUpSymbol } from '../expression/notation.ts';
import { cases } from '../expression/statement.ts';
import type { Setting } from '../symbolic/setting.ts';
import { type AskedClaim, subjectOf } from './opinion.ts';

export interface ScalarIdentity {
  /** Pairs of sides, each claimed to be equal. */
  readonly pairs: readonly (readonly [Expression, Expression])[];
  /** name = value, each using only variables and names before it. */
  readonly definitions: readonly (readonly [string, Expression])[];
  /** Scalars that do not vanish: by assumption of the claim, or because something is divided by them. */
  readonly nonzero: readonly Expression[];
}

/** The identities that a claim states, or undefined when it is no equality of rational scalars. */
export function scalarIdentityOf(claim: AskedClaim): ScalarIdentity | undefined {
  const statement = subjectOf(claim);
  if (claim.role !== 'claim' || statement.relations.some(({ kind }) => kind !== 'equal')) return undefined;
  const pairs = cases(statement).flatMap(({ sides }) => consecutive(sides));
  const sides = pairs.flat();
  if (sides.some((side) => !isRational(side, claim.setting))) return undefined;
  const definitions = definitionsFor(sides, claim.setting);
  if (definitions === undefined) return undefined;
  const assumed = assumedNonzero(claim, [...sides, ...definitions.map(([, value]) => value)]);
  const more = definitionsFor([...sides, ...assumed], claim.setting);
  if (more === undefined) return undefined;
  const divisors = [...more.map(([, value]) => value), ...sides].flatMap(divisorsOf);
  return { pairs, definitions: more, nonzero: distinct([...assumed, ...divisors]) };
}

/** a = b = c is a = b and b = c. */
export const consecutive = (sides: readonly Expression[]): (readonly [Expression, Expression])[] =>
  sides.slice(1).flatMap((right, index) => {
    const left = sides[index];
    return left === undefined ? [] : [[left, right] as const];
  });

/** The scalar 1^T v as the name of a scalar, sum_v. */
export function totalName(expression: Expression): string | undefined {
  if (expression.kind !== 'product' || expression.factors.length !== 2) return undefined;
  const [left, right] = expression.factors;
  const isOnes = left?.kind === 'transpose' && left.of.kind === 'symbol' && left.of.name === 'ones';
  return isOnes && right?.kind === 'symbol' ? `sum_${right.name}` : undefined;
}

const GRAM_SCALARS: ReadonlySet<string> = new Set(['q', 'mu', 's2', 'V']);

function isRational(expression: Expression, setting: Setting): boolean {
  if (totalName(expression) !== undefined) return true;
  switch (expression.kind) {
    case 'number':
      return true;
    case 'symbol':
      return expression.name !== 'pi' && isScalar(lookUpSymbol(setting.notation, expression.name).shape);
    case 'power':
      return integerValue(expression.exponent) !== undefined && isRational(expression.base, setting);
    case 'sum':
    case 'product':
    case 'quotient':
      return children(expression).every((part) => isRational(part, setting));
    default:
      return false;
  }
}

/** The definitions that the expressions need, in order; undefined when one of them is not rational. */
function definitionsFor(
  expressions: readonly Expression[],
  setting: Setting,
): (readonly [string, Expression])[] | undefined {
  const sumsRates = (expression: Expression): boolean =>
    some(expression, (node) => totalName(node) === 'sum_r');
  const found = new Map<string, Expression>();
  let complete = true;
  const visit = (expression: Expression): void => {
    for (const name of scalarsOf(expression)) {
      const value = setting.definitions.get(name);
      if (value === undefined || found.has(name)) continue;
      if (GRAM_SCALARS.has(name) && !(name === 'q' && expressions.some(sumsRates))) continue;
      if (!isRational(value, setting)) complete = false;
      else {
        visit(value);
        found.set(name, value);
      }
    }
  };
  expressions.forEach(visit);
  return complete ? [...found] : undefined;
}

/** The names of the scalars that occur; the vector of a total is not one of them. */
export function scalarsOf(expression: Expression): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (totalName(node) !== undefined) return;
    if (node.kind === 'symbol') names.add(node.name);
    else children(node).forEach(visit);
  };
  visit(expression);
  return names;
}

/** The claim's assumptions that keep a scalar from 0, as far as they are about symbols that occur. */
function assumedNonzero({ given, setting }: AskedClaim, occurring: readonly Expression[]): Expression[] {
  const names = new Set(occurring.flatMap((each) => [...scalarsOf(each)]));
  return given.flatMap((each) => {
    if (each.kind !== 'nonzero' && each.kind !== 'positive') return [];
    const { expression } = each;
    const isVariable = expression.kind === 'symbol' && !setting.definitions.has(expression.name);
    if (isVariable && !names.has(expression.name)) return [];
    return isRational(expression, setting) ? [expression] : [];
  });
}

/** Everything that is divided by, besides numbers. */
export function divisorsOf(expression: Expression): Expression[] {
  const own =
    expression.kind === 'quotient'
      ? [expression.denominator]
      : expression.kind === 'power' && (integerValue(expression.exponent) ?? 0) < 0
        ? [expression.base]
        : [];
  return [...own.filter((divisor) => divisor.kind !== 'number'), ...children(expression).flatMap(divisorsOf)];
}

export const distinct = (expressions: readonly Expression[]): Expression[] => {
  const seen = new Map<string, Expression>();
  for (const each of expressions) seen.set(keyOf(each), seen.get(keyOf(each)) ?? each);
  return [...seen.values()];
};

const keyOf = (expression: Expression): string =>
  JSON.stringify(expression, (_, value) => (typeof value === 'bigint' ? `${value}` : value));

/** Every scalar of the identity, without those that it defines. */
export function variablesOf({ pairs, definitions, nonzero }: ScalarIdentity): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    const total = totalName(node);
    if (total !== undefined) names.add(total);
    else if (node.kind === 'symbol') names.add(node.name);
    else children(node).forEach(visit);
  };
  [...pairs.flat(), ...definitions.map(([, value]) => value), ...nonzero].forEach(visit);
  for (const [name] of definitions) names.delete(name);
  return [...names].sort();
}
