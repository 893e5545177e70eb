import { isValid } from 'ctrf';
import { describe, expect, it } from 'vitest';
import { ctrfReport } from '../../src/report/ctrf.ts';
import { junitReport } from '../../src/report/junit.ts';
import { claims, inconclusive, openStatement, proved, report, reportOn } from './fixture.ts';

const finished = new Date('2026-01-02T03:04:05.000Z');
const ctrf = (members = claims) => JSON.parse(ctrfReport(reportOn(members), finished));
const surviving = { ...proved, survivors: ['sign of c1: -G'] };

describe('junit.xml', () => {
  const xml = junitReport(report);

  it('has a suite a section and a test case a claim', () => {
    expect(xml.split('<testcase ').length - 1).toBe(claims.length);
    expect(xml.split('<testsuite ').length - 1).toBe(new Set(claims.map(({ section }) => section)).size);
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="natgrad verify" tests="11" failures="1"[^>]*skipped="1"/,
    );
    expect(xml).toContain(
      '<testcase classname="Inverse of the Fisher information matrix" name="Equation 84: Decomposition of the Fisher information matrix" time="0.033"/>',
    );
  });

  it('fails a claim with an unexpected verdict or a surviving mutant', () => {
    expect(xml).toContain(
      'expected proved, got inconclusive; mutant not refuted: gamma_u replaced by gamma_w',
    );
    expect(junitReport(reportOn([surviving]))).toContain('mutant not refuted: sign of c1: -G');
    expect(junitReport(reportOn([proved]))).not.toContain('<failure');
  });

  it('skips what is inconclusive as expected', () => {
    expect(junitReport(reportOn([openStatement]))).toContain('<skipped/>');
  });

  it('stays well-formed whatever the texts hold', () => {
    const text = junitReport(reportOn([{ ...proved, title: 'a < b & "c" \u0000\u001b' }]));
    expect(text).toContain('a &lt; b &amp; &quot;c&quot;');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(text).not.toMatch(/[\u0000\u001b]/);
  });
});

describe('ctrf.json', () => {
  it('is valid, and not when it is spoilt', () => {
    expect(isValid(ctrf())).toBe(true);
    expect(isValid({ ...ctrf(), reportFormat: 'JUnit' })).toBe(false);
    const spoilt = ctrf();
    spoilt.results.tests[0].status = 'undecided';
    expect(isValid(spoilt)).toBe(false);
  });

  it('counts, and times the run', () => {
    expect(ctrf().results.summary).toMatchObject({
      tests: 11,
      passed: 9,
      failed: 1,
      pending: 1,
      skipped: 0,
      other: 0,
    });
    const { start, stop } = ctrf().results.summary;
    expect([stop, stop - start]).toEqual([finished.getTime(), 13991]);
  });

  it.each([
    ['proved as expected', proved, 'passed'],
    ['open as expected', openStatement, 'pending'],
    ['open unexpectedly', inconclusive, 'failed'],
    ['with a surviving mutant', surviving, 'failed'],
  ])('calls a claim $0 $2', (_case, claim, status) => {
    expect(ctrf([claim]).results.tests[0].status).toBe(status);
  });
});
