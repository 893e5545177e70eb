/** Sweeps, grids and --out of `natgrad coefficients`. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { POTENTIAL_STATISTICS } from '../../src/experiments/coefficients/potentialStatistics.ts';
import { COEFFICIENT_NAMES } from '../../src/numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients/coefficients.ts';
import { csvRecords } from '../../src/table/csv.ts';
import { readColumn } from '../../src/table/readColumn.ts';
import { TABLE_EXTENSIONS } from '../../src/table/tableFile.ts';
import { runCoefficients } from './coefficientsHarness.ts';

type Row = Record<string, number>;
interface Answer {
  readonly rows: readonly Row[];
  readonly provenance: Record<string, unknown> & {
    readonly errorBound: { readonly relative?: number; readonly absolute?: Row; readonly says: string };
  };
}

async function answerTo(...words: readonly string[]): Promise<Answer> {
  const { status, stdout, stderr } = await runCoefficients([...words, '--json']);
  if (status !== 0) throw new Error(`status ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}

const sweep = ['--rates', '5:25:10', '--n', '10,20', '--samples', '4', '--usp-samples', '5', '--seed', '7'];
const columns = [
  'rate',
  'n',
  'sample',
  'mean',
  'variance',
  'q',
  ...COEFFICIENT_NAMES,
  ...POTENTIAL_STATISTICS,
];

describe('a sweep', () => {
  it('has a row for each rate, n and sample, and its columns in their order', async () => {
    const { rows } = await answerTo(...sweep);
    expect(rows.map(({ rate, n, sample }) => [rate, n, sample])).toEqual(
      [5, 15, 25].flatMap((rate) => [10, 20].flatMap((n) => [1, 2, 3, 4].map((sample) => [rate, n, sample]))),
    );
    for (const row of rows) expect(Object.keys(row)).toEqual(columns);
  });

  it('computes the coefficients at the moments that it prints, q by Equation 85', async () => {
    for (const row of (await answerTo(...sweep)).rows) {
      const { mean = 0, variance = 0, q = 0, rate = 0, n = 0 } = row;
      expect(q / (0.026 * rate * n)).toBeCloseTo(1, 12);
      const exact = learningRuleCoefficients({ mean, variance, q });
      for (const name of COEFFICIENT_NAMES) expect(row[name], name).toBe(exact[name]);
    }
  });

  it('is the same for the same seed, another for another, and grows without a change', async () => {
    const { rows } = await answerTo(...sweep);
    const again = await runCoefficients([...sweep, '--json']);
    expect(again.stdout).toBe((await runCoefficients([...sweep, '--json'])).stdout);
    const other = await answerTo(...sweep.slice(0, -1), '8');
    for (const [k, row] of rows.entries()) expect(row.mean).not.toBe(other.rows[k]?.mean);
    const larger = await answerTo(
      '--rates',
      '40,5:25:10',
      '--n',
      '20,7,10',
      '--samples',
      '5',
      '--usp-samples',
      '5',
      '--seed',
      '7',
    );
    for (const row of rows) expect(larger.rows).toContainEqual(row);
  });

  it('draws the same weights however many potentials are drawn', async () => {
    const few = await answerTo('--rates', '5', '--n', '10', '--usp-samples', '2');
    const many = await answerTo('--rates', '5', '--n', '10', '--usp-samples', '9');
    expect(many.rows.map(({ mean }) => mean)).toEqual(few.rows.map(({ mean }) => mean));
    expect(many.rows[0]?.gammaUMean).not.toBe(few.rows[0]?.gammaUMean);
  });

  it("takes the kernel's constants", async () => {
    const words = ['--rates', '20', '--n', '50', '--samples', '1', '--weights', 'constant(0.1)'];
    const { rows } = await answerTo(...words, '--tauM', '0.02', '--tauS', '0.005', '--eps0', '0.5');
    const inverseCe = 0.25 / (2 * 0.025);
    expect(rows[0]?.mean).toBeCloseTo(0.5 * 20 * 50 * 0.1, 10);
    expect(rows[0]?.variance).toBeCloseTo(inverseCe * 20 * 50 * 0.01, 10);
    expect(rows[0]?.gammaU112Mean).toBeCloseTo((0.95 * 0.5) / inverseCe, 12);
    expect(rows[0]?.gammaU112Sd).toBe(0);
  });

  it('has defaults: the weights of the paper, 20 samples, 20 potentials, seed 1', async () => {
    const { rows } = await answerTo('--rates', '5', '--n', '10');
    const words = ['--weights', 'uniform(-5/n,5/n)', '--samples', '20', '--usp-samples', '20', '--seed', '1'];
    expect((await answerTo('--rates', '5', '--n', '10', ...words)).rows).toEqual(rows);
    expect(rows).toHaveLength(20);
  });

  it('is a text table with units without --json', async () => {
    const { stdout } = await runCoefficients(['--rates', '5', '--n', '10', '--samples', '2']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /^rate \(Hz\) {2}n \(1\) {2}sample \(1\) +mean \(mV\) .* gammaW113Sd \(1\/mV\)$/,
    );
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('shows how far it is', async () => {
    const { shown } = await runCoefficients([
      '--rates',
      '50',
      '--n',
      '200',
      '--samples',
      '60',
      '--usp-samples',
      '40',
    ]);
    expect(shown.some((text) => /^potentials, \d+\/60 rows$/.test(text))).toBe(true);
  });
});

describe('the provenance', () => {
  it('has version, seed, transfer function, error bound, command and units', async () => {
    const { provenance } = await answerTo(...sweep);
    const { errorBound, units, ...rest } = provenance;
    expect(rest).toEqual({
      program: 'natgrad coefficients',
      version: '1.2.3',
      seed: 7,
      transfer: { name: 'sigmoid', phiMax: 100, beta: 0.3, theta: 10 },
      command: 'natgrad coefficients --rates 5:25:10 --n 10,20 --samples 4 --usp-samples 5 --seed 7',
    });
    expect(Object.keys(units as object)).toEqual(columns);
    expect(errorBound.relative).toBe(1e-12);
  });

  it('has a command that gives the same table, whatever the order of the options', async () => {
    const words = [
      '--seed',
      '3',
      '--weights',
      'normal(0, 1/sqrt(n))',
      '--n',
      '10',
      '--transfer',
      '2*exp(0.2*v)',
      '--rates',
      '5',
    ];
    const first = await answerTo(...words, '--samples', '2');
    const { command } = first.provenance;
    expect(command).toBe(
      "natgrad coefficients --rates 5 --n 10 --weights 'normal(0, 1/sqrt(n))' --samples 2 --seed 3 --transfer '2*exp(0.2*v)'",
    );
    const given =
      String(command)
        .match(/'[^']*'|[^\s']+/g)
        ?.slice(2) ?? [];
    expect(await answerTo(...given.map((word) => word.replaceAll("'", '')))).toEqual(first);
  });

  it.each(['2*exp(0.2*v)', 'exponential', 'quadratic', 'softplus'])(
    'states the largest error estimates of %s',
    async (transfer) => {
      const { rows, provenance } = await answerTo(
        '--mean',
        '0,12',
        '--variance',
        '4,50',
        '--q',
        '78',
        '--transfer',
        transfer,
      );
      const { absolute = {} } = provenance.errorBound;
      expect(Object.keys(absolute)).toEqual([...COEFFICIENT_NAMES]);
      for (const name of COEFFICIENT_NAMES) {
        const size = Math.max(...rows.map((row) => Math.abs(row[name] ?? Number.NaN)));
        expect(absolute[name], name).toBeGreaterThan(0);
        expect(absolute[name], name).toBeLessThan(1e-9 * Math.max(1, size));
      }
    },
  );

  it('compares two quadratures where the sigmoid has no references', async () => {
    const { provenance } = await answerTo('--mean', '0', '--variance', '1,1e5', '--q', '78');
    const { relative, absolute, says } = provenance.errorBound;
    expect(relative).toBe(1e-12);
    expect(says).toContain('of the other 1 rows');
    expect(absolute?.c1).toBeGreaterThan(0);
    expect(absolute?.c1).toBeLessThan(1e-12);
  });

  it('says where the second quadrature has no answer', async () => {
    const { rows, provenance } = await answerTo('--mean', '0', '--variance', '1,1e5,1e10', '--q', '78');
    expect(rows).toHaveLength(3);
    expect(provenance.errorBound.says).toMatch(
      /of the other 2 rows .*; 1 of these have no estimate, and their errors are unknown$/,
    );
  });
});

describe('a grid', () => {
  it('has the moments in their order, then the coefficients', async () => {
    const { rows, provenance } = await answerTo('--mean', '-1:1:0.5', '--variance', '4,9', '--q', '10');
    expect(rows.map(({ mean, variance }) => [mean, variance])).toEqual(
      [-1, -0.5, 0, 0.5, 1].flatMap((mean) => [4, 9].map((variance) => [mean, variance])),
    );
    expect(Object.keys(rows[0] ?? {})).toEqual(['mean', 'variance', 'q', ...COEFFICIENT_NAMES]);
    expect(provenance.seed).toBeNull();
    expect(rows[3]?.g4).toBe(learningRuleCoefficients({ mean: -0.5, variance: 9, q: 10 }).g4);
  });

  it('leaves out what no voltage has, and says so', async () => {
    const words = ['--mean', '0,3', '--variance', '1,4', '--q', '2'];
    const { rows, provenance } = await answerTo(...words);
    expect(rows.map(({ mean, variance }) => [mean, variance])).toEqual([
      [0, 1],
      [0, 4],
    ]);
    expect(provenance.omitted).toBe(2);
    const { stderr } = await runCoefficients(words);
    expect(stderr).toBe('2 cells left out: no voltage has mean^2 > q variance\n');
    const none = await runCoefficients(['--mean', '9', '--variance', '1', '--q', '2']);
    expect([none.status, none.stderr]).toEqual([
      2,
      'natgrad coefficients: --mean, --variance and --q: got no cell with mean^2 <= q variance, expected one\n',
    ]);
  });
});

describe('--out', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(TABLE_EXTENSIONS)('%s: same arguments, same bytes, at whatever path', async (extension) => {
    const [first, second] = [join(folder, `a.${extension}`), join(folder, `b b.${extension}`)];
    expect(await runCoefficients([...sweep, '--out', first])).toMatchObject({
      status: 0,
      stdout: `a.${extension}: 24 rows, 29 columns\n`,
      stderr: '',
    });
    await runCoefficients([...sweep, '--json', '--out', second]);
    expect(readFileSync(second)).toEqual(readFileSync(first));
    await runCoefficients([...sweep.slice(0, -1), '8', '--out', second]);
    expect(readFileSync(second)).not.toEqual(readFileSync(first));
    expect(readdirSync(folder).sort()).toEqual([`a.${extension}`, `b b.${extension}`]);
  });

  it('writes what --json prints', async () => {
    const path = join(folder, 'table.json');
    const { stdout } = await runCoefficients([...sweep, '--json', '--out', path]);
    expect(readFileSync(path, 'utf8')).toBe(stdout);
  });

  it.each(['csv', 'npy', 'parquet'] as const)('%s: holds the doubles of --json', async (extension) => {
    const path = join(folder, `table.${extension}`);
    const { stdout } = await runCoefficients([...sweep, '--json', '--out', path]);
    const { rows } = JSON.parse(stdout) as Answer;
    for (const name of columns)
      expect([...(await readColumn(readFileSync(path), extension, name))]).toEqual(
        rows.map((row) => row[name]),
      );
  });

  it('parquet: has the provenance of --json', async () => {
    const path = join(folder, 'table.parquet');
    const { stdout } = await runCoefficients([...sweep, '--json', '--out', path]);
    const entries = parquetMetadata(new Uint8Array(readFileSync(path)).buffer).key_value_metadata;
    const { provenance } = JSON.parse(stdout) as Answer;
    expect(JSON.parse(entries?.find(({ key }) => key === 'natgrad')?.value ?? '')).toEqual(provenance);
  });

  it('writes points too, which --json prints as ever; the provenance knows them by their content', async () => {
    const path = join(folder, 'table.csv');
    const points = '[{"mean":0.5,"variance":4,"q":78},{"mean":1,"variance":4,"q":78}]';
    const { stdout } = await runCoefficients(['--points', '-', '--json', '--out', path], points);
    const [header, ...records] = csvRecords(readFileSync(path, 'utf8'));
    expect(header).toEqual(['mean', 'variance', 'q', ...COEFFICIENT_NAMES]);
    const answers = JSON.parse(stdout) as Row[];
    expect(records.map((record) => record.map(Number))).toEqual(
      answers.map((answer) => Object.values(answer)),
    );
    const file = join(folder, 'points.json');
    writeFileSync(file, points);
    const json = join(folder, 'table.json');
    await runCoefficients(['--points', file, '--out', json]);
    const { provenance } = JSON.parse(readFileSync(json, 'utf8')) as Answer;
    expect(provenance.command).toBe('natgrad coefficients --points -');
    expect(JSON.stringify(provenance)).not.toContain(folder);
    const { sha256 } = provenance.points as { sha256: string };
    writeFileSync(file, points.replace('0.5', '0.6'));
    await runCoefficients(['--points', file, '--out', json]);
    const changed = JSON.parse(readFileSync(json, 'utf8')) as Answer;
    expect((changed.provenance.points as { sha256: string }).sha256).not.toBe(sha256);
  });

  it('refuses another extension and a place where no file can be, before any work', async () => {
    const list = 'expected a name that ends in .csv .json .npy .npz .parquet .tex .md';
    const missing = join(folder, 'none', 'table.csv');
    for (const [path, message] of [
      ['table.xlsx', `--out: got "table.xlsx", ${list}`],
      ['csv', `--out: got "csv", ${list}`],
      ['', `--out: got "", ${list}`],
      [missing, `--out: got "${missing}", expected a file in a folder that exists`],
    ] as const) {
      // The points are none: the complaint about --out comes first.
      const { status, stdout, stderr } = await runCoefficients(['--points', '-', '--out', path], 'no points');
      expect([status, stdout, stderr]).toEqual([2, '', `natgrad coefficients: ${message}\n`]);
    }
  });

  it('leaves no file where a row fails', async () => {
    const path = join(folder, 'table.csv');
    const { status } = await runCoefficients([
      '--rates',
      '50',
      '--n',
      '2000',
      '--weights',
      'constant(-1)',
      '--out',
      path,
    ]);
    expect([status, existsSync(path), readdirSync(folder)]).toEqual([2, false, []]);
  });
});

describe('refusals, one line each', () => {
  it.each([
    [
      ['--rates', '5'],
      '--n: got none, expected whole numbers of afferents from 1 to 1000000, for example 10,50,100',
    ],
    [['--n', '5'], '--rates: got none, expected positive rates in Hz, for example 5:55:10'],
    [['--mean', '5'], '--variance: got none, expected numbers >= 0 in mV^2, for example 10:410:5'],
    [['--rates', '5', '--mean', '5'], '--rates and --mean: got both, expected points, a sweep or a grid'],
    [['--points', '-', '--seed', '5'], '--points and --seed: got both, expected points, a sweep or a grid'],
    [['--rates', '5,5', '--n', '1'], '--rates: got 5 twice, expected each once (--samples draws more)'],
    [
      ['--rates', '0', '--n', '1'],
      '--rates "0": got "0", expected positive rates in Hz: numbers and ranges a:b:step, separated by commas',
    ],
    [
      ['--rates', '5', '--n', '1.5'],
      '--n "1.5": got "1.5", expected whole numbers of afferents from 1 to 1000000: numbers and ranges a:b:step, separated by commas',
    ],
    [
      ['--rates', '5', '--n', '10', '--usp-samples', '1'],
      '--usp-samples: got "1", expected a whole number from 2 to 1000000',
    ],
    [
      ['--rates', '5', '--n', '10', '--samples', '0'],
      '--samples: got "0", expected a whole number from 1 to 1000000',
    ],
    [['--rates', '1:1000:1', '--n', '1:1000:1'], 'got a table of 20000000 rows, expected at most 5000000'],
    [['--rates', '5', '--n', '10', '--tauM', '0'], '--tauM: got "0", expected a positive number, s'],
    [['--rates', '5', '--n', '10', '--eps0', '-1'], '--eps0: got "-1", expected a positive number, mV s'],
    [
      ['--rates', '5', '--n', '10', '--weights', 'gamma(1,2)'],
      '--weights: got "gamma(1,2)", expected one of uniform(a,b) normal(m,s) lognormal(m,s) constant(c) with formulas of n',
    ],
    [
      ['--rates', '5', '--n', '4,10', '--weights', 'uniform(0,n-5)'],
      '--weights: uniform(0, -1) at n = 4 (expected finite numbers, a <= b)',
    ],
    [
      ['--rates', '5', '--n', '10', '--weights', 'constant(import(n))'],
      '--weights: formula: got function "import", which is not one that may be used',
    ],
    [
      ['--rates', '5', '--n', '10', '--transfer', 'sigmoidal'],
      '--transfer: got "sigmoidal", expected one of sigmoid, exponential, quadratic, softplus, or an expression in v',
    ],
    [
      ['--rates', '5,50', '--n', '2000', '--samples', '2', '--weights', 'constant(-1)'],
      /^table row 3 \(rate = 50, n = 2000, sample = 1\): learning rule coefficients: c1 = 0 at mean = -[\d.]+, variance = [\d.]+, q = [\d.]+ \(expected a finite number >= 2.2250738585072014e-308\)$/,
    ],
  ])('%j', async (words, message) => {
    const { status, stdout, stderr } = await runCoefficients(words, '[]');
    const told = stderr.slice('natgrad coefficients: '.length, -1);
    if (typeof message === 'string') expect(told).toBe(message);
    else expect(told).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});
