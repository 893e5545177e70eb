/** `--seed`: the whole number that every random stream of a run starts from. */
import { UsageError } from './conventions.ts';

export const defaultSeed = 1;

const largestSeed = 2 ** 32 - 1;

export function parseSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= largestSeed) return seed;
  throw new UsageError(
    `--seed: got ${JSON.stringify(text)}, expected a whole number from 0 to ${largestSeed}`,
  );
}
