/** The error of the closed form in the paper's settings, each on a line of its own. */
import * as Plot from '@observablehq/plot';
import type { SettingResult } from '../../experiments/validity/validity.ts';
import { percent, trustGlyph } from '../validityFormat.ts';
import { shownTrust } from '../validityText.ts';
import { drawFigure, type Figure } from './svg.ts';
import { trustColour } from './trustColour.ts';

export function settingsPlot(settings: readonly SettingResult[]): Figure {
  const data = settings.flatMap(({ setting, closed, ...outcome }) =>
    closed === undefined
      ? []
      : [
          {
            id: setting.id,
            ...closed.frobenius,
            trust: shownTrust(outcome),
            words: `${setting.says}: ${percent(closed.frobenius.median)}, ${shownTrust(outcome)}`,
          },
        ],
  );
  return drawFigure(
    {
      name: 'settings',
      title: "Error of the closed form in the paper's settings",
      description:
        'Relative Frobenius difference on a logarithmic axis, the median of the draws with a bar from the smallest to the largest; lines at 1 % and 10 %. Filled circle trusted, half circle doubtful, empty circle not trusted. The table below has the numbers.',
    },
    {
      width: 720,
      height: 19 * data.length + 60,
      marginLeft: 150,
      marginRight: 24,
      marginTop: 22,
      x: {
        type: 'log',
        domain: [1e-4, 10],
        label: 'relative Frobenius difference',
        labelArrow: 'none',
        grid: true,
        ticks: 5,
        tickFormat: percent,
        axis: 'both',
      },
      y: { type: 'band', domain: data.map(({ id }) => id), label: null, tickSize: 0 },
      color: { type: 'identity' },
      marks: [
        Plot.ruleX([0.01, 0.1], { stroke: 'var(--quiet)', strokeWidth: 1.2, strokeDasharray: '4 3' }),
        Plot.ruleY(data, { y: 'id', x1: 'low', x2: 'high', stroke: 'var(--quiet)', strokeWidth: 2 }),
        Plot.text(data, {
          y: 'id',
          x: 'median',
          text: ({ trust }: { trust: keyof typeof trustGlyph }) => trustGlyph[trust],
          fill: ({ trust }: { trust: keyof typeof trustColour }) => trustColour[trust],
          fontSize: 15,
          stroke: 'var(--page)',
          strokeWidth: 3,
          title: 'words',
        }),
      ],
    },
  );
}
