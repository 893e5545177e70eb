/** `natgrad invariance`, its measurement the small one of the fixture. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { registerInvariance } from '../../src/cli/invariance.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import { criteria } from '../../src/experiments/invariance/criteria.ts';
import type { InvarianceOptions } from '../../src/experiments/invariance/invariance.ts';
import { checkBentMap } from '../../src/transfer/expressionMap.ts';
import { smallResult } from '../experiments/invariance/small.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(words: readonly string[], confirmed = true) {
  const output = { stdout: '', stderr: '' };
  const asked: InvarianceOptions[] = [];
  const shown: string[] = [];
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  const measure = async (options: InvarianceOptions) => {
    asked.push(options);
    options.onProgress?.(2, 8);
    return { ...(await smallResult()), seed: options.seed, confirmed };
  };
  await runCommandLine(['invariance', ...words], session, {
    description: 'A test of natgrad.',
    version: '1.2.3',
    register: (program) =>
      registerInvariance(program, {
        session,
        progress: { ...silentProgress, show: (text) => void shown.push(text) },
        version: '1.2.3',
        loadInvariance: async () => ({ measure, checkMap: checkBentMap }),
      }),
  });
  return { ...output, status: session.exitStatus, asked, shown };
}

describe('natgrad invariance', () => {
  it('prints text, asks for 8 runs with seed 1, shows how far it is', async () => {
    const { status, stdout, stderr, asked, shown } = await run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Is the learning rule invariant');
    expect(asked).toMatchObject([{ seed: 1, runs: 8 }]);
    expect(asked[0]).not.toHaveProperty('formula');
    expect(shown).toEqual(['2/8 runs']);
  }, 60_000);

  it('takes runs, seed and a map, and prints nothing but JSON', async () => {
    const { status, stdout, asked } = await run(['--runs', '3', '--seed', '9', '--map', 'w^3', '--json']);
    expect(status).toBe(0);
    expect(asked).toMatchObject([{ seed: 9, runs: 3, formula: 'w^3' }]);
    expect(JSON.parse(stdout)).toMatchObject({ seed: 9, confirmed: true });
  });

  it('ends with 1 where the numbers do not bear theory out', async () => {
    expect((await run([], false)).status).toBe(1);
  });

  it('writes a report, and not over that of another command', async () => {
    const { stdout } = await run(['--report', folder]);
    expect(stdout).toContain(join(folder, 'index.html'));
    expect(readdirSync(folder).sort()).toEqual(['figures', 'index.html', 'invariance.json', 'style.css']);
    expect(readdirSync(join(folder, 'figures'))).toHaveLength(4);
    // A picture of an earlier run goes, a file of the user's stays.
    writeFileSync(join(folder, 'figures', 'old.svg'), '<!-- natgrad invariance -->');
    writeFileSync(join(folder, 'figures', 'mine.svg'), '<svg/>');
    await run(['--report', folder]);
    expect(readdirSync(join(folder, 'figures'))).toHaveLength(5);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    writeFileSync(join(folder, 'index.html'), page.replace('"natgrad invariance"', '"natgrad verify"'));
    const refused = await run(['--report', folder]);
    expect(refused).toMatchObject({ status: 2, asked: [] });
    expect(refused.stderr).toContain('got a folder with the report of natgrad verify');
  });

  it.each([
    [['--runs', '0'], '--runs: got "0", expected a whole number from 1 to 1000'],
    [['--runs', 'x'], '--runs: got "x", expected a whole number from 1 to 1000'],
    [['--seed', '-1'], '--seed: got "-1", expected a whole number from 0 to 4294967295'],
    [['--map', 'v + w'], '--map: got the symbol "v", expected w, e or pi'],
    [['--map', '(w-1)^2'], "--map: (w-1)^2: got f' = "],
    [
      ['--map', '2*w+1'],
      '--map: 2*w+1: got an affine one, which is invariant step by step, expected one that bends',
    ],
    [['--map', 'process.exit(1)'], '--map: '],
    [['--dt', '1'], "unknown option '--dt', expected one of --runs, --seed, --map, --json, --report"],
  ])('%j is refused in one line', async (words, message) => {
    const { status, stdout, stderr, asked } = await run(words);
    expect({ status, stdout, asked }).toEqual({ status: 2, stdout: '', asked: [] });
    expect(stderr).toContain(`natgrad invariance: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('has every criterion in its help, no line too long', async () => {
    const { stdout } = await run(['--help']);
    const oneLine = stdout.replace(/\s+/g, ' ');
    for (const { says } of criteria) expect(oneLine).toContain(says);
    const own = stdout.slice(stdout.indexOf('Weights can be'), stdout.indexOf('Examples'));
    for (const line of own.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
