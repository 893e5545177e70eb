/** Estimates by name, and in words. */
import type { Estimate, Estimates } from '../reproduction.ts';

/** @throws RangeError where a claim asks for what was not estimated */
export function estimateOf(estimates: Estimates, name: string): Estimate {
  const found = estimates[name];
  if (found === undefined) throw new RangeError(`estimates: got no ${name}, expected one`);
  return found;
}

/** '0.72 [0.70, 0.74] mV'; without an interval where there is none. */
export function withInterval({
  value,
  low,
  high,
  unit,
}: Pick<Estimate, 'value' | 'low' | 'high' | 'unit'>): string {
  const interval = low === high ? '' : ` [${short(low)}, ${short(high)}]`;
  return `${short(value)}${interval}${unit === undefined ? '' : ` ${unit}`}`;
}

/** Three digits. */
export function short(value: number): string {
  const text = String(Number(value.toPrecision(3)));
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : text;
}
