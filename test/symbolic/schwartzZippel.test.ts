import { describe, expect, test } from 'vitest';
import { setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { drawFrom } from '../../src/symbolic/instance.ts';
import { evaluateRandomly, isArithmetic } from '../../src/symbolic/schwartzZippel.ts';
import { totalDegreeOf } from './degrees.ts';

const where = setting();
const opinion = (left: string, right: string, sizes: readonly number[] = [1, 2, 3]) =>
  evaluateRandomly(formula(left), formula(right), where, drawFrom(1), sizes);

describe('random evaluation modulo 2^61 - 1', () => {
  test.each([
    ["w'*Sigma*w", "sum(w)*0+w'*(Sigma*w)"],
    ['inv(A*Sigma)', 'inv(Sigma)*inv(A)'],
    ["inv(Sigma+w*w')*w", "inv(Sigma)*w/(1+w'*inv(Sigma)*w)"],
    ['G', "G'"],
    ['sumover(j, component(w, j)*component(r, j))', "w'*r"],
  ])('%s = %s holds at every n', (left, right) => {
    expect(opinion(left, right)).toMatchObject({ points: 3, agree: true });
  });

  test.each([
    ['A*Sigma', 'Sigma*A'],
    ['A', "A'"],
    ['c1^2', 'c1^2+1'],
    ["inv(Sigma+w*w')*w", 'inv(Sigma)*w'],
  ])('%s = %s does not', (left, right) => {
    expect(opinion(left, right, [3]).agree).toBe(false);
  });

  test('no point, no agreement', () => {
    expect(opinion('1/(c1-c1)', '1/(c1-c1)')).toMatchObject({ points: 0, agree: false });
  });

  test('dimension 1 alone does not see that matrices do not commute', () => {
    expect(opinion('A*Sigma', 'Sigma*A', [1]).agree).toBe(true);
  });
});

test.each(['c1*c2/s2', 'c1^3+c2^-2', "w'*Sigma*w", "b'*inv(Sigma)*d", '1/c1+1/c2'])(
  'the degree of %s is within the bound at n = 1 .. 3',
  (text) => {
    for (const n of [1, 2, 3])
      expect(totalDegreeOf(text, n)).toBeLessThanOrEqual(opinion(text, '0', [n]).degree);
  },
);

test('only trees of arithmetic can be evaluated in a finite field, also where definitions hide a function', () => {
  expect(isArithmetic(formula('inv(Sigma)*w+q*ones'), where)).toBe(true);
  expect(isArithmetic(formula('phi(V)'), where)).toBe(false);
  expect(isArithmetic(formula('c1'), setting(new Map([['c1', formula('E(h(V))')]])))).toBe(false);
});
