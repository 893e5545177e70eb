import { describe, expect, test } from 'vitest';
import { judged } from '../../../src/experiments/reproduction/claimFinding.ts';
import { named } from '../../../src/experiments/reproduction/fig7/claims.ts';
import { type Fig7Task, fig7Tasks, runFig7 } from '../../../src/experiments/reproduction/fig7/run.ts';
import { fig7Parameters } from '../../../src/experiments/reproduction/fig7/setting.ts';
import {
  crossing,
  interpolated,
  largestRise,
  regimeOf,
  sharesOf,
} from '../../../src/experiments/reproduction/fig7/statistics.ts';
import { fig7 } from '../../../src/experiments/reproduction/fig7.ts';
import type { Estimate, Estimates } from '../../../src/experiments/reproduction/reproduction.ts';
import { smallest, smallRun } from './smallRun.ts';

const findings = await smallRun(fig7);
const claim = (id: string) => fig7.claims.find((each) => each.id === id) as (typeof fig7.claims)[number];
const found = (id: string) =>
  findings.claims.find((each) => each.id === id) as (typeof findings.claims)[number];
const at = (value: number, half = 0.001): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  says: '',
});

describe('Figure 7, in small', () => {
  test('the map has S with the closed form and not with the exact matrix', () => {
    const { verdict, estimates } = found('regimes');
    expect(verdict).toBe('holds in a regime');
    expect(estimates.heldS?.low).toBeGreaterThan(0.01);
    expect(estimates.exactS).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(estimates.exactP).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  test('with the exact matrix unstimulated synapses move opposite to stimulated ones in every run', () => {
    const parameters = fig7Parameters(smallest);
    const task = fig7Tasks(parameters).find(({ kind }) => kind === 'examples') as Fig7Task;
    const result = runFig7(task);
    if (result.kind !== 'examples') throw new Error('another task');
    for (const { exact, exactFollowing } of result.examples) {
      expect(exact.stimulated * exact.unstimulated).toBeLessThan(0);
      expect(exactFollowing).toBeDefined();
      // Little is learned in a short run: the matrix hardly changes, and neither do its weights' changes.
      expect((exactFollowing?.stimulated as number) / exact.stimulated).toBeCloseTo(1, 0);
    }
  });

  test('the rate of unstimulated synapses in the coefficients hardly matters', () => {
    expect(found('regimes').estimates.dependence?.high).toBeLessThan(1e-3);
  });

  test('results do not depend on the order of the tasks; the other source is another map', async () => {
    expect(await smallRun(fig7, smallest, true)).toEqual(findings);
    const scripts = await smallRun(fig7, { ...smallest, source: 'scripts' });
    const weights = scripts.tables.find(({ name }) => name === 'fig7-map')?.columns[0]?.values as number[];
    expect(Math.min(...weights)).toBeCloseTo(0.025, 12);
    expect(scripts.disagreements.map(({ about }) => about)).toEqual(
      findings.disagreements.map(({ about }) => about),
    );
  });
});

describe('Figure 7, verdicts', () => {
  const rules = ['held', 'following', 'exact'] as const;
  const same = (values: Readonly<Record<string, Estimate>>): Estimates =>
    Object.fromEntries(
      rules.flatMap((rule) => Object.entries(values).map(([name, value]) => [named(rule, name), value])),
    );
  const paper = same({
    O1: at(0.3),
    O2: at(0.5),
    S: at(0.2),
    P: at(0.001),
    bottomS: at(0.001, 0.0005),
    cornerS: at(1, 0),
  });

  test('regimes', () => {
    const verdict = (estimates: Estimates) => judged(claim('regimes'), estimates).verdict;
    expect(verdict(paper)).toBe('holds');
    expect(verdict({ ...paper, exactS: at(0, 0) })).toBe('holds in a regime');
    expect(verdict({ ...paper, heldS: at(0, 0) })).toBe('does not hold');
    expect(verdict({ ...paper, heldP: at(0.05, 0.01) })).toBe('cannot tell');
    expect(verdict({ ...paper, heldBottomS: at(0.2) })).toBe('does not hold');
    expect(verdict({ ...paper, heldCornerS: at(0, 0) })).toBe('does not hold');
  });

  test.each(['fig7/equilibrium', 'fig7/shared-equilibrium'])('%s', (id) => {
    const verdict = (ratio: number) => judged(claim(id), same({ ratio: at(ratio) })).verdict;
    expect([1, 1.04, 1.05, 1.1, 0.7].map(verdict)).toEqual([
      'holds',
      'holds',
      'cannot tell',
      'does not hold',
      'does not hold',
    ]);
  });

  test('strength and examples', () => {
    const strength = (rise: number) => judged(claim('fig7/strength'), same({ rise: at(rise) })).verdict;
    expect([strength(-0.1), strength(0.1)]).toEqual(['holds', 'does not hold']);
    const signs = [1, -1, -1, 1, -1, -1];
    const names = [1, 2, 3].flatMap((k) => [`stimulated${k}`, `unstimulated${k}`]);
    const expected = same(Object.fromEntries(names.map((name, k) => [name, at(signs[k] as number)])));
    expect(judged(claim('fig7/examples'), expected).verdict).toBe('holds');
    expect(judged(claim('fig7/examples'), { ...expected, heldUnstimulated3: at(1) }).verdict).toBe(
      'does not hold',
    );
    expect(judged(claim('fig7/examples'), { ...expected, exactUnstimulated3: at(1) }).verdict).toBe(
      'holds in a regime',
    );
  });
});

describe('Figure 7, statistics', () => {
  test('crossing, interpolation, rise', () => {
    expect(crossing([0, 1, 2], [2, 1, -1], 1)).toBe(1.5);
    expect(crossing([0, 1, 2], [-2, -1, 1], -1)).toBe(1.5);
    expect(crossing([0, 1, 2], [3, 2, 1], 1)).toBe(2);
    expect(crossing([0, 1, 2], [-3, 2, 1], 1)).toBe(0);
    expect([0, 0.5, 1.5, 2].map((x) => interpolated([0, 1, 2], [0, 2, 6], x))).toEqual([0, 1, 4, 6]);
    expect(largestRise([4, 3, 3.5, 0])).toBe(0.125);
    expect(largestRise([4, 3, 0])).toBeLessThan(0);
  });

  test('shares of a map with four quarters', () => {
    const quarters = [-1, 1].map((own) => ({
      weight: own,
      stimulated: own,
      unstimulated: [-1, 1],
      drive: 1,
    }));
    expect(sharesOf(quarters)).toEqual({ O1: 0.25, O2: 0.25, S: 0.25, P: 0.25, bottomS: 0.5, cornerS: 0 });
    expect([regimeOf(1, -1), regimeOf(-1, 1), regimeOf(-1, -1), regimeOf(1, 1)]).toEqual([
      'O1',
      'O2',
      'S',
      'P',
    ]);
  });
});
