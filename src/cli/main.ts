#!/usr/bin/env node
/** The command `natgrad`: puts the commands together with the process they run in. What they keep to: conventions.ts. */
import type { InvarianceOptions } from '../experiments/invariance/invariance.ts';
import { reproductions } from '../experiments/reproduction/index.ts';
import { inOrder } from '../experiments/reproduction/names.ts';
import type { ValidityOptions } from '../experiments/validity/validity.ts';
import { packageVersion } from '../version.ts';
import { cacheFile } from './cacheFolder.ts';
import { registerCheck } from './check.ts';
import { registerCoefficients } from './coefficients.ts';
import { runCommandLine } from './conventions.ts';
import { registerFisher } from './fisher.ts';
import { registerGeometry } from './geometry.ts';
import { registerInvariance } from './invariance.ts';
import { registerLearn } from './learn.ts';
import {
  endOnInterrupt,
  endQuietlyOnClosedPipe,
  type Interruption,
  processSession,
  reportUncaughtErrors,
} from './process.ts';
import { terminalProgress } from './progress.ts';
import { registerReproduce } from './reproduce.ts';
import { registerValidity } from './validity.ts';
import { registerVerify } from './verify.ts';

const session = processSession();
const progress = terminalProgress(process.stderr);
const interruption: Interruption = { lastWords: undefined };

endQuietlyOnClosedPipe();
endOnInterrupt(session, progress.clear, interruption);
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

async function loadExperiments() {
  const [{ fisherMatrix }, { compareFisherMatrices }, { fisherSources: sources }] = await Promise.all([
    import('../experiments/fisher/fisherMatrix.ts'),
    import('../experiments/fisher/comparison.ts'),
    import('../experiments/fisher/fisherSources.ts'),
  ]);
  return { fisherMatrix, compareFisherMatrices, sources };
}

/** On all cores. */
async function loadMeasurement() {
  const [{ measureValidity }, { openErrorThreads }] = await Promise.all([
    import('../experiments/validity/validity.ts'),
    import('../experiments/validity/errorTask.ts'),
  ]);
  return (options: ValidityOptions) => {
    const { evaluate, close } = openErrorThreads();
    return measureValidity({ ...options, evaluate }).finally(close);
  };
}

async function loadSimulation() {
  const [{ runLearning }, { TrialRunner }, { fastLoopName }] = await Promise.all([
    import('../experiments/learning/run.ts'),
    import('../experiments/learning/trial.ts'),
    import('../experiments/learning/fastLoop.ts'),
  ]);
  return { runLearning, TrialRunner, fastLoopName };
}

/** On all cores. */
async function loadInvariance() {
  const [{ measureInvariance }, { openRunThreads }, { checkBentMap: checkMap }] = await Promise.all([
    import('../experiments/invariance/invariance.ts'),
    import('../experiments/invariance/runTask.ts'),
    import('../experiments/invariance/expressionMap.ts'),
  ]);
  return {
    measure: (options: InvarianceOptions) => {
      const { measure, close } = openRunThreads();
      return measureInvariance({ ...options, measure }).finally(close);
    },
    checkMap,
  };
}

async function loadReproductions() {
  const [{ figureRun, runFigures }, { reproductionsAddress }, { fastLoopName }, { drawingOf }, files] =
    await Promise.all([
      import('../experiments/reproduction/run.ts'),
      import('../experiments/reproduction/task.ts'),
      import('../experiments/learning/fastLoop.ts'),
      import('../report/reproduction/index.ts'),
      import('./reproduceFiles.ts'),
    ]);
  return { figureRun, runFigures, registry: reproductionsAddress, loops: fastLoopName(), drawingOf, files };
}

await runCommandLine(process.argv.slice(2), session, {
  description: 'Tells which equations of a theory paper are true.',
  version: packageVersion(),
  register(program) {
    // Commands are registered here.
    registerVerify(program, { session, progress, loadLedger });
    registerCoefficients(program, {
      session,
      progress,
      version: packageVersion(),
      input: () => process.stdin,
    });
    registerFisher(program, { session, progress, input: () => process.stdin, loadExperiments });
    registerValidity(program, { session, progress, version: packageVersion(), loadMeasurement });
    registerInvariance(program, { session, progress, version: packageVersion(), loadInvariance });
    const version = packageVersion();
    const input = () => process.stdin;
    registerLearn(program, { session, progress, input, version, interruption, loadSimulation });
    registerReproduce(program, {
      session,
      progress,
      version,
      interruption,
      ids: Object.keys(reproductions).sort(inOrder),
      loadReproductions,
    });
    registerGeometry(program, { session, progress, version });
    registerCheck(program, { session, progress, input: () => process.stdin, loadChecker });
  },
});
process.exitCode = session.exitStatus;
