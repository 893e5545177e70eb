/** `natgrad invariance`: is the learning rule invariant under reparametrization? */
import type { Command } from 'commander';
import { criteria } from '../experiments/invariance/criteria.ts';
import type {
  InvarianceResult,
  InvarianceOptions as Measurement,
} from '../experiments/invariance/invariance.ts';
import { figuresFolder, isPictureOf } from '../report/fileNames.ts';
import { invarianceGenerator } from '../report/invarianceNames.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { parseWholeNumber } from './numberOptions.ts';
import type { ProgressDisplay } from './progress.ts';
import { prepareReportFolder, type ReportLayout } from './reportFolder.ts';
import { defaultSeed, parseSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';

export interface InvarianceDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
  /** Loaded when it is asked for. */
  readonly loadInvariance: () => Promise<{
    readonly measure: (options: Measurement) => Promise<InvarianceResult>;
    /** @throws SyntaxError or RangeError, one line, where a formula is no map */
    readonly checkMap: (formula: string) => void;
  }>;
}

/** The options as commander hands them over. */
export interface InvarianceCommandOptions {
  readonly runs?: string;
  readonly seed?: string;
  readonly map?: string;
  readonly json?: boolean;
  readonly report?: string;
}

const DEFAULT_RUNS = 8;
const MOST_RUNS = 1000;

export const invarianceLayout: ReportLayout = {
  generator: invarianceGenerator,
  subfolders: [figuresFolder],
  extensions: ['.svg'],
  isOurs: (text) => isPictureOf(invarianceGenerator, text),
};

/** Broken into lines of at most 110 characters. */
function wrapped(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (`${indent}${lines[last]} ${word}`.length > 110) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trimStart();
  }
  return lines.join(`\n${indent}`);
}

const help = `
Weights can be written in other coordinates w, w^s = f(w): attenuations exp(-d/lambda) w, powers, exponentials, logistic
functions, monotone splines, formulas, and maps that mix components. In each run neuron, maps and spikes are drawn at
random. One step is computed by two routes; whole simulations with the same spikes are compared in both coordinates:
  gap = max_t |f(w(t)) - w^s(t)| / max_t |w^s(t) - w^s(0)|
for several learning rates eta, time steps dt and integrators. Runs that leave the range of f are counted.

Exit status 0 if all of this is confirmed, 1 if not; with fewer than 4 runs chance may stand in the way:
${criteria.map(({ says }) => `  - ${wrapped(says, '    ')}`).join('\n')}

Examples:
  natgrad invariance
  natgrad invariance --runs 32 --seed 7 --report invariance
  natgrad invariance --map "log(1 + w^2)" --json > invariance.json`;

export function registerInvariance(program: Command, dependencies: InvarianceDependencies): void {
  program
    .command('invariance')
    .description('measure how far the learning rule is invariant under reparametrization')
    .option('--runs <number>', `independent draws, 1 to ${MOST_RUNS} (default: ${DEFAULT_RUNS})`)
    .option('--seed <number>', `seed of everything that is drawn, a whole number (default: ${defaultSeed})`)
    .option(
      '--map <formula>',
      'f(w) for all components instead of drawn ones, a monotone formula in w on [0.25, 1.75]',
    )
    .option('--json', 'print the answer as JSON')
    .option('--report <folder>', 'write a page with pictures and tables, index.html, into this folder')
    .addHelpText('after', help)
    .action((options: InvarianceCommandOptions) => invarianceCommand(options, dependencies));
}

export async function invarianceCommand(
  { runs: runsText, seed: seedText, map, json, report }: InvarianceCommandOptions,
  { session, progress, version, loadInvariance }: InvarianceDependencies,
): Promise<void> {
  const runs = runsText === undefined ? DEFAULT_RUNS : parseWholeNumber('--runs', runsText, 1, MOST_RUNS);
  const seed = seedText === undefined ? defaultSeed : parseSeed(seedText);
  const { measure, checkMap } = await loadInvariance();
  if (map !== undefined) refuseBadMap(map, checkMap);
  const folder = report === undefined ? undefined : prepareReportFolder(report, invarianceLayout);
  const result = await measure({
    seed,
    runs,
    ...(map === undefined ? {} : { formula: map }),
    onProgress: (done, total) => progress.show(`${done}/${total} runs`),
  }).finally(() => progress.stop());
  const provenance = { program: invarianceGenerator, version };
  const [{ invarianceJson }, { invarianceLines }] = await Promise.all([
    import('../report/invarianceJson.ts'),
    import('../report/invarianceText.ts'),
  ]);
  if (folder !== undefined) {
    const { invarianceFiles } = await import('../report/invarianceFiles.ts');
    folder.write(invarianceFiles(result, provenance));
  }
  if (json) session.stdout.write(`${JSON.stringify(invarianceJson(result, provenance), null, 1)}\n`);
  else printLines(session.stdout, invarianceLines(result, folder?.path));
  session.exitStatus = result.confirmed ? exitStatus.asExpected : exitStatus.notAsExpected;
}

function refuseBadMap(formula: string, checkMap: (formula: string) => void): void {
  try {
    checkMap(formula);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw new UsageError(`--map: ${error.message.replace(/^map:? /, '')}`);
    throw error;
  }
}
