/**
 * Proofs of equalities for every n: equal normal forms, and nothing divided by that the assumptions allow to vanish.
 */
import { type Expression, product, symbol, transpose } from '../expression/expression.ts';
import { sameShape, shapeToString } from '../expression/notation.ts';
import { shapeOf } from '../expression/shape.ts';
import type { Divisions } from './formInverse.ts';
import type { Given } from './given.ts';
import { isZeroForm, scalarOf } from './matrixForm.ts';
import { normalDifference, normalize } from './normalize.ts';
import { argumentOfOpaque, printableName } from './opaque.ts';
import {
  constantValue,
  divideExactly,
  monomialFactors,
  type Polynomial,
  variable,
  variablesOf,
} from './polynomial.ts';
import { isZeroFunction, type RationalFunction, subtractFunctions } from './rationalFunction.ts';
import type { Setting } from './setting.ts';

export type Outcome = { readonly proved: true } | { readonly proved: false; readonly reason: string };

/** Decides left == right by normal forms. Not proved does not mean false. */
export function proveEqual(
  left: Expression,
  right: Expression,
  setting: Setting,
  givens: readonly Given[],
): Outcome {
  try {
    const shapes = [shapeOf(left, setting.notation), shapeOf(right, setting.notation)] as const;
    if (!sameShape(...shapes))
      return { proved: false, reason: `the shapes differ: ${shapes.map(shapeToString).join(' and ')}` };
    const { form, divisions } = normalDifference(left, right, setting);
    if (!isZeroForm(form)) return { proved: false, reason: 'the normal forms differ' };
    const undeclared = undeclaredDivision(divisions, setting, givens);
    if (undeclared !== undefined)
      return { proved: false, reason: `divides by ${undeclared}, which no assumption keeps from 0` };
    const sign = divisions.positives.find((each) => !isPositive(each, setting, givens));
    if (sign !== undefined)
      return {
        proved: false,
        reason: `${describe(sign)} stands in a step, and no assumption makes it positive`,
      };
    return { proved: true };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      return { proved: false, reason: error.message };
    throw error;
  }
}

/** The first divisor that the assumptions do not keep from vanishing, or undefined. */
function undeclaredDivision(
  divisions: Divisions,
  setting: Setting,
  givens: readonly Given[],
): string | undefined {
  const known = knownNonzero(setting, givens);
  const invertible = new Set(
    givens.flatMap((given) => (given.kind === 'invertible' ? [`${given.name}`, `diag(${given.name})`] : [])),
  );
  for (const given of givens) {
    if (given.kind === 'positive' && given.expression.kind === 'symbol')
      invertible.add(`diag(${given.expression.name})`);
  }
  for (const name of divisions.matrices) if (!invertible.has(name)) return name;
  for (const divisor of divisions.scalars) {
    if (!isNonzero(divisor.numerator, known)) return describe(divisor);
  }
  return undefined;
}

interface Known {
  readonly polynomials: readonly Polynomial[];
  readonly positive: ReadonlySet<string>;
}

function knownNonzero(setting: Setting, givens: readonly Given[]): Known {
  const polynomials: Polynomial[] = [];
  const positive = new Set<string>(['pi']);
  for (const given of givens) {
    if (given.kind !== 'positive' && given.kind !== 'nonzero') continue;
    const { expression } = given;
    if (expression.kind === 'symbol' && setting.notation.symbols[expression.name]?.shape.rows === 'n') {
      const only = given.kind === 'positive' ? total(expression.name, setting) : undefined;
      if (only !== undefined) positive.add(only);
      continue;
    }
    const value = scalarOf(normalize(expression, setting).form);
    polynomials.push(value.numerator);
    const only = positiveMultipleOf(value);
    if (given.kind === 'positive' && only !== undefined) positive.add(only);
  }
  return { polynomials, positive };
}

/** The contraction 1^T diag(v) 1 of a positive vector v; undefined when v is defined as something else. */
const total = (name: string, setting: Setting): string | undefined =>
  positiveMultipleOf(scalarOf(normalize(product(transpose(symbol('ones')), symbol(name)), setting).form));

/** The variable of which f is a positive rational multiple: only then does f > 0 give its sign. */
function positiveMultipleOf({ numerator, factors }: RationalFunction): string | undefined {
  const [term, ...more] = numerator;
  if (term === undefined || more.length > 0 || factors.size > 0 || term[1] < 0n) return undefined;
  const [factor, ...others] = monomialFactors(term[0]);
  return factor?.[1] === 1 && others.length === 0 ? factor[0] : undefined;
}

/** f is assumed to be positive, or a sum of positive terms over positive factors. */
function isPositive(f: RationalFunction, setting: Setting, givens: readonly Given[]): boolean {
  const known = knownNonzero(setting, givens);
  const parts = [f.numerator, ...[...f.factors.values()].map(({ polynomial }) => polynomial)];
  if (parts.every((part) => isSumOfPositives(part, known) && [...part.values()].every((c) => c > 0n)))
    return true;
  return givens.some(
    (given) =>
      given.kind === 'positive' &&
      setting.notation.symbols[symbolName(given.expression)]?.shape.rows !== 'n' &&
      isZeroFunction(subtractFunctions(scalarOf(normalize(given.expression, setting).form), f)),
  );
}

const symbolName = (expression: Expression): string => (expression.kind === 'symbol' ? expression.name : '');

/** Divides out what is known not to vanish; a sum of positive terms does not vanish either. */
function isNonzero(p: Polynomial, known: Known): boolean {
  const value = constantValue(p);
  if (value !== undefined) return value !== 0n;
  if (isSumOfPositives(p, known)) return true;
  for (const factor of known.polynomials) {
    const rest = constantValue(factor) === undefined ? divideExactly(p, factor) : undefined;
    if (rest !== undefined) return isNonzero(rest, known);
  }
  for (const name of variablesOf(p)) {
    const root = name.startsWith('sqrt[') ? argumentOfOpaque(name) : undefined;
    const safe =
      known.positive.has(name) ||
      name.startsWith('exp[') ||
      (root !== undefined && isNonzero(root.numerator, known));
    const rest = safe ? divideExactly(p, variable(name)) : undefined;
    if (rest !== undefined) return isNonzero(rest, known);
  }
  return false;
}

function isSumOfPositives(p: Polynomial, { positive }: Known): boolean {
  const [sign] = p.values();
  return (
    sign !== undefined &&
    [...variablesOf(p)].every((name) => positive.has(name) || name.startsWith('exp[')) &&
    [...p.values()].every((c) => c > 0n === sign > 0n)
  );
}

const describe = (f: RationalFunction): string =>
  `an expression in ${[...variablesOf(f.numerator)].map(printableName).sort().join(', ')} (${f.numerator.size} terms)`;
