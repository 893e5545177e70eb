/** Judgements that the figures with learning curves share: ratios of times, by the sides of a bound that their intervals lie on. */
import type { Estimate, Estimates, FigureClaim, FigureVerdict, Judgement } from '../reproduction.ts';
import { withInterval } from '../statistics/estimate.ts';
import { OPEN_RATIO } from './convergence.ts';

/** Of one comparison. */
export type Side = 'below' | 'above' | 'both';

export const sideOf = ({ low, high }: Estimate, bound: number): Side =>
  high < bound ? 'below' : low > bound ? 'above' : 'both';

export interface Compared {
  /** In words: '10 and 50 Hz', 'half the learning rate'. */
  readonly where: string;
  /** All of these must be below 1 for the claim to hold there. */
  readonly below: readonly Estimate[];
}

/** Holds where all intervals are below `bound`, fails where one is above it; over several cases it holds in a regime if in some of them. */
export function belowEverywhere(
  cases: readonly Compared[],
  bound: number,
  words: { readonly holds: string; readonly fails: string },
): Judgement {
  const verdicts = cases.map(({ below }) => {
    const sides = below.map((estimate) => sideOf(estimate, bound));
    return sides.includes('above') ? 'above' : sides.includes('both') ? 'both' : 'below';
  });
  const named = (side: Side): string =>
    cases
      .filter((_, k) => verdicts[k] === side)
      .map(({ where, below }) => `${where} (${below.map(withInterval).join(', ')})`)
      .join('; ');
  const parts = [
    verdicts.includes('below') ? `${words.holds}: ${named('below')}` : '',
    verdicts.includes('above') ? `${words.fails}: ${named('above')}` : '',
    verdicts.includes('both') ? `undecided: ${named('both')}` : '',
  ].filter((part) => part !== '');
  return { verdict: together(verdicts), because: `${parts.join('. ')}.` };
}

function together(sides: readonly Side[]): FigureVerdict {
  if (sides.every((side) => side === 'below')) return 'holds';
  if (!sides.includes('above')) return 'cannot tell';
  return sides.includes('below') ? 'holds in a regime' : 'does not hold';
}

/** Those whose names match. */
export const picked = (estimates: Estimates, pattern: RegExp): Estimates =>
  Object.fromEntries(Object.entries(estimates).filter(([name]) => pattern.test(name)));

/** What shows that a statistic can decide otherwise, whatever it has decided: the contrary everywhere, and too little to tell. */
export const contraryAndOpen = (
  judge: (estimates: Estimates) => Judgement,
  bound: number,
): FigureClaim['variants'] => [
  {
    says: `where the claim holds all ratios are ${2 * bound}, where it does not they are ${bound / 2}`,
    spoil: (estimates) => all(estimates, judge(estimates).verdict === 'holds' ? 2 * bound : bound / 2),
  },
  { says: 'too few trials to tell', spoil: opened },
];

const all = (estimates: Estimates, value: number): Estimates =>
  Object.fromEntries(
    Object.entries(estimates).map(([name, each]) => [name, { ...each, value, low: value, high: value }]),
  );

const opened = (estimates: Estimates): Estimates =>
  Object.fromEntries(
    Object.entries(estimates).map(([name, each]) => [name, { ...each, low: 0, high: OPEN_RATIO }]),
  );
