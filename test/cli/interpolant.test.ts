/** `natgrad coefficients --interpolant` and `--emit`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRange } from '../../src/cli/interpolantOptions.ts';
import type { InterpolantFile } from '../../src/emit/interpolantFile.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients/coefficients.ts';
import { evaluateInterpolant } from '../../src/numeric/interpolant/evaluate.ts';
import { runCoefficients } from './coefficientsHarness.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const range = ['--range', 'mean=-2:2,variance=1:4', '--tolerance', '1e-9'];
const path = (name: string): string => join(folder, name);

describe('natgrad coefficients --interpolant', () => {
  it('writes a file that gives the coefficients, and says how near', async () => {
    const { status, stdout, stderr } = await runCoefficients([...range, '--interpolant', path('a.json')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^a\.json: \d+ patch(es)? of degree 14, \d+ coefficients\nrelative errors below: I1 \S+, .*g4 \S+\n$/,
    );
    const file = JSON.parse(readFileSync(path('a.json'), 'utf8')) as InterpolantFile;
    expect(file).toMatchObject({
      format: 'natgrad-interpolant',
      version: 1,
      transfer: { name: 'sigmoid', beta: 0.3, theta: 10, phiMax: 100 },
      range: { mean: [-2, 2], variance: [1, 4] },
      error: { tolerance: 1e-9 },
      provenance: {
        program: 'natgrad',
        version: '1.2.3',
        seed: 1,
        command: 'natgrad coefficients --range mean=-2:2,variance=1:4 --tolerance 1e-9 --seed 1',
      },
    });
    const point = { mean: 0.5, variance: 3, q: 78 };
    const [answer, exact] = [evaluateInterpolant(file)(point), learningRuleCoefficients(point)];
    expect(Math.abs(answer.g4 / exact.g4 - 1)).toBeLessThan(1e-9);
    expect(answer).not.toEqual(exact);
  });

  it('takes a formula, and writes file and source in one go', async () => {
    const words = [
      ...range,
      '--transfer',
      '2*exp(0.2*v)',
      '--seed',
      '5',
      '--emit',
      'c',
      '--out',
      path('a.c'),
    ];
    const { status, stdout, shown } = await runCoefficients([...words, '--interpolant', path('a.json')]);
    expect([status, stdout.split(':')[0]]).toEqual([0, 'a.json, a.c']);
    expect(shown.every((text) => /patch/.test(text))).toBe(true);
    const command =
      "natgrad coefficients --range mean=-2:2,variance=1:4 --tolerance 1e-9 --seed 5 --transfer '2*exp(0.2*v)'";
    const file = JSON.parse(readFileSync(path('a.json'), 'utf8')) as InterpolantFile;
    expect(file).toMatchObject({ transfer: { expression: '2*exp(0.2*v)' }, provenance: { command } });
    const { c1 } = evaluateInterpolant(file)({ mean: 1, variance: 2, q: 9 });
    expect(c1 / (0.08 * Math.exp(0.24))).toBeCloseTo(1, 8);
    expect(readFileSync(path('a.c'), 'utf8').replaceAll('\n// ', ' ')).toContain(command);
  });

  it('writes the same bytes for the same arguments, wherever they go', async () => {
    for (const name of ['a', 'b']) {
      await runCoefficients([
        ...range,
        '--interpolant',
        path(`${name}.json`),
        '--emit',
        'julia',
        '--out',
        path(`${name}.jl`),
      ]);
    }
    for (const extension of ['json', 'jl'])
      expect(readFileSync(path(`a.${extension}`))).toEqual(readFileSync(path(`b.${extension}`)));
    const { stdout } = await runCoefficients([...range, '--emit', 'julia']);
    expect(stdout).toBe(readFileSync(path('a.jl'), 'utf8'));
  });
});

describe('ranges', () => {
  it('come in either order, signed and with exponents', () => {
    expect(parseRange('variance=.5:1e2,mean=-2.5:+3')).toEqual({ mean: [-2.5, 3], variance: [0.5, 100] });
    expect(parseRange(' mean=0:1 , variance=0:1 ')).toEqual({ mean: [0, 1], variance: [0, 1] });
  });
});

describe('bad usage', () => {
  const example = 'for example mean=-20:30,variance=0:100';
  const written = (...words: string[]): string[] => [...words, '--interpolant', 'a.json'];
  it.each([
    [
      ['--interpolant', 'a.json'],
      `--range: got none, expected ranges of mean (mV) and variance (mV^2), ${example}`,
    ],
    [written('--range', 'mean=0:1'), `--range: got "mean=0:1", expected both mean and variance, ${example}`],
    [
      written('--range', 'mean=0:1,mean=0:2'),
      `--range: got "mean=0:1,mean=0:2", expected mean once, ${example}`,
    ],
    [
      written('--range', 'mean=0:1:2,variance=0:1'),
      `--range: got "mean=0:1:2", expected mean=LOW:HIGH or variance=LOW:HIGH, ${example}`,
    ],
    [
      written('--range', 'q=0:1,variance=0:1'),
      `--range: got "q=0:1", expected mean=LOW:HIGH or variance=LOW:HIGH, ${example}`,
    ],
    [written('--range', 'mean=1:1,variance=0:1'), `--range: got "mean=1:1", expected LOW < HIGH, ${example}`],
    [
      written('--range', 'mean=0:1,variance=-1:1'),
      `--range: got "variance=-1:1", expected LOW < HIGH, neither below 0, ${example}`,
    ],
    [
      written('--range', 'mean=0:1e999,variance=0:1'),
      `--range: got "mean=0:1e999", expected LOW < HIGH, ${example}`,
    ],
    [written(...range, '--tolerance', '0'), '--tolerance: got "0", expected a number between 0 and 1'],
    [written(...range, '--tolerance', 'x'), '--tolerance: got "x", expected a number between 0 and 1'],
    [written(...range, '--seed', '-1'), '--seed: got "-1", expected a whole number from 0 to 4294967295'],
    [
      written(...range, '--points', 'p.json'),
      '--points and --interpolant: got both, expected a table or an interpolant',
    ],
    [written(...range, '--json'), '--json: got it with --interpolant or --emit, expected only one of them'],
    [
      written(...range, '--out', 'a.c'),
      '--out: got it with --interpolant, which names its own file, expected --emit too',
    ],
    [range, '--range: got no --interpolant and no --emit, expected one of them or both'],
    [[...range, '--emit', 'fortran'], '--emit: got "fortran", expected one of c, python, cpp, julia'],
    [[...range, '--emit', 'c', '--out', 'a.py'], '--out: got "a.py", expected a name that ends in .c'],
    [[...range, '--emit', 'cpp', '--out', 'a.c'], '--out: got "a.c", expected a name that ends in .cpp'],
    [
      [...range, '--emit', 'c', '--out', 'absent/a.c'],
      '--out: got "absent/a.c", expected a file in a folder that exists',
    ],
    [[...range, '--interpolant', 'a.txt'], '--interpolant: got "a.txt", expected a name that ends in .json'],
    [[...range, '--emit', 'c', '--transfer', 'x'], /^--transfer: .*got "x", expected .*$/],
    [
      ['--range', 'mean=-60:0,variance=0.01:1', '--emit', 'c', '--transfer', 'v'],
      /^--range: at mean = \S+, variance = \S+: transfer function: phi\(\S+\) = -\S+ \(expected a finite positive rate\)$/,
    ],
    [
      ['--range', 'mean=0:1,variance=1:2', '--emit', 'c', '--tolerance', '1e-16'],
      /^--tolerance: got 1e-16, at which the error is still \S+ \(.*\), expected at least \S+, or a narrower range$/,
    ],
  ])('%j', async (words, message) => {
    const { status, stdout, stderr } = await runCoefficients(words);
    const [, told] = /^natgrad coefficients: ([^\n]*)\n$/.exec(stderr) ?? [];
    if (typeof message === 'string') expect(told).toBe(message);
    else expect(told).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no file behind where the tolerance cannot be met', async () => {
    const words = [
      '--range',
      'mean=0:1,variance=1:2',
      '--tolerance',
      '1e-16',
      '--interpolant',
      path('a.json'),
    ];
    expect((await runCoefficients(words)).status).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
