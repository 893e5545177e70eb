/** A claim as a test: how it ended, why, and how long it took. */
import type { ClaimReport } from '../ledger/report.ts';

export type Outcome = 'passed' | 'failed' | 'pending';

/** `pending` is a claim that is inconclusive, as expected. */
export function outcomeOf(claim: ClaimReport): Outcome {
  if (complaintsOn(claim).length > 0) return 'failed';
  return claim.verdict === 'inconclusive' ? 'pending' : 'passed';
}

/** What did not come out as expected, a line each. */
export function complaintsOn(claim: ClaimReport): readonly string[] {
  const verdict =
    claim.verdict === claim.expected ? [] : [`expected ${claim.expected}, got ${claim.verdict}`];
  return [...verdict, ...claim.survivors.map((survivor) => `mutant not refuted: ${survivor}`)];
}

/** The time of the evidence; the mutants' is not recorded. */
export function secondsOf(claim: ClaimReport): number {
  return claim.evidence.reduce((sum, { seconds }) => sum + seconds, 0);
}
