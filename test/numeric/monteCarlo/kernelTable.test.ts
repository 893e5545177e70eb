/** The table against the kernel itself. */
import { describe, expect, it } from 'vitest';
import { DEGREE, kernelTable, ROW } from '../../../src/numeric/monteCarlo/kernelTable.ts';
import { kernelAt, paperKernel, peakTime } from '../../../src/numeric/neuron/kernel.ts';

const kernels = {
  paper: paperKernel,
  alpha: { tauM: 0.01, tauS: 0.01, e0: 1 },
  'nearly alpha': { tauM: 0.01, tauS: 0.01 * (1 + 1e-9), e0: 1 },
  'synapse slower': { tauM: 0.002, tauS: 0.02, e0: 3 },
  'far apart': { tauM: 0.02, tauS: 0.0001, e0: 1 },
};

describe('the kernel table', () => {
  it.each(Object.entries(kernels))(
    '%s: both columns to 16 units of the last place of the peak',
    (_, kernel) => {
      const slow = Math.max(kernel.tauM, kernel.tauS);
      const { span, rows, coefficients } = kernelTable(kernel, 5 * slow);
      const peak = kernelAt(peakTime(kernel), kernel);
      let worst = 0;
      for (let k = 0; k < 100_003; k++) {
        const place = (k / 100_003) * rows;
        const row = Math.floor(place);
        const values = [0, 1].map((column) => {
          let value = 0;
          for (let j = DEGREE; j >= 0; j--)
            value = value * (place - row - 0.5) + (coefficients[row * ROW + 2 * j + column] ?? 0);
          return value;
        });
        const age = (place / rows) * span;
        worst = Math.max(
          worst,
          Math.abs((values[0] ?? 0) - Math.exp(-age / slow)),
          Math.abs((values[1] ?? 0) - kernelAt(age, kernel)) / peak,
        );
      }
      expect(worst).toBeLessThan(2 ** -49);
    },
  );

  it('refuses time constants too far apart', () => {
    expect(() => kernelTable({ tauM: 0.01, tauS: 1e-6, e0: 1 }, 0.05)).toThrow(
      /^Monte Carlo of spikes: time constants 0.01 and 0.000001 \(expected a ratio below 975\)$/,
    );
  });
});
