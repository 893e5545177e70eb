/** The neuron under several geometries: learning curves, learning rates, weights, what the test would name. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { histogram } from './geometry/histogram.ts';
import { shareMatrix } from './geometry/matrix.ts';
import { colourOf, GEOMETRIES, saysOf } from './geometry/potentialColours.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

export function drawPogodinNeuron(tables: readonly Table[]): readonly Figure[] {
  const curves = tableRows(tables, 'curves');
  const rates = tableRows(tables, 'learning-rates');
  const runs = tableRows(tables, 'runs');
  const histograms = tableRows(tables, 'histograms');
  // The losses' test has the most weights of the losses.
  const most = Math.max(
    ...runs.filter(({ setting }) => !isTaught(String(setting))).map((row) => numberAt(row, 'n')),
  );
  const conditions = [...new Set(curves.map(({ condition }) => String(condition)))];
  return [
    ...conditions.flatMap((condition) => {
      const own = { condition, setting: `teacher ${condition} end` };
      return [
        learningCurve(condition, of(curves, 'condition', condition)),
        tuning(condition, of(rates, 'condition', condition)),
        ...distributions(own.setting, of(histograms, 'setting', own.setting)),
        named(own.setting, of(runs, 'setting', own.setting)),
      ];
    }),
    ...lossSettings(histograms).flatMap((setting) => {
      const [distribution, ...changes] = distributions(setting, of(histograms, 'setting', setting));
      const own = of(runs, 'setting', setting);
      const isTest = own.some((row) => numberAt(row, 'n') === most);
      return isTest ? [...changes.slice(1), named(setting, own)] : [distribution as Figure];
    }),
  ];
}

const of = (rows: readonly Row[], name: string, value: string): Row[] =>
  rows.filter((row) => row[name] === value);

/** Few patterns and many, of each loss. */
const lossSettings = (rows: readonly Row[]): string[] =>
  [...new Set(rows.map(({ setting }) => String(setting)))].filter((each) => !isTaught(each));

const isTaught = (setting: string): boolean => setting.startsWith('teacher');

const fileName = (text: string): string => text.replaceAll(' ', '-').replaceAll('=', '');

function learningCurve(condition: string, rows: readonly Row[]): Figure {
  const ends = GEOMETRIES.flatMap((rule) => of(rows, 'rule', rule).slice(-1));
  return drawFigure(
    {
      name: `pogodin-neuron-${condition}-curves`,
      title: `Learning from a teacher, ${condition}`,
      description: `Mean D_KL of the trials against the share of the run, for ${GEOMETRIES.map(saysOf).join(', ')}, each at the learning rate that was best on spare trials.`,
    },
    {
      width: 440,
      height: 250,
      marginLeft: 56,
      marginRight: 110,
      marginBottom: 38,
      x: { label: 'share of the run', labelArrow: 'none', ticks: 5 },
      y: {
        type: 'log',
        label: 'D_KL, nats a step',
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: '.0e',
      },
      marks: [
        Plot.line(rows, {
          x: 'share',
          y: 'divergence',
          z: 'rule',
          stroke: ({ rule }: Row) => colourOf(String(rule)),
          strokeWidth: 1.6,
        }),
        Plot.dot(rows, {
          x: 'share',
          y: 'divergence',
          r: 2,
          fill: ({ rule }: Row) => colourOf(String(rule)),
          title: (row: Row) => `${saysOf(String(row.rule))}: ${shortNumber(numberAt(row, 'divergence'))}`,
        }),
        Plot.text(apart(ends), {
          x: 'share',
          y: 'at',
          text: ({ rule }: { rule: string }) => saysOf(rule),
          fill: ({ rule }: { rule: string }) => colourOf(rule),
          textAnchor: 'start',
          dx: 6,
        }),
      ],
    },
  );
}

/** Labels at the ends of curves, a factor apart at least. */
function apart(ends: readonly Row[]): { rule: string; share: number; at: number }[] {
  let last = Number.POSITIVE_INFINITY;
  return [...ends]
    .sort((a, b) => numberAt(b, 'divergence') - numberAt(a, 'divergence'))
    .map((row) => {
      last = Math.min(numberAt(row, 'divergence'), last / 1.25);
      return { rule: String(row.rule), share: numberAt(row, 'share'), at: last };
    });
}

function tuning(condition: string, rows: readonly Row[]): Figure {
  const best = rows.filter(({ chosen }) => chosen === 'yes');
  const relative = (row: Row): number =>
    numberAt(row, 'learningRate') /
    numberAt(best.find(({ rule }) => rule === row.rule) ?? row, 'learningRate');
  return drawFigure(
    {
      name: `pogodin-neuron-${condition}-rates`,
      title: `Learning rates, ${condition}`,
      description: `D_KL averaged over the run and the spare trials against the learning rate over the chosen one. Chosen: ${best.map((row) => `${saysOf(String(row.rule))} ${shortNumber(numberAt(row, 'learningRate'))}`).join(', ')}.`,
    },
    {
      width: 340,
      height: 220,
      marginLeft: 56,
      marginBottom: 38,
      x: {
        type: 'log',
        base: 2,
        label: 'learning rate over the chosen one',
        labelArrow: 'none',
        tickFormat: String,
      },
      y: {
        type: 'log',
        label: 'mean D_KL, nats a step',
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: '.0e',
      },
      marks: [
        Plot.line(rows, {
          x: relative,
          y: 'score',
          z: 'rule',
          stroke: ({ rule }: Row) => colourOf(String(rule)),
        }),
        Plot.dot(rows, {
          x: relative,
          y: 'score',
          r: 2.5,
          fill: ({ rule }: Row) => colourOf(String(rule)),
          title: (row: Row) =>
            `${saysOf(String(row.rule))}, ${shortNumber(numberAt(row, 'learningRate'))}: ${shortNumber(numberAt(row, 'score'))}`,
        }),
      ],
    },
  );
}

/** Weights, and how they changed. */
const distributions = (setting: string, rows: readonly Row[]): Figure[] => [
  histogram(
    {
      name: `pogodin-neuron-${fileName(setting)}-weights`,
      title: `Weights, ${setting}`,
      description: 'Histogram of the weights before learning and after it under each geometry.',
    },
    'w',
    of(rows, 'quantity', 'weights'),
  ),
  histogram(
    {
      name: `pogodin-neuron-${fileName(setting)}-changes`,
      title: `Weight changes, ${setting}`,
      description: 'Histogram of the weight changes under each geometry.',
    },
    'w(after) - w(before)',
    of(rows, 'quantity', 'changes'),
  ),
  histogram(
    {
      name: `pogodin-neuron-${fileName(setting)}-dual`,
      title: `Changes of log |w|, ${setting}`,
      description:
        'Histogram of the changes of log |w|, up to its sign the dual change of negative entropy, under each geometry.',
    },
    'log |w(after)| - log |w(before)|',
    of(rows, 'quantity', 'changes of log |w|'),
  ),
];

const VERDICTS = ['p=2', 'p=3', 'negative-entropy', 'cannot tell'] as const;

/** Share of trials in which identify names each potential. */
function named(setting: string, rows: readonly Row[]): Figure {
  const rules = GEOMETRIES.filter((rule) => rows.some((row) => row.rule === rule));
  const cells = rules.flatMap((rule) => {
    const own = of(rows, 'rule', rule);
    return VERDICTS.map((verdict) => ({
      row: rule as string,
      column: verdict as string,
      share: own.filter(({ identified }) => identified === verdict).length / own.length,
    }));
  });
  return shareMatrix(
    {
      name: `pogodin-neuron-${fileName(setting)}-named`,
      title: `What weights before and after learning name, ${setting}`,
      description: `Share of trials, by the geometry of learning (rows) and the verdict of the test (columns): ${cells
        .filter(({ share }) => share > 0)
        .map(({ row, column, share }) => `${saysOf(row)}: ${saysOf(column)} ${shortNumber(share)}`)
        .join('; ')}.`,
    },
    { row: 'learned under', column: 'named' },
    cells,
  );
}
