/** Results between runs: a changed formula is judged again, and nothing else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { equal } from '../../proofs/claims.ts';
import { claims } from '../../proofs/index.ts';
import type { Claim } from '../../src/ledger/claim.ts';
import { resultKeys } from '../../src/ledger/contentHash.ts';
import { ResultCache } from '../../src/ledger/resultCache.ts';
import { runToEnd } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const only = new Set(['eq36', 'eq85', 'eq86', 'eq92']);

/** The ledger with another printed line for Equation 92. */
const changed = claims.map(
  (claim): Claim =>
    claim.id === 'eq92' && claim.role !== 'prose' ? { ...claim, printed: equal('inv(M1)*M3', 'M3') } : claim,
);

describe('the cache of results', () => {
  it('gives the same report from stored results, without judging', async () => {
    const file = join(folder, 'same.json');
    const cold = await runToEnd(claims, { seed: 1, only, cache: new ResultCache(file) });
    const warm = await runToEnd(claims, { seed: 1, only, cache: new ResultCache(file) });
    expect(warm.claims).toEqual(cold.claims); // seconds of the evidence too: nothing was timed again
  });

  it('has another key for a changed formula and for another seed, and the same for every other claim', () => {
    const [keyOf, otherSeed] = [resultKeys(1), resultKeys(2)];
    const differing = claims.filter((claim, k) => keyOf(claim) !== keyOf(changed[k] as Claim));
    expect(differing.map(({ id }) => id)).toEqual(['eq92']);
    expect(claims.every((claim) => keyOf(claim) !== otherSeed(claim))).toBe(true);
  });

  it('judges a changed formula again', async () => {
    const file = join(folder, 'changed.json');
    await runToEnd(claims, { seed: 1, only, cache: new ResultCache(file) });
    const report = await runToEnd(changed, { seed: 1, only, cache: new ResultCache(file) });
    expect(report.claims.find(({ id }) => id === 'eq92')?.verdict).toBe('refuted');
  });

  it.each(['', '{', '[]', 'null', '{"eq92": {"key": 1}}'])(
    'starts cold from a file that holds %j',
    (text) => {
      const file = join(folder, 'broken.json');
      writeFileSync(file, text);
      expect(new ResultCache(file).get('eq92', 'key')).toBeUndefined();
    },
  );
});
