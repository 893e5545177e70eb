/** Histograms as lines, one a geometry, with labels: shares of the values in bins of equal width. */
import * as Plot from '@observablehq/plot';
import { drawFigure, type Figure } from '../../figures/svg.ts';
import { numberAt, type Row, shortNumber } from '../tableRows.ts';
import { colourOf, GEOMETRIES, saysOf } from './potentialColours.ts';

/** @param x label of the axis; `rows` one a bin, with a share for each geometry and 'before' (0 everywhere: not in this picture) */
export function histogram(
  { name, title, description }: Omit<Figure, 'svg'>,
  x: string,
  rows: readonly Row[],
  width = 340,
): Figure {
  const names = ['before', ...GEOMETRIES].filter((each) => rows.some((row) => numberAt(row, each) > 0));
  const lines = names.flatMap((each) =>
    rows.map((row) => ({ name: each, at: numberAt(row, 'at'), share: numberAt(row, each) })),
  );
  return drawFigure(
    { name, title, description },
    {
      width,
      height: 220,
      marginLeft: 46,
      marginBottom: 36,
      x: { label: x, labelArrow: 'none', ticks: 5 },
      y: { label: 'share of weights', labelArrow: 'none', grid: true, ticks: 4 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        Plot.line(lines, {
          x: 'at',
          y: 'share',
          z: 'name',
          curve: 'step',
          stroke: ({ name }: { name: string }) => (name === 'before' ? 'var(--quiet)' : colourOf(name)),
          strokeWidth: 1.5,
        }),
        Plot.dot(lines, {
          x: 'at',
          y: 'share',
          r: 3,
          fill: 'transparent',
          title: ({ name, at, share }: (typeof lines)[number]) =>
            `${saysOf(name)}: ${shortNumber(share)} at ${shortNumber(at)}`,
        }),
        ...names.map((name, k) =>
          Plot.text([saysOf(name)], {
            frameAnchor: 'top-right',
            text: (label: string) => label,
            fill: name === 'before' ? 'var(--quiet)' : colourOf(name),
            dy: 13 * k,
          }),
        ),
      ],
    },
  );
}
