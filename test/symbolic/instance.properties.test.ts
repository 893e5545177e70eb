import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nonzero, orthogonal, positive, setting } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import { evaluate } from '../../src/expression/evaluate.ts';
import { entryOf } from '../../src/expression/matrix.ts';
import { type Rational, rationalToString, sign } from '../../src/expression/rational.ts';
import { drawFrom, drawInstance, type Instance } from '../../src/symbolic/instance.ts';
import { forAll } from '../numeric/counterexample.ts';
import { instanceAt, matrixText, type Point, points, pointText } from './instances.ts';

const where = setting();
const physical = [positive('r'), positive('ce'), positive('e0')];
const value = (text: string, instance: Instance): string => matrixText(evaluate(formula(text), instance));
const entries = (text: string, instance: Instance): readonly Rational[] =>
  evaluate(formula(text), instance).flat();
const allValues = ({ values, functionTexts }: Instance): string =>
  [...values].map(([name, matrix]) => `${name} = ${matrixText(matrix)}`).join('\n') +
  JSON.stringify(functionTexts);

const forPoints = (largest: number, property: (point: Point) => void, numRuns = 40): void =>
  forAll(points(largest), pointText, property, { numRuns });

describe('a drawn instance', () => {
  test('satisfies what is declared positive or nonzero', () => {
    forPoints(6, (point) => {
      const givens = [...physical, positive('V-theta'), nonzero('c1*(q+1)+c2*mu'), positive('w')];
      const instance = instanceAt(point, where, givens);
      for (const text of ['r', 'ce', 'e0', 'V-theta', 'w'])
        expect(
          entries(text, instance).every((entry) => sign(entry) > 0),
          text,
        ).toBe(true);
      expect(entries('c1*(q+1)+c2*mu', instance).every((entry) => sign(entry) !== 0)).toBe(true);
    });
  });

  test('has vectors that are orthogonal exactly, and not 0', () => {
    forPoints(5, ({ n, seed }) => {
      const instance = drawInstance(n + 2, where, [...physical, orthogonal('w', 'b', 'd')], drawFrom(seed));
      if (instance === undefined) throw new Error('no instance');
      for (const text of ["w'*Sigma*b", "w'*Sigma*d", "b'*Sigma*d"])
        expect(value(text, instance), text).toBe('0');
      for (const text of ["w'*Sigma*w", "b'*Sigma*b", "d'*Sigma*d"])
        expect(value(text, instance), text).not.toBe('0');
      // without the assumption they are not
      const free = instanceAt({ n: n + 2, seed }, where, physical);
      expect(['w', 'b'].some((u) => value(`${u}'*Sigma*d`, free) !== '0')).toBe(true);
    });
  });

  test('has symmetric matrices where the notation says so', () => {
    forPoints(4, (point) => {
      const instance = instanceAt(point, where, physical);
      expect(value("G-G'", instance)).toBe(value('0*G', instance));
      if (point.n > 2) expect(value("A-A'", instance)).not.toBe(value('0*A', instance)); // at n = 2 it may happen
    });
  });

  test("has phi > 0 with phi'^2/phi = h a polynomial, its derivatives and those of f consistent", () => {
    forPoints(3, (point) => {
      const instance = instanceAt(point, where, physical);
      expect(entries('phi(c1)', instance).every((entry) => sign(entry) > 0)).toBe(true);
      expect(value("phi'(c1)^2", instance)).toBe(value('h(c1)*phi(c1)', instance));
      const along = { kind: 'rate', of: formula('h(c1*c2)'), by: 'c1', direction: formula('1') } as const;
      expect(matrixText(evaluate(along, instance))).toBe(value("h'(c1*c2)*c2", instance));
      const rate = { kind: 'rate', of: formula('f(w)'), by: 'w', direction: formula('Dw') } as const;
      expect(matrixText(evaluate(rate, instance))).toBe(value("diag(f'(w))*Dw", instance));
    });
  });

  test("has phi = (v - theta)^2/4 under Equation 115, so that phi'^2/phi = 1", () => {
    forPoints(2, (point) => {
      const instance = instanceAt(point, setting(new Map(), { unitSlope: true }), [
        ...physical,
        nonzero('c1-theta'),
      ]);
      expect(value('phi(c1)', instance)).toBe(value('(c1-theta)^2/4', instance));
      expect(value('h(c1)', instance)).toBe('1');
    });
  });

  test('is the same for the same seed, and another for another', () => {
    const once = (seed: number): string => allValues(instanceAt({ n: 3, seed }, where, physical));
    forAll(fc.integer({ min: 0, max: 1e6 }), String, (seed) => {
      expect(once(seed)).toBe(once(seed));
      expect(once(seed)).not.toBe(once(seed + 1));
    });
  });

  test('leaves defined symbols to their definitions', () => {
    const instance = instanceAt({ n: 2, seed: 1 }, setting(definitions({ c1: 'c2^2' })), physical);
    expect(instance.values.has('c1')).toBe(false);
    expect(value('c1', instance)).toBe(value('c2*c2', instance));
  });
});

describe('no instance', () => {
  test('where the assumptions contradict each other', () => {
    expect(drawInstance(2, where, [positive('-c1^2')], drawFrom(1))).toBeUndefined();
    expect(drawInstance(1, where, [...physical, orthogonal('w', 'b')], drawFrom(1))).toBeUndefined();
  });
});

test('without a Gaussian an expectation is the mean over three log-likelihoods', () => {
  const { gaussian: _, ...score } = where;
  const instance = instanceAt({ n: 2, seed: 3 }, score, []);
  expect(value("E(logp'(w)+logp'(w))", instance)).toBe(value("2*E(logp'(w))", instance));
  expect(value("E(logp'(w)*logp'(w)')", instance)).not.toBe(value("E(logp'(w))*E(logp'(w))'", instance));
  expect(rationalToString(entryOf(evaluate(formula('E(1)'), instance), 0, 0))).toBe('1');
});
