/** What all pages share: the head, the way to the other pages, the foot. */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { LedgerReport } from '../ledger/report.ts';
import {
  ctrfFile,
  findingsPage,
  frontPage,
  generator,
  junitFile,
  ledgerFile,
  schemaFile,
  stylesheetFile,
} from './fileNames.ts';
import { type Site, SiteContext } from './site.ts';

export interface DocumentProperties {
  readonly site: Site;
  readonly title: string;
  readonly report: LedgerReport;
  readonly children: ComponentChildren;
}

/** The text of a page. */
export function renderDocument(properties: DocumentProperties): string {
  return `<!doctype html>\n${render(<Document {...properties} />)}\n`;
}

function Document({ site, title, report, children }: DocumentProperties) {
  return (
    <SiteContext.Provider value={site}>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="generator" content={generator} />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          <link rel="stylesheet" href={`${site.root}${stylesheetFile}`} />
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <SiteHeader site={site} />
          <main id="main">{children}</main>
          <SiteFooter site={site} report={report} />
        </body>
      </html>
    </SiteContext.Provider>
  );
}

function SiteHeader({ site: { root } }: { readonly site: Site }) {
  return (
    <header class="site">
      <nav aria-label="Report">
        <a href={`${root}${frontPage}`}>All claims</a>
        <a href={`${root}${findingsPage}`}>Findings</a>
        <a href={`${root}${ledgerFile}`}>Data (JSON)</a>
      </nav>
    </header>
  );
}

function SiteFooter({ site: { root }, report }: { readonly site: Site; readonly report: LedgerReport }) {
  return (
    <footer class="site">
      <p>
        Written by <code>natgrad verify</code>, version {report.version}, seed {report.seed}. As data:{' '}
        <a href={`${root}${ledgerFile}`}>the ledger</a> (<a href={`${root}${schemaFile}`}>JSON Schema</a>),{' '}
        <a href={`${root}${junitFile}`}>JUnit</a>, <a href={`${root}${ctrfFile}`}>CTRF</a>.
      </p>
      <p>
        The equations are quoted from Kreutzer, Senn &amp; Petrovici,{' '}
        <cite>Natural-gradient learning for spiking neurons</cite>, eLife 2022 (
        <a href="https://doi.org/10.7554/eLife.66526">doi:10.7554/eLife.66526</a>), CC BY 4.0.
      </p>
    </footer>
  );
}
