/** The configuration's schema and its reader say the same; what is left out is Figure 3F. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  learningSchema,
  measuredAt,
  readLearningConfiguration,
} from '../../../src/experiments/learning/configuration.ts';

const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  learningSchema,
);

const complaint = async (value: unknown): Promise<string | undefined> => {
  try {
    await readLearningConfiguration(value, 'c.json');
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
};

const good: readonly object[] = [
  {},
  { rates: [0, 5], afferents: 7, initial: { uniform: [-1, 2] }, target: [1, 2, 3, 4, 5, 6, 7] },
  {
    rules: [
      'exact',
      { name: 'approximated', cu: 1 },
      { name: 'local', thirdFactor: 'limit', learningRate: 0 },
    ],
  },
  { rules: [{ name: 'exact', refresh: 3 }], transfer: '2*exp(0.2*v)' },
  { transfer: { name: 'softplus', beta: 0.2 }, tauM: 0.02, tauS: 0.005, eps0: 1e-3 },
  { transfer: { expression: 'v^2+1' }, dt: 0.001, interval: 0.5, intervals: 3, measureEvery: 2 },
  ...[
    'somatic',
    { name: 'attenuation', distance: 1 },
    { name: 'power', exponent: 2, margin: 3 },
    { name: 'logistic' },
    { name: 'spline', coefficients: [1, 2] },
    { name: 'expression', text: 'exp(w)' },
    { name: 'full', amplitude: 0.2 },
  ].map((parametrization) => ({ parametrization })),
];

const bad: readonly (readonly [unknown, string])[] = [
  [[], 'c.json = a list (expected a JSON object'],
  [{ rate: [1] }, 'c.json: got the field "rate" (expected only afferents, rates'],
  [{ rates: [1, -1] }, 'c.json: rates[1] = -1 (expected a finite rate >= 0, Hz)'],
  [{ rates: 5 }, 'c.json: rates = 5 (expected rates in Hz'],
  [{ rates: [] }, 'c.json: rates: 0 entries (expected'],
  [{ afferents: 1.5 }, 'c.json: afferents = 1.5 (expected a whole number from 1 to 100000)'],
  [{ afferents: '5' }, 'c.json: afferents = "5" (expected a whole number'],
  [{ initial: 0 }, 'c.json: initial = 0 (expected a list of weights, or {"uniform": [low, high]})'],
  [{ target: { uniform: [1] } }, 'c.json: target.uniform: 1 entries (expected [low, high])'],
  [{ dt: 0 }, 'c.json: dt = 0 (expected a finite time > 0, s)'],
  [{ rules: [] }, 'c.json: rules: 0 entries'],
  [{ rules: ['newton'] }, 'c.json: rules[0] = "newton" (expected one of euclidean'],
  [
    { rules: [{ name: 'natural', cu: 1 }] },
    'c.json: rules[0]: got the field "cu" (expected only name, learningRate)',
  ],
  [{ rules: [{ name: 'natural', learningRate: -1 }] }, 'c.json: rules[0].learningRate = -1 (expected'],
  [
    { transfer: { name: 'sigmoid', beta: -1 } },
    'c.json: transfer.beta = -1 (expected a finite number > 0, 1/mV)',
  ],
  [{ parametrization: 'log' }, 'c.json: parametrization = "log" (expected one of somatic)'],
  [{ parametrization: { name: 'power' } }, 'c.json: parametrization.exponent is missing'],
  [{ trials: 0 }, 'c.json: trials = 0 (expected a whole number from 1'],
  [{ seed: 2 ** 32 }, 'c.json: seed = 4294967296 (expected a whole number from 0 to 4294967295)'],
];

/** What a schema cannot say. */
const together: readonly (readonly [object, string])[] = [
  [{ rates: [1, 2, 3], afferents: 2 }, 'c.json: rates: 3 entries (expected at most 2, the afferents)'],
  [{ target: [1, 2] }, 'c.json: target: 2 weights (expected 100, one for each afferent)'],
  [
    { initial: { uniform: [1, 0] } },
    'c.json: initial: uniform = [1,0] (expected [low, high] with low <= high)',
  ],
  [{ tauM: 0.003 }, 'c.json: tauM = tauS = 0.003 (expected different time constants)'],
  [{ rates: [1e12] }, 'c.json: rates: up to 100000000000000 spikes in an interval (expected at most'],
  [
    { testPotentials: 10_000, afferents: 50_000 },
    'c.json: testPotentials = 10000 (expected at most 1000 for 50000',
  ],
  [{ dt: 0.3 }, 'c.json: interval = 1, dt = 0.3 (expected an interval of 1 to 1000000 whole steps)'],
  [{ rules: ['natural', { name: 'natural' }] }, 'c.json: rules[1] = natural (expected every rule once)'],
  [{ transfer: 'sigmoidal' }, 'c.json: transfer: got "sigmoidal", expected one of sigmoid'],
  [{ trials: 1_000_000 }, 'c.json: trials = 1000000: curves and weights have'],
];

describe('the configuration of natgrad learn', () => {
  it('is Figure 3F where nothing is said', async () => {
    const config = await readLearningConfiguration({});
    expect(config).toMatchObject({
      afferents: 100,
      rates: [10, 30],
      intervals: 8000,
      interval: 1,
      dt: 0.0005,
      measureEvery: 100,
      testPotentials: 50,
      rules: [
        { name: 'euclidean', learningRate: 1.1e-6 },
        { name: 'natural', learningRate: 6.55e-4 },
        { name: 'approximated', learningRate: 5.5e-4, cu: 0.95, cw: 0.05 },
      ],
      parametrization: 'somatic',
      trials: 1,
    });
    expect(measuredAt(config)).toHaveLength(81);
  });

  it.each([
    [[10, 50], 6.0e-4, 4.5e-4, 4.5e-7],
    [[20, 20], 6.5e-4, 5.3e-4, 1.18e-6],
    [[20], 6.5e-4, 5.3e-4, 1.18e-6],
    [[20, 40], 5.8e-4, 4.5e-4, 5.5e-7],
  ])('takes the learning rates of Table 1 for %j Hz', async (rates, natural, approximated, euclidean) => {
    const { rules } = await readLearningConfiguration({ rates });
    expect(rules.map(({ learningRate }) => learningRate)).toEqual([euclidean, natural, approximated]);
  });

  it.each(good)('reads %j, as its schema does, and what was read as itself', async (value) => {
    expect(validate(value)).toBe(true);
    const read = await readLearningConfiguration(value);
    expect(validate(read)).toBe(true);
    const again = await readLearningConfiguration(JSON.parse(JSON.stringify(read)));
    expect(JSON.stringify(again)).toBe(JSON.stringify(read));
  });

  it.each(bad)('refuses %j, as its schema does', async (value, message) => {
    expect(validate(value)).toBe(false);
    expect(await complaint(value)).toContain(message);
  });

  it.each(together)('refuses %j, which the schema cannot', async (value, message) => {
    expect(validate(value)).toBe(true);
    expect(await complaint(value)).toContain(message);
  });

  it('agrees with its schema on any value of any field', async () => {
    const fields = Object.keys(learningSchema.properties as object);
    const named = fc.record(
      {
        name: fc.constantFrom(
          'natural',
          'local',
          'sigmoid',
          'exponential',
          'power',
          'spline',
          'full',
          'other',
        ),
        ...Object.fromEntries(
          ['learningRate', 'beta', 'exponent', 'rate', 'margin', 'amplitude', 'thirdFactor'].map((key) => [
            key,
            fc.oneof(fc.double(), fc.constant('limit')),
          ]),
        ),
      },
      { requiredKeys: ['name'] },
    );
    const numbers = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.double({ noNaN: true }));
    const value = fc.oneof(
      fc.jsonValue(),
      numbers,
      fc.array(numbers, { maxLength: 3 }),
      named,
      fc.array(named),
    );
    const onlyHere = new RegExp(
      together.map(([, message]) => message.replace(/^c.json: /, '').split(/[ :=]/)[0]).join('|'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), value, async (field, given) => {
        const config = JSON.parse(JSON.stringify({ [field]: given })) as object;
        const message = await complaint(config);
        if (!validate(config)) expect(message).toBeDefined();
        else if (message !== undefined) expect(message).toMatch(onlyHere);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });
});
