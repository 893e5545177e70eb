/** Pictures of gaps and learning curves, all axes of gaps logarithmic. */
import * as Plot from '@observablehq/plot';
import type { InvarianceResult } from '../experiments/invariance/invariance.ts';
import type { RuleCurves } from '../experiments/invariance/learningTest.ts';
import type { RuleName } from '../experiments/invariance/rules.ts';
import type { Series } from '../experiments/invariance/statistics.ts';
import { drawFigure, type Figure } from './figures/svg.ts';
import { ruleName, slopeWithInterval } from './invarianceFormat.ts';
import { RULE_ORDER } from './invarianceText.ts';

/** A line in a picture: never told by its colour alone. */
interface Look {
  readonly stroke: string;
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond';
  readonly dash?: string;
}

const looks: Readonly<Record<RuleName, Look>> = {
  natural: { stroke: 'var(--link)', symbol: 'circle' },
  approximated: { stroke: 'var(--proved)', symbol: 'square', dash: '6 3' },
  euclidean: { stroke: 'var(--refuted)', symbol: 'triangle', dash: '2 3' },
};
const second: Look = { stroke: 'var(--corrected)', symbol: 'diamond', dash: '6 3' };
const third: Look = { stroke: 'var(--proved)', symbol: 'square', dash: '2 3' };

interface Line {
  readonly name: string;
  readonly series: Series;
  readonly look: Look;
}

const inWords: Readonly<Record<Look['symbol'], string>> = {
  circle: 'Circles',
  square: 'Squares',
  triangle: 'Triangles',
  diamond: 'Diamonds',
};

export function invarianceFigures(result: InvarianceResult): readonly Figure[] {
  const { rules, plan, learning } = result;
  const byRule = (series: (name: RuleName) => Series | undefined, names = RULE_ORDER): Line[] =>
    names.flatMap((name) => {
      const found = series(name);
      return found === undefined ? [] : [{ name: ruleName[name], series: found, look: looks[name] }];
    });
  const natural = rules.natural;
  const figures = [
    logPlot(
      'gap-eta',
      'Gap against learning rate',
      'learning rate eta, 1/s',
      1,
      byRule((name) => rules[name]?.overEta),
    ),
    ...(natural === undefined
      ? []
      : [
          logPlot(
            'gap-dt',
            `Gap of the natural rule against the time step, eta = ${plan.eta}/s`,
            'time step, ms',
            1000,
            [
              { name: 'gap', series: natural.overDt, look: looks.natural },
              { name: 'its distance from the limit', series: natural.toLimit, look: second },
              { name: "gap without the teacher's spikes", series: natural.withoutSpikes, look: third },
            ],
          ),
        ]),
    logPlot(
      'gap-canonical',
      'Gap of canonical jumps and drift against the step of the drift',
      'step, ms',
      1000,
      byRule((name) => rules[name]?.canonicalOverDt, ['natural', 'approximated']),
    ),
    ...(learning === undefined
      ? []
      : [curvePlot(learning.natural, learning.euclidean, plan.curves.duration)]),
  ];
  return figures;
}

const WIDTH = 460;
const HEIGHT = 290;

/** Above the frame, a line each. */
const legend = (lines: readonly Pick<Line, 'name' | 'look' | 'series'>[]): Plot.Markish[] =>
  lines.map(({ name, look, series }, k) =>
    Plot.text([`${glyph[look.symbol]} ${name}, slope ${series.slope.toFixed(2)}`], {
      frameAnchor: 'top-left',
      lineAnchor: 'bottom',
      dx: 30,
      dy: -8 - LEGEND_LINE * (lines.length - 1 - k),
      fill: look.stroke,
      fontSize: 11,
    }),
  );
const LEGEND_LINE = 14;
const glyph: Readonly<Record<Look['symbol'], string>> = {
  circle: '○',
  square: '□',
  triangle: '△',
  diamond: '◇',
};

function logPlot(name: string, title: string, label: string, unit: number, lines: readonly Line[]): Figure {
  const slopes = lines.map((line) => `${line.name} ${slopeWithInterval(line.series)}`).join('; ');
  const keys = lines.map((line) => `${inWords[line.look.symbol]}: ${line.name}`).join('. ');
  const values = lines[0]?.series.points.map(({ value }) => unit * value) ?? [];
  return drawFigure(
    {
      name,
      title,
      description: `Both axes are logarithmic. ${keys}. Geometric means over the runs with 95 % intervals, and fitted lines. Slopes: ${slopes}.`,
    },
    {
      width: WIDTH,
      height: HEIGHT,
      marginLeft: 52,
      marginRight: 16,
      marginTop: 14 + LEGEND_LINE * lines.length,
      x: {
        type: 'log',
        label,
        labelArrow: 'none',
        ticks: values,
        tickFormat: (value: number) => String(Number(value.toPrecision(3))),
        inset: 12,
      },
      y: { type: 'log', label: 'gap', labelArrow: 'none', grid: true, ticks: 6, tickFormat: '.0e', inset: 8 },
      marks: [...lines.flatMap((line) => marksOf(line, unit)), ...legend(lines)],
    },
  );
}

function marksOf({ name, series, look }: Line, unit: number): Plot.Markish[] {
  const points = series.points.map((point) => ({ ...point, value: unit * point.value }));
  const meanLog = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((total, point) => total + Math.log(of(point)), 0) / points.length;
  // Through the mean, as a least-squares line is.
  const [x, y] = [meanLog(({ value }) => value), meanLog(({ gap }) => gap)];
  const line = points.map(({ value }) => ({
    value,
    gap: Math.exp(y + series.slope * (Math.log(value) - x)),
  }));
  const { stroke, symbol, dash } = look;
  return [
    Plot.line(line, {
      x: 'value',
      y: 'gap',
      stroke,
      strokeWidth: 1.2,
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    }),
    Plot.ruleX(points, { x: 'value', y1: 'low', y2: 'high', stroke, strokeWidth: 1.5 }),
    Plot.dot(points, {
      x: 'value',
      y: 'gap',
      stroke,
      symbol,
      r: 3.5,
      fill: 'var(--page)',
      title: (point: (typeof points)[number]) => `${name}, ${point.value}: ${point.gap.toExponential(1)}`,
    }),
  ];
}

function curvePlot(natural: RuleCurves, euclidean: RuleCurves, duration: number): Figure {
  const curves = [
    { name: 'natural', look: looks.natural, curves: natural },
    { name: 'Euclidean', look: looks.euclidean, curves: euclidean },
  ];
  return drawFigure(
    {
      name: 'learning-curves',
      title: 'Learning curves in two coordinate systems',
      description:
        'Rate error relative to the start against time, means over the trials. Lines: in somatic coordinates; circles and triangles: in w, natural and Euclidean. Bars: 95 % interval of the difference. Where the rule is invariant the marks lie on the line.',
    },
    {
      width: 640,
      height: 340,
      marginLeft: 52,
      marginRight: 16,
      marginTop: 26,
      x: { label: 'time, s', labelArrow: 'none', inset: 12 },
      y: {
        label: 'rate error, of that at the start',
        labelArrow: 'none',
        grid: true,
        domain: [0, 1],
        nice: true,
      },
      marks: curves.flatMap(({ name, look, curves }) => {
        const points = curves.checkpoints.map((part, k) => {
          const somatic = curves.rateErrorSomatic[k] as number;
          const [low, high] = curves.rateError.differences[k - 1]?.ci ?? [0, 0];
          const other = curves.rateErrorOther[k] as number;
          return { time: part * duration, somatic, other, low: somatic + low, high: somatic + high };
        });
        const last = points.at(-1);
        return [
          Plot.line(points, { x: 'time', y: 'somatic', stroke: look.stroke, strokeWidth: 1.4 }),
          Plot.ruleX(points, { x: 'time', y1: 'low', y2: 'high', stroke: look.stroke, strokeWidth: 1.5 }),
          Plot.dot(points, {
            x: 'time',
            y: 'other',
            stroke: look.stroke,
            symbol: look.symbol,
            r: 3.5,
            fill: 'var(--page)',
          }),
          Plot.text(last === undefined ? [] : [last], {
            x: 'time',
            y: 'other',
            text: () => name,
            textAnchor: 'end',
            dy: -12,
            fill: look.stroke,
            stroke: 'var(--page)',
            strokeWidth: 3,
          }),
        ];
      }),
    },
  );
}
