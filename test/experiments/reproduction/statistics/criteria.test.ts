import { describe, expect, it } from 'vitest';
import {
  answer,
  type Criterion,
  decidedBy,
  verdictOf,
} from '../../../../src/experiments/reproduction/statistics/criteria.ts';
import { short, withInterval } from '../../../../src/experiments/reproduction/statistics/estimate.ts';

const between = (low: number, high: number) => ({ value: (low + high) / 2, low, high, says: 'x' });

describe('a criterion', () => {
  const criterion: Criterion = { estimate: 'x', part: 'x', low: 0, high: 1 };
  it.each([
    [0.2, 0.4, 'met'],
    [0, 1, 'met'],
    [1.1, 1.2, 'failed'],
    [-2, -1, 'failed'],
    [0.9, 1.1, 'open'],
    [-1, 2, 'open'],
  ] as const)('between 0 and 1: an interval from %d to %d is %s', (low, high, expected) =>
    expect(answer(criterion, between(low, high))).toBe(expected),
  );
});

describe('a verdict', () => {
  it.each([
    [['met', 'met'], 'holds'],
    [['met', 'failed'], 'holds in a regime'],
    [['met', 'failed', 'open'], 'holds in a regime'],
    [['failed', 'failed'], 'does not hold'],
    [['failed', 'open'], 'does not hold'],
    [['met', 'open'], 'cannot tell'],
    [['open'], 'cannot tell'],
  ] as const)('of %j is: %s', (answers, verdict) => expect(verdictOf(answers)).toBe(verdict));
});

describe('a claim decided by criteria', () => {
  const criteria: Criterion[] = [
    { estimate: 'a', part: 'a is small:', high: 1 },
    { estimate: 'b', part: 'b is large:', low: 2 },
    { estimate: 'c', part: 'c is between:', low: -1.25, high: -0.75 },
  ];
  const { judge, variants } = decidedBy(criteria, () => 'More.');
  it.each([
    ['holds', 0, 3, -1],
    ['does not hold', 2, 1, 0],
    ['holds in a regime', 0, 1, -1],
  ] as const)('%s, and its variant says otherwise', (verdict, a, b, c) => {
    const estimates = { a: between(a, a), b: between(b - 0.1, b + 0.1), c: between(c, c) };
    expect(judge(estimates).verdict).toBe(verdict);
    for (const { spoil } of variants) expect(judge(spoil(estimates)).verdict).not.toBe(verdict);
  });

  it('says which parts hold, with numbers', () => {
    const estimates = { a: between(0.51, 0.53), b: between(0, 1), c: between(-0.8, -0.7) };
    expect(judge(estimates).because).toBe(
      'Yes: a is small: 0.52 [0.51, 0.53]. No: b is large: 0.5 [0, 1]. Open: c is between: -0.75 [-0.8, -0.7]. More.',
    );
  });

  it('asks for its estimates', () => expect(() => judge({})).toThrow('estimates: got no a, expected one'));
});

it('numbers have three digits', () => {
  expect([0.123456, 1234.56, -0.00012345].map(short)).toEqual(['0.123', '1235', '-0.000123']);
  expect(withInterval({ value: 1, low: 1, high: 1, unit: 'mV' })).toBe('1 mV');
});
