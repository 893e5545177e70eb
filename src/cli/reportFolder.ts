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
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  claimsFolder,
  figuresFolder,
  frontPage,
  generator,
  isOurPage,
  isPictureOf,
  makerOf,
  validityGenerator,
} from '../report/fileNames.ts';
import type { ReportFile } from '../report/files.ts';
import { UsageError } from './conventions.ts';
import { codeOf, kindOf } from './pathKind.ts';

export interface ReportFolder {
  /** The front page, as the user gave the folder: relative to the current directory, or absolute. */
  readonly path: string;
  write(files: readonly ReportFile[]): void;
}

/** What is where in the report of a command; the front page is index.html. */
export interface ReportLayout {
  /** The command, as the front page names its maker. */
  readonly generator: string;
  /** Where files come and go from run to run. */
  readonly subfolders: readonly string[];
  /** How the names of those files end. */
  readonly extensions: readonly string[];
  /** Was a file with this text written by this command? */
  readonly isOurs: (text: string) => boolean;
}

export const ledgerLayout: ReportLayout = {
  generator,
  subfolders: [claimsFolder, figuresFolder],
  extensions: ['.html', '.svg'],
  isOurs: (text) => isOurPage(text) || isPictureOf(generator, text),
};

export const validityLayout: ReportLayout = {
  generator: validityGenerator,
  subfolders: [figuresFolder],
  extensions: ['.svg'],
  isOurs: (text) => isPictureOf(validityGenerator, text),
};

/** @throws UsageError when the folder cannot be made or written to, or holds the report of another command */
export function prepareReportFolder(folder: string, layout: ReportLayout = ledgerLayout): ReportFolder {
  if (folder === '') throw refusal(folder, 'an empty path');
  if (kindOf(folder) === 'other') throw refusal(folder, 'a file');
  if (kindOf(join(folder, frontPage)) === 'folder')
    throw refusal(folder, `a folder in which ${frontPage} is a folder`);
  for (const subfolder of layout.subfolders) {
    if (kindOf(join(folder, subfolder)) === 'other')
      throw refusal(folder, `a folder in which ${subfolder} is a file`);
  }
  refuseOtherReport(folder, layout);
  try {
    mkdirSync(folder, { recursive: true });
    const inside = layout.subfolders.map((name) => join(folder, name));
    for (const path of [folder, ...inside.filter((each) => kindOf(each) === 'folder')])
      accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(folder, `a path that cannot be written to (${codeOf(error)})`);
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
    for (const { path } of files) mkdirSync(dirname(join(folder, path)), { recursive: true });
    for (const { path } of files) renameSync(join(aside, path), join(folder, path));
    removeStale(folder, new Set(files.map(({ path }) => path)), layout);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function removeStale(
  folder: string,
  written: ReadonlySet<string>,
  { subfolders, extensions, isOurs }: ReportLayout,
): void {
  for (const subfolder of subfolders.filter((each) => kindOf(join(folder, each)) === 'folder')) {
    for (const name of readdirSync(join(folder, subfolder))) {
      const path = join(folder, subfolder, name);
      const isKept = written.has(`${subfolder}/${name}`) || kindOf(path) !== 'other';
      if (isKept || !extensions.some((extension) => name.endsWith(extension))) continue;
      if (isOurs(readFileSync(path, 'utf8'))) rmSync(path);
    }
  }
}

function refusal(folder: string, got: string): UsageError {
  return new UsageError(
    `--report ${JSON.stringify(folder)}: got ${got}, expected a folder, or a place to make one`,
  );
}
