/** What `natgrad learn` is asked: options and configuration file together. */
import {
  type LearningConfiguration,
  LIMITS,
  RULE_NAMES,
  readLearningConfiguration,
} from '../experiments/learning/configuration.ts';
import { UsageError } from './conventions.ts';
import { contentName, isObject, parseJson, readInput, shown } from './inputFile.ts';
import type { EarlierRun } from './learnFolder.ts';
import { parseWholeNumber } from './numberOptions.ts';
import { parseSeed } from './seed.ts';

/** As commander hands them over. */
export interface LearnOptions {
  readonly rule?: readonly string[];
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly out?: string;
  readonly checkpoint?: string;
  readonly resume?: string;
  readonly schema?: boolean;
  readonly json?: boolean;
}

const DEFAULT_CHECKPOINT = 30;
const MOST_WORKERS = 256;

/** Seconds between checkpoints. */
export function checkpointOf({ checkpoint, out, resume }: LearnOptions): number {
  if (out !== undefined && resume !== undefined)
    throw new UsageError(
      '--out and --resume: got both, expected one of them: a run goes on in its own folder',
    );
  if (checkpoint === undefined) return DEFAULT_CHECKPOINT;
  if (out === undefined && resume === undefined)
    throw new UsageError('--checkpoint: got no folder to write it to, expected --out or --resume');
  const seconds = /^(\d+\.?\d*|\.\d+)$/.test(checkpoint) ? Number(checkpoint) : Number.NaN;
  if (seconds <= 86_400) return seconds;
  throw new UsageError(
    `--checkpoint: got ${JSON.stringify(checkpoint)}, expected a number of seconds from 0 to 86400`,
  );
}

export const workersOf = ({ workers }: LearnOptions): number | undefined =>
  workers === undefined ? undefined : parseWholeNumber('--workers', workers, 1, MOST_WORKERS);

/**
 * The configuration of a run: the file's, with what the options say instead. With an earlier run what neither says is as it was.
 * @throws UsageError that names the field or option, and where it differs from the earlier run
 */
export async function configurationOf(
  file: string | undefined,
  options: LearnOptions,
  input: () => NodeJS.ReadableStream,
  earlier: EarlierRun | undefined,
): Promise<LearningConfiguration> {
  const written = file === undefined ? {} : await fieldsOf(file, input);
  const base: Record<string, unknown> = { ...earlier?.config, ...written };
  const { rule, trials, seed } = options;
  const asked = {
    ...base,
    ...(rule !== undefined && { rules: rulesOf(rule, base.rules) }),
    ...(trials !== undefined && { trials: parseWholeNumber('--trials', trials, 1, LIMITS.trials) }),
    ...(seed !== undefined && { seed: parseSeed(seed) }),
  };
  const name = file === undefined ? 'configuration' : contentName(file);
  const config = await refusing(() => readLearningConfiguration(asked, name));
  if (earlier !== undefined) checkSame(config, earlier.config, options.resume ?? '');
  return config;
}

/** What only shows when the configuration is used is bad input too. */
export async function refusing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw new UsageError(error.message);
  }
}

async function fieldsOf(file: string, input: () => NodeJS.ReadableStream): Promise<Record<string, unknown>> {
  const expected = 'a JSON object (natgrad learn --schema tells its fields)';
  const text = await readInput({ path: file, input, expected: 'a JSON file' });
  const given = parseJson(text, contentName(file), expected);
  if (!isObject(given))
    throw new UsageError(`${contentName(file)}: got ${shown(given)}, expected ${expected}`);
  return given;
}

/** The rules of these names, with the parameters that the file gives them. */
function rulesOf(names: readonly string[], written: unknown): unknown[] {
  return names.map((name, k) => {
    if (!RULE_NAMES.some((each) => each === name))
      throw new UsageError(`--rule: got ${JSON.stringify(name)}, expected one of ${RULE_NAMES.join(', ')}`);
    if (names.indexOf(name) !== k)
      throw new UsageError(`--rule: got ${name} twice, expected every rule once`);
    const given = Array.isArray(written) ? written : [];
    return given.find((each) => isObject(each) && each.name === name) ?? name;
  });
}

function checkSame(asked: LearningConfiguration, earlier: LearningConfiguration, folder: string): void {
  for (const key of Object.keys(earlier) as (keyof LearningConfiguration)[]) {
    const [now, then] = [JSON.stringify(asked[key]), JSON.stringify(earlier[key])];
    if (now !== then)
      throw new UsageError(
        `--resume ${JSON.stringify(folder)}: got ${key} = ${shortened(now)}, expected ${shortened(then)} as in the earlier run`,
      );
  }
}

const shortened = (json: string): string => (json.length <= 200 ? json : `${json.slice(0, 200)}...`);
