/** What a command reads: a file, or standard input for `-`, as text or as JSON. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from './conventions.ts';

export interface InputFile {
  /** `-` stands for all that `input()` gives. */
  readonly path: string;
  readonly input: () => NodeJS.ReadableStream;
  /** How messages call it where it cannot be read; the quoted path, with the option it was given to if there is one. */
  readonly option?: string;
  /** "a JSON file". */
  readonly expected: string;
}

/** How messages about the content call a file. */
export const contentName = (path: string): string => (path === '-' ? 'stdin' : path);

/** Without a byte order mark. @throws UsageError where there is nothing to read */
export async function readInput({ path, input, option, expected }: InputFile): Promise<string> {
  try {
    const content = path === '-' ? await text(input()) : await readFile(path, 'utf8');
    return content.replace(/^\uFEFF/, '');
  } catch (error) {
    const name = option === undefined ? JSON.stringify(path) : `${option} ${JSON.stringify(path)}`;
    throw new UsageError(`${name}: got ${unreadable(error)}, expected ${expected}, or - for standard input`);
  }
}

/** "no such file", "a directory", ... */
export function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'a directory';
  return `a file that cannot be read (${code})`;
}

/** @throws UsageError on malformed JSON; `expected` says what it should have held */
export function parseJson(json: string, name: string, expected: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${name}: got malformed JSON (${reason}), expected ${expected}`);
  }
}

/** A JSON value in a few words. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value);
  const json = JSON.stringify(value);
  return json.length <= 40 ? json : `${json.slice(0, 40)}...`;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
