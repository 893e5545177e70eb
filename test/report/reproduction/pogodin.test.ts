/** The pictures of the geometries are drawn from the tables alone, and have what they say. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { reproductions } from '../../../src/experiments/reproduction/index.ts';
import type { Reproduction } from '../../../src/experiments/reproduction/reproduction.ts';
import { drawingOf } from '../../../src/report/reproduction/index.ts';
import { palette } from '../../../src/report/style.ts';
import { concluded } from '../../experiments/reproduction/concluded.ts';

async function drawn(id: string) {
  const figure = (await reproductions[id]?.()) as Reproduction;
  const { tables } = await concluded(figure);
  return { tables, figures: (await drawingOf(id))(tables) };
}

describe.each([
  ['pogodin-neuron', 30],
  ['pogodin-regression', 19],
  ['pogodin-robustness', 7],
])('the pictures of %s', (id, count) => {
  it('are all there, described, with numbers and colours that exist', { timeout: 300_000 }, async () => {
    const { figures } = await drawn(id);
    expect(figures).toHaveLength(count);
    expect(new Set(figures.map(({ name }) => name)).size).toBe(count);
    for (const { name, title, description, svg } of figures) {
      expect(name).toMatch(/^pogodin-[a-z0-9-]+$/);
      expect([title.length > 10, description.length > 40]).toEqual([true, true]);
      expect([name, svg.match(/NaN|undefined|Infinity/)]).toEqual([name, null]);
      for (const [, variable] of svg.matchAll(/var\((--[a-z]+)\)/g))
        expect(palette).toContain(`${variable}:`);
    }
  });

  it('need their tables', async () =>
    expect(async () => (await drawingOf(id))([])).rejects.toThrow(/^tables: got no/));
});

describe('marks', () => {
  it('stand for the rows of the tables', { timeout: 300_000 }, async () => {
    const { tables, figures } = await drawn('pogodin-robustness');
    const grid = tables.find(({ name }) => name === 'grid')?.columns ?? [];
    const column = (name: string) => grid.find((each) => each.name === name)?.values ?? [];
    const shown = [...column('value')].filter(
      (value, k) => value === 'log-normal' && (column('statistic')[k] as number) > 0,
    );
    const picture = figures.find(({ name }) => name === 'pogodin-robustness-log-normal');
    const circles = parseHTML(picture?.svg ?? '').document.querySelectorAll('circle');
    expect(circles.length).toBe(shown.length);
    expect(circles[0]?.querySelector('title')?.textContent).toMatch(/^true .* assumed .*: T = 0\.\d/);
  });
});
