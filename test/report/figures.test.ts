/** The pages of figures as text: what they say. */
import { describe, expect, it } from 'vitest';
import { picturesOf } from '../../src/report/drawnFigures.ts';
import { reportFiles } from '../../src/report/files.ts';
import { fixtureFigures } from './figures.fixture.ts';
import { claims, reportOn } from './fixture.ts';

const figures = await fixtureFigures();
const files = new Map(
  reportFiles(reportOn(claims), new Date(0), figures).map(({ path, text }) => [path, text]),
);

describe('a page of a figure', () => {
  const page = files.get('figures/two.html') ?? '';

  it('tells claim, verdict, reason, statistic, numbers and the command', () => {
    const estimate = figures[1]?.record.claims[0]?.estimates.mean;
    for (const text of [
      'the mean is positive',
      'does not hold',
      'the mean is -0.',
      'holds when the interval is above 0',
      'natgrad reproduce two',
      'numbers of the other sign',
      'it changes its sign',
      String(Number(estimate?.value.toPrecision(4))),
    ])
      expect(page).toContain(text);
  });

  it('has every id once', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('two-log-title');
  });
});

describe('the report', () => {
  it('names the figures in its navigation where there are some, and writes their pictures', () => {
    expect(files.get('index.html')).toContain('<a href="figures.html">Figures</a>');
    expect(
      files.get('claims/eq1.html') ?? [...files].find(([path]) => path.startsWith('claims/'))?.[1],
    ).toContain('<a href="../figures.html">Figures</a>');
    expect(files.get('figures/one.svg')).toMatch(/^<\?xml.*\n<!-- natgrad verify -->\n<svg/);
    const none = reportFiles(reportOn(claims), new Date(0));
    expect(none.map(({ path }) => path).filter((path) => path.includes('figures'))).toEqual([]);
    expect(none.at(-1)?.text).not.toContain('figures.html');
  });

  it('counts the verdicts', () => {
    const page = files.get('figures.html') ?? '';
    expect(page).toMatch(
      /holds<\/span> 1<\/dt>.*does not hold<\/span> 1<\/dt>.*cannot tell<\/span> 0<\/dt>/s,
    );
  });
});

it('two pictures are one with two axes only where both are there', () => {
  const [, two] = figures;
  if (two === undefined) throw new Error('no second figure');
  expect(picturesOf(two)).toMatchObject([
    { figure: { name: 'two-linear' }, logarithmic: { name: 'two-log' } },
  ]);
  const [linear, log] = two.pictures;
  const alone = (picture: typeof linear) =>
    picturesOf({ record: two.record, pictures: picture === undefined ? [] : [picture] });
  expect(alone(linear)).toEqual([{ figure: linear }]);
  expect(alone(log)).toEqual([{ figure: log }]);
});
