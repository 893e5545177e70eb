/** Recorded measurements in the ledger: verdicts come from the recorded estimates, and a stale record shows. */
import { describe, expect, it } from 'vitest';
import {
  expectedVerdict,
  type RecordedClaim,
  recordedClaims,
  recordedPart,
} from '../../proofs/statements/reproduced.ts';
import { judged } from '../../src/experiments/reproduction/claimFinding.ts';
import type { FigureRecord } from '../../src/experiments/reproduction/record.ts';
import { reproduction } from '../../src/experiments/reproduction/reproduction.ts';
import type { Registry } from '../../src/experiments/reproduction/task.ts';
import { reproductions } from '../experiments/reproduction/fixture.ts';
import { fixtureRecord } from '../report/figures.fixture.ts';

const holding = await fixtureRecord('one');
const failing = await fixtureRecord('one', { scale: 'test', source: 'scripts', seed: 1 });

function only(record: FigureRecord): RecordedClaim {
  const [claim] = recordedClaims([{ record, hash: 'h' }]);
  if (claim === undefined) throw new Error('no claim');
  return claim;
}

const answer = async (record: FigureRecord, registry: Registry = reproductions) => {
  const judgement = await recordedPart(only(record), registry).judge(1);
  return { holds: judgement.holds, result: judgement.evidence[0]?.result ?? '' };
};

describe('a recorded claim', () => {
  it('holds, or does not, by the recorded estimates, and is never exact', async () => {
    const { holds, result } = await answer(holding);
    expect([holds, result]).toEqual([true, expect.stringMatching(/^holds: the mean is 0\.\d+$/)]);
    expect(await answer(failing)).toMatchObject({ holds: false });
    expect((await recordedPart(only(holding), reproductions).judge(1)).approximate).toBe(true);
    expect([expectedVerdict([only(holding)]), expectedVerdict([only(holding), only(failing)])]).toEqual([
      'bounded',
      'refuted',
    ]);
  });

  it('flips for its variants', async () => {
    for (const [record, holds] of [
      [holding, true],
      [failing, false],
    ] as const) {
      const mutants = await recordedPart(only(record), reproductions).mutants(1, holds);
      expect(mutants.map(({ fate }) => fate)).toEqual(['refuted']);
    }
  });

  it('has a variant that survives where the statistic cannot decide otherwise', async () => {
    const blind = { ...(await reproductions.one?.()) };
    const [claim] = blind.claims ?? [];
    const registry: Registry = {
      one: async () =>
        reproduction({
          ...(await (reproductions.one as NonNullable<typeof reproductions.one>)()),
          claims: [
            {
              ...(claim as NonNullable<typeof claim>),
              judge: () => ({ verdict: 'holds', because: 'always' }),
            },
          ],
        }),
    };
    const mutants = await recordedPart(only(holding), registry).mutants(1, true);
    expect(mutants.map(({ fate }) => fate)).toEqual(['survived']);
  });

  it('that cannot be told leaves the statement open', async () => {
    const figure = await (reproductions.one as NonNullable<typeof reproductions.one>)();
    const mean = { value: 0.1, low: -1, high: 1, says: 'mean' };
    const finding = judged(figure.claims[0] as NonNullable<(typeof figure.claims)[0]>, { mean });
    const open = { ...holding, claims: [finding] };
    expect(await answer(open)).toEqual({ holds: undefined, result: 'cannot tell: the interval contains 0' });
    expect(expectedVerdict([only(holding), only(open)])).toBe('inconclusive');
  });

  it.each<[string, Partial<FigureRecord>, string]>([
    ['figure', { figure: 'gone' }, 'there is no figure gone'],
    [
      'statistic',
      { claims: holding.claims.map((claim) => ({ ...claim, statistic: 'another' })) },
      'the statistic of one/positive is now another',
    ],
    [
      'claim',
      { claims: holding.claims.map((claim) => ({ ...claim, id: 'one/other' })) },
      'one no longer makes the claim one/other',
    ],
    [
      'parameters',
      { provenance: { ...holding.provenance, parameters: { draws: 51 } } },
      'the parameters of one are now others',
    ],
  ])('is stale when its %s is no longer that of the program', async (_, change, what) => {
    const { holds, result } = await answer({ ...holding, ...change });
    expect(holds).toBeUndefined();
    expect(result).toContain(`the record is stale: ${what}`);
  });
});
