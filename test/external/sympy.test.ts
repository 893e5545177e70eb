/** SymPy agrees with the scalar identities and sees every wrong sign. */
import { describe, expect, it } from 'vitest';
import { scalarIdentityOf } from '../../src/external/scalarIdentity.ts';
import { askSympy, sympyAvailable } from '../../src/external/sympy.ts';
import { claims, wrongVariants } from './claims.ts';

const { ok: hasSympy } = await sympyAvailable();

describe.skipIf(!hasSympy)('SymPy (needs python3 with sympy)', () => {
  const scalar = claims.filter((claim) => scalarIdentityOf(claim) !== undefined);

  it('agrees with every scalar identity of the ledger', async () => {
    const opinions = await askSympy(claims);
    expect(opinions.map(({ claimId }) => claimId)).toEqual(scalar.map(({ id }) => id));
    expect(opinions.filter(({ agrees }) => !agrees)).toEqual([]);
  });

  it('disagrees with every one of them that has a wrong sign', async () => {
    const wrong = wrongVariants(scalar);
    const opinions = await askSympy(wrong);
    expect(opinions).toHaveLength(wrong.length);
    expect(opinions.filter(({ agrees }) => agrees)).toEqual([]);
    expect(opinions[0]).toMatchObject({ method: 'SymPy', result: 'the difference is not 0' });
  });
});
