/** How many claims got each verdict, with the meaning of the verdict: count and legend in one table. */
import type { LedgerReport } from '../ledger/report.ts';
import { ClaimLinks } from './claimLink.tsx';
import type { Dependencies } from './dependencies.ts';
import { VerdictBadge } from './verdictBadge.tsx';
import { countFindings, restsOnMeaning, verdictMeaning, verdictOrder } from './verdicts.ts';

export interface SummaryProperties {
  readonly report: LedgerReport;
  readonly dependencies: Dependencies;
}

export function Summary({ report, dependencies }: SummaryProperties) {
  return (
    <section id="summary">
      <h2>Summary</h2>
      <VerdictTable report={report} />
      <p>
        Apart from its verdict, a claim may rest on other lines that do not hold as printed.{' '}
        <strong>Rests on corrected</strong>: {lowerFirst(restsOnMeaning.corrected)}{' '}
        <strong>Rests on refuted</strong>: {lowerFirst(restsOnMeaning.refuted)} <strong>Rests on open</strong>
        : {lowerFirst(restsOnMeaning.open)}
      </p>
      <RunFacts report={report} dependencies={dependencies} />
    </section>
  );
}

function VerdictTable({ report }: { readonly report: LedgerReport }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col" class="number">
            Claims
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
            <td class="number">{report.summary.verdicts[verdict]}</td>
            <td>{verdictMeaning[verdict]}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">all</th>
          <td class="number">{report.summary.claims}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function RunFacts({ report, dependencies }: SummaryProperties) {
  const { mutants, unexpected, survived, seconds } = report.summary;
  return (
    <dl class="facts">
      <dt>Mutants</dt>
      <dd>
        {mutants.refuted} of {mutants.total} deliberately wrong variants refuted ({mutants.equivalent} more
        are equivalent to the original)
      </dd>
      <dt>Unexpected verdicts</dt>
      <dd>
        {unexpected.length === 0 ? 'none' : <ClaimLinks ids={unexpected} dependencies={dependencies} />}
      </dd>
      <dt>Mutants surviving in</dt>
      <dd>{survived.length === 0 ? 'none' : <ClaimLinks ids={survived} dependencies={dependencies} />}</dd>
      <dt>Findings</dt>
      <dd>{countFindings(report)}</dd>
      <dt>Seed</dt>
      <dd>{report.seed}</dd>
      <dt>Seconds</dt>
      <dd>{seconds.toFixed(1)}</dd>
      <dt>Version</dt>
      <dd>natgrad {report.version}</dd>
    </dl>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
