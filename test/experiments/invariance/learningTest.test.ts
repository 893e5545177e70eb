/** The equivalence test of learning curves: its false alarms and its power, on made-up curves. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/experiments/draws.ts';
import {
  CHECKPOINTS,
  type CurvePair,
  type CurvesOfRule,
} from '../../../src/experiments/invariance/learningCurves.ts';
import {
  DIVERGENCE_MARGIN,
  RATE_MARGIN,
  testLearning,
} from '../../../src/experiments/invariance/learningTest.ts';

const TRIALS = 12;
const GAP = 0.01;
const MARGIN = RATE_MARGIN * GAP;

/** Standard normal. */
const normal = (uniform: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** Curves whose difference is shift + noise, the same at all checkpoints of a trial. */
function trial(uniform: () => number, shift: number, noise: number): CurvePair {
  const d = shift + noise * normal(uniform);
  const curve = CHECKPOINTS.map((part) => 1 - part / 2);
  const moved = curve.map((each, k) => (k === 0 ? each : each + d));
  const curves: CurvesOfRule = {
    somatic: { rateError: curve, divergence: curve },
    other: { rateError: moved, divergence: moved },
    gap: GAP,
  };
  return { natural: curves, euclidean: curves };
}

const test = (uniform: () => number, shift: number, noise: number) => {
  const found = testLearning(Array.from({ length: TRIALS }, () => trial(uniform, shift, noise)));
  if (found === undefined) throw new Error('no test');
  return found.natural.rateError;
};

describe('the equivalence test', () => {
  it('calls curves that are a margin apart equivalent in at most 2.5 % of all cases', () => {
    const uniform = stream(1, 'calibration');
    const REPEATS = 2000;
    let false_ = 0;
    for (let k = 0; k < REPEATS; k++) if (test(uniform, MARGIN, 0.01).equivalent) false_++;
    // 2.5 % and five standard deviations of a count; the interval is one-sided exact there.
    expect(false_).toBeLessThan(0.025 * REPEATS + 5 * Math.sqrt(0.025 * REPEATS));
    expect(false_).toBeGreaterThan(0);
  });

  it('has the power that it states, or more', () => {
    const uniform = stream(2, 'power');
    const REPEATS = 400;
    let [equivalent, stated] = [0, 0];
    for (let k = 0; k < REPEATS; k++) {
      const { equivalent: found, power } = test(uniform, 0, 0.02);
      if (found) equivalent++;
      stated += power / REPEATS;
    }
    // One noise for all checkpoints: Bonferroni's bound is far below.
    expect(equivalent / REPEATS).toBeGreaterThan(stated - 5 * Math.sqrt(0.25 / REPEATS));
    expect(test(stream(3, 'little noise'), 0, 0.001)).toMatchObject({ equivalent: true, different: false });
    expect(test(stream(3, 'little noise'), 0, 0.001).power).toBeGreaterThan(0.999);
    expect(test(stream(3, 'much noise'), 0, 1)).toMatchObject({ equivalent: false, power: 0 });
  });

  it('finds a difference of three margins', () => {
    const found = test(stream(4, 'difference'), 3 * MARGIN, 0.01);
    expect(found).toMatchObject({ equivalent: false, different: true });
  });
});

describe('trials', () => {
  const left: CurvePair = { natural: 'left', euclidean: 'left' };
  const uniform = stream(5, 'left');
  const some = Array.from({ length: 3 }, () => trial(uniform, 0, 0.001));

  it('that left are counted, and are in no mean', () => {
    const found = testLearning([...some, left]);
    expect(found?.natural).toMatchObject({ trials: 4, left: 1, meanGap: GAP });
    expect(found?.natural.divergence.margin).toBeCloseTo(DIVERGENCE_MARGIN * GAP, 12);
  });

  it('must be two at least', () => {
    expect(testLearning([some[0] as CurvePair, left])).toBeUndefined();
  });
});
