/** The solver's wrapper: answers, models, time, starting anew. */
import { afterAll, expect, test } from 'vitest';
import { deadlineIn } from '../../../../src/check/deadline.ts';
import { atom, compare, not, or } from '../../../../src/check/prove/scalar/formula.ts';
import { decide, shutdown } from '../../../../src/check/prove/scalar/z3.ts';
import { rational, rationalToNumber } from '../../../../src/expression/rational.ts';
import {
  addPolynomials,
  constant,
  multiplyPolynomials,
  type Polynomial,
  powerOf,
  variable,
} from '../../../../src/symbolic/polynomial.ts';

afterAll(shutdown);

const [x, y] = [variable('x'), variable('y')];
const soon = () => deadlineIn(10_000);
const integer = (value: number): Polynomial => constant(BigInt(value));
const times = multiplyPolynomials;

test('no square is negative', async () => {
  expect(await decide([compare(times(x, x), '<', integer(0))], soon())).toEqual({ kind: 'unsat' });
});

test('a rational model satisfies the formulas', async () => {
  const decision = await decide(
    [compare(addPolynomials(x, y), '==', integer(3)), compare(x, '==', integer(-2))],
    soon(),
  );
  expect(decision).toEqual({
    kind: 'sat',
    model: new Map([
      ['x', { kind: 'rational', value: rational(-2) }],
      ['y', { kind: 'rational', value: rational(5) }],
    ]),
  });
});

test('an algebraic number is enclosed within 10^-40', async () => {
  const decision = await decide([compare(times(x, x), '==', integer(2)), atom(x, '>')], soon());
  const value = decision.kind === 'sat' ? decision.model.get('x') : undefined;
  if (value?.kind !== 'algebraic') throw new Error(`got ${value?.kind}, expected an algebraic number`);
  const { lower, upper } = value.value;
  const square = (end: typeof lower): bigint => end.numerator ** 2n;
  expect(square(lower)).toBeLessThan(2n * lower.denominator ** 2n);
  expect(square(upper)).toBeGreaterThan(2n * upper.denominator ** 2n);
  const width = upper.numerator * lower.denominator - lower.numerator * upper.denominator;
  expect(rationalToNumber(rational(width, upper.denominator * lower.denominator))).toBeLessThan(1e-40);
});

test('alternatives and their negation', async () => {
  const either = or(atom(x, '>'), atom(x, '<'));
  expect((await decide([either], soon())).kind).toBe('sat');
  expect((await decide([either, atom(x, '==')], soon())).kind).toBe('unsat');
  expect((await decide([not(either), atom(x, '!=')], soon())).kind).toBe('unsat');
});

test('time that is over is unknown', async () => {
  expect(await decide([atom(x, '>')], deadlineIn(0))).toEqual({ kind: 'unknown' });
});

test('a query that is too hard ends near its time, and the next one is answered', async () => {
  const names = Array.from({ length: 9 }, (_, k) => variable(`h${k}`));
  const hard = names.map((v, k) => {
    const next = names[(k + 1) % names.length] ?? v;
    const other = names[(k + 4) % names.length] ?? v;
    return compare(
      addPolynomials(powerOf(v, 5), times(times(next, other), v)),
      '==',
      addPolynomials(next, integer(k + 2)),
    );
  });
  const began = performance.now();
  const { kind } = await decide(hard, deadlineIn(500));
  expect(performance.now() - began).toBeLessThan(3000);
  expect(['unknown', 'sat', 'unsat']).toContain(kind);
  expect((await decide([atom(x, '>')], soon())).kind).toBe('sat');
});

test('it starts again after shutdown', async () => {
  await shutdown();
  expect((await decide([atom(x, '>')], soon())).kind).toBe('sat');
});
