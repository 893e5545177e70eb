/** Parts of statements in prose: the answer, and the variants that must flip it. */
import { describe, expect, it } from 'vitest';
import { premise, statement } from '../../proofs/claims.ts';
import { calculus, matrixIdentity } from '../../src/ledger/calculus.ts';
import type { Claim } from '../../src/ledger/claim.ts';
import { type Part, test } from '../../src/ledger/part.ts';
import type { OutsideOpinion } from '../../src/ledger/report.ts';
import { runToEnd } from './runs.ts';

const answer = (holds: boolean | undefined) => () => ({ holds, result: String(holds) });
const part = (holds: boolean | undefined, variant: boolean, exact = true): Part =>
  test({
    text: 'a part',
    method: 'a method',
    scope: 'here',
    exact,
    ask: answer(holds),
    variants: [{ change: 'a change', ask: answer(variant) }],
  });

const judged = async (
  parts: readonly Part[],
  more: object = {},
  opinions: readonly OutsideOpinion[] = [],
) => {
  const text = { title: 't', says: 's', given: [premise('p')], parts, expected: 'proved' as const, ...more };
  const claim = { ...statement('a-statement', text), section: 'S', dependsOn: [] } as Claim;
  const { claims } = await runToEnd([claim], { seed: 1, opinions });
  return claims[0];
};

describe('a statement in prose', () => {
  it('is proved when all parts hold exactly, bounded when one is a measurement', async () => {
    expect((await judged([part(true, false), part(true, false)]))?.verdict).toBe('proved');
    expect((await judged([part(true, false), part(true, false, false)]))?.verdict).toBe('bounded');
  });

  it('is refuted by one part, whatever else is open', async () => {
    const open = { open: { reason: 'r', experiment: 'e' } };
    expect((await judged([part(true, false), part(false, true)], open))?.verdict).toBe('refuted');
  });

  it('stays inconclusive when a part cannot be told or the claim is open, and says why', async () => {
    expect((await judged([part(undefined, false)]))?.verdict).toBe('inconclusive');
    const report = await judged([part(true, false)], { open: { reason: 'r', experiment: 'e' } });
    expect(report?.verdict).toBe('inconclusive');
    expect(report?.open).toEqual({ reason: 'r', experiment: 'e' });
  });

  it('reports a variant under which the answer does not flip', async () => {
    expect((await judged([part(true, true)]))?.survivors).toHaveLength(1);
    expect((await judged([part(false, false)]))?.survivors).toHaveLength(1);
    expect((await judged([part(true, false)]))?.survivors).toEqual([]);
  });

  it('is corrected when what should be said instead holds', async () => {
    const corrected = { corrected: { says: 'better', parts: [part(true, false)] } };
    const report = await judged([part(false, true)], corrected);
    expect(report?.verdict).toBe('corrected');
    expect(report?.corrected?.statement).toMatch(/^better/);
  });

  it('becomes inconclusive when another program disagrees, and keeps what it said', async () => {
    const opinion = { claimId: 'a-statement', method: 'Coq', scope: 'all n', result: 'no', seconds: 1 };
    const report = await judged([part(true, false)], {}, [{ ...opinion, agrees: false }]);
    expect(report?.verdict).toBe('inconclusive');
    expect(report?.evidence.at(-1)).toEqual({ method: 'Coq', scope: 'all n', result: 'no', seconds: 1 });
    expect((await judged([part(true, false)], {}, [{ ...opinion, agrees: true }]))?.verdict).toBe('proved');
  });
});

describe('a part about rectangular matrices', () => {
  const symbols = { X: 'matrix(N, n)', b: 'vector(n)', l: 'vector(N)' };
  it('uses its hypotheses, and tells them', async () => {
    const part = matrixIdentity(
      { symbols, given: ['X*b == 0*l'], claim: 'transpose(b)*(transpose(X)*l) == 0' },
      ['transpose(b)*b == 0'],
    );
    expect(part.text).toBe('transpose(b)*(transpose(X)*l) == 0, given X*b == 0*l');
    expect((await part.judge(1)).holds).toBe(true);
    expect((await part.mutants(1, true)).map(({ fate }) => fate)).toEqual(['refuted']);
  });

  it('is refuted without them', async () => {
    const part = matrixIdentity({ symbols, claim: 'transpose(b)*(transpose(X)*l) == 0' }, []);
    expect((await part.judge(1)).holds).toBe(false);
  });
});

describe('a part that is scalar calculus', () => {
  it('proves a limit, and refutes a wrong one with a counterexample', async () => {
    const good = calculus({ claim: 'limit(sin(t)/t, t, 0) == 1' }, ['limit(sin(t)/t, t, 0) == 2']);
    expect((await good.judge(1)).holds).toBe(true);
    expect((await good.mutants(1, true)).map(({ fate }) => fate)).toEqual(['refuted']);
    const bad = calculus({ symbols: { x: 'real' }, claim: 'x^2 == x' }, ['x == x']);
    const judgement = await bad.judge(1);
    expect(judgement.holds).toBe(false);
    expect(judgement.counterexample?.exact).toBe(true);
  });
});
