import { describe, expect, it } from 'vitest';
import { claimAnchor } from '../../src/report/anchors.ts';
import { renderPage } from '../../src/report/page.tsx';
import { claims, corrected, proved, refuted, report, reportOn } from './fixture.ts';

const page = renderPage(report);

/** The part of the page that is one claim's article. */
function articleOf(id: string, html = page): string {
  const start = html.indexOf(`<article id="${claimAnchor(id)}"`);
  return html.slice(start, html.indexOf('</article>', start));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('the page', () => {
  it('is one HTML document with its language and character set', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<meta charset="utf-8"');
  });

  it('loads nothing: no script, image or linked file, and no address but in links and the MathML name', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base)\b/i);
    expect(page).not.toMatch(/\bsrc=|url\(|@import/i);
    const rest = page
      .replaceAll('href="https://doi.org/10.7554/eLife.66526"', '')
      .replaceAll('xmlns="http://www.w3.org/1998/Math/MathML"', '');
    expect(rest).not.toMatch(/https?:/);
  });

  it('has an article and an entry in the contents for every claim', () => {
    const contents = page.slice(page.indexOf('<nav'), page.indexOf('</nav>'));
    for (const claim of claims) {
      expect(articleOf(claim.id)).toContain(escaped(claim.title));
      expect(contents).toContain(`href="#${claimAnchor(claim.id)}"`);
    }
    expect(page.split('<article').length - 1).toBe(claims.length);
  });

  it('has every anchor it links to, once', () => {
    const targets = [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(targets).size).toBe(targets.length);
    for (const link of links) expect(targets).toContain(link);
  });

  it('sets formulas in MathML, each line of LaTeX its own', () => {
    const lines = claims.flatMap((claim) => claim.latex);
    for (const line of lines) expect(page).toContain(`x-tex">${escaped(line).replaceAll("'", '&#x27;')}<`);
    expect(articleOf('eq84')).toContain('<mfrac>');
    expect(page).not.toContain('katex-error');
  });

  it('shows LaTeX that does not parse as its source', () => {
    const html = renderPage(reportOn([{ ...proved, latex: ['\\frac{1}{<b>'] }]));
    expect(html).toContain('\\frac{1}{&lt;b&gt;');
  });

  it('escapes text', () => {
    expect(page).toContain('Natural-gradient rule, &lt;general> form');
    expect(page).not.toContain('<general>');
    expect(renderPage(reportOn([{ ...proved, id: '"><b>' }]))).not.toContain('"><b>');
  });
});

describe('the summary', () => {
  const summary = page.slice(page.indexOf('<section id="summary"'), page.indexOf('<section id="findings"'));

  it('counts every verdict and says what it means', () => {
    expect(summary).toContain('Exact, for all n and all parameters that satisfy the listed assumptions.');
    expect(summary).toMatch(/proved<\/span><\/th><td class="number">2</);
    expect(summary).toMatch(/definition<\/span><\/th><td class="number">0</);
  });

  it('links what was not expected', () => {
    expect(summary).toMatch(/Unexpected verdicts<\/dt><dd><span><a href="#claim-eq7"/);
    expect(summary).toMatch(/Mutants surviving in<\/dt><dd><span><a href="#claim-eq7"/);
  });
});

describe('the findings', () => {
  const findings = page.slice(
    page.indexOf('<section id="findings"'),
    page.indexOf('<section id="section-1"'),
  );

  it('lists the claims that are false as printed or have a finding, and no other', () => {
    const linked = [...findings.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(linked).toEqual(['claim-eq12', 'claim-eq35-68', 'claim-eq93-95']);
    expect(findings).toContain('Holds for more than about 40 inputs');
  });

  it('says so where there are none', () => {
    expect(renderPage(reportOn([proved]))).toContain('None: no line is false as printed');
  });
});

describe('an article', () => {
  it('shows printed and corrected line, counterexample, evidence, mutants and derivation', () => {
    const article = articleOf('eq93-95');
    expect(article).toContain('As printed (false)');
    expect(article).toContain('<h4>Corrected</h4>');
    expect(article).toContain('Counterexample, exact values');
    expect(article).toMatch(/c3<\/th><td>-1\/3</);
    expect(article).toMatch(/left-hand side<\/th><td>7\/12</);
    expect(article).toMatch(/<td>double precision<\/td><td>n = 3, 200 draws<\/td>/);
    expect(article).toContain('Mutants: 31 of 31 refuted.');
    expect(article).toMatch(/<ol class="steps"><li>Woodbury identity<div class="formula">/);
    expect(article).toContain('c1 != 0; r > 0');
  });

  it('links what it depends on and what depends on it; an undecided claim is named without a link', () => {
    expect(articleOf('eq93-95')).toMatch(/href="#claim-eq84"[^>]*>\(84\)</);
    expect(articleOf('eq84')).toMatch(/Used by<\/dt><dd><span><a href="#claim-eq93-95"/);
    expect(articleOf('eq93-95')).toContain('<span title="not part of this run">eq500</span>');
  });

  it('tells an unexpected verdict and a surviving mutant', () => {
    expect(articleOf('eq7')).toContain('Expected proved, got inconclusive.');
    expect(articleOf('eq7')).toContain('<code>gamma_u replaced by gamma_w</code>');
    expect(articleOf(proved.id)).not.toContain('Expected');
  });

  it('shows the plain statement where there is no LaTeX', () => {
    expect(articleOf('woodbury')).toContain('<p class="statement">inv(A + U V) ==');
  });

  it('says whether a counterexample is exact', () => {
    expect(articleOf(refuted.id)).toContain('Counterexample, decimal approximations');
    expect(articleOf(corrected.id)).toContain('Counterexample, exact values');
  });
});

describe('claimAnchor', () => {
  it('gives different ids different anchors', () => {
    const ids = ['a.b', 'a_b', 'a-b', 'a b', 'ab', 'a_2e_b'];
    expect(new Set(ids.map(claimAnchor)).size).toBe(ids.length);
  });
});
