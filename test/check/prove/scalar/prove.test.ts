/**
 * The scalar provers: what share of true claims they prove, and that they prove no false one.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { shutdown } from '../../../../src/check/prove/scalar/z3.ts';
import { FALSE_CLAIMS, TRUE_CLAIMS } from './claims.ts';
import { problemOf, proofOf } from './proving.ts';

afterAll(shutdown);

describe('true claims', () => {
  const missed: string[] = [];
  const table: string[] = [];
  for (const { topic, claims } of TRUE_CLAIMS) {
    test(`${topic}: at least three quarters of ${claims.length} are proved`, async () => {
      let proved = 0;
      for (const line of claims) {
        const proof = await proofOf(problemOf(line), 5000);
        if (proof === undefined) missed.push(line);
        else proved++;
      }
      table.push(`${topic.padEnd(28)} ${proved} of ${claims.length}`);
      expect(proved).toBeGreaterThanOrEqual(0.75 * claims.length);
    }, 180_000);
  }

  test('the table', () => {
    const all = TRUE_CLAIMS.flatMap(({ claims }) => claims);
    console.log(['proved', ...table, ...missed.map((line) => `  not: ${line}`)].join('\n'));
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('false claims are not proved', () => {
  for (const { topic, claims } of FALSE_CLAIMS) {
    test(topic, async () => {
      const proved: string[] = [];
      for (const line of claims) if ((await proofOf(problemOf(line), 1000)) !== undefined) proved.push(line);
      expect(proved).toEqual([]);
    }, 180_000);
  }
});

test('a proof names its method', async () => {
  const methods = await Promise.all(
    [
      '(x + y)^2 == x^2 + 2*x*y + y^2',
      'x^2 + y^2 >= 2*x*y',
      'e^pi > pi^e',
      'exp(x) + exp(-x) >= 2 + x^2',
    ].map(async (line) => (await proofOf(problemOf(line), 5000))?.method),
  );
  expect(methods).toEqual([
    'exact normal form of elementary functions',
    'z3 nlsat (real closed fields)',
    'rigorous enclosures',
    'sign of the derivative (mean value theorem), z3 nlsat with bounds of elementary functions',
  ]);
});

/** False: at points where a rule of calculus or of powers does not apply, across a pole, outside an interval. */
test.each([
  'diff(abs(x)*x, x) == 1 | x == 0',
  'diff(abs(x)^2, x) == 1 | x == 0',
  'limit(abs(x)/x, x, 0) == 1',
  'limit(1/x, x, 0) == 0',
  'limit((y*x + x^2)/(y*x + 2*x^2), x, 0) == 1',
  'limit(sqrt(y^2 + x^2), x, 0) == y',
  'limit(y*x/(y*x), x, 0) == 1 + y',
  'gaussian(x^2, x, 0, y) > 0',
  'exp(x) - 1/x >= 1 | x >= -1',
  'log(abs(x)) + exp(x) >= -5',
  'tan(x) >= x | x >= 0',
  'tanh(x) <= x | x^2 >= 1',
  'sinh(x) >= x | x != 0',
  'exp(x) >= 3*x - 0.29',
  'log(1 + x) <= 2*x/(2 + x) | x > -1',
  'log(p) >= log(q) | p^2 >= q',
  'gaussian(exp(x^2), x, 0, t) == 1',
  '(x^2)^(1/2) == x',
  'log(x*y) == log(abs(x)) + log(y) + 1e-9',
  'x^(1/3)*x^(2/3) == abs(x) + 1e-9',
])('not proved: %s', async (line) => {
  const proof = await proofOf(problemOf(line), 2000);
  expect(proof?.method).toBeUndefined();
});
