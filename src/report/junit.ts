/**
 * The ledger as a JUnit report, for continuous integration: a suite a section, a test case a claim.
 *
 * A claim fails when its verdict is not the expected one or a mutant was not refuted; it is skipped when it is inconclusive,
 * as expected.
 */
import exported, { type Builder } from 'junit-report-builder';
import type { LedgerReport } from '../ledger/report.ts';
import { claimName } from './label.ts';
import { complaintsOn, outcomeOf, secondsOf } from './outcome.ts';
import { sectionsOf } from './sections.ts';

// A CommonJS module: its one export is the builder, where its types, written for ES modules, have a namespace.
const builder = exported as unknown as Builder;

export function junitReport(report: LedgerReport): string {
  const junit = builder.newBuilder().name('natgrad verify');
  for (const { heading, claims } of sectionsOf(report.claims)) {
    const suite = junit.testSuite().name(heading);
    for (const claim of claims) {
      const testCase = suite
        .testCase()
        .className(heading)
        .name(`${claimName(claim)}: ${claim.title}`);
      testCase.time(secondsOf(claim));
      const outcome = outcomeOf(claim);
      if (outcome === 'failed') testCase.failure(complaintsOn(claim).join('; '));
      if (outcome === 'pending') testCase.skipped();
    }
  }
  return `${junit.build()}\n`;
}
