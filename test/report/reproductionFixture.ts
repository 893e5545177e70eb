/** The picture of the figures of test/experiments/reproduction/fixture.ts. */
import * as Plot from '@observablehq/plot';
import { drawFigure } from '../../src/report/figures/svg.ts';
import type { Draw } from '../../src/report/reproduction/index.ts';

export const drawBatches: Draw = (tables) => {
  const [batch, mean] = tables[0]?.columns ?? [];
  const points = Array.from((batch?.values ?? []) as readonly number[], (x, k) => ({
    x,
    y: mean?.values[k],
  }));
  return [
    drawFigure(
      { name: 'batches', title: 'Means of batches', description: 'A dot a batch.' },
      { width: 300, height: 200, marks: [Plot.dot(points, { x: 'x', y: 'y', stroke: 'var(--link)' })] },
    ),
  ];
};
