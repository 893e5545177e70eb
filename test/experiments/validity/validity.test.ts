import { describe, expect, it } from 'vitest';
import { stream, uniformWeights } from '../../../src/experiments/draws.ts';
import { paperSettings } from '../../../src/experiments/settings.ts';
import {
  approximationErrors,
  isTold,
  relativeDifference,
} from '../../../src/experiments/validity/approximationError.ts';
import { openErrorThreads } from '../../../src/experiments/validity/errorTask.ts';
import { leastTrust, trustIn } from '../../../src/experiments/validity/trust.ts';
import { measureValidity, spread } from '../../../src/experiments/validity/validity.ts';
import { mainMap, neuronsOf } from '../../../src/experiments/validity/validityMap.ts';
import { voltageShape } from '../../../src/experiments/validity/voltageShape.ts';
import { kernelAt, paperKernel, peakTime } from '../../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../../src/numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { cumulantSpectrum } from '../../../src/numeric/reference/cumulantSpectrum.ts';
import { spectralMatrix } from '../../../src/numeric/reference/plainShotNoise.ts';
import { sigmoidTransform } from '../../../src/numeric/shotNoise/exponentialSum.ts';
import { plainFisherMatrix } from '../../numeric/reference/plainFisherMatrix.ts';
import { smallOptions, smallResult } from './validity.fixture.ts';

const neuron = (rates: readonly number[], weights: readonly number[]): Neuron => ({
  rates: Float64Array.from(rates),
  weights: Float64Array.from(weights),
  kernel: paperKernel,
  transfer: { name: 'sigmoid', ...paperSigmoid },
});
const told = (each: Neuron) => {
  const errors = approximationErrors(each, 1);
  if (!isTold(errors)) throw new Error(errors.reason);
  return errors;
};

describe('streams', () => {
  it('are the same for the same seed and name, and differ otherwise', () => {
    const first = (seed: number, name: string) => uniformWeights(3, 1, stream(seed, name));
    expect(first(1, 'a')).toEqual(first(1, 'a'));
    expect(first(2, 'a')).not.toEqual(first(1, 'a'));
    expect(first(1, 'b')).not.toEqual(first(1, 'a'));
  });

  it('draw weights from the whole interval, both signs', () => {
    const weights = uniformWeights(1000, 0.5, stream(1, 'weights'));
    expect(Math.max(...weights)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...weights)).toBeGreaterThan(0.49);
    expect(Math.min(...weights)).toBeLessThan(-0.49);
  });
});

describe("the paper's settings", () => {
  it('have names of their own, and cover Figures 3, 4, 5, 7, 11', () => {
    expect(new Set(paperSettings.map(({ id }) => id)).size).toBe(paperSettings.length);
    for (const figure of ['3F', '3D-E', '4', '5', '7', '10, 11'])
      expect(paperSettings.some((each) => each.figure.startsWith(figure))).toBe(true);
  });

  it.each([
    ['fig3-10-50', 10, { n: 100, rates: [10, 50], largest: 0.01 }],
    ['fig4', 1, { n: 1, rates: [5], largest: 0.05 }],
    ['fig5-10Hz-15ms', 1, { n: 1, rates: [10], largest: 0.01 }],
    ['fig7-2.5', 1, { n: 10, rates: [5, 0], largest: 0.25 }],
    ['fig7-2.5-scripts', 1, { n: 10, rates: [5, 1e-4], largest: 0.25 }],
    ['fig11-n-200', 20, { n: 200, rates: [20], largest: 0.025 }],
  ] as const)('%s is as the paper has it', (id, draws, { n, rates, largest }) => {
    const neurons = paperSettings.find((each) => each.id === id)?.neurons(1) ?? [];
    expect(neurons).toHaveLength(draws);
    for (const { rates: got, weights } of neurons) {
      expect([got.length, weights.length]).toEqual([n, n]);
      expect([...new Set(got)]).toEqual([...rates]);
      expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(largest);
      expect(Math.max(...weights.map(Math.abs))).toBeGreaterThan(0.8 * largest);
    }
  });

  it('have USPs of the 60 mV that the article states', () => {
    expect(kernelAt(peakTime(paperKernel), paperKernel)).toBeCloseTo(59.7, 1);
  });

  it('of Figure 5 have a mean USP of 1 mV', () => {
    for (const setting of paperSettings.filter(({ figure }) => figure === '5'))
      for (const { rates, kernel } of setting.neurons(1))
        expect(kernel.e0 * (rates[0] ?? 0)).toBeCloseTo(1, 12);
  });
});

describe('the shape of V', () => {
  it('has the skewness of Campbell, falling like one over the root of the number of spikes', () => {
    // kappa3/kappa2^1.5 by hand: 3.4 at 5 Hz.
    const { skewness, sd } = voltageShape(neuron([5], [0.05]));
    const [m, s] = [0.01, 0.003];
    const third = (m / 3 - (3 * m * s) / (2 * s + m) + (3 * m * s) / (2 * m + s) - s / 3) / (m - s) ** 3;
    expect(skewness).toBeCloseTo(third / (1 / (2 * (m + s))) ** 1.5 / Math.sqrt(5), 10);
    expect(sd).toBeCloseTo(0.05 * Math.sqrt(5 / (2 * (m + s))), 12);
    expect(voltageShape(neuron([20], [0.05])).skewness).toBeCloseTo(skewness / 2, 12);
    expect(voltageShape(neuron([5], [-0.05])).skewness).toBeCloseTo(-skewness, 12);
  });

  it('does not count the weights of silent afferents', () => {
    expect(voltageShape(neuron([5, 0], [0.05, 9])).jump).toBeCloseTo(0.05 * 59.7, 1);
  });
});

describe('the error of an approximation', () => {
  it('of the closed form is that of another route: the spectral integral with two cumulants against all of them', () => {
    const [r, w] = [
      [8, 25, 40],
      [0.12, -0.05, 0.08],
    ];
    const G = plainFisherMatrix({ r, w }, paperKernel);
    const approximation = (third: number) =>
      spectralMatrix(
        (k) => sigmoidTransform(paperSigmoid, { re: 0, im: k }),
        cumulantSpectrum({ r, w }, paperKernel, third),
        3,
        { step: 0.05, largest: 4.5 },
      );
    expect(told(neuron(r, w)).closed.frobenius).toBeCloseTo(relativeDifference(approximation(0), G), 8);
    // The variant with the third cumulant differs by far more than that.
    expect(
      Math.abs(relativeDifference(approximation(1), G) - relativeDifference(approximation(0), G)),
    ).toBeGreaterThan(1e-3);
  });

  it('of one afferent is the same in every measure', () => {
    const { closed } = told(neuron([5], [0.05]));
    expect(closed.smallest).toBeCloseTo(0.6325, 3);
    expect(closed.frobenius).toBeCloseTo(1 - closed.smallest, 12);
    expect(closed.largest).toBe(closed.smallest);
    expect(closed.angle).toBeCloseTo(0, 6);
  });

  it('in the Frobenius norm is at most that in the worst direction', () => {
    for (const setting of ['fig11-n-10', 'fig3-10-50', 'fig7-2.5']) {
      const neurons =
        paperSettings
          .find(({ id }) => id === setting)
          ?.neurons(3)
          .slice(0, 3) ?? [];
      for (const { closed } of neurons.map(told)) {
        // Lanczos finds the ends to four digits.
        expect(closed.frobenius).toBeLessThanOrEqual(
          1.001 * Math.max(closed.largest - 1, 1 - closed.smallest),
        );
      }
    }
  });

  it('does not change with afferents that are silent', () => {
    const { closed } = told(neuron([5, 20], [0.1, -0.2]));
    expect(told(neuron([5, 0, 20, 0], [0.1, 3, -0.2, 1])).closed).toEqual(closed);
  });

  it('vanishes with the size of the deflections, in first order for the closed form, in second for the next', () => {
    const errorAt = (size: number) => {
      const { closed, corrected } = told(neuron([10, 30], [size, -0.5 * size]));
      return [closed.frobenius, 'reason' in corrected ? Number.NaN : corrected.frobenius] as const;
    };
    const [one, half] = [errorAt(2e-3), errorAt(1e-3)];
    expect(one[0] / half[0]).toBeCloseTo(2, 1);
    expect(one[1] / half[1]).toBeCloseTo(4, 0);
  });

  it('is told as unknown where the numbers have left the range of doubles', () => {
    const errors = approximationErrors(
      { ...neuron([100], [50]), transfer: { name: 'exponential', phi0: 5, beta: 0.3 } },
      1,
    );
    expect(isTold(errors)).toBe(false);
  });

  it('does not overflow where the entries do not', () => {
    expect(relativeDifference(Float64Array.of(1.1e200), Float64Array.of(1e200))).toBeCloseTo(0.1, 12);
  });
});

describe('trust', () => {
  it.each([
    [{ frobenius: 0.01, smallest: 1 / 1.1, largest: 1.1 }, 'trusted'],
    [{ frobenius: 0.011, smallest: 1, largest: 1 }, 'doubtful'],
    [{ frobenius: 0.001, smallest: 0.9, largest: 1 }, 'doubtful'],
    [{ frobenius: 0.001, smallest: 1, largest: 1.11 }, 'doubtful'],
    [{ frobenius: 0.1, smallest: 0.5, largest: 2 }, 'doubtful'],
    [{ frobenius: 0.11, smallest: 1, largest: 1 }, 'not trusted'],
    [{ frobenius: 0.01, smallest: 0.49, largest: 1 }, 'not trusted'],
    [{ frobenius: 0.01, smallest: -1, largest: 1 }, 'not trusted'],
    [{ frobenius: Number.NaN, smallest: Number.NaN, largest: Number.NaN }, 'not trusted'],
  ] as const)('in %o is %s', (error, trust) => expect(trustIn(error)).toBe(trust));

  it('of several draws is that of the worst', () => {
    expect(leastTrust(['trusted', 'not trusted', 'doubtful'])).toBe('not trusted');
    expect(leastTrust(['trusted', 'doubtful'])).toBe('doubtful');
  });
});

describe('the map', () => {
  it('has every size, rate and scale, with equal and random weights', () => {
    expect(mainMap).toHaveLength(8 * 8 * 3 * 2);
    expect(new Set(mainMap.map(({ n }) => n))).toEqual(new Set([1, 2, 5, 10, 30, 100, 300, 1000]));
    expect(new Set(mainMap.map(({ rate }) => rate))).toEqual(new Set([0.5, 1, 2, 5, 10, 20, 50, 100]));
  });

  it('has the same draws at every rate and scale', () => {
    const of = (rate: number, scale: number) => {
      const cell = mainMap.find(
        (each) => each.n === 10 && each.rate === rate && each.scale === scale && each.weights === 'random',
      );
      return cell === undefined ? [] : neuronsOf(cell, 1).map(({ weights }) => [...weights]);
    };
    expect(of(1, 1)).toHaveLength(5);
    expect(of(1, 1)).toEqual(of(100, 1));
    expect(of(1, 5).flat()).toEqual(
      of(1, 1)
        .flat()
        .map((w) => expect.closeTo(5 * w, 12)),
    );
  });

  it('spreads', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, low: 1, high: 4 });
  });
});

describe('the measurement', () => {
  it('is the same for the same seed, in this thread and in others, and differs with the seed', async () => {
    const { seconds: _, ...here } = await smallResult();
    const threads = openErrorThreads(2);
    try {
      const { seconds: __, ...there } = await measureValidity({
        ...smallOptions,
        evaluate: threads.evaluate,
      });
      expect(there).toEqual(here);
    } finally {
      await threads.close();
    }
    const other = await measureValidity({ ...smallOptions, seed: 2, scalings: [], settings: [] });
    expect(other.map).not.toEqual(here.map);
  }, 60_000);

  it('tells every cell, or why not', async () => {
    const { map, settings } = await smallResult();
    for (const each of [...map, ...settings]) {
      if (each.trust === undefined) expect(each.reason).toMatch(/\S/);
      else expect(each.closed?.frobenius.median).toBeGreaterThan(0);
    }
    expect(map.some(({ trust }) => trust === undefined)).toBe(true);
    expect(settings.map(({ setting, trust }) => [setting.id, trust])).toEqual([
      ['fig4', 'not trusted'],
      ['fig5-50Hz-20ms', 'trusted'],
      ['fig11-n-10', 'not trusted'],
    ]);
  });

  it('counts the neurons that are done', async () => {
    const seen: string[] = [];
    await measureValidity({
      ...smallOptions,
      cells: smallOptions.cells?.slice(0, 2) ?? [],
      settings: [],
      scalings: [],
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['1/2', '2/2']);
  });

  it('finds the orders of theory: 1/n for the worst direction, 1/n^2 with the third cumulant', async () => {
    const { order } = await smallResult();
    const slope = (method: string) =>
      order.find((each) => each.id === 'n-random' && each.method === method && each.measure === 'direction')
        ?.fit.slope;
    expect(Math.abs((slope('closed') ?? 0) + 1)).toBeLessThan(0.15);
    expect(Math.abs((slope('corrected') ?? 0) + 2)).toBeLessThan(0.3);
  });
});
