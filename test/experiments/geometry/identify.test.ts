/** Rankings and verdicts on weights made with a known potential, and how often they err. */
import { describe, expect, it } from 'vitest';
import { Calibration } from '../../../src/experiments/geometry/calibration.ts';
import { dualChange } from '../../../src/experiments/geometry/dualChange.ts';
import {
  CANNOT_TELL,
  type Identification,
  identify,
  LEVEL,
} from '../../../src/experiments/geometry/identify.ts';
import { drawNormalChange } from '../../../src/experiments/geometry/power.ts';
import { defaultNoise, drawWeights } from '../../../src/experiments/geometry/simulate.ts';
import { entropyPotential } from '../../../src/numeric/mirror/entropyPotential.ts';
import type { Potential } from '../../../src/numeric/mirror/potential.ts';
import { powerPotential } from '../../../src/numeric/mirror/powerPotential.ts';
import { standardNormal } from '../../../src/numeric/monteCarlo/normal.ts';
import { Random } from '../../../src/numeric/monteCarlo/random.ts';

const [euclidean, cubic] = [powerPotential(2), powerPotential(3)];
const potentials = [euclidean, cubic, entropyPotential];
/** Behind the p-values of verdicts: the smallest is below 0.01/3; and of rates. */
const draws = 1000;
const manyDraws = 4000;

const normalWeights = (count: number, seed = 1) =>
  drawWeights((random) => 0.1 * standardNormal(random), count, seed);
const positiveWeights = (count: number, seed = 1) =>
  drawWeights((random) => 0.1 * Math.exp(0.5 * standardNormal(random)), count, seed);

function learned(
  truth: Potential,
  before: Float64Array,
  noise = defaultNoise(truth),
  seed = 5,
): Float64Array {
  const after = new Float64Array(before.length);
  drawNormalChange(truth, before, { mean: 0, deviation: noise }, new Random(seed, 0, 9), after);
  return after;
}

function asked(
  before: Float64Array,
  after: Float64Array,
  tested: readonly Potential[] = potentials,
): Identification {
  return identify({ potentials: tested, before, after, centring: 'centred', seed: 1, draws });
}

interface Repetition {
  readonly weights: (run: number) => Float64Array;
  readonly noise: number;
  readonly level: number;
  readonly runs: number;
}

/** How often a potential is rejected, by itself, where another or the same one is true. */
function rejectionRate(
  truth: Potential,
  tested: Potential,
  { weights, noise, level, runs }: Repetition,
): number {
  const calibration = new Calibration('centred', manyDraws);
  let rejected = 0;
  for (let run = 0; run < runs; run++) {
    const before = weights(run);
    const change = dualChange(tested, before, learned(truth, before, noise, 100 + run));
    if (change.kind !== 'change') throw new Error(change.reason);
    const expected = calibration.null(change.values.length);
    if (expected.pValue(calibration.statistic(change.values)).pValue <= level) rejected++;
  }
  return rejected / runs;
}

describe('the verdict', () => {
  it.each(potentials.map((truth) => [truth.name, truth] as const))('is %s where that is true', (_, truth) => {
    for (const before of [normalWeights(300), positiveWeights(300)]) {
      const { verdict, ranking, power } = asked(before, learned(truth, before));
      expect(verdict).toBe(truth.name);
      expect(ranking.map(({ rejected }) => rejected)).toEqual([false, true, true]);
      expect(power).toBeGreaterThan(0.95);
    }
  });

  it('is "cannot tell" where all |w| were equal and changed little, and the power says that it would be', () => {
    const before = normalWeights(300).map((w) => (w < 0 ? -0.1 : 0.1));
    for (const truth of potentials) {
      const noise = 0.01 * Math.abs(truth.curvature(0.1)) * 0.1;
      const { verdict, ranking, power, rejections } = asked(before, learned(truth, before, noise));
      expect(verdict).toBe(CANNOT_TELL);
      expect(ranking.every(({ rejected }) => !rejected)).toBe(true);
      expect(power).toBeLessThan(0.05);
      for (const { rate } of rejections) expect(rate).toBeLessThan(0.05);
    }
  });

  it('is "cannot tell" where all are rejected', () => {
    const before = normalWeights(300);
    const random = new Random(2, 0, 0);
    const after = before.map((w) => w * Math.exp(random.uniform() ** 8));
    const { verdict, ranking } = asked(before, after);
    expect(verdict).toBe(CANNOT_TELL);
    expect(ranking.every(({ rejected }) => rejected)).toBe(true);
  });

  it('is "cannot tell" where nothing changed', () => {
    const before = normalWeights(50);
    const { verdict, power, ranking } = asked(before, before);
    expect([verdict, power]).toEqual([CANNOT_TELL, 0]);
    for (const { pValue, reason } of ranking) {
      expect(pValue).toBeNull();
      expect(reason).toBe('all dual changes are equal, up to rounding');
    }
  });

  it('is never a potential that could not be tested', () => {
    const before = positiveWeights(300);
    const after = before.map((w) => 1.3 * w);
    const { verdict, ranking } = asked(before, after);
    expect(ranking.find(({ potential }) => potential === 'negative-entropy')?.pValue).toBeNull();
    expect(verdict).toBe(CANNOT_TELL);
  });

  it('is the only potential that was tested, unless it is rejected; power has no other to speak of', () => {
    const before = normalWeights(300);
    const after = learned(cubic, before);
    expect(asked(before, after, [cubic])).toMatchObject({ verdict: 'p=3', power: null, level: LEVEL });
    expect(asked(before, after, [euclidean]).verdict).toBe(CANNOT_TELL);
  });

  it('rejects the true potential as often as the level says', () => {
    const runs = 4000;
    const weights = (run: number) => positiveWeights(30, run);
    const rate = rejectionRate(entropyPotential, entropyPotential, {
      weights,
      noise: 0.2,
      level: 0.01,
      runs,
    });
    // Five standard errors, of these runs and of the draws behind the p-values.
    expect(Math.abs(rate - 0.01)).toBeLessThan(5 * Math.sqrt(0.01 * 0.99 * (1 / runs + 1 / manyDraws)));
  });

  it('refuses numbers of weights that differ', () => {
    expect(() => asked(new Float64Array(3), new Float64Array(4))).toThrow('got 3 before and 4 after');
  });
});

describe('power', () => {
  it('is the rate at which another potential is rejected in weights made anew', () => {
    const before = normalWeights(60);
    const first = asked(before, learned(euclidean, before), [euclidean, cubic]);
    expect(first.ranking[0]?.potential).toBe('p=2');
    const [predicted] = first.rejections;
    const runs = 400;
    const anew = rejectionRate(euclidean, cubic, {
      weights: () => before,
      noise: 0.01,
      level: first.level,
      runs,
    });
    const rate = predicted?.rate ?? 0;
    expect(rate).toBeGreaterThan(0.1);
    expect(rate).toBeLessThan(0.99);
    // Also the observed size differs from the true one by 1/sqrt(2 60) = 9 %, which moves the rate by less than 0.1.
    expect(Math.abs(rate - anew)).toBeLessThan(0.1 + 5 * Math.sqrt(0.25 * (1 / 400 + 1 / runs)));
  });

  it('depends on the seed, p-values do not', () => {
    const before = normalWeights(60);
    const after = learned(euclidean, before);
    const of = (seed: number) => identify({ potentials, before, after, centring: 'centred', seed, draws });
    expect(of(1)).toEqual(of(1));
    expect(of(2).ranking).toEqual(of(1).ranking);
    expect(of(2).rejections).not.toEqual(of(1).rejections);
  });
});

describe('a dual change', () => {
  const of = (before: number[], after: number[], potential: Potential = entropyPotential) =>
    dualChange(potential, Float64Array.from(before), Float64Array.from(after));

  it('is that of the duals, without weights that are 0 before and after', () => {
    const change = of([1, -1, 0, 2, 4], [Math.E, -Math.E, 0, 2, 1]);
    expect(change.kind).toBe('change');
    if (change.kind !== 'change') return;
    const expected = [1, -1, 0, -Math.log(4)];
    expect(change.values).toHaveLength(4);
    for (const [k, value] of expected.entries()) expect(change.values[k]).toBeCloseTo(value, 14);
    expect(of([1, 0, 3], [2, 0, 1], euclidean)).toEqual({
      kind: 'change',
      values: Float64Array.of(1, 0, -2),
    });
  });

  it('is impossible under a potential of half-lines where signs change or 0 is reached or left', () => {
    for (const [before, after] of [
      [1, -1],
      [1, 0],
      [0, 1],
    ] as const)
      expect(of([1, 2, 3, before], [3, 1, 7, after])).toEqual({
        kind: 'impossible',
        reason: '1 weight changed sign or became or left 0',
      });
    expect(of([1, 2, 3, 1], [3, 1, 7, -1], cubic).kind).toBe('change');
  });

  it('cannot be tested with too few weights, or where a dual leaves the range of numbers', () => {
    expect(of([1, 2, 0], [2, 1, 0])).toEqual({
      kind: 'untestable',
      reason: '2 weights other than 0, expected at least 3',
    });
    expect(of([1e200, 2, 3], [2, 1, 7], cubic)).toEqual({
      kind: 'untestable',
      reason: '1 weight without a finite dual',
    });
  });
});
