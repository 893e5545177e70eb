/**
 * The ledger as one self-contained HTML page: no scripts, no fonts, no network; it works from the disk and on paper.
 */
import { render } from 'preact-render-to-string';
import type { LedgerReport } from '../ledger/report.ts';
import { sectionAnchor } from './anchors.ts';
import { ClaimArticle } from './claimArticle.tsx';
import { Contents } from './contents.tsx';
import { Dependencies } from './dependencies.ts';
import { Findings } from './findings.tsx';
import { sectionsOf } from './sections.ts';
import { stylesheet } from './style.ts';
import { Summary } from './summaryTable.tsx';

const title = 'Which equations are true';

export function renderPage(report: LedgerReport): string {
  return `<!doctype html>\n${render(<Page report={report} />)}\n`;
}

function Page({ report }: { readonly report: LedgerReport }) {
  const sections = sectionsOf(report.claims);
  const dependencies = new Dependencies(report.claims);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title}: natgrad`}</title>
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body>
        <header>
          <h1>{title}</h1>
          <Introduction />
        </header>
        <Contents sections={sections} />
        <main>
          <Summary report={report} dependencies={dependencies} />
          <Findings report={report} />
          {sections.map((section, index) => (
            <section key={section.heading} id={sectionAnchor(index)}>
              <h2>{section.heading}</h2>
              {section.claims.map((claim) => (
                <ClaimArticle key={claim.id} claim={claim} dependencies={dependencies} />
              ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function Introduction() {
  return (
    <p>
      A ledger of the equations in Kreutzer, Senn &amp; Petrovici,{' '}
      <cite>Natural-gradient learning for spiking neurons</cite>, eLife 2022 (
      <a href="https://doi.org/10.7554/eLife.66526">doi:10.7554/eLife.66526</a>). Each printed equation is a
      claim; natgrad derives it exactly where it can, measures it where it cannot, and tries to refute it, and
      deliberately wrong variants of it (mutants), by independent methods. This page was written by{' '}
      <code>natgrad verify</code>.
    </p>
  );
}
