/** Histograms as lines, one a geometry, with labels: shares of the values in bins of equal width. */
import * as Plot from '@observablehq/plot';
import { drawFigure, type Figure } from '../../figures/svg.ts';
import { shortNumber } from '../tableRows.ts';
import { colourOf, saysOf } from './potentialColours.ts';

export interface Sample {
  readonly name: string;
  readonly values: readonly number[];
}

const BINS = 40;

/** @param x label of the axis; values beyond its quantiles 0.005 and 0.995 are in the outermost bins */
export function histogram(
  { name, title, description }: Omit<Figure, 'svg'>,
  x: string,
  samples: readonly Sample[],
  width = 340,
): Figure {
  const all = samples.flatMap(({ values }) => [...values]).sort((a, b) => a - b);
  const quantile = (share: number): number => all[Math.round(share * (all.length - 1))] as number;
  const [low, high] = [quantile(0.005), quantile(0.995)];
  const step = (high - low) / BINS || 1;
  const lines = samples.flatMap(({ name, values }) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const value of values) {
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / step)));
      counts[bin] = (counts[bin] as number) + 1;
    }
    return counts.map((count, k) => ({ name, at: low + (k + 0.5) * step, share: count / values.length }));
  });
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
        ...samples.map(({ name }, k) =>
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
