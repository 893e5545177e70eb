/** One claim: the line as printed, the verdict, and everything that supports or contradicts it. */
import type { ClaimReport } from '../ledger/report.ts';
import { claimAnchor } from './anchors.ts';
import { ClaimLinks } from './claimLink.tsx';
import { CounterexampleTable } from './counterexampleTable.tsx';
import type { Dependencies } from './dependencies.ts';
import { Derivation } from './derivation.tsx';
import { EvidenceTable } from './evidenceTable.tsx';
import { FindingTexts } from './findings.tsx';
import { Formulas } from './formula.tsx';
import { claimLabel } from './label.ts';
import { VerdictBadge } from './verdictBadge.tsx';
import { isFalseAsPrinted, restsOnLabel, restsOnMeaning } from './verdicts.ts';

export interface ClaimProperties {
  readonly claim: ClaimReport;
  readonly dependencies: Dependencies;
}

export function ClaimArticle({ claim, dependencies }: ClaimProperties) {
  return (
    <article id={claimAnchor(claim.id)}>
      <h3>
        {claim.equation !== null && `${claimLabel(claim)} `}
        {claim.title} <VerdictBadge verdict={claim.verdict} />
      </h3>
      <Warnings claim={claim} />
      <Statement claim={claim} />
      {claim.findings.length > 0 && <h4>Findings</h4>}
      <FindingTexts findings={claim.findings} />
      {claim.counterexample !== undefined && <CounterexampleTable counterexample={claim.counterexample} />}
      <Premises claim={claim} dependencies={dependencies} />
      <h4>Evidence</h4>
      <EvidenceTable evidence={claim.evidence} />
      <Mutants claim={claim} />
      <Derivation steps={claim.steps} />
    </article>
  );
}

function Warnings({ claim }: { readonly claim: ClaimReport }) {
  return (
    <>
      {claim.verdict !== claim.expected && (
        <p class="alarm">
          Expected {claim.expected}, got {claim.verdict}.
        </p>
      )}
      {claim.restsOn !== 'sound' && (
        <p class="note">
          <strong>{restsOnLabel(claim.restsOn)}</strong>: {restsOnMeaning[claim.restsOn]}
        </p>
      )}
    </>
  );
}

function Statement({ claim }: { readonly claim: ClaimReport }) {
  const origin = claim.equation === null ? 'Statement' : 'As printed';
  return (
    <>
      <h4>{isFalseAsPrinted(claim.verdict) ? `${origin} (false)` : origin}</h4>
      <Formulas latex={claim.latex} statement={claim.statement} />
      {claim.corrected !== undefined && (
        <>
          <h4>Corrected</h4>
          <Formulas latex={claim.corrected.latex} statement={claim.corrected.statement} />
        </>
      )}
    </>
  );
}

function Premises({ claim, dependencies }: ClaimProperties) {
  const users = dependencies.usersOf(claim.id);
  return (
    <dl class="facts">
      <dt>Id</dt>
      <dd>
        <code>{claim.id}</code>
      </dd>
      {claim.latex.length > 0 && (
        <>
          <dt>As checked</dt>
          <dd>
            <code>{claim.statement}</code>
          </dd>
        </>
      )}
      <dt>Assumes</dt>
      <dd>{claim.assumptions.length === 0 ? 'nothing' : claim.assumptions.join('; ')}</dd>
      <dt>Depends on</dt>
      <dd>
        {claim.dependsOn.length === 0 ? (
          'nothing'
        ) : (
          <ClaimLinks ids={claim.dependsOn} dependencies={dependencies} />
        )}
      </dd>
      <dt>Used by</dt>
      <dd>{users.length === 0 ? 'nothing' : <ClaimLinks ids={users} dependencies={dependencies} />}</dd>
    </dl>
  );
}

function Mutants({ claim }: { readonly claim: ClaimReport }) {
  const { total, refuted, equivalent } = claim.mutants;
  return (
    <>
      <p>
        Mutants: {refuted} of {total} refuted
        {equivalent > 0 ? `; not counted: ${equivalent} equivalent to the original` : ''}.
      </p>
      {claim.survivors.length > 0 && (
        <div class="alarm">
          Not refuted:
          <ul>
            {claim.survivors.map((survivor) => (
              <li key={survivor}>
                <code>{survivor}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
