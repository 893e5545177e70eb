/** A link to a claim of the same page by its label; plain text where the run did not decide that claim. */
import { claimAnchor } from './anchors.ts';
import type { Dependencies } from './dependencies.ts';
import { claimLabel } from './label.ts';

export interface ClaimLinkProperties {
  readonly id: string;
  readonly dependencies: Dependencies;
}

export function ClaimLink({ id, dependencies }: ClaimLinkProperties) {
  const claim = dependencies.find(id);
  if (claim === undefined) return <span title="not part of this run">{id}</span>;
  return (
    <a href={`#${claimAnchor(id)}`} title={`${claim.title} (${claim.verdict})`}>
      {claimLabel(claim)}
    </a>
  );
}

/** Links in a row, separated by commas. */
export function ClaimLinks({
  ids,
  dependencies,
}: {
  readonly ids: readonly string[];
  readonly dependencies: Dependencies;
}) {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <ClaimLink id={id} dependencies={dependencies} />
        </span>
      ))}
    </>
  );
}
