/** What a claim says, as it is printed, and what should be said instead where it is false. */
import type { ClaimReport } from '../ledger/report.ts';
import { Formulas } from './formula.tsx';
import { isFalseAsPrinted } from './verdicts.ts';

interface StatementProperties {
  readonly claim: ClaimReport;
}

export function Statement({ claim }: StatementProperties) {
  return (
    <>
      <h2>{statementHeading(claim)}</h2>
      {claim.says === undefined ? (
        <Formulas latex={claim.latex} statement={claim.statement} />
      ) : (
        <Prose claim={claim} says={claim.says} />
      )}
      {claim.corrected !== undefined && <h2>Corrected</h2>}
      <Correction claim={claim} />
    </>
  );
}

/** `As printed`, `As stated (false)`, ...: where the words or the line come from, and whether they hold. */
export function statementHeading({ source, equation, says, verdict }: ClaimReport): string {
  const ofThePaper = source !== 'theory' && (equation !== null || says !== undefined);
  const origin = ofThePaper ? (says === undefined ? 'As printed' : 'As stated') : 'Statement';
  return isFalseAsPrinted(verdict) ? `${origin} (false)` : origin;
}

/** The correction in words, where the statement is in words, and as formulas; nothing where there is none. */
export function Correction({ claim: { corrected, says } }: StatementProperties) {
  if (corrected === undefined) return null;
  const { latex, statement } = corrected;
  return (
    <>
      {says !== undefined && <p>{statement}</p>}
      {(says === undefined || latex.length > 0) && <Formulas latex={latex} statement={statement} />}
    </>
  );
}

function Prose({ claim, says }: StatementProperties & { readonly says: string }) {
  return (
    <>
      <blockquote>{says}</blockquote>
      <Parts statement={claim.statement} />
      {claim.latex.length > 0 && <Formulas latex={claim.latex} statement="" />}
    </>
  );
}

/** What is decided. The ledger joins the parts of a statement in prose by a semicolon and two spaces. */
function Parts({ statement }: { readonly statement: string }) {
  const parts = statement.split(';  ').filter((part) => part !== '');
  if (parts.length === 0) return null;
  return (
    <>
      <p class="quiet">What is decided:</p>
      <ul class="statement">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </>
  );
}
