/**
 * Compiles Coq files in a temporary folder: each after those that it requires, a few at a time, each with a time limit.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CoqFile, requiredModules } from './coqFiles.ts';
import { type Run, runProgram } from './process.ts';

export interface Compiled {
  readonly compiled: boolean;
  readonly output: string;
  /** The first line of Coq's complaint, or why the file was not compiled. */
  readonly complaint: string;
  readonly seconds: number;
}

export interface BuildOptions {
  /** Files that are compiled at the same time. */
  readonly atOnce?: number;
  /** Time limit for one file, by the clock; the slowest of the ledger's needs 10 s of a free processor. */
  readonly seconds?: number;
}

/** What became of each file, by module. A file that requires a broken one is not compiled. The folder is removed. */
export async function compileCoq(
  files: readonly CoqFile[],
  { atOnce = 2, seconds = 300 }: BuildOptions = {},
): Promise<ReadonlyMap<string, Compiled>> {
  const folder = await mkdtemp(join(tmpdir(), 'natgrad-coq-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove); // also when the user stops the program
  try {
    for (const { module, text } of files) await writeFile(join(folder, `${module}.v`), text);
    return await compileAll(files, folder, atOnce, seconds);
  } finally {
    process.removeListener('exit', remove);
    await rm(folder, { recursive: true, force: true });
  }
}

async function compileAll(
  files: readonly CoqFile[],
  folder: string,
  atOnce: number,
  seconds: number,
): Promise<ReadonlyMap<string, Compiled>> {
  const byName = new Map(files.map((file) => [file.module, file]));
  const known = new Set(byName.keys());
  const started = new Map<string, Promise<Compiled>>();
  const inTurn = limitTo(atOnce);
  const compile = (file: CoqFile): Promise<Compiled> => {
    const before = started.get(file.module);
    if (before !== undefined) return before;
    const result = compileAfter(requiredModules(file, known), file);
    started.set(file.module, result);
    return result;
  };
  const compileAfter = async (required: readonly string[], { module }: CoqFile): Promise<Compiled> => {
    for (const name of required) {
      const needed = byName.get(name);
      if (needed !== undefined && !(await compile(needed)).compiled)
        return { compiled: false, output: '', complaint: `${name} does not compile`, seconds: 0 };
    }
    const args = ['-q', '-w', 'none', '-R', '.', '', `${module}.v`];
    return outcome(await inTurn(() => runProgram('coqc', args, { folder, seconds })), seconds);
  };
  const results = files.map(async (file) => [file.module, await compile(file)] as const);
  return new Map(await Promise.all(results));
}

/** Lets at most `atOnce` tasks run at the same time; the others wait in the order in which they came. */
function limitTo(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}

function outcome(run: Run, limit: number): Compiled {
  const compiled = run.status === 0;
  const complaint = compiled
    ? ''
    : run.timedOut
      ? `stopped after ${limit} s`
      : run.absent
        ? 'coqc is not on the PATH'
        : firstComplaint(run.stderr);
  return { compiled, output: run.stdout, complaint, seconds: run.seconds };
}

const firstComplaint = (stderr: string): string => {
  const at = stderr.indexOf('Error:');
  const text = at < 0 ? stderr : stderr.slice(at + 'Error:'.length);
  return text.trim().split('\n')[0]?.trim() ?? '';
};
