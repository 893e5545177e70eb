/** What `natgrad coefficients` is asked for: the points of a file, a sweep over conditions, or a grid of moments. */
import type { Sweep } from '../experiments/coefficients/sweep.ts';
import { type Kernel, paperKernel } from '../numeric/neuron/kernel.ts';
import { UsageError } from './conventions.ts';
import { type NumberList, parseNumberList } from './numberList.ts';
import { parseWholeNumber } from './numberOptions.ts';
import { defaultSeed, parseSeed } from './seed.ts';

/** As commander hands them over. */
export interface CoefficientsOptions {
  readonly points?: string;
  readonly rates?: string;
  readonly n?: string;
  readonly weights?: string;
  readonly samples?: string;
  readonly uspSamples?: string;
  readonly seed?: string;
  readonly tauM?: string;
  readonly tauS?: string;
  readonly eps0?: string;
  readonly mean?: string;
  readonly variance?: string;
  readonly q?: string;
  readonly transfer?: string;
  readonly json?: boolean;
  readonly out?: string;
}

export interface Grid {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  readonly q: readonly number[];
}

export type CoefficientRequest =
  | { readonly kind: 'points'; readonly path: string }
  | { readonly kind: 'sweep'; readonly sweep: Sweep }
  | { readonly kind: 'grid'; readonly grid: Grid };

/** What each kind of request may be given, in the order in which the provenance writes it; the first is what asks for it. */
export const requestOptions = {
  points: ['points'],
  sweep: ['rates', 'n', 'weights', 'samples', 'uspSamples', 'seed', 'tauM', 'tauS', 'eps0'],
  grid: ['mean', 'variance', 'q'],
} as const satisfies Record<CoefficientRequest['kind'], readonly (keyof CoefficientsOptions)[]>;

export const defaultWeights = 'uniform(-5/n,5/n)';
export const defaultSamples = 20;
export const defaultPotentials = 20;
const MOST_SAMPLES = 1_000_000;
const MOST_AFFERENTS = 1_000_000;
const MOST_ROWS = 5_000_000;

/** 'uspSamples' as '--usp-samples'. */
export const optionName = (key: string): string =>
  key.startsWith('tau') ? `--${key}` : `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** An option of points, a sweep or a grid, by its name; the seed is one of interpolants too. */
export function tableOptionGiven(options: CoefficientsOptions): string | undefined {
  const given = Object.values(requestOptions)
    .flat()
    .find((key) => key !== 'seed' && options[key] !== undefined);
  return given === undefined ? undefined : optionName(given);
}

/** @throws UsageError that names the option */
export async function coefficientRequest(options: CoefficientsOptions): Promise<CoefficientRequest> {
  const kinds = Object.keys(requestOptions) as CoefficientRequest['kind'][];
  const given = (kind: CoefficientRequest['kind']) =>
    requestOptions[kind].filter((key) => options[key] !== undefined);
  const asked = kinds.filter((kind) => given(kind).length > 0);
  const [kind, other] = asked;
  if (kind === undefined)
    throw new UsageError(
      '--points: got none, expected a JSON file of points, or - for standard input; or --rates and --n, or --mean, --variance and --q',
    );
  if (other !== undefined)
    throw new UsageError(
      `${optionName(given(kind)[0] ?? '')} and ${optionName(given(other)[0] ?? '')}: got both, expected points, a sweep or a grid`,
    );
  if (kind === 'points') return { kind, path: options.points ?? '-' };
  return kind === 'sweep' ? { kind, sweep: await sweepOf(options) } : { kind, grid: gridOf(options) };
}

async function sweepOf(options: CoefficientsOptions): Promise<Sweep> {
  const { weights = defaultWeights, samples, uspSamples, seed } = options;
  const sweep = {
    rates: listOf(options.rates, rateList, '5:55:10'),
    sizes: listOf(options.n, sizeList, '10,50,100'),
    weights: await weightsOf(weights),
    samples: samples === undefined ? defaultSamples : parseWholeNumber('--samples', samples, 1, MOST_SAMPLES),
    potentials:
      uspSamples === undefined
        ? defaultPotentials
        : parseWholeNumber('--usp-samples', uspSamples, 2, MOST_SAMPLES),
    kernel: kernelOf(options),
    seed: seed === undefined ? defaultSeed : parseSeed(seed),
  };
  for (const [option, values] of [
    ['--rates', sweep.rates],
    ['--n', sweep.sizes],
  ] as const)
    refuseRepeated(option, values);
  checkCount(sweep.rates.length * sweep.sizes.length * sweep.samples);
  // So that no row fails after many have been computed.
  for (const n of sweep.sizes) named('--weights', () => sweep.weights(n));
  return sweep;
}

const rateList: NumberList = {
  option: '--rates',
  expected: 'positive rates in Hz',
  allows: (rate) => rate > 0 && rate < Infinity,
};
const sizeList: NumberList = {
  option: '--n',
  expected: `whole numbers of afferents from 1 to ${MOST_AFFERENTS}`,
  allows: (n) => Number.isInteger(n) && n >= 1 && n <= MOST_AFFERENTS,
};

function gridOf(options: CoefficientsOptions): Grid {
  const nonNegative = (value: number): boolean => value >= 0 && value < Infinity;
  const list = (option: string, expected: string, allows: NumberList['allows']) => ({
    option,
    expected,
    allows,
  });
  const grid = {
    mean: listOf(options.mean, list('--mean', 'voltages in mV', Number.isFinite), '-15:15:0.5'),
    variance: listOf(options.variance, list('--variance', 'numbers >= 0 in mV^2', nonNegative), '10:410:5'),
    q: listOf(options.q, list('--q', 'numbers >= 0', nonNegative), '52'),
  };
  checkCount(grid.mean.length * grid.variance.length * grid.q.length);
  return grid;
}

function listOf(text: string | undefined, list: NumberList, example: string): number[] {
  if (text === undefined)
    throw new UsageError(`${list.option}: got none, expected ${list.expected}, for example ${example}`);
  return parseNumberList(text, list);
}

/** The random numbers of a condition depend on the condition: twice the same would be no second draw. */
function refuseRepeated(option: string, values: readonly number[]): void {
  const repeated = values.find((value, k) => values.indexOf(value) < k);
  if (repeated !== undefined)
    throw new UsageError(`${option}: got ${repeated} twice, expected each once (--samples draws more)`);
}

function checkCount(rows: number): void {
  if (rows > MOST_ROWS) throw new UsageError(`got a table of ${rows} rows, expected at most ${MOST_ROWS}`);
}

async function weightsOf(text: string): Promise<Sweep['weights']> {
  // Loaded when it is needed: the parser is large.
  const { weightDistribution } = await import('../experiments/coefficients/weightDistribution.ts');
  return named('--weights', () => weightDistribution(text));
}

function named<Result>(option: string, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new UsageError(`${option}: ${error.message}`);
  }
}

function kernelOf({ tauM, tauS, eps0 }: CoefficientsOptions): Kernel {
  const positive = (option: string, text: string | undefined, otherwise: number): number => {
    if (text === undefined) return otherwise;
    const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (value > 0 && value < Infinity) return value;
    const unit = option === '--eps0' ? 'mV s' : 's';
    throw new UsageError(`${option}: got ${JSON.stringify(text)}, expected a positive number, ${unit}`);
  };
  return {
    tauM: positive('--tauM', tauM, paperKernel.tauM),
    tauS: positive('--tauS', tauS, paperKernel.tauS),
    e0: positive('--eps0', eps0, paperKernel.e0),
  };
}
