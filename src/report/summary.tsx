/** How many claims of each source got each verdict, with the verdict's meaning, and the facts of the run. */
import type { LedgerReport, Source, Verdict } from '../ledger/report.ts';
import { ClaimLinks } from './claimLink.tsx';
import { findingsPage } from './fileNames.ts';
import { ScrollBox } from './scrollBox.tsx';
import { VerdictBadge } from './verdictMark.tsx';
import {
  countFindings,
  restsOnMeaning,
  sourceName,
  sourceOrder,
  verdictMeaning,
  verdictOrder,
} from './verdicts.ts';

interface SummaryProperties {
  readonly report: LedgerReport;
}

export function Summary({ report }: SummaryProperties) {
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <VerdictTable report={report} />
      <p>
        Apart from its verdict, a claim may rest on lines that do not hold as printed.{' '}
        <em>Rests on corrected</em>: {lowerFirst(restsOnMeaning.corrected)} <em>Rests on open</em>:{' '}
        {lowerFirst(restsOnMeaning.open)} <em>Rests on refuted</em>: {lowerFirst(restsOnMeaning.refuted)}
      </p>
      <RunFacts report={report} />
    </section>
  );
}

function VerdictTable({ report }: SummaryProperties) {
  const sources = sourceOrder.filter((source) => report.claims.some((claim) => claim.source === source));
  return (
    <ScrollBox name="Verdicts">
      <table class="verdicts">
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            {sources.map((source) => (
              <th key={source} scope="col" class="number">
                {sourceName[source]}
              </th>
            ))}
            <th scope="col" class="number">
              All
            </th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {verdictOrder.map((verdict) => (
            <tr key={verdict}>
              <th scope="row">
                <VerdictBadge verdict={verdict} />
              </th>
              {sources.map((source) => (
                <td key={source} class="number">
                  <Count report={report} verdict={verdict} source={source} />
                </td>
              ))}
              <td class="number">
                <Count report={report} verdict={verdict} />
              </td>
              <td>{verdictMeaning[verdict]}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">all</th>
            {sources.map((source) => (
              <td key={source} class="number">
                <Count report={report} source={source} />
              </td>
            ))}
            <td class="number">{report.summary.claims}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}

interface Chosen {
  readonly verdict?: Verdict;
  readonly source?: Source;
}

/** The number of claims, as a link that filters the list to them. */
function Count({ report, ...chosen }: SummaryProperties & Chosen) {
  const { verdict, source } = chosen;
  const count = report.claims.filter(
    (claim) =>
      (verdict === undefined || claim.verdict === verdict) &&
      (source === undefined || claim.source === source),
  ).length;
  if (count === 0) return <>0</>;
  const label = [count, verdict, source === undefined ? 'claims' : sourceName[source].toLowerCase()];
  return (
    <a href={`#${new URLSearchParams({ ...chosen })}`} aria-label={label.filter(Boolean).join(' ')}>
      {count}
    </a>
  );
}

function RunFacts({ report }: SummaryProperties) {
  const { mutants, unexpected, survived, seconds } = report.summary;
  return (
    <dl class="facts">
      <dt>Mutants</dt>
      <dd>
        {mutants.refuted} of {mutants.total} deliberately wrong variants refuted ({mutants.equivalent} more
        are equivalent to the original)
      </dd>
      <dt>Unexpected verdicts</dt>
      <dd>{unexpected.length === 0 ? 'none' : <ClaimLinks ids={unexpected} />}</dd>
      <dt>Mutants surviving in</dt>
      <dd>{survived.length === 0 ? 'none' : <ClaimLinks ids={survived} />}</dd>
      <dt>Findings</dt>
      <dd>
        <a href={findingsPage}>{countFindings(report)} findings</a>: what is wrong or unsupported in the
        printed paper
      </dd>
      <dt>Run</dt>
      <dd>
        natgrad {report.version}, seed {report.seed}, {seconds.toFixed(1)} s
      </dd>
    </dl>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
