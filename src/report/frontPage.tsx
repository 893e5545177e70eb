/** The front page: what came out, what rests on what, and every claim, with filters that work without a server. */
import type { LedgerReport } from '../ledger/report.ts';
import { ClaimList } from './claimList.tsx';
import { renderDocument } from './document.tsx';
import { GraphFigure } from './graphFigure.tsx';
import type { Site } from './site.ts';
import { Summary } from './summary.tsx';

const title = 'Which equations are true';

export function renderFrontPage(report: LedgerReport, site: Site): string {
  return renderDocument({
    site,
    report,
    title: `${title}: natgrad`,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          A ledger of Kreutzer, Senn &amp; Petrovici,{' '}
          <cite>Natural-gradient learning for spiking neurons</cite>, eLife 2022 (
          <a href="https://doi.org/10.7554/eLife.66526">doi:10.7554/eLife.66526</a>). Each printed equation,
          each statement in prose, and the theory around them is a claim. natgrad derives it exactly where it
          can, measures it where it cannot, and tries to refute it, and deliberately wrong variants of it
          (mutants), by independent methods.
        </p>
        <Summary report={report} />
        <GraphFigure claims={report.claims} />
        <ClaimList claims={report.claims} />
      </>
    ),
  });
}
