import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { fig10 } from '../../../src/experiments/reproduction/fig10.ts';
import { fig11 } from '../../../src/experiments/reproduction/fig11.ts';
import { fig12ab } from '../../../src/experiments/reproduction/fig12ab.ts';
import type { Reproduction } from '../../../src/experiments/reproduction/reproduction.ts';
import type { Figure } from '../../../src/report/figures/svg.ts';
import { drawingOf } from '../../../src/report/reproduction/index.ts';
import { palette } from '../../../src/report/style.ts';
import { concluded } from '../../experiments/reproduction/concluded.ts';

async function drawn(figure: Reproduction): Promise<readonly Figure[]> {
  const draw = await drawingOf(figure.id);
  return draw((await concluded(figure)).tables);
}

describe.each([
  [fig10, ['fig10', 'fig10-scaling']],
  [fig11, [...'abcdefghijkl'].map((letter) => `fig11${letter}`)],
  [
    fig12ab,
    ['fig12a', 'fig12b', 'fig12a-exact', 'fig12b-exact', 'fig12-patterns-fisher', 'fig12-patterns-euclidean'],
  ],
])('the pictures of $id', (figure, names) => {
  it('are all there, described, with numbers and colours that exist', async () => {
    const figures = await drawn(figure);
    expect(figures.map(({ name }) => name)).toEqual(names);
    for (const { name, title, description, svg } of figures) {
      expect([title.length > 10, description.length > 40]).toEqual([true, true]);
      expect([name, svg.match(/NaN|undefined|Infinity/)]).toEqual([name, null]);
      for (const [, variable] of svg.matchAll(/var\((--[a-z]+)\)/g))
        expect(palette).toContain(`${variable}:`);
    }
  });
});

describe('marks', () => {
  it('stand for the rows of the tables', async () => {
    const { tables } = await concluded(fig11);
    const draw = await drawingOf('fig11');
    const pictures = new Map(draw(tables).map(({ name, svg }) => [name, parseHTML(svg).document]));
    // 6 rates, 4 numbers of afferents, 20 weight vectors each, 5 USPs at this size.
    expect(pictures.get('fig11a')?.querySelectorAll('circle').length).toBe(120);
    expect(pictures.get('fig11h')?.querySelectorAll('circle').length).toBe(80);
    expect(pictures.get('fig11i')?.querySelectorAll('circle').length).toBe(200);
    expect(pictures.get('fig11k')?.querySelectorAll('circle').length).toBe(600);
    expect(pictures.get('fig11d')?.querySelector('circle title')?.textContent).toMatch(/^rate-5: g4 = 0\.0/);
  });

  it('of a histogram count every weight vector once', async () => {
    const [fisher] = await drawn(fig12ab);
    const counts = [...(fisher?.svg ?? '').matchAll(/<title>(\S+)[^:<]*: (\d+) from/g)];
    const total = (rule: string): number =>
      counts.filter(([, name]) => name === rule).reduce((sum, [, , count]) => sum + Number(count), 0);
    expect(['Euclidean', 'approximated', 'local'].map(total)).toEqual([25, 25, 25]);
  });

  it('need their tables', async () =>
    expect(async () => (await drawingOf('fig10'))([])).rejects.toThrow(
      'tables: got no weights, expected one',
    ));
});
