/** What `natgrad reproduce` is asked: figures, scale, source, seed. */
import {
  type Choices,
  SCALES,
  type Scale,
  SOURCES,
  type Source,
} from '../experiments/reproduction/reproduction.ts';
import { UsageError } from './conventions.ts';
import { parseWholeNumber } from './numberOptions.ts';
import type { JournalHeader } from './reproduceJournal.ts';
import { defaultSeed, parseSeed } from './seed.ts';

/** As commander hands them over. */
export interface ReproduceOptions {
  readonly scale?: string;
  readonly source?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly record?: string;
  readonly json?: boolean;
}

export const DEFAULT_SCALE: Scale = 'quick';
export const DEFAULT_SOURCE: Source = 'article';
const MOST_WORKERS = 256;

/** What is asked for; with an earlier run, what is not said is as it was. */
export interface Asked {
  readonly ids: readonly string[];
  readonly choices: Choices;
}

/** @throws UsageError that says what, got and expected */
export function askedFor(
  words: readonly string[],
  options: ReproduceOptions,
  known: readonly string[],
  earlier: JournalHeader | undefined,
): Asked {
  const { scale, source, seed } = options;
  const before = earlier?.choices;
  const choices: Choices = {
    scale: scale === undefined ? (before?.scale ?? DEFAULT_SCALE) : parseChoice('--scale', scale, SCALES),
    source:
      source === undefined ? (before?.source ?? DEFAULT_SOURCE) : parseChoice('--source', source, SOURCES),
    seed: seed === undefined ? (before?.seed ?? defaultSeed) : parseSeed(seed),
  };
  if (words.length === 0 && earlier !== undefined)
    return { ids: earlier.figures.map(({ id }) => id), choices };
  return { ids: parseIds(words, known), choices };
}

/** In the order of the registry, each once. */
function parseIds(words: readonly string[], known: readonly string[]): string[] {
  const expected = `expected one or several of ${[...known, 'all'].join(', ')}`;
  if (words.length === 0) throw new UsageError(`figure: got none, ${expected}`);
  const unknown = words.find((word) => word !== 'all' && !known.includes(word));
  if (unknown !== undefined) throw new UsageError(`figure: got ${JSON.stringify(unknown)}, ${expected}`);
  return known.filter((id) => words.includes('all') || words.includes(id));
}

function parseChoice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageError(`${option}: got ${JSON.stringify(text)}, expected one of ${choices.join(', ')}`);
}

export const workersOf = ({ workers }: ReproduceOptions): number | undefined =>
  workers === undefined ? undefined : parseWholeNumber('--workers', workers, 1, MOST_WORKERS);

/** Where the results go; undefined where they are only printed. @throws UsageError */
export function folderOf({ out, resume, json }: ReproduceOptions): string | undefined {
  if (out !== undefined && resume !== undefined)
    throw new UsageError(
      '--out and --resume: got both, expected one of them: a run goes on in its own folder',
    );
  return resume ?? out ?? (json ? undefined : DEFAULT_FOLDER);
}

export const DEFAULT_FOLDER = 'reproduced';

/** The command that gives these numbers, without where they go. */
export const commandOf = (ids: readonly string[], { scale, source, seed }: Choices): string =>
  `natgrad reproduce ${ids.join(' ')} --scale ${scale} --source ${source} --seed ${seed}`;
