/** Options that are numbers, as commander hands them over. */
import { UsageError } from './conventions.ts';

/** @throws UsageError unless it is a whole number of [least, most] */
export function parseWholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `${option}: got ${JSON.stringify(text)}, expected a whole number from ${least} to ${most}`,
  );
}

/** @throws UsageError unless it is a decimal number between 0 and 1, neither included */
export function parseFraction(option: string, text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1) return value;
  throw new UsageError(`${option}: got ${JSON.stringify(text)}, expected a number between 0 and 1`);
}
