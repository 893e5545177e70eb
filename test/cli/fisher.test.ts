import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { FISHER_METHODS, isMonteCarlo } from '../../src/experiments/fisher/fisherMethods.ts';
import { answerTo, experiments, fileOf, runFisher } from './fisherHarness.ts';

const neuron = { rates: [20, 5, 0], weights: [0.2, -0.1, 1] };
const vector = [1, -2, 3];
const fewSamples = ['--samples', '3000'];

/** Every entry, relative to the largest. */
const close = (left: readonly number[], right: readonly number[], tolerance: number): void => {
  expect(left).toHaveLength(right.length);
  let [size, apart] = [0, 0];
  for (const [i, each] of right.entries()) {
    size = Math.max(size, Math.abs(each));
    apart = Math.max(apart, Math.abs(each - (left[i] ?? Number.NaN)));
  }
  expect(apart).toBeLessThanOrEqual(tolerance * size);
};

const product = (matrix: readonly number[][], v: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, each, j) => sum + each * (v[j] ?? Number.NaN), 0));

describe('natgrad fisher --json', () => {
  const list = { type: 'array', items: { type: 'number' } };
  const provenance = {
    type: 'object',
    required: ['version', 'transfer', 'kernel'],
    additionalProperties: false,
    properties: {
      version: { type: 'string' },
      seed: { type: 'integer' },
      samples: { type: 'integer' },
      tolerance: { type: 'number' },
      transfer: { type: 'object' },
      kernel: {
        type: 'object',
        required: ['tauM', 'tauS', 'eps0'],
        additionalProperties: false,
        properties: { tauM: { type: 'number' }, tauS: { type: 'number' }, eps0: { type: 'number' } },
      },
    },
  };
  const schema = {
    type: 'object',
    required: ['method', 'seconds', 'provenance'],
    additionalProperties: false,
    properties: {
      method: { enum: FISHER_METHODS },
      matrix: { type: 'array', items: list },
      standardError: { type: 'array', items: list },
      errorBound: { type: 'number' },
      samples: { type: 'integer' },
      vector: list,
      vectorStandardError: list,
      seconds: { type: 'number' },
      provenance,
    },
  };
  const validate = new Ajv.default({ strict: true }).compile(schema);

  it.each(FISHER_METHODS)('has its fields for %s, with and without a vector', async (method) => {
    const sampled = isMonteCarlo(method);
    const always = ['method', 'matrix', ...(sampled ? ['standardError', 'samples'] : [])];
    const bound = method === 'shot-noise' ? ['errorBound'] : [];
    const plain = await answerTo(neuron, '--method', method, ...fewSamples);
    expect(validate(plain), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(plain)).toEqual([...always, ...bound, 'seconds', 'provenance']);
    const solved = await answerTo(neuron, '--method', method, ...fewSamples, '--solve', fileOf(vector));
    expect(validate(solved)).toBe(true);
    const ofVector = ['vector', ...(sampled ? ['vectorStandardError'] : [])];
    expect(Object.keys(solved)).toEqual([...always, ...bound, ...ofVector, 'seconds', 'provenance']);
    expect(Object.keys(plain.provenance)).toEqual([
      'version',
      ...(sampled ? ['seed', 'samples'] : []),
      'transfer',
      'kernel',
    ]);
    expect(validate({ ...plain, vector: [null] })).toBe(false);
  });

  it.each(FISHER_METHODS)('applies and solves with the matrix of %s', async (method) => {
    const words = ['--method', method, ...fewSamples];
    const { matrix = [], vector: image = [] } = await answerTo(neuron, ...words, '--apply', fileOf(vector));
    expect(matrix.map((row) => row.length)).toEqual([3, 3, 3]);
    close(image, product(matrix, vector), 1e-13);
    const { vector: solution = [] } = await answerTo(neuron, ...words, '--solve', fileOf(vector));
    // Moore-Penrose: the silent afferent's part is projected away.
    close(product(matrix, solution), [1, -2, 0], 1e-11);
    expect(solution[2]).toBe(0);
    expect(matrix[2]).toEqual([0, 0, 0]);
  });

  it('agrees between shot-noise and Monte Carlo within standard errors, vectors too', async () => {
    const exact = await answerTo(neuron, '--method', 'shot-noise', '--solve', fileOf(vector));
    const sampled = await answerTo(neuron, '--method', 'spiking-mc', '--solve', fileOf(vector));
    const zScores = [
      ...(exact.matrix ?? []).flatMap((row, i) =>
        row.map((g, j) => (g - (sampled.matrix?.[i]?.[j] ?? 0)) / (sampled.standardError?.[i]?.[j] ?? 0)),
      ),
      ...(exact.vector ?? []).map(
        (v, i) => (v - (sampled.vector?.[i] ?? 0)) / (sampled.vectorStandardError?.[i] ?? 0),
      ),
    ].filter((z) => !Number.isNaN(z));
    // 4 + 2 numbers, normal and with 19 degrees of freedom at least: |z| > 8 has probability below 1e-6.
    expect(zScores).toHaveLength(6);
    expect(Math.max(...zScores.map(Math.abs))).toBeLessThan(8);
    // The standard errors are not so large that they hide a closed form that is wrong here by a third.
    const closed = await answerTo(neuron, '--method', 'closed');
    const off =
      ((closed.matrix?.[0]?.[0] ?? 0) - (sampled.matrix?.[0]?.[0] ?? 0)) /
      (sampled.standardError?.[0]?.[0] ?? 1);
    expect(off).toBeGreaterThan(20);
  });

  it('has the defaults of its help, and closed as the default method', async () => {
    const plain = await answerTo(neuron);
    const spelled = {
      ...neuron,
      tauM: 0.01,
      tauS: 0.003,
      eps0: 1,
      transfer: { name: 'sigmoid', beta: 0.3, theta: 10, phiMax: 100 },
    };
    expect(plain.method).toBe('closed');
    for (const transfer of [spelled.transfer, 'sigmoid', { name: 'sigmoid' }])
      expect((await answerTo({ ...spelled, transfer })).matrix).toEqual(plain.matrix);
    const other = { ...spelled, transfer: { name: 'sigmoid', beta: 0.2 } };
    expect((await answerTo(other)).matrix).not.toEqual(plain.matrix);
    expect((await answerTo({ ...neuron, transfer: '2*exp(0.2*v)' })).provenance.transfer).toEqual({
      expression: '2*exp(0.2*v)',
    });
  });

  it('gives the same bytes for the same seed, whatever the number of workers', async () => {
    const bytes = async (...words: string[]): Promise<string> => {
      const given = [
        '-',
        '--json',
        '--method',
        'spiking-mc',
        ...fewSamples,
        '--solve',
        fileOf(vector),
        ...words,
      ];
      return (await runFisher(given, JSON.stringify(neuron))).stdout.replace(/"seconds":[\d.e-]+/, '');
    };
    const one = await bytes('--workers', '1', '--seed', '7');
    expect(one).toMatch(/"provenance"/);
    expect(await bytes('--workers', '2', '--seed', '7')).toBe(one);
    expect(await bytes('--workers', '1', '--seed', '8')).not.toBe(one);
  });

  it('ends at the tolerance', async () => {
    const words = ['--method', 'gaussian-mc', '--samples', '10000000', '--tolerance', '0.02'];
    const {
      samples = 0,
      matrix = [],
      standardError = [],
      provenance: from,
    } = await answerTo(neuron, ...words);
    const size = (rows: readonly number[][]) => Math.hypot(...rows.flat());
    expect(samples).toBeLessThan(5_000_000);
    expect(size(standardError) / size(matrix)).toBeLessThanOrEqual(0.02);
    expect(from).toMatchObject({ samples: 10000000, tolerance: 0.02 });
  });

  it('shows how far Monte Carlo is, with the standard error so far', async () => {
    const { shown } = await runFisher(
      ['-', '--method', 'spiking-mc', '--samples', '5000000', '--tolerance', '0.01'],
      JSON.stringify(neuron),
    );
    expect(shown[0]).toMatch(/^spiking-mc: \d+\/5000000 samples/);
    expect(shown.at(-1)).toMatch(/^spiking-mc: \d+\/5000000 samples, relative standard error 0\.\d+$/);
  });
});

describe('special neurons', () => {
  it.each(FISHER_METHODS)('%s: one afferent, weights of 0, no rate at all', async (method) => {
    const words = ['--method', method, ...fewSamples, '--solve'];
    const one = await answerTo({ rates: [50], weights: [0.1] }, ...words, fileOf([2]));
    expect((one.matrix?.[0]?.[0] ?? 0) * (one.vector?.[0] ?? 0)).toBeCloseTo(2, 12);
    const zero = await answerTo({ rates: [50, 20], weights: [0, 0] }, ...words, fileOf([1, 1]));
    close(product(zero.matrix ?? [], zero.vector ?? []), [1, 1], 1e-10);
    const silent = await answerTo({ rates: [0, 0], weights: [1, 2] }, ...words, fileOf([1, 1]));
    expect(silent).toMatchObject({
      matrix: [
        [0, 0],
        [0, 0],
      ],
      vector: [0, 0],
    });
  });

  it('is the same exactly for weights of 0, where V is 0 for sure', async () => {
    const [closed, exact] = await Promise.all(
      ['closed', 'shot-noise'].map((method) =>
        answerTo({ rates: [50, 20], weights: [0, 0] }, '--method', method),
      ),
    );
    close((closed?.matrix ?? []).flat(), (exact?.matrix ?? []).flat(), 1e-11);
  });

  it('solves for a million afferents: G G^+ v = v where they fire', async () => {
    const n = 1_000_000;
    const rates = Array.from({ length: n }, (_, i) => (i % 10 === 0 ? 0 : 5 + (i % 17)));
    const weights = Array.from({ length: n }, (_, i) => ((i % 23) - 11) / n);
    const v = Array.from({ length: n }, (_, i) => Math.sin(i));
    const began = performance.now();
    const { vector: solution = [], matrix } = await answerTo({ rates, weights }, '--solve', fileOf(v));
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(matrix).toBeUndefined();
    const { vector: image = [] } = await answerTo({ rates, weights }, '--apply', fileOf(solution));
    close(
      image,
      v.map((each, i) => (i % 10 === 0 ? 0 : each)),
      1e-9,
    );
  });

  it('solves by Monte Carlo where no matrix is formed', async () => {
    // Most are silent: the same 30 active afferents, below and above the largest matrix.
    const active = {
      rates: Array(30).fill(20),
      weights: Array.from({ length: 30 }, (_, i) => (i - 15) / 30),
    };
    const padded = (list: readonly number[]) => [...list, ...Array(2000).fill(0)];
    const many = { rates: padded(active.rates), weights: padded(active.weights) };
    const v = Array.from({ length: 30 }, (_, i) => Math.cos(i));
    const words = ['--method', 'spiking-mc', '--samples', '4000'];
    for (const kind of ['--apply', '--solve']) {
      const small = await answerTo(active, ...words, kind, fileOf(v));
      const large = await answerTo(many, ...words, kind, fileOf(padded(v)));
      expect(large.matrix).toBeUndefined();
      // Other batches, other samples: equal within the noise only, and solved by the operator itself.
      const scale = Math.max(...(small.vectorStandardError ?? []));
      for (const i of [0, 10, 29])
        expect(Math.abs((large.vector?.[i] ?? 0) - (small.vector?.[i] ?? 0))).toBeLessThan(10 * scale);
      expect(large.vector?.[1000]).toBe(0);
      if (kind === '--apply') continue;
      const back = await answerTo(many, ...words, '--apply', fileOf(large.vector));
      close(back.vector ?? [], padded(v), 1e-8);
    }
  });
});

describe('standard errors of a vector', () => {
  const padded = (n: number, list: readonly number[]) => [...list, ...Array(n - list.length).fill(0)];

  it.each([
    [500, '--apply', true],
    [501, '--apply', true],
    [501, '--solve', false],
  ])('n = %d, %s: %s', async (n, kind, expected) => {
    const given = { rates: padded(n, [20, 5]), weights: padded(n, [0.2, -0.1]) };
    const words = ['--method', 'spiking-mc', '--samples', '2000', '--workers', '1'];
    const {
      vector: found = [],
      vectorStandardError,
      standardError = [],
    } = await answerTo(given, ...words, kind, fileOf(padded(n, [1, 0])));
    expect(vectorStandardError !== undefined).toBe(expected);
    expect(found).toHaveLength(n);
    // G v is G's first column: so is its standard error, from the batches as from groups of them.
    const ratio = (vectorStandardError?.[0] ?? 0) / (standardError[0]?.[0] ?? 0);
    if (expected) expect(Math.abs(Math.log(ratio))).toBeLessThan(n === 500 ? 1 : 1e-6);
  });

  it('is left out above 500 afferents with a tolerance, where the samples would be others', async () => {
    const given = { rates: padded(501, [20]), weights: padded(501, [0.2]) };
    const words = ['--method', 'gaussian-mc', '--tolerance', '0.1', '--workers', '1', '--apply'];
    const answer = await answerTo(given, ...words, fileOf(padded(501, [1])));
    expect(answer.vector?.[0]).toBe(answer.matrix?.[0]?.[0]);
    expect(answer.vectorStandardError).toBeUndefined();
  });
});

describe('natgrad fisher as text', () => {
  it('shows the neuron, the matrix and the vector', async () => {
    const { stdout } = await runFisher(['-', '--apply', fileOf(vector)], JSON.stringify(neuron));
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe("closed: closed form, Gaussian USPs (the paper's)");
    expect(lines[1]).toBe('afferents: 3, 1 of them silent');
    expect(lines.slice(6, 10)).toEqual([
      'G, per unit time (Hz)',
      '899.286  116.843  0',
      '116.843  142.137  0',
      '      0        0  0',
    ]);
    expect(lines.slice(11)).toEqual(['G v', '665.599', '-167.43', '      0']);
  });

  it('tells the error bound, or samples and standard errors', async () => {
    const exact = await runFisher(['-', '--method', 'shot-noise'], JSON.stringify(neuron));
    expect(exact.stdout).toMatch(/^relative error \(Frobenius\): at most \d(\.\d)?e-1\d$/m);
    const words = ['-', '--method', 'spiking-mc', ...fewSamples, '--solve', fileOf(vector)];
    const sampled = await runFisher(words, JSON.stringify(neuron));
    expect(sampled.stdout).toMatch(/^samples: 3000, seed 1$/m);
    expect(sampled.stdout).toMatch(/^its standard error \(Hz\)$/m);
    expect(sampled.stdout).toMatch(/^-0\.\d+ {2}\+- {2} *0\.\d+$/m);
  });

  it('says what is left out, and how to get it', async () => {
    const many = (n: number) => JSON.stringify({ rates: Array(n).fill(5), weights: Array(n).fill(0.01) });
    const thirteen = await runFisher(['-', '--apply', fileOf(Array(13).fill(1))], many(13));
    expect(thirteen.stdout).toContain('13 x 13 numbers, not shown above 12 afferents; --json prints them');
    expect(thirteen.stdout).toContain('G v: 13 numbers, not shown above 12 afferents; --json prints them');
    const large = await runFisher(['-'], many(2001));
    expect(large.stdout).toContain('the matrix is left out above 2000 afferents');
    expect((await answerTo(JSON.parse(many(2001)))).matrix).toBeUndefined();
    expect((await answerTo(JSON.parse(many(2000)))).matrix).toHaveLength(2000);
  });

  it('has a help that tells units, methods, and an example', async () => {
    const { status, stdout } = await runFisher(['--help']);
    expect(status).toBe(0);
    for (const part of ['mV s, > 0', 'vectorStandardError', 'natgrad fisher neuron.json', ...FISHER_METHODS])
      expect(stdout).toContain(part);
  });
});

describe('bad neurons', () => {
  const object = 'expected a JSON object {"rates": [Hz, ...], "weights": [1, ...], ...}';
  const rate = '(expected a finite rate >= 0, Hz)';
  const time = '(expected a finite time > 0, s)';
  const names = 'expected one of sigmoid, exponential, quadratic, softplus, or an expression in v';
  const w = '"weights":[1,2]';
  const rw = `"rates":[1,2],${w}`;

  it.each([
    ['', `got malformed JSON (Unexpected end of JSON input), ${object}`],
    ['[1]', `got a list, ${object}`],
    ['null', `got null, ${object}`],
    ['3', `got 3, ${object}`],
    ['{}', 'rates is missing (expected a list of numbers)'],
    ['{"rates":[1]}', 'weights is missing (expected a list of numbers)'],
    [`{"rates":5,${w}}`, 'rates = 5 (expected a list of numbers)'],
    [`{"rates":"12",${w}}`, 'rates = "12" (expected a list of numbers)'],
    [`{"rates":{"0":1},${w}}`, 'rates = an object (expected a list of numbers)'],
    ['{"rates":[],"weights":[]}', 'rates is empty (expected at least one afferent)'],
    [`{"rates":[1],${w}}`, '1 rates and 2 weights (expected one weight for each rate)'],
    [`{"rates":[1,-2],${w}}`, `rates[1] = -2 ${rate}`],
    [`{"rates":[null,2],${w}}`, `rates[0] = null ${rate}`],
    [`{"rates":["1",2],${w}}`, `rates[0] = "1" ${rate}`],
    [`{"rates":[[1],2],${w}}`, `rates[0] = a list ${rate}`],
    [`{"rates":[true,2],${w}}`, `rates[0] = true ${rate}`],
    [`{"rates":[1,1e400],${w}}`, `rates[1] = Infinity ${rate}`],
    ['{"rates":[1,2],"weights":[1,null]}', 'weights[1] = null (expected a finite number)'],
    ['{"rates":[1,2],"weights":[1,-1e999]}', 'weights[1] = -Infinity (expected a finite number)'],
    [`{${rw},"tauM":0}`, `tauM = 0 ${time}`],
    [`{${rw},"tauS":-0.003}`, `tauS = -0.003 ${time}`],
    [`{${rw},"tauS":null}`, `tauS = null ${time}`],
    [`{${rw},"tauM":"0.01"}`, `tauM = "0.01" ${time}`],
    [`{${rw},"tauM":1e400}`, `tauM = Infinity ${time}`],
    [`{${rw},"eps0":0}`, 'eps0 = 0 (expected a finite number > 0, mV s)'],
    [`{${rw},"eps0":-1}`, 'eps0 = -1 (expected a finite number > 0, mV s)'],
    [`{${rw},"e0":1}`, 'got the field "e0", expected only rates, weights, tauM, tauS, eps0, transfer'],
    [
      `{${rw},"__proto__":1}`,
      'got the field "__proto__", expected only rates, weights, tauM, tauS, eps0, transfer',
    ],
    [`{${rw},"transfer":"relu"}`, `transfer: got "relu", ${names}`],
    [`{${rw},"transfer":{"name":"relu"}}`, `transfer: got "relu", ${names}`],
    [`{${rw},"transfer":null}`, `transfer: got null, ${names}`],
    [`{${rw},"transfer":{}}`, `transfer: got no name, ${names}`],
    [
      `{${rw},"transfer":{"name":"sigmoid","phi0":1}}`,
      'transfer: sigmoid: got the parameter "phi0", expected only phiMax, beta, theta',
    ],
    [
      `{${rw},"transfer":{"name":"sigmoid","beta":"0.3"}}`,
      'transfer: sigmoid: beta = "0.3" (expected a finite number)',
    ],
    [
      `{${rw},"transfer":{"name":"sigmoid","beta":-1}}`,
      'sigmoid: beta = -1 (expected a finite positive slope, 1/mV)',
    ],
  ])('%s', async (json, message) => {
    const { status, stdout, stderr } = await runFisher(['-', '--json'], json);
    expect(stderr).toBe(`natgrad fisher: stdin: ${message}\n`);
    expect([status, stdout]).toEqual([2, '']);
  });

  it.each([
    [`{${rw},"rates":[NaN]}`, /^stdin: got malformed JSON \(.*\), expected a JSON object/],
    [`{${rw},"transfer":"x*v"}`, /^stdin: symbol: got "x", expected v, pi or e/],
    [`{${rw},"transfer":"import(v)"}`, /^stdin: formula: got function "import"/],
  ])('%s', async (json, message) => {
    const { status, stdout, stderr } = await runFisher(['-'], json);
    expect(stderr.slice('natgrad fisher: '.length)).toMatch(message);
    expect([status, stdout, stderr.split('\n')]).toEqual([2, '', [expect.any(String), '']]);
  });

  it('names the file', async () => {
    const path = fileOf('{"rates":[1],"weights":[null]}');
    const { stderr } = await runFisher([path]);
    expect(stderr).toBe(`natgrad fisher: ${path}: weights[0] = null (expected a finite number)\n`);
  });
});

describe('bad usage', () => {
  const refusal = async (words: readonly string[], given: object = neuron): Promise<string> => {
    const { status, stdout, stderr } = await runFisher(words, JSON.stringify(given));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^natgrad fisher: [^\n]*\n$/);
    return stderr.slice('natgrad fisher: '.length, -1);
  };

  it.each([
    [[], "missing required argument 'file'"],
    [
      ['-', '--method', 'exact'],
      '--method: got "exact", expected one of closed, gaussian-mc, spiking-mc, shot-noise, corrected',
    ],
    [['-', '--samples', '31'], '--samples: got "31", expected a whole number from 32 to 1000000000000'],
    [['-', '--samples', '1e5'], '--samples: got "1e5", expected a whole number from 32 to 1000000000000'],
    [['-', '--tolerance', '0'], '--tolerance: got "0", expected a number between 0 and 1'],
    [['-', '--tolerance', '1'], '--tolerance: got "1", expected a number between 0 and 1'],
    [['-', '--tolerance', '1%'], '--tolerance: got "1%", expected a number between 0 and 1'],
    [['-', '--workers', '0'], '--workers: got "0", expected a whole number from 1 to 256'],
    [['-', '--seed', '-1'], '--seed: got "-1", expected a whole number from 0 to 4294967295'],
    [
      ['-', '--compare', '--method', 'closed'],
      '--compare and --method: got both, expected one of them: --compare runs every method',
    ],
    [['-', '--compare', '--solve', 'x'], '--compare and --solve: got both, expected one of them'],
    [
      ['-', '--apply', 'x', '--solve', 'y'],
      '--apply and --solve: got both, expected one of them: there is one vector in an answer',
    ],
    [
      ['-', '--apply', '-'],
      '--apply -: got - for the neuron too, expected a file: standard input is read once',
    ],
    [
      ['/nowhere/neuron.json'],
      '"/nowhere/neuron.json": got no such file, expected a JSON file, or - for standard input',
    ],
    [['/'], '"/": got a directory, expected a JSON file, or - for standard input'],
    [
      ['-', '--apply', '/nowhere/v.json'],
      '--apply "/nowhere/v.json": got no such file, expected a JSON file, or - for standard input',
    ],
  ])('%j', async (words, message) => {
    expect(await refusal(words)).toBe(message);
  });

  it.each([
    ['{"a":1}', 'got an object, expected a JSON list of 3 finite numbers, one for each afferent'],
    ['[1,2]', 'got a list of 2, expected a JSON list of 3 finite numbers, one for each afferent'],
    ['[1,2,null]', 'vector[2] = null (expected a finite number)'],
    ['[1,"2",3]', 'vector[1] = "2" (expected a finite number)'],
    ['[1e400,2,3]', 'vector[0] = Infinity (expected a finite number)'],
  ])('a vector %s', async (json, message) => {
    const path = fileOf(json);
    expect(await refusal(['-', '--solve', path])).toBe(`--solve ${path}: ${message}`);
  });

  it('reads the vector from standard input too', async () => {
    const { status, stdout } = await runFisher([fileOf(neuron), '--json', '--apply', '-'], '[1,-2,3]');
    expect([status, JSON.parse(stdout).vector.length]).toEqual([0, 3]);
  });

  it('says why a method cannot be done for a transfer function', async () => {
    const quadratic = { ...neuron, transfer: 'quadratic' };
    expect(await refusal(['-', '--method', 'shot-noise'], quadratic)).toMatch(
      /^--method shot-noise with the transfer function quadratic: .*expected at least 4 for the quadratic/,
    );
    const certain = { rates: [5], weights: [0], transfer: 'quadratic' };
    expect(await refusal(['-', '--method', 'closed'], certain)).toMatch(
      /^--method closed with the transfer function quadratic: .*expected/,
    );
    expect(
      await refusal(['-', '--method', 'gaussian-mc', '--samples', '100'], { ...neuron, transfer: 'v' }),
    ).toMatch(/^--method gaussian-mc with the transfer function expression: .*expected/);
  });

  it('says that fewer samples than afferents make a singular matrix', async () => {
    const many = { rates: Array(50).fill(10), weights: Array(50).fill(0.01) };
    const words = ['-', '--method', 'spiking-mc', '--samples', '40', '--solve', fileOf(Array(50).fill(1))];
    expect(await refusal(words, many)).toBe(
      '--method spiking-mc with the transfer function sigmoid: the sample matrix is singular: ' +
        'got 40 samples for 50 active afferents, expected at least 50 samples',
    );
  });

  it('refuses a tolerance where no matrix is formed', async () => {
    const n = 2001;
    const many = { rates: Array(n).fill(0), weights: Array(n).fill(0) };
    const words = ['-', '--method', 'spiking-mc', '--tolerance', '0.1', '--apply', fileOf(Array(n).fill(1))];
    expect(await refusal(words, many)).toMatch(
      /: got a tolerance for 2001 afferents, expected none above 2000/,
    );
  });

  it('never prints a number that is none', async () => {
    const extreme = { rates: [1e300, 1e300], weights: [1e300, 1e300] };
    for (const method of FISHER_METHODS) {
      const { status, stdout, stderr } = await runFisher(
        ['-', '--json', '--method', method, '--samples', '32'],
        JSON.stringify(extreme),
      );
      expect(stdout).not.toMatch(/null|NaN|Infinity/);
      // Where V is infinite for sure h is 0, and so is a sampled matrix; formulas overflow.
      expect([method, status]).toEqual([method, isMonteCarlo(method) && status === 0 ? 0 : 2]);
      if (status === 2) expect(stderr).toMatch(/^natgrad fisher: --method .*\n$/);
    }
  });

  it('leaves other failures to the failures of natgrad itself', async () => {
    const broken = { ...experiments, fisherMatrix: () => Promise.reject(new TypeError('broken')) };
    const { status, stderr } = await runFisher(['-'], JSON.stringify(neuron), broken);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^natgrad fisher: unexpected failure: TypeError: broken/);
  });
});
