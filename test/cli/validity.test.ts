/** `natgrad validity`, its measurement the small one of the fixture. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import { registerValidity } from '../../src/cli/validity.ts';
import type { ValidityOptions } from '../../src/experiments/validity/validity.ts';
import { reportFiles } from '../../src/report/files.ts';
import { smallResult } from '../experiments/validity/validity.fixture.ts';
import { claims, reportOn } from '../report/fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...words: readonly string[]) {
  const output = { stdout: '', stderr: '' };
  const shown: string[] = [];
  const asked: ValidityOptions[] = [];
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  const measure = async (options: ValidityOptions) => {
    asked.push(options);
    options.onProgress?.(3, 7);
    return { ...(await smallResult()), seed: options.seed };
  };
  await runCommandLine(['validity', ...words], session, {
    description: 'A test of natgrad.',
    version: '1.2.3',
    register: (program) =>
      registerValidity(program, {
        session,
        progress: { ...silentProgress, show: (text) => void shown.push(text) },
        version: '1.2.3',
        loadMeasurement: async () => measure,
      }),
  });
  return { ...output, status: session.exitStatus, shown, asked };
}

describe('natgrad validity', () => {
  it('prints the map, and shows how far it is', async () => {
    const { status, stdout, stderr, shown, asked } = await run();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Where the closed form of the Fisher matrix may be trusted');
    expect(stdout).toContain('seed 1,');
    expect(shown).toEqual(['3/7 neurons']);
    expect(asked.map(({ seed }) => seed)).toEqual([1]);
  }, 60_000);

  it('prints JSON and nothing else with --json', async () => {
    const { stdout, stderr } = await run('--json', '--seed', '7');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).provenance).toMatchObject({ seed: 7, version: '1.2.3' });
  });

  it('writes the page and names it', async () => {
    const { stdout } = await run('--report', folder);
    expect(stdout).toContain(`report ${join(folder, 'index.html')}`);
    expect(readdirSync(folder).sort()).toEqual(['figures', 'index.html', 'style.css', 'validity.json']);
    expect(JSON.parse(readFileSync(join(folder, 'validity.json'), 'utf8')).settings[0].id).toBe('fig4');
  });

  it('removes pictures of an earlier run, and nothing of the user', async () => {
    await run('--report', folder);
    writeFileSync(join(folder, 'figures', 'old.svg'), '<!-- natgrad validity --><svg/>');
    writeFileSync(join(folder, 'figures', 'mine.svg'), '<svg/>');
    await run('--report', folder);
    const pictures = readdirSync(join(folder, 'figures'));
    expect(pictures).not.toContain('old.svg');
    expect(pictures).toContain('mine.svg');
  });

  it('does not overwrite the report of another command, and measures nothing then', async () => {
    for (const { path, text } of reportFiles(reportOn(claims), new Date(0)))
      if (path === 'index.html') writeFileSync(join(folder, path), text);
    const { status, stderr, asked } = await run('--report', folder);
    expect([status, stderr]).toEqual([
      2,
      `natgrad validity: --report ${JSON.stringify(folder)}: got a folder with the report of natgrad verify, expected a folder, or a place to make one\n`,
    ]);
    expect(asked).toEqual([]);
    expect(readdirSync(folder)).toEqual(['index.html']);
  });

  it.each([
    [['--seed', '-1'], 'natgrad validity: --seed: got "-1", expected a whole number from 0 to 4294967295\n'],
    [
      ['--report', ''],
      'natgrad validity: --report "": got an empty path, expected a folder, or a place to make one\n',
    ],
  ])('refuses %j', async (words, message) => {
    const { status, stdout, stderr, asked } = await run(...words);
    expect([status, stdout, stderr, asked]).toEqual([2, '', message, []]);
  });

  it('says the thresholds in its help', async () => {
    const { stdout } = await run('--help');
    expect(stdout).toContain('at most 1 %');
    expect(stdout).toContain('natgrad validity --json');
  });
});
