/** Whatever an engine does, every claim of a file gets its verdict in time, in the order of the file. */
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/check/language/document.ts';
import { runDocument } from '../../../src/check/run.ts';
import type { Verdict } from '../../../src/check/verdict.ts';

const module = new URL('./misbehavingWorker.ts', import.meta.url);

async function verdictsOf(ids: readonly string[], timeout: number): Promise<readonly Verdict[]> {
  const claims = ids.map((id) => `  - {id: ${id}, claim: 1 == 1}\n`).join('');
  const verdicts: Verdict[] = [];
  for await (const verdict of runDocument(parseDocument(`claims:\n${claims}`, 'f'), { timeout, module })) {
    verdicts.push(verdict);
  }
  return verdicts;
}

describe('runDocument', () => {
  it('outlives engines that loop, fail or end, and keeps the order', async () => {
    const ids = ['loop', 'a', 'throw', 'b', 'exit', 'c', 'refuted-then-loop'];
    const verdicts = await verdictsOf(ids, 1);
    expect(verdicts.map(({ id }) => id)).toEqual(ids);
    expect(verdicts.map(({ verdict, method }) => `${verdict}: ${method}`)).toEqual([
      'inconclusive: no decision within 1 s',
      'proved: said so',
      'inconclusive: no proof and no counterexample found; misbehaving failed: out of ideas',
      'proved: said so',
      'inconclusive: the engine ended unexpectedly',
      'proved: said so',
      'refuted: counterexample, exact',
    ]);
    expect(verdicts[0]?.seconds).toBeGreaterThan(0.99);
    expect(verdicts[0]?.seconds).toBeLessThan(2);
  });

  it('outlives an engine that takes all memory', async () => {
    const [first, second] = await verdictsOf(['allocate', 'a'], 50);
    expect(first).toMatchObject({
      verdict: 'inconclusive',
      method: 'the engine failed: more than 1024 MB needed',
    });
    expect(second?.verdict).toBe('proved');
  });
});
