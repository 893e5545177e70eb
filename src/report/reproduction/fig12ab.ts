/** Figure 12A-B: histograms of angles to the natural gradient, in the Fisher and in the Euclidean metric; and the means by input pattern. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

/** Never told by colour alone. */
const LOOKS = {
  euclidean: { name: 'Euclidean', colour: 'var(--link)', symbol: 'triangle' },
  approximated: { name: 'approximated', colour: 'var(--corrected)', symbol: 'square' },
  local: { name: 'local (not in the paper)', colour: 'var(--proved)', symbol: 'circle' },
} as const;
type Rule = keyof typeof LOOKS;
const RULES = Object.keys(LOOKS) as Rule[];

export function drawFig12ab(tables: readonly Table[]): readonly Figure[] {
  const angles = tableRows(tables, 'angles');
  const means = tableRows(tables, 'means');
  return [
    histogram('fig12a', angles, 'closed', 'Fisher'),
    histogram('fig12b', angles, 'closed', 'Euclidean'),
    histogram('fig12a-exact', angles, 'exact', 'Fisher'),
    histogram('fig12b-exact', angles, 'exact', 'Euclidean'),
    byPattern('Fisher', means),
    byPattern('Euclidean', means),
  ];
}

const BIN = 1.5;

function histogram(name: string, rows: readonly Row[], matrix: 'closed' | 'exact', metric: string): Figure {
  const bars = RULES.flatMap((rule) =>
    barsOf(
      rule,
      rows.map((row) => numberAt(row, `${matrix}/${metric}/${rule}`)),
    ),
  );
  const tops = RULES.map((rule) => {
    const own = bars.filter((bar) => bar.rule === rule);
    return own.reduce((top, bar) => (bar.count > top.count ? bar : top), own[0] ?? noBar);
  });
  const whose = matrix === 'closed' ? 'the closed form' : 'the exact Fisher matrix';
  return drawFigure(
    {
      name,
      title: `Angles to the natural gradient, ${metric} metric, ${whose}`,
      description: `Histograms of angles between the natural update and the Euclidean, approximated and local one, each the mean over the USPs of one weight vector, five input patterns pooled. Natural gradient and Fisher metric by ${whose}. Highest bars: ${tops.map(({ rule, from, to, count }) => `${LOOKS[rule].name} ${count} from ${from} to ${to} degrees`).join('; ')}.`,
    },
    {
      width: 460,
      height: 260,
      marginTop: 30,
      x: { label: 'angle, degrees', labelArrow: 'none', domain: [0, 90], ticks: [0, 15, 30, 45, 60, 75, 90] },
      y: { label: 'weight vectors', labelArrow: 'none', grid: true, ticks: 5 },
      marks: [
        ...RULES.map((rule) =>
          Plot.rectY(
            bars.filter((bar) => bar.rule === rule),
            {
              x1: 'from',
              x2: 'to',
              y: 'count',
              fill: LOOKS[rule].colour,
              fillOpacity: 0.55,
              title: ({ from, to, count }: Bar) =>
                `${LOOKS[rule].name}: ${count} from ${from} to ${to} degrees`,
            },
          ),
        ),
        Plot.text(tops, {
          x: 'from',
          y: 'count',
          dy: -8,
          text: ({ rule }: Bar) => LOOKS[rule].name,
          fill: ({ rule }: Bar) => LOOKS[rule].colour,
          stroke: 'var(--page)',
          strokeWidth: 3,
        }),
        Plot.ruleY([0], { stroke: 'var(--quiet)' }),
      ],
      color: { type: 'identity' },
    },
  );
}

interface Bar {
  readonly rule: Rule;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
const noBar: Bar = { rule: 'euclidean', from: 0, to: BIN, count: 0 };

function barsOf(rule: Rule, angles: readonly number[]): Bar[] {
  const counts = new Map<number, number>();
  for (const angle of angles) {
    const bin = Math.floor(angle / BIN);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts].map(([bin, count]) => ({ rule, from: BIN * bin, to: BIN * (bin + 1), count }));
}

/** 'pattern-10-30-scale-5' to '10, 30 Hz'. */
const patternOf = ({ condition }: Row): string =>
  String(condition).replace(/^pattern-(\d+)-(\d+)-.*$/, '$1, $2 Hz');

function byPattern(metric: string, means: readonly Row[]): Figure {
  const rows = means.filter(
    (row) => row.metric === metric && Object.hasOwn(LOOKS, String(row.rule)) && row.matrix === 'closed',
  );
  const look = (row: Row) => LOOKS[row.rule as Rule];
  return drawFigure(
    {
      name: `fig12-patterns-${metric.toLowerCase()}`,
      title: `Mean angles by input pattern, ${metric} metric`,
      description:
        'Triangles: Euclidean, squares: approximated, circles: local rule. Left: weights U(-5/n, 5/n) as in the figure; right: U(-1/n, 1/n) as in the learning curves. Bars: 99 % intervals. Closed form.',
    },
    {
      width: 620,
      height: 260,
      fx: {
        label: null,
        domain: [5, 1],
        tickFormat: (scale: number) => `weights U(-${scale}/n, ${scale}/n)`,
      },
      x: { type: 'point', label: 'rates of the two groups', labelArrow: 'none' },
      y: { label: 'mean angle, degrees', labelArrow: 'none', grid: true, domain: [0, 90], ticks: 6 },
      color: { type: 'identity' },
      symbol: { type: 'identity' } as Plot.ScaleOptions,
      marks: [
        Plot.ruleX(rows, {
          fx: 'scale',
          x: patternOf,
          y1: 'low',
          y2: 'high',
          stroke: (row: Row) => look(row).colour,
        }),
        ...RULES.map((rule) =>
          Plot.dot(
            rows.filter((row) => row.rule === rule),
            {
              fx: 'scale',
              x: patternOf,
              y: 'mean',
              r: 3.5,
              stroke: LOOKS[rule].colour,
              symbol: LOOKS[rule].symbol,
              title: (row: Row) =>
                `${LOOKS[rule].name}, ${patternOf(row)}: ${shortNumber(numberAt(row, 'mean'))} degrees [${shortNumber(numberAt(row, 'low'))}, ${shortNumber(numberAt(row, 'high'))}]`,
            },
          ),
        ),
      ],
    },
  );
}
