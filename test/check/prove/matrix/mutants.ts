/** Spoilt copies of a relation: each node changed in the ways people err. */

import type { Operator, Problem } from '../../../../src/check/problem.ts';
import { isScalar, type Term } from '../../../../src/check/term.ts';
import { add, ONE, rational } from '../../../../src/expression/rational.ts';

const sameShape = (a: Term, b: Term): boolean =>
  a.shape.rows === b.shape.rows && a.shape.columns === b.shape.columns;
const isSquare = ({ shape }: Term): boolean => shape.rows === shape.columns;
const negative = (term: Term): Term => ({
  kind: 'product',
  factors: [{ kind: 'number', value: rational(-1), shape: { rows: 1, columns: 1 } }, term],
  shape: term.shape,
});

/** All changes of the top node. */
function changesOf(term: Term, problem: Problem): Term[] {
  switch (term.kind) {
    case 'number':
      return [{ ...term, value: add(term.value, ONE) }];
    case 'symbol': {
      const kind = problem.symbols.get(term.name);
      return [...problem.symbols]
        .filter(
          ([name, other]) =>
            name !== term.name && kind !== undefined && sameKindShape(kind.shape, other.shape),
        )
        .map(([name]) => ({ ...term, name }));
    }
    case 'sum':
      return term.terms.flatMap((each, at) => [
        { ...term, terms: term.terms.with(at, negative(each)) },
        ...(term.terms.length > 1 ? [{ ...term, terms: term.terms.filter((_, k) => k !== at) }] : []),
      ]);
    case 'product':
      return term.factors.flatMap((each, at): Term[] => {
        const rest = term.factors.filter((_, k) => k !== at);
        const next = term.factors[at + 1];
        const keepsShape = isScalar(each) || rest.some((other) => !isScalar(other));
        const dropped = rest.length > 0 && isSquare(each) && keepsShape;
        const swapped = next !== undefined && isSquare(each) && sameShape(each, next);
        return [
          ...(dropped ? [{ ...term, factors: rest }] : []),
          ...(swapped ? [{ ...term, factors: term.factors.with(at, next).with(at + 1, each) }] : []),
        ];
      });
    case 'transpose':
    case 'inverse':
      return isSquare(term) ? [term.of] : [];
    default:
      return [];
  }
}

const sameKindShape = (a: Term['shape'], b: Term['shape']): boolean =>
  a.rows === b.rows && a.columns === b.columns;

/** The term with one node changed, for every node. */
export function mutantsOf(term: Term, problem: Problem): Term[] {
  const inside = (part: Term, rebuild: (part: Term) => Term): Term[] => mutantsOf(part, problem).map(rebuild);
  const own = changesOf(term, problem);
  switch (term.kind) {
    case 'sum':
      return [
        ...own,
        ...term.terms.flatMap((t, k) => inside(t, (x) => ({ ...term, terms: term.terms.with(k, x) }))),
      ];
    case 'product':
      return [
        ...own,
        ...term.factors.flatMap((t, k) => inside(t, (x) => ({ ...term, factors: term.factors.with(k, x) }))),
      ];
    case 'quotient':
      return [
        ...own,
        ...inside(term.numerator, (numerator) => ({ ...term, numerator })),
        ...inside(term.denominator, (denominator) => ({ ...term, denominator })),
      ];
    case 'elementwise':
      return [
        ...own,
        ...inside(term.left, (left) => ({ ...term, left })),
        ...inside(term.right, (right) => ({ ...term, right })),
      ];
    case 'power':
      return [...own, ...inside(term.base, (base) => ({ ...term, base }))];
    case 'transpose':
    case 'inverse':
    case 'determinant':
    case 'trace':
    case 'diagonal':
    case 'total':
      return [...own, ...inside(term.of, (of) => ({ ...term, of }))];
    default:
      return own;
  }
}

const STRICTER: Partial<Record<Operator, readonly Operator[]>> = {
  '<=': ['<', '>=', '=='],
  '>=': ['>', '<=', '=='],
  '<': ['>', '=='],
  '>': ['<', '=='],
  '!=': ['=='],
  '==': ['!='],
};

export function mutantsOfProblem(problem: Problem): Problem[] {
  const { claim } = problem;
  return [
    ...mutantsOf(claim.left, problem).map((left) => ({ ...problem, claim: { ...claim, left } })),
    ...mutantsOf(claim.right, problem).map((right) => ({ ...problem, claim: { ...claim, right } })),
    ...(STRICTER[claim.operator] ?? []).map((operator) => ({ ...problem, claim: { ...claim, operator } })),
    ...problem.given.map((_, at) => ({ ...problem, given: problem.given.filter((__, k) => k !== at) })),
  ];
}
