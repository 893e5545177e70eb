/**
 * Where the HTML page goes: DIR/index.html. The folder is made and checked before any work is done; the page appears
 * whole or not at all (written beside its place, then renamed).
 */
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './conventions.ts';

export interface PageFile {
  /** As the user gave it: relative to the current directory, or absolute. */
  readonly path: string;
  write(html: string): void;
}

/** @throws UsageError when the folder cannot be made or written to */
export function preparePageFile(folder: string): PageFile {
  if (folder === '') throw refusal(folder, 'an empty path');
  if (kindOf(folder) === 'other') throw refusal(folder, 'a file');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(folder, `a path that cannot be written to (${errorCode(error)})`);
  }
  const path = join(folder, 'index.html');
  if (kindOf(path) === 'folder') throw refusal(folder, 'a folder in which index.html is a folder');
  return { path, write: (html) => writeWhole(path, join(folder, `.index.html.${process.pid}.tmp`), html) };
}

function writeWhole(path: string, temporary: string, html: string): void {
  try {
    writeFileSync(temporary, html);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function kindOf(path: string): 'folder' | 'other' | 'absent' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch {
    return 'absent';
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function refusal(folder: string, got: string): UsageError {
  return new UsageError(
    `--report ${JSON.stringify(folder)}: got ${got}, expected a folder, or a place to make one`,
  );
}
