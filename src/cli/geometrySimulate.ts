/** `natgrad geometry simulate`: weights before and after learning, made with a known potential. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Learned } from '../experiments/geometry/simulate.ts';
import type { Potential } from '../numeric/mirror/potential.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { parseWholeNumber } from './numberOptions.ts';
import { withDigits } from './numberText.ts';
import { potentialOption } from './potentialOption.ts';
import { defaultSeed, parseSeed } from './seed.ts';
import { printLines, type Session } from './session.ts';
import { checkWeightsOutput, writeWeights } from './weightsFile.ts';

/** As commander hands them over. */
export interface SimulateOptions {
  readonly potential?: string;
  readonly weights?: string;
  readonly initial?: string;
  readonly noise?: string;
  readonly samples?: string;
  readonly correlation?: string;
  readonly active?: string;
  readonly seed?: string;
  readonly before?: string;
  readonly after?: string;
  readonly out?: string;
}

/** The scale 1/sqrt(100) of the robustness experiment. */
export const initialByName: Readonly<Record<string, string>> = {
  normal: 'normal(0,0.1)',
  lognormal: 'lognormal(log(0.1),1)',
};

const MOST_WEIGHTS = 10_000_000;
const MOST_SAMPLES = 1000;
const MOST_INPUTS = 20_000_000;

interface Asked {
  readonly potential: Potential;
  readonly before: Float64Array;
  readonly seed: number;
}

export async function simulateCommand(
  options: SimulateOptions,
  { session, version }: { readonly session: Session; readonly version: string },
): Promise<void> {
  const files = filesOf(options);
  const asked = await askedFor(options);
  const { learned, says } =
    options.samples === undefined ? await byNoise(options, asked) : await byRegression(options, asked);
  const { potential, seed } = asked;
  const provenance = { program: 'natgrad', version, potential: potential.name, says, seed };
  for (const { option, path, which } of files)
    await writeWeights(option, path, learned[which], { ...provenance, weights: which });
  const names = files.map(({ path }) => basename(path)).join(', ');
  printLines(session.stdout, [
    `${names}: ${learned.before.length} weights each, ${potential.name}, ${says}, seed ${seed}`,
  ]);
  session.exitStatus = exitStatus.asExpected;
}

async function askedFor(options: SimulateOptions): Promise<Asked> {
  const { weights = '1000', seed: seedText, initial = 'normal', potential: text = 'p=2' } = options;
  const count = parseWholeNumber('--weights', weights, 1, MOST_WEIGHTS);
  const seed = seedText === undefined ? defaultSeed : parseSeed(seedText);
  const potential = await potentialOption('--potential', text);
  const [{ weightDistribution }, { drawWeights }] = await Promise.all([
    import('../experiments/coefficients/weightDistribution.ts'),
    import('../experiments/geometry/simulate.ts'),
  ]);
  const named = Object.hasOwn(initialByName, initial) ? initialByName[initial] : undefined;
  try {
    const before = drawWeights(weightDistribution(named ?? initial)(count), count, seed);
    const bad = before.find(
      (w) => !Number.isFinite(w) || (w !== 0 && !Number.isFinite(potential.gradient(w))),
    );
    if (bad === undefined) return { potential, before, seed };
    throw new RangeError(`got a weight ${bad}, expected weights that have a dual under ${potential.name}`);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new UsageError(`--initial: ${error.message}`);
  }
}

interface Made {
  readonly learned: Learned;
  readonly says: string;
}

async function byNoise({ noise: text, correlation, active }: SimulateOptions, asked: Asked): Promise<Made> {
  if (correlation !== undefined || active !== undefined)
    throw new UsageError(
      `--${correlation === undefined ? 'active' : 'correlation'}: got no --samples, expected it: inputs are those of a regression`,
    );
  const { defaultNoise, learnedByNoise } = await import('../experiments/geometry/simulate.ts');
  const noise = text === undefined ? defaultNoise(asked.potential) : parseAmount('--noise', text, Infinity);
  const learned = learnedByNoise(asked.potential, asked.before, noise, asked.seed);
  checkFinite(learned, '--noise');
  return { learned, says: `normal dual changes of standard deviation ${withDigits(noise, 6)}` };
}

async function byRegression(options: SimulateOptions, { potential, before, seed }: Asked): Promise<Made> {
  const { noise, samples: text = '', correlation = 'none', active: activeText = '1' } = options;
  if (noise !== undefined) throw new UsageError('--noise: got it with --samples, expected only one of them');
  const most = Math.min(MOST_SAMPLES, before.length - 1, Math.floor(MOST_INPUTS / before.length));
  const samples = parseWholeNumber('--samples', text, 1, most);
  const active = parseAmount('--active', activeText, 1);
  const inputs = {
    samples,
    active,
    ...(correlation !== 'none' && { correlation: parseAmount('--correlation', correlation, 10) }),
  };
  if (active === 0 || inputs.correlation === 0)
    throw new UsageError(`--${active === 0 ? 'active' : 'correlation'}: got 0, expected a positive number`);
  const { learnedByRegression } = await import('../experiments/geometry/simulate.ts');
  try {
    const learned = learnedByRegression(potential, before, inputs, seed);
    const says = `regression of ${samples} samples, correlation ${correlation}, active ${active}`;
    return { learned, says };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--samples: ${error.message}`);
    throw error;
  }
}

/** @throws UsageError unless it is a decimal number of [0, most] */
function parseAmount(option: string, text: string, most: number): number {
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= most && value < Infinity) return value;
  const range = most === Infinity ? 'a number of at least 0' : `a number from 0 to ${most}`;
  throw new UsageError(`${option}: got ${JSON.stringify(text)}, expected ${range}`);
}

function checkFinite({ after }: Learned, option: string): void {
  const bad = after.findIndex((w) => !Number.isFinite(w));
  if (bad < 0) return;
  throw new UsageError(`${option}: weight ${bad + 1} leaves the range of numbers, expected smaller changes`);
}

interface Output {
  readonly option: string;
  readonly path: string;
  readonly which: keyof Learned;
}

/** @throws UsageError unless there is a place for both */
function filesOf({ before, after, out }: SimulateOptions): Output[] {
  if (out !== undefined) {
    if (before !== undefined || after !== undefined)
      throw new UsageError('--out: got it with --before or --after, expected --out or both of these');
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new UsageError(`--out: got ${JSON.stringify(out)}, expected a folder that exists`);
    return (['before', 'after'] as const).map((which) => ({
      option: '--out',
      path: join(out, `${which}.csv`),
      which,
    }));
  }
  if (before === undefined || after === undefined)
    throw new UsageError(
      `--${before === undefined ? 'before' : 'after'}: got none, expected --before FILE and --after FILE, or --out FOLDER`,
    );
  if (before === after) throw new UsageError('--after: got the file of --before, expected another');
  checkWeightsOutput('--before', before);
  checkWeightsOutput('--after', after);
  return [
    { option: '--before', path: before, which: 'before' },
    { option: '--after', path: after, which: 'after' },
  ];
}
