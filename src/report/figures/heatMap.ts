/** The error of the closed form over the number of afferents and their rate, for one scale of weights. */
import * as Plot from '@observablehq/plot';
import type { MapResult } from '../../experiments/validity/validity.ts';
import { degrees, factor, percent, percentNumber, trustGlyph } from '../validityFormat.ts';
import { distinct, shownTrust } from '../validityText.ts';
import { drawFigure, type Figure } from './svg.ts';
import { trustColour } from './trustColour.ts';

export function heatMap(name: string, heading: string, members: readonly MapResult[]): Figure {
  const data = [...members];
  const at = { x: (each: MapResult) => each.cell.rate, y: (each: MapResult) => each.cell.n };
  const rates = distinct(data.map(at.x));
  const sizes = distinct(data.map(at.y));
  return drawFigure(
    {
      name,
      title: `Error of the closed form, ${heading}`,
      description: `Rows: number of afferents, ${sizes.join(', ')}. Columns: rate in Hz, ${rates.join(', ')}. Each cell has the relative Frobenius difference in percent, and a mark: filled circle trusted, half circle doubtful, empty circle not trusted, question mark cannot be told. The same numbers are in the table of the map.`,
    },
    {
      width: 460,
      height: 34 * sizes.length + 62,
      marginLeft: 46,
      marginRight: 4,
      marginTop: 6,
      marginBottom: 40,
      x: {
        type: 'band',
        domain: [...rates],
        label: 'rate of each afferent, Hz',
        labelArrow: 'none',
        padding: 0.03,
      },
      y: {
        type: 'band',
        domain: [...sizes],
        reverse: true,
        label: 'afferents',
        tickFormat: 'd',
        labelArrow: 'none',
        padding: 0.03,
      },
      color: { type: 'identity' },
      marks: [
        Plot.cell(data, {
          ...at,
          fill: (each: MapResult) => trustColour[shownTrust(each)],
          fillOpacity: 0.2,
          title: inWords,
        }),
        Plot.text(data, { ...at, text: cellText, fontSize: 10, lineHeight: 1.15, pointerEvents: 'none' }),
      ],
    },
  );
}

function cellText(each: MapResult): string {
  const glyph = trustGlyph[shownTrust(each)];
  return each.closed === undefined ? glyph : `${percentNumber(each.closed.frobenius.median)}\n${glyph}`;
}

/** What is read when a cell is pointed at. */
export function inWords(each: MapResult): string {
  const { cell, closed, draws, told, reason } = each;
  const where = `${cell.n} afferent${cell.n === 1 ? '' : 's'} at ${cell.rate} Hz: ${shownTrust(each)}`;
  if (closed === undefined) return `${where}; ${reason ?? ''}`;
  const { frobenius, smallest, largest, angle } = closed;
  return [
    where,
    `Frobenius difference ${percent(frobenius.median)}${draws > 1 ? ` (${percent(frobenius.low)} to ${percent(frobenius.high)} in ${told} of ${draws} draws)` : ''}`,
    `information by direction ${factor(smallest)} to ${factor(largest)} of what it is`,
    ...(angle === undefined || cell.n === 1 ? [] : [`natural gradients ${degrees(angle.median)}° apart`]),
  ].join('; ');
}
