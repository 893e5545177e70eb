import { describe, expect, it } from 'vitest';
import {
  POTENTIAL_STATISTICS,
  writePotentialStatistics,
} from '../../../src/experiments/coefficients/potentialStatistics.ts';
import { learningRuleCoefficients } from '../../../src/numeric/coefficients/coefficients.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';
import { kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { voltageMoments } from '../../../src/numeric/neuron/neuron.ts';

const DRAWS = 20_000;
const rate = 20;
const weights = Float64Array.of(0.5, -0.2, 0.1, 0.4, 0.3);
const kernel = { ...paperKernel, e0: 0.5 };
const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
const ce = 1 / inverseCe;
const moments = voltageMoments({ rates: weights.map(() => rate), weights, kernel });
const { g1, g2, g3, g4 } = learningRuleCoefficients(moments);

/** The two moments of a linear function sum_i a_i x_i of independent USPs: Campbell's theorem. */
function ofLinear(coefficient: (weight: number) => number) {
  let [first, second] = [0, 0];
  for (const weight of weights) {
    first += coefficient(weight);
    second += coefficient(weight) ** 2;
  }
  return { mean: rate * e0 * first, variance: rate * inverseCe * second };
}

const out = new Float64Array(POTENTIAL_STATISTICS.length);
const out2 = new Float64Array(POTENTIAL_STATISTICS.length);
writePotentialStatistics({ rate, weights, kernel, e0, ce, g1, g2, g4 }, DRAWS, new Random(5, 0, 2), out);
const statistic = (name: string): number => out[POTENTIAL_STATISTICS.indexOf(name)] ?? Number.NaN;

describe('gammaU, gammaW and their approximations, linear in x, have the mean and the variance that Campbell gives', () => {
  const unit = ce * e0;
  it.each<[string, string, (weight: number) => number]>([
    ['gammaU', '108', (w) => -unit * (unit * g1 + g3 * w)],
    ['gammaW', '109', (w) => unit * g2 + g4 * w],
    ['gammaU110', '110', () => -unit * unit * g1],
    ['gammaU111', '111', () => ce / (rate * weights.length)],
    ['gammaW113', '113', (w) => 0.05 * w],
  ])('%s, Equation %s', (name, _, coefficient) => {
    const { mean, variance } = ofLinear(coefficient);
    // Six standard errors; the fourth moment of these sums is below 12 variances squared.
    expect(Math.abs(statistic(`${name}Mean`) - mean)).toBeLessThan(6 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(statistic(`${name}Sd`) ** 2 / variance - 1)).toBeLessThan(6 * Math.sqrt(11 / DRAWS));
  });

  it('gammaU112 is c_u ce, without a spread', () => {
    expect(statistic('gammaU112Mean')).toBeCloseTo(0.95 * e0 * ce, 12);
    expect(statistic('gammaU112Sd')).toBe(0);
  });

  it('the divisor is draws - 1: also two draws have the right variance in the mean', () => {
    const random = new Random(6, 0, 2);
    const k = POTENTIAL_STATISTICS.indexOf('gammaU111Sd');
    let total = 0;
    for (let repeat = 0; repeat < DRAWS; repeat++) {
      writePotentialStatistics({ rate, weights, kernel, e0, ce, g1, g2, g4 }, 2, random, out2);
      total += (out2[k] ?? Number.NaN) ** 2;
    }
    const { variance } = ofLinear(() => ce / (rate * weights.length));
    expect(Math.abs(total / DRAWS / variance - 1)).toBeLessThan(6 * Math.sqrt(12 / DRAWS));
  });
});
