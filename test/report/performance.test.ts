/** Writing the whole ledger's report is quick: 200 pages, 3000 different formulas, 4000 mutants in 3 s of processor time. */
import { expect, it } from 'vitest';
import { reportFiles } from '../../src/report/files.ts';
import { corrected, reportOn } from './fixture.ts';

it('writes 200 pages in three seconds', () => {
  const line = (index: number, step: number) =>
    String.raw`G^{-1}_{${index}} = \frac{1}{c_1}\left[\Sigma^{-1} + (g_1\tilde r + g_2 w)\tilde r^{\mathsf T}\right]^{${step}}`;
  const claims = Array.from({ length: 200 }, (_, index) => ({
    ...corrected,
    id: `eq${index}`,
    equation: index,
    latex: [line(index, 0), line(index, 1)],
    dependsOn: [index - 1, index - 7, index - 20].filter((other) => other >= 0).map((other) => `eq${other}`),
    steps: Array.from({ length: 13 }, (_step, step) => ({
      rule: `step ${step}`,
      latex: line(index, step + 2),
    })),
    variants: Array.from({ length: 20 }, (_variant, variant) => ({
      change: `factor ${variant} dropped`,
      statement: corrected.statement,
      fate: 'refuted' as const,
      by: 'the sides differ at an exact assignment with n = 1',
    })),
  }));
  const before = process.cpuUsage();
  const files = reportFiles(reportOn(claims), new Date(0));
  const { user, system } = process.cpuUsage(before);
  expect(files.length).toBe(207);
  expect((user + system) / 1e6).toBeLessThan(3);
});
