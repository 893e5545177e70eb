#!/usr/bin/env node
import { packageVersion } from '../version.ts';
import { cacheFile } from './cacheFolder.ts';
/** The command `natgrad`: puts the commands together with the process they run in. What they keep to: conventions.ts. */
import { registerCheck } from './check.ts';
import { registerCoefficients } from './coefficients.ts';
import { runCommandLine } from './conventions.ts';
import { endOnInterrupt, endQuietlyOnClosedPipe, processSession, reportUncaughtErrors } from './process.ts';
import { terminalProgress } from './progress.ts';
import { registerValidity } from './validity.ts';
import { registerVerify } from './verify.ts';

const session = processSession();
const progress = terminalProgress(process.stderr);

endQuietlyOnClosedPipe();
endOnInterrupt(session, progress.clear);
reportUncaughtErrors(session);

/** Loaded when a command asks for it, so that --help answers at once. */
async function loadLedger() {
  const [{ claims }, { runLedger }, { ResultCache }] = await Promise.all([
    import('../../proofs/index.ts'),
    import('../ledger/run.ts'),
    import('../ledger/resultCache.ts'),
  ]);
  const openCache = (seed: number) => new ResultCache(cacheFile(`ledger-${seed}.json`));
  return { claims, runLedger, openCache };
}

async function loadChecker() {
  const [{ parseDocument }, { runDocument }] = await Promise.all([
    import('../check/language/document.ts'),
    import('../check/run.ts'),
  ]);
  return { parseDocument, runDocument };
}

const loadMeasurement = async () => (await import('../experiments/validity.ts')).measureValidity;

await runCommandLine(process.argv.slice(2), session, {
  description: 'Tells which equations of a theory paper are true.',
  version: packageVersion(),
  register(program) {
    // Commands are registered here.
    registerVerify(program, { session, progress, loadLedger });
    registerCoefficients(program, { session, progress, input: () => process.stdin });
    registerValidity(program, { session, progress, version: packageVersion(), loadMeasurement });
    registerCheck(program, { session, progress, input: () => process.stdin, loadChecker });
  },
});
process.exitCode = session.exitStatus;
