/**
 * The evaluators against each other on random terms: exact and enclosing, the second one, doubles.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DoubleCompiler } from '../../../src/check/evaluate/double.ts';
import { judge } from '../../../src/check/evaluate/evaluate.ts';
import { realToNumber } from '../../../src/check/evaluate/real.ts';
import { secondOpinion } from '../../../src/check/evaluate/second/secondOpinion.ts';
import { problemFromText } from '../../../src/check/language/problemFromText.ts';
import type { Assignment } from '../../../src/check/problem.ts';
import { type Rational, rational, rationalToNumber } from '../../../src/expression/rational.ts';

const SYMBOLS = { x: 'real', y: 'real', u: 'vector(n)', v: 'vector(n)', A: 'matrix(n,n)', B: 'matrix(n,n)' };

const scalar = fc.letrec<{ scalar: string; vector: string; matrix: string }>((tie) => ({
  scalar: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('x', 'y', 'n', '2', '1/3', '0'),
    fc
      .tuple(tie('scalar'), fc.constantFrom('+', '-', '*', '/'), tie('scalar'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie('scalar'), fc.constantFrom('2', '3', '-1', '1/2')).map(([a, e]) => `(${a})^(${e})`),
    fc
      .tuple(fc.constantFrom('sqrt', 'exp', 'sin', 'cos', 'tanh', 'abs', 'log'), tie('scalar'))
      .map(([f, a]) => `${f}((${a})/7)`),
    fc.tuple(tie('vector'), tie('vector')).map(([a, b]) => `dot(${a}, ${b})`),
    fc.tuple(fc.constantFrom('det', 'trace'), tie('matrix')).map(([f, m]) => `${f}(${m})`),
    tie('scalar').map((a) => `diff(${a}, x)`),
  ),
  vector: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('u', 'v', 'ones(n)'),
    fc
      .tuple(tie('vector'), fc.constantFrom('+', '-', '.*'), tie('vector'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie('matrix'), tie('vector')).map(([m, a]) => `(${m}*${a})`),
  ),
  matrix: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('A', 'B', 'identity(n)', 'diag(u)'),
    fc.tuple(tie('matrix'), fc.constantFrom('+', '*'), tie('matrix')).map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie('matrix').map((m) => `inv(${m})`),
    tie('matrix').map((m) => `transpose(${m})`),
    fc.tuple(tie('vector'), tie('vector')).map(([a, b]) => `(${a}*transpose(${b}))`),
  ),
})).scalar;

const entry = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 2 }))
  .map(([top, bottom]) => rational(top, bottom));

const assignment = fc.integer({ min: 1, max: 3 }).chain((n) =>
  fc
    .array(entry, { minLength: 2 + 2 * n + 2 * n * n, maxLength: 2 + 2 * n + 2 * n * n })
    .map((entries): Assignment => {
      let next = 0;
      const table = (rows: number, columns: number): readonly (readonly Rational[])[] =>
        Array.from({ length: rows }, () =>
          Array.from({ length: columns }, () => entries[next++] ?? rational(0)),
        );
      const values = new Map([
        ['x', table(1, 1)],
        ['y', table(1, 1)],
        ['u', table(n, 1)],
        ['v', table(n, 1)],
        ['A', table(n, n)],
        ['B', table(n, n)],
      ]);
      return { dimensions: new Map([['n', n]]), values };
    }),
);

const relationOf = (left: string, right: string) =>
  problemFromText({ symbols: SYMBOLS, claim: `${left} <= ${right}` }).claim;

describe('evaluators', () => {
  it('never contradict each other', () => {
    let decided = 0;
    fc.assert(
      fc.property(scalar, scalar, assignment, (left, right, at) => {
        const relation = relationOf(left, right);
        const first = judge(relation, { dimensions: at.dimensions, values: at.values, bits: 128 }).verdict;
        const second = secondOpinion(relation, at);
        if (first === 'unknown' || second === 'unknown') return;
        decided++;
        expect([first, left, right]).toEqual([second, left, right]);
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(decided).toBeGreaterThan(200);
  });

  it('agree with doubles where these are finite', () => {
    let compared = 0;
    fc.assert(
      fc.property(scalar, assignment, (text, at) => {
        const relation = relationOf(text, '0');
        const { left } = judge(relation, { dimensions: at.dimensions, values: at.values, bits: 128 });
        const compiler = new DoubleCompiler(at.dimensions);
        for (const [name, m] of at.values) compiler.slots.set(name, m.flat().map(rationalToNumber));
        const [double = Number.NaN] = compiler.difference(relation)();
        const exact = left?.[0]?.[0];
        if (exact === undefined || !Number.isFinite(double)) return;
        const value = realToNumber(exact);
        if (Math.abs(value) > 1e4) return;
        compared++;
        expect(Math.abs(double - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
      }),
      { numRuns: 400, seed: 12 },
    );
    expect(compared).toBeGreaterThan(150);
  });
});

describe('definedness', () => {
  const verdict = (claim: string, x: Rational): string => {
    const at = { dimensions: new Map<string, number>(), values: new Map([['x', [[x]]]]) };
    const relation = problemFromText({ symbols: { x: 'real' }, claim }).claim;
    return judge(relation, { ...at, bits: 128 }).verdict;
  };

  it.each([
    ['1/x == 1', rational(0), 'undefined'],
    ['x^-1 == 1', rational(0), 'undefined'],
    ['0*(1/x) == 0', rational(0), 'undefined'],
    ['x^0 == 1', rational(0), 'holds'],
    ['sqrt(x) == 0', rational(-1), 'undefined'],
    ['sqrt(x) == 0', rational(0), 'holds'],
    ['log(x) == 0', rational(0), 'undefined'],
    ['x^(1/2) == 1', rational(-1), 'undefined'],
    ['inv([x, 1; 1, 1]) == identity(2)', rational(1), 'undefined'],
    ['diff(abs(x), x) == 0', rational(0), 'unknown'],
    ['diff(x^(3/2), x) == 0', rational(0), 'unknown'],
    ['diff(sqrt(x), x) == 1/4', rational(4), 'holds'],
    ['gaussian(v, v, 0, x) == 0', rational(-1), 'undefined'],
    ['gaussian(v^2, v, 3, x) == 9', rational(0), 'holds'],
    ['gaussian(exp(v^2), v, 0, x) == 1', rational(1), 'undefined'],
    ['gaussian(1/v, v, 0, 1) == x', rational(0), 'unknown'],
    ['x^3 < 0', rational(-2), 'holds'],
  ] as const)('%s at %o is %s', (claim, x, expected) => {
    expect(verdict(claim, x)).toBe(expected);
  });
});
