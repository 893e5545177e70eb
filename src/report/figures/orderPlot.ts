/** How the error falls with N: the draws, and the fitted lines, of the closed form and of its next order. */
import * as Plot from '@observablehq/plot';
import type { OrderResult } from '../../experiments/validity/validity.ts';
import { percent, slopeText } from '../validityFormat.ts';
import { drawFigure, type Figure } from './svg.ts';

export const methodColour = { closed: 'var(--link)', corrected: 'var(--corrected)' } as const;
export const methodName = { closed: 'closed form', corrected: 'next order' } as const;

/** `members`: one scaling and measure, both methods. */
export function orderPlot(name: string, members: readonly OrderResult[]): Figure {
  const [first] = members;
  const variable = first?.variable === 'rate' ? 'rate, Hz' : 'afferents';
  const slopes = members.map(({ method, fit }) => `${methodName[method]} ${slopeText(fit)}`).join('; ');
  return drawFigure(
    {
      name,
      title: `Order of convergence, ${first?.says ?? ''}`,
      description: `Relative Frobenius difference against ${variable}, both on logarithmic axes. Circles and a solid line: closed form; squares and a dashed line: next order. Bars span the draws. Slopes with 95 % confidence: ${slopes}.`,
    },
    {
      width: 460,
      height: 270,
      marginLeft: 52,
      marginRight: 12,
      x: { type: 'log', label: variable, labelArrow: 'none', ticks: 5, tickFormat: 'd', inset: 8 },
      y: {
        type: 'log',
        label: 'relative Frobenius difference',
        labelArrow: 'none',
        grid: true,
        ticks: 6,
        tickFormat: '.0e',
        inset: 6,
      },
      marks: members.flatMap(marksOf),
    },
  );
}

function marksOf({ method, points, fit }: OrderResult): Plot.Markish[] {
  const stroke = methodColour[method];
  const values = points.map(({ value }) => value);
  const ends = [Math.min(...values), Math.max(...values)];
  const line = ends.map((value) => ({ value, error: Math.exp(fit.intercept) * value ** fit.slope }));
  const bars = [...new Set(values)].map((value) => {
    const errors = points.filter((point) => point.value === value).map(({ error }) => error);
    return { value, low: Math.min(...errors), high: Math.max(...errors) };
  });
  return [
    Plot.line(line, {
      x: 'value',
      y: 'error',
      stroke,
      strokeWidth: 1.2,
      ...(method === 'corrected' ? { strokeDasharray: '5 3' } : {}),
    }),
    Plot.ruleX(bars, { x: 'value', y1: 'low', y2: 'high', stroke, strokeWidth: 1.5 }),
    Plot.dot(points, {
      x: 'value',
      y: 'error',
      stroke,
      r: 3,
      symbol: method === 'closed' ? 'circle' : 'square',
      fill: 'var(--page)',
      title: ({ value, error }: { value: number; error: number }) =>
        `${methodName[method]}, ${value}: ${percent(error)}`,
    }),
  ];
}
