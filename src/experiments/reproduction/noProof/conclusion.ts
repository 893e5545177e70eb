/** What the search says: how many conditions were tried, in how many natural gradient loses, and by how much in the known one. */
import type { Table } from '../../../table/table.ts';
import type { Estimate, Estimates, FigureClaim, Judgement } from '../reproduction.ts';
import { withInterval } from '../statistics/estimate.ts';
import { MARGIN } from './contest.ts';
import type { Searched } from './search.ts';
import { conditionInWords } from './searchCondition.ts';

/** The first is the known condition, the others are draws. */
export function noProofEstimates(searched: readonly Searched[]): Estimates {
  const draws = searched.slice(1);
  const lost = draws.filter(({ contest }) => contest.naturalLoses).length;
  const exactly = (value: number, says: string): Estimate => ({ value, low: value, high: value, says });
  return {
    ...Object.fromEntries(
      searched.flatMap((each, k) => {
        const [simplest] = [each.simplest ?? each];
        const { judged } = simplest.contest;
        if (judged === undefined || (k > 0 && !simplest.contest.naturalLoses)) return [];
        const { ratio, low, high } = judged;
        const says = `T natural/T Euclidean, 99.9 %: ${conditionInWords(simplest.condition)}`;
        return [[k === 0 ? 'known condition' : `draw ${k - 1}`, { value: ratio, low, high, says }]];
      }),
    ),
    draws: exactly(draws.length, 'conditions drawn at random'),
    lost: exactly(lost, 'of these, conditions in which natural gradient loses'),
  };
}

const isContest = (name: string): boolean => name === 'known condition' || name.startsWith('draw ');

export function noProofJudgement(estimates: Estimates): Judgement {
  const contests = Object.entries(estimates).filter(([name]) => isContest(name));
  const lost = contests.filter(([, { low }]) => low > MARGIN).map(([, each]) => each);
  const tried = `natural gradient loses in ${estimates.lost?.value ?? 0} of ${estimates.draws?.value ?? 0} conditions drawn at random`;
  const [first] = lost;
  if (first === undefined)
    return { verdict: 'cannot tell', because: `No such condition was found: ${tried}.` };
  return { verdict: 'holds', because: `${first.says}: ${withInterval(first)}; ${tried}.` };
}

export const noProofVariants: FigureClaim['variants'] = [
  {
    says: 'natural gradient wins in all conditions',
    spoil: (estimates) =>
      Object.fromEntries(
        Object.entries(estimates).map(([name, each]) => [
          name,
          isContest(name) ? { ...each, value: 0.5, low: 0.4, high: 0.6 } : each,
        ]),
      ),
  },
];

/** One row a condition. */
export function searchTable(searched: readonly Searched[]): Table {
  const rows = searched.flatMap((each, k) => [
    { of: k === 0 ? 'known' : `draw ${k - 1}`, ...each },
    ...(each.simplest ? [{ of: `draw ${k - 1}, simplified`, ...each.simplest }] : []),
  ]);
  const judged = (pick: (found: { ratio: number; low: number; high: number }) => number): number[] =>
    rows.map(({ contest }) => (contest.judged === undefined ? 0 : pick(contest.judged)));
  return {
    name: 'search',
    says: 'one row a condition: tuned learning rates (0 where none converges), T natural/T Euclidean with its 99.9 % interval (0 where tuning has natural gradient ahead, so that nothing was judged), and whether natural gradient loses',
    columns: [
      { name: 'of', values: rows.map(({ of }) => of) },
      { name: 'condition', values: rows.map(({ condition }) => conditionInWords(condition)) },
      { name: 'natural', values: rows.map(({ contest }) => contest.natural) },
      { name: 'euclidean', values: rows.map(({ contest }) => contest.euclidean) },
      { name: 'ratio', values: judged(({ ratio }) => ratio) },
      { name: 'low', values: judged(({ low }) => low) },
      { name: 'high', values: judged(({ high }) => high) },
      { name: 'naturalLoses', values: rows.map(({ contest }) => (contest.naturalLoses ? 1 : 0)) },
    ],
  };
}
