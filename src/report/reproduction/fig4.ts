/** Figure 4: PSPs before and after, weights over time, change against the distance from the soma. */
import * as Plot from '@observablehq/plot';
import type { Table } from '../../table/table.ts';
import { drawFigure, type Figure } from '../figures/svg.ts';
import { numberAt, type Row, shortNumber, tableRows } from './tableRows.ts';

const frame = {
  width: 460,
  height: 260,
  marginLeft: 56,
  marginRight: 14,
  marginTop: 22,
  marginBottom: 40,
} as const;
const COLOURS = ['var(--corrected)', 'var(--inconclusive)'] as const;
const RULES = {
  held: { says: 'closed form (held)', stroke: 'var(--link)', symbol: 'circle' },
  exact: { says: 'exact Fisher matrix', stroke: 'var(--proved)', symbol: 'square' },
} as const;
type Rule = keyof typeof RULES;

export const drawFig4 = (tables: readonly Table[]): readonly Figure[] => {
  const change = tableRows(tables, 'fig4-change');
  return [
    potentials(tableRows(tables, 'fig4-potentials')),
    traces(tableRows(tables, 'fig4-traces')),
    ...(['absolute', 'relative'] as const).map((kind) => against(change, kind)),
  ];
};

const examplesOf = (rows: readonly Row[]): number[] => [
  ...new Set(rows.map((row) => numberAt(row, 'inverseAttenuation'))),
];
const colourOf = (examples: readonly number[], row: Row): string =>
  COLOURS[examples.indexOf(numberAt(row, 'inverseAttenuation')) % COLOURS.length] as string;

/** Panel A. */
function potentials(rows: readonly Row[]): Figure {
  const examples = examplesOf(rows);
  const line = (when: string, y: string, dashes: object) =>
    examples.map((example) =>
      Plot.line(
        rows.filter((row) => row.when === when && row.inverseAttenuation === example),
        {
          x: (row: Row) => 1000 * numberAt(row, 'time'),
          y,
          stroke: COLOURS[examples.indexOf(example) % COLOURS.length] as string,
          strokeWidth: y === 'somatic' ? 1.2 : 1.8,
          ...dashes,
        },
      ),
    );
  return drawFigure(
    {
      name: 'fig4-a',
      title: 'A: postsynaptic potentials before and after learning',
      description: `Dendritic (tall) and somatic (low) potentials of one spike against time, for 1/alpha = ${examples.join(' and ')}. Solid: before learning. Dashed: after it. The somatic ones are the same for both synapses, before and after.`,
    },
    {
      ...frame,
      x: { label: 'time, ms', labelArrow: 'none' },
      y: { label: 'potential, mV', labelArrow: 'none', grid: true },
      marks: [
        ...line('before', 'dendritic', {}),
        ...line('after', 'dendritic', { strokeDasharray: '5 3' }),
        ...line('before', 'somatic', {}),
        ...line('after', 'somatic', { strokeDasharray: '5 3' }),
      ],
    },
  );
}

/** Panel B. */
function traces(rows: readonly Row[]): Figure {
  const examples = examplesOf(rows);
  return drawFigure(
    {
      name: 'fig4-b',
      title: 'B: weights over time',
      description: `Dendritic weights of the synapses with 1/alpha = ${examples.join(' and ')} (solid) and the somatic weight, one and the same for both (dashed), in the first trial.`,
    },
    {
      ...frame,
      x: { label: 'time, s', labelArrow: 'none' },
      y: { label: 'weight', labelArrow: 'none', grid: true, zero: true },
      marks: [
        Plot.line(rows, {
          x: 'time',
          y: 'dendritic',
          z: 'inverseAttenuation',
          stroke: (row: Row) => colourOf(examples, row),
          strokeWidth: 1.6,
        }),
        Plot.line(rows, {
          x: 'time',
          y: 'somatic',
          z: 'inverseAttenuation',
          stroke: 'var(--quiet)',
          strokeDasharray: '5 3',
        }),
      ],
      color: { type: 'identity' },
    },
  );
}

/** Panel C, its two curves apart. */
function against(rows: readonly Row[], kind: 'absolute' | 'relative'): Figure {
  const scaled = (row: Row, name: string): number =>
    numberAt(row, name) / (kind === 'relative' ? numberAt(row, 'initialDendritic') : 1);
  const shown = rows.filter((row) => Object.hasOwn(RULES, String(row.rule)));
  const style = (row: Row) => RULES[row.rule as Rule];
  return drawFigure(
    {
      name: `fig4-c-${kind}`,
      title: `C: ${kind} dendritic change against the distance from the soma`,
      description: `Mean change over the trials with 99 % intervals. Circles: closed form with coefficients held, as in the paper. Squares: exact Fisher matrix. ${kind === 'absolute' ? 'Both grow in proportion to 1/alpha.' : 'Both are the same at every distance.'}`,
    },
    {
      ...frame,
      x: { label: 'distance from the soma, um (length constant 200 um)', labelArrow: 'none', inset: 8 },
      y: { label: `${kind} change`, labelArrow: 'none', grid: true, zero: true },
      color: { type: 'identity' },
      marks: [
        Plot.ruleX(shown, {
          x: 'distance',
          y1: (row: Row) => scaled(row, 'dendriticLow'),
          y2: (row: Row) => scaled(row, 'dendriticHigh'),
          stroke: (row: Row) => style(row).stroke,
        }),
        Plot.dot(shown, {
          x: 'distance',
          y: (row: Row) => scaled(row, 'dendriticChange'),
          stroke: (row: Row) => style(row).stroke,
          fill: 'var(--page)',
          symbol: (row: Row) => style(row).symbol,
          r: 3.5,
          title: (row: Row) =>
            `${style(row).says}, ${shortNumber(numberAt(row, 'distance'))} um (1/alpha = ${row.inverseAttenuation}): ${shortNumber(scaled(row, 'dendriticChange'))}`,
        }),
      ],
    },
  );
}
