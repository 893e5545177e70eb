/** What a claim says, as it is printed, and what should be said instead where it is false. */
import type { ClaimReport } from '../ledger/report.ts';
import { Formulas } from './formula.tsx';
import { isFalseAsPrinted } from './verdicts.ts';

export function Statement({ claim }: { readonly claim: ClaimReport }) {
  const says = claim.says !== undefined;
  const origin =
    claim.source === 'theory'
      ? 'Statement'
      : says
        ? 'As stated'
        : claim.equation === null
          ? 'Statement'
          : 'As printed';
  return (
    <>
      <h2>{isFalseAsPrinted(claim.verdict) ? `${origin} (false)` : origin}</h2>
      {claim.says !== undefined && <blockquote>{claim.says}</blockquote>}
      {says && claim.statement !== '' && <p class="quiet">What is decided:</p>}
      {says && <Parts statement={claim.statement} />}
      {(claim.latex.length > 0 || !says) && <Formulas latex={claim.latex} statement={claim.statement} />}
      <Correction claim={claim} />
    </>
  );
}

export function Correction({ claim }: { readonly claim: ClaimReport }) {
  if (claim.corrected === undefined) return null;
  const { latex, statement } = claim.corrected;
  return (
    <>
      <h2>Corrected</h2>
      {claim.says !== undefined && latex.length > 0 && <p>{statement}</p>}
      <Formulas latex={latex} statement={statement} />
    </>
  );
}

/** The ledger joins the parts of a statement in prose by a semicolon and two spaces. */
function Parts({ statement }: { readonly statement: string }) {
  const parts = statement.split(';  ').filter((part) => part !== '');
  if (parts.length === 0) return null;
  return (
    <ul class="statement">
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}
