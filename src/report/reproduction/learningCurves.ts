/** Learning curves as the paper draws them: mean over trials against time, a line a rule, on a linear and on a logarithmic axis. */
import * as Plot from '@observablehq/plot';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber } from './tableRows.ts';

/** Colour and dash: rules are told apart without colour too. */
const STYLES: readonly (readonly [start: string, colour: string, dash: string])[] = [
  ['natural, ', 'var(--refuted)', '2 3'],
  ['natural', 'var(--refuted)', ''],
  ['approximated, c_u = 1', 'var(--corrected)', '2 3'],
  ['approximated', 'var(--corrected)', '7 3'],
  ['local', 'var(--proved)', '1 2'],
  ['exact', 'var(--inconclusive)', '9 2 2 2'],
  ['euclidean, ', 'var(--link)', '2 3'],
  ['euclidean', 'var(--link)', '12 3'],
];

export function styleOf(student: string): { readonly stroke: string; readonly dash: string } {
  const found = STYLES.find(([start]) => student.startsWith(start));
  return { stroke: found?.[1] ?? 'var(--quiet)', dash: found?.[2] ?? '' };
}

export interface CurvesPicture {
  readonly name: string;
  readonly title: string;
  /** A column of the table of curves, and how its axis is called. */
  readonly error: 'divergence' | 'rateError' | 'weightDistance';
  readonly label: string;
  /** Students in the order of the legend; all of the rows' by default. */
  readonly students?: readonly string[];
  /** The smallest and largest error of a trial as thin lines. */
  readonly extremes?: boolean;
  /** A line across, the criterion. */
  readonly criterion?: number;
}

/** Two pictures, -linear and -log. */
export function curvesPictures(rows: readonly Row[], picture: CurvesPicture): Figure[] {
  return [curvesPicture(rows, picture, 'linear'), curvesPicture(rows, picture, 'log')];
}

function curvesPicture(rows: readonly Row[], picture: CurvesPicture, type: 'linear' | 'log'): Figure {
  const { name, title, error, label, extremes = false, criterion } = picture;
  const students = picture.students ?? [...new Set(rows.map((row) => row.student as string))];
  const shown = rows.filter(({ student }) => students.includes(student as string));
  const kept = type === 'log' ? shown.filter((row) => numberAt(row, error) > 0) : shown;
  const last = Math.max(...kept.map((row) => numberAt(row, 'time')));
  const ends = students.map((student) => {
    const row = kept.findLast((each) => each.student === student);
    return `${student} ${row === undefined ? 'no value' : shortNumber(numberAt(row, error))}`;
  });
  return drawFigure(
    {
      name: `${name}-${type}`,
      title,
      description: `${label} against time of learning, the mean over trials${extremes ? ', thin lines: smallest and largest of a trial' : ''}; ${type === 'log' ? 'logarithmic axis of errors' : `linear axis of errors${extremes ? '' : ', bands of natural and Euclidean gradient: 99 % interval of the mean'}`}. After ${last} s: ${ends.join('; ')}.`,
    },
    {
      width: 460,
      height: 300,
      marginLeft: 58,
      marginRight: 14,
      marginTop: 14 + 15 * students.length,
      x: { label: 'time, s', labelArrow: 'none', ticks: 5 },
      y: {
        type,
        label,
        labelArrow: 'none',
        grid: true,
        ticks: 5,
        ...(type === 'linear' ? { zero: true } : { tickFormat: (value: number) => shortNumber(value) }),
      },
      marks: [
        ...(criterion === undefined
          ? []
          : [Plot.ruleY([criterion], { stroke: 'var(--quiet)', strokeDasharray: '3 3' })]),
        ...students.flatMap((student, k) => marksOf(kept, student, k, { error, extremes, type })),
      ],
    },
  );
}

function marksOf(
  rows: readonly Row[],
  student: string,
  place: number,
  { error, extremes, type }: { error: string; extremes: boolean; type: string },
): Plot.Markish[] {
  const own = rows.filter((row) => row.student === student);
  const { stroke, dash } = styleOf(student);
  const positive = (column: string): Row[] =>
    type === 'log' ? own.filter((row) => numberAt(row, column) > 0) : [...own];
  const line = (column: string, width: number, opacity: number) =>
    Plot.line(positive(column), {
      x: 'time',
      y: column,
      stroke,
      strokeWidth: width,
      strokeOpacity: opacity,
      ...(dash !== '' && width > 1 && { strokeDasharray: dash }),
    });
  // Bands of all rules, or of means near 0 on a logarithmic axis, hide the curves.
  const banded = type === 'linear' && (student.startsWith('natural') || student.startsWith('euclidean'));
  const legendY = -12 - 15 * place;
  return [
    ...(extremes
      ? [line(`${error}Min`, 0.7, 0.6), line(`${error}Max`, 0.7, 0.6)]
      : banded
        ? [
            Plot.areaY(own, {
              x: 'time',
              y1: (row: Row) => Math.max(0, numberAt(row, `${error}Low`)),
              y2: `${error}High`,
              fill: stroke,
              fillOpacity: 0.13,
            }),
          ]
        : []),
    line(error, 1.8, 1),
    Plot.dot(own, {
      x: 'time',
      y: error,
      r: 4,
      fill: stroke,
      fillOpacity: 0,
      title: (row: Row) =>
        `${student}, ${numberAt(row, 'time')} s: ${shortNumber(numberAt(row, error))} [${shortNumber(numberAt(row, `${error}Low`))}, ${shortNumber(numberAt(row, `${error}High`))}]`,
    }),
    Plot.text([student], {
      frameAnchor: 'top-right',
      dy: legendY,
      text: (label: string) =>
        `${label}, learning rate ${shortNumber(numberAt(own[0] as Row, 'learningRate'))}`,
      fill: stroke,
      textAnchor: 'end',
    }),
  ];
}
