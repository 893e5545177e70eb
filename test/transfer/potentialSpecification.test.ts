import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropyPotential } from '../../src/numeric/mirror/entropyPotential.ts';
import type { Potential } from '../../src/numeric/mirror/potential.ts';
import { powerPotential } from '../../src/numeric/mirror/powerPotential.ts';
import { expressionPotential } from '../../src/transfer/potentialExpression.ts';
import { readPotential } from '../../src/transfer/potentialSpecification.ts';
import { testPotential } from '../numeric/mirror/potentialProperties.ts';

const FORMULAS = [
  'w^2/2+w^4/4',
  'cosh(w)',
  'w^2+0.1*cos(3*w)',
  'exp(w)',
  'w^2.5',
  'w*log(w)',
  '-sqrt(w)',
  'w^3-w',
  'w^w',
];

for (const text of FORMULAS) testPotential(readPotential(text), [0.01, 5]);

/** Relative to the larger, or to 1. */
const difference = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));

describe('a formula', () => {
  const same: readonly (readonly [string, Potential])[] = [
    ['w*log(w)', entropyPotential],
    ['w^2.5/2.5', powerPotential(2.5)],
    ['w^1.2/1.2', powerPotential(1.2)],
    ['w^2/2', powerPotential(2)],
    ['(w^2)^0.75/1.5', powerPotential(1.5)],
  ];
  it.each(same)('%s is the potential by name', (text, named) => {
    const typed = readPotential(text);
    expect(typed.domain).toBe(named.domain);
    const weight = fc.double({ min: 1e-3, max: 50, noNaN: true });
    fc.assert(
      fc.property(weight, weight, fc.constantFrom(-1, 1), (size, other, sign) => {
        const [w, v] = [sign * size, sign * other];
        for (const part of ['value', 'gradient', 'curvature'] as const)
          expect(difference(typed[part](w), named[part](w))).toBeLessThan(1e-13);
        const dual = named.gradient(w);
        expect(typed.inverseGradient(dual, sign) / named.inverseGradient(dual, sign)).toBeCloseTo(1, 11);
        const [a, b] = [typed.bregmanDivergence(w, v), named.bregmanDivergence(w, v)];
        expect(Math.abs(a - b)).toBeLessThanOrEqual(
          1e-12 * (Math.abs(b) + named.curvature(v) * (w - v) ** 2),
        );
      }),
    );
  });

  it('crosses 0 where its gradient does so continuously, and there only', () => {
    expect(readPotential('cosh(w)').domain).toBe('line');
    expect(readPotential('w^3').domain).toBe('line');
    expect(readPotential('w^3').gradient(-2)).toBe(-12);
    expect(readPotential('w^3').inverseGradient(0, 1)).toBe(0);
    expect(readPotential('w^3-w').domain).toBe('half-lines');
    expect(readPotential('-log(w)').domain).toBe('half-lines');
    expect(readPotential('-log(w)').bregmanDivergence(1, -1)).toBe(Infinity);
  });

  it('need not be even', () => {
    const potential = readPotential('exp(w)');
    expect(potential.gradient(-1)).toBeCloseTo(Math.exp(-1), 14);
    expect(potential.inverseGradient(Math.exp(-1), 1)).toBeCloseTo(-1, 13);
  });

  it('says how its convexity is known', () => {
    for (const text of FORMULAS) expect(expressionPotential(text).convexity).toBe('proved');
    // The bounds for a root of w^2 near 0 tell nothing.
    expect(expressionPotential('(w^2)^0.75').convexity).toBe('at points');
  });

  it('has no inverse where no weight is followed', () => {
    expect(() => readPotential('cosh(w)').inverseGradient(1e300, 1)).toThrow(
      /^potential cosh\(w\): got the dual weight 1e\+300, expected one from .* to .*: weights from -100 to 100$/,
    );
  });
});

describe('what is no potential', () => {
  const refused: readonly (readonly [string, RegExp])[] = [
    ['-w^2', /^potential -w\^2: got Phi'' = -2 at w = .*expected Phi'' >= 0 \(convex\) for .* <= w <= 100$/],
    ['w^2+sin(5*w)/10', /got Phi'' = -0\.0\d+ at w = 0\.\d+, expected Phi'' >= 0/],
    // Concave on stretches of width 0.1, between the points that are tried.
    ['w^2/2-exp(-(w-30.2)^2*50)/25', /got Phi'' = -0\.\d+ at w = (29|30)\.\d+, expected Phi'' >= 0/],
    ['w', /^potential w: got Phi' = 1 at w = .*expected Phi' to rise \(strictly convex\)/],
    ['log(1+exp(w))', /got Phi' = 1 at w = .*expected Phi' to rise/],
    ['log(1-w)', /^potential log\(1-w\): got .* at w = .*, expected /],
    ['exp(w^2)', /Infinity at w = 26\.\d+, expected finite numbers/],
    ['w+q', /^potential: got the symbol "q", expected w, e or pi$/],
    ['abs(w)', /got function "abs"/],
    ['process.exit(1)', /formula/],
    ['entropy', /^potential: got "entropy", expected p=NUMBER, negative-entropy, or a formula in w$/],
    ['', /^potential: got "", expected/],
    ['p=5', /^potential p=5: got p = 5, expected 1 < p <= 3$/],
    ['p=1', /expected 1 < p <= 3/],
    ['p=two', /^potential p=two: got p = "two", expected 1 < p <= 3$/],
    ['p=', /expected 1 < p <= 3/],
  ];
  it.each(refused)('%s is refused in one line', (text, message) => {
    expect(() => readPotential(text)).toThrow(message);
    expect(() => readPotential(text)).toThrow(/^[^\n]*$/);
  });

  it('is told from what is', () => {
    expect(readPotential('p=2.5').name).toBe('p=2.5');
    expect(readPotential(' p = 3 ').gradient(2)).toBe(4);
    expect(readPotential('negative-entropy')).toBe(entropyPotential);
  });
});
