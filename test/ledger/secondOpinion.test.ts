import { expect, it } from 'vitest';
import { setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { lowRankParts } from '../../proofs/values.ts';
import { askNerdamer } from '../../src/ledger/secondOpinion.ts';

const ask = (left: string, right: string) =>
  askNerdamer(formula(left), formula(right), setting(lowRankParts));

it('agrees with a true rational identity, denominators cleared', () => {
  expect(ask('1/(c1*c2)+1/c2', '(1+c1)/(c1*c2)')).toEqual({
    agrees: true,
    scope: 'the identity as printed, denominators cleared',
  });
});

it('disagrees with false ones, also where only a sign or a power differs', () => {
  expect(ask('1/(c1*c2)-1/c2', '(1+c1)/(c1*c2)')?.agrees).toBe(false);
  expect(ask('(c1+c2)^3', 'c1^3+3*c1^2*c2+3*c1*c2^2+c2^2')?.agrees).toBe(false);
});

it('compares matrices word by word', () => {
  expect(ask('G', "M1+(c1*e0*r+c2*wt)*e0*r'+M3")).toEqual({
    agrees: true,
    scope: 'the coefficients of 5 words of the two normal forms',
  });
  expect(ask('G', 'M1+M3')?.agrees).toBe(false);
});
