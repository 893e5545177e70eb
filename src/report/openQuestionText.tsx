/** Why a claim stays open, and what would decide it. */
import type { OpenQuestion } from '../ledger/report.ts';

export function OpenQuestionText({ open }: { readonly open: OpenQuestion }) {
  return (
    <dl class="facts">
      <dt>Why it is open</dt>
      <dd>{open.reason}</dd>
      <dt>What will decide it</dt>
      <dd>{open.experiment}</dd>
    </dl>
  );
}
