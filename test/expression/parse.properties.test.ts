import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positive, setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { parse } from '../../src/expression/parse.ts';
import { toText } from '../../src/expression/print.ts';
import { shapeOf } from '../../src/expression/shape.ts';
import { forAll } from '../numeric/counterexample.ts';
import { instanceAt, matrixText, points, pointText, valueAt } from '../symbolic/instances.ts';
import { trees } from './trees.ts';

const where = setting();
const physical = [positive('r'), positive('ce'), positive('e0')];
const { scalar, column, matrix } = trees({
  scalars: ['ce', 'e0', 'c1', 'mu'],
  columns: ['r', 'w', 'ones', 'x'],
  matrices: ['Sigma', 'A'],
  functions: true,
  components: true,
  depth: 3,
});

test('what toText prints, parse reads: same shape, same value, same text again', () => {
  let defined = 0;
  forAll(
    fc.tuple(fc.oneof(scalar, column, matrix), points(3)),
    ([tree, point]) => `${toText(tree)} at ${pointText(point)}`,
    ([tree, point]) => {
      const again = formula(toText(tree));
      expect(shapeOf(again, where.notation)).toEqual(shapeOf(tree, where.notation));
      expect(toText(formula(toText(again)))).toBe(toText(again));
      const instance = instanceAt(point, where, physical);
      const [value, read] = [valueAt(tree, instance), valueAt(again, instance)];
      expect(read === undefined).toBe(value === undefined);
      if (value === undefined || read === undefined) return;
      defined++;
      expect(matrixText(read)).toBe(matrixText(value));
    },
    { numRuns: 500 },
  );
  expect(defined).toBeGreaterThan(300);
});

test.each([
  ['a-(b-c)', 'a - (b - c)'],
  ['a-b-c', 'a - b - c'],
  ['-(a+b)', '-(a + b)'],
  ['a/(b*c)', 'a/(b*c)'],
  ['a/b/c', 'a/b/c'],
  ['a*(b/c)', 'a*(b/c)'],
  ['(a^b)^c', '(a^b)^c'],
  ['a^b^c', 'a^(b^c)'],
  ['-a^2', '-a^2'],
  ['(-a)^2', '(-a)^2'],
  ["w'*x", "w'*x"],
  ["(A*w)'", "(A*w)'"],
  ["phi''(V)", "phi''(V)"],
  ["phi(V)'", "phi(V)'"],
  ['0.05', '1/20'],
  ['1e-3', '1/1000'],
  ['x./r', 'x./r'],
  ['sum(v)', 'sum(v)'],
  ['sum(a*v)', "ones'*(a*v)"],
  ['dot(a, b)', "a'*b"],
  ['inv(A)', 'A^(-1)'],
  ['[a, b; c, d]', '[a, b; c, d]'],
  ['integral(u^2, u)', 'integral(u^2, u)'],
])('%s prints as %s', (text, printed) => {
  expect(toText(formula(text))).toBe(printed);
});

describe('what is no formula is a SyntaxError of one line', () => {
  test.each([
    ['import("fs")', 'formula: got function "import", which is not one that may be used'],
    ['psi(V)', 'formula: got function "psi", which is not one that may be used'],
    ['a = b', 'formula: got assignment, expected arithmetic'],
    ['a > b', /^formula: got /],
    ['"text"', /^formula: got /],
    ['Cov(a)', 'Cov: got 1 arguments, expected 2'],
    ['grad(a, b+c)', 'grad: expected the name of a symbol'],
    ['a+', /^formula "a\+": /],
    ['x'.repeat(4001), 'formula: got 4001 characters, expected at most 4000'],
  ])('%s', (text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(SyntaxError);
  });
});
