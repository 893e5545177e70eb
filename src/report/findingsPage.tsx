/** The findings page: everything that is wrong or unsupported in the printed paper, each with its evidence. */
import type { ClaimReport, LedgerReport } from '../ledger/report.ts';
import { ClaimLink } from './claimLink.tsx';
import { CounterexampleTable } from './counterexampleTable.tsx';
import { renderDocument } from './document.tsx';
import { claimAnchor } from './fileNames.ts';
import { conclusionId, type FindingGroup, findingGroups } from './findingGroups.ts';
import { FindingTexts } from './findingTexts.tsx';
import { Formulas } from './formula.tsx';
import { claimName } from './label.ts';
import { OpenQuestionText } from './openQuestionText.tsx';
import { claimHref, type Site, useSite } from './site.ts';
import { Correction, statementHeading } from './statement.tsx';
import { VerdictBadge } from './verdictMark.tsx';
import { isFalseAsPrinted } from './verdicts.ts';

export function renderFindingsPage(report: LedgerReport, site: Site): string {
  const groups = findingGroups(report.claims);
  return renderDocument({
    site,
    report,
    title: 'Findings: natgrad',
    children: (
      <>
        <h1>Findings</h1>
        <p class="lead">
          What is wrong or unsupported in the printed paper, in the paper's order. Each heading leads to the
          claim's page with its proof, evidence and mutants.
        </p>
        {groups.length === 0 ? (
          <p>None: no line is false as printed, and there is nothing to remark.</p>
        ) : (
          <Contents groups={groups} />
        )}
        {groups.map((group) => (
          <Group key={group.anchor} group={group} />
        ))}
      </>
    ),
  });
}

function Contents({ groups }: { readonly groups: readonly FindingGroup[] }) {
  return (
    <nav class="contents" aria-label="Groups of findings">
      <ul>
        {groups.map(({ anchor, heading, claims }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{heading}</a> <span class="quiet">{claims.length}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group({ group }: { readonly group: FindingGroup }) {
  return (
    <section aria-labelledby={group.anchor}>
      <h2 id={group.anchor}>
        {group.heading} <span class="quiet">({group.claims.length})</span>
      </h2>
      <p class="quiet">{group.explanation}</p>
      {group.claims.map((claim) => (
        <Finding key={claim.id} claim={claim} />
      ))}
    </section>
  );
}

function Finding({ claim }: { readonly claim: ClaimReport }) {
  const site = useSite();
  const conclusion = site.dependencies.find(conclusionId(claim.id));
  return (
    <article class="finding" id={claimAnchor(claim.id)}>
      <h3>
        <a href={claimHref(site, claim.id)}>
          {claimName(claim)}: {claim.title}
        </a>{' '}
        <VerdictBadge verdict={claim.verdict} />
      </h3>
      {claim.says !== undefined && <blockquote>{claim.says}</blockquote>}
      <FindingTexts findings={claim.findings} />
      {isFalseAsPrinted(claim.verdict) && <Refutation claim={claim} />}
      {conclusion !== undefined && (
        <p>
          The conclusion alone, <ClaimLink id={conclusion.id} />:{' '}
          <VerdictBadge verdict={conclusion.verdict} />
        </p>
      )}
      {claim.open !== undefined && <OpenQuestionText open={claim.open} />}
      {claim.verdict !== claim.expected && <p class="alarm">Expected {claim.expected}.</p>}
    </article>
  );
}

/** The printed line, the corrected one, and the assignment at which the printed one fails. */
function Refutation({ claim }: { readonly claim: ClaimReport }) {
  const { counterexample } = claim;
  return (
    <>
      {claim.says === undefined && (
        <>
          <h4>{statementHeading(claim)}</h4>
          <Formulas latex={claim.latex} statement={claim.statement} />
        </>
      )}
      {claim.corrected !== undefined && <h4>Corrected</h4>}
      <Correction claim={claim} />
      {counterexample !== undefined && (
        <details>
          <summary>
            Counterexample: left {shorten(counterexample.left)}, right {shorten(counterexample.right)}
          </summary>
          <CounterexampleTable counterexample={counterexample} />
        </details>
      )}
    </>
  );
}

function shorten(value: string): string {
  return value.length <= 40 ? value : `${value.slice(0, 37)}...`;
}
