/**
 * Verdicts from criteria: each says between which bounds an estimate has to lie for its part of the claim.
 *
 * With the confidence interval inside the bounds a criterion is met, outside it fails, else it is open. All met: holds; some met and some
 * failed: holds in a regime, that of the criteria met; none met and some failed: does not hold; else nothing can be told.
 */
import type { Estimate, Estimates, FigureClaim, FigureVerdict } from '../reproduction.ts';
import { estimateOf, withInterval } from './estimate.ts';

export interface Criterion {
  /** Name of the estimate. */
  readonly estimate: string;
  /** Of what the claim says something: 'g1 against r'. */
  readonly part: string;
  readonly low?: number;
  readonly high?: number;
}

export type Answer = 'met' | 'failed' | 'open';

export function answer(
  { low: least = -Infinity, high: most = Infinity }: Criterion,
  { low, high }: Estimate,
): Answer {
  if (low >= least && high <= most) return 'met';
  return high < least || low > most ? 'failed' : 'open';
}

export function verdictOf(answers: readonly Answer[]): FigureVerdict {
  if (answers.every((each) => each === 'met')) return 'holds';
  if (!answers.includes('failed')) return 'cannot tell';
  return answers.includes('met') ? 'holds in a regime' : 'does not hold';
}

/** Judge and variant of a claim that is decided by criteria. `because` adds a sentence to the list of parts. */
export function decidedBy(
  criteria: readonly Criterion[],
  because: (estimates: Estimates) => string = () => '',
): Pick<FigureClaim, 'judge' | 'variants'> {
  const answersTo = (estimates: Estimates): Answer[] =>
    criteria.map((each) => answer(each, estimateOf(estimates, each.estimate)));
  return {
    judge: (estimates) => {
      const answers = answersTo(estimates);
      const parts = (['met', 'failed', 'open'] as const).flatMap((kind) => {
        const found = criteria.filter((_, k) => answers[k] === kind);
        return found.length === 0
          ? []
          : [`${inWords[kind]}: ${found.map((each) => shown(each, estimates)).join('; ')}.`];
      });
      return { verdict: verdictOf(answers), because: [...parts, because(estimates)].join(' ').trim() };
    },
    variants: [
      {
        says: 'every estimate far inside its bounds or, where the claim holds, far outside',
        spoil: (estimates) => {
          const inside = !answersTo(estimates).every((each) => each === 'met');
          const spoilt = criteria.map((each) => [
            each.estimate,
            moved(each, estimateOf(estimates, each.estimate), inside),
          ]);
          return { ...estimates, ...Object.fromEntries(spoilt) };
        },
      },
    ],
  };
}

const inWords: Readonly<Record<Answer, string>> = { met: 'Yes', failed: 'No', open: 'Open' };

const shown = (criterion: Criterion, estimates: Estimates): string =>
  `${criterion.part} ${withInterval(estimateOf(estimates, criterion.estimate))}`;

/** The same estimate, a hundred times as certain, where the criterion is met (`inside`) or fails. */
function moved(
  { low = -Infinity, high = Infinity }: Criterion,
  estimate: Estimate,
  inside: boolean,
): Estimate {
  const [bottom, top] = [Math.max(low, -1e6), Math.min(high, 1e6)];
  const reach = Number.isFinite(low) && Number.isFinite(high) ? (high - low) / 2 : 1;
  const innermost = Number.isFinite(low) ? low + reach : top - reach;
  const value = inside ? innermost : Number.isFinite(high) ? top + reach : bottom - reach;
  return { ...estimate, value, low: value - 0.01 * reach, high: value + 0.01 * reach };
}
