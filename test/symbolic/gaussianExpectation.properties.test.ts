/**
 * Stein's lemma against exact moments of polynomials, which know nothing of it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positive, setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import type { ScalarRule } from '../../src/expression/evaluate.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { type Expression, expectation, product, symbol, transpose } from '../../src/expression/expression.ts';
import { entryOf } from '../../src/expression/matrix.ts';
import { toText } from '../../src/expression/print.ts';
import {
  add,
  multiply,
  ONE,
  type Rational,
  rational,
  rationalToString,
  ZERO,
} from '../../src/expression/rational.ts';
import type { Instance } from '../../src/symbolic/instance.ts';
import { normalize } from '../../src/symbolic/normalize.ts';
import { forAll } from '../numeric/counterexample.ts';
import { denseValue } from './denseForm.ts';
import { instanceAt, matrixText, points, pointText } from './instances.ts';

const where = setting();
const physical = [positive('r'), positive('ce'), positive('e0')];

/** Coefficients of h(v) = a_0 + a_1 v + ... and of phi. */
const coefficients = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 4 });

const direction = fc.constantFrom('b', 'd', 'w', 'ones').map(symbol);
const x = symbol('x');
const projection = direction.map((u) => product(transpose(u), x));
const functionOfV = fc
  .constantFrom('1', 'h(V)', "h'(V)", "h''(V)", 'phi(V)', "phi'(V)", 'phi(V)^2', "phi(V)*phi'(V)", 'V')
  .map((text) => formula(text));
/** Up to two factors u^T x. */
const projections = fc.array(projection, { maxLength: 2 });
const integrand: fc.Arbitrary<Expression> = fc.oneof(
  fc.tuple(functionOfV, projections, projections).map(([F, a, b]) => product(F, ...a, ...b)),
  fc.tuple(functionOfV, projections).map(([F, a]) => product(F, ...a, x)),
  fc.tuple(functionOfV, projections).map(([F, a]) => product(F, ...a, x, transpose(x))),
  fc
    .tuple(functionOfV, projections)
    .map(([F, a]) => product(F, symbol('A'), x, ...a, transpose(x), symbol('A'))),
  fc
    .tuple(functionOfV, direction, direction)
    .map(([F, u, v]) => product(F, u, transpose(x), v, transpose(x))),
);

interface Case {
  readonly tree: Expression;
  readonly h: readonly number[];
  readonly phi: readonly number[];
  readonly point: { readonly n: number; readonly seed: number };
}
const polynomialText = (c: readonly number[]): string => c.map((each, k) => `${each} v^${k}`).join(' + ');
const caseText = ({ tree, h, phi, point }: Case): string =>
  `E(${toText(tree)}), h = ${polynomialText(h)}, phi = ${polynomialText(phi)}, ${pointText(point)}`;

test('the normal form of E[F(V) ...] has the value of the exact moments, n = 1 .. 3, up to four factors of x', () => {
  forAll(
    fc.record({ tree: integrand, h: coefficients, phi: coefficients, point: points(3) }),
    caseText,
    ({ tree, h, phi, point }) => {
      const instance = withFunctions(instanceAt(point, where, physical), { h, phi });
      const exact = evaluate(expectation(tree), instance);
      const { form } = normalize(expectation(tree), where);
      expect(matrixText(denseValue(form, instance))).toBe(matrixText(exact));
    },
    { numRuns: 250 },
  );
});

test('the comparison notices a Stein term that is missing', () => {
  const instance = withFunctions(instanceAt({ n: 2, seed: 5 }, where, physical), { h: [1, 2, 3], phi: [1] });
  const exact = evaluate(formula('E(h(V)*x)'), instance);
  const spoilt = normalize(formula('e0*r*E(h(V))'), where).form;
  expect(matrixText(denseValue(spoilt, instance))).not.toBe(matrixText(exact));
});

test('covariances: Cov(a, b) = E[a b] - E[a] E[b] = u^T Sigma v', () => {
  forAll(
    fc.tuple(direction, direction, points(3)),
    ([u, v]) => `${toText(u)}, ${toText(v)}`,
    ([u, v, point]) => {
      const instance = instanceAt(point, where, physical);
      const [left, right] = [product(transpose(u), x), product(transpose(v), x)];
      const covariance: Expression = { kind: 'covariance', left, right };
      const closed = evaluate(product(transpose(u), symbol('Sigma'), v), instance);
      expect(matrixText(evaluate(covariance, instance))).toBe(matrixText(closed));
      expect(matrixText(denseValue(normalize(covariance, where).form, instance))).toBe(matrixText(closed));
    },
  );
});

describe('exact moments of polynomials', () => {
  test('of a projection u^T x are those of a Gaussian in one dimension', () => {
    // E[(m + s z)^k] = sum over j of binomial(k, 2 j) m^(k - 2 j) s^(2 j) (2 j - 1)!!
    forAll(
      fc.tuple(direction, fc.integer({ min: 0, max: 6 }), points(3)),
      ([u, k, point]) => `E((${toText(u)}'*x)^${k}) at ${pointText(point)}`,
      ([u, k, point]) => {
        const instance = instanceAt(point, where, physical);
        const scalar = (tree: Expression): Rational => entryOf(evaluate(tree, instance), 0, 0);
        const [mean, variance] = [
          scalar(product(symbol('e0'), transpose(u), symbol('r'))),
          scalar(product(transpose(u), symbol('Sigma'), u)),
        ];
        let expected = ZERO;
        for (let j = 0; 2 * j <= k; j++) {
          const weight = rational(binomial(k, 2 * j) * doubleFactorial(2 * j - 1));
          expected = add(expected, multiply(weight, multiply(power(mean, k - 2 * j), power(variance, j))));
        }
        const moment = scalar(
          expectation({ kind: 'power', base: product(transpose(u), x), exponent: formula(`${k}`) }),
        );
        expect(rationalToString(moment)).toBe(rationalToString(expected));
      },
    );
  });

  test('are refused for a covariance with correlations, and for anything but polynomials', () => {
    const instance = instanceAt({ n: 2, seed: 1 }, where, physical);
    const correlated = instanceAt(
      { n: 2, seed: 1 },
      setting(new Map(), {
        gaussian: { name: 'x', mean: formula('e0*r'), covariance: formula('Gs'), weights: formula('w') },
      }),
      physical,
    );
    expect(() => evaluate(formula('E(x)'), correlated)).toThrow(
      'expectation: the covariance is not diagonal',
    );
    expect(() => evaluate(formula('E(1/V)'), instance)).toThrow(
      'expectation: not a polynomial in x, so not exact',
    );
  });
});

const power = (base: Rational, k: number): Rational =>
  Array.from({ length: k }, () => base).reduce(multiply, ONE);
const doubleFactorial = (k: number): number => (k <= 0 ? 1 : k * doubleFactorial(k - 2));
const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

/** The instance with polynomials for h and phi. */
function withFunctions(instance: Instance, rules: Readonly<Record<string, readonly number[]>>): Instance {
  const scalar = (name: string, primes: number): ScalarRule => {
    let current = rules[name] ?? [];
    for (let k = 0; k < primes; k++) current = current.slice(1).map((c, at) => c * (at + 1));
    return (ring, v) =>
      current.reduceRight(
        (total, c) => ring.add(ring.multiply(total, v), ring.fromRational(rational(c))),
        ring.fromRational(ZERO),
      );
  };
  return { ...instance, functions: { ...instance.functions, scalar } };
}
