/**
 * Soundness of the normal form: it has the value of the expression that it was made from, and no two expressions that differ
 * somewhere have the same one.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nonzero, positive, setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { symbolsOf } from '../../src/expression/expression.ts';
import { mutantsOf } from '../../src/expression/mutate.ts';
import { toText } from '../../src/expression/print.ts';
import type { Given } from '../../src/symbolic/given.ts';
import { drawFrom } from '../../src/symbolic/instance.ts';
import { isZeroForm } from '../../src/symbolic/matrixForm.ts';
import { normalDifference, normalize } from '../../src/symbolic/normalize.ts';
import { proveEqual } from '../../src/symbolic/prove.ts';
import { evaluateRandomly } from '../../src/symbolic/schwartzZippel.ts';
import { trees } from '../expression/trees.ts';
import { forAll } from '../numeric/counterexample.ts';
import { denseValue } from './denseForm.ts';
import { instanceAt, matrixText, type Point, points, pointText, sameMatrix, valueAt } from './instances.ts';
import { rewritten } from './rewrite.ts';

const where = setting();
const physical: readonly Given[] = [positive('r'), positive('ce'), positive('e0')];
const vocabulary = {
  scalars: ['ce', 'e0', 'c1', 'mu', 's2'],
  columns: ['r', 'w', 'ones', 'x', 'wt'],
  matrices: ['Sigma', 'A', 'Gs'],
};
const { scalar, column, matrix } = trees(vocabulary);
/** A product of several inverses of updated matrices has a normal form of thousands of terms: one of them is enough. */
const isModest = (tree: Expression): boolean => toText(tree).split(')^(-1)').length <= 2;
const anything = fc.oneof(scalar, column, matrix).filter(isModest);

interface Case {
  readonly tree: Expression;
  readonly point: Point;
}
const cases = fc.record({ tree: anything, point: points() });
const caseText = ({ tree, point }: Case): string => `${toText(tree)} at ${pointText(point)}`;

describe('random expressions in Sigma, r, w, ones, x', () => {
  test('the normal form has the exact value of the expression, n = 1 .. 6', () => {
    let defined = 0;
    forAll(
      cases,
      caseText,
      ({ tree, point }) => {
        const instance = instanceAt(point, where, physical);
        const value = valueAt(tree, instance);
        const { form, divisions } = normalize(tree, where);
        const ofForm = unlessUndefined(() => denseValue(form, instance));
        if (value === undefined || ofForm === undefined) {
          // a random matrix was singular: then the normal form knows that it divides by it
          expect(divisions.matrices.size + divisions.scalars.length).toBeGreaterThan(0);
          return;
        }
        defined++;
        expect(matrixText(ofForm)).toBe(matrixText(value));
      },
      { numRuns: 800 },
    );
    expect(defined).toBeGreaterThan(600);
  });

  test('an expression equals every rewriting of itself', () => {
    forAll(
      fc.record({ tree: anything, seed: fc.integer({ min: 0, max: 1e6 }) }),
      ({ tree, seed }) => `${toText(tree)} = ${toText(rewritten(tree, where.notation, drawFrom(seed)))}`,
      ({ tree, seed }) => {
        const other = rewritten(tree, where.notation, drawFrom(seed));
        expect(isZeroForm(normalDifference(tree, other, where).form)).toBe(true);
      },
      { numRuns: 500 },
    );
  });

  test('a mutant that differs at some point is never proved equal', () => {
    let differing = 0;
    forAll(
      fc.record({ tree: anything, point: points(4), which: fc.nat(1000) }),
      ({ tree, point, which }) => `${caseText({ tree, point })}, mutant ${toText(mutant(tree, which))}`,
      ({ tree, point, which }) => {
        const spoilt = mutant(tree, which);
        const instance = instanceAt(point, where, physical);
        const [a, b] = [valueAt(tree, instance), valueAt(spoilt, instance)];
        if (a === undefined || b === undefined || sameMatrix(a, b)) return;
        differing++;
        expect(haveSameForm(tree, spoilt)).toBe(false);
      },
      { numRuns: 800 },
    );
    expect(differing).toBeGreaterThan(400);
  });

  test('whatever is proved equal agrees at exact points, for independent small expressions', () => {
    const few = trees({ scalars: ['e0', 'q'], columns: ['r', 'ones'], matrices: ['Sigma'], depth: 1 });
    const pairs = fc.oneof(
      fc.tuple(few.scalar, few.scalar),
      fc.tuple(few.column, few.column),
      fc.tuple(few.matrix, few.matrix),
    );
    forAll(
      fc.tuple(pairs, points(3)),
      ([[a, b], point]) => `${toText(a)} = ${toText(b)} at ${pointText(point)}`,
      ([[a, b], point]) => {
        const givens = [...physical, nonzero('e0+q'), nonzero('q')];
        const instance = instanceAt(point, where, givens);
        const values = [valueAt(a, instance), valueAt(b, instance)] as const;
        if (!proveEqual(a, b, where, givens).proved) return;
        // what is proved divides by nothing that may vanish, so both sides have a value
        expect(values[0] && matrixText(values[0])).toBe(values[1] && matrixText(values[1]));
        expect(values[0]).toBeDefined();
      },
      { numRuns: 600 },
    );
  });

  test('equal normal forms and agreement modulo a large prime are the same thing', () => {
    const few = trees({ scalars: ['e0', 'q'], columns: ['r', 'ones'], matrices: ['Sigma'], depth: 1 });
    let equal = 0;
    forAll(
      fc.oneof(
        fc.tuple(few.scalar, few.scalar),
        fc.tuple(few.column, few.column),
        fc.tuple(few.matrix, few.matrix),
      ),
      ([a, b]) => `${toText(a)} = ${toText(b)}`,
      ([a, b]) => {
        const { agree, points: reached } = evaluateRandomly(a, b, where, drawFrom(1), [3, 4]);
        if (reached < 2) return; // divides by 0
        equal += Number(agree);
        expect(isZeroForm(normalDifference(a, b, where).form)).toBe(agree);
      },
      { numRuns: 600 },
    );
    expect(equal).toBeGreaterThan(10);
  });

  test('the dense value notices a wrong normal form', () => {
    const instance = instanceAt({ n: 3, seed: 1 }, where, physical);
    const wrong = normalize(formula("w'*Sigma*w+1"), where).form;
    const value = valueAt(formula("w'*Sigma*w"), instance) ?? [];
    expect(matrixText(denseValue(wrong, instance))).not.toBe(matrixText(value));
  });
});

/** Not the same also where the algebra does not reach: inv(u v^T) has no normal form. */
function haveSameForm(a: Expression, b: Expression): boolean {
  try {
    return isZeroForm(normalDifference(a, b, where).form);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}

function unlessUndefined<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return undefined; // division by 0
    throw error;
  }
}

function mutant(tree: Expression, which: number): Expression {
  const all = mutantsOf(tree, where.notation, symbolsOf(tree));
  return all[which % all.length]?.expression ?? tree;
}
