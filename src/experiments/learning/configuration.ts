/**
 * What is simulated: afferents, weights, teacher, rules, how long and how often it is measured. Plain JSON; what is left out is Figure 3F.
 *
 * Units: rates Hz, times s, eps0 mV s. Learning rates left out are those of the paper's Table 1 for its rates, and otherwise those for 10
 * and 30 Hz; the rules that the table does not have take that of the natural rule.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 3F and Table 1.
 */
import { checkKernel, paperKernel } from '../../numeric/neuron/kernel.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import {
  type Described,
  either,
  isNamed,
  isObject,
  type JsonSchema,
  list,
  number,
  object,
  oneOf,
  optional,
  wholeNumber,
  withDefault,
} from './description.ts';
import { type ParametrizationSpecification, parametrization } from './parametrizationDescription.ts';

export const RULE_NAMES = ['euclidean', 'natural', 'approximated', 'local', 'exact', 'quadratic'] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export interface RuleSpecification {
  readonly name: RuleName;
  readonly learningRate: number;
  readonly cu?: number;
  readonly cw?: number;
  readonly thirdFactor?: 'voltage' | 'limit';
  readonly refresh?: number;
}

/** One for each afferent, or independent draws from U(low/n, high/n). */
export type WeightsSpecification =
  | readonly number[]
  | { readonly uniform: readonly [low: number, high: number] };

/** A name with all its parameters, or a formula in v. */
export type TransferJson = Readonly<Record<string, string | number>>;

export interface LearningConfiguration {
  /** n. */
  readonly afferents: number;
  /** One for each of equal groups of afferents; with n entries, one for each afferent. */
  readonly rates: readonly number[];
  readonly initial: WeightsSpecification;
  readonly target: WeightsSpecification;
  readonly tauM: number;
  readonly tauS: number;
  readonly eps0: number;
  readonly transfer: TransferJson;
  readonly dt: number;
  /** Length of an interval; potentials are 0 at its beginning. */
  readonly interval: number;
  readonly intervals: number;
  /** Errors are measured before learning, after every so many intervals, and at the end. */
  readonly measureEvery: number;
  /** Test USPs of a trial. */
  readonly testPotentials: number;
  readonly rules: readonly RuleSpecification[];
  readonly parametrization: ParametrizationSpecification;
  readonly trials: number;
  readonly seed: number;
}

/** eta of Table 1, by the rates of the two halves. */
export const TABLE_1 = [
  { rates: [10, 30], natural: 6.55e-4, approximated: 5.5e-4, euclidean: 1.1e-6 },
  { rates: [10, 50], natural: 6.0e-4, approximated: 4.5e-4, euclidean: 4.5e-7 },
  { rates: [20, 20], natural: 6.5e-4, approximated: 5.3e-4, euclidean: 1.18e-6 },
  { rates: [20, 40], natural: 5.8e-4, approximated: 4.5e-4, euclidean: 5.5e-7 },
] as const;

const DEFAULT_RULES = ['euclidean', 'natural', 'approximated'];
/** c_u and c_w of Equation 114. */
const [CU, CW] = [0.95, 0.05];

export const LIMITS = {
  afferents: 100_000,
  intervals: 10_000_000,
  /** Of one interval. */
  steps: 1_000_000,
  trials: 1_000_000,
  seed: 2 ** 32 - 1,
  /** Doubles of all curves and weights together, and of a trial's test USPs. */
  numbers: 5e7,
  /** Input spikes expected in an interval. */
  spikes: 1e8,
} as const;

const time = number({ above: 0, expected: 'a finite time > 0, s' });
const learningRate = optional(number({ least: 0, expected: 'a finite learning rate >= 0' }));
const rule = <F extends Readonly<Record<string, Described<unknown>>>>(name: string, fields: F) => ({
  when: isNamed(name),
  described: object(
    { name: oneOf([name]), learningRate, ...fields },
    `the rule ${name}`,
  ) as Described<unknown>,
});
const constant = number({ expected: 'a finite number' });
const positiveSteps = wholeNumber(1, 1_000_000_000);

const rules = list(
  either<unknown>(
    [
      { when: (value) => typeof value === 'string', described: oneOf(RULE_NAMES) },
      rule('euclidean', {}),
      rule('natural', {}),
      rule('approximated', { cu: withDefault(constant, CU), cw: withDefault(constant, CW) }),
      rule('local', { thirdFactor: withDefault(oneOf(['voltage', 'limit']), 'voltage') }),
      rule('exact', { refresh: optional(positiveSteps) }),
      rule('quadratic', {}),
    ],
    `a rule: one of ${RULE_NAMES.join(', ')}, or an object with that "name"`,
  ),
  { least: 1, most: RULE_NAMES.length, expected: 'a list of rules, each name once' },
);

const weight = number({ expected: 'a finite weight' });
const weights = either<unknown>(
  [
    {
      when: Array.isArray,
      described: list(weight, {
        least: 1,
        most: LIMITS.afferents,
        expected: 'a list of weights, one for each afferent',
      }),
    },
    {
      when: isObject,
      described: object(
        { uniform: list(weight, { least: 2, most: 2, expected: '[low, high]' }) },
        '{"uniform": [low, high]}: draws from U(low/n, high/n)',
      ),
    },
  ],
  'a list of weights, or {"uniform": [low, high]}',
);

const positive = (unit: string): Described<number> =>
  number({ above: 0, expected: `a finite number > 0${unit}` });
const theta = withDefault(number({ expected: 'a finite voltage, mV' }), paperSigmoid.theta);
const beta = withDefault(positive(', 1/mV'), paperSigmoid.beta);
const phiMax = withDefault(positive(', Hz'), paperSigmoid.phiMax);
const named = (name: string, fields: Readonly<Record<string, Described<unknown>>>) => ({
  when: isNamed(name),
  described: object(
    { name: oneOf([name]), ...fields },
    `the transfer function ${name}`,
  ) as Described<unknown>,
});
const expression: Described<string> = {
  schema: { type: 'string', minLength: 1, maxLength: 10_000, description: 'a formula' },
  read(value, at) {
    if (typeof value === 'string' && value.length > 0 && value.length <= 10_000) return value;
    throw new RangeError(`${at}: got no text of at most 10000 characters (expected a formula)`);
  },
};
const transfer = either<unknown>(
  [
    { when: (value) => typeof value === 'string', described: expression },
    named('sigmoid', { beta, theta, phiMax }),
    named('softplus', { beta, theta, phiMax }),
    named('exponential', {
      phi0: withDefault(positive(', Hz'), 5),
      beta: withDefault(positive(', 1/mV'), 0.3),
    }),
    named('quadratic', { theta }),
    {
      when: (value) => isObject(value) && !('name' in value),
      described: object({ expression }, '{"expression": "a formula in v"}'),
    },
  ],
  'a transfer function: one of sigmoid, softplus, exponential, quadratic, an object with that "name", or a formula in v',
);

const configuration = object(
  {
    afferents: withDefault(wholeNumber(1, LIMITS.afferents), 100),
    rates: withDefault(
      list(number({ least: 0, expected: 'a finite rate >= 0, Hz' }), {
        least: 1,
        most: LIMITS.afferents,
        expected: 'rates in Hz, one for each of equal groups of afferents',
      }),
      [10, 30],
    ),
    initial: withDefault(weights, { uniform: [-1, 1] }),
    target: withDefault(weights, { uniform: [-1, 1] }),
    tauM: withDefault(time, paperKernel.tauM),
    tauS: withDefault(time, paperKernel.tauS),
    eps0: withDefault(number({ above: 0, expected: 'a finite number > 0, mV s' }), paperKernel.e0),
    transfer: withDefault(transfer, 'sigmoid'),
    dt: withDefault(time, 0.0005),
    interval: withDefault(time, 1),
    intervals: withDefault(wholeNumber(1, LIMITS.intervals), 8000),
    measureEvery: withDefault(wholeNumber(1, LIMITS.intervals), 100),
    testPotentials: withDefault(wholeNumber(1, 10_000), 50),
    rules: withDefault(rules, DEFAULT_RULES),
    parametrization: withDefault(parametrization, 'somatic'),
    trials: withDefault(wholeNumber(1, LIMITS.trials), 1),
    seed: withDefault(wholeNumber(0, LIMITS.seed), 1),
  },
  'a JSON object: what natgrad learn simulates',
);

export const learningSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'natgrad learn',
  ...configuration.schema,
};

/**
 * The configuration that a JSON value stands for, with everything that was left out; it reads as itself again.
 * @param at what messages call the value
 * @throws RangeError (one line: what, got, expected) on unknown fields, wrong types, numbers out of range, shapes that do not fit
 */
export async function readLearningConfiguration(
  value: unknown,
  at = 'configuration',
): Promise<LearningConfiguration> {
  const read = configuration.read(value, at);
  const config: LearningConfiguration = {
    ...read,
    initial: read.initial as WeightsSpecification,
    target: read.target as WeightsSpecification,
    parametrization: read.parametrization as ParametrizationSpecification,
    rules: rulesOf(read.rules, read.rates, at),
    transfer: await transferOf(read.transfer, at),
  };
  checkTogether(config, at);
  return config;
}

/** Steps of an interval. */
export const stepsOf = ({ interval, dt }: LearningConfiguration): number => Math.round(interval / dt);

/** How many intervals are done when errors are measured: 0, measureEvery, ..., intervals. */
export function measuredAt({ intervals, measureEvery }: LearningConfiguration): number[] {
  const times = Array.from({ length: Math.ceil(intervals / measureEvery) }, (_, k) => k * measureEvery);
  return [...times, intervals];
}

function rulesOf(given: readonly unknown[], rates: readonly number[], at: string): RuleSpecification[] {
  const table =
    TABLE_1.find((row) => [...new Set(row.rates)].join() === [...new Set(rates)].join()) ?? TABLE_1[0];
  const found = given.map((each): RuleSpecification => {
    const asked = (typeof each === 'string' ? { name: each } : each) as Partial<RuleSpecification> & {
      name: RuleName;
    };
    const { name } = asked;
    const learningRate = name === 'euclidean' || name === 'approximated' ? table[name] : table.natural;
    return {
      learningRate,
      ...(name === 'approximated' && { cu: CU, cw: CW }),
      ...(name === 'local' && { thirdFactor: 'voltage' as const }),
      ...asked,
    };
  });
  found.forEach(({ name }, k) => {
    if (found.findIndex((other) => other.name === name) !== k)
      throw new RangeError(`${at}: rules[${k}] = ${name} (expected every rule once)`);
  });
  return found;
}

/** With all its parameters, in one order. */
async function transferOf(given: unknown, at: string): Promise<TransferJson> {
  const written = given === 'sigmoid' ? { name: 'sigmoid' } : given;
  const isSigmoid = isNamed('sigmoid')(written);
  return transfer.read(isSigmoid ? written : await transferFrom(written, at), at) as TransferJson;
}

async function transferFrom(given: unknown, at: string): Promise<unknown> {
  // Loaded when it is needed: the parser of formulas is large.
  const { readTransfer } = await import('../../transfer/transferSpecification.ts');
  try {
    const read = readTransfer(given);
    return read.name === 'expression' ? { expression: read.text } : read;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw new RangeError(`${at}: ${error.message}`);
  }
}

function checkTogether(config: LearningConfiguration, at: string): void {
  const { afferents, rates, tauM, tauS, eps0, dt, interval, rules, trials, testPotentials } = config;
  if (rates.length > afferents)
    throw new RangeError(
      `${at}: rates: ${rates.length} entries (expected at most ${afferents}, the afferents)`,
    );
  for (const name of ['initial', 'target'] as const) {
    const given = config[name];
    if ('length' in given && given.length !== afferents)
      throw new RangeError(
        `${at}: ${name}: ${given.length} weights (expected ${afferents}, one for each afferent)`,
      );
    if ('uniform' in given && !(given.uniform[0] <= given.uniform[1]))
      throw new RangeError(
        `${at}: ${name}: uniform = [${given.uniform}] (expected [low, high] with low <= high)`,
      );
  }
  checkKernel({ tauM, tauS, e0: eps0 });
  if (tauM === tauS) throw new RangeError(`${at}: tauM = tauS = ${tauM} (expected different time constants)`);
  const steps = interval / dt;
  if (Math.abs(steps - Math.round(steps)) > 1e-6 || Math.round(steps) < 1 || steps > LIMITS.steps)
    throw new RangeError(
      `${at}: interval = ${interval}, dt = ${dt} (expected an interval of 1 to ${LIMITS.steps} whole steps)`,
    );
  const spikes = afferents * rates.reduce((most, rate) => Math.max(most, rate), 0) * interval;
  if (!(spikes <= LIMITS.spikes))
    throw new RangeError(
      `${at}: rates: up to ${spikes} spikes in an interval (expected at most ${LIMITS.spikes}: shorter intervals)`,
    );
  if (testPotentials * afferents > LIMITS.numbers)
    throw new RangeError(
      `${at}: testPotentials = ${testPotentials} (expected at most ${Math.floor(LIMITS.numbers / afferents)} for ${afferents} afferents)`,
    );
  const numbers = trials * rules.length * (3 * measuredAt(config).length + afferents);
  if (numbers > LIMITS.numbers)
    throw new RangeError(
      `${at}: trials = ${trials}: curves and weights have ${numbers} numbers (expected at most ${LIMITS.numbers}: measure less often, or in several runs)`,
    );
}
