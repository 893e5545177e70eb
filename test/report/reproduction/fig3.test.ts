/** The pictures of Figure 3B-E are drawn from the tables alone, and have what they say. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawingOf } from '../../../src/report/reproduction/index.ts';
import { tableRows } from '../../../src/report/reproduction/tableRows.ts';
import type { Table } from '../../../src/table/table.ts';
import { findingsHere } from '../../experiments/reproduction/inThisThread.ts';

/** As read from a file. */
const read = (tables: readonly Table[]): Table[] =>
  tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, values: [...column.values] as number[] })),
  }));

describe.each([
  ['fig3bc', ['raster', 'psth', 'voltage']],
  ['fig3de', ['euclidean', 'natural', 'exact', 'rules', 'angles', 'divergence']],
] as const)('the pictures of %s', (id, names) => {
  it('are well formed, described, and without numbers that are none', { timeout: 60_000 }, async () => {
    const { tables } = await findingsHere(id);
    const draw = await drawingOf(id);
    const figures = draw(read(tables));
    expect(figures.map(({ name }) => name)).toEqual(names.map((name) => `${id}-${name}`));
    for (const { name, svg } of figures) {
      const { document } = parseHTML(`<html><body>${svg}</body></html>`);
      expect(document.querySelector('svg > title')?.textContent, name).toBeTruthy();
      expect(document.querySelector('svg > desc')?.textContent, name).toBeTruthy();
      expect(svg, name).not.toMatch(/NaN|undefined|Infinity/);
      // Hover values.
      expect(document.querySelectorAll('g title').length, name).toBeGreaterThan(5);
    }
    expect(draw(tables)).toEqual(figures);
  });
});

it('a missing table is named', () => {
  expect(() => tableRows([], 'paths')).toThrow('tables: got no paths, expected one');
});
