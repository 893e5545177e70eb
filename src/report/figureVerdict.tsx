/** The verdict on a figure's claim: a sign, a word, a colour. */
import type { FigureVerdict } from '../experiments/reproduction/reproduction.ts';

const sign: Readonly<Record<FigureVerdict, string>> = {
  holds: '✓',
  'holds in a regime': '◐',
  'does not hold': '✗',
  'cannot tell': '?',
};

export const figureVerdictMeaning: Readonly<Record<FigureVerdict, string>> = {
  holds: 'The interval lies where the claim says.',
  'holds in a regime': 'It does in some of the conditions, and not in others.',
  'does not hold': 'The interval lies elsewhere.',
  'cannot tell': 'The interval straddles the limit.',
};

/** As a class of the stylesheet. */
const className = (verdict: FigureVerdict): string => verdict.replaceAll(' ', '-');

export function FigureVerdictBadge({ verdict }: { readonly verdict: FigureVerdict }) {
  return (
    <span class={`badge ${className(verdict)}`}>
      <span class="sign" aria-hidden="true">
        {sign[verdict]}
      </span>{' '}
      {verdict}
    </span>
  );
}
