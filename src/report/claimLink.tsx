/** A link to a claim's page by its label; plain text where the run did not decide that claim. */
import { claimLabel } from './label.ts';
import { claimHref, useSite } from './site.ts';

export function ClaimLink({ id }: { readonly id: string }) {
  const site = useSite();
  const claim = site.dependencies.find(id);
  if (claim === undefined) return <span title="not part of this run">{id}</span>;
  return (
    <a href={claimHref(site, id)} title={`${claim.title} (${claim.verdict})`}>
      {claimLabel(claim)}
    </a>
  );
}

/** Links in a row, separated by commas. */
export function ClaimLinks({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <ClaimLink id={id} />
        </span>
      ))}
    </>
  );
}
