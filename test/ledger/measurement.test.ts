import { expect, it } from 'vitest';
import { notation } from '../../proofs/notation.ts';
import type { Assignment } from '../../src/expression/evaluate.ts';
import { symbol } from '../../src/expression/expression.ts';
import { doubles } from '../../src/expression/ring.ts';
import { isWorse, measureError } from '../../src/ledger/measurement.ts';

const at = (c1: number, c2: number, c3: number): Assignment<number> => ({
  ring: doubles,
  n: 1,
  notation,
  definitions: new Map(),
  values: new Map([
    ['c1', [[c1]]],
    ['c2', [[c2]]],
    ['c3', [[c3]]],
  ]),
  functions: {
    scalar: () => {
      throw new TypeError('no functions here');
    },
    cost: () => {
      throw new TypeError('no functions here');
    },
  },
  expectation: () => {
    throw new TypeError('no expectations here');
  },
});

const [c1, c2, c3] = [symbol('c1'), symbol('c2'), symbol('c3')];

it('gives the root mean square error relative to the left-hand side', () => {
  const groups = [[at(3, 3, 0)], [at(4, 3, 0)]];
  expect(measureError(c1, c2, groups).relative).toBeCloseTo(Math.sqrt(1 / 25), 14);
  expect(measureError(c1, c3, groups).relative).toBe(1);
});

it('calls a variant worse only beyond chance', () => {
  const groups = Array.from({ length: 50 }, (_, k) => [
    at(1, 1 + 0.01 * Math.sin(k), 1.1 + 0.01 * Math.cos(k)),
  ]);
  const [near, far] = [measureError(c1, c2, groups), measureError(c1, c3, groups)];
  expect(isWorse(near, far)).toBe(true);
  expect(isWorse(far, near)).toBe(false);
  expect(isWorse(near, near)).toBe(false);
});
