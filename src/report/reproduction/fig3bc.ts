/** Figure 3B-C: raster, PSTH and voltage of student and teacher, before learning on the left, after it on the right. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { type Row, tableRows } from './tableRows.ts';

const STAGES = ['before', 'after'] as const;
const teacherColour = 'var(--corrected)';
const studentColour = 'var(--refuted)';

export const drawFig3bc = (tables: readonly Table[]): readonly Figure[] => [
  raster(tableRows(tables, 'raster')),
  psth(tableRows(tables, 'psth')),
  voltages(tableRows(tables, 'voltages')),
];

const frame = {
  width: 720,
  marginLeft: 52,
  marginRight: 12,
  fx: { domain: [...STAGES], label: null, tickFormat: (stage: string) => `${stage} learning`, padding: 0.08 },
  x: { label: 'time, s', labelArrow: 'none', ticks: 5, domain: [0, 0.25] },
} as const;

/** One number of a row for student and teacher, in each stage. */
interface Compared {
  readonly stage: string;
  readonly neuron: 'student' | 'teacher';
  readonly time: number;
  readonly value: number;
}

const compared = (rows: readonly Row[], suffix = ''): Compared[] =>
  STAGES.flatMap((stage) =>
    (['teacher', 'student'] as const).flatMap((neuron) =>
      rows.map((row) => ({
        stage,
        neuron,
        time: row.time as number,
        value: row[`${neuron === 'teacher' ? 'teacher' : stage}${suffix}`] as number,
      })),
    ),
  );

const colourOf = ({ neuron }: { neuron: string }): string =>
  neuron === 'teacher' ? teacherColour : studentColour;

function raster(rows: readonly Row[]): Figure {
  const repeats = 1 + Math.max(0, ...rows.map(({ repeat }) => repeat as number));
  // The teacher's rows above, the student's below.
  const spikes = STAGES.flatMap((stage) =>
    rows
      .filter(({ neuron }) => neuron === stage || neuron === 'teacher')
      .map(({ neuron, repeat, time }) => ({
        stage,
        neuron: neuron === 'teacher' ? 'teacher' : 'student',
        time: time as number,
        row: (repeat as number) + (neuron === 'teacher' ? repeats + 1 : 0),
      })),
  );
  return drawFigure(
    {
      name: 'fig3bc-raster',
      title: 'Spikes of teacher and student on one input',
      description: `Raster of ${repeats} repeats of one input of 250 ms: teacher above (orange), student below (red), before learning on the left and after it on the right.`,
    },
    {
      ...frame,
      height: 230,
      y: {
        type: 'band',
        domain: Array.from({ length: 2 * repeats + 1 }, (_, row) => 2 * repeats - row),
        label: 'student, teacher',
        labelArrow: 'none',
        ticks: [],
      },
      marks: [
        Plot.frame({ stroke: 'var(--line)' }),
        Plot.tickX(spikes, {
          fx: 'stage',
          x: 'time',
          y: 'row',
          stroke: colourOf,
          strokeWidth: 1.4,
          title: ({ neuron, time }: { neuron: string; time: number }) => `${neuron}, ${time.toFixed(4)} s`,
        }),
      ],
    },
  );
}

function psth(rows: readonly Row[]): Figure {
  const bin = (rows[1]?.time as number) - (rows[0]?.time as number);
  const last = rows.at(-1) as Row;
  const counted = compared(rows);
  // The last step ends with its bin.
  const steps = compared([...rows, { ...last, time: (last.time as number) + bin }]);
  const expected = compared(rows, 'Expected');
  return drawFigure(
    {
      name: 'fig3bc-psth',
      title: 'PSTH of teacher and student',
      description:
        'Rate in bins of 12.5 ms over the repeats of the raster (steps) and over very many repeats (dashed), teacher orange, student red; before learning on the left, after it on the right.',
    },
    {
      ...frame,
      height: 210,
      y: { label: 'rate, Hz', labelArrow: 'none', grid: true },
      marks: [
        Plot.frame({ stroke: 'var(--line)' }),
        Plot.line(steps, {
          fx: 'stage',
          x: 'time',
          y: 'value',
          z: 'neuron',
          stroke: colourOf,
          curve: 'step-after',
          strokeWidth: 1.6,
        }),
        Plot.line(expected, {
          fx: 'stage',
          x: ({ time }: Compared) => time + bin / 2,
          y: 'value',
          z: 'neuron',
          stroke: colourOf,
          strokeDasharray: '3 3',
        }),
        Plot.dot(counted, {
          fx: 'stage',
          x: ({ time }: Compared) => time + bin / 2,
          y: 'value',
          r: 2.5,
          fill: colourOf,
          title: ({ neuron, time, value }: Compared) =>
            `${neuron}, ${(1000 * time).toFixed(1)} ms: ${value.toFixed(1)} Hz`,
        }),
      ],
    },
  );
}

function voltages(rows: readonly Row[]): Figure {
  return drawFigure(
    {
      name: 'fig3bc-voltage',
      title: 'Voltage of teacher and student',
      description:
        'Membrane potential above rest during the same input, teacher orange, student red and dashed; before learning on the left, after it on the right.',
    },
    {
      ...frame,
      height: 210,
      y: { label: 'V, mV', labelArrow: 'none', grid: true },
      marks: [
        Plot.frame({ stroke: 'var(--line)' }),
        (['teacher', 'student'] as const).map((neuron) =>
          Plot.line(
            compared(rows).filter((each) => each.neuron === neuron),
            {
              fx: 'stage',
              x: 'time',
              y: 'value',
              stroke: colourOf,
              strokeWidth: neuron === 'teacher' ? 2.4 : 1.3,
              ...(neuron === 'student' ? { strokeDasharray: '5 2' } : {}),
            },
          ),
        ),
        Plot.dot(compared(rows.filter((_, k) => k % 10 === 0)), {
          fx: 'stage',
          x: 'time',
          y: 'value',
          r: 1.8,
          fill: colourOf,
          title: ({ neuron, time, value }: Compared) =>
            `${neuron}, ${(1000 * time).toFixed(0)} ms: ${value.toFixed(2)} mV`,
        }),
      ],
    },
  );
}
