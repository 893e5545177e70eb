/** The interpolant keeps the bound that it states, at points of its own choice and at the 40-digit references. */
import { describe, expect, it } from 'vitest';
import { COEFFICIENT_NAMES } from '../../../src/numeric/coefficients/coefficientNames.ts';
import { transferCoefficients } from '../../../src/numeric/coefficients/transferCoefficients.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';
import {
  buildInterpolant,
  type InterpolantRequest,
  type MeasuredInterpolant,
  ToleranceError,
} from '../../../src/numeric/interpolant/build.ts';
import { evaluateInterpolant } from '../../../src/numeric/interpolant/evaluate.ts';
import type { Interpolant } from '../../../src/numeric/interpolant/interpolant.ts';
import { measure } from '../../../src/numeric/interpolant/measure.ts';
import { relativeErrors } from '../../../src/numeric/interpolant/scales.ts';
import { patchBoxes } from '../../../src/numeric/interpolant/tree.ts';
import { readTransfer } from '../../../src/transfer/transferSpecification.ts';
import { references } from '../coefficients/references.ts';
import { randomMoments, rowOf, usual } from './interpolants.ts';

/** Errors over bounds, the largest of all points and coefficients. */
function worstRatio(
  { interpolant, bound }: MeasuredInterpolant,
  request: InterpolantRequest,
  points: readonly VoltageMoments[],
): number {
  const evaluate = evaluateInterpolant(interpolant);
  const ratios = points.map((point) => {
    const exact = rowOf(transferCoefficients(point, request.transfer));
    const errors = relativeErrors(rowOf(evaluate(point)), exact, point);
    return Math.max(...COEFFICIENT_NAMES.map((name, k) => (errors[k] ?? Number.NaN) / bound[name]));
  });
  return Math.max(...ratios);
}

const measured = buildInterpolant(usual);

describe('the bound', () => {
  it('holds at random points', () => {
    expect(worstRatio(measured, usual, randomMoments(usual.range, 20_000, 7))).toBeLessThanOrEqual(1);
    expect(Math.max(...Object.values(measured.bound))).toBeLessThanOrEqual(usual.tolerance);
  });

  it('is not generous: a tenth of it does not', () => {
    expect(worstRatio(measured, usual, randomMoments(usual.range, 20_000, 7))).toBeGreaterThan(0.1);
  });

  it('holds on edges and corners of patches, where neighbours meet', () => {
    const points = patchBoxes(measured.interpolant).flatMap(({ mean, sd }) =>
      [mean[0], 0.5 * (mean[0] + mean[1]), mean[1]].flatMap((m) =>
        [sd[0], 0.5 * (sd[0] + sd[1]), sd[1]].map((s) => {
          const variance = Math.min(Math.max(s * s, 1e-6), usual.range.variance[1]);
          return { mean: m, variance, q: (m * m) / variance + 10 };
        }),
      ),
    );
    expect(worstRatio(measured, usual, points)).toBeLessThanOrEqual(1);
  });

  it('holds at the 40-digit references, over their whole range', () => {
    const wide: InterpolantRequest = { ...usual, range: { mean: [-60, 60], variance: [0, 1e4] } };
    const { interpolant, bound } = buildInterpolant(wide);
    const evaluate = evaluateInterpolant(interpolant);
    for (const { exact, mean, variance, q } of references) {
      const point = { mean, variance, q };
      const errors = relativeErrors(rowOf(evaluate(point)), rowOf(exact), point);
      for (const [k, name] of COEFFICIENT_NAMES.entries())
        expect(errors[k], `${name} at ${JSON.stringify(point)}`).toBeLessThanOrEqual(bound[name]);
    }
    expect(references.length).toBeGreaterThan(200);
  });

  it.each([
    ['exponential', { mean: [-20, 30], variance: [0, 100] }, 1e-10],
    ['quadratic', { mean: [0, 30], variance: [4, 100] }, 1e-9],
    ['softplus', { mean: [0, 15], variance: [1, 9] }, 1e-9],
    ['40*(1+tanh(v/8))+v^2/100', { mean: [1, 6], variance: [0.5, 2] }, 1e-9],
  ] as const)('holds for %s', (text, range, tolerance) => {
    const request = { transfer: readTransfer(text), range, tolerance, seed: 3 };
    expect(worstRatio(buildInterpolant(request), request, randomMoments(range, 200, 5))).toBeLessThanOrEqual(
      1,
    );
  });

  it('is seen to be broken where one coefficient of one patch is', () => {
    const patches = measured.interpolant.patches.map((patch) => [...patch]);
    for (const [quantity, names] of [
      [0, ['I1', 'c1', 'gammaS']],
      [1, ['I2', 'c2', 'g2']],
      [2, ['c3', 'g1', 'g4']],
    ] as const) {
      const spoilt = patches.map((patch, p) =>
        p === 17 ? patch.map((c, k) => (k === quantity ? c + 1e-6 : c)) : patch,
      );
      const errors = worstOf({ ...measured.interpolant, patches: spoilt });
      for (const name of names) expect(errors[name], name).toBeGreaterThan(10 * measured.bound[name]);
    }
  });

  function worstOf(interpolant: Interpolant) {
    const steps = measure(interpolant, (point) => transferCoefficients(point, usual.transfer), 2);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value.worst;
    }
  }
});

describe('the tolerance', () => {
  it('costs patches', () => {
    const counts = [1e-4, 1e-7, 1e-10].map(
      (tolerance) => buildInterpolant({ ...usual, tolerance }).interpolant.patches.length,
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(3);
  });

  it('that cannot be met is refused with one that can', () => {
    const narrow = { ...usual, range: { mean: [0, 5], variance: [1, 9] } } as const;
    const message = refusal({ ...narrow, tolerance: 1e-16 });
    expect(message).toMatch(
      /^got 1e-16, at which the error is still \S+ \(.* patches, mean = .*\), expected at least \S+, or a narrower range$/,
    );
    const possible = Number(/at least ([^,]+),/.exec(message)?.[1]);
    expect(
      Math.max(...Object.values(buildInterpolant({ ...narrow, tolerance: possible }).bound)),
    ).toBeLessThanOrEqual(possible);
  });

  function refusal(request: InterpolantRequest): string {
    try {
      buildInterpolant(request);
    } catch (error) {
      if (error instanceof ToleranceError) return error.message;
      throw error;
    }
    throw new Error('not refused');
  }
});

describe('a request', () => {
  it('gives the same numbers every time', () => {
    expect(buildInterpolant(usual)).toEqual(measured);
  });

  it.each([
    [
      { mean: [3, 3], variance: [0, 1] },
      'interpolant: mean from 3 to 3 (expected two finite numbers, the lower first)',
    ],
    [
      { mean: [0, 1], variance: [-1, 1] },
      'interpolant: variance from -1 to 1 (expected two finite numbers, the lower first, none below 0)',
    ],
    [
      { mean: [0, Infinity], variance: [0, 1] },
      'interpolant: mean from 0 to Infinity (expected two finite numbers, the lower first)',
    ],
  ] as const)('needs a range: %j', (range, message) => {
    expect(() => buildInterpolant({ ...usual, range })).toThrow(new RangeError(message));
  });

  it('needs coefficients everywhere in the range, and names the point where there are none', () => {
    const transfer = readTransfer('v');
    expect(() => buildInterpolant({ ...usual, transfer })).toThrow(
      /^at mean = \S+, variance = \S+: transfer function: phi\(\S+\) = -\S+ \(expected a finite positive rate\)$/,
    );
    const low = { mean: [-60, 0], variance: [0.01, 1] } as const;
    expect(() => buildInterpolant({ ...usual, transfer: readTransfer('quadratic'), range: low })).toThrow(
      /^gammaS = Infinity, .* at mean = \S+, variance = \S+ \(expected finite numbers: .*\)$/,
    );
  });
});

describe('a point', () => {
  const evaluate = evaluateInterpolant(measured.interpolant);

  it('may be at the ends of the range, and at variance 0', () => {
    for (const mean of [-20, 30]) expect(evaluate({ mean, variance: 100, q: 100 }).g1).toBeLessThan(0);
    expect(evaluate({ mean: 0, variance: 0, q: 3 }).g1).toBe(-1 / 4);
  });

  it.each([
    { mean: 30.001, variance: 1, q: 1e4 },
    { mean: -20.001, variance: 1, q: 1e4 },
    { mean: 0, variance: 100.001, q: 1 },
  ])('outside is refused: %j', (point) => {
    expect(() => evaluate(point)).toThrow(
      `interpolant: mean = ${point.mean}, variance = ${point.variance} (expected -20 <= mean <= 30 and 0 <= variance <= 100)`,
    );
  });

  it('that no voltage has is refused', () => {
    expect(() => evaluate({ mean: 3, variance: 4, q: 2.2 })).toThrow('expected mean^2 <= q * variance');
    expect(() => evaluate({ mean: Number.NaN, variance: 4, q: 2.2 })).toThrow('mean = NaN');
  });
});
