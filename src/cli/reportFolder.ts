/**
 * The folder a report goes to. It is made and checked before any work is done. Files are written aside first, all of them,
 * then renamed into place, the front page last: a failure leaves the report of an earlier run as it was, and no file is ever
 * half written. Files of an earlier run in its subfolder that are not written again are removed, if the same command wrote them.
 * The front page of another command is not overwritten.
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
import {
  claimsFolder,
  figuresFolder,
  frontPage,
  generator,
  isOurPage,
  makerOf,
  validityGenerator,
} from '../report/fileNames.ts';
import type { ReportFile } from '../report/files.ts';
import { UsageError } from './conventions.ts';

export interface ReportFolder {
  /** The front page, as the user gave the folder: relative to the current directory, or absolute. */
  readonly path: string;
  write(files: readonly ReportFile[]): void;
}

/** What is where in the report of a command; the front page is index.html. */
export interface ReportLayout {
  /** The command, as the front page names its maker. */
  readonly generator: string;
  /** Where files come and go from run to run, and how their names end. */
  readonly subfolder: string;
  readonly extension: string;
  /** Was a file with this text written by this command? */
  readonly isOurs: (text: string) => boolean;
}

export const ledgerLayout: ReportLayout = {
  generator,
  subfolder: claimsFolder,
  extension: '.html',
  isOurs: isOurPage,
};

export const validityLayout: ReportLayout = {
  generator: validityGenerator,
  subfolder: figuresFolder,
  extension: '.svg',
  isOurs: (text) => text.includes(`<!-- ${validityGenerator} -->`),
};

/** @throws UsageError when the folder cannot be made or written to, or holds the report of another command */
export function prepareReportFolder(folder: string, layout: ReportLayout = ledgerLayout): ReportFolder {
  const { subfolder } = layout;
  if (folder === '') throw refusal(folder, 'an empty path');
  if (kindOf(folder) === 'other') throw refusal(folder, 'a file');
  if (kindOf(join(folder, frontPage)) === 'folder')
    throw refusal(folder, `a folder in which ${frontPage} is a folder`);
  if (kindOf(join(folder, subfolder)) === 'other')
    throw refusal(folder, `a folder in which ${subfolder} is a file`);
  refuseOtherReport(folder, layout);
  try {
    for (const path of [folder, join(folder, subfolder)]) {
      mkdirSync(path, { recursive: true });
      accessSync(path, constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    throw refusal(folder, `a path that cannot be written to (${errorCode(error)})`);
  }
  return { path: join(folder, frontPage), write: (files) => replaceReport(folder, files, layout) };
}

function refuseOtherReport(folder: string, layout: ReportLayout): void {
  const front = join(folder, frontPage);
  const maker = kindOf(front) === 'other' ? makerOf(readFileSync(front, 'utf8')) : undefined;
  if (maker !== undefined && maker !== layout.generator)
    throw refusal(folder, `a folder with the report of ${maker}`);
}

function replaceReport(folder: string, files: readonly ReportFile[], layout: ReportLayout): void {
  const aside = mkdtempSync(join(folder, '.natgrad-'));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(aside, path)), { recursive: true });
      writeFileSync(join(aside, path), text);
    }
    for (const { path } of files) renameSync(join(aside, path), join(folder, path));
    removeStale(folder, new Set(files.map(({ path }) => path)), layout);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function removeStale(
  folder: string,
  written: ReadonlySet<string>,
  { subfolder, extension, isOurs }: ReportLayout,
): void {
  for (const name of readdirSync(join(folder, subfolder))) {
    const path = join(folder, subfolder, name);
    if (written.has(`${subfolder}/${name}`) || !name.endsWith(extension) || kindOf(path) !== 'other')
      continue;
    if (isOurs(readFileSync(path, 'utf8'))) rmSync(path);
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
