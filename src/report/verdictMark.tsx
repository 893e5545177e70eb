/** A verdict as a shape with a letter: told apart without colour, and the same in the graph, the legend and the badges. */
import type { Verdict } from '../ledger/report.ts';

interface Shape {
  readonly letter: string;
  /** Outline in a box of 16 by 16 around the origin. */
  readonly outline: string;
  /** How far the letter's middle is below the origin. */
  readonly drop?: number;
}

const shapes: Readonly<Record<Verdict, Shape>> = {
  proved: { letter: 'P', outline: 'M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z' },
  definition: { letter: 'D', outline: 'M-7-7H7V7H-7Z' },
  bounded: { letter: 'B', outline: 'M0-9.5L9.5 0L0 9.5L-9.5 0Z' },
  corrected: { letter: 'C', outline: 'M0-10.5L11 9H-11Z', drop: 3 },
  refuted: { letter: 'R', outline: 'M-3.5-8.5H3.5L8.5-3.5V3.5L3.5 8.5H-3.5L-8.5 3.5V-3.5Z' },
  inconclusive: { letter: '?', outline: 'M-8-7H8L5 7H-5Z' },
};

/** For use inside an SVG, around the origin. */
export function VerdictShape({ verdict }: { readonly verdict: Verdict }) {
  const { letter, outline, drop = 0 } = shapes[verdict];
  return (
    <g class={`mark ${verdict}`}>
      <path d={outline} />
      <text y={3.6 + drop}>{letter}</text>
    </g>
  );
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg class="glyph" width="18" height="18" viewBox="-11 -11 22 22" aria-hidden="true">
      <VerdictShape verdict={verdict} />
    </svg>
  );
}

/** The mark and the word. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={`badge ${verdict}`}>
      <VerdictMark verdict={verdict} />
      {verdict}
    </span>
  );
}
