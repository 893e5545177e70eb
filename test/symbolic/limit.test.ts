import { describe, expect, test } from 'vitest';
import { growing, setting, vanishing } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import { factors, inverseCoefficients, lowRankParts } from '../../proofs/values.ts';
import type { Limit } from '../../src/expression/statement.ts';
import { decideLimit } from '../../src/symbolic/limit.ts';

const decide = (left: string, right: string, limit: Limit, where = setting()) =>
  decideLimit(formula(left), formula(right), limit, where);
const sumOfRates = growing('sum(r)');

describe('relative error and its order', () => {
  test.each<[string, string, Limit, number]>([
    ['c1+dt', 'c1', vanishing('dt'), 1],
    ['c1+dt^3', 'c1', vanishing('dt'), 3],
    ['dt+dt^2', 'dt', vanishing('dt'), 1],
    ['dt+dt^2', '2*dt', vanishing('dt'), 0],
    ['c1', 'c1', vanishing('dt'), Number.POSITIVE_INFINITY],
    ['0', '0', vanishing('dt'), Number.POSITIVE_INFINITY],
    ['dt', '0', vanishing('dt'), 0],
    ['q/(1+q)', '1', sumOfRates, 1],
    ['1/(1+q)', '1/q', sumOfRates, 1],
    ['1/(1+q)', '1/q^2', sumOfRates, 0],
    ['q+1', 'q', sumOfRates, 1],
    ['(q+c1)/(q+c2)', '1', sumOfRates, 1],
    ['(2*q+c1)/(q+c2)', '1', sumOfRates, 0],
    ['q', 'q+c1', vanishing('c1'), 1],
    ['g1*c1+g2*c2+g3', 'g1*c1', vanishing('g2', 'g3'), 1],
    ['g1*c1+g2*c2+g3', 'g1*c1', vanishing('g2'), 0],
    ['dt*w+dt^2*r', 'dt*w', vanishing('dt'), 1],
    ['[c1, c2]', '[c1, 2*c2]', vanishing('dt'), 0],
    ['[c1, c2]', '[c1, c2+dt]', vanishing('dt'), 1],
  ])('%s ~ %s (%#)', (left, right, limit, order) => {
    expect(decide(left, right, limit)).toEqual({ holds: order > 0, order, meanSquare: false });
  });
});

describe('random scalars are compared in mean square', () => {
  test('V + dt V ~ V holds in the limit dt -> 0, V + mu ~ V does not', () => {
    expect(decide('V+dt*V', 'V', vanishing('dt'))).toEqual({ holds: true, order: 2, meanSquare: true });
    expect(decide('V+mu', 'V', vanishing('dt')).holds).toBe(false);
  });

  test('sum x ~ e0 sum r in the limit of many afferents: the variance grows like the mean, not like its square', () => {
    expect(decide('sum(x)', 'e0*sum(r)', sumOfRates)).toEqual({ holds: true, order: 1, meanSquare: true });
    expect(decide('sum(x)', '2*e0*sum(r)', sumOfRates).holds).toBe(false);
  });
});

describe('the learning rule for many afferents', () => {
  const where = setting(
    new Map([...lowRankParts, ...inverseCoefficients, ...factors, ...definitions({ cu: 'e0' })]),
  );
  test.each([
    ['gu', 'cu*ce', true],
    ['gu', '2*cu*ce', false],
    ['gu', 'ce*sum(x)/sum(r)', true],
    ['gu', 'ce^2*e0^2*g1*sum(x)', false],
    ['gw', 'g4*V', false],
  ])('%s -> %s: %s', (left, right, holds) => {
    expect(decide(left, right, sumOfRates, where).holds).toBe(holds);
  });
});

test.each(['c1+c2', 'g2/g3', '1/g2', '1', 'c1*c2'])(
  '%s is not a single quantity that can tend to 0',
  (quantity) => {
    expect(() => decide('c1', 'c2', vanishing(quantity))).toThrow('limit: expected a single quantity');
  },
);

test('a symbol named t is no small parameter', () => {
  const { notation } = setting();
  const withT = {
    ...notation,
    symbols: { ...notation.symbols, t: notation.symbols.dt ?? notation.symbols.c1 },
  };
  const where = setting(new Map(), { notation: withT as typeof notation });
  expect(decide('c1+t', 'c1', vanishing('dt'), where).holds).toBe(false);
});
