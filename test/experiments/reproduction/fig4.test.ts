import { describe, expect, test } from 'vitest';
import { judged } from '../../../src/experiments/reproduction/claimFinding.ts';
import { fig4 } from '../../../src/experiments/reproduction/fig4.ts';
import type { Estimate } from '../../../src/experiments/reproduction/reproduction.ts';
import { smallest, smallRun } from './smallRun.ts';

const findings = await smallRun(fig4);
const claim = (id: string) =>
  findings.claims.find((each) => each.id === id) as (typeof findings.claims)[number];
const column = (table: string, name: string) =>
  findings.tables.find((each) => each.name === table)?.columns.find((each) => each.name === name)
    ?.values as readonly (number | string)[];

describe('Figure 4', () => {
  test('the somatic change does not depend on the distance, that of Euclidean descent does', () => {
    const { verdict, estimates } = claim('democracy');
    expect(verdict).toBe('holds');
    expect(estimates.euclidean?.value).toBeCloseTo(0.99, 2);
  });

  test('the dendritic change grows with 1/alpha', () => {
    expect(claim('fig4/dendritic-change').verdict).toBe('holds');
    const rules = column('fig4-change', 'rule');
    const somatic = column('fig4-change', 'somaticChange').filter((_, k) => rules[k] === 'held') as number[];
    const dendritic = column('fig4-change', 'dendriticChange').filter(
      (_, k) => rules[k] === 'held',
    ) as number[];
    dendritic.forEach((change, k) => {
      expect(change / ((k + 1) * (somatic[0] as number))).toBeCloseTo(1, 9);
    });
  });

  test('every variant flips its verdict', () => {
    for (const { variants } of findings.claims)
      for (const { flips, says } of variants) expect(flips, says).toBe(true);
  });

  test('democracy: a regime where only held coefficients are democratic', () => {
    const democracy = fig4.claims.find(({ id }) => id === 'democracy') as (typeof fig4.claims)[number];
    const { estimates } = claim('democracy');
    const spread: Estimate = { value: 0.01, low: 0.01, high: 0.01, says: 'spread' };
    expect(judged(democracy, { ...estimates, exact: spread }).verdict).toBe('holds in a regime');
    expect(judged(democracy, { ...estimates, held: spread }).verdict).toBe('does not hold');
  });

  test('distances reach from 0 to 460 um; results do not depend on the order of the tasks; seeds matter', async () => {
    const distances = column('fig4-change', 'distance') as number[];
    expect(Math.min(...distances)).toBe(0);
    expect(Math.max(...distances)).toBeCloseTo(460.5, 1);
    expect(await smallRun(fig4, smallest, true)).toEqual(findings);
    expect((await smallRun(fig4, { ...smallest, seed: 2 })).claims).not.toEqual(findings.claims);
  });
});
