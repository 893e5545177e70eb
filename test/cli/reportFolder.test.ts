import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/conventions.ts';
import { prepareReportFolder } from '../../src/cli/reportFolder.ts';
import { reportFiles } from '../../src/report/files.ts';
import { claims, proved, reportOn } from '../report/fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const filesOf = (members: typeof claims) => reportFiles(reportOn(members), new Date(0));
const write = (members: typeof claims) => prepareReportFolder(folder).write(filesOf(members));
const pages = () => readdirSync(join(folder, 'claims')).sort();
const front = () => readFileSync(join(folder, 'index.html'), 'utf8');

describe('the report folder', () => {
  it('holds the files as they are, and nothing else', () => {
    write(claims);
    for (const { path, text } of filesOf(claims)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
    expect(readdirSync(folder, { recursive: true })).toHaveLength(filesOf(claims).length + 1);
  });

  it('loses the claim pages of an earlier run, and keeps what is not of this program', () => {
    write(claims);
    writeFileSync(join(folder, 'claims', 'mine.html'), '<!doctype html><title>mine</title>');
    writeFileSync(join(folder, 'claims', 'notes.txt'), 'generator natgrad verify');
    writeFileSync(join(folder, 'mine.html'), '');
    mkdirSync(join(folder, 'claims', 'folder.html'));
    write([proved]);
    expect(pages()).toEqual(['eq84.html', 'folder.html', 'mine.html', 'notes.txt']);
    expect(existsSync(join(folder, 'mine.html'))).toBe(true);
  });

  it('stays as it was where a file cannot be written', () => {
    write([proved]);
    const before = [front(), pages()];
    const impossible = { path: `${'x'.repeat(300)}.html`, text: '' };
    expect(() => prepareReportFolder(folder).write([...filesOf(claims), impossible])).toThrow('ENAMETOOLONG');
    expect([front(), pages()]).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is refused where claims is a file, and then left alone', () => {
    writeFileSync(join(folder, 'claims'), '');
    expect(() => prepareReportFolder(folder)).toThrow(
      new UsageError(
        `--report ${JSON.stringify(folder)}: got a folder in which claims is a file, expected a folder, or a place to make one`,
      ),
    );
    expect(readdirSync(folder)).toEqual(['claims']);
  });
});
