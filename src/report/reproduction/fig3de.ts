/** Figure 3D-E: contours of D_KL, mean updates of unit length and mean paths, by rule; all paths together; D_KL in time; angles. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { type Row, tableRows } from './tableRows.ts';

/** The paper's contours, nats. */
const LEVELS = [0.001, 0.003, 0.005, 0.009, 0.015, 0.02, 0.03, 0.04];
/** Length of an arrow, in weights. */
const ARROW = 0.045;

const RULES = {
  euclidean: { says: 'Euclidean', stroke: 'var(--link)', strokeDasharray: 'none' },
  natural: { says: 'natural', stroke: 'var(--refuted)', strokeDasharray: 'none' },
  exact: { says: 'natural, exact matrix', stroke: 'var(--text)', strokeDasharray: '6 3' },
  approximated: { says: 'approximated', stroke: 'var(--corrected)', strokeDasharray: '2 2' },
  local: { says: 'local', stroke: 'var(--proved)', strokeDasharray: '8 2 2 2' },
} as const;
type Rule = keyof typeof RULES;
const NAMES = Object.keys(RULES) as Rule[];

export function drawFig3de(tables: readonly Table[]): readonly Figure[] {
  const [paths, field, landscape, versions] = ['paths', 'field', 'landscape', 'versions'].map((name) =>
    tableRows(tables, name),
  ) as [Row[], Row[], Row[], Row[]];
  const panel = (name: string, title: string, rules: readonly Rule[], arrows?: Rule): Figure =>
    plane(name, title, { landscape, field, paths, versions }, rules, arrows);
  return [
    panel('fig3de-euclidean', 'Euclidean gradient (Figure 3D)', ['euclidean'], 'euclidean'),
    panel('fig3de-natural', 'Natural gradient (Figure 3E)', ['natural'], 'natural'),
    panel('fig3de-exact', 'Natural gradient with the exact Fisher matrix', ['exact'], 'exact'),
    panel('fig3de-rules', 'Paths of all rules', NAMES),
    angles(field),
    divergence(paths),
  ];
}

interface Rows {
  readonly landscape: readonly Row[];
  readonly field: readonly Row[];
  readonly paths: readonly Row[];
  readonly versions: readonly Row[];
}

const of = (rows: readonly Row[], rule: Rule): Row[] => rows.filter((row) => row.rule === rule);

function plane(
  name: string,
  title: string,
  { landscape, field, paths, versions }: Rows,
  rules: readonly Rule[],
  arrows?: Rule,
): Figure {
  const shown = rules.map((rule) => RULES[rule].says).join(', ');
  return drawFigure(
    {
      name,
      title,
      description: `Plane of the two weights, the 10 Hz afferent to the right, the 50 Hz afferent up. Contours of D_KL at ${LEVELS.join(', ')} nats a step; mean path from w(0) (circle) towards w* (cross): ${shown}.${arrows === undefined ? '' : ' Arrows: direction of the mean update.'}`,
    },
    {
      width: 400,
      height: 400,
      marginLeft: 46,
      marginRight: 12,
      aspectRatio: 1,
      x: { label: 'w1 (10 Hz)', labelArrow: 'none', ticks: 6 },
      y: { label: 'w2 (50 Hz)', labelArrow: 'none', ticks: 6 },
      marks: [
        Plot.contour([...landscape], {
          x: 'w1',
          y: 'w2',
          value: 'divergence',
          thresholds: LEVELS,
          stroke: 'var(--quiet)',
          strokeWidth: 1.2,
          interpolate: 'barycentric',
        }),
        ...(arrows === undefined ? [] : [arrowsOf(of(field, arrows), RULES[arrows].says)]),
        ...rules.flatMap((rule) => pathMarks(of(paths, rule), rule)),
        Plot.dot(versions.slice(0, 1), {
          x: 'target1',
          y: 'target2',
          symbol: 'times',
          r: 5,
          stroke: 'var(--text)',
          strokeWidth: 2,
          title: ({ target1, target2 }: Row) => `target (${target1}, ${target2})`,
        }),
      ],
    },
  );
}

const arrowsOf = (rows: readonly Row[], says: string): Plot.Markish =>
  Plot.arrow([...rows], {
    x1: 'w1',
    y1: 'w2',
    x2: (row: Row) => (row.w1 as number) + ARROW * unit(row)[0],
    y2: (row: Row) => (row.w2 as number) + ARROW * unit(row)[1],
    stroke: 'var(--text)',
    strokeWidth: 1.3,
    headLength: 6,
    title: (row: Row) =>
      `${says} at (${row.w1}, ${row.w2}): ${(row.angle as number).toFixed(1)}° off the target`,
  });

function unit({ update1, update2 }: Row): [number, number] {
  const length = Math.hypot(update1 as number, update2 as number);
  return [(update1 as number) / length, (update2 as number) / length];
}

function pathMarks(rows: readonly Row[], rule: Rule): Plot.Markish[] {
  const { says, stroke, strokeDasharray } = RULES[rule];
  return [
    Plot.line([...rows], { x: 'w1', y: 'w2', stroke, strokeDasharray, strokeWidth: 2 }),
    Plot.dot(rows.slice(0, 1), { x: 'w1', y: 'w2', stroke, fill: 'var(--page)', r: 4 }),
    Plot.dot(
      rows.filter((_, k) => k % 5 === 0 && k > 0),
      {
        x: 'w1',
        y: 'w2',
        fill: stroke,
        r: 2.2,
        title: ({ time, w1, w2 }: Row) =>
          `${says}, ${(time as number).toFixed(0)} s: (${(w1 as number).toFixed(3)}, ${(w2 as number).toFixed(3)})`,
      },
    ),
  ];
}

function angles(field: readonly Row[]): Figure {
  const rows = field.filter(({ rule }) => NAMES.includes(rule as Rule));
  const says = (row: Row): string => RULES[row.rule as Rule].says;
  return drawFigure(
    {
      name: 'fig3de-angles',
      title: 'Angle between the mean update and the direction of the target',
      description: 'One circle for each of the 20 points of the vector field, by rule; line at 10 degrees.',
    },
    {
      width: 560,
      height: 190,
      marginLeft: 140,
      marginRight: 16,
      x: { label: 'angle, degrees', labelArrow: 'none', grid: true, domain: [0, 90], ticks: 6 },
      y: { type: 'band', domain: NAMES.map((rule) => RULES[rule].says), label: null, tickSize: 0 },
      marks: [
        Plot.ruleX([10], { stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
        Plot.dot(rows, {
          x: 'angle',
          y: says,
          r: 4,
          stroke: (row: Row) => RULES[row.rule as Rule].stroke,
          title: (row: Row) => `${says(row)} at (${row.w1}, ${row.w2}): ${(row.angle as number).toFixed(1)}°`,
        }),
      ],
    },
  );
}

function divergence(paths: readonly Row[]): Figure {
  return drawFigure(
    {
      name: 'fig3de-divergence',
      title: 'D_KL during learning of two weights',
      description: `Mean D_KL of the trials against time on a logarithmic axis: ${NAMES.map((rule) => RULES[rule].says).join(', ')}. Dashed line: innermost contour, 0.001.`,
    },
    {
      width: 560,
      height: 280,
      marginLeft: 52,
      marginRight: 130,
      x: { label: 'time, s', labelArrow: 'none', ticks: 6 },
      y: {
        type: 'log',
        label: 'D_KL, nats a step',
        labelArrow: 'none',
        grid: true,
        tickFormat: '.0e',
        ticks: 4,
      },
      marks: [
        Plot.ruleY([LEVELS[0] as number], { stroke: 'var(--quiet)', strokeDasharray: '4 3' }),
        ...NAMES.flatMap((rule) => {
          const { says, stroke, strokeDasharray } = RULES[rule];
          const rows = of(paths, rule);
          return [
            Plot.line(rows, { x: 'time', y: 'divergence', stroke, strokeDasharray, strokeWidth: 1.8 }),
            Plot.dot(
              rows.filter((_, k) => k % 5 === 0),
              {
                x: 'time',
                y: 'divergence',
                fill: stroke,
                r: 2.2,
                title: (row: Row) =>
                  `${says}, ${(row.time as number).toFixed(0)} s: ${(row.divergence as number).toPrecision(3)}`,
              },
            ),
          ];
        }),
        endLabels(paths),
      ],
    },
  );
}

/** Names of the curves at their ends, apart from each other. */
function endLabels(paths: readonly Row[]): Plot.Markish {
  const ends = NAMES.map((rule) => ({ rule, row: of(paths, rule).at(-1) as Row })).sort(
    (a, b) => (b.row.divergence as number) - (a.row.divergence as number),
  );
  let last = Number.POSITIVE_INFINITY;
  const placed = ends.map(({ rule, row }) => {
    last = Math.min(row.divergence as number, last / 1.22);
    return { rule, time: row.time as number, at: last };
  });
  return Plot.text(placed, {
    x: 'time',
    y: 'at',
    text: ({ rule }: { rule: Rule }) => RULES[rule].says,
    fill: ({ rule }: { rule: Rule }) => RULES[rule].stroke,
    textAnchor: 'start',
    dx: 6,
  });
}
