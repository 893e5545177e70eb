/** `natgrad geometry identify` and `simulate`: files in all formats, answers, and what is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerGeometry } from '../../src/cli/geometry.ts';
import { readColumn } from '../../src/table/readColumn.ts';
import { type CommandOutcome, runInProcess } from './inProcess.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-geometry-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const run = (...words: string[]): Promise<CommandOutcome> =>
  runInProcess(['geometry', ...words], (program, session, progress) =>
    registerGeometry(program, { session, progress, version: '1.2.3', nullDraws: 1000 }),
  );

function csv(name: string, values: readonly unknown[]): string {
  writeFileSync(path(name), `w\n${values.join('\n')}\n`);
  return path(name);
}

async function simulated(...words: string[]): Promise<[string, string]> {
  const { status, stderr } = await run('simulate', '--out', folder, ...words);
  if (status !== 0) throw new Error(stderr);
  return [path('before.csv'), path('after.csv')];
}

describe('identify', () => {
  it('finds the potential that weights were made with, and prints it as JSON', async () => {
    const files = await simulated('--potential', 'p=3', '--weights', '200', '--seed', '4');
    const { status, stdout, stderr } = await run('identify', ...files, '--json');
    expect([status, stderr]).toEqual([0, '']);
    const answer = JSON.parse(stdout) as Record<string, unknown> & { ranking: Record<string, unknown>[] };
    expect(answer).toMatchObject({ verdict: 'p=3', weights: 200, centring: 'centred', seed: 1 });
    expect(answer.power).toBeGreaterThan(0.9);
    expect(answer.ranking.map(({ potential }) => potential)).toEqual(['p=3', 'p=2', 'negative-entropy']);
    expect(answer.ranking[0]).toMatchObject({ rejected: false, weights: 200 });
    expect(answer.ranking[2]).toMatchObject({ statistic: null, pValue: 0, rejected: true });
    const text = (await run('identify', ...files)).stdout;
    expect(text).toContain('verdict: p=3\n');
    expect(text).toMatch(/negative-entropy: \d+ weights changed sign or became or left 0\n/);
    expect(text).toContain('were p=3 true, p=2 would be rejected with probability');
  });

  it('answers "cannot tell" with status 0 where nothing can be told', async () => {
    const before = csv(
      'before.csv',
      Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
    );
    const after = csv(
      'after.csv',
      Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 1 : -1) + 0.001 * Math.sin(i * i)),
    );
    const { status, stdout } = await run('identify', before, after);
    expect(status).toBe(0);
    expect(stdout).toContain('verdict: cannot tell (3 of 3 are not rejected)\n');
    expect((await run('identify', before, before)).stdout).toContain(
      'cannot tell (a potential could not be tested)',
    );
  });

  it('takes formulas, in which commas may stand in parentheses, and names them as they were typed', async () => {
    const files = await simulated('--potential', 'p=2', '--weights', '60');
    const { stdout } = await run(
      'identify',
      ...files,
      '--potentials',
      'p=2, w^4+w^2,p=1.5',
      '--json',
      '--uncentred',
    );
    const { ranking, centring } = JSON.parse(stdout) as {
      ranking: { potential: string }[];
      centring: string;
    };
    expect(new Set(ranking.map(({ potential }) => potential))).toEqual(new Set(['p=2', 'w^4+w^2', 'p=1.5']));
    expect(centring).toBe('uncentred');
  });

  it.each([
    ['one weight missing', 'w\n1\n2\n3\n', 'after.csv: got 3 weights, expected 4, as many as in '],
    ['not a number', 'w\n1\nNaN\n3\n4\n', 'after.csv: w, row 2: got NaN, expected a finite number\n'],
    ['infinite', 'w\n1\n-Infinity\n3\n4\n', 'after.csv: w, row 2: got -Infinity, expected a finite number\n'],
    ['an empty cell', 'w\n1\n\n3\n4\n', 'after.csv: w, row 2: got "", expected a number\n'],
    ['a text', 'w\n1\ntwo\n3\n4\n', 'after.csv: w, row 2: got "two", expected a number\n'],
    ['no header', '1\n2\n3\n4\n', 'after.csv: column: got "w", expected one of 1\n'],
    ['no weights', 'w\n', 'after.csv: got 0 weights, expected at least 3\n'],
    ['an empty file', '', 'after.csv: column: got "w", expected one of'],
  ])('refuses %s', async (_, content, message) => {
    const before = csv('before.csv', [1, 2, 3, 4]);
    writeFileSync(path('after.csv'), content);
    const { status, stdout, stderr } = await run('identify', before, path('after.csv'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses files that are none, and options that are wrong', async () => {
    const file = csv('before.csv', [1, 2, 3, 4]);
    writeFileSync(path('bad.npy'), 'w\n1\n');
    const cases: [string[], string][] = [
      [[file, path('none.csv')], `"${path('none.csv')}": got no such file, expected a file of weights\n`],
      [[file, 'x.txt'], 'weights: got "x.txt", expected a name that ends in .csv .npy .parquet\n'],
      [[file, path('bad.npy')], 'bad.npy: npy: got another file, expected one array of numbers'],
      [[file], "missing required argument 'after'"],
      [
        [file, file, '--potentials', 'p=2,p=2.0'],
        '--potentials: got p=2 twice, expected each potential once\n',
      ],
      [[file, file, '--potentials', 'p=2,'], '--potentials: potential: got "", expected p=NUMBER'],
      [[file, file, '--potentials', 'p=4'], '--potentials: potential p=4: got p = 4, expected 1 < p <= 3\n'],
      [[file, file, '--seed', 'x'], '--seed: got "x", expected a whole number'],
      [[file, file, '--alpha', '1'], "unknown option '--alpha', expected one of --potentials"],
    ];
    for (const [words, message] of cases) {
      const { status, stdout, stderr } = await run('identify', ...words);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`natgrad geometry identify: `);
      expect(stderr).toContain(message);
    }
  });

  it('has a help of its own, and so has the command above it', async () => {
    expect((await run('identify', '--help')).stdout).toContain('cannot tell');
    expect((await run('--help')).stdout).toContain('identify');
    expect(await run()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('expected one of identify, simulate'),
    });
  });
});

describe('simulate', () => {
  it('writes the same weights in every format', async () => {
    const words = ['--weights', '20', '--potential', 'negative-entropy', '--initial', 'lognormal'];
    for (const extension of ['csv', 'npy', 'parquet']) {
      const names = [path(`b.${extension}`), path(`a.${extension}`)] as const;
      const { stdout, status } = await run('simulate', ...words, '--before', names[0], '--after', names[1]);
      expect(status).toBe(0);
      expect(stdout).toBe(
        `b.${extension}, a.${extension}: 20 weights each, negative-entropy, normal dual changes of standard deviation 0.130259, seed 1\n`,
      );
    }
    const read = async (extension: 'csv' | 'npy' | 'parquet') =>
      Promise.all(
        ['b', 'a'].map((name) => readColumn(readFileSync(path(`${name}.${extension}`)), extension, 'w')),
      );
    const [first, npy, parquet] = [await read('csv'), await read('npy'), await read('parquet')];
    expect(npy).toEqual(first);
    expect(parquet).toEqual(first);
    expect(first[0]?.every((w) => w > 0)).toBe(true);
    expect(first[1]).not.toEqual(first[0]);
  });

  it('is the same for the same seed, another for another', async () => {
    const contents = async (seed: string) =>
      (await simulated('--weights', '10', '--seed', seed)).map((name) => readFileSync(name, 'utf8'));
    const first = await contents('1');
    expect(await contents('1')).toEqual(first);
    expect(await contents('2')).not.toEqual(first);
  });

  it('learns a regression', async () => {
    const { stdout } = await run(
      'simulate',
      ...['--weights', '40', '--samples', '5', '--active', '0.5', '--correlation', '2', '--out', folder],
    );
    expect(stdout).toBe(
      'before.csv, after.csv: 40 weights each, p=2, regression of 5 samples, correlation 2, active 0.5, seed 1\n',
    );
  });

  it.each([
    [['--before', 'b.csv'], '--after: got none, expected --before FILE and --after FILE, or --out FOLDER'],
    [['--before', 'b.csv', '--after', 'b.csv'], '--after: got the file of --before, expected another'],
    [
      ['--before', 'b.txt', '--after', 'a.csv'],
      '--before: got "b.txt", expected a name that ends in .csv .npy .parquet',
    ],
    [
      ['--before', 'no/b.csv', '--after', 'a.csv'],
      '--before: got "no/b.csv", expected a file in a folder that exists',
    ],
    [['--out', 'no'], '--out: got "no", expected a folder that exists'],
    [['--out', '.', '--after', 'a.csv'], '--out: got it with --before or --after'],
    [['--out', '.', '--weights', '0'], '--weights: got "0", expected a whole number from 1 to'],
    [['--out', '.', '--noise', '-1'], '--noise: got "-1", expected a number of at least 0'],
    [['--out', '.', '--noise', '1', '--samples', '3'], '--noise: got it with --samples'],
    [['--out', '.', '--active', '0.5'], '--active: got no --samples, expected it'],
    [['--out', '.', '--samples', '3', '--active', '0'], '--active: got 0, expected a positive number'],
    [['--out', '.', '--samples', '3', '--active', '2'], '--active: got "2", expected a number from 0 to 1'],
    [['--out', '.', '--initial', 'gauss'], '--initial: got "gauss", expected one of'],
    [['--out', '.', '--potential', 'q'], '--potential: '],
    [
      [
        '--out',
        '.',
        '--potential',
        'negative-entropy',
        '--weights',
        '4',
        '--samples',
        '3',
        '--initial',
        'constant(-1)',
      ],
      '--samples: regression, negative-entropy: got no weights that fit all 3 samples',
    ],
  ])('refuses %j', async (words, message) => {
    const { status, stdout, stderr } = await run('simulate', ...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`natgrad geometry simulate: ${message}`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
