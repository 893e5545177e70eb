import { describe, expect, test } from 'vitest';
import { formula, notation } from '../../proofs/notation.ts';
import { type Expression, one } from '../../src/expression/expression.ts';
import { shapeToString } from '../../src/expression/notation.ts';
import { shapeOf } from '../../src/expression/shape.ts';

const shape = (text: string): string => shapeToString(shapeOf(formula(text), notation));

test.each([
  ["w'*Sigma*w", '1 x 1'],
  ["w*w'", 'n x n'],
  ['c1*w', 'n x 1'],
  ["w'*c1", '1 x n'],
  ["w*w'*w", 'n x 1'],
  ['Sigma^-1', 'n x n'],
  ['x./r', 'n x 1'],
  ['f(w)', 'n x 1'],
  ['Cs(w)', '1 x 1'],
  ["Cs'(w)", 'n x 1'],
  ['phi(V)', '1 x 1'],
  ['grad(Cs(f(w)), w)', 'n x 1'],
  ['rate(f(w), w, Dw)', 'n x 1'],
  ['[r, wt]', 'n x 2'],
  ["U*C*U'", 'n x n'],
  ["inv(C)+U'*Ut", '2 x 2'],
  ['[c1, c2; c2, c3]', '2 x 2'],
  ["E(x*x')", 'n x n'],
  ['Cov(V, u)', '1 x 1'],
  ['integral(phi(v), v)', '1 x 1'],
  ['sumover(j, component(x, j)*w)', 'n x 1'],
  ['diag(r)', 'n x n'],
  ['pi', '1 x 1'],
])('%s is %s', (text, expected) => {
  expect(shape(text)).toBe(expected);
});

test('rows of a matrix literal must be equally long', () => {
  const ragged: Expression = { kind: 'columns', rows: [[one, one], [one]] };
  expect(() => shapeOf(ragged, notation)).toThrow('matrix literal: rows of different length');
});

describe('shapes that do not fit are named', () => {
  test.each([
    ['w*w', 'shape of w: got n x 1, expected 1 rows'],
    ['w+c1', 'shape of c1: got 1 x 1, expected n x 1 as in w'],
    ["w+w'", "shape of w': got 1 x n, expected n x 1 as in w"],
    ["Sigma*U'", "shape of U': got 2 x n, expected n rows"],
    ['c1/w', 'shape of w: got n x 1, expected a scalar'],
    ['inv(w)', 'shape of w: got n x 1, expected a square matrix'],
    ['inv(U)', 'shape of U: got n x 2, expected a square matrix'],
    ['w^w', 'shape of w: got n x 1, expected a scalar'],
    ['exp(w)', 'shape of w: got n x 1, expected a scalar'],
    ['phi(w)', 'shape of w: got n x 1, expected a scalar'],
    ['f(c1*Sigma)', 'shape of c1*Sigma: got n x n, expected a vector'],
    ['x./Sigma', 'shape of Sigma: got n x n, expected n x 1'],
    ['diag(Sigma)', 'shape of Sigma: got n x n, expected a vector'],
    ['component(Sigma, j)', 'shape of Sigma: got n x n, expected a vector'],
    ['Cov(x, x)', 'shape of x: got n x 1, expected a scalar'],
    ['grad(w, w)', 'shape of w: got n x 1, expected a scalar'],
    ['rate(f(w), w, c1)', 'shape of c1: got 1 x 1, expected n x 1'],
    ['[r, c1]', 'shape of c1: got 1 x 1, expected n rows'],
    ['zeta', 'symbol: got "zeta", expected a symbol of the notation'],
    ['toString', 'symbol: got "toString", expected a symbol of the notation'],
  ])('%s', (text, message) => {
    expect(() => shape(text)).toThrow(message);
    expect(() => shape(text)).toThrow(SyntaxError);
  });
});
