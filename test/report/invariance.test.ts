/** The report of `natgrad invariance` on a small measurement. */
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InvarianceResult } from '../../src/experiments/invariance/invariance.ts';
import type { ReportFile } from '../../src/report/files.ts';
import { invarianceFiles } from '../../src/report/invarianceFiles.ts';
import { probability, size, slopeWithInterval } from '../../src/report/invarianceFormat.ts';
import { invarianceJson } from '../../src/report/invarianceJson.ts';
import { invarianceLines } from '../../src/report/invarianceText.ts';
import { smallResult } from '../experiments/invariance/small.fixture.ts';

const provenance = { program: 'natgrad invariance', version: '1.2.3' };
let result: InvarianceResult;
let files: readonly ReportFile[];
beforeAll(async () => {
  result = await smallResult();
  files = invarianceFiles(result, provenance);
}, 60_000);
const read = (path: string): string => files.find((file) => file.path === path)?.text ?? `no file ${path}`;

/** What is measured where all runs left. */
const nothing = (): InvarianceResult => {
  const { learning: _, ...rest } = result;
  return { ...rest, rules: {}, left: { natural: 3, approximated: 3, euclidean: 3 }, confirmed: false };
};

describe('numbers', () => {
  it('are short', () => {
    expect([0, 3.21e-7, 0.9].map(size)).toEqual(['0', '3.2e-7', '9.0e-1']);
    expect(slopeWithInterval({ slope: -0.001, ci: [-0.012, 1] })).toBe('0.00 [-0.01, 1.00]');
    expect([0.99951, 0.5].map(probability)).toEqual(['above 0.999', '0.500']);
  });
});

describe('the text', () => {
  it('has steps, counterexamples, orders, learning curves and the criteria', () => {
    const text = invarianceLines(result, 'there/index.html').join('\n');
    for (const part of [
      'natural, f componentwise      equal in 45 states',
      'Euclidean                     NOT equal; a smallest counterexample:',
      'f_1(w) = 0.99 w',
      'natural (Equation 13)',
      'slope of the gap in eta',
      'gap of canonical jumps and drift, largest',
      'runs that left the range of f',
      'rate error  equivalent',
      'rate error  different',
      '  yes one natural step is the same',
      'confirmed; seed 1',
      'report there/index.html',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says what is not confirmed, and what has no numbers', () => {
    const changed = {
      ...nothing(),
      formula: 'log(w)',
      criteria: result.criteria.map((each) => ({ ...each, holds: false })),
    };
    const text = invarianceLines(changed, undefined).join('\n');
    expect(text).toContain('  NO  one natural step');
    expect(text).toContain('NOT confirmed');
    expect(text).toContain('natural (Equation 13): no numbers, 3 of 3 runs left the range of f');
    expect(text).toContain('too few trials');
    expect(text).toContain('f(w) = log(w)');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the JSON', () => {
  const plain = (value: object) => JSON.parse(JSON.stringify(value));

  it('has the keys that programs read', () => {
    const json = plain(invarianceJson(result, provenance));
    for (const of of [json, json.approximated, json.euclidean]) {
      for (const order of [of.order.dt, of.order.eta]) {
        expect(order.slope).toBeTypeOf('number');
        expect(order.ci[0]).toBeLessThanOrEqual(order.slope);
        expect(order.ci[1]).toBeGreaterThanOrEqual(order.slope);
      }
      expect(of.canonical.maxRelativeError).toBeTypeOf('number');
    }
    expect(json.perStep.maxRelativeError).toBeLessThan(1e-10);
    expect(json.canonical.maxRelativeError).toBeLessThan(1e-6);
    expect(json.euclidean.canonical.maxRelativeError).toBeGreaterThan(0.01);
    expect(json).toMatchObject({ seed: 1, runs: 3, confirmed: true, left: { natural: 0 } });
    expect(json.learning.natural.rateError.power).toBeTypeOf('number');
    expect(json.perStep.euclidean.counterexample).toHaveLength(5);
    expect(JSON.stringify(json)).not.toContain('null');
  });

  it('has null where there are no numbers', () => {
    expect(plain(invarianceJson(nothing(), provenance))).toMatchObject({
      order: null,
      canonical: null,
      approximated: null,
      euclidean: null,
      learning: null,
      left: { natural: 3 },
    });
  });
});

describe('the files', () => {
  it('are a page, its stylesheet, the data and the pictures; the page last', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'style.css',
      'figures/gap-eta.svg',
      'figures/gap-dt.svg',
      'figures/gap-canonical.svg',
      'figures/learning-curves.svg',
      'invariance.json',
      'index.html',
    ]);
    expect(invarianceFiles(result, provenance)).toEqual(files);
  });

  it('have no number that is none, with runs and without', () => {
    for (const { path, text } of [...files, ...invarianceFiles(nothing(), provenance)])
      expect(/.{0,40}(NaN|undefined|Infinity)/.exec(text)?.[0], path).toBeUndefined();
  });

  it('have pictures with title, description, lines and error bars', () => {
    for (const { path, text } of files.filter(({ path }) => path.endsWith('.svg'))) {
      expect(text).toContain('<!-- natgrad invariance -->');
      const { document } = parseHTML(text.slice(text.indexOf('<svg')));
      const svg = document.querySelector('svg');
      for (const name of ['aria-labelledby', 'aria-describedby'])
        expect(document.getElementById(svg?.getAttribute(name) ?? '')?.textContent, path).toMatch(/\S/);
      expect(svg?.querySelectorAll('line').length, path).toBeGreaterThan(3);
    }
    expect(read('figures/gap-eta.svg')).toMatch(/△ Euclidean \(10\), slope/);
  });

  it('have a page whose links and ids are right', () => {
    const { document } = parseHTML(read('index.html'));
    for (const link of document.querySelectorAll('a[href^="#"]'))
      expect(document.getElementById(link.getAttribute('href')?.slice(1) ?? '')).not.toBeNull();
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(read('index.html')).toContain('<meta name="generator" content="natgrad invariance"/>');
    expect(read('index.html').match(/<svg/g)).toHaveLength(4);
  });
});
