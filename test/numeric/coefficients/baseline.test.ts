/** The SciPy script of the benchmark does the same work as the kernel: adaptive integrals give the same coefficients. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';

const hasScipy = spawnSync('python3', ['-c', 'import numpy, scipy']).status === 0;
const points = { mean: [-10, 0, 5, 12], variance: [60, 100, 300, 90], q: [30, 80, 50, 200] };

it.skipIf(!hasScipy)(
  'agrees with scipy.integrate.quad (needs python3 with numpy and scipy)',
  () => {
    const script = fileURLToPath(new URL('../../../bench/coefficients_baseline.py', import.meta.url));
    const input = JSON.stringify({ ...points, tolerance: 1e-11 });
    const { stdout } = spawnSync('python3', [script], { input, encoding: 'utf8' });
    const { g4 }: { g4: number[] } = JSON.parse(stdout);
    expect(g4).toHaveLength(points.mean.length);
    for (const [i, value] of g4.entries()) {
      const moments = {
        mean: points.mean[i] as number,
        variance: points.variance[i] as number,
        q: points.q[i] as number,
      };
      expect(Math.abs(value / learningRuleCoefficients(moments).g4 - 1)).toBeLessThan(1e-8); // c3 cancels a little
    }
  },
  60_000,
);
