/** Runs claims to the end, for tests. */
import type { Claim } from '../../src/ledger/claim.ts';
import type { ClaimReport, LedgerReport } from '../../src/ledger/report.ts';
import { type RunOptions, runLedger } from '../../src/ledger/run.ts';

export async function runToEnd(
  claims: readonly Claim[],
  options: RunOptions = { seed: 1 },
): Promise<LedgerReport> {
  const run = runLedger(claims, options);
  let step = await run.next();
  while (!step.done) step = await run.next();
  return step.value;
}

/** The report on one claim. Throws when the ledger does not report on it. */
export async function reportOn(claims: readonly Claim[], id: string, seed = 1): Promise<ClaimReport> {
  const { claims: reports } = await runToEnd(claims, { seed, only: new Set([id]) });
  const [report] = reports;
  if (report === undefined) throw new Error(`no report on ${id}`);
  return report;
}
