/**
 * progress.jsonl: what a run of `natgrad reproduce` has done, to go on from. One line says which run it is, then one line a task is
 * appended as it is done. Whenever the process is killed all lines but the last are whole; a last line without its end is dropped.
 */
import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Choices } from '../experiments/reproduction/reproduction.ts';
import type { FigureRun, TaskResult } from '../experiments/reproduction/run.ts';
import { writeWhole } from './atomicFile.ts';
import { isObject } from './inputFile.ts';

export const PROGRAM = 'natgrad reproduce';

/** Which run it is. */
export interface JournalHeader {
  /** Version and loop: 0.1.0 (WebAssembly). */
  readonly maker: string;
  readonly choices: Choices;
  readonly figures: readonly JournalFigure[];
}

export interface JournalFigure {
  readonly id: string;
  readonly parameters: unknown;
  /** How many. */
  readonly tasks: number;
}

export interface Journal {
  add(result: TaskResult): void;
  /** Makes sure of what was added. */
  flush(): void;
  close(): void;
}

export const headerOf = (maker: string, choices: Choices, runs: readonly FigureRun[]): JournalHeader => ({
  maker,
  choices,
  figures: runs.map(({ figure, parameters, tasks }) => ({ id: figure.id, parameters, tasks: tasks.length })),
});

/** Begins a file. @throws the error of the file system, here as below */
export function beginJournal(path: string, header: JournalHeader): Journal {
  writeWhole(path, [`${JSON.stringify({ program: PROGRAM, ...header })}\n`]);
  return openJournal(path);
}

/** Goes on with a file, after its last whole line. */
export function continueJournal(path: string, { wholeBytes }: ReadJournal): Journal {
  truncateSync(path, wholeBytes);
  return openJournal(path);
}

/** How long results may stay in the system's memory, where a loss of power would take them, ms. */
const FLUSH_EVERY = 1000;

function openJournal(path: string): Journal {
  const file = openSync(path, 'a');
  let flushed = performance.now();
  const flush = (): void => {
    fsyncSync(file);
    flushed = performance.now();
  };
  return {
    add(result) {
      writeAll(file, Buffer.from(lineOf(result)));
      if (performance.now() - flushed >= FLUSH_EVERY) flush();
    },
    flush,
    close() {
      flush();
      closeSync(file);
    },
  };
}

const lineOf = ({ id, task, seconds, result }: TaskResult): string =>
  `{"figure":${JSON.stringify(id)},"task":${task},"seconds":${seconds.toFixed(4)},"result":${result}}\n`;

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

export interface ReadJournal {
  readonly header: JournalHeader;
  readonly results: readonly TaskResult[];
  readonly wholeBytes: number;
}

/** @throws RangeError saying what was got where the file is no journal; the error of the file system */
export function readJournal(path: string): ReadJournal {
  const bytes = readFileSync(path);
  const lines: string[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.toString('utf8', start, end));
    start = end + 1;
  }
  const [first, ...rest] = lines;
  const header = first === undefined ? undefined : parseHeader(first);
  if (header === undefined) throw new RangeError(`a first line that is not of ${PROGRAM}`);
  const results = rest.map((line, k) => {
    const result = parseResult(line, header);
    if (result === undefined) throw new RangeError(`a line ${k + 2} that is no result of its run`);
    return result;
  });
  return { header, results, wholeBytes: start };
}

function parseHeader(line: string): JournalHeader | undefined {
  const given = parse(line);
  if (!isObject(given) || given.program !== PROGRAM) return undefined;
  const { maker, choices, figures } = given;
  if (typeof maker !== 'string' || !isObject(choices) || !Array.isArray(figures)) return undefined;
  const isFigure = (each: unknown): boolean =>
    isObject(each) && typeof each.id === 'string' && Number.isSafeInteger(each.tasks);
  if (!figures.every(isFigure)) return undefined;
  return { maker, choices: choices as unknown as Choices, figures: figures as JournalFigure[] };
}

function parseResult(line: string, { figures }: JournalHeader): TaskResult | undefined {
  const given = parse(line);
  if (!isObject(given) || !('result' in given)) return undefined;
  const { figure: id, task, seconds, result } = given;
  const figure = figures.find((each) => each.id === id);
  if (figure === undefined || !Number.isSafeInteger(task) || typeof seconds !== 'number') return undefined;
  if ((task as number) < 0 || (task as number) >= figure.tasks) return undefined;
  return { id: figure.id, task: task as number, seconds, result: JSON.stringify(result) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
