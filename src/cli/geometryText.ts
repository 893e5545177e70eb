/** What `natgrad geometry identify` tells people. */
import { CANNOT_TELL, type Identification, type Ranked } from '../experiments/geometry/identify.ts';
import { withDigits } from './numberText.ts';
import { tableLines } from './textTable.ts';

export function identificationLines(
  { verdict, ranking, level, rejections }: Identification,
  { weights, seed }: { readonly weights: number; readonly seed: number },
): string[] {
  const [first] = ranking;
  const power =
    first?.statistic == null
      ? []
      : rejections.map(
          ({ potential, rate, standardError, draws }) =>
            `were ${first.potential} true, ${potential} would be rejected with probability ${withDigits(rate, 3)} +- ${withDigits(standardError, 1)} (${draws} draws, seed ${seed})`,
        );
  return [
    `${weights} weights; a potential is rejected where p <= ${withDigits(level, 2)} (0.01, Bonferroni over ${ranking.length})`,
    '',
    ...tableLines([['potential', 'T', 'p-value', '+-'], ...ranking.map(cells)], 1),
    '',
    `verdict: ${verdict}${verdict === CANNOT_TELL ? ` (${whyNot(ranking)})` : ''}`,
    ...power,
  ];
}

function cells({ potential, statistic, pValue, standardError, rejected, reason }: Ranked): string[] {
  const number = (value: number | null, digits: number): string =>
    value === null ? '-' : withDigits(value, digits);
  const judged = rejected ? 'rejected' : pValue === null ? 'not tested' : 'not rejected';
  return [
    potential,
    number(statistic, 4),
    number(pValue, 3),
    number(statistic === null ? null : standardError, 1),
    reason === undefined ? judged : `${judged}: ${reason}`,
  ];
}

function whyNot(ranking: readonly Ranked[]): string {
  if (ranking.some(({ pValue }) => pValue === null)) return 'a potential could not be tested';
  const left = ranking.filter(({ rejected }) => !rejected).length;
  return left === 0 ? 'all are rejected' : `${left} of ${ranking.length} are not rejected`;
}
