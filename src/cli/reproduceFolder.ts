/**
 * The folder of a run (--out, --resume): progress.jsonl while it goes on, and a folder for each figure that is done:
 *   <table>.csv, <table>.parquet, <picture>.svg, <picture>.png, verdicts.json
 *   metadata.json   parameters, seed, version, SHA-256 of the others, times; written last
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftovers, writeWhole } from './atomicFile.ts';
import { UsageError } from './conventions.ts';
import { codeOf, isWrittenBy, kindOf } from './pathKind.ts';
import {
  beginJournal,
  continueJournal,
  type Journal,
  type JournalHeader,
  PROGRAM,
  type ReadJournal,
  readJournal,
} from './reproduceJournal.ts';
import type { Asked } from './reproduceOptions.ts';

const JOURNAL = 'progress.jsonl';
const METADATA = 'metadata.json';

export interface FigureFile {
  /** In the figure's folder. */
  readonly name: string;
  readonly bytes: string | Uint8Array;
}

export interface RunFolder {
  /** As the user gave it. */
  readonly path: string;
  /** Begins the journal, or goes on with it. @throws UsageError where it cannot be written */
  openJournal(header: JournalHeader): Journal;
  /** Replaces what an earlier run wrote for this figure; `metadata` gets the hashes of the files, and is written last. */
  writeFigure(id: string, files: readonly FigureFile[], metadata: object): void;
  /** All figures are there: the journal goes. */
  end(): void;
}

/** A folder for a new run. @throws UsageError where it cannot be made or written to, or holds an unfinished run or other things */
export function newRunFolder(path: string, { ids }: Asked): RunFolder {
  const option = `--out ${JSON.stringify(path)}`;
  const expected = 'a folder, or a place to make one';
  if (path === '') throw new UsageError(`${option}: got an empty path, expected ${expected}`);
  if (kindOf(path) === 'other') throw new UsageError(`${option}: got a file, expected ${expected}`);
  if (kindOf(join(path, JOURNAL)) !== 'absent')
    throw new UsageError(
      `${option}: got a folder with a run that has not ended, expected another folder (or --resume to go on)`,
    );
  for (const id of ids) {
    const place = join(path, id);
    if (kindOf(place) === 'other')
      throw new UsageError(`${option}: got a folder in which ${id} is a file, expected ${expected}`);
    if (kindOf(join(place, METADATA)) !== 'absent' && !isWrittenBy(PROGRAM, join(place, METADATA)))
      throw new UsageError(
        `${option}: got a folder with a ${id}/${METADATA} of something else, expected ${expected}`,
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
  return folderAt(path, option, undefined);
}

/** A folder to go on in. @throws UsageError where there is no run in it that has not ended */
export function earlierRunFolder(path: string): { readonly folder: RunFolder; readonly run: ReadJournal } {
  const option = `--resume ${JSON.stringify(path)}`;
  if (kindOf(join(path, JOURNAL)) !== 'other')
    throw new UsageError(
      `${option}: got no ${JOURNAL} in it, expected the --out folder of a run that has not ended`,
    );
  let run: ReadJournal;
  try {
    run = readJournal(join(path, JOURNAL));
    accessSync(path, constants.W_OK | constants.X_OK);
    removeLeftovers(path);
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(
        `${option}: got a ${JOURNAL} with ${error.message}, expected that of an earlier run`,
      );
    throw new UsageError(
      `${option}: got a folder that cannot be read and written to (${codeOf(error)}), expected that of an earlier run`,
    );
  }
  return { folder: folderAt(path, option, run), run };
}

/** @throws UsageError unless it is a folder that can be written to */
export function checkFolder(option: string, path: string): void {
  const got = kindOf(path) === 'folder' ? undefined : kindOf(path) === 'absent' ? 'no such folder' : 'a file';
  if (got !== undefined)
    throw new UsageError(`${option} ${JSON.stringify(path)}: got ${got}, expected a folder`);
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(
      `${option} ${JSON.stringify(path)}: got a folder that cannot be written to (${codeOf(error)})`,
    );
  }
}

export function writeInto(folder: string, name: string, text: string): void {
  try {
    writeWhole(join(folder, name), [text]);
  } catch (error) {
    throw new UsageError(`${JSON.stringify(join(folder, name))}: it cannot be written (${codeOf(error)})`);
  }
}

function folderAt(path: string, option: string, earlier: ReadJournal | undefined): RunFolder {
  const journal = join(path, JOURNAL);
  const telling = <T>(name: string, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      throw new UsageError(`${option}: ${name} cannot be written (${codeOf(error)})`);
    }
  };
  return {
    path,
    openJournal(header) {
      const { add, flush, close } = telling(JOURNAL, () =>
        earlier === undefined ? beginJournal(journal, header) : continueJournal(journal, earlier),
      );
      return {
        add: (result) => telling(JOURNAL, () => add(result)),
        flush: () => telling(JOURNAL, flush),
        close: () => telling(JOURNAL, close),
      };
    },
    writeFigure(id, files, metadata) {
      const place = join(path, id);
      telling(id, () => mkdirSync(place, { recursive: true }));
      telling(id, () => removeLeftovers(place));
      removeStale(place, files);
      const hashes: Record<string, string> = {};
      for (const { name, bytes } of files) {
        checkName(id, name, hashes);
        telling(`${id}/${name}`, () => writeWhole(join(place, name), [bytes]));
        hashes[name] = createHash('sha256').update(bytes).digest('hex');
      }
      const text = `${JSON.stringify({ program: PROGRAM, ...metadata, sha256: hashes }, null, 1)}\n`;
      telling(`${id}/${METADATA}`, () => writeWhole(join(place, METADATA), [text]));
    },
    end: () => telling(JOURNAL, () => rmSync(journal, { force: true })),
  };
}

/** Files of an earlier run, as its metadata lists them, that are not written again; its metadata first, which no longer fit. */
function removeStale(place: string, files: readonly FigureFile[]): void {
  const path = join(place, METADATA);
  if (!isWrittenBy(PROGRAM, path)) return;
  const { sha256 } = JSON.parse(readFileSync(path, 'utf8')) as { sha256?: object };
  rmSync(path);
  const written = new Set(files.map(({ name }) => name));
  for (const name of Object.keys(sha256 ?? {}))
    if (!written.has(name) && isName(name)) rmSync(join(place, name), { force: true });
}

const isName = (name: string): boolean => /^[A-Za-z0-9][\w.-]*$/.test(name);

function checkName(id: string, name: string, taken: object): void {
  if (!isName(name)) throw new Error(`${id}: got a file ${JSON.stringify(name)}, expected a plain name`);
  if (Object.hasOwn(taken, name) || name === METADATA)
    throw new Error(`${id}: got two files ${name}, expected one of each name`);
}
