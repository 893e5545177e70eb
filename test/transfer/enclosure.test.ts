import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/expression/compile.ts';
import { parse } from '../../src/expression/parse.ts';
import { enclose } from '../../src/transfer/enclosure.ts';

const FORMULAS = [
  'v^3-2*v+1',
  '(v-1)^2/(1+v^2)',
  'exp(-v^2)*sin(3*v)',
  'log(2+v)*cosh(v)',
  'sqrt(v^2+0.1)-tanh(v)',
  '(3+v)^1.7',
  '(2+v)^v',
  'atan(v)*cos(v)',
  'log1p(v^2)-expm1(v)',
  'sinh(v)/(4-v)',
  'pi*v^-2',
];

describe('bounds by interval arithmetic', () => {
  it.each(FORMULAS)('hold for %s at every point of a box', (text) => {
    const tree = parse(text);
    const value = compile(tree);
    const end = fc.double({ min: -1.5, max: 3, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const v = Math.min(high, low + share * (high - low));
        const bounds = enclose(tree, { low, high });
        // Unknown bounds are not wrong; that they are known where the formula is defined is the next test.
        expect(value(v) < bounds.low || value(v) > bounds.high).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it.each(FORMULAS)('are close to the value of %s on a small box', (text) => {
    const tree = parse(text);
    const { low, high } = enclose(tree, { low: 0.7, high: 0.7 + 1e-9 });
    expect(high - low).toBeLessThan(1e-6);
    expect(low).toBeLessThanOrEqual(compile(tree)(0.7));
  });

  it('say nothing where a formula is not defined', () => {
    for (const text of ['1/v', 'log(v)', 'sqrt(v)', 'v^0.5', 'tan(v)'])
      expect(enclose(parse(text), { low: -1, high: 1 }).low).toBeNaN();
  });

  it('keep a product of tiny numbers from becoming 0', () => {
    expect(enclose(parse('v*v'), { low: 1e-200, high: 1e-200 }).high).toBeGreaterThan(0);
    expect(enclose(parse('v^2'), { low: 0, high: 1 }).low).toBe(0);
  });
});
