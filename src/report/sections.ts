/** The claims by paper section, sections in the order of their first claim. */
import type { ClaimReport } from '../ledger/report.ts';

export interface Section {
  readonly heading: string;
  readonly claims: readonly ClaimReport[];
}

export function sectionsOf(claims: readonly ClaimReport[]): readonly Section[] {
  const byHeading = new Map<string, ClaimReport[]>();
  for (const claim of claims) {
    const members = byHeading.get(claim.section);
    if (members === undefined) byHeading.set(claim.section, [claim]);
    else members.push(claim);
  }
  return [...byHeading].map(([heading, members]) => ({ heading, claims: members }));
}
