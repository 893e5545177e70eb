/** Convergence times of rules against their learning rate, with intervals; an empty circle where convergence is not within the run. */
import * as Plot from '@observablehq/plot';
import { styleOf } from './learningCurves.ts';
import { numberAt, type Row, shortNumber } from './tableRows.ts';

/** @param along the column with the learning rate or its multiple */
export function timesAgainst(rows: readonly Row[], along: string): Plot.Markish[] {
  const rules = [...new Set(rows.map(({ rule }) => rule as string))];
  return rules.flatMap((rule, k) =>
    marksOf(
      rows.filter((row) => row.rule === rule),
      { rule, place: k },
      along,
    ),
  );
}

function marksOf(
  rows: readonly Row[],
  { rule, place }: { readonly rule: string; readonly place: number },
  along: string,
): Plot.Markish[] {
  const { stroke, dash } = styleOf(rule);
  const sorted = [...rows].sort((a, b) => numberAt(a, along) - numberAt(b, along));
  const reached = sorted.filter(isReached);
  return [
    Plot.line(sorted, {
      x: along,
      y: 'time',
      stroke,
      strokeWidth: 1.2,
      ...(dash !== '' && { strokeDasharray: dash }),
    }),
    Plot.ruleX(reached, { x: along, y1: 'low', y2: 'high', stroke, strokeWidth: 1.5 }),
    Plot.dot(sorted, {
      x: along,
      y: 'time',
      stroke,
      r: 3.5,
      fill: (row: Row) => (isReached(row) ? stroke : 'var(--page)'),
      title: (row: Row) =>
        isReached(row)
          ? `${rule}, ${shortNumber(numberAt(row, along))}: ${shortNumber(numberAt(row, 'time'))} s [${shortNumber(numberAt(row, 'low'))}, ${shortNumber(numberAt(row, 'high'))}]`
          : `${rule}, ${shortNumber(numberAt(row, along))}: not within ${shortNumber(numberAt(row, 'time'))} s`,
    }),
    Plot.text([rule], {
      frameAnchor: 'top-right',
      text: (name: string) => name,
      dx: 88,
      dy: 8 + 16 * place,
      fill: stroke,
    }),
  ];
}

const isReached = (row: Row): boolean => row.reached === 1;
