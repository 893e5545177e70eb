/** Numbers of the validity report for people. */
import type { Trust } from '../experiments/validity/trust.ts';
import type { Fit } from '../experiments/validity/validityOrder.ts';

export type ShownTrust = Trust | 'cannot be told';

/** A shape beside the colour. */
export const trustGlyph: Readonly<Record<ShownTrust, string>> = {
  trusted: '●',
  doubtful: '◐',
  'not trusted': '○',
  'cannot be told': '?',
};

/** A relative error in percent, two digits: `0.031 %`, `12 %`, `> 999 %`. */
export function percent(error: number): string {
  return `${percentNumber(error)} %`;
}

/** The same without the sign; below 0.01 and above 999 only that. */
export function percentNumber(error: number): string {
  const value = 100 * error;
  if (value > 999) return '> 999';
  if (value < 0.01) return '< 0.01';
  return value >= 99.5 ? value.toFixed(0) : value.toPrecision(value < 1 ? 1 : 2);
}

/** An eigenvalue: three digits, and the exponent of very large ones. */
export function factor(value: number): string {
  const size = Math.abs(value);
  return size >= 1000 || (size > 0 && size < 0.001) ? value.toExponential(1) : value.toPrecision(3);
}

export function degrees(angle: number): string {
  return angle < 0.05 ? '< 0.1' : angle.toFixed(1);
}

/** `-1.50 +- 0.02`. */
export const slopeText = ({ slope, halfWidth }: Fit): string =>
  `${slope.toFixed(2)} ± ${halfWidth < 0.005 ? '< 0.01' : halfWidth.toFixed(2)}`;
