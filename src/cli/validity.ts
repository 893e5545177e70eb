/** `natgrad validity`: where the paper's closed form of the Fisher matrix may be trusted. */
import type { Command } from 'commander';
import type { ValidityOptions as Measurement, ValidityResult } from '../experiments/validity/validity.ts';
import { validityGenerator } from '../report/fileNames.ts';
import { exitStatus } from './conventions.ts';
import type { ProgressDisplay } from './progress.ts';
import { prepareReportFolder, validityLayout } from './reportFolder.ts';
import { defaultSeed, parseSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';

export interface ValidityDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
  /** Loaded when it is asked for. */
  readonly loadMeasurement: () => Promise<(options: Measurement) => Promise<ValidityResult>>;
}

/** The options as commander hands them over. */
export interface ValidityCommandOptions {
  readonly seed?: string;
  readonly json?: boolean;
  readonly report?: string;
}

const help = `
The closed form (Equations 84, 101-105) supposes normal USPs. It is compared with the exact Fisher matrix of the spiking
model, over the number of afferents, their rate and the scale of their weights, for other transfer functions and kernels, and in
the settings of Figures 3, 4, 5, 7, 10 and 11.

  trusted      relative Frobenius difference at most 1 %, and the information in every direction of weights right within 10 %
  doubtful     at most 10 %, and within a factor 2
  not trusted  anything worse

The thresholds were set before anything was measured. A setting with random weights is judged by its worst draw.

Examples:
  natgrad validity
  natgrad validity --report validity --seed 7
  natgrad validity --json > validity.json`;

export function registerValidity(program: Command, dependencies: ValidityDependencies): void {
  program
    .command('validity')
    .description('measure where the closed form of the Fisher matrix may be trusted')
    .option('--report <folder>', 'write a page with pictures and tables, index.html, into this folder')
    .option('--json', 'print the answer as JSON')
    .option(
      '--seed <number>',
      `seed of the random weights and USPs, a whole number (default: ${defaultSeed})`,
    )
    .addHelpText('after', help)
    .action((options: ValidityCommandOptions) => validityCommand(options, dependencies));
}

export async function validityCommand(
  { seed: text, json, report }: ValidityCommandOptions,
  { session, progress, version, loadMeasurement }: ValidityDependencies,
): Promise<void> {
  const seed = text === undefined ? defaultSeed : parseSeed(text);
  const folder = report === undefined ? undefined : prepareReportFolder(report, validityLayout);
  const measure = await loadMeasurement();
  const result = await measure({
    seed,
    onProgress: (done, total) => progress.show(`${done}/${total} neurons`),
  }).finally(() => progress.stop());
  const provenance = { program: validityGenerator, version };
  const [{ validityJson }, { validityLines }] = await Promise.all([
    import('../report/validityJson.ts'),
    import('../report/validityText.ts'),
  ]);
  if (folder !== undefined) {
    const { validityFiles } = await import('../report/validityFiles.ts');
    folder.write(validityFiles(result, provenance));
  }
  if (json) session.stdout.write(`${JSON.stringify(validityJson(result, provenance), null, 1)}\n`);
  else printLines(session.stdout, validityLines(result, folder?.path));
  session.exitStatus = exitStatus.asExpected;
}
