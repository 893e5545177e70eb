import { describe, expect, it } from 'vitest';
import { fullLedger, ledgerToJson } from '../../src/report/json.ts';
import { claims, corrected, openStatement, proved, refutedStatement, report, reportOn } from './fixture.ts';

const parse = (text: string) => JSON.parse(text);

describe('ledgerToJson', () => {
  it('has the documented keys in the documented order', () => {
    expect(Object.keys(parse(ledgerToJson(report)))).toEqual(['claims', 'summary', 'seed', 'version']);
  });

  it('gives a claim with a counterexample and a correction every key in order', () => {
    const [claim] = parse(ledgerToJson(reportOn([corrected]))).claims;
    expect(Object.keys(claim)).toEqual([
      'id',
      'equation',
      'verdict',
      'restsOn',
      'assumptions',
      'dependsOn',
      'evidence',
      'mutants',
      'counterexample',
      'corrected',
      'statement',
      'findings',
      'source',
    ]);
    expect(Object.keys(claim.evidence[0])).toEqual(['method', 'scope', 'result', 'seconds']);
    expect(Object.keys(claim.mutants)).toEqual(['total', 'refuted', 'equivalent']);
    expect(claim.equation).toEqual([93, 94, 95]);
    expect(claim.counterexample).toEqual(corrected.counterexample);
    expect(claim.corrected).toEqual(corrected.corrected);
  });

  it('leaves out the keys of an absent counterexample and correction', () => {
    const [claim] = parse(ledgerToJson(reportOn([proved]))).claims;
    expect(claim).not.toHaveProperty('counterexample');
    expect(claim).not.toHaveProperty('corrected');
  });

  it('does not depend on the order in which the report was put together', () => {
    const backwards = Object.fromEntries(Object.entries(corrected).reverse()) as unknown as typeof corrected;
    expect(ledgerToJson(reportOn([backwards]))).toBe(ledgerToJson(reportOn([corrected])));
  });

  it('gives the words of a statement and its open question after the other keys', () => {
    const [claim] = parse(ledgerToJson(reportOn([openStatement]))).claims;
    expect(Object.keys(claim).slice(-3)).toEqual(['source', 'says', 'open']);
    expect(claim.open).toEqual(openStatement.open);
    expect(parse(ledgerToJson(reportOn([refutedStatement]))).claims[0]).not.toHaveProperty('open');
  });

  it('carries the summary, the seed and the version', () => {
    const { summary, seed, version } = parse(ledgerToJson(reportOn([proved], 7)));
    expect(summary).toEqual(reportOn([proved]).summary);
    expect([seed, version]).toEqual([7, '0.1.0']);
  });
});

describe('fullLedger', () => {
  it('has all that ledgerToJson has, and everything else of the claims', () => {
    const full = parse(fullLedger(report));
    expect(full).toMatchObject(parse(ledgerToJson(report)));
    expect(full.claims).toEqual(JSON.parse(JSON.stringify(claims)));
  });
});
