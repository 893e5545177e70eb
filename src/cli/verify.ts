/** `natgrad verify`: decides the claims, tells the verdicts, and writes the report. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Command } from 'commander';
import { asExpected, type ClaimReport, type LedgerReport, type OutsideOpinion } from '../ledger/report.ts';
import type { ResultCache } from '../ledger/resultCache.ts';
import type { ReportFile } from '../report/files.ts';
import { ledgerToJson } from '../report/json.ts';
import { colourPaint, type Paint, plainPaint } from '../report/paint.ts';
import { claimLines, sectionLine, summaryLines } from '../report/text.ts';
import { exitStatus } from './conventions.ts';
import { askEngines, parseEngines } from './engines.ts';
import type { ProgressDisplay } from './progress.ts';
import { prepareReportFolder, type ReportFolder } from './reportFolder.ts';
import { defaultSeed, parseSeed } from './seed.ts';
import { type SelectableClaim, selectClaims } from './selection.ts';
import { printLines, type Session, wantsColour } from './session.ts';

/** The claims and the ledger that decides them; loaded only when they are needed, since they are large. */
export interface Ledger<Claim extends SelectableClaim> {
  readonly claims: readonly Claim[];
  /** The results of earlier runs with this seed; absent where none are kept. */
  readonly openCache?: (seed: number) => ResultCache;
  readonly runLedger: (
    claims: readonly Claim[],
    options: LedgerOptions,
  ) => AsyncGenerator<ClaimReport, LedgerReport>;
}

export interface LedgerOptions {
  readonly seed: number;
  /** Ids of the claims to decide; all where absent. */
  readonly only?: ReadonlySet<string>;
  readonly cache?: ResultCache;
  readonly opinions?: readonly OutsideOpinion[];
  readonly onProgress?: (event: { done: number; total: number; current: string }) => void;
}

export interface VerifyDependencies<Claim extends SelectableClaim> {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly loadLedger: () => Promise<Ledger<Claim>>;
}

/** The options as commander hands them over. */
export interface VerifyOptions {
  readonly only?: string;
  readonly json?: boolean;
  readonly seed?: string;
  readonly report?: string;
  readonly with?: string;
  readonly cache: boolean;
}

const defaultFolder = 'report';

export function registerVerify<Claim extends SelectableClaim>(
  program: Command,
  dependencies: VerifyDependencies<Claim>,
): void {
  program
    .command('verify')
    .description(
      'decide the claims, equations and statements of the paper, and write the report as HTML pages and data',
    )
    .option(
      '--only <items>',
      'equation numbers, ranges A..B and claim ids, separated by commas (default: all)',
      // Given twice, both count.
      (value: string, earlier: string | undefined) => (earlier === undefined ? value : `${earlier},${value}`),
    )
    .option('--json', 'print the report as JSON; the report is then written only with --report')
    .option('--seed <number>', `seed of the random streams, a whole number (default: ${defaultSeed})`)
    .option('--report <folder>', `folder for the report, index.html (default: ${defaultFolder})`)
    .option('--with <programs>', 'ask these programs too, separated by commas: coq, sympy')
    .option('--no-cache', 'judge everything again, whatever earlier runs found')
    .addHelpText('after', '\nExample:\n  natgrad verify --only 84..106,woodbury --seed 7 --with coq,sympy')
    .action((options: VerifyOptions) => verifyCommand(options, dependencies));
}

export async function verifyCommand<Claim extends SelectableClaim>(
  options: VerifyOptions,
  { session, progress, loadLedger }: VerifyDependencies<Claim>,
): Promise<void> {
  const seed = options.seed === undefined ? defaultSeed : parseSeed(options.seed);
  const engines = parseEngines(options.with);
  const { claims, runLedger, openCache } = await loadLedger();
  const only = options.only === undefined ? undefined : selectClaims(options.only, claims);
  const folder = prepareFolder(options);
  const print = options.json ? () => {} : claimPrinter(session, progress);
  const asked = claims.filter(({ id }) => only === undefined || only.has(id));
  const opinions = engines.length === 0 ? [] : await askEngines(engines, asked, { session, progress, seed });
  const run = runLedger(claims, {
    seed,
    opinions,
    ...(only === undefined ? {} : { only }),
    ...(options.cache && openCache !== undefined ? { cache: openCache(seed) } : {}),
    onProgress: ({ done, total, current }) => progress.show(`${done}/${total} ${current}`),
  });
  const report = await finish(run, print).finally(() => progress.stop());
  if (folder !== undefined) folder.write(await filesOf(report));
  if (options.json) session.stdout.write(`${ledgerToJson(report)}\n`);
  else printLines(session.stdout, ['', ...summaryLines(report, folder?.path, paintFor(session))]);
  session.exitStatus = asExpected(report) ? exitStatus.asExpected : exitStatus.notAsExpected;
}

/** What the pages are made with is loaded only when there are pages to make. */
async function filesOf(report: LedgerReport): Promise<readonly ReportFile[]> {
  const [{ reportFiles }, { drawnFigures }, { recordFiles }] = await Promise.all([
    import('../report/files.ts'),
    import('../report/drawnFigures.ts'),
    import('../experiments/reproduction/recordFiles.ts'),
  ]);
  const figures = await drawnFigures(recordFiles().map(({ record }) => record));
  return reportFiles(report, new Date(), figures);
}

function prepareFolder(options: VerifyOptions): ReportFolder | undefined {
  if (options.json && options.report === undefined) return undefined;
  return prepareReportFolder(options.report ?? defaultFolder);
}

/** Hands on each claim as it is decided. Between claims the event loop gets its turn, for the spinner and for Ctrl-C. */
async function finish(
  run: AsyncGenerator<ClaimReport, LedgerReport>,
  onClaim: (claim: ClaimReport) => void,
): Promise<LedgerReport> {
  let step = await run.next();
  while (!step.done) {
    onClaim(step.value);
    await nextTurn();
    step = await run.next();
  }
  return step.value;
}

/** Prints a claim, under its section's heading where that is a new one. */
function claimPrinter(session: Session, progress: ProgressDisplay): (claim: ClaimReport) => void {
  const paint = paintFor(session);
  let section: string | undefined;
  return (claim) => {
    progress.clear();
    if (claim.section !== section) {
      const gap = section === undefined ? [] : [''];
      printLines(session.stdout, [...gap, sectionLine(claim.section, paint)]);
    }
    section = claim.section;
    printLines(session.stdout, claimLines(claim, paint));
  };
}

function paintFor(session: Session): Paint {
  return wantsColour(session) ? colourPaint : plainPaint;
}
