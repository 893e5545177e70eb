/** `natgrad learn`: learning curves of the paper's rules from simulated spikes. */
import type { Command } from 'commander';
import {
  type LearningConfiguration,
  learningSchema,
  RULE_NAMES,
} from '../experiments/learning/configuration.ts';
import type { fastLoopName } from '../experiments/learning/fastLoop.ts';
import type { LearningProgress, runLearning } from '../experiments/learning/run.ts';
import { learningCurves } from '../experiments/learning/summary.ts';
import type { TrialRunner } from '../experiments/learning/trial.ts';
import type { TrialState } from '../experiments/learning/trialState.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { type EarlierRun, earlierRunFolder, newRunFolder, type RunFolder } from './learnFolder.ts';
import { checkpointOf, configurationOf, type LearnOptions, refusing, workersOf } from './learnOptions.ts';
import {
  curvesCsv,
  duration,
  type LearnReport,
  learnJson,
  learnLines,
  metadataJson,
  type TrialWeights,
  weightsCsv,
} from './learnText.ts';
import type { Interruption } from './process.ts';
import type { ProgressDisplay } from './progress.ts';
import { defaultSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';

export interface Simulation {
  readonly runLearning: typeof runLearning;
  readonly TrialRunner: typeof TrialRunner;
  readonly fastLoopName: typeof fastLoopName;
}

export interface LearnDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  /** What `-` reads. */
  readonly input: () => NodeJS.ReadableStream;
  readonly version: string;
  readonly interruption: Interruption;
  /** Loaded when it is asked for. */
  readonly loadSimulation: () => Promise<Simulation>;
}

const help = `
One neuron learns from a teacher neuron that sees the same Poisson spikes. Without a file it is Figure 3F: 100 afferents,
half at 10 Hz, half at 30 Hz, w(0) and w* ~ U(-1/n, 1/n), 8000 intervals of 1 s in steps of 0.5 ms, learning rates of Table 1;
rules: euclidean, natural, approximated; one trial (the paper has 1000). What a file leaves out is as in Figure 3F.

  {"rates": [10, 30], "afferents": 100, "rules": ["natural", {"name": "euclidean", "learningRate": 1.1e-6}],
   "intervals": 8000, "interval": 1, "dt": 0.0005, "measureEvery": 100, "testPotentials": 50, "trials": 10}
  rates            Hz, one for each of equal groups of afferents; 0 is a silent afferent
  initial, target  weights: a list of n, or {"uniform": [low, high]} for draws from U(low/n, high/n)
  rules            euclidean (Equation 10), natural (13), approximated (114; "cu", "cw"), local ("thirdFactor"), quadratic (123: the
                   natural rule where phi'^2/phi = 1), exact (G^-1 of the spiking model, made anew every "refresh" steps; slow)
  parametrization  "somatic", or {"name": ...}: attenuation (distance), power (exponent), exponential (rate), logistic,
                   spline, expression (text, a formula in w), full (n <= 50); rules then learn w with w^s = f(w), O(n) a step
  and tauM, tauS, eps0, transfer (as in natgrad fisher), seed; --schema prints all of it as JSON Schema

Errors: of the rate (root mean square, Hz), D_KL (nats a step of dt), |w^s - w*|; of all rules on the same spikes and USPs.
Threads, interruptions and --resume change no number. Without --out nothing is kept, and an interrupted run is lost.

Examples:
  natgrad learn --trials 4 --out curves
  natgrad learn --resume curves
  natgrad learn small.json --rule natural --rule local --json`;

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

export function registerLearn(program: Command, dependencies: LearnDependencies): void {
  program
    .command('learn')
    .description('simulate learning from a teacher, and measure learning curves')
    .argument('[config]', 'what is simulated, a JSON file; - reads standard input')
    .option('--rule <name>', `${RULE_NAMES.join(', ')}; may be given several times`, collect)
    .option('--trials <number>', "independent trials (default: the file's, or 1)")
    .option('--seed <number>', `of all random numbers (default: the file's, or ${defaultSeed})`)
    .option('--workers <number>', 'threads (default: one for each processor)')
    .option('--out <folder>', 'write results of every trial, and checkpoints, into this folder')
    .option('--checkpoint <seconds>', 'between two checkpoints (default: 30)')
    .option('--resume <folder>', 'go on with the run in this folder')
    .option('--schema', 'print the JSON Schema of the file')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', help)
    .action((file: string | undefined, options: LearnOptions) => learnCommand(file, options, dependencies));
}

export async function learnCommand(
  file: string | undefined,
  options: LearnOptions,
  dependencies: LearnDependencies,
): Promise<void> {
  const { session, input, version, loadSimulation, progress, interruption } = dependencies;
  if (options.schema === true) {
    session.stdout.write(`${JSON.stringify(learningSchema, null, 1)}\n`);
    return;
  }
  const began = performance.now();
  const [every, workers] = [checkpointOf(options), workersOf(options)];
  const { resume, out } = options;
  const simulation = await loadSimulation();
  const maker = `${version} (${simulation.fastLoopName()})`;
  const earlier = resume === undefined ? undefined : await earlierRunFolder(resume, maker);
  const config = await configurationOf(file, options, input, earlier?.run);
  // What is wrong with the configuration is told before a folder is made.
  const runner = await refusing(() => simulation.TrialRunner.of(config));
  const folder = earlier?.folder ?? (out === undefined ? undefined : await newRunFolder(out));
  const keeper = new Keeper(config, maker, folder, earlier?.run, every);
  interruption.lastWords = () => keeper.lastWords();
  const states = await simulate(simulation, config, keeper, workers, progress).finally(() => {
    interruption.lastWords = undefined;
    progress.stop();
  });
  const report: LearnReport = { config, version, curves: learningCurves(config, states) };
  if (folder !== undefined) writeResults(folder, report, states, runner);
  const seconds = Math.round(performance.now() - began) / 1000;
  if (options.json === true)
    session.stdout.write(`${JSON.stringify({ ...learnJson(report), seconds }, null, 1)}\n`);
  else printLines(session.stdout, learnLines(report, seconds, folder?.path));
  session.exitStatus = exitStatus.asExpected;
}

/** What fails has its last checkpoint kept, so that nothing done is lost. */
async function simulate(
  { runLearning }: Simulation,
  config: LearningConfiguration,
  keeper: Keeper,
  workers: number | undefined,
  progress: ProgressDisplay,
): Promise<TrialState[]> {
  const began = performance.now();
  try {
    const states = await runLearning(config, {
      ...(workers !== undefined && { workers }),
      states: keeper.states,
      onState(state, soFar) {
        keeper.keep(state);
        progress.show(progressText(config, keeper, soFar, (performance.now() - began) / 1000));
      },
    });
    keeper.write();
    return states;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}

function progressText(
  { trials, intervals }: LearningConfiguration,
  { states }: Keeper,
  { before, done, total }: LearningProgress,
  seconds: number,
): string {
  let ended = 0;
  for (const { interval } of states.values()) ended += interval === intervals ? 1 : 0;
  const left = done > before ? (seconds * (total - done)) / (done - before) : undefined;
  const percent = Math.floor((100 * done) / total);
  return `${percent} %, ${ended}/${trials} trials${left === undefined ? '' : `, about ${duration(left)} left`}`;
}

/** Where all trials stand, and when that was last written. */
class Keeper {
  readonly states: Map<number, TrialState>;
  readonly #config: LearningConfiguration;
  readonly #maker: string;
  readonly #folder: RunFolder | undefined;
  readonly #every: number;
  #written = performance.now();

  constructor(
    config: LearningConfiguration,
    maker: string,
    folder: RunFolder | undefined,
    earlier: EarlierRun | undefined,
    every: number,
  ) {
    [this.#config, this.#maker, this.#folder, this.#every] = [config, maker, folder, every];
    this.states = new Map(earlier?.states);
    // A run that is killed at once can be taken up again, too.
    if (earlier === undefined) this.write();
  }

  keep(state: TrialState): void {
    this.states.set(state.trial, state);
    if (performance.now() - this.#written >= 1000 * this.#every) this.write();
  }

  write(): void {
    this.#folder?.writeCheckpoint(this.#config, this.#maker, this.states.values());
    this.#written = performance.now();
  }

  /** What is said when the run is interrupted. */
  lastWords(): string {
    if (this.#folder === undefined) return ' (nothing is kept without --out)';
    this.write();
    return `; to go on: natgrad learn --resume ${shellWord(this.#folder.path)}`;
  }
}

/** As a shell reads it. */
const shellWord = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function writeResults(
  folder: RunFolder,
  report: LearnReport,
  states: readonly TrialState[],
  runner: TrialRunner,
): void {
  const { config } = report;
  const json = (value: unknown): string[] => [`${JSON.stringify(value, null, 1)}\n`];
  folder.writeResults([
    ['curves.csv', curvesCsv(config, states)],
    ['weights.csv', weightsCsv(config.afferents, weightsOf(config, states, runner))],
    ['summary.json', json(learnJson(report))],
    ['metadata.json', json(metadataJson(report))],
  ]);
}

function* weightsOf(
  { rules }: LearningConfiguration,
  states: readonly TrialState[],
  runner: TrialRunner,
): Generator<TrialWeights> {
  for (const state of states) {
    const { initial, target } = runner.ends(state.trial);
    const learned = runner.somatic(state).map((each, r) => [rules[r]?.name ?? '', each] as const);
    yield { trial: state.trial, weights: [['initial', initial], ['target', target], ...learned] };
  }
}
