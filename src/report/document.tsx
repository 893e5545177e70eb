/** What all pages share: the head, the way to the other pages, the foot. */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { LedgerReport } from '../ledger/report.ts';
import {
  ctrfFile,
  figuresPage,
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

/** The text of a page of the ledger's report. */
export function renderDocument({ site, title, report, children }: DocumentProperties): string {
  return renderPage({
    root: site.root,
    title,
    maker: generator,
    header: <SiteHeader site={site} />,
    footer: <SiteFooter site={site} report={report} />,
    children: <SiteContext.Provider value={site}>{children}</SiteContext.Provider>,
  });
}

export interface PageProperties {
  /** From the page to the report's folder. */
  readonly root: Site['root'];
  readonly title: string;
  /** The command that writes it. */
  readonly maker: string;
  readonly header: ComponentChildren;
  readonly footer: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The text of a page: what the reports of all commands share. */
export function renderPage(properties: PageProperties): string {
  return `<!doctype html>\n${render(<Page {...properties} />)}\n`;
}

function Page({ root, title, maker, header, footer, children }: PageProperties) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="generator" content={maker} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${root}${stylesheetFile}`} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        {header}
        <main id="main">{children}</main>
        {footer}
      </body>
    </html>
  );
}

function SiteHeader({ site: { root, hasFigures } }: { readonly site: Site }) {
  return (
    <header class="site">
      <nav aria-label="Report">
        <a href={`${root}${frontPage}`}>All claims</a>
        <a href={`${root}${findingsPage}`}>Findings</a>
        {hasFigures && <a href={`${root}${figuresPage}`}>Figures</a>}
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
        The equations are quoted from <PaperCitation />, CC BY 4.0.
      </p>
    </footer>
  );
}

export function PaperCitation() {
  return (
    <>
      Kreutzer, Senn &amp; Petrovici, <cite>Natural-gradient learning for spiking neurons</cite>, eLife 2022 (
      <a href="https://doi.org/10.7554/eLife.66526">doi:10.7554/eLife.66526</a>)
    </>
  );
}
