/** Derivatives of expectations: the prover, exact moments and quadrature agree, and none differentiates a moving distribution. */
import { describe, expect, it } from 'vitest';
import { nonzero, positive } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { standardVoltage, theory } from '../../proofs/theory/notation.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { entryOf } from '../../src/expression/matrix.ts';
import { equals, rationalToNumber } from '../../src/expression/rational.ts';
import { toDoubles } from '../../src/ledger/numericInstance.ts';
import { drawFrom, drawInstance } from '../../src/symbolic/instance.ts';
import { normalize } from '../../src/symbolic/normalize.ts';
import { proveEqual } from '../../src/symbolic/prove.ts';
import type { Setting } from '../../src/symbolic/setting.ts';

const given = [
  positive('s'),
  positive('r'),
  positive('ce'),
  positive('e0'),
  nonzero("w'*Sigma*w"),
  nonzero('phi(V)'),
];
const setting = standardVoltage();
const instanceOf = (where: Setting) => {
  const instance = drawInstance(2, where, given, drawFrom(3));
  if (instance === undefined) throw new Error('no assignment');
  return instance;
};

describe('rates of expectations', () => {
  const instance = instanceOf(setting);
  const exact = (text: string) => entryOf(evaluate(formula(text), instance), 0, 0);

  it.each([
    ['rate(E(h(V)), mu, 1)', "E(h'(V))", "E(h''(V))"],
    ['rate(rate(E(h(V)), mu, 1), mu, 1)', "E(h''(V))", "E(h'(V))"],
    ['rate(E(h(V)), s, 1)', "s*E(h''(V))", "E(h''(V))"],
  ])('%s = %s, not %s', (left, right, wrong) => {
    expect(proveEqual(formula(left), formula(right), setting, given).proved).toBe(true);
    expect(proveEqual(formula(left), formula(wrong), setting, given).proved).toBe(false);
    expect(equals(exact(left), exact(right))).toBe(true);
    expect(equals(exact(left), exact(wrong))).toBe(false);
    const numeric = entryOf(evaluate(formula(left), toDoubles(instance, setting)), 0, 0);
    expect(numeric / rationalToNumber(exact(right))).toBeCloseTo(1, 9);
  });

  it('refuse a distribution that moves', () => {
    const paper = theory();
    const moving = formula('rate(E(h(V)), e0, 1)');
    expect(() => normalize(moving, paper)).toThrow('the distribution may depend on it');
    const drawn = instanceOf(paper);
    expect(() => evaluate(moving, drawn)).toThrow('derivative by e0: the distribution depends on it');
    expect(() => evaluate(moving, toDoubles(drawn, paper))).toThrow(
      'derivative by e0: the distribution depends on it',
    );
  });

  it('refuse mixed second derivatives, which definitions could hide', () => {
    expect(() => normalize(formula('rate(rate(E(h(V)), mu, 1), s, 1)'), setting)).toThrow(
      'a rate by mu is not differentiated by s',
    );
  });
});
