/** A verdict as its word on its colour; the word alone carries the meaning. */
import type { Verdict } from '../ledger/report.ts';

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  return <span class={`badge ${verdict}`}>{verdict}</span>;
}
