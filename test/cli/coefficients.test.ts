import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ELEMENTARY } from '../../src/expression/elementary.ts';
import { COEFFICIENT_NAMES } from '../../src/numeric/coefficients/coefficientNames.ts';
import { references } from '../numeric/coefficients/references.ts';
import { answersTo, runCoefficients } from './coefficientsHarness.ts';

const sigmoid = '100/(1+exp(-0.3*(v-10)))';
const point = { mean: 0.5, variance: 4, q: 78 };
const momentsOf = ({ mean, variance, q }: typeof point) => ({ mean, variance, q });

describe('natgrad coefficients --json', () => {
  const sample = references.filter((_, index) => index % 17 === 0);

  it('gives the reference values of the sigmoid', async () => {
    const answers = await answersTo(sample.map(momentsOf));
    expect(answers.map(momentsOf)).toEqual(sample.map(momentsOf));
    for (const [index, { exact, scales }] of sample.entries()) {
      for (const name of COEFFICIENT_NAMES) {
        const error = Math.abs((answers[index]?.[name] ?? Number.NaN) - exact[name]);
        expect(error, `${name} of point ${index}`).toBeLessThanOrEqual(1e-12 * scales[name]);
      }
    }
  });

  it('gives them for the formula of the sigmoid, within its error estimate', async () => {
    const answers = await answersTo(sample.map(momentsOf), sigmoid);
    for (const [index, { exact, scales }] of sample.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new Error(`no answer ${index}`);
      for (const name of COEFFICIENT_NAMES) {
        const what = `${name} of point ${index}`;
        const estimate = answer.errorEstimate[name];
        expect(Math.abs(answer[name] - exact[name]), what).toBeLessThanOrEqual(
          estimate + 1e-15 * scales[name],
        );
        expect(estimate, what).toBeLessThanOrEqual(1e-11 * scales[name]);
      }
    }
  });

  it.each([1e-6, 1, 100])('gives the closed form of an exponential, variance %d', async (variance) => {
    const beta = 0.2;
    const [answer] = await answersTo([{ mean: 3, variance, q: 1e8 }], '2*exp(0.2*v)');
    const c1 = 2 * beta ** 2 * Math.exp(beta * 3 + (beta ** 2 * variance) / 2);
    for (const [name, exact] of Object.entries({ c1, c2: beta * c1, c3: beta ** 2 * c1, gammaS: 1 / c1 })) {
      const error = Math.abs((answer?.[name as 'c1'] ?? Number.NaN) - exact);
      expect(error, name).toBeLessThanOrEqual(answer?.errorEstimate[name as 'c1'] ?? 0);
      expect(error, name).toBeLessThan(1e-12 * Math.abs(exact));
    }
  });

  it.each(['(v+60)^2', '(v-10)^2/4'])(
    'is honest where h is constant and its derivatives only rounding: %s',
    async (quadratic) => {
      const points = [-31, -20, 10, 25].flatMap((mean) =>
        [1e-6, 0.01, 1].map((variance) => ({ mean, variance, q: 1e10 })),
      );
      for (const { c2, c3, errorEstimate } of await answersTo(points, quadratic)) {
        expect(Math.abs(c2)).toBeLessThanOrEqual(errorEstimate.c2);
        expect(Math.abs(c3)).toBeLessThanOrEqual(errorEstimate.c3);
      }
    },
  );

  it('answers far from threshold, where exp(-0.3 (v - 10))^4 overflows', async () => {
    for (const mean of [-900, 900]) {
      const [answer] = await answersTo([{ mean, variance: 1e-6, q: 1e15 }], sigmoid);
      const u = 0.3 * (mean - 10);
      const scale = 9 * Math.exp(mean < 0 ? u : -2 * u);
      expect(answer?.c1).toBeCloseTo(scale, 12);
      expect((answer?.c1 ?? 0) / scale).toBeCloseTo(1, 6);
      expect((answer?.c3 ?? 0) / scale).toBeCloseTo(mean < 0 ? 0.09 : 0.36, 6);
    }
  });

  it("leaves h' and h'' out where they overflow, at a larger error estimate", async () => {
    // a^4 = 1e320 in h'', although E[h''] = 1e300 exp(0.005) Hz/mV^4.
    const [answer] = await answersTo([{ mean: 0, variance: 1e-162, q: 1 }], '1e-20*exp(1e80*v)');
    const { c1 = 0, c3 = 0, errorEstimate } = answer ?? {};
    expect(c1 / 1e140).toBeCloseTo(Math.exp(0.005), 12);
    expect(Math.abs(c3 / 1e300 - Math.exp(0.005))).toBeLessThan((errorEstimate?.c3 ?? 0) / 1e300);
    expect(errorEstimate?.c3).toBeLessThan(1e-8 * c3);
    // At variance 0 there is no other way.
    await expect(answersTo([{ mean: 0, variance: 0, q: 1 }], '1e-20*exp(1e80*v)')).rejects.toThrow('hSecond');
  });

  it('knows transfer functions by their names', async () => {
    expect(await answersTo([point], 'sigmoid')).toEqual(await answersTo([point]));
    const formulas = { exponential: '5*exp(0.3*v)', softplus: '100*log1p(exp(0.3*(v-10)))' };
    for (const [name, formula] of Object.entries(formulas)) {
      const [[named], [typed]] = await Promise.all([answersTo([point], name), answersTo([point], formula)]);
      for (const key of COEFFICIENT_NAMES) {
        const apart = Math.abs((named?.[key] ?? Number.NaN) - (typed?.[key] ?? 0));
        expect(apart, `${name} ${key}`).toBeLessThanOrEqual(
          (named?.errorEstimate[key] ?? 0) + (typed?.errorEstimate[key] ?? 0),
        );
      }
    }
    const [quadratic] = await answersTo([{ ...point, mean: 12 }], 'quadratic');
    expect(quadratic?.c1).toBeCloseTo(0.841344746068543, 14);
    expect(quadratic?.errorEstimate.c1).toBeLessThan(1e-12);
  });

  it('keeps the order of rows and keys', async () => {
    const rows = [point, { q: 100, variance: 0, mean: 0 }];
    for (const transfer of [undefined, sigmoid]) {
      const answers = await answersTo(rows, transfer);
      expect(answers.map(({ q }) => q)).toEqual([78, 100]);
      for (const answer of answers) {
        const extra = transfer === undefined ? [] : ['errorEstimate'];
        expect(Object.keys(answer)).toEqual(['mean', 'variance', 'q', ...COEFFICIENT_NAMES, ...extra]);
        if (transfer !== undefined) expect(Object.keys(answer.errorEstimate)).toEqual([...COEFFICIENT_NAMES]);
      }
    }
  });

  it('answers an empty list with an empty list', async () => {
    for (const extra of [[], ['--transfer', sigmoid]]) {
      const outcome = await runCoefficients(['--points', '-', '--json', ...extra], '[]');
      expect(outcome).toMatchObject({ status: 0, stdout: '[]\n', stderr: '' });
    }
  });

  it('writes more rows than one piece holds', async () => {
    const rows = Array.from({ length: 2345 }, (_, i) => ({ mean: i / 100, variance: 4, q: 1000 }));
    const answers = await answersTo(rows);
    expect(answers.map(({ mean }) => mean)).toEqual(rows.map(({ mean }) => mean));
  });

  it('shows how far it is with --transfer', async () => {
    const rows = Array.from({ length: 400 }, () => point);
    const { shown } = await runCoefficients(
      ['--points', '-', '--json', '--transfer', sigmoid],
      JSON.stringify(rows),
    );
    expect(shown[0]).toMatch(/^\d+\/400 points$/);
  });
});

describe('natgrad coefficients, the table', () => {
  it('has units in its header and right-aligned columns', async () => {
    const { stdout } = await runCoefficients(['--points', '-'], JSON.stringify([point]));
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^mean \(mV\) {2}variance \(mV\^2\) {2}q \(1\) .* g4 \(1\/mV\^2\)$/);
    expect(lines[1]).toMatch(/^ +0\.5 +4 +78 +0\.4776885361 .* 0\.01842968083$/);
    expect(lines[1]).toHaveLength(lines[0]?.length ?? 0);
  });

  it('has errors below each point with --transfer', async () => {
    const words = ['--points', '-', '--transfer', sigmoid];
    const { stdout } = await runCoefficients(words, JSON.stringify([point, point]));
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toMatch(/^ +\+-( +\d(\.\d)?e-\d+){11}$/);
  });

  it('is only its header for an empty list', async () => {
    const { status, stdout } = await runCoefficients(['--points', '-'], '[]');
    expect([status, stdout.split('\n').length]).toEqual([0, 2]);
  });
});

describe('natgrad coefficients --help', () => {
  it('tells the format, the units, the functions and an example', async () => {
    const { status, stdout } = await runCoefficients(['--help']);
    expect(status).toBe(0);
    for (const part of ['[{"mean": 0.5, "variance": 4, "q": 78}, ...]', 'mV^2/Hz', 'errorEstimate'])
      expect(stdout).toContain(part);
    expect(stdout).toContain(Object.keys(ELEMENTARY).join(' '));
  });
});

describe('bad points', () => {
  const list = 'expected a JSON list [{"mean": mV, "variance": mV^2, "q": 1}, ...]';
  const voltage = '(expected a finite voltage, mV)';
  const row = (text: string) => `[{"mean":0.5,"variance":4,"q":78},{${text}}]`;

  it.each([
    ['', `got malformed JSON (Unexpected end of JSON input), ${list}`],
    ['[1,', `got malformed JSON (Unexpected end of JSON input), ${list}`],
    ['{"mean":1}', `got an object, ${list}`],
    ['"text"', `got "text", ${list}`],
    ['null', `got null, ${list}`],
    ['[3]', ' row 1: got 3, expected {"mean": mV, "variance": mV^2, "q": 1}'],
    ['[[1,2,3]]', ' row 1: got a list, expected {"mean": mV, "variance": mV^2, "q": 1}'],
    ['[null]', ' row 1: got null, expected {"mean": mV, "variance": mV^2, "q": 1}'],
    [row('"mean":0,"q":1'), ' row 2: variance is missing (expected a finite number >= 0, mV^2)'],
    [row(''), ` row 2: mean is missing ${voltage}`],
    [row('"mean":null,"variance":1,"q":1'), ` row 2: mean = null ${voltage}`],
    [row('"mean":"0","variance":1,"q":1'), ` row 2: mean = "0" ${voltage}`],
    [row('"mean":true,"variance":1,"q":1'), ` row 2: mean = true ${voltage}`],
    [row('"mean":[0],"variance":1,"q":1'), ` row 2: mean = a list ${voltage}`],
    [row('"mean":-1e999,"variance":1,"q":1'), ` row 2: mean = -Infinity ${voltage}`],
    [
      row('"mean":0,"variance":1e999,"q":1'),
      ' row 2: variance = Infinity (expected a finite number >= 0, mV^2)',
    ],
    [row('"mean":0,"variance":-1,"q":1'), ' row 2: variance = -1 (expected a finite number >= 0, mV^2)'],
    [row('"mean":0,"variance":1,"q":-1'), ' row 2: q = -1 (expected a finite number >= 0)'],
    [
      row('"mean":3,"variance":4,"q":2.2'),
      ' row 2: mean = 3, variance = 4, q = 2.2 are unrealisable (expected mean^2 <= q * variance, Cauchy-Schwarz)',
    ],
    [
      row('"mean":0,"variance":1,"q":1,"foo":1'),
      ' row 2: got the field "foo", expected only mean, variance and q',
    ],
    [
      row('"mean":0,"variance":1,"q":1,"__proto__":1'),
      ' row 2: got the field "__proto__", expected only mean, variance and q',
    ],
    [
      row('"mean":-9000,"variance":1,"q":1e9'),
      ' row 2: learning rule coefficients: c1 = 0 at mean = -9000, variance = 1, q = 1000000000 ' +
        '(expected a finite number >= 2.2250738585072014e-308)',
    ],
  ])('%s', async (json, message) => {
    const { status, stdout, stderr } = await runCoefficients(['--points', '-', '--json'], json);
    expect(stderr).toBe(`natgrad coefficients: stdin${message.startsWith(' ') ? '' : ': '}${message}\n`);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('tells the position where JSON.parse does', async () => {
    const { stderr } = await runCoefficients(['--points', '-'], '[{"mean":1,}]');
    expect(stderr).toMatch(
      /^natgrad coefficients: stdin: got malformed JSON \(.*position 11.*\), expected .*\n$/,
    );
  });

  it('accepts equality of mean^2 and q variance up to rounding', async () => {
    const [answer] = await answersTo([{ mean: 3, variance: 4, q: 2.25 * (1 - 5e-13) }]);
    expect(answer?.g1).toBeLessThan(0);
  });
});

describe('bad usage', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const expectRefusal = async (words: readonly string[], message: string) => {
    const { status, stdout, stderr } = await runCoefficients(words, JSON.stringify([point]));
    expect(stderr).toBe(`natgrad coefficients: ${message}\n`);
    expect([status, stdout]).toEqual([2, '']);
  };

  it('names the file and its row', async () => {
    const path = join(folder, 'points.json');
    writeFileSync(path, '[{"mean":0.5,"variance":-1,"q":78}]');
    await expectRefusal(
      ['--points', path],
      `${path} row 1: variance = -1 (expected a finite number >= 0, mV^2)`,
    );
  });

  it('refuses files that cannot be read', async () => {
    const path = join(folder, 'absent.json');
    const expected = 'expected a JSON file, or - for standard input';
    await expectRefusal(['--points', path], `--points "${path}": got no such file, ${expected}`);
    await expectRefusal(['--points', folder], `--points "${folder}": got a directory, ${expected}`);
  });

  it('needs points', async () => {
    await expectRefusal(
      [],
      '--points: got none, expected a JSON file of points, or - for standard input; or --rates and --n, or --mean, --variance and --q',
    );
  });

  const phi = 'expected a finite positive rate';
  it.each([
    ['100', /^stdin row 1: transfer function: h = 0 everywhere near 0\.5 .* \(expected h > 0 somewhere\)$/],
    ['-5', new RegExp(`^stdin row 1: transfer function: phi\\(0\\.5\\) = -5 \\(${phi}\\)$`)],
    ['v', new RegExp(`^stdin row 1: transfer function: phi\\(-.*\\) = -.* \\(${phi}\\)$`)],
    ['v^0.5', new RegExp(`^stdin row 1: transfer function: phi\\(-.*\\) = NaN \\(${phi}\\)$`)],
    ['1/v', new RegExp(`^stdin row 1: transfer function: phi\\(-.*\\) = -.* \\(${phi}\\)$`)],
    ['log(v)', new RegExp(`^stdin row 1: transfer function: phi\\(.*\\) = -.* \\(${phi}\\)$`)],
    ['9^9^9^9^v', /^stdin row 1: transfer function: .* = Infinity \(expected .*\)$/],
    ['exp(exp(v))', /^stdin row 1: transfer function: .* = Infinity \(expected .*\)$/],
    ['1e400', new RegExp(`^stdin row 1: transfer function: phi\\(0\\.5\\) = Infinity \\(${phi}\\)$`)],
    ['x', /^--transfer: symbol: got "x", expected v, pi or e$/],
    ['3 cm', /^--transfer: symbol: got "cm", expected v, pi or e$/],
    ['Infinity', /^--transfer: formula: got the constant Infinity, expected a number$/],
    ['import(v)', /^--transfer: formula: got function "import", which is not one that may be used$/],
    ['evaluate("1")', /^--transfer: formula: got function "evaluate", which is not one that may be used$/],
    ['cos.constructor', /^--transfer: formula: got accessor, expected arithmetic$/],
    ['cos.constructor("1")', /^--transfer: formula: got function "constructor", which is/],
    ['v=3', /^--transfer: formula: got assignment, expected arithmetic$/],
    ['f(v)=v', /^--transfer: formula: got functionassignment, expected arithmetic$/],
    ['"v"', /^--transfer: formula: got the constant "v", expected a number$/],
    ['v<3', /^--transfer: formula: got operator smaller, expected one of/],
    ['v>0?1:2', /^--transfer: formula: got conditional, expected arithmetic$/],
    ['1:3', /^--transfer: formula: got range, expected arithmetic$/],
    ['{a:1}', /^--transfer: formula: got object, expected arithmetic$/],
    ['v;v', /^--transfer: formula: got block, expected arithmetic$/],
    ['v\nv', /^--transfer: formula: got block, expected arithmetic$/],
    ['exp(v\n+', /^--transfer: formula "exp\(v\\n\+": .*$/],
    ['', /^--transfer: formula: got the constant undefined, expected a number$/],
    ["v'", /^--transfer: formula: got v' \(transpose\), expected numbers, v, pi, e, /],
    ["exp'(v)", /^--transfer: function: got "exp'", expected one of sqrt, exp, /],
    ['E(v)', /^--transfer: formula: got E\(v\) \(expectation\), expected numbers, v, pi, e, /],
    [
      '('.repeat(1500),
      /^--transfer: formula "\({60}\.\.\.": got too many levels of nesting, expected fewer$/,
    ],
    [
      `${'1/(1+'.repeat(150)}v${')'.repeat(150)}`,
      /^--transfer: formula: got more than 200 levels of nesting/,
    ],
    [
      Array(2000).fill('v').join('*'),
      /^--transfer: formula: got one whose derivative has more than 20000 parts/,
    ],
    ['v'.repeat(4001), /^--transfer: formula: got 4001 characters, expected at most 4000$/],
  ])('--transfer %.40s', async (expression, message) => {
    const start = performance.now();
    const { status, stdout, stderr } = await runCoefficients(
      ['--points', '-', '--json', '--transfer', expression],
      JSON.stringify([point]),
    );
    expect(performance.now() - start).toBeLessThan(3000);
    expect(stderr).toMatch(/^natgrad coefficients: [^\n]*\n$/);
    expect(stderr.slice('natgrad coefficients: '.length, -1)).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('reads the expression before the points, also where there are none', async () => {
    const { status } = await runCoefficients(['--points', '-', '--transfer', 'x'], '[]');
    expect(status).toBe(2);
  });
});
