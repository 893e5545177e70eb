import { afterAll, describe, expect, it } from 'vitest';
import { type ProblemText, problemFromText } from '../../../src/check/language/problemFromText.ts';
import type { Deadline } from '../../../src/check/problem.ts';
import { shutdown } from '../../../src/check/prove/scalar/z3.ts';
import { findCounterexample, support } from '../../../src/check/refute/refute.ts';
import { confirmed } from '../../../src/check/refute/trial.ts';
import { FALSE_CLAIMS, TRUE_CLAIMS } from './claims.ts';

const SEED = 1;

afterAll(shutdown);

const within = (milliseconds: number): Deadline => {
  const end = performance.now() + milliseconds;
  return { expired: () => performance.now() > end, remaining: () => end - performance.now() };
};

const title = ({ claim, given = [] }: ProblemText): string =>
  given.length === 0 ? claim : `${claim} given ${given.join(', ')}`;

describe('findCounterexample', () => {
  it.each(FALSE_CLAIMS.map((text) => [title(text), text] as const))('refutes %s', async (_, text) => {
    const problem = problemFromText(text);
    const found = await findCounterexample(problem, SEED, within(8000));
    expect(found).toBeDefined();
    if (found?.exact) expect(confirmed(problem, found.values)).toBe(true);
  });

  it.each(TRUE_CLAIMS.map((text) => [title(text), text] as const))('does not refute %s', async (_, text) => {
    const problem = problemFromText(text);
    for (const seed of [SEED, SEED + 1])
      expect(await findCounterexample(problem, seed, within(1000))).toBeUndefined();
  });

  it('finds the same with the same seed', async () => {
    const text = { symbols: { A: 'matrix(n,n)', B: 'matrix(n,n)' }, claim: 'A*B == B*A' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => findCounterexample(problemFromText(text), 7, within(3000))),
    );
    expect(first).toEqual(second);
  });

  it('shows values that a reader can check by hand', async () => {
    const problem = problemFromText({ symbols: { A: 'matrix(n,n)' }, claim: 'det(2*A) == 2*det(A)' });
    const found = await findCounterexample(problem, SEED, within(3000));
    expect(found?.assignment.n).toBe('2');
    expect(found?.assignment.A).toMatch(/^\[-?\d+, -?\d+; -?\d+, -?\d+\]$/);
    expect(found?.exact).toBe(true);
  });
});

describe('support', () => {
  it('names the sizes at which equal sides were exact', async () => {
    const problem = problemFromText({
      symbols: { A: 'matrix(n,n)', B: 'matrix(n,n)' },
      claim: 'det(A*B) == det(A)*det(B)',
    });
    const result = await support(problem, SEED, within(5000));
    expect(result.kind === 'supported' ? result.method : '').toMatch(/both sides equal as rational numbers$/);
    expect(result.kind === 'supported' ? result.scope : '').toMatch(/n = 1; n = 2; n = 3/);
  });

  it.each([
    ['x > 0', 'x < 0'],
    ['x == 1', 'x == 2'],
    ['x^2 + 1 == 0', 'x > 0'],
  ])('calls %s with %s vacuous', async (first, second) => {
    const problem = problemFromText({ symbols: { x: 'real' }, claim: 'x == 5', given: [first, second] });
    expect((await support(problem, SEED, within(5000))).kind).toBe('vacuous');
  });

  it('is silent about a claim whose sides are never both defined', async () => {
    const problem = problemFromText({ symbols: { x: 'real' }, claim: '1/(x - x) == 1' });
    expect((await support(problem, SEED, within(5000))).kind).toBe('vacuous');
  });
});
