import { describe, expect, it } from 'vitest';
import { findingGroups } from '../../src/report/findingGroups.ts';
import { bounded, claims, conclusion, proved, refutedStatement, theory } from './fixture.ts';

const grouped = (members: typeof claims) =>
  findingGroups(members).map((group) => [group.anchor, group.claims.map(({ id }) => id)]);

describe('findingGroups', () => {
  it('puts each claim with a finding into one group, in the order of the paper', () => {
    expect(grouped(claims)).toEqual([
      ['equations', ['eq12', 'eq93-95']],
      ['steps', ['posdef']],
      ['numbers', ['units/eq31']],
      ['unsupported', ['eq7', 'learning-speed']],
      ['remarks', ['eq35-68']],
    ]);
  });

  it('calls a statement refuted where its conclusion is no claim of its own', () => {
    expect(grouped([refutedStatement])).toEqual([['statements', ['posdef']]]);
    expect(grouped([refutedStatement, conclusion])).toEqual([['steps', ['posdef']]]);
  });

  it('keeps theory apart from the paper', () => {
    expect(grouped([{ ...theory, verdict: 'refuted' }])).toEqual([['theory', [theory.id]]]);
  });

  it('has no group where nothing is wrong', () => {
    expect(grouped([proved, { ...bounded, findings: [] }])).toEqual([]);
  });
});
