/** The next order's error against the closed form's, a mark for each cell of the main map. */
import * as Plot from '@observablehq/plot';
import type { MapResult } from '../../experiments/validity/validity.ts';
import { percent } from '../validityFormat.ts';
import { inWords } from './heatMap.ts';
import { drawFigure, type Figure } from './svg.ts';

interface Pair {
  readonly closed: number;
  readonly corrected: number;
  readonly definite: boolean;
  readonly words: string;
}

/** Errors beyond this are drawn at it: nothing is trusted there. */
const LARGEST = 100;
const SMALLEST = 1e-9;
const shown = (error: number): number => Math.min(LARGEST, Math.max(SMALLEST, error));

export function correctedPlot(map: readonly MapResult[]): Figure {
  const pairs = map.flatMap((each): Pair[] => {
    const { cell, closed, corrected, told } = each;
    if (cell.map !== 'main' || closed === undefined || corrected === undefined) return [];
    return [
      {
        closed: shown(closed.frobenius.median),
        corrected: shown(corrected.frobenius.median),
        definite: corrected.positiveDefinite === told,
        words: `${inWords(each)}; next order ${percent(corrected.frobenius.median)}, positive definite in ${corrected.positiveDefinite} of ${told} draws`,
      },
    ];
  });
  const marks = (definite: boolean) =>
    Plot.dot(
      pairs.filter((pair) => pair.definite === definite),
      {
        x: 'closed',
        y: 'corrected',
        r: 3,
        symbol: definite ? 'circle' : 'times',
        stroke: definite ? 'var(--link)' : 'var(--refuted)',
        title: 'words',
      },
    );
  const axis = {
    type: 'log',
    domain: [SMALLEST, LARGEST],
    ticks: 6,
    tickFormat: '.0e',
    labelArrow: 'none',
    grid: true,
  } as const;
  return drawFigure(
    {
      name: 'corrected',
      title: 'Error of the next order against the error of the closed form',
      description: `Relative Frobenius differences on logarithmic axes, a mark for each cell of the main map; below the diagonal the next order is nearer. Circles: positive definite in every draw; crosses: not in some. Errors above ${LARGEST} are drawn at ${LARGEST}. The counts are in the text.`,
    },
    {
      width: 520,
      height: 460,
      marginLeft: 52,
      x: { ...axis, label: 'closed form: relative Frobenius difference' },
      y: { ...axis, label: 'next order: relative Frobenius difference' },
      marks: [
        Plot.line(
          [
            [SMALLEST, SMALLEST],
            [LARGEST, LARGEST],
          ],
          { stroke: 'var(--quiet)', strokeDasharray: '2 3' },
        ),
        marks(true),
        marks(false),
      ],
    },
  );
}
