/** The pages as text; how they look and behave in a browser is tested in test/browser. */
import { describe, expect, it } from 'vitest';
import type { ClaimReport } from '../../src/ledger/report.ts';
import { claimAnchor, claimFile } from '../../src/report/fileNames.ts';
import { reportFiles } from '../../src/report/files.ts';
import {
  claims,
  conclusion,
  corrected,
  inconclusive,
  numbers,
  openStatement,
  proved,
  refuted,
  refutedStatement,
  report,
  reportOn,
  theory,
  woodbury,
} from './fixture.ts';

const filesOf = (members: readonly ClaimReport[]) =>
  new Map(reportFiles(reportOn(members), new Date(0)).map(({ path, text }) => [path, text]));
const files = filesOf(claims);
const read = (path: string, from = files): string => from.get(path) ?? `no file ${path}`;
const pageOf = (claim: ClaimReport) => read(claimFile(claim.id));
const pages = [...files].filter(([path]) => path.endsWith('.html'));
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

describe('the report', () => {
  it('has a page a claim, the front page last, and data', () => {
    expect([...files.keys()].sort()).toEqual(
      [
        'ctrf.json',
        'findings.html',
        'index.html',
        'junit.xml',
        'ledger.json',
        'ledger.schema.json',
        'style.css',
        ...claims.map(({ id }) => claimFile(id)),
      ].sort(),
    );
    expect([...files.keys()].at(-1)).toBe('index.html');
  });

  it('is the same each time', () => {
    expect(reportFiles(report, new Date(0))).toEqual(reportFiles(report, new Date(0)));
  });
});

describe('every page', () => {
  it.each(pages)('%s is one HTML document with its language and character set', (_path, text) => {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain('<meta charset="utf-8"');
  });

  it.each(pages)(
    '%s loads nothing but the stylesheet, and has no address but in links and names',
    (path, text) => {
      const root = path.startsWith('claims/') ? '../' : '';
      const rest = text
        .replace(`<link rel="stylesheet" href="${root}style.css"/>`, '')
        .replaceAll('href="https://doi.org/10.7554/eLife.66526"', '')
        .replaceAll('xmlns="http://www.w3.org/1998/Math/MathML"', '');
      expect(rest).not.toMatch(/<(link|img|iframe|object|embed|base)\b|\bsrc=|url\(h|@import|https?:/i);
      expect(rest.split('<script').length - 1).toBe(path === 'index.html' ? 1 : 0);
    },
  );

  it.each(pages)('%s links only to what there is, and names no place twice', (path, text) => {
    const names = [...text.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
    for (const [, href = ''] of text.matchAll(/href="([^"]+)"/g)) {
      if (href.startsWith('https:') || href.includes('=')) continue;
      const { pathname, hash } = new URL(href, `file:///${path}`);
      const target = read(pathname.slice(1));
      expect(target, href).not.toMatch(/^no file/);
      if (hash !== '') expect(target, href).toContain(`id="${hash.slice(1)}"`);
    }
  });

  it('sets formulas in MathML, each line of LaTeX its own', () => {
    for (const claim of claims)
      for (const line of claim.latex)
        expect(pageOf(claim)).toContain(`x-tex">${escaped(line).replaceAll("'", '&#x27;')}<`);
    expect(pageOf(corrected)).toContain('<mfrac>');
    for (const [, text] of pages) expect(text).not.toContain('katex-error');
  });

  it('shows LaTeX that does not parse as its source', () => {
    const text = read('claims/eq84.html', filesOf([{ ...proved, latex: ['\\frac{1}{<b>'] }]));
    expect(text).toContain('\\frac{1}{&lt;b&gt;');
  });

  it('escapes text', () => {
    for (const [, text] of pages) expect(text).not.toContain('<general>');
    expect(pageOf(inconclusive)).toContain('Natural-gradient rule, &lt;general>');
    const hostile = {
      ...proved,
      id: '"><b>',
      title: '</script><b>',
      says: '<b>',
      findings: ['<b>'],
      section: '"><b>',
    };
    for (const [path, text] of filesOf([hostile, { ...hostile, id: 'x' }]))
      if (path.endsWith('.html')) expect(text).not.toContain('<b>');
  });
});

describe('the front page', () => {
  const text = read('index.html');

  it('counts every verdict for each source and says what it means', () => {
    expect(text).toContain('Exact, for all n and all parameters that satisfy the listed assumptions.');
    const row = text.slice(text.indexOf('<tbody><tr><th scope="row"><span class="badge proved">'));
    const counts = [
      ...row.slice(0, row.indexOf('</tr>')).matchAll(/<td class="number">(?:<a [^>]*>)?(\d+)/g),
    ];
    expect(counts.map((match) => match[1])).toEqual(['2', '1', '1', '4']);
  });

  it('links what was not expected', () => {
    expect(text).toMatch(/Unexpected verdicts<\/dt><dd><span><a href="claims\/eq7.html"/);
    expect(text).toMatch(/Mutants surviving in<\/dt><dd><span><a href="claims\/eq7.html"/);
  });

  it('has a row and a mark in the graph for every claim', () => {
    for (const { id } of claims) {
      expect(text).toContain(`id="${claimAnchor(id)}"`);
      expect(text.split(`data-claim="${id}"`).length - 1).toBe(2);
    }
    const isolated = text.slice(text.indexOf('<ul class="chips">'), text.indexOf('<h2 id="claims">'));
    expect([...isolated.matchAll(/data-claim="([^"]+)"/g)].map((match) => match[1])).toEqual([
      conclusion.id,
      openStatement.id,
      numbers.id,
    ]);
  });

  it('shows prose in its own words', () => {
    expect(text).toContain(`<q>${escaped(openStatement.says ?? '')}</q>`);
  });

  it('is there for no claims too', () => {
    expect(read('index.html', filesOf([]))).toContain('0 claims');
  });
});

describe('the findings', () => {
  const text = read('findings.html');
  const finding = ({ id }: ClaimReport) => {
    const start = text.indexOf(`id="${claimAnchor(id)}"`);
    return start < 0 ? '' : text.slice(start, text.indexOf('</article>', start));
  };

  it('counts the groups', () => {
    expect(text).toMatch(/false as printed<\/a> <span class="quiet">2<\/span>/);
    expect(text).toMatch(/Unsupported <span class="quiet">\(2\)<\/span>/);
  });

  it('lists what is wrong with its evidence, and nothing that is right', () => {
    expect(finding(corrected)).toContain('As printed (false)');
    expect(finding(corrected)).toContain('Counterexample: left 7/12, right 5/12');
    expect(finding(refutedStatement)).toContain('Since c_1 > 0');
    expect(finding(refutedStatement)).toMatch(
      /conclusion alone, <a href="claims\/posdef_2f_conclusion.html"/,
    );
    expect(finding(numbers)).toContain('<p>with e0 = 1 mV s: c_eps');
    expect(finding(numbers).split('with e0 = 1 mV s').length - 1).toBe(1);
    expect(finding(openStatement)).toContain('Learning curves of 2000 neurons');
    for (const claim of [proved, woodbury, theory, conclusion]) expect(finding(claim)).toBe('');
  });

  it('says so where there are none', () => {
    expect(read('findings.html', filesOf([proved]))).toContain('None: no line is false as printed');
  });
});

describe('the page of a claim', () => {
  it('shows printed and corrected line, counterexample, evidence, mutants and derivation', () => {
    const text = pageOf(corrected);
    expect(text).toContain('As printed (false)');
    expect(text).toContain('<h2>Corrected</h2>');
    expect(text).toMatch(/c3<\/th><td>-1\/3</);
    expect(text).toMatch(/left-hand side<\/th><td>7\/12</);
    expect(text).toMatch(/<td>double precision<\/td><td>n = 3, 200 draws<\/td>/);
    expect(text).toContain('31 of 31 deliberately wrong variants refuted.');
    expect(text).toMatch(/<ol class="steps"><li>Woodbury identity<div class="formula"/);
    expect(text).toContain('<li>c1 != 0</li><li>r > 0</li>');
  });

  it('links what it depends on and what depends on it; an undecided claim is named without a link', () => {
    expect(pageOf(corrected)).toMatch(/href="..\/claims\/eq84.html"[^>]*>\(84\)</);
    expect(pageOf(proved)).toMatch(/Used by<\/dt><dd><span><a href="..\/claims\/eq93-95.html"/);
    expect(pageOf(corrected)).toContain('<span title="not part of this run">eq500</span>');
  });

  it('leads to the claims before and after it', () => {
    expect(pageOf(proved)).toMatch(/rel="prev" href="..\/claims\/eq35-68.html"/);
    expect(pageOf(proved)).toMatch(/rel="next" href="..\/claims\/woodbury.html"/);
    expect(pageOf(inconclusive)).not.toContain('rel="prev"');
    expect(pageOf(theory)).not.toContain('rel="next"');
  });

  it('tells an unexpected verdict and a surviving mutant', () => {
    expect(pageOf(inconclusive)).toContain('Expected proved, got inconclusive.');
    expect(pageOf(inconclusive)).toContain('<code>gamma_u replaced by gamma_w</code>');
    expect(pageOf(proved)).not.toContain('Expected');
  });

  it('shows the plain statement where there is no LaTeX', () => {
    expect(pageOf(woodbury)).toContain('<p class="statement">inv(A + U V) ==');
  });

  it('says whether a counterexample is exact', () => {
    expect(pageOf(refuted)).toContain('Decimal approximations');
    expect(pageOf(corrected)).toContain('Exact values');
  });

  it('takes a statement in prose apart, and shows its open question', () => {
    expect(pageOf(refutedStatement)).toContain('As stated (false)');
    expect(pageOf(refutedStatement)).toContain("<li>c1 > 0</li><li>(c2*rt + c3*w)*wt' is positive");
    expect(pageOf(refutedStatement)).toMatch(
      /Conclusion alone<\/dt><dd><a [^>]*>posdef\/conclusion<\/a>, proved/,
    );
    expect(pageOf(openStatement)).toContain('The difference is 1.4 standard errors.');
  });

  it('keeps derivations apart, each from the line that it starts from', () => {
    const step = (rule: string) => ({ rule, latex: 'G' });
    const steps = ['start', 'expand', 'collect', 'start', 'woodbury'].map(step);
    const text = read('claims/eq84.html', filesOf([{ ...proved, steps }]));
    expect([...text.matchAll(/<h2>(Derivation[^<]*)</g)].map((match) => match[1])).toEqual([
      'Derivation 1',
      'Derivation 2',
    ]);
    expect([...text.matchAll(/<li>(\w+)<div class="formula"/g)].map((match) => match[1])).toEqual([
      'expand',
      'collect',
      'woodbury',
    ]);
    expect(pageOf(proved)).toContain('<h2>Derivation</h2>');
  });

  it('lists every mutant with its fate', () => {
    expect(pageOf(theory)).toContain('All 300 variants');
    expect(pageOf(theory)).toContain(
      '299 of 299 deliberately wrong variants refuted; not counted: 1 equivalent',
    );
    expect(pageOf(theory).split('<td>refuted</td>').length - 1).toBe(299);
  });
});
