/**
 * The folder the report goes to. It is made and checked before any work is done. Files are written aside first, all of them,
 * then renamed into place, the front page last: a failure leaves the report of an earlier run as it was, and no file is ever
 * half written. Claim pages of an earlier run that are not written again are removed, if this program wrote them.
 */
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { claimsFolder, frontPage, isOurPage } from '../report/fileNames.ts';
import type { ReportFile } from '../report/files.ts';
import { UsageError } from './conventions.ts';

export interface ReportFolder {
  /** The front page, as the user gave the folder: relative to the current directory, or absolute. */
  readonly path: string;
  write(files: readonly ReportFile[]): void;
}

/** @throws UsageError when the folder cannot be made or written to */
export function prepareReportFolder(folder: string): ReportFolder {
  if (folder === '') throw refusal(folder, 'an empty path');
  if (kindOf(folder) === 'other') throw refusal(folder, 'a file');
  if (kindOf(join(folder, frontPage)) === 'folder')
    throw refusal(folder, `a folder in which ${frontPage} is a folder`);
  if (kindOf(join(folder, claimsFolder)) === 'other')
    throw refusal(folder, `a folder in which ${claimsFolder} is a file`);
  try {
    for (const path of [folder, join(folder, claimsFolder)]) {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    throw refusal(folder, `a path that cannot be written to (${errorCode(error)})`);
  }
  return { path: join(folder, frontPage), write: (files) => replaceReport(folder, files) };
}

function replaceReport(folder: string, files: readonly ReportFile[]): void {
  const aside = mkdtempSync(join(folder, '.natgrad-'));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(aside, path)), { recursive: true });
      writeFileSync(join(aside, path), text);
    }
    for (const { path } of files) renameSync(join(aside, path), join(folder, path));
    removeStale(folder, new Set(files.map(({ path }) => path)));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function removeStale(folder: string, written: ReadonlySet<string>): void {
  for (const name of readdirSync(join(folder, claimsFolder))) {
    const path = `${claimsFolder}/${name}`;
    if (!written.has(path) && isOurs(join(folder, path))) rmSync(join(folder, path));
  }
}

function isOurs(path: string): boolean {
  return path.endsWith('.html') && kindOf(path) === 'other' && isOurPage(readFileSync(path, 'utf8'));
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
