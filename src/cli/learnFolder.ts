/**
 * The folder of a run (--out, --resume): checkpoint.json while it goes on and after, and its results once it has ended:
 *   curves.csv     trial, rule, time (s), rateError (Hz), divergence (nats a step), weightDistance: of every trial
 *   weights.csv    trial, of, somatic weights 1 ... n: initial, target and, of each rule, final
 *   summary.json   what --json prints, without seconds
 *   metadata.json  program, version, seed, trials, configuration; written last
 */
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LearningConfiguration,
  readLearningConfiguration,
} from '../experiments/learning/configuration.ts';
import type { TrialState } from '../experiments/learning/trialState.ts';
import { removeLeftovers, writeWhole } from './atomicFile.ts';
import { UsageError } from './conventions.ts';
import {
  type Checkpoint,
  checkpointPieces,
  PROGRAM,
  parseCheckpoint,
  parseState,
} from './learnCheckpoint.ts';
import { codeOf, isWrittenBy, kindOf } from './pathKind.ts';

const CHECKPOINT = 'checkpoint.json';
const METADATA = 'metadata.json';

export interface RunFolder {
  /** As the user gave it. */
  readonly path: string;
  /** @throws UsageError where it cannot be written */
  writeCheckpoint(config: LearningConfiguration, maker: string, states: Iterable<TrialState>): void;
  /** Name and text of each, in pieces; in this order. @throws UsageError where one cannot be written */
  writeResults(files: readonly (readonly [name: string, pieces: Iterable<string>])[]): void;
}

export interface EarlierRun {
  readonly config: LearningConfiguration;
  readonly states: ReadonlyMap<number, TrialState>;
}

/** A folder for a new run. @throws UsageError where it cannot be made or written to, or holds a run that has not ended, or other things */
export async function newRunFolder(path: string): Promise<RunFolder> {
  const option = `--out ${JSON.stringify(path)}`;
  const expected = 'a folder, or a place to make one';
  if (path === '') throw new UsageError(`${option}: got an empty path, expected ${expected}`);
  if (kindOf(path) === 'other') throw new UsageError(`${option}: got a file, expected ${expected}`);
  if (kindOf(join(path, METADATA)) !== 'absent' && !isWrittenBy(PROGRAM, join(path, METADATA)))
    throw new UsageError(
      `${option}: got a folder with a ${METADATA} of something else, expected ${expected}`,
    );
  if (kindOf(join(path, CHECKPOINT)) !== 'absent') {
    const checkpoint = readCheckpoint(path, option);
    if (!(await hasEnded(checkpoint)))
      throw new UsageError(
        `${option}: got a folder with a run that has not ended, expected another folder (or --resume to go on)`,
      );
  }
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
    removeLeftovers(path);
  } catch (error) {
    throw new UsageError(
      `${option}: got a path that cannot be written to (${codeOf(error)}), expected ${expected}`,
    );
  }
  return folderAt(path, option);
}

/** A folder to go on in. @param maker version and loop; @throws UsageError where there is no run of the same in it */
export async function earlierRunFolder(
  path: string,
  maker: string,
): Promise<{ readonly folder: RunFolder; readonly run: EarlierRun }> {
  const option = `--resume ${JSON.stringify(path)}`;
  if (kindOf(join(path, CHECKPOINT)) !== 'other')
    throw new UsageError(
      `${option}: got no ${CHECKPOINT} in it, expected the --out folder of an earlier run`,
    );
  const checkpoint = readCheckpoint(path, option);
  if (checkpoint.maker !== maker)
    throw new UsageError(
      `${option}: got a run of natgrad ${checkpoint.maker}, expected one of this natgrad, ${maker}: another may compute other bits`,
    );
  const config = await configOf(checkpoint, option);
  const states = new Map<number, TrialState>();
  for (const [k, each] of checkpoint.states.entries()) {
    const state = parseState(each, config);
    if (state === undefined) throw damaged(option, `states[${k}] that does not fit its configuration`);
    states.set(state.trial, state);
  }
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    removeLeftovers(path);
  } catch (error) {
    throw new UsageError(`${option}: got a folder that cannot be written to (${codeOf(error)})`);
  }
  return { folder: folderAt(path, option), run: { config, states } };
}

function folderAt(path: string, option: string): RunFolder {
  const write = (name: string, pieces: Iterable<string>): void => {
    try {
      writeWhole(join(path, name), pieces);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      throw new UsageError(`${option}: ${name} cannot be written (${codeOf(error)})`);
    }
  };
  return {
    path,
    writeCheckpoint: (config, maker, states) => write(CHECKPOINT, checkpointPieces(config, maker, states)),
    writeResults(files) {
      for (const [name, pieces] of files) write(name, pieces);
    },
  };
}

function readCheckpoint(path: string, option: string): Checkpoint {
  let text: string;
  try {
    text = readFileSync(join(path, CHECKPOINT), 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${CHECKPOINT} cannot be read (${codeOf(error)})`);
  }
  const checkpoint = parseCheckpoint(text);
  if (checkpoint === undefined) throw damaged(option, `a ${CHECKPOINT} that is not one of ${PROGRAM}`);
  return checkpoint;
}

async function configOf({ config }: Checkpoint, option: string): Promise<LearningConfiguration> {
  try {
    return await readLearningConfiguration(config, CHECKPOINT);
  } catch (error) {
    if (error instanceof RangeError) throw damaged(option, error.message);
    throw error;
  }
}

async function hasEnded(checkpoint: Checkpoint): Promise<boolean> {
  const config = await configOf(checkpoint, 'checkpoint').catch(() => undefined);
  if (config === undefined) return false;
  const ended = checkpoint.states.filter((each) => parseState(each, config)?.interval === config.intervals);
  return ended.length === config.trials;
}

const damaged = (option: string, got: string): UsageError =>
  new UsageError(`${option}: got ${got}, expected the checkpoint of an earlier run`);
