/**
 * Closes a test run with one plain line, `N passed, N failed` (and `, N skipped`), for machines that read it. Where CI is
 * set, a skipped test fails the run: every program that a test asks for has to be installed there.
 */
import type { Reporter, TestModule } from 'vitest/node';

export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const testModule of modules) {
      if (testModule.state() === 'failed' && [...testModule.children.allTests()].length === 0)
        counts.failed++;
      for (const test of testModule.children.allTests()) {
        const state = test.result().state;
        if (state !== 'pending') counts[state]++;
        if (state === 'skipped') process.stdout.write(`\nskipped: ${test.fullName}\n`);
      }
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    if (counts.skipped > 0 && process.env.CI) {
      process.stdout.write(`\nCI: ${counts.skipped} tests were skipped, expected none\n`);
      process.exitCode = 1;
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  }
}
