/** What `natgrad coefficients --interpolant` and `--emit` are asked for. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isLanguage, LANGUAGES, type LanguageName } from '../emit/source.ts';
import type { Interval, Range } from '../numeric/interpolant/interpolant.ts';
import { UsageError } from './conventions.ts';
import { parseFraction } from './numberOptions.ts';
import { defaultSeed, parseSeed } from './seed.ts';

/** As commander hands them over. */
export interface InterpolantOptions {
  readonly interpolant?: string;
  readonly emit?: string;
  readonly range?: string;
  readonly tolerance?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly transfer?: string;
  readonly json?: boolean;
}

export interface InterpolantAsked {
  readonly range: Range;
  readonly tolerance: number;
  readonly seed: number;
  /** Where the interpolant goes. */
  readonly file?: string;
  readonly language?: LanguageName;
  /** Where the source goes; without it to standard output. */
  readonly out?: string;
}

export const defaultTolerance = '1e-10';
const example = 'for example mean=-20:30,variance=0:100';
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

export const interpolantHelp = `
With --interpolant or --emit the answer is an interpolant for other programs, over the range of mean and variance and for any q with
mean^2 <= q variance: as a JSON file that says how to evaluate it, and as source without dependencies. The relative error of each
coefficient is measured and stated in it. A tolerance that cannot be met is refused, with one that can.
`;

/** What belongs to an interpolant only. */
const OWN = ['interpolant', 'emit', 'range', 'tolerance'] as const;

/** @param other the name of an option that is none of an interpolant's; @throws UsageError where both kinds are given */
export function asksForInterpolant(options: InterpolantOptions, other: string | undefined): boolean {
  const given = OWN.find((name) => options[name] !== undefined);
  if (given === undefined) return false;
  if (other !== undefined)
    throw new UsageError(`${other} and --${given}: got both, expected a table or an interpolant`);
  if (options.interpolant !== undefined || options.emit !== undefined) return true;
  throw new UsageError(`--${given}: got no --interpolant and no --emit, expected one of them or both`);
}

/** Checked before any work. @throws UsageError that names the option */
export function readInterpolantOptions(options: InterpolantOptions): InterpolantAsked {
  const { interpolant, emit, range, tolerance = defaultTolerance, seed, out, json } = options;
  if (json === true)
    throw new UsageError('--json: got it with --interpolant or --emit, expected only one of them');
  if (range === undefined)
    throw new UsageError(`--range: got none, expected ranges of mean (mV) and variance (mV^2), ${example}`);
  const asked = {
    range: parseRange(range),
    tolerance: parseFraction('--tolerance', tolerance),
    seed: seed === undefined ? defaultSeed : parseSeed(seed),
  };
  if (interpolant !== undefined) checkFile('--interpolant', interpolant, '.json');
  const language = emit === undefined ? undefined : parseLanguage(emit);
  if (out !== undefined) {
    if (language === undefined)
      throw new UsageError('--out: got it with --interpolant, which names its own file, expected --emit too');
    checkFile('--out', out, LANGUAGES[language].extension);
  }
  return {
    ...asked,
    ...(interpolant !== undefined && { file: interpolant }),
    ...(language !== undefined && { language }),
    ...(out !== undefined && { out }),
  };
}

/** "mean=-20:30,variance=0:100", in either order. @throws UsageError */
export function parseRange(text: string): Range {
  const refused = (got: string, expected: string): UsageError =>
    new UsageError(`--range: got ${JSON.stringify(got)}, expected ${expected}, ${example}`);
  const found = new Map<string, Interval>();
  for (const part of text.split(',').map((item) => item.trim())) {
    const [, name, low, high] = /^(mean|variance)=([^:]+):([^:]+)$/.exec(part) ?? [];
    if (name === undefined || !NUMBER.test(low ?? '') || !NUMBER.test(high ?? ''))
      throw refused(part, 'mean=LOW:HIGH or variance=LOW:HIGH');
    if (found.has(name)) throw refused(text, `${name} once`);
    const interval = [Number(low), Number(high)] as const;
    const least = name === 'variance' ? 0 : -Number.MAX_VALUE;
    if (!(interval[0] < interval[1] && interval[0] >= least && interval[1] <= Number.MAX_VALUE))
      throw refused(part, `LOW < HIGH${name === 'variance' ? ', neither below 0' : ''}`);
    found.set(name, interval);
  }
  const [mean, variance] = [found.get('mean'), found.get('variance')];
  if (mean === undefined || variance === undefined) throw refused(text, 'both mean and variance');
  return { mean, variance };
}

function parseLanguage(name: string): LanguageName {
  if (isLanguage(name)) return name;
  throw new UsageError(
    `--emit: got ${JSON.stringify(name)}, expected one of ${Object.keys(LANGUAGES).join(', ')}`,
  );
}

function checkFile(option: string, path: string, extension: string): void {
  const got = `${option}: got ${JSON.stringify(path)}`;
  if (!path.endsWith(extension)) throw new UsageError(`${got}, expected a name that ends in ${extension}`);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${got}, expected a file in a folder that exists`);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`${got}, a folder, expected a file`);
}
