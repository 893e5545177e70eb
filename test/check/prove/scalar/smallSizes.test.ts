/** Problems written out for small sizes, and satisfiability. */
import { afterAll, expect, test } from 'vitest';
import { deadlineIn } from '../../../../src/check/deadline.ts';
import { environmentOf, judge } from '../../../../src/check/evaluate/evaluate.ts';
import { problemFromText } from '../../../../src/check/language/problemFromText.ts';
import { decideForSizes, isSatisfiable } from '../../../../src/check/prove/scalar/smallSizes.ts';
import { shutdown } from '../../../../src/check/prove/scalar/z3.ts';

afterAll(shutdown);

const symbols = {
  A: 'matrix(n,n)',
  G: 'invertible matrix(n,n)',
  P: 'posdef matrix(n,n)',
  u: 'vector(n)',
  v: 'vector(n)',
  w: 'nonzero vector(n)',
  r: 'positive vector(n)',
};
const decision = (claim: string, n: number, given: readonly string[] = []) =>
  decideForSizes(problemFromText({ symbols, claim, given }), new Map([['n', n]]), deadlineIn(20_000));

test.each([
  ['det(P + u*transpose(u)) >= det(P)', 2],
  ['dot(u, v)^2 <= dot(u, u)*dot(v, v)', 3],
  ['dot(w, inv(P)*w) > 0', 2],
  ['inv(G)*G == identity(n)', 3],
  ['trace(A*transpose(A)) >= 0', 2],
  ['n*sum(u.^2) >= sum(u)^2', 3],
  ['sum(r) > 0', 3],
  ['A*transpose(A) == transpose(A)*A', 1],
  ['n == 2', 2],
])(
  '%s holds for n = %i',
  async (claim, n) => {
    expect(await decision(claim, n)).toEqual({ kind: 'holds' });
  },
  30_000,
);

test.each([
  ['A*transpose(A) == transpose(A)*A', 2],
  ['dot(u, inv(P)*u) > 0', 2],
  ['det(A) >= 0', 2],
  ['dot(u, v)^2 < dot(u, u)*dot(v, v)', 1],
  ['n == 2', 3],
  ['sum(w) != 0', 2],
])(
  '%s fails for n = %i, at a model that fails on its own evaluation',
  async (claim, n) => {
    const found = await decision(claim, n);
    expect(found.kind).toBe('fails');
    if (found.kind !== 'fails' || found.model === undefined) throw new Error('expected a rational model');
    const { verdict, exact } = judge(
      problemFromText({ symbols, claim }).claim,
      environmentOf(found.model, 64),
    );
    expect({ verdict, exact }).toEqual({ verdict: 'fails', exact: true });
  },
  30_000,
);

test('hypotheses without a solution', async () => {
  expect(await decision('A == A', 1, ['A*A == -1*identity(n)'])).toEqual({ kind: 'unsatisfiable' });
  expect((await decision('A == A', 2, ['A*A == -1*identity(n)'])).kind).not.toBe('unsatisfiable');
}, 30_000);

test.each([
  ['x < 0', false],
  ['x > 1', true],
  ['exp(x) < 0', false],
  ['x^2 == 2', true],
  ['1/(x - x) == 1', false],
  ['exp(x) == 2', undefined],
])('satisfiable for positive x: %s', async (given, expected) => {
  const problem = problemFromText({ symbols: { x: 'positive' }, claim: 'x == x', given: [given] });
  expect(await isSatisfiable(problem, deadlineIn(5000))).toBe(expected);
});
