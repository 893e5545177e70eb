/**
 * Decides alternatives `a > 0 or b == 0` for which b is known not to be 0: then a > 0. Repeats until nothing changes.
 */
import { addPolynomials, type Polynomial, polynomialKey } from '../../../symbolic/polynomial.ts';
import type { Formula } from '../scalar/formula.ts';

export function propagate(formulas: readonly Formula[]): Formula[] {
  let current = [...formulas];
  for (;;) {
    const nonzero = new Set(current.flatMap(nonzeroKeys));
    const next = current.map((formula) => withoutFalseParts(formula, nonzero));
    if (next.every((formula, at) => formula === current[at])) return next;
    current = next;
  }
}

const keysOf = (p: Polynomial): string[] => [
  polynomialKey(p),
  polynomialKey(addPolynomials(new Map(), p, -1n)),
];

function nonzeroKeys(formula: Formula): string[] {
  if (formula.kind !== 'atom') return [];
  return ['>', '<', '!='].includes(formula.operator) ? keysOf(formula.polynomial) : [];
}

function withoutFalseParts(formula: Formula, nonzero: ReadonlySet<string>): Formula {
  if (formula.kind !== 'or') return formula;
  const parts = formula.parts.filter(
    (part) =>
      part.kind !== 'atom' ||
      part.operator !== '==' ||
      !keysOf(part.polynomial).some((key) => nonzero.has(key)),
  );
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return parts.length === formula.parts.length ? formula : { kind: 'or', parts };
}
