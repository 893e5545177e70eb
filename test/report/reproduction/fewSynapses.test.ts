/** Figures 4, 5 and 7 are drawn from their tables alone. */
import { describe, expect, test } from 'vitest';
import { fig4 } from '../../../src/experiments/reproduction/fig4.ts';
import { fig5 } from '../../../src/experiments/reproduction/fig5.ts';
import { fig7 } from '../../../src/experiments/reproduction/fig7.ts';
import { drawFig4 } from '../../../src/report/reproduction/fig4.ts';
import { drawFig5 } from '../../../src/report/reproduction/fig5.ts';
import { drawFig7 } from '../../../src/report/reproduction/fig7.ts';
import type { Table } from '../../../src/table/table.ts';
import { smallRun } from '../../experiments/reproduction/smallRun.ts';

const plain = (tables: readonly Table[]): Table[] =>
  JSON.parse(
    JSON.stringify(
      tables.map((table) => ({
        ...table,
        columns: table.columns.map((column) => ({ ...column, values: [...column.values] })),
      })),
    ),
  ) as Table[];

describe.each([
  [fig4, drawFig4, ['fig4-a', 'fig4-b', 'fig4-c-absolute', 'fig4-c-relative']],
  [fig5, drawFig5, ['fig5-abc', 'fig5-def', 'fig5-g', 'fig5-h']],
  [
    fig7,
    drawFig7,
    [
      'fig7-b',
      'fig7-c',
      'fig7-c-exact',
      'fig7-d',
      'fig7-d-exact',
      'fig7-efg',
      'fig7-efg-exact',
      'fig7-profile',
    ],
  ],
] as const)('pictures of $id', (figure, draw, names) => {
  test('all panels, with title, description, hover values and no number that is none', async () => {
    const { tables } = await smallRun(figure);
    const pictures = draw(plain(tables));
    expect(pictures.map(({ name }) => name)).toEqual(names);
    for (const { svg, title, description } of pictures) {
      expect(svg).toMatch(/^<svg[^>]*role="img"/);
      expect(title.length).toBeGreaterThan(5);
      expect(description).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg).not.toMatch(/#[0-9a-f]{6}/i);
    }
    expect(pictures.some(({ svg }) => (svg.match(/<title>/g) ?? []).length > 5)).toBe(true);
  });

  test('a table that is missing is named', () => {
    expect(() => draw([])).toThrow(new RegExp(`^tables: got no ${figure.id}-\\S+, expected one$`));
  });
});
