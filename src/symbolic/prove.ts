/**
 * Proofs of equalities for every n: equal normal forms, and nothing divided by that the assumptions allow to vanish.
 */
import { type Expression, product, symbol, transpose } from '../expression/expression.ts';
import type { Divisions } from './formInverse.ts';
import type { Given } from './given.ts';
import { isZeroForm, scalarOf } from './matrixForm.ts';
import { argumentOfOpaque, normalDifference, normalize, type Setting } from './normalize.ts';
import { constantValue, divideExactly, type Polynomial, variable, variablesOf } from './polynomial.ts';
import type { RationalFunction } from './rationalFunction.ts';

export type Outcome = { readonly proved: true } | { readonly proved: false; readonly reason: string };

/** Decides left == right by normal forms. Not proved does not mean false. */
export function proveEqual(
  left: Expression,
  right: Expression,
  setting: Setting,
  givens: readonly Given[],
): Outcome {
  try {
    const { form, divisions } = normalDifference(left, right, setting);
    if (!isZeroForm(form)) return { proved: false, reason: 'the normal forms differ' };
    const undeclared = undeclaredDivision(divisions, setting, givens);
    if (undeclared !== undefined)
      return { proved: false, reason: `divides by ${undeclared}, which no assumption keeps from 0` };
    return { proved: true };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
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
      if (given.kind === 'positive') positive.add(total(expression.name, setting));
      continue;
    }
    const { numerator } = scalarOf(normalize(expression, setting).form);
    polynomials.push(numerator);
    const names = variablesOf(numerator);
    const [only] = names;
    if (given.kind === 'positive' && numerator.size === 1 && names.size === 1 && only !== undefined)
      positive.add(only);
  }
  return { polynomials, positive };
}

/** The contraction 1^T diag(v) 1 of a positive vector v. */
function total(name: string, setting: Setting): string {
  const value = scalarOf(normalize(product(transpose(symbol('ones')), symbol(name)), setting).form);
  return [...variablesOf(value.numerator)][0] ?? name;
}

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
    const root = argumentOfOpaque(name);
    const safe = known.positive.has(name) || (root !== undefined && isNonzero(root.numerator, known));
    const rest = safe ? divideExactly(p, variable(name)) : undefined;
    if (rest !== undefined) return isNonzero(rest, known);
  }
  return false;
}

function isSumOfPositives(p: Polynomial, { positive }: Known): boolean {
  const sign = [...p.values()][0] ?? 0n;
  return (
    [...variablesOf(p)].every((name) => positive.has(name)) &&
    [...p.values()].every((c) => c > 0n === sign > 0n)
  );
}

const describe = (f: RationalFunction): string =>
  `an expression in ${[...variablesOf(f.numerator)].sort().join(', ')} (${f.numerator.size} terms)`;
