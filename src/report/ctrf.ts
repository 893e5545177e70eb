/**
 * The ledger in the Common Test Report Format, https://ctrf.io. A claim is a test; times are in milliseconds. A claim that
 * is inconclusive, as expected, is pending.
 */
import type { ClaimReport, LedgerReport } from '../ledger/report.ts';
import { claimFile } from './fileNames.ts';
import { claimName } from './label.ts';
import { complaintsOn, type Outcome, outcomeOf, secondsOf } from './outcome.ts';
import { sectionsOf } from './sections.ts';

/** @param finished when the run ended */
export function ctrfReport(report: LedgerReport, finished: Date): string {
  const stop = finished.getTime();
  const count = (outcome: Outcome) => report.claims.filter((claim) => outcomeOf(claim) === outcome).length;
  const document = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'natgrad verify',
    timestamp: finished.toISOString(),
    results: {
      tool: { name: 'natgrad', version: report.version },
      summary: {
        tests: report.claims.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: count('pending'),
        skipped: 0,
        other: 0,
        suites: sectionsOf(report.claims).length,
        start: stop - milliseconds(report.summary.seconds),
        stop,
      },
      tests: report.claims.map(testOf),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function testOf(claim: ClaimReport): object {
  const complaints = complaintsOn(claim);
  return {
    name: `${claimName(claim)}: ${claim.title}`,
    status: outcomeOf(claim),
    duration: milliseconds(secondsOf(claim)),
    suite: [claim.section],
    rawStatus: claim.verdict,
    tags: [claim.source],
    ...(complaints.length > 0 ? { message: complaints.join('\n') } : {}),
    extra: { id: claim.id, page: claimFile(claim.id), restsOn: claim.restsOn },
  };
}

function milliseconds(seconds: number): number {
  return Math.round(1000 * seconds);
}
