import { describe, expect, test } from 'vitest';
import { judged } from '../../../src/experiments/reproduction/claimFinding.ts';
import { fig5, potentialVariance } from '../../../src/experiments/reproduction/fig5.ts';
import type { Estimate } from '../../../src/experiments/reproduction/reproduction.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { smallest, smallRun } from './smallRun.ts';

const findings = await smallRun(fig5);
const table = findings.tables.find(({ name }) => name === 'fig5-change');
const column = (name: string): readonly number[] =>
  table?.columns.find((each) => each.name === name)?.values as readonly number[];
const variance = fig5.claims.find(({ id }) => id === 'variance') as (typeof fig5.claims)[number];
const at = (value: number, half = 0.01): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  says: '',
});

describe('Figure 5', () => {
  test('variances of the USP: r e0^2/(2 (tauM + tauS)) with e0 = 1/r', () => {
    column('variance').forEach((each, k) => {
      const [rate, tauS] = [column('rate')[k] as number, column('tauS')[k] as number];
      expect(each).toBeCloseTo(1 / (2 * rate * (0.01 + tauS)), 12);
      expect(each).toBeCloseTo(potentialVariance({ rate, tauS }), 12);
    });
    expect(Math.min(...column('variance'))).toBeCloseTo(1 / 3, 9);
    expect(Math.max(...column('variance'))).toBeCloseTo(1 / 0.22, 9);
  });

  test("the change is what one line of algebra says: eta (phi'/phi)(0) (80 - phi(0)) T/(h(0) (1 + variance))", async () => {
    // Poisson input: the spread of the mean USP over 6 trials of 1 s is 1/sqrt(60) and less; 4 of it, and the first milliseconds after rest.
    const { phiMax, beta, theta } = paperSigmoid;
    const s = 1 / (1 + Math.exp(beta * theta));
    const information = phiMax * beta ** 2 * s * (1 - s) ** 2;
    const drift = 1e-4 * beta * (1 - s) * (80 - phiMax * s);
    column('change').forEach((change, k) => {
      const expected = drift / (information * (1 + (column('variance')[k] as number)));
      const spread = 1 / Math.sqrt(6 * (column('rate')[k] as number));
      expect(Math.abs(change / expected - 1)).toBeLessThan(4 * spread + 0.05);
    });
  });

  test('verdicts: inversely in proportion, less for more, neither, cannot tell', () => {
    const estimates = findings.claims.find(({ id }) => id === 'variance')?.estimates ?? {};
    const verdict = (exponent: Estimate, largestStep: Estimate) =>
      judged(variance, { ...estimates, exponent, largestStep }).verdict;
    expect(verdict(at(-1), at(-0.1))).toBe('holds');
    expect(verdict(at(-0.55), at(-0.1))).toBe('holds in a regime');
    expect(verdict(at(-0.55), at(0.1))).toBe('does not hold');
    expect(verdict(at(-0.75, 0.1), at(-0.1))).toBe('cannot tell');
    expect(verdict(at(-0.55), at(0, 0.1))).toBe('cannot tell');
  });

  test('results do not depend on the order of the tasks', async () => {
    expect(await smallRun(fig5, smallest, true)).toEqual(findings);
  });
});
