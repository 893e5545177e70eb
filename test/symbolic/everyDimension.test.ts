/** The coefficients that were derived for every n, checked without the engine: dense matrices at n = 1 .. 6. */
import { describe, expect, test } from 'vitest';
import { setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { inverseCoefficients, inverseExists, lowRankParts } from '../../proofs/values.ts';
import { evaluate, withValues } from '../../src/expression/evaluate.ts';
import { identityMatrix, type Matrix } from '../../src/expression/matrix.ts';
import { type Rational, rational, ZERO } from '../../src/expression/rational.ts';
import { rationals } from '../../src/expression/ring.ts';
import type { Instance } from '../../src/symbolic/instance.ts';
import { instanceAt, matrixText } from './instances.ts';

const where = setting(new Map([...lowRankParts, ...inverseCoefficients]));
const printed = "1/c1*(inv(Sigma)+(g1*rt+g2*w)*rt'+(g3*rt+g4*w)*w')";
const product = formula(`G*(${printed})`);
const spoilt = formula(`G*(${printed.replace('g1*rt', '(g1+1)*rt')})`);
const dimensions = [1, 2, 3, 4, 5, 6];

const column = (n: number, entry: Rational): Matrix<Rational> => Array.from({ length: n }, () => [entry]);
const withWeights = (instance: Instance, w: Matrix<Rational>): Instance => ({
  ...instance,
  ...withValues(instance, { w }),
});

describe.each(dimensions)('G times the inverse is the identity at n = %d', (n) => {
  const identity = matrixText(identityMatrix(n, rationals));
  const weights: readonly [string, (instance: Instance) => Instance][] = [
    ['for random weights', (instance) => instance],
    ['for equal weights, where mu^2 = q s2', (instance) => withWeights(instance, column(n, rational(3, 7)))],
    ['for weights 0', (instance) => withWeights(instance, column(n, ZERO))],
  ];
  test.each(weights)('%s', (_, change) => {
    for (const seed of [1, 2, 3]) {
      const instance = change(instanceAt({ n, seed }, where, inverseExists));
      expect(matrixText(evaluate(product, instance))).toBe(identity);
      expect(matrixText(evaluate(spoilt, instance))).not.toBe(identity);
    }
  });
});

test('equal weights reach the bound mu^2 <= q s2', () => {
  const instance = withWeights(
    instanceAt({ n: 4, seed: 1 }, where, inverseExists),
    column(4, rational(3, 7)),
  );
  const value = (text: string): string => matrixText(evaluate(formula(text), instance));
  expect(value('mu^2')).toBe(value('q*s2'));
});
