import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formula, notation } from '../../proofs/notation.ts';
import { symbolsOf } from '../../src/expression/expression.ts';
import { mutantsOf } from '../../src/expression/mutate.ts';
import { toText } from '../../src/expression/print.ts';
import { shapeOf } from '../../src/expression/shape.ts';
import { forAll } from '../numeric/counterexample.ts';
import { trees } from './trees.ts';

const { scalar, column, matrix } = trees({
  scalars: ['ce', 'c1', 'c2'],
  columns: ['r', 'w', 'x'],
  matrices: ['Sigma', 'A'],
  functions: true,
  components: true,
});

test('a mutant keeps the shape and never has the text of the original', () => {
  forAll(
    fc.oneof(scalar, column, matrix),
    toText,
    (tree) => {
      const mutants = mutantsOf(tree, notation, symbolsOf(tree));
      expect(mutants.length).toBeGreaterThan(0);
      for (const { expression, change } of mutants) {
        expect(shapeOf(expression, notation), change).toEqual(shapeOf(tree, notation));
        expect(toText(expression), change).not.toBe(toText(tree));
      }
    },
    { numRuns: 300 },
  );
});

test("all mutants of c1*w + phi'(V)^2*r", () => {
  const tree = formula("c1*w+phi'(V)^2*r");
  const mutants = mutantsOf(tree, notation, symbolsOf(tree));
  expect(mutants.map(({ change, expression }) => `${change}: ${toText(expression)}`)).toEqual([
    "sign of the whole side: -(c1*w + phi'(V)^2*r)",
    "sign of term 1: -c1*w + phi'(V)^2*r",
    "term 1 dropped: phi'(V)^2*r",
    "sign of term 2: c1*w - phi'(V)^2*r",
    'term 2 dropped: c1*w',
    "factor 1 dropped: w + phi'(V)^2*r",
    "c1 replaced by V: V*w + phi'(V)^2*r",
    "w replaced by r: c1*r + phi'(V)^2*r",
    'factor 1 dropped: c1*w + r',
    "exponent raised: c1*w + phi'(V)^3*r",
    "phi differentiated: c1*w + phi''(V)^2*r",
    "V replaced by c1: c1*w + phi'(c1)^2*r",
    "r replaced by w: c1*w + phi'(V)^2*w",
  ]);
});

test('a mutant that does not fit is none', () => {
  // of w' Sigma w, dropping w' or w leaves a vector
  const tree = formula("w'*Sigma*w");
  const texts = mutantsOf(tree, notation, ['w', 'r', 'Sigma', 'G']).map(({ expression }) =>
    toText(expression),
  );
  expect(texts).toContain("w'*w");
  expect(texts).toContain("r'*Sigma*w");
  expect(texts).toContain("w'*G*w");
  expect(texts).not.toContain('Sigma*w');
});

test('only symbols of the notation are replaced or put in', () => {
  expect(mutantsOf(formula('c1'), notation, ['zeta', 'c1']).map(({ change }) => change)).toEqual([
    'sign of the whole side',
  ]);
});

test('of c1 - 1, which is c1 + (-1)(1), the literal 1 is no factor to drop', () => {
  const tree = formula('c1-1');
  const texts = mutantsOf(tree, notation, ['c1']).map(({ expression }) => toText(expression));
  expect(texts).toContain('-c1 - 1');
  expect(texts).not.toContain('c1 - 1');
});
