/**
 * Files that are whole or not there: written aside in the same folder, flushed to the disk, then renamed. Whenever the process is killed,
 * the old file or the new one can be read; what is left aside has a name of its own and is removed by the next run.
 */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ASIDE = /^\.natgrad-.*\.tmp$/;

/** @throws the error of the file system; nothing is left aside then */
export function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): void {
  const folder = dirname(path);
  const aside = join(folder, `.natgrad-${basename(path)}-${process.pid}.tmp`);
  try {
    const file = openSync(aside, 'w');
    try {
      for (const piece of pieces) writeAll(file, Buffer.from(piece));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  flushFolder(folder);
}

/** Removes what killed runs left aside. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) if (ASIDE.test(name)) rmSync(join(folder, name), { force: true });
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Makes the renaming itself last; where folders cannot be flushed (Windows) it is left to the system. */
function flushFolder(folder: string): void {
  let file: number | undefined;
  try {
    file = openSync(folder, 'r');
    fsyncSync(file);
  } catch {
    // The file itself is safe.
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
