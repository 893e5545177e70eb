/** Maps that a user types. */
import { describe, expect, it } from 'vitest';
import { FORMULAS } from '../../src/experiments/invariance/arbitraries.ts';
import { DOMAIN, expressionMap } from '../../src/transfer/expressionMap.ts';

const [low, high] = DOMAIN;
const points = Array.from({ length: 7 }, (_, k) => low + ((high - low) * (k + 0.5)) / 7);

describe('a map from a formula', () => {
  it.each(FORMULAS)("%s: f', f'' and inverse", (text) => {
    const map = expressionMap(text);
    for (const w of points) {
      const h = 3e-5;
      expect((map.value(w + h) - map.value(w - h)) / (2 * h)).toBeCloseTo(map.slope(w), 6);
      expect((map.slope(w + h) - map.slope(w - h)) / (2 * h)).toBeCloseTo(map.curvature(w), 4);
      expect(map.inverse(map.value(w))).toBeCloseTo(w, 13);
      expect(map.dual({ value: w, slope: 2 })).toEqual({ value: map.value(w), slope: 2 * map.slope(w) });
    }
  });

  it.each([
    ['w*', /^[^\n]+$/],
    ['w + v', 'map: got the symbol "v", expected w, e or pi'],
    ['foo(w)', /foo/],
    ['5', "map 5: got f' = 0 at w = 0.25, expected f' of one sign for 0.25 <= w <= 1.75"],
    [
      '(w-1)^2',
      /^map \(w-1\)\^2: got f' = \S+ at w = 1[\d.]*, expected f' of one sign for 0.25 <= w <= 1.75$/,
    ],
    ['log(w-1)', /^map log\(w-1\): got f, f', f'' = NaN, .* at w = 0.25, expected finite numbers/],
    [
      `${'sin('.repeat(120)}w${')'.repeat(120)}`,
      'map: got more than 500 parts or 100 levels, expected fewer',
    ],
  ])('%s is refused', (text, message) => {
    expect(() => expressionMap(text)).toThrow(message);
  });
});
