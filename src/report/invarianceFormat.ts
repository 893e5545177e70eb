/** Numbers and words of the invariance report. */
import type { RuleName } from '../experiments/invariance/rules.ts';
import type { Series } from '../experiments/invariance/statistics.ts';

export const ruleName: Readonly<Record<RuleName, string>> = {
  natural: 'natural (Equation 13)',
  approximated: 'approximated (114)',
  euclidean: 'Euclidean (10)',
};

/** Two digits: `3.2e-5`. */
export const size = (value: number): string => (value === 0 ? '0' : value.toExponential(1));

/** `0.96 [0.93, 0.99]`. */
export const slopeWithInterval = ({ slope, ci }: Pick<Series, 'slope' | 'ci'>): string =>
  `${fixed(slope)} [${fixed(ci[0])}, ${fixed(ci[1])}]`;

/** Two decimals, and no minus in front of nothing. */
const fixed = (value: number): string => value.toFixed(2).replace(/^-0\.00$/, '0.00');

/** In ms. */
export const milliseconds = (seconds: number): string => String(Number((1000 * seconds).toPrecision(4)));

/** Percent of the error at the start. */
export const ofStart = (value: number): string => `${(100 * value).toFixed(2)} %`;

/** A lower bound of a probability: never 1. */
export const probability = (value: number): string => (value > 0.999 ? 'above 0.999' : value.toFixed(3));
