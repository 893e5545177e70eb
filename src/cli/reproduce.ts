/** `natgrad reproduce`: figures and tables of the paper done again, each with verdicts on the claims it makes. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { survivors } from '../experiments/reproduction/claimFinding.ts';
import type { Findings } from '../experiments/reproduction/findings.ts';
import { SCALES, SOURCES } from '../experiments/reproduction/reproduction.ts';
import type {
  FigureDone,
  FigureRun,
  figureRun,
  RunProgress,
  runFigures,
} from '../experiments/reproduction/run.ts';
import type { Draw } from '../report/reproduction/index.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { duration } from './learnText.ts';
import type { Interruption } from './process.ts';
import type { ProgressDisplay } from './progress.ts';
import { checkFolder, earlierRunFolder, newRunFolder, writeInto } from './reproduceFolder.ts';
import { headerOf, type JournalHeader } from './reproduceJournal.ts';
import {
  askedFor,
  DEFAULT_FOLDER,
  DEFAULT_SCALE,
  DEFAULT_SOURCE,
  folderOf,
  type ReproduceOptions,
  workersOf,
} from './reproduceOptions.ts';
import { figureLines } from './reproduceText.ts';
import { defaultSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';

export interface Reproductions {
  readonly figureRun: typeof figureRun;
  readonly runFigures: typeof runFigures;
  /** Address of the module that has the figures. */
  readonly registry: string;
  /** Which loops run here: 'WebAssembly'. */
  readonly loops: string;
  /** The pictures of a figure. */
  readonly drawingOf: (id: string) => Promise<Draw>;
  readonly files: typeof import('./reproduceFiles.ts');
}

export interface ReproduceDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
  readonly interruption: Interruption;
  /** Names of the figures. */
  readonly ids: readonly string[];
  /** Loaded when it is asked for. */
  readonly loadReproductions: () => Promise<Reproductions>;
}

const help = (ids: readonly string[]): string => `
Figures: ${[...ids, 'all'].join(', ')}

  --scale test    the smallest that still runs every step, as continuous integration does: its verdicts say little
  --scale quick   all figures in under five minutes on two cores
  --scale medium  as the records of the ledger were made: most statistics decide; half an hour
  --scale paper   the full size: many hours for the learning curves
  --source        whose parameters, where the article and the authors' scripts disagree

Each figure gets a folder with its data (csv and parquet), pictures (SVG and PNG), verdicts.json (every claim with the statistic that
was stated before the run, its estimates and intervals, and the verdict) and metadata.json (parameters, seed, version, hashes, times).
Verdicts: holds, holds in a regime (which), does not hold (by how much), cannot tell. The same choices and seed give the same bytes,
but for metadata.json, on any number of threads and however often the run was interrupted: --resume goes on where it stopped.

Exit status 0 when the figures were done, whatever the verdicts: that a claim does not hold is an answer. 1 when a statistic decides the
same for estimates that it must tell apart.

Examples:
  natgrad reproduce fig10 fig11
  natgrad reproduce all --scale paper --out figures
  natgrad reproduce --resume figures`;

export function registerReproduce(program: Command, dependencies: ReproduceDependencies): void {
  program
    .command('reproduce')
    .description("do the paper's figures again, with a verdict on each claim they make")
    .argument('[figures...]', 'which; all for all of them')
    .option('--scale <scale>', `${SCALES.join(', ')} (default: ${DEFAULT_SCALE})`)
    .option('--source <source>', `${SOURCES.join(', ')} (default: ${DEFAULT_SOURCE})`)
    .option('--seed <number>', `of all random numbers (default: ${defaultSeed})`)
    .option('--workers <number>', 'threads (default: one for each processor)')
    .option(
      '--out <folder>',
      `write data, pictures and verdicts into this folder (default: ${DEFAULT_FOLDER})`,
    )
    .option('--resume <folder>', 'go on with the run in this folder')
    .option(
      '--record <folder>',
      'write <figure>.json as natgrad keeps it, into this folder (for its maintainers)',
    )
    .option('--json', 'print the verdicts as JSON; files are then written only with --out')
    .addHelpText('after', help(dependencies.ids))
    .action((words: string[], options: ReproduceOptions) => reproduceCommand(words, options, dependencies));
}

export async function reproduceCommand(
  words: readonly string[],
  options: ReproduceOptions,
  dependencies: ReproduceDependencies,
): Promise<void> {
  const { session, version, ids, progress, interruption } = dependencies;
  const began = performance.now();
  const [workers, path] = [workersOf(options), folderOf(options)];
  const recordFolder = options.record;
  if (recordFolder !== undefined) checkFolder('--record', recordFolder);
  const earlier = options.resume === undefined ? undefined : earlierRunFolder(options.resume);
  const asked = askedFor(words, options, ids, earlier?.run.header);
  const reproductions = await dependencies.loadReproductions();
  const { registry } = reproductions;
  const maker = `${version} (${reproductions.loops})`;
  const runs: FigureRun[] = [];
  for (const id of asked.ids) runs.push(await reproductions.figureRun(id, asked.choices, registry));
  const header = headerOf(maker, asked.choices, runs);
  if (earlier !== undefined) checkSame(header, earlier.run.header, options.resume ?? '');
  const folder = earlier?.folder ?? (path === undefined ? undefined : newRunFolder(path, asked));
  const journal = folder?.openJournal(header);
  interruption.lastWords = () => {
    journal?.flush();
    return folder === undefined
      ? ' (nothing is kept without --out)'
      : `; to go on: natgrad reproduce --resume ${shellWord(folder.path)}`;
  };
  const answers: unknown[] = [];
  session.exitStatus = exitStatus.asExpected;

  async function publish(findings: Findings, run: FigureRun, done: FigureDone): Promise<void> {
    const { files } = reproductions;
    const provenance = files.provenanceOf(run, version);
    if (folder !== undefined) {
      const draw = await reproductions.drawingOf(findings.id);
      const metadata = files.metadataJson(findings, provenance, done);
      folder.writeFigure(findings.id, files.figureFiles(findings, draw, provenance), metadata);
    }
    if (recordFolder !== undefined) {
      const { name, text } = await files.recordFile(findings, run, provenance);
      writeInto(recordFolder, name, text);
    }
    if (findings.claims.some((claim) => survivors(claim).length > 0))
      session.exitStatus = exitStatus.notAsExpected;
    answers.push(files.verdictsJson(findings, provenance));
    if (options.json === true) return;
    progress.clear();
    printLines(
      session.stdout,
      figureLines(findings, folder === undefined ? undefined : join(folder.path, findings.id)),
    );
  }

  progress.show('0 %');
  try {
    await reproductions.runFigures(runs, {
      registry,
      ...(workers !== undefined && { workers }),
      earlier: earlier?.run.results ?? [],
      onResult(result, soFar) {
        journal?.add(result);
        progress.show(progressText(soFar));
      },
      onFindings: publish,
    });
  } finally {
    progress.stop();
    interruption.lastWords = undefined;
    journal?.close();
  }
  folder?.end();
  const seconds = Math.round(performance.now() - began) / 1000;
  if (options.json === true)
    session.stdout.write(`${JSON.stringify({ figures: answers, seconds }, null, 1)}\n`);
  else printLines(session.stdout, [`It took ${duration(seconds)}.`]);
}

function progressText({ id, done, total, secondsLeft }: RunProgress): string {
  const left = secondsLeft === undefined ? '' : `, about ${duration(secondsLeft)} left`;
  return `${Math.floor((100 * done) / total)} %, ${done}/${total} tasks, ${id}${left}`;
}

/** @throws UsageError where the run in the folder is another */
function checkSame(asked: JournalHeader, earlier: JournalHeader, folder: string): void {
  const option = `--resume ${JSON.stringify(folder)}`;
  if (earlier.maker !== asked.maker)
    throw new UsageError(
      `${option}: got a run of natgrad ${earlier.maker}, expected one of this natgrad, ${asked.maker}: another may compute other bits`,
    );
  const different = (what: string, now: unknown, then: unknown): void => {
    const [a, b] = [JSON.stringify(now), JSON.stringify(then)];
    if (a !== b)
      throw new UsageError(
        `${option}: got ${what} = ${shortened(a)}, expected ${shortened(b)} as in the earlier run`,
      );
  };
  const ids = ({ figures }: JournalHeader): string[] => figures.map(({ id }) => id);
  different('figures', ids(asked), ids(earlier));
  for (const key of ['scale', 'source', 'seed'] as const)
    different(key, asked.choices[key], earlier.choices[key]);
  for (const [k, { id, parameters, tasks }] of asked.figures.entries()) {
    different(`the parameters of ${id}`, parameters, earlier.figures[k]?.parameters);
    different(`tasks of ${id}`, tasks, earlier.figures[k]?.tasks);
  }
}

const shortened = (json = 'nothing'): string => (json.length <= 200 ? json : `${json.slice(0, 200)}...`);

/** As a shell reads it. */
const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
