import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positive, setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { type Expression, product, sum, symbol, transpose } from '../../src/expression/expression.ts';
import { toText } from '../../src/expression/print.ts';
import { invertForm, noDivisions } from '../../src/symbolic/formInverse.ts';
import { isZeroForm, multiplyForms, subtractForms, wordForm } from '../../src/symbolic/matrixForm.ts';
import { normalize } from '../../src/symbolic/normalize.ts';
import { forAll } from '../numeric/counterexample.ts';
import { denseValue } from './denseForm.ts';
import { instanceAt, matrixText, points, pointText, valueAt } from './instances.ts';

const where = setting();
const physical = [positive('r'), positive('ce'), positive('e0')];

const scalar = fc.constantFrom('c1', 'c2', 'ce*e0', '1', '-2').map((text) => formula(text));
const column = fc.constantFrom('r', 'w', 'ones', 'b', 'wt', 'A*w').map((text) => formula(text));
const base = fc
  .constantFrom('Sigma', 'A', 'c1*Sigma', "A'", 'Sigma*A', 'inv(A)')
  .map((text) => formula(text));
const dyad = fc.tuple(scalar, column, column).map(([c, u, v]) => product(c, u, transpose(v)));
/** Full rank plus up to three dyads. */
const updated = fc
  .tuple(base, fc.array(dyad, { maxLength: 3 }))
  .map(([full, dyads]): Expression => sum(full, ...dyads));

const identity = wordForm([], 'n', 'n');

test('X inv(X) = inv(X) X = I for full rank plus up to three dyads, for all n', () => {
  forAll(
    updated,
    toText,
    (tree) => {
      const { form } = normalize(tree, where);
      const inverse = invertForm(form, noDivisions());
      expect(isZeroForm(subtractForms(multiplyForms(form, inverse), identity))).toBe(true);
      expect(isZeroForm(subtractForms(multiplyForms(inverse, form), identity))).toBe(true);
      // and it is the inverse of nothing else
      const other = normalize(sum(tree, product(symbol('w'), transpose(symbol('w')))), where).form;
      expect(isZeroForm(subtractForms(multiplyForms(other, inverse), identity))).toBe(false);
    },
    { numRuns: 60 },
  );
});

test('it has the value of the dense inverse', () => {
  forAll(
    fc.tuple(updated, points(4)),
    ([tree, point]) => `${toText(tree)} at ${pointText(point)}`,
    ([tree, point]) => {
      const instance = instanceAt(point, where, physical);
      const inverse = invertForm(normalize(tree, where).form, noDivisions());
      const exact = valueAt({ kind: 'power', base: tree, exponent: formula('-1') }, instance);
      const regular = valueAt(formula('inv(A)'), instance);
      if (exact === undefined || regular === undefined) return; // singular at this point
      expect(matrixText(denseValue(inverse, instance))).toBe(matrixText(exact));
    },
    { numRuns: 80 },
  );
});

test('a grid of scalars is inverted by its determinant, which is recorded', () => {
  const divisions = noDivisions();
  const { form } = normalize(formula('[c1, c2; c2, c3]'), where);
  const inverse = invertForm(form, divisions);
  expect(divisions.scalars).toHaveLength(1);
  const unit = normalize(formula('[1, 0; 0, 1]'), where).form;
  expect(isZeroForm(subtractForms(multiplyForms(form, inverse), unit))).toBe(true);
});

test('every matrix and scalar that is divided by is recorded', () => {
  const divisions = noDivisions();
  invertForm(normalize(formula("c1*Sigma*A+c2*a*v'"), where).form, divisions);
  expect([...divisions.matrices].sort()).toEqual(['A', 'diag(r)']);
  expect(divisions.scalars.length).toBe(2); // c1/ce, and 1 + c2 v' (c1 Sigma A)^-1 a
});

test.each([
  ['w', 'inverse: the form is not square'],
  ["w'", 'inverse: the form is not square'],
  ['[w, r]', 'inverse: the form is not square'],
  ['A+Sigma', 'inverse: more than one full-rank word'],
  ["w*w'", 'inverse: no full-rank word, the form is singular for large n'],
  ['[A, A; A, A]', 'inverse: not defined for block matrices'],
  ['[c1, c2; c1, c2]', 'rational function: division by 0'],
])('inv(%s) throws: %s', (text, message) => {
  expect(() => invertForm(normalize(formula(text), where).form, noDivisions())).toThrow(message);
});
