/** One claim's page: what is said, the verdict, and everything that supports or contradicts it. */
import type { ClaimReport, LedgerReport } from '../ledger/report.ts';
import { ClaimLink, ClaimLinks } from './claimLink.tsx';
import { CounterexampleTable } from './counterexampleTable.tsx';
import { renderDocument } from './document.tsx';
import { EvidenceTable } from './evidenceTable.tsx';
import { claimAnchor, frontPage } from './fileNames.ts';
import { conclusionId } from './findingGroups.ts';
import { FindingTexts } from './findingTexts.tsx';
import { claimLabel, claimName } from './label.ts';
import { MutantTable } from './mutantTable.tsx';
import { OpenQuestionText } from './openQuestionText.tsx';
import { Proof } from './proof.tsx';
import { claimHref, type Site, useSite } from './site.ts';
import { Statement } from './statement.tsx';
import { VerdictBadge } from './verdictMark.tsx';
import { restsOnLabel, restsOnMeaning, verdictMeaning } from './verdicts.ts';

interface Neighbours {
  readonly previous: ClaimReport | undefined;
  readonly next: ClaimReport | undefined;
}

export function renderClaimPage(report: LedgerReport, index: number, site: Site): string {
  const claim = report.claims[index];
  if (claim === undefined) throw new RangeError(`claim ${index}: expected one of ${report.claims.length}`);
  const neighbours = { previous: report.claims[index - 1], next: report.claims[index + 1] };
  return renderDocument({
    site,
    report,
    title: `${claimName(claim)}: ${claim.title} (natgrad)`,
    children: (
      <article>
        <Way {...neighbours} />
        <Heading claim={claim} />
        <Statement claim={claim} />
        {claim.findings.length > 0 && <h2>Findings</h2>}
        <FindingTexts findings={claim.findings} />
        {claim.counterexample !== undefined && (
          <>
            <h2>Counterexample</h2>
            <CounterexampleTable counterexample={claim.counterexample} />
          </>
        )}
        {claim.open !== undefined && (
          <>
            <h2>Open question</h2>
            <OpenQuestionText open={claim.open} />
          </>
        )}
        <Premises claim={claim} />
        <Proof steps={claim.steps} />
        <h2>Evidence</h2>
        <EvidenceTable evidence={claim.evidence} />
        <MutantTable claim={claim} />
      </article>
    ),
  });
}

function Way({ previous, next }: Neighbours) {
  const site = useSite();
  return (
    <nav class="way" aria-label="Claims">
      <span>
        {previous !== undefined && (
          <a rel="prev" href={claimHref(site, previous.id)} title={previous.title}>
            ← {claimLabel(previous)}
          </a>
        )}
      </span>
      <span>
        {next !== undefined && (
          <a rel="next" href={claimHref(site, next.id)} title={next.title}>
            {claimLabel(next)} →
          </a>
        )}
      </span>
    </nav>
  );
}

function Heading({ claim }: { readonly claim: ClaimReport }) {
  const { root } = useSite();
  return (
    <>
      <p class="section-name">
        <a href={`${root}${frontPage}#${claimAnchor(claim.id)}`}>{claim.section}</a>
      </p>
      <h1>
        {claimName(claim)}: {claim.title}
      </h1>
      <p class="verdict-line">
        <VerdictBadge verdict={claim.verdict} /> {verdictMeaning[claim.verdict]}
      </p>
      {claim.restsOn !== 'sound' && (
        <p class="note">
          <strong>{restsOnLabel(claim.restsOn)}</strong>: {restsOnMeaning[claim.restsOn]}
        </p>
      )}
      {claim.verdict !== claim.expected && (
        <p class="alarm">
          Expected {claim.expected}, got {claim.verdict}.
        </p>
      )}
    </>
  );
}

function Premises({ claim }: { readonly claim: ClaimReport }) {
  const { dependencies } = useSite();
  const users = dependencies.usersOf(claim.id);
  const conclusion = dependencies.find(conclusionId(claim.id));
  return (
    <>
      <h2>Assumptions and connections</h2>
      <dl class="facts">
        <dt>Assumes</dt>
        <dd>
          {claim.assumptions.length === 0 ? (
            'nothing'
          ) : (
            <ul class="plain">
              {claim.assumptions.map((assumption) => (
                <li key={assumption}>{assumption}</li>
              ))}
            </ul>
          )}
        </dd>
        <dt>Depends on</dt>
        <dd>{claim.dependsOn.length === 0 ? 'nothing' : <ClaimLinks ids={claim.dependsOn} />}</dd>
        <dt>Used by</dt>
        <dd>{users.length === 0 ? 'nothing' : <ClaimLinks ids={users} />}</dd>
        {conclusion !== undefined && (
          <>
            <dt>Conclusion alone</dt>
            <dd>
              <ClaimLink id={conclusion.id} />, {conclusion.verdict}
            </dd>
          </>
        )}
        <dt>Id</dt>
        <dd>
          <code>{claim.id}</code>
        </dd>
        {claim.latex.length > 0 && claim.says === undefined && (
          <>
            <dt>As checked</dt>
            <dd>
              <code>{claim.statement}</code>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
