/** What a reader of the paper should know: every line that is false as printed, and every other finding, with links. */
import type { ClaimReport, LedgerReport } from '../ledger/report.ts';
import { claimAnchor } from './anchors.ts';
import { CounterexampleTable } from './counterexampleTable.tsx';
import { Formulas } from './formula.tsx';
import { claimLabel } from './label.ts';
import { VerdictBadge } from './verdictBadge.tsx';
import { notableClaims } from './verdicts.ts';

export function Findings({ report }: { readonly report: LedgerReport }) {
  const claims = notableClaims(report);
  return (
    <section id="findings">
      <h2>Findings</h2>
      {claims.length === 0 ? (
        <p>None: no line is false as printed, and there is nothing to remark.</p>
      ) : (
        <ol class="findings">
          {claims.map((claim) => (
            <li key={claim.id}>
              <Finding claim={claim} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Finding({ claim }: { readonly claim: ClaimReport }) {
  return (
    <>
      <p>
        <a href={`#${claimAnchor(claim.id)}`}>
          {claimLabel(claim)} {claim.title}
        </a>{' '}
        <VerdictBadge verdict={claim.verdict} />
      </p>
      <FindingTexts findings={claim.findings} />
      {claim.corrected !== undefined && (
        <>
          <p>Corrected:</p>
          <Formulas latex={claim.corrected.latex} statement={claim.corrected.statement} />
        </>
      )}
      {claim.verdict === 'refuted' && claim.counterexample !== undefined && (
        <CounterexampleTable counterexample={claim.counterexample} />
      )}
    </>
  );
}

export function FindingTexts({ findings }: { readonly findings: readonly string[] }) {
  if (findings.length === 0) return null;
  return (
    <ul>
      {findings.map((finding) => (
        <li key={finding}>{finding}</li>
      ))}
    </ul>
  );
}
