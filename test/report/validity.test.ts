import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ValidityResult } from '../../src/experiments/validity/validity.ts';
import type { ReportFile } from '../../src/report/files.ts';
import { validityFiles } from '../../src/report/validityFiles.ts';
import { degrees, factor, percent, percentNumber, slopeText } from '../../src/report/validityFormat.ts';
import { validityJson } from '../../src/report/validityJson.ts';
import { validityLines } from '../../src/report/validityText.ts';
import { smallResult } from '../experiments/validity/validity.fixture.ts';

const provenance = { program: 'natgrad validity', version: '1.2.3' };
let result: ValidityResult;
let files: readonly ReportFile[];
beforeAll(async () => {
  result = await smallResult();
  files = validityFiles(result, provenance);
}, 60_000);
const read = (path: string): string => files.find((file) => file.path === path)?.text ?? `no file ${path}`;

describe('numbers', () => {
  it.each([
    [0.00001, '< 0.01'],
    [0.00034, '0.03'],
    [0.0012, '0.1'],
    [0.0123, '1.2'],
    [0.123, '12'],
    [0.999, '100'],
    [1.234, '123'],
    [12, '> 999'],
  ])('%d is %s percent', (error, text) => expect(percentNumber(error)).toBe(text));

  it('have units and signs', () => {
    expect(percent(0.123)).toBe('12 %');
    expect([0.63245, 1234, -3.2, 1e-5].map(factor)).toEqual(['0.632', '1.2e+3', '-3.20', '1.0e-5']);
    expect([0.01, 3.456].map(degrees)).toEqual(['< 0.1', '3.5']);
    expect(slopeText({ slope: -1.004, halfWidth: 0.036, intercept: 0 })).toBe('-1.00 ± 0.04');
  });
});

describe('the text', () => {
  it('has the thresholds, a table of each map, the settings, orders, gains and rules', () => {
    const text = validityLines(result, 'there/index.html').join('\n');
    for (const part of [
      'relative Frobenius difference at most 1 %',
      'weights U(-1/n, 1/n)',
      '○ not trusted  fig4 ',
      '37 %',
      '[0.633, 0.633]',
      'tau_m 10 ms, tau_s 1 ms',
      'cannot be told',
      'corrected  worst direction',
      'equal weights, anywhere: smaller error in',
      'below 10 %',
      'seed 1',
      'report there/index.html',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the JSON', () => {
  it('has its keys, and numbers that are numbers', () => {
    const json = JSON.parse(JSON.stringify(validityJson(result, provenance)));
    expect(Object.keys(json)).toEqual(['grid', 'settings', 'order', 'corrected', 'rule', 'provenance']);
    expect(json.grid).toHaveLength(result.map.length);
    expect(json.grid[0]).toMatchObject({ map: 'main', n: 1, rate: 5, weightScale: 0.2, weights: 'equal' });
    expect(json.settings[0]).toMatchObject({ id: 'fig4', trust: 'not trusted', draws: 1, told: 1 });
    expect(json.settings[0].closed.eigenvalues[0]).toBeCloseTo(0.6325, 3);
    const order = json.order['n-random/closed/direction'];
    expect(order.confidence95[0]).toBeLessThan(order.slope);
    expect(order.confidence95[1]).toBeGreaterThan(order.slope);
    expect(json.corrected[0]).toMatchObject({ weights: 'equal', cells: 8 });
    const within = json.corrected.filter((each: { below?: number }) => each.below === 0.1);
    for (const { cells } of within) expect(cells).toBeLessThan(8);
    expect(json.provenance).toMatchObject({ program: 'natgrad validity', version: '1.2.3', seed: 1 });
    expect(
      JSON.stringify({ ...json, grid: json.grid.map((each: object) => ({ ...each, reason: '' })) }),
    ).not.toContain('null');
  });

  it('says why a cell cannot be told', () => {
    const json = JSON.parse(JSON.stringify(validityJson(result, provenance)));
    const untold = json.grid.filter((each: { trust: string }) => each.trust === 'cannot be told');
    expect(untold.length).toBeGreaterThan(0);
    for (const { reason, closed } of untold) {
      expect(reason).toMatch(/\S/);
      expect(closed).toBeUndefined();
    }
  });
});

describe('the files', () => {
  it('are a page, its stylesheet, the data, and each picture; the page last', () => {
    expect(files.at(-1)?.path).toBe('index.html');
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['style.css', 'validity.json', 'figures/settings.svg', 'figures/corrected.svg']),
    );
    expect(paths.filter((path) => path.startsWith('figures/map-'))).toHaveLength(4);
    expect(paths.filter((path) => path.startsWith('figures/order-'))).toHaveLength(2);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('are the same each time', () => {
    expect(validityFiles(result, provenance)).toEqual(files);
  });

  it('have no number that is none', () => {
    // Reasons are the numeric layer's words.
    const plain = {
      ...result,
      map: result.map.map((each) => (each.reason ? { ...each, reason: 'why' } : each)),
    };
    for (const { path, text } of validityFiles(plain, provenance))
      expect(/.{0,40}(NaN|undefined|Infinity)/.exec(text)?.[0], path).toBeUndefined();
  });
});

describe('every picture', () => {
  it('has a title, a description, and says so', () => {
    for (const { path, text } of files.filter(({ path }) => path.endsWith('.svg'))) {
      const { document } = parseHTML(text.slice(text.indexOf('<svg')));
      const svg = document.querySelector('svg');
      expect(svg?.getAttribute('role'), path).toBe('img');
      for (const name of ['aria-labelledby', 'aria-describedby'])
        expect(document.getElementById(svg?.getAttribute(name) ?? '')?.textContent, path).toMatch(/\S/);
      expect(svg?.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
    }
  });

  it('of a map has its cells in words', () => {
    const { document } = parseHTML(read('figures/map-random-1.svg'));
    const words = [...document.querySelectorAll('rect > title')].map(({ textContent }) => textContent ?? '');
    expect(words).toHaveLength(4);
    for (const each of words)
      expect(each).toMatch(
        /^\d+ afferents? at \d+ Hz: (not trusted|doubtful|trusted); Frobenius difference .* in 5 of 5 draws/,
      );
  });
});

describe('the page', () => {
  it('has every setting, every map as a picture and as a table', () => {
    const page = read('index.html');
    for (const { setting } of result.settings) expect(page).toContain(setting.id);
    expect(page.match(/<svg/g)).toHaveLength(4 + 2 + 2);
    expect(page.match(/<details>/g)?.length).toBe(4 + 2 + 1 + 1);
    expect(page).toContain('<meta name="generator" content="natgrad validity"/>');
  });

  it('names places that exist', () => {
    const { document } = parseHTML(read('index.html'));
    for (const link of document.querySelectorAll('a[href^="#"]'))
      expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
