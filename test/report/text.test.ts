import { describe, expect, it } from 'vitest';
import { colourPaint } from '../../src/report/paint.ts';
import { claimLines, sectionLine, summaryLines } from '../../src/report/text.ts';
import {
  bounded,
  claims,
  corrected,
  inconclusive,
  proved,
  refuted,
  report,
  reportOn,
  woodbury,
} from './fixture.ts';

describe('claimLines', () => {
  it('gives a sound claim one line', () => {
    expect(claimLines(proved)).toEqual([
      '  proved        (84)        Decomposition of the Fisher information matrix  12/12 mutants',
    ]);
  });

  it('says what a claim rests on where that is not sound', () => {
    expect(claimLines(bounded)).toEqual([
      '  bounded       (35, 68)    Voltage is Gaussian for many inputs  rests on open  3/3 mutants',
    ]);
  });

  it('calls a claim without equation number by its id', () => {
    expect(claimLines(woodbury)[0]).toContain('  woodbury  ');
  });

  it('shows the corrected statement below a corrected claim', () => {
    expect(claimLines(corrected)).toEqual([
      '  corrected     (93-95)     Inverse by the matrix determinant lemma  rests on corrected  31/31 mutants',
      '                corrected: inv(G) == 1/c1 (inv(Sigma) - (g1 rt - g2 w) rt^T + (g3 rt + g4 w) w^T)',
    ]);
  });

  it('shows the counterexample below a refuted claim', () => {
    expect(claimLines(refuted)).toEqual([
      '  refuted       (12)        Global factor of the learning rule  2/2 mutants',
      '                left 1.0832, right 1 at V = 0.25, w[1] = 1.5',
    ]);
  });

  it('keeps a long or broken correction on one line that ends in dots', () => {
    const statement = `a ==\n  ${'b + '.repeat(100)}c`;
    const [, detail] = claimLines({ ...corrected, corrected: { statement, latex: [] } });
    expect(detail).toMatch(/^ {16}corrected: a == b \+ b .*\.\.\.$/);
  });

  it('tells an unexpected verdict and each surviving mutant', () => {
    expect(claimLines(inconclusive).slice(1)).toEqual([
      '                expected proved, got inconclusive',
      '                mutant not refuted: gamma_u replaced by gamma_w',
    ]);
  });

  it('colours without changing the words', () => {
    expect(claimLines(corrected, colourPaint)[0]).toContain('\u001b[33mcorrected');
    for (const claim of claims) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
      const bare = claimLines(claim, colourPaint).map((line) => line.replace(/\u001b\[\d+m/g, ''));
      expect(bare).toEqual(claimLines(claim));
    }
  });
});

describe('sectionLine', () => {
  it('is the heading', () => expect(sectionLine('Methods')).toBe('Methods'));
});

describe('summaryLines', () => {
  it('counts, and lists what was not expected by id', () => {
    expect(summaryLines(report, 'report/index.html')).toEqual([
      'Summary',
      '  claims                11: 4 proved, 0 definition, 1 bounded, 2 corrected, 2 refuted, 2 inconclusive',
      '  mutants               358/359 refuted, 2 equivalent to the original',
      '  unexpected verdicts   eq7',
      '  mutants surviving in  eq7',
      '  findings              4',
      '  seed                  1',
      '  seconds               14.0',
      '  report                report/index.html',
    ]);
  });

  it('says none where all is as expected, and names no page where there is none', () => {
    const lines = summaryLines(reportOn([proved]), undefined);
    expect(lines).toContain('  unexpected verdicts   none');
    expect(lines).toContain('  mutants surviving in  none');
    expect(lines.at(-1)).toMatch(/^ {2}seconds/);
  });
});
