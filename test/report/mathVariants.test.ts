import { describe, expect, it } from 'vitest';
import { withoutMathVariants } from '../../src/report/mathVariants.ts';

describe('withoutMathVariants', () => {
  it.each([
    ['<mi mathvariant="double-struck">E</mi>', '<mi>𝔼</mi>'],
    ['<mi mathvariant="double-struck">R</mi>', '<mi>ℝ</mi>'],
    ['<mi mathvariant="script">N</mi>', '<mi>𝒩</mi>'],
    ['<mi mathvariant="script">L</mi>', '<mi>ℒ</mi>'],
    ['<mi mathvariant="sans-serif">T</mi>', '<mi>𝖳</mi>'],
    ['<mi mathvariant="bold">w</mi>', '<mi>𝐰</mi>'],
    ['<mi mathvariant="bold">Σ</mi>', '<mi>𝚺</mi>'],
    ['<mi mathvariant="bold-italic">φ</mi>', '<mi>𝝋</mi>'],
    ['<mn mathvariant="bold">12</mn>', '<mn>𝟏𝟐</mn>'],
  ])('writes %s as %s', (mathml, expected) => {
    expect(withoutMathVariants(mathml)).toBe(expected);
  });

  it.each(['<mi mathvariant="normal">s</mi>', '<mi>x</mi>', '<mi mathvariant="initial">x</mi>'])(
    'leaves %s alone',
    (mathml) => {
      expect(withoutMathVariants(mathml)).toBe(mathml);
    },
  );

  it('keeps a character that has no styled form', () => {
    expect(withoutMathVariants('<mi mathvariant="script">1</mi>')).toBe('<mi>1</mi>');
  });
});
